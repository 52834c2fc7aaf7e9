"""A unit's way back is drawn as it was walked, and its first step above 0 counted."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition import plotting


def test_walks_are_drawn_and_the_first_step_above_0_is_named():
    walks = {
        -2.0: {"relu": [-2, -2, -2], "elu": [-2, -1, 0.5]},
        -5.0: {"relu": [-5, -5], "elu": [-5, -4]},
    }
    fig = plotting.comebacks_figure(walks, "A title")
    for ax, paths in zip(fig.axes, walks.values(), strict=True):
        drawn = [line for line in ax.lines if line.get_marker() == "None"][1:]
        for line, path in zip(drawn, paths.values(), strict=True):
            np.testing.assert_array_equal(line.get_ydata(), path)
    told = [text.get_text() for text in fig.axes[0].texts]
    assert told == ["ReLU", "ELU\n2 steps"]
    assert [text.get_text() for text in fig.axes[1].texts] == ["ReLU", "ELU"]
    plt.close(fig)
