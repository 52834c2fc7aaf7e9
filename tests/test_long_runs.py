"""The saved runs of chapters 7 and 8, a slice anew; and what their cells train."""

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from tests.long_runs import HELPERS, bias_shift_losses, comparison_run, functions_of
from utils import experiments as ex
from utils.activations import ACTIVATIONS, Activation
from utils.experiments import epochs_until, load_runs
from utils.network import forward, loss_and_delta, make_network, train

SEVEN, EIGHT = functions_of("07"), functions_of("08")
BOTH = SEVEN | EIGHT


@pytest.fixture(autouse=True)
def one_blas_thread():
    with threadpool_limits(1):
        yield


def test_epochs_are_interpolated_as_chapter_7_writes_it():
    losses = [2.0, 1.0, 0.01, 0.5]
    assert np.isclose(epochs_until(losses), 2.0, rtol=1e-12)  # half way, in logarithms
    assert np.isclose(epochs_until(losses, 1.0), 1.5)
    assert epochs_until([0.05]) == 0.5
    assert epochs_until([1.0, np.nan]) == np.inf
    for curve in (losses, [0.05], [1.0, np.nan]):
        assert SEVEN["epochs_until"](curve) == epochs_until(curve)


@pytest.mark.parametrize("variant", ["as it is", "mean off", "cancelled", "fast bias"])
def test_a_slice_of_chapter_7_anew(variant):
    runs = load_runs("bias_shift")
    rows = (runs["variant"] == variant) & (runs["depth"] == 4) & (runs["rate"] == 0.2)
    row = runs[rows & (runs["function"] == "tanh") & (runs["seed"] == 1)][0]
    names = ["function", "c", "depth", "rate", "variant", "mean"]
    setting = [row[name].item() for name in names]
    losses = bias_shift_losses(SEVEN, setting, seed=1, epochs=16)
    assert np.isclose(epochs_until(losses), row["epochs"], atol=0.05)
    assert np.isclose(losses[-1], row["loss"], rtol=0.05)


@pytest.mark.parametrize("helper", ["none", "batch norm", "Adam", "mean 0.2"])
def test_a_slice_of_chapter_8_anew(helper):
    runs = load_runs("comparison")
    rows = (runs["helper"] == helper) & (runs["function"] == "tanh")
    row = runs[rows & (runs["seed"] == 3)][0]
    names = ["helper", "function", "depth", "c", "rate"]
    setting = [row[name].item() for name in names]
    losses, _ = comparison_run(BOTH, *setting, seed=3, epochs=3)
    epochs = epochs_until(losses) + 0.5 * (helper in HELPERS)
    assert np.isclose(epochs, row["epochs"], atol=0.05)


def test_the_best_of_each_search_lies_inside_its_grid():
    tuning, judged = load_runs("tuning"), load_runs("comparison")
    found = tuning[tuning["best"] == 1]
    keys = ["helper", "function", "depth"]
    assert len({tuple(row[keys]) for row in found}) == len(found) == 57
    for best in found:
        mine = tuning[np.all([tuning[k] == best[k] for k in keys], axis=0)]
        steps = [2 * np.log2(mine[k] / best[k]) for k in ("c", "rate")]
        near = mine[(np.abs(steps) < 1.1).all(axis=0)]
        assert len(near) == 9
        assert near["epochs"].min() == best["epochs"]
        rows = judged[np.all([judged[k] == best[k] for k in keys], axis=0)]
        assert sorted(rows["seed"]) == list(range(10))
        assert np.all(rows["c"] == best["c"]) and np.all(rows["rate"] == best["rate"])


def test_networks_with_a_mean_that_is_cancelled_begin_as_the_same_function():
    tanh, first = ACTIVATIONS["tanh"], {}
    for mean in (0.0, 0.3):
        options = {"mean": mean, "cancel": True, "depth": 3, "epochs": 1}
        tiny = SEVEN["train_with_mean"](tanh, 1.0, 1e-12, 0, **options)
        first[mean] = tiny[0]
    assert np.isclose(first[0.0], first[0.3], rtol=1e-9)
    options["cancel"] = False
    other = SEVEN["train_with_mean"](tanh, 1.0, 1e-12, 0, **options)
    assert not np.isclose(first[0.0], other[0], rtol=1e-6)


def test_without_a_mean_or_a_helper_it_is_the_network_of_chapter_2():
    x, labels = EIGHT["x"], EIGHT["labels"]
    network = make_network([64, 128, 128, 10], 1.5, seed=2)
    linear = Activation("linear", lambda z: z, np.ones_like)  # of pixels with mean 0
    losses = train(x, labels, *network, *linear[1:3], 2, 0.1, seed=2)
    options = {"depth": 2, "epochs": 2}
    found = SEVEN["train_with_mean"](linear, 1.5, 0.1, 2, **options)
    assert np.allclose(found, losses, rtol=1e-9)
    z, _ = forward(x, *network, linear.function)
    at_the_end = loss_and_delta(z[-1], labels)[0]
    found = EIGHT["train_with"]("plain", linear, 1.5, 0.1, 2, **options)
    assert np.isclose(found[-1], at_the_end, rtol=1e-9)


@pytest.mark.parametrize("helper", ["batch norm", "layer norm", "residual"])
def test_gradients_with_help_agree_with_differences(helper):
    x, labels, tanh = EIGHT["x"][:9], EIGHT["labels"][:9], ACTIVATIONS["tanh"]
    weights, biases = make_network([64, 10, 10, 10, 10], 2.0, seed=0)

    def loss():
        z, *_ = EIGHT["forward_with"](helper, x, weights, biases, tanh.function)
        return loss_and_delta(z[-1], labels)

    z, inputs, stds = EIGHT["forward_with"](helper, x, weights, biases, tanh.function)
    deltas = EIGHT["backward_with"](helper, loss()[1], z, stds, weights, tanh.grad)
    for w, a, d in zip(weights, inputs, deltas, strict=True):
        both = []
        for change in (1e-5, -2e-5):
            w[3, 2] += change
            both.append(loss()[0])
        w[3, 2] += 1e-5
        slope = (both[0] - both[1]) / 2e-5
        assert np.isclose(slope, (a.T @ d)[3, 2] / 9, rtol=1e-4, atol=1e-7)


def test_chapter_8_measures_and_predicts_as_utils_does():
    network = make_network([64, 128, 128, 10], 2.0, seed=1)
    shown = EIGHT["look_inside"](network, ACTIVATIONS["relu"])
    ours = ex.look_inside(network, ACTIVATIONS["relu"])
    assert list(shown) == list(ours) == ["gradient", "mean", "std", "dead"]
    assert all(np.allclose(shown[key], ours[key], rtol=1e-12) for key in ours)
    for name, c in (("tanh", 2.54), ("gelu", 1.0), ("shifted_relu", 3.0)):
        shown = EIGHT["predict_gain"](ACTIVATIONS[name], c)
        assert np.isclose(shown, ex.predict_gain(ACTIVATIONS[name], c), rtol=1e-3)


def test_a_slice_of_the_bench_of_chapter_9_anew():
    runs = load_runs("bench")
    row = runs[(runs["function"] == "elu") & (runs["depth"] == 3)]
    losses = ex.train_networks("elu", 3, seeds=[0], learning_rate=row["rate"][0])[0]
    assert np.allclose(losses, row["loss"][:10], rtol=0.01)
