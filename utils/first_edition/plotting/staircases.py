"""Sigmoids added up: stairs, ramps, and where they end."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.activations import sigmoid, sigmoid_grad, sum_of_sigmoids
from utils.first_edition.plotting.curves import curve
from utils.first_edition.plotting.style import COLORS, GREY, headline, ink

__all__ = [
    "adding_up_figure",
    "ramps_figure",
    "slope_figure",
    "stairs_figure",
    "zoom_out_figure",
]
SUM = "sum_of_sigmoids"


def adding_up_figure(x, offsets, title):
    """Draw sigmoids one after the other, and below what they add up to so far.

    Parameters
    ----------
    x : array_like, shape (m,)
        Where to draw, in ascending order.
    offsets : array_like, shape (n,)
        Where the sigmoids stand, in ascending order.
    title : str
        What to see.

    Returns
    -------
    fig : matplotlib.figure.Figure
        To be given to `animate`.
    draw : callable
        Given a number k, shows the first k sigmoids and their sum.
    """
    each = sigmoid(np.asarray(x)[:, None], offsets)
    fig, (top, bottom) = plt.subplots(
        2, 1, figsize=(7.2, 4), sharex=True, height_ratios=(2, 3)
    )
    color = COLORS["sigmoid"]
    thin = top.plot(x, each, color=color, lw=1.2)
    dots = [top.plot(offset, 0.5, ".", color=color, ms=6)[0] for offset in offsets]
    thick = curve(bottom, x, each.sum(axis=1), SUM, "their sum", lw=3.4)
    (word,) = bottom.texts
    words = {"color": ink("sigmoid"), "weight": "bold"}
    top.text(x[0], 0.85, " single sigmoids", **words)
    top.set(ylabel="each", title=title, xlim=(x[0], x[-1]), ylim=(-0.08, 1.08))
    bottom.set(xlabel="$x$", ylabel="together", ylim=(-0.3, len(offsets) + 0.7))

    def draw(count):
        for number, pair in enumerate(zip(thin, dots, strict=True)):
            plt.setp(pair, visible=number < count)
        thick.set_ydata(each[:, :count].sum(axis=1))
        word.xy = (x[-1], thick.get_ydata()[-1])

    return fig, draw


def stairs_figure(x, rows, title):
    """Draw sums of sigmoids side by side, each above its slope.

    Parameters
    ----------
    x : array_like, shape (m,)
        Where to draw, in ascending order.
    rows : list of array_like
        The offsets of each sum, at equal distances; every sigmoid is multiplied by
        that distance (by 10 if it is alone), so that the sums climb equally high.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, axes = plt.subplots(
        2, len(rows), figsize=(7.6, 4.3), sharex=True, sharey="row"
    )
    for (top, bottom), offsets in zip(axes.T, rows, strict=True):
        spacing = offsets[1] - offsets[0] if len(offsets) > 1 else 10.0
        each = spacing * sigmoid(np.asarray(x)[:, None], offsets)
        top.plot(x, each, color=COLORS["sigmoid"], lw=0.7)
        curve(top, x, each.sum(axis=1), SUM, "", ls="-")
        slope = spacing * _slope(x, offsets)
        bottom.axhline(1, color=GREY, lw=1.2, ls=":")
        curve(bottom, x, slope, SUM, "", ls="-")
        one = len(offsets) == 1
        top.set_title(f"{len(offsets)} sigmoid{'' if one else 's'}")
        bottom.set(xlabel="$x$", xticks=(0, 10))
    axes[0, 0].set(ylabel="their sum", yticks=(0, 5, 10))
    axes[1, 0].set(ylabel="its slope", yticks=(0, 1, 2))
    headline(fig, title)
    return fig


