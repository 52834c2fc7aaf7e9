"""Left sides, floors and slopes are drawn where they are."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils.first_edition import plotting
from utils.first_edition.activations import ACTIVATIONS
from utils.first_edition.newcomers import NEWCOMERS


@pytest.fixture(autouse=True)
def clean_slate():
    with matplotlib.rc_context():
        plotting.use_house_style()
        yield
    plt.close("all")


def words(ax):
    return [text.get_text() for text in ax.texts]


def test_left_sides_have_their_means_and_flat_ground_where_the_slope_is_0():
    hinge, leaky = NEWCOMERS["hinge"], ACTIVATIONS["leaky_relu"]
    fig = plotting.left_sides_figure({hinge: "one", leaky: "two"}, "A title")
    for ax, activation in zip(fig.axes, (hinge, leaky), strict=True):
        x, y = ax.lines[1].get_data()
        np.testing.assert_array_equal(y, activation.function(x))
    assert words(fig.axes[0]) == ["no slope", "mean 0.08", "one", "ReLU"]
    assert words(fig.axes[1]) == ["mean 0.36", "two"]
    (ground,) = fig.axes[0].patches
    assert ground.get_x() + ground.get_width() == pytest.approx(-1)


def test_slopes_jump_to_1_unless_alpha_is_1():
    fig = plotting.alphas_figure((0.5, 1, 2), ("One", "Two"))
    left, right = fig.axes
    floors = [line.get_ydata()[0] for line in left.lines[2:5]]
    np.testing.assert_allclose(floors, (-0.5, -1, -2), rtol=0.01)
    dots = [line for line in right.lines if line.get_marker() == "o"]
    assert [float(dot.get_ydata()[0]) for dot in dots] == [0.5, 1, 2]
    arrows = [text for text in right.texts if getattr(text, "arrow_patch", None)]
    assert [(a.xyann[1], a.xy[1]) for a in arrows] == [(0.5, 1), (2, 1)]
    assert "α = 1: no jump" in words(right)


def test_one_slope_on_two_scales():
    fig = plotting.two_scales_figure(np.linspace(-8, 3, 111), -3.0, ("One", "Two"))
    left, right = fig.axes
    assert (left.get_yscale(), right.get_yscale()) == ("linear", "log")
    for ax in fig.axes:
        x, slope = ax.lines[1].get_data()
        np.testing.assert_allclose(slope, np.exp(np.minimum(x, 0)))
        np.testing.assert_allclose(ax.lines[2].get_data(), ([-3], [np.exp(-3)]))
    assert np.nanmin(right.lines[0].get_ydata()) == 1  # 0 is on no log axis


def test_floats_arrive_at_the_floor_where_they_do():
    x = np.linspace(-40, -30, 10_001)
    fig, last = plotting.approach_figure(x, "A title")
    assert last == pytest.approx(-37.43, abs=0.01)  # half of 2**-53
    truth, floats = fig.axes[0].lines
    np.testing.assert_allclose(truth.get_ydata(), np.exp(x))
    assert np.unique(floats.get_ydata()).min() == 2.0**-53
