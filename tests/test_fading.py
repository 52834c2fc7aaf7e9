"""The pictures of what fades in a deep network draw what they are given."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils.first_edition import plotting


@pytest.fixture(autouse=True)
def clean_slate():
    with matplotlib.rc_context():
        plotting.use_house_style()
        yield
    plt.close("all")


def test_survival_draws_medians_inside_its_limits():
    rng = np.random.default_rng(0)
    paths = {"one": rng.uniform(1e-30, 1, (11, 5)), "two": rng.uniform(1, 2, (11, 5))}
    (ax,) = plotting.survival_figure(paths, "A title").axes
    low, high = ax.get_ylim()
    for line, rows in zip(ax.lines, paths.values(), strict=False):
        np.testing.assert_allclose(line.get_ydata(), np.median(rows, axis=0))
        assert low < line.get_ydata().min() <= line.get_ydata().max() < high
    np.testing.assert_allclose(ax.lines[-1].get_ydata()[:2], [0.25, 0.0625])


def test_window_marks_the_top():
    w, typical = np.array([1, 3, 5.0]), np.array([1e-3, 0.5, 1e-2])
    (ax,) = plotting.window_figure(w, typical, 2 * typical, "A title").axes
    _, luckiest, middle, dot = ax.lines
    np.testing.assert_array_equal(middle.get_ydata(), typical)
    np.testing.assert_array_equal(luckiest.get_ydata(), 2 * typical)
    assert (dot.get_xdata()[0], dot.get_ydata()[0]) == (3, 0.5)


def test_depths_have_a_line_and_a_name_each():
    losses = {1: np.array([[2.3, 1, 0.2], [2.3, 2, 0.4]]), 4: np.full((2, 3), 2.2)}
    left, right = plotting.depths_figure({"a": losses, "b": losses}, "A title").axes
    for ax in (left, right):
        assert [text.get_text() for text in ax.texts] == ["1 layer", "4 layers"]
        np.testing.assert_allclose(ax.lines[1].get_ydata(), [2.3, 1.5, 0.3])
        np.testing.assert_allclose(ax.lines[0].get_ydata(), np.log(10))


def test_strips_draw_each_unit():
    says = np.linspace(0.3, 0.7, 12).reshape(4, 3)
    (ax,) = plotting.strips_of_talk_figure({"layer 1": says}, "A title").axes
    for line, unit in zip(ax.lines, says.T, strict=True):
        np.testing.assert_array_equal(line.get_ydata(), unit)
        low, high = ax.get_ylim()
        assert low < unit.min() <= unit.max() < high