def ramps_figure(x, sums, titles):
    """Draw sums of different numbers of sigmoids, scaled in two ways, side by side.

    Parameters
    ----------
    x : array_like, shape (m,)
        Where to draw, in ascending order.
    sums : dict of tuples
        Under each number of sigmoids the two curves, on the left and on the right,
        each of shape (m,).
    titles : tuple of str
        What to see on the left, and what on the right.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, axes = plt.subplots(1, 2, figsize=(7.2, 3.4), sharey=True)
    shades = np.linspace(0.35, 1, len(sums))  # thick and pale below, dark on top
    for shade, (count, pair) in zip(shades, sums.items(), strict=True):
        line = {"ls": "-", "lw": 9 - 7.5 * shade, "alpha": shade}
        curve(axes[0], x, pair[0], SUM, f"{count}", **line)
        curve(axes[1], x, pair[1], SUM, "", **line)
    last = [pair[1][-1] for pair in sums.values()]
    together = ", ".join(map(str, sums))
    words = {"color": ink(SUM), "weight": "bold", "ha": "right"}
    axes[1].text(x[-1], max(last) + 0.9, together, **words)
    for ax, words in zip(axes, titles, strict=True):
        ax.set(xlabel="$x$", title=words, xlim=(x[0], x[-1]))
    axes[0].set_ylabel("$f(x)$")
    return fig


def zoom_out_figure(x, offsets, marked, title, factor=0.1, window=(-10, 9.8)):
    """Draw a sum of sigmoids and its slope far beyond where it was looked at.

    Parameters
    ----------
    x : array_like, shape (m,)
        Where to draw, in ascending order.
    offsets : array_like, shape (n,)
        Where the sigmoids stand.
    marked : iterable of float
        Places at which the slope is written.
    title : str
        What to see.
    factor : float, optional
        By which each is multiplied; the post's tenth.
    window : tuple of float, optional
        From where to where it was looked at, shaded; the post's.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, (top, bottom) = plt.subplots(2, 1, figsize=(7.2, 5.3), sharex=True)
    for ax in (top, bottom):
        ax.axvspan(*window, color="#ededed", zorder=0)
    high = 1.6 * factor * len(offsets)
    straight = np.array([0, high])
    top.plot(straight, straight, ":", color=GREY, lw=1.5)
    top.text(high + 0.3, high, "slope 1, for ever", color=GREY, va="top")
    top.text(window[0] + 0.3, high, "what the post drew", color=GREY, va="top")
    curve(top, x, factor * sum_of_sigmoids(x, offsets), SUM, "", lw=3)
    top.text(x[-1], 10.6, f"{len(offsets)} sigmoids", color=ink(SUM), weight="bold")
    top.texts[-1].set_ha("right")
    curve(bottom, x, sigmoid_grad(x), "sigmoid", "", lw=1.5)
    curve(bottom, x, factor * _slope(x, offsets), SUM, "", lw=3)
    for place in marked:
        value = factor * _slope(place, offsets)
        bottom.plot(place, value, "o", color=ink(SUM), ms=6)
        words = f"at {place:g}: {value:.2g}"
        bottom.text(place + 0.7, value, words, color=ink(SUM), va="bottom")
    words = {"color": ink("sigmoid"), "weight": "bold", "ha": "right"}
    bottom.text(8.3, 4e-6, "one sigmoid's", **words)
    top.set(title=title, ylabel="$f(x)$", xlim=(x[0], x[-1]))
    top.set_ylim(-0.04 * high, 1.03 * high)
    bottom.set(xlabel="$x$", ylabel="its slope, log scale", yscale="log")
    bottom.set_ylim(1e-6, 5)
    return fig


def slope_figure(x, offsets, title):
    """Draw the slope of a ramp as what lies between two sigmoids.

    Parameters
    ----------
    x : array_like, shape (m,)
        Where to draw, in ascending order.
    offsets : array_like, shape (n,)
        Where the sigmoids of the ramp stand, at equal distances.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    spacing = offsets[1] - offsets[0]
    slope = spacing * _slope(x, offsets)
    fig, ax = plt.subplots(figsize=(7.2, 3.2))
    on, off = sigmoid(x, offsets[0]), sigmoid(x, offsets[-1])
    ax.fill_between(x, off, on, color=COLORS[SUM], alpha=0.18, lw=0)
    for y in (on, off):
        curve(ax, x, y, "sigmoid", "", lw=1.8)
    curve(ax, x, slope, SUM, "", lw=3.6)
    words = {"color": ink("sigmoid"), "weight": "bold", "va": "center"}
    first, last = offsets[0], offsets[-1]
    ax.text(first - 0.9, 0.5, "$σ(x)$\nopens the gap", ha="right", **words)
    ax.text(last + 1.6, 0.5, f"$σ(x - {last:g})$\ncloses the gap", **words)
    words["color"] = ink(SUM)
    middle = (first + last) / 2
    ax.text(middle + 0.3, 0.5, "the gap", **words)
    ax.text(last + 2.1, 0.22, "slope of the sum", **words)
    ends = (middle, sigmoid(middle, last)), (middle, sigmoid(middle, first))
    arrow = {"arrowstyle": "<->", "color": ink(SUM), "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", *ends, arrowprops=arrow)
    ax.set(xlabel="$x$", ylabel="height, or slope", title=title)
    ax.set(xlim=(x[0], x[-1]), ylim=(-0.04, 1.08))
    return fig


def _slope(x, offsets):
    """Return the slope at each x of a sum of sigmoids."""
    return sigmoid_grad(np.asarray(x)[..., None], offsets).sum(axis=-1)
