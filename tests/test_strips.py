"""The pictures of areas and their strips draw what they say."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils.first_edition import plotting
from utils.first_edition.activations import sigmoid, softplus


@pytest.fixture(autouse=True)
def clean_slate():
    with matplotlib.rc_context():
        plotting.use_house_style()
        yield
    plt.close("all")


def bars(ax):
    """Return left edges, widths and heights of the strips that are drawn."""
    return np.array([(b.get_x(), b.get_width(), b.get_height()) for b in ax.patches]).T


def filled(artist):
    """Return the area of what is filled between two curves."""
    area = 0.0
    for path in artist.get_paths():
        x, y = path.vertices.T
        area += abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2
    return area


def test_strips_are_as_high_as_the_curve_at_their_middles():
    (ax,) = plotting.strips_figure(6, (0, 10), 5, "A title").axes
    left, width, height = bars(ax)
    np.testing.assert_allclose(left, [0, 2, 4, 6, 8])
    np.testing.assert_allclose(width, 2)
    np.testing.assert_allclose(height, sigmoid(6 - (left + 1)))
    line = ax.lines[0]
    np.testing.assert_allclose(line.get_ydata(), sigmoid(6 - line.get_xdata()))


def test_what_is_too_much_and_too_little_adds_up():
    (ax,) = plotting.strips_figure(6, (0, 10), 5, "A title").axes
    _, width, height = bars(ax)
    high, low = map(filled, ax.collections)
    area = softplus(6.0) - softplus(-4.0)
    assert high - low == pytest.approx((width * height).sum() - area, abs=2e-3)
    assert high > 0.1 < low


def test_at_the_start_nothing_is_too_low_and_in_the_middle_it_cancels():
    fig = plotting.one_strip_figure(6, 5, 1, ("start", "middle"))
    gaps = [[filled(a) for a in ax.collections] for ax in fig.axes]
    assert [bars(ax)[2][0] for ax in fig.axes] == [sigmoid(1.0), sigmoid(0.5)]
    assert gaps[0][0] > 0.1 and gaps[0][1] < 1e-6
    assert gaps[1][0] == pytest.approx(gaps[1][1], abs=0.005)
    assert [ax.get_title(loc="left") for ax in fig.axes] == ["start", "middle"]


def test_finer_strips_come_nearer_and_their_titles_say_so():
    fig = plotting.finer_strips_figure(6, (0, 10), (2, 5, 50), "A title")
    area = softplus(6.0) - softplus(-4.0)
    totals = []
    for ax, count in zip(fig.axes, (2, 5, 50), strict=True):
        _, width, height = bars(ax)
        totals.append((width * height).sum())
        assert len(height) == count
        assert ax.get_title(loc="left") == f"{count} strips: {totals[-1]:.4f}"
    assert abs(totals[2] - area) < abs(totals[1] - area) < abs(totals[0] - area)


def test_the_area_so_far_is_softplus():
    x = np.linspace(-9, 6, 61)
    fig = plotting.area_so_far_figure(x, 2, 0.5, ("left", "right"))
    left, right = fig.axes
    assert filled(left.collections[0]) == pytest.approx(softplus(2.0), abs=1e-3)
    assert bars(left).ravel().tolist() == [2, 0.5, sigmoid(2.0)]
    (dot,) = [line for line in right.lines if line.get_marker() == "o"]
    assert (dot.get_xdata()[0], dot.get_ydata()[0]) == (2, softplus(2.0))
    assert "2.13" in left.texts[0].get_text() and right.texts[0].get_text() == "2.13"


def test_the_flipped_curve_has_the_same_heights_and_the_same_area():
    left, right = plotting.flipped_figure(3, 5, ("left", "right")).axes
    falling, rising = left.lines[0], right.lines[0]
    np.testing.assert_array_equal(falling.get_ydata(), rising.get_ydata())
    np.testing.assert_allclose(rising.get_xdata(), 3 - falling.get_xdata())
    np.testing.assert_allclose(rising.get_ydata(), sigmoid(rising.get_xdata()))
    areas = [abs(filled(ax.collections[0])) for ax in (left, right)]
    assert areas[0] == pytest.approx(areas[1])
