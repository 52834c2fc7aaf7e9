"""The pictures of added sigmoids draw what they say."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import same_color

from utils.first_edition import plotting
from utils.first_edition.activations import sigmoid, sigmoid_grad, sum_of_sigmoids
from utils.first_edition.plotting import COLORS

X = np.linspace(-6, 16, 45)


@pytest.fixture(autouse=True)
def clean_slate():
    with matplotlib.rc_context():
        plotting.use_house_style()
        yield
    plt.close("all")


def curves(ax, name):
    """Return the curves in the colour of a function; one through two points is none."""
    lines = [line for line in ax.lines if len(line.get_xdata()) > 2]
    return [a for a in lines if same_color(a.get_color(), COLORS[name])]


def drawn(ax, name="sum_of_sigmoids"):
    return [line.get_ydata() for line in curves(ax, name)]


def test_sigmoids_come_in_one_by_one():
    offsets = np.array([1.0, 2.0, 4.0])
    fig, draw = plotting.adding_up_figure(X, offsets, "A title")
    top, bottom = fig.axes
    for count in (1, 2, 3):
        draw(count)
        (total,) = drawn(bottom)
        np.testing.assert_allclose(total, sum_of_sigmoids(X, offsets[:count]))
        shown = [line.get_visible() for line in curves(top, "sigmoid")]
        assert shown == [number < count for number in range(3)]
        assert bottom.texts[0].xy == (X[-1], total[-1])
    np.testing.assert_allclose(drawn(top, "sigmoid")[1], sigmoid(X - 2))


def test_stairs_stand_above_their_slopes():
    rows = [[5.0], [2.5, 7.5]]
    axes = np.reshape(plotting.stairs_figure(X, rows, "A title").axes, (2, 2))
    for (top, bottom), offsets, spacing in zip(axes.T, rows, (10, 5), strict=True):
        expected = spacing * sum_of_sigmoids(X, offsets)
        np.testing.assert_allclose(drawn(top)[0], expected)
        assert len(drawn(top, "sigmoid")) == len(offsets)
        slope = spacing * sum(sigmoid_grad(X, offset) for offset in offsets)
        np.testing.assert_allclose(drawn(bottom)[0], slope)
    assert [ax.get_title(loc="left") for ax in axes[0]] == ["1 sigmoid", "2 sigmoids"]


def test_ramps_in_two_scales():
    sums = {5: (X, X + 1), 10: (2 * X, X + 2)}
    left, right = plotting.ramps_figure(X, sums, ("left", "right")).axes
    for side, ax in enumerate((left, right)):
        for y, pair in zip(drawn(ax), sums.values(), strict=True):
            np.testing.assert_array_equal(y, pair[side])
    assert [text.get_text() for text in left.texts] == ["5", "10"]
    assert [text.get_text() for text in right.texts] == ["5, 10"]


def test_zoom_out_marks_the_slope():
    offsets = np.linspace(0, 9.8, 100)
    fig = plotting.zoom_out_figure(X, offsets, (9.8, 15), "A title", window=(-5, 9.8))
    top, bottom = fig.axes
    np.testing.assert_allclose(drawn(top)[0], sum_of_sigmoids(X, offsets) / 10)
    slope = [sigmoid_grad(x, offsets).sum() / 10 for x in X]
    np.testing.assert_allclose(drawn(bottom)[0], slope)
    assert bottom.get_yscale() == "log"
    words = [text.get_text() for text in bottom.texts]
    assert {"at 9.8: 0.52", "at 15: 0.0058"} < set(words)
    for ax in fig.axes:
        (shade,) = ax.patches
        assert (shade.get_x(), shade.get_width()) == pytest.approx((-5, 14.8))


def test_the_slope_of_a_ramp_lies_between_two_sigmoids():
    offsets = np.linspace(0, 8, 9)
    (ax,) = plotting.slope_figure(X, offsets, "A title").axes
    on, off = drawn(ax, "sigmoid")
    np.testing.assert_allclose(on, sigmoid(X))
    np.testing.assert_allclose(off, sigmoid(X - 8))
    (slope,) = drawn(ax)
    np.testing.assert_allclose(slope, sum(sigmoid_grad(X, t) for t in offsets))
    assert "x - 8" in ax.texts[1].get_text()
