"""utils.first_edition.instrument: it measures what it says it measures."""

import copy
import math

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from utils.first_edition.activations import ACTIVATIONS, Activation, elu, sigmoid_grad
from utils.digits import load_digits
from utils.first_edition.instrument import (
    SUMMARY,
    WIDTHS,
    Layers,
    kept,
    measure_layers,
    normal_mean,
    own_start,
    run,
    runs,
    summary,
    train_units,
)
from utils.first_edition.network import MLP

QUICK = {"epochs": 1, "learning_rate": 0.1, "widths": [64, 8, 10]}


def test_layers_are_measured_as_they_are_defined():
    layers = measure_layers("elu", seeds=[3, 4])
    assert all(rows.shape == (2, 8) for rows in layers)
    x, labels, *_ = load_digits()
    mlp = MLP(WIDTHS, "elu", init="he", seed=4)
    said, _ = mlp.forward(x)
    _, grads, _ = mlp.loss_and_grads(x, labels)
    for layer in (0, 7):
        means, talk = said[layer].mean(axis=0), said[layer].std(axis=0)
        assert layers.mean[1, layer] == pytest.approx(math.sqrt(np.mean(means**2)))
        assert layers.spread[1, layer] == pytest.approx(math.sqrt(np.mean(talk**2)))
        size = math.sqrt(np.mean(grads[layer] ** 2))
        assert layers.gradient[1, layer] == pytest.approx(size)


def test_a_message_is_the_slope_of_an_examples_loss_in_z():
    x, labels, *_ = load_digits()
    mlp = MLP([64, 6, 5, 10], "elu", seed=1)
    messages = mlp.messages(x[:3], labels[:3])
    assert [m.shape for m in messages] == [(3, 6), (3, 5), (3, 10)]
    h = 1e-6
    for layer in range(3):  # a bias moves z alone
        for unit in (0, 4):
            up, down = copy.deepcopy(mlp), copy.deepcopy(mlp)
            up.biases[layer][unit] += h
            down.biases[layer][unit] -= h
            for i in range(3):
                one = x[i : i + 1], labels[i : i + 1]
                slope = (up.loss_and_grads(*one)[0] - down.loss_and_grads(*one)[0]) / h
                assert messages[layer][i, unit] == pytest.approx(slope / 2, abs=1e-8)


def test_a_constant_changes_no_message():
    """Where the weights take no notice of it, that is: at the very first layer."""
    shifted = Activation("shifted", lambda x: elu(x) - 0.3, ACTIVATIONS["elu"].grad)
    a, b = (
        measure_layers(f, init="he", widths=[64, 128, 10], seeds=[0])
        for f in ("elu", shifted)
    )
    assert b.spread == pytest.approx(a.spread)
    assert b.mean[0, 0] > 2 * a.mean[0, 0]


def test_layers_with_another_init():
    he, glorot = (measure_layers("relu", init=i, seeds=[0]) for i in ("he", "xavier"))
    assert (he.gradient > 3 * glorot.gradient).all()
    assert np.array_equal(he, measure_layers("relu", init=2.0, seeds=[0]))


def test_signal_is_hum_and_talk_together():
    ones = np.ones((2, 3))
    layers = Layers(ones, mean=3 * ones, spread=4 * ones, gradient=ones)
    np.testing.assert_allclose(layers.signal, 5 * ones)
    np.testing.assert_allclose(layers.hum_over_talk, 0.75 * ones)


def test_kept_is_what_is_left_after_each_layer():
    message = np.array([[1.0, 2, 4, 8], [27.0, 9, 3, 1], [1.0, 1, 1, 1]])
    layers = Layers(message, *[np.ones((3, 4))] * 3)
    assert kept(layers) == pytest.approx(1)
    assert kept(Layers(message[:1], *[np.ones((1, 4))] * 3)) == pytest.approx(0.5)


def test_own_start_keeps_the_size_of_what_goes_in():
    assert own_start("relu") == pytest.approx(2)
    for name in ("elu", "tanh", "sigmoid"):
        rng, function = np.random.default_rng(0), ACTIVATIONS[name].function
        a = function(rng.standard_normal((1000, 300)))
        w = rng.standard_normal((300, 3000)) * math.sqrt(own_start(name) / 300)
        assert np.mean((a @ w) ** 2) == pytest.approx(1, rel=0.05)


def test_run_uses_the_seed_for_weights_and_order():
    mlp, history = run("relu", seed=1, **QUICK)
    again, same = run("relu", seed=1, **QUICK)
    assert np.array_equal(mlp.weights[0], again.weights[0])
    assert np.array_equal(history.loss, same.loss)
    assert history.loss[0] != run("relu", seed=2, **QUICK)[1].loss[0]
    assert history.loss[1] < history.loss[0]


def test_each_function_starts_with_the_weights_that_go_with_it():
    for name, activation in ACTIVATIONS.items():
        still = run(name, seed=0, **(QUICK | {"epochs": 0})).network
        expected = MLP(QUICK["widths"], name, init=activation.init, seed=0)
        assert np.array_equal(still.weights[0], expected.weights[0])


