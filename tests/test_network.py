"""utils.first_edition.network: gradients against differences, shapes, seeds, refusals."""

import math
import warnings

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from utils.first_edition.activations import ACTIVATIONS, Activation
from utils.first_edition.network import MLP
from utils.first_edition.threads import one_blas_thread

RNG = np.random.default_rng(0)
X = RNG.standard_normal((30, 5))
LABELS = np.arange(30) % 3
SETTINGS = {"epochs": 2, "learning_rate": 0.1}


def parameters(mlp):
    return mlp.weights + mlp.biases


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("init", ["he", "xavier"])
def test_gradients_are_those_of_central_differences(activation, init):
    mlp = MLP([5, 4, 6, 3], activation, init=init, seed=1)
    for b in mlp.biases:
        b += RNG.uniform(-0.5, 0.5, b.shape)  # no unit sits on a corner
    loss, weight_grads, bias_grads = mlp.loss_and_grads(X, LABELS)
    assert isinstance(loss, float)
    h = 1e-6
    pairs = zip(parameters(mlp), weight_grads + bias_grads, strict=True)
    for parameter, grad in pairs:
        assert parameter.shape == grad.shape
        for index in np.ndindex(parameter.shape):
            kept = parameter[index]
            parameter[index] = kept + h
            above = mlp.loss_and_grads(X, LABELS)[0]
            parameter[index] = kept - h
            below = mlp.loss_and_grads(X, LABELS)[0]
            parameter[index] = kept
            assert grad[index] == pytest.approx((above - below) / (2 * h), abs=1e-8)


def test_forward_is_the_formula():
    mlp = MLP([5, 4, 6, 3], "elu", seed=2)
    hidden, logits = mlp.forward(X)
    elu = ACTIVATIONS["elu"].function
    first = elu(X @ mlp.weights[0])
    second = elu(first @ mlp.weights[1] + mlp.biases[1])
    np.testing.assert_allclose(hidden[0], first, rtol=1e-14, atol=1e-15)
    np.testing.assert_allclose(hidden[1], second, rtol=1e-13, atol=1e-14)
    assert len(hidden) == 2
    np.testing.assert_allclose(logits, second @ mlp.weights[2], rtol=1e-12, atol=1e-14)


def test_loss_is_the_mean_cross_entropy():
    mlp = MLP([5, 3], "relu")
    scores = mlp.forward(X)[1]
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    expected = -np.mean(np.log(p[np.arange(30), LABELS]))
    assert mlp.loss_and_grads(X, LABELS)[0] == pytest.approx(expected, rel=1e-12)
    mlp.weights[0][:] = 0
    assert mlp.loss_and_grads(X, LABELS)[0] == pytest.approx(math.log(3))
    mlp.weights[0][:] = 1e5  # exp of such scores would overflow
    assert math.isfinite(mlp.loss_and_grads(X, LABELS)[0])


@pytest.mark.parametrize(
    ("init", "variance"),
    [("he", 2 / 400), ("xavier", 2 / (400 + 300)), (1.55, 1.55 / 400), (3, 3 / 400)],
)
def test_init(init, variance):
    mlp = MLP([400, 300, 2], "relu", init=init)
    assert [w.shape for w in mlp.weights] == [(400, 300), (300, 2)]
    assert [b.shape for b in mlp.biases] == [(300,), (2,)]
    assert all(p.dtype == np.float64 for p in parameters(mlp))
    assert mlp.weights[0].var() == pytest.approx(variance, rel=0.02)
    assert abs(mlp.weights[0].mean()) < 1e-3
    assert not any(b.any() for b in mlp.biases)


def test_he_is_the_default():
    assert np.array_equal(
        MLP([5, 3], "relu").weights[0], MLP([5, 3], "relu", init="he").weights[0]
    )


def test_an_activation_of_your_own():
    tanh = Activation("tanh", np.tanh, lambda x: 1 - np.tanh(x) ** 2)
    mlp = MLP([5, 4, 3], tanh)
    np.testing.assert_allclose(mlp.forward(X)[0][0], np.tanh(X @ mlp.weights[0]))
    assert mlp.train(X, LABELS, **SETTINGS).loss[-1] < math.inf


def test_seeds():
    def run(seed, order):
        mlp = MLP([5, 8, 3], "relu", seed=seed)
        history = mlp.train(X, LABELS, batch_size=7, seed=order, **SETTINGS)
        return history.loss

    assert np.array_equal(run(1, 1), run(1, 1))
    assert run(1, 1)[0] != run(2, 1)[0]
    assert run(1, 1)[0] == run(1, 2)[0]
    assert run(1, 1)[1] != run(1, 2)[1]


