"""What functions do below 0: their left sides, their floors, the slopes in between."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.activations import ACTIVATIONS, elu, elu_grad
from utils.first_edition.instrument import normal_mean
from utils.first_edition.plotting.curves import curve, mark_zero
from utils.first_edition.plotting.style import DARK, GREY, headline, ink, look

__all__ = [
    "alphas_figure",
    "approach_figure",
    "left_sides_figure",
    "two_scales_figure",
]


def left_sides_figure(notes, title):
    """Draw functions with ReLU's right side, one to a panel, with their means.

    Parameters
    ----------
    notes : dict of str
        Under each Activation what there is to say of its left side.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. Where the slope is 0 the ground is grey; the dotted
        line is the mean for inputs from the bell curve.
    """
    fig, axes = plt.subplots(1, len(notes), figsize=(7.6, 3.1), sharey=True)
    x, relu = np.linspace(-4, 1.8, 581), ACTIVATIONS["relu"]
    for ax, (activation, note) in zip(axes, notes.items(), strict=True):
        color, _, label = look(activation)
        flat = x[activation.grad(x) == 0]
        if flat.size:
            ax.axvspan(flat[0], flat[-1], color="#e4e4e4", zorder=0)
            ax.text(flat.mean(), 1.7, "no slope", ha="center", va="top", color=GREY)
        ax.plot(x, relu.function(x), color=look(relu)[0], lw=1.1)
        ax.plot(x, activation.function(x), color=color, lw=3)
        mean = normal_mean(activation.function)
        ax.axhline(mean, color=DARK, ls=":", lw=1.4)
        told = f"mean {abs(mean):.2f}"  # without a minus before 0
        ax.text(-3.9, mean + 0.05, told, color=DARK, va="bottom", size=10)
        ax.text(-3.9, -1.3, note, color=ink(activation), va="top", size=10)
        if ax is axes[0]:
            ax.text(1.2, 1.45, "ReLU", color=ink("relu"), ha="right", size=9)
        ax.set_title(label or activation.name, color=ink(activation))
        ax.set(xlim=(-4.1, 1.85), ylim=(-2.1, 1.85), xlabel="$x$")
        ax.set(xticks=(-4, -2, 0), yticks=(-1, 0, 1))
    headline(fig, title)
    return fig


def alphas_figure(alphas, titles):
    """Draw ELU with several floors, and its slopes with the jump that each has at 0.

    Parameters
    ----------
    alphas : sequence of float
        How deep the floors are.
    titles : tuple of str
        What to see in the curves, and what in the slopes.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. A jump is drawn as an arrow from the slope on the left.
    """
    fig, (left, right) = plt.subplots(1, 2, figsize=(7.6, 3.5))
    mark_zero(left)
    below, above = np.linspace(-5, 0, 501), np.linspace(0, 3.8, 3)
    words = {"color": ink("elu"), "weight": "bold", "size": 10}
    for alpha, style in zip(alphas, ("--", "-", "-."), strict=False):
        name = f"α = {alpha:g}"
        drawn = {"label": "", "ls": style}
        curve(left, below, elu(below, alpha), "elu", **drawn)
        left.text(-5, -alpha + 0.08, name, va="bottom", **words)
        slope = elu_grad(below, alpha)
        curve(right, below, slope, "elu", **drawn)
        right.plot(0, alpha, "o", color=look("elu")[0], ms=7, zorder=4)
        if alpha != 1:
            arrow = {"arrowstyle": "-|>", "color": DARK, "lw": 2, "mutation_scale": 14}
            right.annotate("", (0, 1), (0, alpha), arrowprops=arrow, zorder=3)
        told = "jump to 1" if alpha != 1 else "no jump"
        height = alpha + 0.1 if alpha == 1 else alpha
        right.text(0.25, height, f"{name}: {told}", va="center", **words)
    curve(left, above, above, "elu", label="", ls="-")
    curve(right, above, np.ones(3), "elu", label="", ls="-")
    left.set(
        title=titles[0], xlabel="$x$", ylabel="$f(x)$", xlim=(-5.2, 2), ylim=(-2.2, 2)
    )
    right.set(
        title=titles[1], xlabel="$x$", ylabel="slope $f\\,'(x)$", xlim=(-3.6, 3.8)
    )
    return fig


def two_scales_figure(x, at, titles):
    """Draw the slopes of ELU and ReLU on a linear axis, and on a log axis.

    Parameters
    ----------
    x : array_like, shape (n,)
        Where to draw, in ascending order.
    at : float
        Where ELU's slope is marked, in both.
    titles : tuple of str
        What to see on the linear axis, and what on the log axis.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, (left, right) = plt.subplots(1, 2, figsize=(7.6, 3.1))
    x = np.asarray(x, dtype=float)
    for ax, title in zip((left, right), titles, strict=True):
        for name, width in (("relu", 1.6), ("elu", 3)):
            slope = ACTIVATIONS[name].grad(x)
            slope = np.where(slope > 0, slope, np.nan) if ax is right else slope
            curve(ax, x, slope, name, label="", lw=width)
        slope = float(elu_grad(at))
        ax.plot(at, slope, "o", color=DARK, ms=8, zorder=4)
        place = {"xytext": (-9, 9), "textcoords": "offset points", "ha": "right"}
        ax.annotate(f"{slope:.3f}", (at, slope), color=DARK, size=10, **place)
        ax.set(title=title, xlabel="$x$", xlim=(x[0], x[-1]))
    words = {"weight": "bold", "size": 10}
    left.text(-0.9, 0.5, "ELU ", color=ink("elu"), ha="right", **words)
    left.text(0.15, 0.3, "ReLU\ndrops", color=ink("relu"), **words)
    right.text(-2.2, 0.3, "ELU", color=ink("elu"), ha="right", **words)
    told = "ReLU's slope, left of 0, is 0:\nit is nowhere on this axis"
    right.text(x[-1] - 0.1, 2e-3, told, color=ink("relu"), ha="right", size=9)
    left.set(ylabel="slope $f\\,'(x)$", ylim=(-0.04, 1.12))
    right.set(ylabel="the same, log scale", yscale="log", ylim=(2e-4, 2.5))
    return fig


def approach_figure(x, title):
    """Draw how far ELU is above its floor of -1, in truth and as floats have it.

    Parameters
    ----------
    x : array_like, shape (n,)
        Where to draw, in ascending order, below 0.
    title : str
        What to see.

    Returns
    -------
    fig : matplotlib.figure.Figure
        To be given to `show`.
    last : float
        The largest of `x` at which the float is exactly -1.
    """
    fig, ax = plt.subplots(figsize=(7.2, 3.2))
    x = np.asarray(x, dtype=float)
    distance = elu(x) + 1
    curve(ax, x, np.exp(x), "elu", label="", lw=4, alpha=0.4, ls="-")
    there = distance > 0
    ax.plot(x[there], distance[there], color=DARK, lw=1.3)
    last = float(x[~there].max())
    ax.axvspan(x[0], last, color="#e4e4e4", zorder=0)
    words = {"size": 10, "va": "center"}
    middle = (x[0] + last) / 2
    ax.text(middle, 3e-15, "exactly −1", color=DARK, ha="center", **words)
    ax.text(last + 2.2, 1e-16, "in floats", color=DARK, **words)
    ax.text(-31.8, 1.5e-13, "on paper: $e^x$", color=ink("elu"), ha="right", **words)
    ax.set(yscale="log", xlabel="$x$", ylabel="ELU($x$) − (−1), log scale")
    ax.set(xlim=(x[0], x[-1]), title=title)
    return fig, last
