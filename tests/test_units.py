"""A unit's dots stand where its inputs are, and the dead are parted off."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.plotting import dead_figure, pushed_figure


def test_dots_are_the_inputs_and_only_those_above_0_are_filled():
    before, after = [1.0, -2.0, 3.0, 0.0], [-1.0, -4.0, -0.5, -3.0]
    fig = pushed_figure(before, after, "One step, and silent")
    for dots, given in zip(fig.axes[0].collections, (before, after), strict=False):
        np.testing.assert_allclose(dots.get_offsets()[:, 0], given)
        white = np.all(dots.get_facecolors()[:, :3] == 1, axis=1)
        np.testing.assert_array_equal(~white, np.array(given) > 0)
    labels = [label.get_text() for label in fig.axes[0].get_yticklabels()]
    assert labels == ["before:\n2 above 0", "after:\n0 above 0"]
    plt.close(fig)


def test_busy_units_come_first_and_a_line_stands_before_the_dead():
    z = np.array([[-1.0, 1.0, 2.0], [0.0, 1.0, -1.0]])
    fig = dead_figure([z, np.abs(z) + 1], ["one is dead", "none is dead"])
    dead, alive = fig.axes
    np.testing.assert_array_equal(dead.images[0].get_array(), [[1, 1, 0], [1, 0, 0]])
    assert alive.images[0].get_array().all()
    assert [line.get_xdata()[0] for line in dead.lines] == [1.5]
    assert not alive.lines
    plt.close(fig)