def test_seeds_are_0_where_none_is_given():
    mlp, same = MLP([5, 8, 3], "relu"), MLP([5, 8, 3], "relu", seed=0)
    assert np.array_equal(mlp.weights[0], same.weights[0])
    settings = {"batch_size": 7, **SETTINGS}
    loss = mlp.train(X, LABELS, **settings).loss
    assert np.array_equal(loss, same.train(X, LABELS, seed=0, **settings).loss)


def test_a_variance_of_0_is_one():
    assert not any(w.any() for w in MLP([5, 3], "relu", init=0).weights)


def test_one_full_batch_is_one_step_of_descent():
    mlp, same = MLP([5, 8, 3], "elu"), MLP([5, 8, 3], "elu")
    _, weight_grads, bias_grads = same.loss_and_grads(X, LABELS)
    mlp.train(X, LABELS, epochs=1, learning_rate=0.1, batch_size=1000)
    grads = weight_grads + bias_grads
    for p, q, g in zip(parameters(mlp), parameters(same), grads, strict=True):
        np.testing.assert_allclose(p, q - 0.1 * g, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("batch_size", [1, 7, 30])
def test_training_learns_and_history_fits(batch_size):
    mlp = MLP([5, 16, 16, 3], "relu")
    history = mlp.train(X, LABELS, epochs=30, learning_rate=0.1, batch_size=batch_size)
    assert history.loss.shape == (31,)
    assert history.unit_mean.shape == history.dead.shape == (31, 2)
    assert history.loss[-1] < 0.9 * history.loss[0]
    assert history.loss[-1] == pytest.approx(mlp.loss_and_grads(X, LABELS)[0])
    assert history.diverged is False


def test_history_describes_the_units():
    # More examples than one slice of the probe holds.
    x = np.random.default_rng(1).standard_normal((200, 5))
    mlp = MLP([5, 9, 8, 3], "relu")
    mlp.biases[0][:3] = -100  # three units of nine that never fire
    mlp.biases[1][:] = -1000
    history = mlp.train(x, np.zeros(200, int), epochs=0, learning_rate=1)
    hidden, _ = mlp.forward(x)
    assert history.loss.shape == (1,)
    assert history.dead[0].tolist() == [3 / 9, 1]
    assert history.unit_mean[0, 0] == pytest.approx(np.median(hidden[0].mean(axis=0)))
    assert history.unit_mean[0, 1] == 0
    mlp.weights[0] /= 100  # the others say little, and live
    history = mlp.train(x, np.zeros(200, int), epochs=0, learning_rate=1)
    assert mlp.forward(x)[0][0].max() < 1
    assert history.dead[0, 0] == 3 / 9


def test_training_stops_at_the_loss_that_is_wanted():
    settings = {"epochs": 12, "learning_rate": 0.1, "batch_size": 7, "probes": 2}
    whole = MLP([5, 16, 16, 3], "relu").train(X, LABELS, **settings).loss
    goal = (whole[9] + whole[10]) / 2
    first = np.flatnonzero(whole < goal)[0]
    assert 0 < first < 24
    loss = MLP([5, 16, 16, 3], "relu").train(X, LABELS, until=goal, **settings).loss
    assert np.array_equal(loss[: first + 1], whole[: first + 1])
    assert np.isnan(loss[first + 1 :]).all()


def test_a_number_too_small_is_no_error():
    mlp = MLP([5, 4, 4, 3], "softplus")
    for w in mlp.weights:
        w *= 1000
    with np.errstate(under="raise"):
        mlp.forward(X)
        mlp.messages(X, LABELS)
        mlp.loss_and_grads(X, LABELS)
        mlp.train(X, LABELS, epochs=1, learning_rate=1e-9)


def test_divergence_is_told_not_warned_of():
    mlp = MLP([5, 8, 3], "relu")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        history = mlp.train(X, LABELS, epochs=50, learning_rate=1e200)
    assert history.diverged is True
    assert math.isfinite(history.loss[0])
    assert np.isnan(history.loss[-1])
    assert np.isnan(history.unit_mean[-1]).all()


@pytest.mark.parametrize(
    "widths", [[], [5], [5, 0, 3], [5, -1], [5, 2.0, 3], [5, True], [5, None]]
)
def test_refused_widths(widths):
    with pytest.raises(ValueError, match="widths must be two or more whole numbers"):
        MLP(widths, "relu")


@pytest.mark.parametrize("name", ["cube", "ReLU", "", None, 3, ["relu"]])
def test_refused_activation(name):
    with pytest.raises(ValueError, match=r"unknown activation .*choose one of sigmoid"):
        MLP([5, 3], name)


@pytest.mark.parametrize("init", ["glorot", None, -1.0, math.nan, math.inf, True])
def test_refused_init(init):
    with pytest.raises(
        ValueError, match=f"unknown init {init!r}; choose he, xavier or"
    ):
        MLP([5, 3], "relu", init=init)


def test_blas_gets_one_thread_whatever_was_imported_before_and_its_own_back():
    before = [pool["num_threads"] for pool in threadpool_info()]
    seen = []

    def spy(z):
        seen.extend(pool["num_threads"] for pool in threadpool_info())
        return np.maximum(z, 0)

    mlp = MLP([5, 4, 3], Activation("spy", spy, lambda z: z > 0))
    with threadpool_limits(2):
        mlp.train(X, LABELS, epochs=1, learning_rate=0.1)
        mlp.loss_and_grads(X, LABELS)
        mlp.forward(X)
        with one_blas_thread():
            pass
        assert all(pool["num_threads"] == 2 for pool in threadpool_info())
    assert set(seen) <= {1}
    assert [pool["num_threads"] for pool in threadpool_info()] == before


POINTS = np.concatenate([RNG.standard_normal(2000) * s for s in (1e-9, 1, 10, 1000)])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_value_and_slope_together_are_those_of_the_functions(name):
    x = np.concatenate([POINTS, [0.0, -0.0, 5e-324, -5e-324, 1e308, -1e308, -40, 40]])
    activation = ACTIVATIONS[name]
    assert activation.fused is not None
    with np.errstate(under="ignore"), warnings.catch_warnings():
        warnings.simplefilter("error")
        value, slope = activation.value_and_grad(x)
    off = np.abs(value - activation.function(x)) / (1 + np.abs(x))
    assert off.max() <= 3e-16
    assert np.abs(slope - activation.grad(x)).max() <= 3e-16
    if name in ("sigmoid", "softplus"):  # a slope must not round to 0
        np.testing.assert_allclose(slope, activation.grad(x), rtol=1e-15)


def test_value_and_slope_of_a_function_of_your_own():
    mine = Activation("mine", np.tanh, lambda x: 1 - np.tanh(x) ** 2)
    value, slope = mine.value_and_grad(X)
    assert np.array_equal(value, np.tanh(X))
    assert np.array_equal(slope, 1 - np.tanh(X) ** 2)


@pytest.mark.parametrize(
    ("x", "message"),
    [
        (X[:, :4], r"shape \(examples, 5\).*got \(30, 4\)"),
        (X[0], r"got \(5,\)"),
        (X[:0], r"got \(0, 5\)"),
        (X * np.nan, "finite real numbers"),
        (X * 1j, "finite real numbers"),
        (X.astype(str), "finite real numbers"),
    ],
)
def test_refused_inputs(x, message):
    mlp = MLP([5, 3], "relu")
    for use in (
        lambda: mlp.forward(x),
        lambda: mlp.loss_and_grads(x, LABELS),
        lambda: mlp.train(x, LABELS, **SETTINGS),
    ):
        with pytest.raises(ValueError, match=message):
            use()


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (LABELS[:-1], "30 whole numbers, one for each example"),
        (LABELS[:, None], "one for each example"),
        (LABELS / 2, "whole numbers"),
        (LABELS + 1, r"lie in 0\.\.\.2.*got 1\.\.\.3"),
        (LABELS - 1, r"got -1\.\.\.1"),
    ],
)
def test_refused_labels(labels, message):
    mlp = MLP([5, 3], "relu")
    with pytest.raises(ValueError, match=message):
        mlp.loss_and_grads(X, labels)
    with pytest.raises(ValueError, match=message):
        mlp.train(X, labels, **SETTINGS)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("epochs", (-1, 1.5, "3", None, True)),
        ("batch_size", (0, -64, 64.0, None)),
        ("learning_rate", (0, -0.1, np.inf, np.nan, "0.1", None)),
    ],
)
def test_refused_settings(name, values):
    mlp = MLP([5, 3], "relu")
    before = [p.copy() for p in parameters(mlp)]
    for value in values:
        with pytest.raises(ValueError, match=rf"{name} must be .*got {value!r}"):
            mlp.train(X, LABELS, **(SETTINGS | {name: value}))
    for p, q in zip(parameters(mlp), before, strict=True):
        assert np.array_equal(p, q)  # nothing was touched
