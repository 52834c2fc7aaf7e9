"""utils.instrument: it measures what it says it measures."""

import math

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from utils.activations import ACTIVATIONS, Activation, elu
from utils.digits import load_digits
from utils.instrument import (
    SUMMARY,
    WIDTHS,
    gradient_per_layer,
    normal_mean,
    run,
    runs,
    summary,
    train_units,
)
from utils.network import MLP

QUICK = {"epochs": 1, "learning_rate": 0.1, "widths": [64, 8, 10]}


def test_gradient_per_layer():
    rows = gradient_per_layer("elu", seeds=[3, 4])
    assert rows.shape == (2, 8)
    digits = load_digits()
    mlp = MLP(WIDTHS, "elu", init="he", seed=4)
    _, grads, _ = mlp.loss_and_grads(digits.train_images, digits.train_labels)
    assert rows[1, 0] == pytest.approx(np.sqrt(np.mean(grads[0] ** 2)))
    assert rows[1, 7] == pytest.approx(np.sqrt(np.mean(grads[7] ** 2)))


def test_gradient_per_layer_with_another_init():
    he, glorot = (
        gradient_per_layer("relu", init=i, seeds=[0]) for i in ("he", "xavier")
    )
    assert (he > 3 * glorot).all()
    assert np.array_equal(he, gradient_per_layer("relu", init=2.0, seeds=[0]))


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
    monkeypatch.setattr("utils.instrument.ThreadPoolExecutor", None)
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
    relu, mine = summary(["relu", Activation("mine", elu, np.ones_like, label="my")])
    assert len(relu) == len(mine) == len(SUMMARY)
    mean, rms = 0.5, math.sqrt(0.5)
    output = 1 / math.sqrt(2 * math.pi)
    ratio = output / math.sqrt(0.5 - output**2)
    assert relu[0] == "ReLU"
    assert relu[1:5] == pytest.approx([mean, rms, output, ratio], abs=1e-4)
    first, *_, last = np.median(gradient_per_layer("relu"), axis=0)
    assert relu[5:] == pytest.approx([first, first / last])
    assert mine[:3] == pytest.approx(("my", 1, 1))


def test_units_train_towards_what_they_are_to_imitate():
    before, after = (np.maximum(train_units(r, seed=0), 0) for r in (0.0, 0.1))
    rng = np.random.default_rng(100)
    x = np.maximum(rng.standard_normal((100, 16)), 0)
    wanted = np.maximum(x @ rng.standard_normal((16, 100)) / math.sqrt(8), 0)
    assert np.mean((after - wanted) ** 2) < 0.7 * np.mean((before - wanted) ** 2)
    assert np.array_equal(train_units(0.3, 0, steps=0), train_units(0.0, 0))


def test_unknown_function():
    for use in (
        gradient_per_layer,
        lambda name: run(name, seed=0, **QUICK),
        lambda name: runs(name, **QUICK),
        lambda name: summary([name]),
        lambda name: train_units(0.1, 0, name),
    ):
        with pytest.raises(ValueError, match=r"unknown activation 'tanh'; .* sigmoid"):
            use("tanh")
