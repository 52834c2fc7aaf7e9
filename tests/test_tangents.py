"""The pictures of slopes, bends, promises and floats draw what they are given."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils.first_edition import plotting
from utils.first_edition.activations import sigmoid, sigmoid_grad

X = np.linspace(-10, 10, 41)


@pytest.fixture(autouse=True)
def clean_slate():
    with matplotlib.rc_context():
        plotting.use_house_style()
        yield
    plt.close("all")


def drawn(ax, least=3):
    """Return the lines of an axes that go through so many points or more."""
    return [line.get_ydata() for line in ax.lines if len(line.get_xdata()) >= least]


def dots(ax):
    """Return the single points of an axes."""
    lines = [line.get_xydata() for line in ax.lines]
    return np.array([line[0] for line in lines if len(line) == 1])


def test_two_stages_make_a_line_unless_they_bend():
    hidden = np.outer([2.0, -1.0], X) + 1
    fig = plotting.stages_figure(X, hidden, np.array([1.0, 3.0]), ("line", "curve"))
    straight, bent = (drawn(ax) for ax in fig.axes)
    np.testing.assert_allclose(straight, [*hidden, hidden[0] + 3 * hidden[1]])
    h = sigmoid(hidden)
    np.testing.assert_allclose(bent, [*h, h[0] + 3 * h[1]])
    assert np.ptp(np.diff(straight[-1])) < 1e-9 < np.ptp(np.diff(bent[-1]))


def test_offsets_have_their_dots_and_names():
    (ax,) = plotting.offsets_figure(X, (-5, 2), "A title").axes
    np.testing.assert_allclose(drawn(ax), [sigmoid(X, -5), sigmoid(X, 2)])
    np.testing.assert_allclose(dots(ax), [(-5, 0.5), (2, 0.5)])
    assert [text.get_text() for text in ax.texts] == ["offset −5", "offset 2"]


def test_near_and_far_from_a_line():
    fig = plotting.closeness_figure((0.5, 8), ("near", "far"))
    for ax, reach in zip(fig.axes, (0.5, 8), strict=True):
        curve, halo, line = drawn(ax)
        np.testing.assert_array_equal(halo, line)
        x = np.linspace(-reach, reach, len(curve))
        np.testing.assert_allclose(curve, sigmoid(x))
        np.testing.assert_allclose(line, 0.5 + x / 4)


def test_tangents_touch_and_say_their_slopes():
    top, bottom = plotting.tangents_figure((-3, 0, 8), 6, "A title").axes
    np.testing.assert_allclose(dots(top)[:, 1], sigmoid(np.array([-3.0, 0, 8])))
    slopes = sigmoid_grad(np.array([-3.0, 0, 8]))
    np.testing.assert_allclose(dots(bottom)[:, 1], slopes)
    pieces = [line.get_xydata() for line in top.lines if line.get_linewidth() == 3.2]
    rises = [np.divide(*(b - a)[::-1]) for a, b in pieces]
    np.testing.assert_allclose(rises, slopes)
    words = {text.get_text() for text in bottom.texts}
    assert {"0.045", "0.250", "0.0003", "ceiling: ¼"} <= words


def test_a_walk_is_drawn_stop_by_stop():
    left, right = plotting.walk_figure([3, 2, 0.5], 1, "A title").axes
    np.testing.assert_array_equal(drawn(left), [drawn(left)[0], [2, 1, 0.5]])
    np.testing.assert_array_equal(drawn(right), [[3, 2, 0.5]])


def test_promises_are_grouped_and_compared():
    said = np.array([0.1, 0.2, 0.6, 0.7])
    happened = np.array([False, True, True, True])
    forecasts = {"one": said, "two": 1 - said}
    (ax,) = plotting.calibration_figure(forecasts, happened, "A title", 2).axes
    one, two = (line.get_xydata() for line in ax.lines[1:])
    np.testing.assert_allclose(one, [(0.15, 0.5), (0.65, 1)])
    np.testing.assert_allclose(two, [(0.35, 1), (0.85, 0.5)])


def test_where_the_floats_end():
    x = np.linspace(-760, 0, 77)
    (ax,) = plotting.overflow_figure(x, "A title").axes
    power, lost = drawn(ax)
    inside = x > -709.78
    np.testing.assert_allclose(power[inside], -x[inside] / np.log(10), atol=1e-9)
    assert np.isnan(power[~inside]).all() and len(lost) == (~inside).sum() > 0
