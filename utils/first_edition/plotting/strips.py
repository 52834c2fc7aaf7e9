"""Areas under a curve, and the strips that they are made of."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.activations import sigmoid, softplus
from utils.first_edition.plotting.curves import curve
from utils.first_edition.plotting.style import COLORS, DARK, GREY, headline, ink

__all__ = [
    "area_so_far_figure",
    "finer_strips_figure",
    "flipped_figure",
    "one_strip_figure",
    "strips_figure",
]
FACE = {"facecolor": "#d3e8f6", "edgecolor": "#3E9BD6"}  # a paler sum of sigmoids
HIGH = {"facecolor": "#444444", "edgecolor": "none"}  # where strips stick out
LOW = {"facecolor": "white", "edgecolor": "#444444", "hatch": "/////", "lw": 0}


def _lay(ax, x, stretch, count, at=0.5):
    """Draw strips under σ(x − t), and return their edges and their heights."""
    edges = np.linspace(*stretch, count + 1)
    width = edges[1] - edges[0]
    heights = sigmoid(x, edges[:-1] + at * width)
    line = 1.2 if count <= 30 else 0
    ax.bar(edges[:-1], heights, width, align="edge", lw=line, **FACE)
    return edges, heights


def _mark_gaps(ax, x, edges, heights):
    """Fill what the strips have too much, and what they have too little."""
    t = np.linspace(edges[:-1], edges[1:], 101, axis=1).ravel()  # strip by strip
    stairs, under = np.repeat(heights, 101), sigmoid(x, t)
    ax.fill_between(t, under, np.maximum(stairs, under), **HIGH)
    ax.fill_between(t, np.minimum(stairs, under), under, **LOW)


def strips_figure(x, stretch, count, title):
    """Draw the strips that a sum of sigmoids, times their spacing, is made of.

    Parameters
    ----------
    x : float
        Where the sum is taken.
    stretch : tuple of float
        From where to where the offsets t go.
    count : int
        How many sigmoids, each in the middle of its strip.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, ax = plt.subplots(figsize=(7.2, 3.5))
    t = np.linspace(stretch[0] - 1, stretch[1] + 2, 401)
    edges, heights = _lay(ax, x, stretch, count)
    _mark_gaps(ax, x, edges, heights)
    curve(ax, t, sigmoid(x, t), "sigmoid", "", ls="-")
    middle = (edges[:-1] + edges[1:]) / 2
    ax.plot(middle, heights, "o", color=ink("sigmoid"), ms=5)
    which = int(np.searchsorted(heights < 0.8, True)) - 1
    words = {"ha": "center", "va": "center", "color": ink("sum_of_sigmoids")}
    arrow = {"arrowstyle": "<->", "color": GREY, "shrinkA": 0, "shrinkB": 0}
    left, right, height = edges[which], edges[which + 1], heights[which]
    ax.annotate("", (left, 0.2), (right, 0.2), arrowprops=arrow)
    ax.text(middle[which] + 0.5, 0.11, "width:\nspacing", size=9, **words)
    ax.annotate("", (middle[which], 0), (middle[which], height), arrowprops=arrow)
    ax.text(
        left + 0.06, 0.6, "height:\nwhat it\nadds", size=9, **words | {"ha": "left"}
    )
    ax.text(x + 0.35, 0.62, f"σ({x:g} − $t$)", color=ink("sigmoid"), weight="bold")
    ax.set(xlabel="$t$, where the offset stands", ylabel="height", title=title)
    ax.set(xlim=(t[0], t[-1]), ylim=(0, 1.12))
    return fig


def one_strip_figure(x, start, width, titles):
    """Draw one strip with its height taken at its start, and at its middle.

    Parameters
    ----------
    x : float
        Where the sum is taken.
    start, width : float
        Of the strip.
    titles : tuple of str
        What to see on the left, and what on the right.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, axes = plt.subplots(1, 2, figsize=(7.2, 3.2), sharey=True)
    t = np.linspace(start - 0.6 * width, start + 1.6 * width, 201)
    stretch = (start, start + width)
    for ax, at, words in zip(axes, (0, 0.5), titles, strict=True):
        edges, heights = _lay(ax, x, stretch, 1, at)
        _mark_gaps(ax, x, edges, heights)
        curve(ax, t, sigmoid(x, t), "sigmoid", "", ls="-")
        place = start + at * width
        ax.plot(place, sigmoid(x, place), "o", color=ink("sigmoid"), ms=8)
        ax.set(xlabel="$t$", title=words, xticks=stretch, ylim=(0, 1))
    axes[0].set_ylabel(f"σ({x:g} − $t$)")
    return fig


def finer_strips_figure(x, stretch, counts, title):
    """Draw ever finer strips under one curve, with what they add up to.

    Parameters
    ----------
    x : float
        Where the sum is taken.
    stretch : tuple of float
        From where to where the offsets t go.
    counts : iterable of int
        How many strips in each panel, with the sigmoids at their middles.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, axes = plt.subplots(1, len(counts), figsize=(7.2, 2.9), sharey=True)
    t = np.linspace(*stretch, 401)
    for ax, count in zip(axes, counts, strict=True):
        edges, heights = _lay(ax, x, stretch, count)
        _mark_gaps(ax, x, edges, heights)
        curve(ax, t, sigmoid(x, t), "sigmoid", "", ls="-", lw=1.8)
        total = heights.sum() * (edges[1] - edges[0])
        ax.set(title=f"{count:,} strips: {total:.4f}", xlabel="$t$", ylim=(0, 1.05))
        ax.set(xlim=stretch, xticks=np.linspace(*stretch, 3))
    axes[0].set_ylabel(f"σ({x:g} − $t$)")
    middle = sum(stretch) / 2
    axes[0].text(middle + 0.7, 0.86, "sticks out", size=9, color=DARK)
    axes[0].text(x + 0.9, 0.42, "missing", size=9, color=DARK)
    area = softplus(x - stretch[0]) - softplus(x - stretch[1])
    words = {"ha": "center", "color": ink("sum_of_sigmoids"), "weight": "bold"}
    axes[-1].text(stretch[0] + x / 2, 0.4, f"area\n{area:.4f}", **words)
    headline(fig, title)
    return fig


