"""A bell curve of inputs goes through a function: what comes out, and its mean."""

import math

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.activations import ACTIVATIONS
from utils.first_edition.instrument import bell, normal_mean
from utils.first_edition.plotting.curves import curve, mark_zero
from utils.first_edition.plotting.style import DARK, GREY, headline, ink, look

__all__ = ["balance_figure", "noise_figure", "through_figure"]
PALE = "#b5b5b5"


def through_figure(names, title):
    """Draw functions with the bell of inputs below and the density of outputs beside.

    Parameters
    ----------
    names : sequence of str
        Keys of `ACTIVATIONS`, of functions that rise, or are flat at 0 on the left.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. The left half of the inputs is dark, and so is what
        becomes of it. The axes are, for each function: outputs, function, inputs.
    """
    fig = plt.figure(figsize=(7.6, 4))
    ratios = {"width_ratios": (1, 2.2) * len(names), "height_ratios": (2.2, 1)}
    grid = fig.add_gridspec(2, 2 * len(names), **ratios)
    for number, name in enumerate(names):
        color = look(name)[0]
        beside = fig.add_subplot(grid[0, 2 * number])
        middle = fig.add_subplot(grid[0, 2 * number + 1], sharey=beside)
        below = fig.add_subplot(grid[1, 2 * number + 1], sharex=middle)
        _draw_outputs(beside, name, color)
        for half, shade in ((np.linspace(-3.2, 0), DARK), (np.linspace(0, 3.2), PALE)):
            below.fill_between(half, bell(half), color=shade, lw=0)
        x = np.linspace(-3.2, 3.2, 641)
        mark_zero(middle)
        curve(middle, x, ACTIVATIONS[name].function(x), name, label="", lw=3)
        mean = normal_mean(ACTIVATIONS[name].function)
        for ax in (beside, middle):
            ax.axhline(mean, color=color, lw=1.6, ls=(0, (2, 1.5)))
        out = ACTIVATIONS[name].function(1.5)
        middle.plot((1.5, 1.5), (-1.25, out), ":", color=GREY, lw=1.2, zorder=1)
        arrow = {"arrowstyle": "->", "ls": ":", "color": GREY}
        middle.annotate("", (-3.2, out), (1.5, out), arrowprops=arrow)
        told = f"mean {mean:.3f}"
        middle.text(-3.1, mean + 0.12, told, color=ink(name), weight="bold", size=10)
        middle.set_title(look(name)[2], color=ink(name))
        middle.set(ylim=(-1.25, 3.2), xlim=(-3.2, 3.2))
        below.set(xlabel="what goes in", yticks=(), ylim=(0, 0.45))
        beside.set(ylabel="what comes out", xticks=(), xlim=(0.85, 0))
        for ax, side in ((beside, "bottom"), (below, "left")):
            ax.spines[side].set_visible(False)
        middle.tick_params(labelbottom=False, labelleft=False)
    headline(fig, title)
    return fig


def _draw_outputs(ax, name, color):
    """Draw the density of what comes out, sideways; a bar for what is all at 0."""
    activation = ACTIVATIONS[name]
    for half, shade in (
        (np.linspace(-8, -1e-9, 2001), DARK),
        (np.linspace(1e-9, 3.2, 641), PALE),
    ):
        slope = activation.grad(half)
        if slope.all():
            y = activation.function(half)
            ax.fill_betweenx(y, bell(half) / slope, color=shade, lw=0)
        else:
            ax.barh(0, 0.85, 0.09, color=shade)
            ax.text(0.8, -0.12, "half of all,\nat 0", va="top", size=9, color=DARK)


