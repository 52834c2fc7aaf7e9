"""Level lines are level, and falling ones fall, as they were measured."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.instrument import Layers
from utils.first_edition.plotting import levels_figure, means_figure, squares_figure


def test_signal_counts_from_the_first_layer_and_message_from_the_last():
    ones = np.ones((3, 4))
    falls = 0.5 ** np.arange(4.0) * ones
    level = Layers(message=2 * ones, mean=3 * ones, spread=4 * ones, gradient=ones)
    fades = Layers(falls[:, ::-1], 3 * falls, 4 * falls, ones)
    fig = levels_figure({"two": level, "one": fades}, "level and falling")
    left, right = fig.axes
    for ax, wanted in ((left, falls[0]), (right, falls[0][::-1])):
        flat, steep = ax.lines
        np.testing.assert_allclose(flat.get_ydata(), 1)
        np.testing.assert_allclose(steep.get_ydata(), wanted)
        assert [text.get_text() for text in ax.texts] == ["two", "one"]
    plt.close(fig)


def test_a_size_is_made_of_hum_and_talk():
    spread = np.array([[4.0, 0.0]])
    layers = Layers(np.ones((1, 2)), np.array([[3.0, 5.0]]), spread, spread)
    fig = levels_figure({"start": layers, "again": layers}, "3, 4 and 5")
    np.testing.assert_allclose(fig.axes[0].lines[0].get_ydata(), 1)
    plt.close(fig)


def test_walks_begin_at_0_within_the_roots():
    sums = np.array([[1, 2, 1], [-1, -2, -3]])
    fig = squares_figure(sums, ("random signs", "half is thrown away"))
    first, second, up, down = fig.axes[0].lines
    np.testing.assert_array_equal(first.get_ydata(), [0, 1, 2, 1])
    np.testing.assert_array_equal(second.get_ydata(), [0, -1, -2, -3])
    np.testing.assert_allclose(up.get_ydata(), np.sqrt([0, 1, 2, 3]))
    np.testing.assert_allclose(down.get_ydata(), -up.get_ydata())
    plt.close(fig)


def test_a_mean_is_as_long_as_its_bar():
    means = {"sigmoid": 0.5, "relu": 0.25}
    fig = means_figure(means, ("above 0", "means"))
    left, right = fig.axes
    assert [bar.get_width() for bar in right.patches] == [0.5, 0.25]
    assert [text.get_text() for text in right.texts] == ["0.50", "0.25"]
    assert {"sigmoid", "ReLU"} <= {text.get_text() for text in left.texts}
    plt.close(fig)
