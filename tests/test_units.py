"""A unit's dots stand where its inputs are."""

import matplotlib.pyplot as plt
import numpy as np

from utils.plotting.units import pushed_figure


def test_dots_are_the_inputs_and_only_those_above_0_are_filled():
    before, after = [1.0, -2.0, 3.0, 0.0], [-1.0, -4.0, -0.5, -3.0]
    fig = pushed_figure(before, after, "One step, and silent")
    for dots, given in zip(fig.axes[0].collections, (before, after), strict=False):
        np.testing.assert_allclose(dots.get_offsets()[:, 0], given)
        white = np.all(dots.get_facecolors()[:, :3] == 1, axis=1)
        np.testing.assert_array_equal(~white, np.array(given) > 0)
    plt.close(fig)
