"""Folds and paths are drawn as they are given."""

import matplotlib.pyplot as plt
import numpy as np

from utils.plotting.paths import folds_figure, shares_figure


def tent(x):
    return 1 - np.abs(2 * x - 1)


def test_each_panel_folds_as_often_as_it_says():
    fig = folds_figure(tent, (1, 2, 3, 8), "Folds double the pieces")
    for ax, count in zip(fig.axes, (1, 2, 3, 8), strict=True):
        y = ax.lines[0].get_ydata()
        corners = np.count_nonzero(np.diff(np.diff(y)))
        assert corners + 1 == 2**count
    plt.close(fig)


def test_a_closed_path_has_no_bar_and_an_open_one_its_own():
    given = {"relu": [0, 1, 0, 0], "softplus": [0.1, 0.2, 0.3, 0.4]}
    fig = shares_figure(given, "One open, all ajar")
    tops = [
        [segment[1, 1] for segment in ax.collections[0].get_segments()]
        for ax in fig.axes
    ]
    np.testing.assert_allclose(tops[0], [1])
    np.testing.assert_allclose(tops[1], [0.4, 0.3, 0.2, 0.1])
    plt.close(fig)
