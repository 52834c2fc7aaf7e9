"""What closes in on a corner, and what touches it."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import same_color

from utils.first_edition.plotting import COLORS, corner_figure, sharpness_figure, switch_figure

X = np.linspace(-1.5, 1.5, 301)


def curves(ax):
    return [line for line in ax.lines if len(line.get_xdata()) > 2]


def test_each_sharpness_has_its_curve_and_its_slope():
    betas = (1, 3, 10, 50)
    fig = sharpness_figure(X, betas, ("corner", "switch"))
    left, right = fig.axes
    *soft, sharp = curves(left)
    for beta, line, slope in zip(betas, soft, curves(right), strict=True):
        np.testing.assert_allclose(line.get_ydata(), np.logaddexp(0, beta * X) / beta)
        wanted = (1 + np.tanh(beta * X / 2)) / 2
        np.testing.assert_allclose(slope.get_ydata(), wanted, atol=1e-12)
    np.testing.assert_array_equal(sharp.get_ydata(), np.maximum(X, 0))
    for ax, count in ((left, 3), (right, 4)):
        assert sum(text.get_text().startswith("β") for text in ax.texts) == count
    plt.close(fig)


def test_a_single_sharpness_needs_no_name():
    fig = sharpness_figure(X, [5], ("corner", "switch"))
    assert not [text for ax in fig.axes for text in ax.texts]
    plt.close(fig)


def test_the_fan_lies_nowhere_above_the_corner():
    fig = corner_figure((0, 0.3, 1), ("two slopes", "a fan"))
    *fan, relu = curves(fig.axes[1])
    assert len(fan) == 3
    for line in fan:
        assert np.all(line.get_ydata() <= relu.get_ydata() + 1e-12)
        assert line.get_ydata()[200] == 0
    plt.close(fig)


def test_slopes_are_drawn_in_their_colours_on_a_log_axis():
    fig = switch_figure(X, ("identity", "message"))
    right = fig.axes[1]
    assert right.get_yscale() == "log"
    relu, soft, sig = curves(right)
    np.testing.assert_array_equal(np.nan_to_num(relu.get_ydata()), X > 0)
    np.testing.assert_allclose(soft.get_ydata(), (1 + np.tanh(X / 2)) / 2)
    np.testing.assert_allclose(sig.get_ydata(), 1 / np.cosh(X / 2) ** 2 / 4)
    for line, name in ((relu, "relu"), (soft, "softplus"), (sig, "sigmoid")):
        assert same_color(line.get_color(), COLORS[name])
    plt.close(fig)