def balance_figure(names, title):
    """Draw each input's part in the mean: what comes out, times how often.

    Parameters
    ----------
    names : sequence of str
        Keys of `ACTIVATIONS`.
    title : str
        What to see.

    Returns
    -------
    fig : matplotlib.figure.Figure
        To be given to `show`.
    parts : dict of tuples of two floats
        The areas to the left and to the right of 0, under each name; their sum is
        the mean.
    """
    fig, axes = plt.subplots(1, len(names), figsize=(7.6, 3), sharey=True)
    x, parts = np.linspace(-4, 4, 801), {}
    for ax, name in zip(axes, names, strict=True):
        function = ACTIVATIONS[name].function
        right = normal_mean(lambda x, f=function: np.where(x > 0, f(x), 0))
        left = normal_mean(lambda x, f=function: np.where(x < 0, f(x), 0))
        parts[name] = left, right
        color, height = look(name)[0], function(x) * bell(x)
        ax.fill_between(x, height, where=x >= 0, color=color, alpha=0.35, lw=0)
        if left:
            ax.fill_between(x, height, where=x <= 0, color=color, alpha=0.75, lw=0)
        ax.plot(x, height, color=color, lw=2)
        ax.axhline(0, color="#999999", lw=0.9)
        words = {"size": 11, "weight": "bold", "color": DARK}
        ax.text(1.9, 0.19, f"+{right:.3f}", **words)
        told = f"−{abs(left):.3f}" if left else "nothing"
        ax.text(-1.9, -0.12, told, ha="right", **words)
        mean = f"mean {left + right:.3f}"
        ax.set_title(f"{look(name)[2]}: {mean}", color=ink(name))
        ax.set(xlabel="$x$, what goes in", xticks=range(-4, 5, 2), yticks=())
        ax.set_ylim(-0.2, 0.3)
    axes[0].set_ylabel("$f(x)$ × bell")
    headline(fig, title)
    return fig, parts


def noise_figure(middles, shares, places, title):
    """Draw noise squeezed by ELU, and how much of it each function lets through.

    Parameters
    ----------
    middles : sequence of float
        Around which the inputs were shaken.
    shares : dict of lists of float
        Noise that came out over noise that went in, for each middle; under keys of
        `ACTIVATIONS`.
    places : sequence of float
        The middles at which noise is drawn on its way through ELU.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. Lines are the slope, dots what was measured.
    """
    fig, (left, right) = plt.subplots(1, 2, figsize=(7.6, 3.5))
    f, x = ACTIVATIONS["elu"].function, np.linspace(-5, 1, 601)
    mark_zero(left)
    curve(left, x, f(x), "elu", label="", lw=2.4, ls="-")
    for at in places:
        low, high = at - 0.3, at + 0.3
        stretch = np.linspace(low, high)
        left.fill_between(stretch, -1.9, f(stretch), color=PALE, alpha=0.7, lw=0)
        left.fill_betweenx(
            f(stretch), -5, stretch, color=look("elu")[0], alpha=0.45, lw=0
        )
        left.text(at, -1.93, "in", ha="center", va="top", color=DARK, size=10)
    left.text(-4.95, f(places[-1]) + 0.28, "much comes out", color=ink("elu"), size=10)
    told = "little comes out"
    left.text(-3.6, f(places[0]) - 0.25, told, color=ink("elu"), size=10)
    left.set(xlim=(-5, 1), ylim=(-2.2, 1), title="ELU squeezes what is far left")
    left.set(xlabel="$x$", ylabel="ELU($x$)")
    for name, measured in shares.items():
        slope = ACTIVATIONS[name].grad(x[x < 0])
        curve(right, x[x < 0], slope, name, label="", lw=2)
        right.plot(middles, measured, "o", color=look(name)[0], ms=6, zorder=3)
    words = {"weight": "bold", "size": 10}
    right.text(-4.9, 0.135, look("leaky_relu")[2], color=ink("leaky_relu"), **words)
    right.text(-0.85, 0.47, "ELU ", color=ink("elu"), ha="right", **words)
    right.text(-4.9, -0.085, look("relu")[2], color=ink("relu"), **words)
    equal = math.log(0.1)
    right.axvline(equal, color=GREY, ls=":", lw=1.4)
    right.text(equal - 0.1, 0.75, "quieter\nthan a leak", ha="right", **_grey())
    right.text(equal + 0.1, 0.75, "louder", **_grey())
    right.set(xlabel="middle of the inputs", ylabel="noise out / noise in")
    right.set(xlim=(-5, 0), ylim=(-0.12, 1), title="Only ReLU is silent")
    headline(fig, title)
    return fig


def _grey():
    return {"color": GREY, "size": 10, "va": "center"}
