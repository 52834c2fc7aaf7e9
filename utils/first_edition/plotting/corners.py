"""A corner: how softplus closes in on it, and the lines that touch it from below."""

import numpy as np
from matplotlib import pyplot as plt

from utils.first_edition.activations import ACTIVATIONS, relu, sigmoid, softplus
from utils.first_edition.plotting.curves import curve, function_and_gradient, mark_zero
from utils.first_edition.plotting.style import DARK, GREY, ink, look

__all__ = ["corner_figure", "sharpness_figure", "switch_figure"]


def sharpness_figure(x, betas, titles):
    """Draw softplus(βx)/β closing in on max(0, x), and its slope, σ(βx).

    Parameters
    ----------
    x : ndarray, shape (m,)
        Where to draw, in ascending order.
    betas : sequence of float
        The sharpnesses. If there are several, each is named at its curve.
    titles : tuple of str
        What to see on the left, and what on the right.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, (left, right) = plt.subplots(1, 2, figsize=(7.6, 3.4))
    mark_zero(left)
    for beta in betas:
        width = 2.4 if len(betas) == 1 else 1.6
        curve(left, x, softplus(beta * x) / beta, "softplus", "", lw=width)
        curve(right, x, sigmoid(beta * x), "sigmoid", "", lw=width)
    curve(left, x, np.maximum(x, 0), "relu", "", lw=1.2)
    if len(betas) > 1:
        _name_sharpnesses(left, right, x, betas)
    left.set(xlabel="$x$", ylabel="$f(x)$", title=titles[0])
    left.set(ylim=(-0.12 * x[-1], 1.12 * x[-1]))
    right.set(xlabel="$x$", ylabel="slope", title=titles[1], ylim=(-0.05, 1.05))
    return fig


def _name_sharpnesses(left, right, x, betas):
    """Name the curves: on the left with lines to their points over 0."""
    words = {"color": ink("softplus"), "va": "center", "size": 10}
    place = {"textcoords": "offset points", "annotation_clip": False}
    for number, beta in enumerate(betas[:3]):
        at, text = (0, np.log(2) / beta), (x[0] * 0.95, x[-1] * (0.97 - 0.13 * number))
        arrow = {"arrowstyle": "-", "color": GREY, "lw": 0.8, "relpos": (1, 0.5)}
        left.annotate(f"β = {beta}", at, text, arrowprops=arrow, **words)
    words["color"] = ink("relu")
    left.text(x[-1], 0.25 * x[-1], "max(0, x)", ha="right", weight="bold", **words)
    words["color"] = ink("sigmoid")
    for beta, share, side in zip(betas, (0.74, 0.9, 0.72, 0.92), "rrll", strict=False):
        at = np.log(share / (1 - share)) / beta, share
        step = {"xytext": (6 if side == "r" else -7, -6 if beta < 5 else 0)}
        where = {"ha": "left" if side == "r" else "right", **step, **place, **words}
        if beta == 10:
            where |= {"xytext": (-28, 0), "arrowprops": arrow}
        right.annotate(f"β = {beta}", at, **where)


def corner_figure(slopes, titles):
    """Draw the two slopes of ReLU at its corner, and lines that touch it from below.

    Parameters
    ----------
    slopes : sequence of float
        Of the lines through the corner.
    titles : tuple of str
        What to see on the left, and what on the right.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, (left, right) = plt.subplots(1, 2, figsize=(7.2, 3), sharey=True)
    x = np.linspace(-1, 1, 401)
    for slope in slopes:
        right.plot(x, slope * x, color=GREY, lw=1.1)
    for ax, title in zip((left, right), titles, strict=True):
        curve(ax, x, relu(x), "relu", "", lw=3.4, ls="-")
        ax.plot(0, 0, "o", color=DARK, ms=7, zorder=4)
        ax.set(xlabel="$x$", title=title, xticks=(-1, 0, 1), yticks=(-1, 0, 1))
        ax.set(xlim=(-1.05, 1.05), ylim=(-1.05, 1.05))
    words = {"color": DARK, "ha": "center", "va": "center"}
    left.text(-0.55, 0.2, "from the left:\nslope 0", **words)
    left.text(0.62, 0.2, "from the\nright: 1", **words)
    right.text(0.55, -0.5, "any slope\nfrom 0 to 1", **words)
    left.set_ylabel("ReLU($x$)")
    return fig


def switch_figure(x, titles):
    """Draw ReLU, and its slope beside those of softplus and sigmoid on a log axis.

    Parameters
    ----------
    x : ndarray, shape (m,)
        Where to draw, in ascending order.
    titles : tuple of str
        What to see on the left, and what on the right.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, left, right = function_and_gradient(x, "relu", floor=2e-3)
    for name, at, side in ("softplus", -2.6, "right"), ("sigmoid", 3.4, "left"):
        grad = ACTIVATIONS[name].grad
        curve(right, x, grad(x), name, "")
        where = {"ha": side, "va": "bottom", "weight": "bold", "color": ink(name)}
        right.text(at, 1.1 * grad(at), look(name)[2], **where)
    words = {"color": ink("relu"), "weight": "bold"}
    right.text(0.3, 1.3, "ReLU: 1", **words)
    right.set_ylim(top=3)
    left_of_0 = "left of 0, ReLU: 0,\noff any log axis"
    right.text(0, 2.8e-3, left_of_0, ha="center", **words)
    for ax, title in zip((left, right), titles, strict=True):
        ax.set_title(title)
    return fig
