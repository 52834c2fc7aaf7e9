"""Folds and paths are drawn as they are given."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.plotting import folds_figure, shares_figure


def tent(x):
    return 1 - np.abs(2 * x - 1)


def test_each_panel_folds_as_often_as_it_says():
    fig = folds_figure(tent, (1, 2, 3, 8), "Folds double the pieces")
    for ax, count in zip(fig.axes, (1, 2, 3, 8), strict=True):
        y = ax.lines[0].get_ydata()
        corners = np.count_nonzero(np.diff(np.diff(y)))
        assert corners + 1 == 2**count
    plt.close(fig)


def test_what_is_too_fine_is_magnified():
    fig = folds_figure(tent, (3, 8), "Folds double the pieces")
    coarse, fine = fig.axes
    assert not coarse.child_axes
    (box,) = fine.child_axes
    y = box.lines[0].get_ydata()
    assert np.count_nonzero(np.diff(np.diff(y))) + 1 == 16
    assert box.texts[0].get_text() == "1/16 of it"
    plt.close(fig)


def bars(ax):
    return [segment[1, 1] for segment in ax.collections[0].get_segments()]


def test_a_closed_path_has_no_bar_and_an_open_one_its_own():
    given = {"relu": [(1, 0), (1, 0)], "softplus": [(0.8, 0.2), (0.5, 0.1)]}
    fig = shares_figure(given, "One open, all ajar")
    above, below = fig.axes[:2], fig.axes[2:]
    np.testing.assert_allclose(bars(below[0]), [1])
    np.testing.assert_allclose(bars(below[1]), [0.4, 0.1, 0.08, 0.02])
    titles = [ax.get_title() or ax.get_title(loc="left") for ax in above]
    assert titles == ["ReLU: 1 of 4 paths open", "softplus: 4 of 4 paths ajar"]
    plt.close(fig)


def test_a_line_is_as_thick_as_the_slope_and_dotted_where_nothing_comes_along():
    fig = shares_figure({"relu": [(1, 0), (1, 0)]}, "One open")
    lines = [line for line in fig.axes[0].lines if len(line.get_xdata()) == 2]
    open_ones = [line for line in lines if line.get_linestyle() == "-"]
    assert len(lines) == 6
    assert [tuple(line.get_ydata()) for line in open_ones] == [(0, 1), (1, 1)]
    plt.close(fig)
