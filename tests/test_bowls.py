"""Bowls have the curvature that they are said to have, and are drawn as they are."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils.first_edition import plotting
from utils.first_edition.bowls import bowl_of, kappa, layer_kappas, steps_needed
from utils.digits import load_digits
from utils.first_edition.instrument import WIDTHS, own_start
from utils.first_edition.network import MLP

RNG = np.random.default_rng(1)
VALLEY = np.array([[5.0, 4.0], [4.0, 5.0]])  # 9 across, 1 along


@pytest.fixture(autouse=True)
def clean_slate():
    with matplotlib.rc_context():
        plotting.use_house_style()
        yield
    plt.close("all")


def test_the_bowl_is_the_curvature_of_half_the_mean_squared_error():
    inputs, u = RNG.standard_normal((50, 3)) + 1, np.array([0.6, 0.0, -0.8])

    def loss(t):
        return np.mean((inputs @ (t * u)) ** 2) / 2

    bowl = bowl_of(inputs)
    assert loss(1) - 2 * loss(0) + loss(-1) == pytest.approx(u @ bowl @ u)
    centred = bowl_of(inputs, centred=True)
    np.testing.assert_allclose(centred, np.cov(inputs.T, bias=True))


def test_kappa_is_the_steepest_over_the_middle():
    assert kappa(VALLEY) == pytest.approx(9)
    assert kappa(np.diag([8.0, 0.01, 2.0])) == pytest.approx(4)
    n, mean, spread = 16, 0.5, 2.0
    bowl = spread**2 * np.eye(n) + mean**2
    assert kappa(bowl) == pytest.approx(1 + n * (mean / spread) ** 2)


def test_steps_are_counted_along_the_floor():
    along, across = np.array([1.0, -1.0]), np.array([1.0, 1.0])
    alone = int(np.ceil(np.log(0.1) / np.log(1 - 1 / 9)))
    assert steps_needed(VALLEY, [along, across]).tolist() == [alone, 1]
    few, many = steps_needed(VALLEY, [along + 9 * across, along], VALLEY)
    assert few < many == alone
    one = np.eye(3)[:1]  # the shortest of three axes
    assert steps_needed(np.diag([1.0, 2.0, 4.0]), one)[0] == 9  # 0.75**9 < 0.1


def test_layers_without_means_are_rounder_where_it_hums():
    found = layer_kappas("relu", layers=(2, 8), seeds=[3])
    assert list(found) == [2, 8]
    assert found[8][0] > 5 * found[8][1] > 5
    larger = layer_kappas("tanh", layers=[1], scale=4, seeds=[3])
    assert larger[1][0] < layer_kappas("tanh", layers=[1], seeds=[3])[1][0]


def test_kappas_are_those_of_what_the_layers_hand_on():
    found = layer_kappas("elu", layers=(1, 3), seeds=[3])
    start, images = own_start("elu"), load_digits().train_images
    said, _ = MLP([*WIDTHS[:4], 1], "elu", init=start, seed=3).forward(images)
    for layer in (1, 3):
        centred = said[layer - 1] - said[layer - 1].mean(axis=0)
        by_hand = [kappa(h.T @ h / len(h)) for h in (said[layer - 1], centred)]
        np.testing.assert_allclose(found[layer], by_hand)


def test_steps_to_a_hundredth_of_the_loss_are_fewer_than_of_the_distance():
    bowl, start = np.diag([10.0, 1.0]), [[1, 0.3]]  # the loss is nearly all across
    assert steps_needed(bowl, start, bowl).tolist() == [1]
    assert steps_needed(bowl, start)[0] > 5


def test_descent_draws_its_path_step_by_step():
    path = np.array([[-1.0, 2.0], [-0.5, 0.5], [0.1, -0.1], [0.0, 0.0]])
    paths = {"elu": path, "relu": path[:2]}
    fig, draw, steps = plotting.descent_figure(
        {"elu": np.eye(2), "relu": VALLEY}, paths, "A title"
    )
    assert steps == [3, 0, 1, 2, 3]
    left, right = fig.axes
    assert left.get_title(loc="left") == "ELU: 3 steps"
    assert right.get_title(loc="left") == "ReLU: 1 step"
    draw(2)
    np.testing.assert_array_equal(left.lines[0].get_xydata(), path[:3])
    np.testing.assert_array_equal(right.lines[0].get_xydata(), path[:2])
    assert left.get_title(loc="left") == "ELU: 2 steps"


def test_long_paths_skip_steps_but_not_the_last():
    path = np.linspace((1.0, 1.0), (0.0, 0.0), 42)
    *_, steps = plotting.descent_figure({"elu": np.eye(2)}, {"elu": path}, "A title")
    assert steps[:2] == [41, 0] and steps[-1] == 41 and len(steps) < 25


def test_cuts_have_the_curvatures_of_the_valley():
    fig = plotting.cuts_figure(VALLEY, "A title")
    above, cut = fig.axes
    for line, curvature, direction in zip(cut.lines, (9, 1), (1, -1), strict=True):
        t, loss = line.get_data()
        np.testing.assert_allclose(loss, curvature * t**2 / 2)
        x, y = above.lines[0 if direction == 1 else 1].get_data()
        np.testing.assert_allclose(y, direction * x)
    told = " ".join(text.get_text() for text in cut.texts)
    assert "across: curvature 9" in told and "along: curvature 1" in told


def test_steps_stand_over_their_kappa():
    kappas, steps = {"relu": 60.0, "elu": 6.0}, {"relu": 142.0, "elu": 14.0}
    (ax,) = plotting.kappa_figure(kappas, steps, "A title").axes
    line, *dots = ax.lines
    assert [(d.get_xdata()[0], d.get_ydata()[0]) for d in dots] == [(60, 142), (6, 14)]
    x, y = line.get_data()
    np.testing.assert_allclose(y / x, np.log(10))
    assert "ReLU: 142" in [text.get_text() for text in ax.texts]
