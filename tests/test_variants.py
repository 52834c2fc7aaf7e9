"""utils.first_edition.variants: what each changes, and that the gradients know of it."""

from functools import partial

import numpy as np
import pytest

from utils.first_edition.instrument import run
from utils.first_edition.network import MLP
from utils.first_edition.variants import Adam, BatchNormMLP, CentredMLP, Momentum, ResidualMLP

RNG = np.random.default_rng(5)
X = RNG.standard_normal((12, 5))
LABELS = RNG.integers(0, 3, 12)
WIDTHS = [5, 6, 6, 6, 3]
NETWORKS = {
    "centred": CentredMLP,
    "centred by the batch": partial(CentredMLP, batch=True),
    "batch norm": BatchNormMLP,
    "residual": ResidualMLP,
}
each = pytest.mark.parametrize("make", NETWORKS.values(), ids=NETWORKS)


def made(make, activation="elu", **settings):
    mlp = make(WIDTHS, activation, seed=3)
    settings = {"epochs": 1, "learning_rate": 0.05, "batch_size": 5} | settings
    return mlp, mlp.train(X, LABELS, **settings)


def slopes_are_right(mlp, grads, loss):
    h = 1e-6
    for p, g in zip(mlp.weights + mlp.biases, grads, strict=True):
        for place in [(0,) * p.ndim, (-1,) * p.ndim, (1,) * p.ndim]:
            before = p[place]
            p[place] = before + h
            up = loss()
            p[place] = before - h
            down = loss()
            p[place] = before
            assert g[place] == pytest.approx((up - down) / (2 * h), abs=3e-9)


@each
def test_it_is_made_like_any_network(make):
    for settings in ({}, {"seed": 4, "init": "xavier"}):
        plain = MLP([5, 6, 3], "elu", **settings)  # no two layers are equally wide
        mlp = make([5, 6, 3], "elu", **settings)
        for mine, theirs in zip(mlp.weights, plain.weights, strict=True):
            assert np.array_equal(mine, theirs)


def test_means_follow_slowly_unless_the_batch_is_asked_for():
    losses = [
        made(CentredMLP)[1].loss[-1],
        made(partial(CentredMLP, batch=False))[1].loss[-1],
        made(NETWORKS["centred by the batch"])[1].loss[-1],
    ]
    assert losses[0] == losses[1] != losses[2]


@each
def test_the_gradient_is_the_slope_of_the_loss(make):
    mlp, _ = made(make)
    _, weights, biases = mlp.loss_and_grads(X, LABELS)
    slopes_are_right(mlp, weights + biases, lambda: mlp.loss_and_grads(X, LABELS)[0])


@pytest.mark.parametrize("name", ["centred by the batch", "batch norm"])
def test_a_step_knows_that_the_statistics_of_the_batch_answer(name):
    mlp, _ = made(NETWORKS[name])
    with mlp._keeping(0.9):
        _, weights, biases = mlp._loss_and_grads(X, LABELS)
        slopes_are_right(
            mlp, weights + biases, lambda: mlp._loss_and_grads(X, LABELS)[0]
        )
    with pytest.raises(AssertionError):  # without that knowledge they are not
        slopes_are_right(
            mlp, weights + biases, lambda: mlp.loss_and_grads(X, LABELS)[0]
        )


@each
def test_what_is_said_of_an_example_depends_on_no_other(make):
    mlp, _ = made(make)
    hidden, logits = mlp.forward(X)
    messages = mlp.messages(X, LABELS)
    for i in (0, 7):
        some, some_logits = mlp.forward(X[i : i + 1])
        np.testing.assert_allclose(some_logits[0], logits[i], rtol=1e-12)
        for a, b in zip(some, hidden, strict=True):
            np.testing.assert_allclose(a[0], b[i], rtol=1e-12)
        ours = mlp.messages(X[i : i + 1], LABELS[i : i + 1])
        for a, b in zip(ours, messages, strict=True):
            np.testing.assert_allclose(a[0], b[i], rtol=1e-9, atol=1e-15)
    assert np.array_equal(mlp.forward(X)[1], logits)  # nor on what was asked before