def test_runs_are_those_of_run_in_the_order_of_the_seeds():
    cube = Activation("cube", lambda x: x**3, lambda x: 3 * x**2)
    for activation in ("elu", cube):
        seeds = [5, 3, 9, 4]
        together = runs(activation, seeds=iter(seeds), **QUICK)
        for seed, (network, history) in zip(seeds, together, strict=True):
            alone = run(activation, seed=seed, **QUICK)
            assert np.array_equal(history.loss, alone.history.loss)
            assert np.array_equal(network.weights[-1], alone.network.weights[-1])


def test_runs_without_threads(monkeypatch):
    monkeypatch.setattr("sys.platform", "emscripten")
    monkeypatch.setattr("utils.first_edition.threads.ThreadPoolExecutor", None)
    (only,) = runs("relu", seeds=[1], **QUICK)
    assert np.array_equal(only.history.loss, run("relu", seed=1, **QUICK).history.loss)


def test_runs_keep_blas_to_one_thread_until_the_last_is_done():
    seen = []

    def spy(x):
        seen.extend(pool["num_threads"] for pool in threadpool_info())
        return np.maximum(x, 0)

    with threadpool_limits(2):
        runs(Activation("spy", spy, lambda x: x > 0), seeds=range(6), **QUICK)
    assert set(seen) == {1}


def test_normal_mean():
    assert normal_mean(np.ones_like) == pytest.approx(1, abs=1e-13)
    assert normal_mean(np.square) == pytest.approx(1, abs=1e-13)
    assert normal_mean(lambda x: x**3) == pytest.approx(0, abs=1e-12)
    by_hand = 1 / math.sqrt(2 * math.pi)
    assert normal_mean(lambda x: np.maximum(x, 0)) == pytest.approx(by_hand, abs=1e-9)


def test_summary():
    mine = Activation("mine", elu, np.ones_like, label="my")
    relu, row = summary(["relu", mine], seeds=[2])
    assert len(relu) == len(row) == len(SUMMARY)
    output = 1 / math.sqrt(2 * math.pi)
    ratio = output / math.sqrt(0.5 - output**2)
    assert relu[0] == "ReLU"
    assert relu[1:4] == pytest.approx([0.5, math.sqrt(0.5), ratio], abs=1e-4)
    layers = measure_layers("relu", seeds=[2])
    deep = np.median((layers.mean / layers.spread)[:, 7])
    assert relu[4:] == pytest.approx([deep, kept(layers)])
    assert row[:3] == pytest.approx(("my", 1, 1))
    (row,) = summary(["sigmoid"], seeds=[2])
    draws = sigmoid_grad(np.random.default_rng(0).standard_normal(100_000))
    assert row[1:3] == pytest.approx(
        [draws.mean(), np.sqrt(np.mean(draws**2))], rel=0.003
    )


def test_units_train_towards_what_they_are_to_imitate():
    before, after = (np.maximum(train_units(r, seed=0), 0) for r in (0.0, 0.1))
    rng = np.random.default_rng(100)
    x = np.maximum(rng.standard_normal((100, 16)), 0)
    wanted = np.maximum(x @ rng.standard_normal((16, 100)) / math.sqrt(8), 0)
    assert np.mean((after - wanted) ** 2) < 0.7 * np.mean((before - wanted) ** 2)
    assert np.array_equal(train_units(0.3, 0, steps=0), train_units(0.0, 0))


def test_a_unit_trains_as_the_first_layer_of_a_network_would():
    rng, rate = np.random.default_rng(100), 0.2
    x = np.maximum(rng.standard_normal((100, 16)), 0)
    wanted = np.maximum(x @ rng.standard_normal((16, 100)) / math.sqrt(8), 0)
    weights = np.random.default_rng(7).standard_normal((16, 100)) / math.sqrt(8)
    w, bias = weights[:, 3], 0.0  # one unit, by sums over the examples
    for _ in range(2):
        outputs = [max(row @ w + bias, 0) for row in x]
        errors = [(o - y) * (o > 0) for o, y in zip(outputs, wanted[:, 3], strict=True)]
        w = w - rate * sum(e * row for e, row in zip(errors, x, strict=True)) / 100
        bias -= rate * sum(errors) / 100
    assert bias != 0
    np.testing.assert_allclose(
        train_units(rate, 7, steps=2)[:, 3], x @ w + bias, rtol=1e-9
    )
    fifty = train_units(rate, 7)
    assert np.array_equal(fifty, train_units(rate, 7, steps=50))
    assert not np.array_equal(fifty, train_units(rate, 7, steps=51))


def test_unknown_function():
    for use in (
        measure_layers,
        own_start,
        lambda name: run(name, seed=0, **QUICK),
        lambda name: runs(name, **QUICK),
        lambda name: summary([name]),
        lambda name: train_units(0.1, 0, name),
    ):
        with pytest.raises(ValueError, match=r"unknown activation 'cube'; .* sigmoid"):
            use("cube")