def flipped_figure(x, reach, titles):
    """Draw σ(x − t) over t, and the same heights over u = x − t: its mirror image.

    Parameters
    ----------
    x : float
        Where the sum is taken.
    reach : float
        How far to draw on both sides of 0 and of x.
    titles : tuple of str
        What to see on the left, and what on the right.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. The offsets from 0 on are shaded on both sides.
    """
    fig, axes = plt.subplots(1, 2, figsize=(7.2, 3.3), sharey=True)
    t = np.linspace(-reach, x + reach, 401)
    behind = {"color": ink("sum_of_sigmoids"), "weight": "bold", "ha": "center"}
    for ax, place, words in zip(axes, (t, x - t), titles, strict=True):
        inside = t >= 0
        y = sigmoid(x, t)
        shade = {"color": FACE["facecolor"], "lw": 0}
        ax.fill_between(place[inside], y[inside], **shade)
        curve(ax, place, y, "sigmoid", "", ls="-")
        ends = (0, sigmoid(x)), (x, 0.5)  # the first offset, and the one at x
        for (offset, height), mark in zip(ends, "os", strict=True):
            at = offset if ax is axes[0] else x - offset
            ax.plot((at, at), (0, height), ":", color=GREY, lw=1.2)
            ax.plot(at, height, mark, color=ink("sigmoid"), ms=8)
        ax.set(title=words, xlim=(min(place), max(place)), ylim=(0, 1.12))
        ax.set_xticks((0, x), ("0", "$x$"))
    for ax, turn in zip(axes, (1, -1), strict=True):
        for name, offset, height in (("behind", x / 2, 0.1), ("ahead", x + 3, 0.3)):
            at = offset if turn > 0 else x - offset
            ax.text(at, height, f"offsets\n{name}", size=9, **behind)
    axes[0].set(xlabel="$t$, where the offset stands", ylabel="what it adds")
    axes[1].set_xlabel("$u = x - t$, how far it is behind")
    return fig


def area_so_far_figure(x, place, hair, titles):
    """Draw the area under the sigmoid up to a place, and the curve of all such areas.

    Parameters
    ----------
    x : array_like, shape (m,)
        Where to draw, in ascending order.
    place : float
        Up to where the area is shaded.
    hair : float
        The width of the strip that comes next.
    titles : tuple of str
        What to see on the left, and what on the right.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, (left, right) = plt.subplots(1, 2, figsize=(7.2, 3.3))
    color, dark, area = COLORS["softplus"], ink("softplus"), softplus(place)
    so_far = np.linspace(x[0], place, 201)
    left.fill_between(so_far, sigmoid(so_far), color=color, alpha=0.4, lw=0)
    left.bar(place, sigmoid(place), hair, align="edge", color=dark)
    curve(left, x, sigmoid(x), "sigmoid", "", ls="-")
    left.text(place / 2, 0.25, f"area\n{area:.2f}", color=dark, weight="bold")
    left.texts[-1].set_ha("center")
    left.text(place + hair + 0.2, 0.5, "next strip:\nσ($x$) high", color=dark)
    right.plot((place, place), (0, area), color=color, alpha=0.4, lw=7)
    curve(right, x, softplus(x), "softplus", "", ls="-")
    right.plot(place, area, "o", color=dark, ms=8)
    right.text(place - 0.3, area + 0.1, f"{area:.2f}", color=dark, weight="bold")
    right.texts[-1].set_ha("right")
    words = "as high as\nthe shaded\narea"
    right.text(place + 0.3, area / 3, words, color=dark, size=9)
    for ax, words, label in zip((left, right), titles, "ux", strict=True):
        ax.set(title=words, xlabel=f"${label}$", xlim=(x[0], x[-1]))
    left.set(ylabel="σ($u$)", ylim=(0, 1.08))
    right.set(ylabel="area so far", ylim=(0, 1.05 * softplus(x[-1])))
    return fig
