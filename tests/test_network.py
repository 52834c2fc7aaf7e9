"""The network of chapter 2: its gradients, its steps, and that there is only one."""

import ast
from pathlib import Path

import numpy as np
import pytest

from tests.saved import FOLDER, code_cells
from utils import network
from utils.activations import ACTIVATIONS
from utils.network import backward, forward, loss_and_delta, make_network, train

(CHAPTER,) = FOLDER.glob("02_*.ipynb")


def data(examples=7, inputs=5, classes=3, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(examples, inputs))
    return x, rng.integers(classes, size=examples)


def test_weights_have_variance_c_over_fan_in():
    weights, biases = make_network([400, 300, 10], c=2, seed=0)
    assert [w.shape for w in weights] == [(400, 300), (300, 10)]
    assert [b.shape for b in biases] == [(300,), (10,)]
    assert np.allclose([w.var() * len(w) for w in weights], 2, rtol=0.05)
    assert not np.any(np.concatenate(biases))
    again, other = (make_network([400, 300, 10], 2, seed)[0][0] for seed in (0, 1))
    assert np.array_equal(weights[0], again) and not np.allclose(weights[0], other)


def test_the_loss_is_cross_entropy_however_large_the_logits():
    with np.errstate(all="raise", under="ignore"):
        loss, delta = loss_and_delta(np.zeros((4, 10)), np.arange(4))
        assert np.isclose(loss, np.log(10), rtol=1e-15)
        assert np.allclose(delta, 0.1 - np.eye(10)[:4], rtol=1e-15)
        loss, _ = loss_and_delta(np.array([[1e4, 0, 0]]), np.array([1]))
        assert loss == 1e4


@pytest.mark.parametrize("depth", [1, 2, 4])
@pytest.mark.parametrize("name", ["sigmoid", "softplus", "relu", "elu", "gelu"])
def test_gradients_agree_with_differences(name, depth):
    a, (x, labels) = ACTIVATIONS[name], data()
    weights, biases = make_network([5, *[4] * depth, 3], 1.5, seed=depth)
    for b in biases:
        b += np.random.default_rng(1).normal(0, 0.1, b.shape)

    def loss():
        return loss_and_delta(forward(x, weights, biases, a.function)[0][-1], labels)

    z, inputs = forward(x, weights, biases, a.function)
    deltas = backward(loss()[1], z, weights, a.grad)
    gradients = [i.T @ d / len(x) for i, d in zip(inputs, deltas, strict=True)]
    gradients += [d.mean(axis=0) for d in deltas]
    for parameter, gradient in zip([*weights, *biases], gradients, strict=True):
        for place in np.ndindex(parameter.shape):
            old, both = parameter[place], []
            for nudge in (1e-6, -1e-6):
                parameter[place] = old + nudge
                both.append(loss()[0])
            parameter[place] = old
            assert abs((both[0] - both[1]) / 2e-6 - gradient[place]) < 1e-8


def test_a_step_is_the_one_written_by_hand():
    x, labels = data(examples=10)
    (w1, w2), (b1, b2) = before = make_network([5, 4, 3], 1, seed=0)
    hidden = np.tanh(x @ w1 + b1)
    e = np.exp(hidden @ w2 + b2)
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(p[range(10), labels]))
    d2 = (p - np.eye(3)[labels]) / 10
    d1 = d2 @ w2.T * (1 - hidden**2)
    by_hand = [w1 - 0.3 * x.T @ d1, w2 - 0.3 * hidden.T @ d2]
    by_hand += [b1 - 0.3 * d1.sum(axis=0), b2 - 0.3 * d2.sum(axis=0)]

    tanh = ACTIVATIONS["tanh"]
    losses = train(x, labels, *before, tanh.function, tanh.grad, 1, 0.3, seed=0)
    assert np.allclose(losses, [loss], rtol=1e-13)
    for found, expected in zip([w1, w2, b1, b2], by_hand, strict=True):
        assert np.allclose(found, expected, rtol=1e-12, atol=1e-15)


def test_an_epoch_takes_each_example_once_in_batches_of_64():
    seen = []

    def spy(z):
        seen.append(z[:, 0].copy())
        return z

    x = np.arange(130.0)[:, None]
    weights, biases = [np.ones((1, 1)), np.zeros((1, 2))], [np.zeros(1), np.zeros(2)]
    labels = np.zeros(130, int)
    losses = train(x, labels, weights, biases, spy, np.zeros_like, 2, 1e-9, seed=3)
    assert [len(batch) for batch in seen] == [64, 64, 2] * 2
    for epoch in (seen[:3], seen[3:]):
        assert np.array_equal(np.sort(np.concatenate(epoch)), x[:, 0])
    assert not np.array_equal(seen[0], seen[3])  # in another order
    assert np.allclose(losses, np.log(2), rtol=1e-4)


def functions(source):
    """Return the functions that code defines, by name, without their docstrings."""
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            if ast.get_docstring(node):
                node.body = node.body[1:]
            found[node.name] = node
    return found


def test_chapter_2_shows_the_code_that_is_imported():
    shown = functions("\n\n".join(cell.source for cell in code_cells(CHAPTER)))
    shared = functions(Path(network.__file__).read_text(encoding="utf-8"))
    for name in shared:
        assert ast.dump(shown[name]) == ast.dump(shared[name])


@pytest.mark.parametrize("name", ["sigmoid", "relu", "elu"])
def test_pytorch_trains_alike(name):
    pytest.importorskip("torch")
    from tests.benchmark import ours, theirs

    assert np.allclose(ours(name, 3)[0], theirs(name, 3)[0], rtol=1e-10, atol=0)