@each
def test_training_lowers_the_loss_and_repeats_itself(make):
    mlp, history = made(make, epochs=60)
    again, _ = made(make, epochs=60)
    assert history.loss[-1] < history.loss[0] / 2
    assert not history.diverged
    assert np.array_equal(mlp.weights[0], again.weights[0])
    assert mlp.weights[0].dtype == mlp.forward(X)[1].dtype == np.float64


@each
def test_a_rate_that_is_too_large_diverges_in_silence(make):
    _, history = made(make, epochs=60, learning_rate=1e200)
    assert history.diverged


@pytest.mark.parametrize("batch", [False, True])
def test_centred_layers_start_with_mean_0_and_the_means_run_along(batch):
    mlp, _ = made(partial(CentredMLP, batch=batch), epochs=0)
    for said in mlp.forward(X)[0]:
        np.testing.assert_allclose(said.mean(axis=0), 0, atol=1e-15)
    before = [m.copy() for m in mlp.means]
    first = mlp.activation.function(X[:4] @ mlp.weights[0] + mlp.biases[0])
    mlp._step(X[:4], LABELS[:4], 0.1, lambda *_: None)
    ours = 0.9 * before[0] + 0.1 * first.mean(axis=0)
    np.testing.assert_allclose(mlp.means[0], ours, rtol=1e-12)


def test_normed_layers_start_with_mean_0_and_spread_1():
    mlp, _ = made(BatchNormMLP, epochs=0)
    for said in mlp.forward(X)[0]:
        np.testing.assert_allclose(said.mean(axis=0), 0, atol=1e-14)
        np.testing.assert_allclose(said.std(axis=0), 1, atol=1e-3)


def test_a_layer_adds_where_widths_allow():
    mlp = ResidualMLP(WIDTHS, "elu", seed=3)
    plain = MLP(WIDTHS, "elu", seed=3)
    np.testing.assert_allclose(mlp.weights[1], plain.weights[1] / np.sqrt(2))
    assert np.array_equal(mlp.weights[0], plain.weights[0])
    (first, second, _), _ = mlp.forward(X)
    f = mlp.activation.function
    np.testing.assert_allclose(first, f(X @ mlp.weights[0]))
    np.testing.assert_allclose(second, first + f(first @ mlp.weights[1]))


def test_a_gradient_passes_a_layer_that_cannot_add():
    mlp = ResidualMLP([5, 6, 6, 4, 4, 3], "elu", seed=3)
    _, weights, biases = mlp.loss_and_grads(X, LABELS)
    slopes_are_right(mlp, weights + biases, lambda: mlp.loss_and_grads(X, LABELS)[0])


def test_momentum_is_the_sum_of_fading_gradients():
    step, p = Momentum(), np.array([1.0])
    for _ in range(3):
        step([p], [np.array([2.0])], 0.1)
    assert p[0] == pytest.approx(1 - 0.1 * 2 * (1 + 1.9 + 2.71))


def test_adam_steps_by_the_rate_whatever_the_gradient():
    for size in (1e-3, 1.0, 1e3):
        step, p = Adam(), np.array([1.0, 1.0])
        for _ in range(5):
            step([p], [np.array([size, -size])], 0.01)
        np.testing.assert_allclose(p, [0.95, 1.05], rtol=1e-6)


def test_adam_takes_smaller_steps_where_the_gradient_all_but_vanishes():
    step, p = Adam(), np.array([1.0])
    step([p], [np.array([1e-8])], 0.01)
    assert p[0] == pytest.approx(1 - 0.01 / 2, rel=1e-9)


def test_the_instrument_takes_them():
    small = {"seed": 1, "epochs": 1, "learning_rate": 0.01, "widths": [64, 4, 10]}
    network, history = run("relu", network=CentredMLP, optimizer=Adam, **small)
    assert isinstance(network, CentredMLP)
    plain = run("relu", **small).history
    assert history.loss[-1] != plain.loss[-1]


def test_more_probes_see_the_same_training():
    coarse, history = made(MLP, epochs=2)
    fine, closer = made(MLP, epochs=2, probes=3)
    assert history.loss.shape == (3,)
    assert closer.loss.shape == (7,)
    assert np.array_equal(closer.loss[::3], history.loss)
    assert np.isfinite(closer.loss).all()
    assert np.array_equal(coarse.weights[1], fine.weights[1])
