"""What bends and what does not: lines through two stages, and a curve seen closely."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.activations import sigmoid
from utils.first_edition.plotting.curves import curve
from utils.first_edition.plotting.style import DARK, GREY, ink, look

__all__ = ["closeness_figure", "offsets_figure", "stages_figure"]


def stages_figure(x, hidden, mix, titles):
    """Draw what two layers make of one input, with nothing between them and a bend.

    Parameters
    ----------
    x : ndarray, shape (m,)
        The input, in ascending order.
    hidden : ndarray, shape (units, m)
        The sums of the first layer, a row for each of its neurons.
    mix : ndarray, shape (units,)
        The weights of the second layer.
    titles : tuple of str
        What to see without a bend, and what with a sigmoid between.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. Thin lines are the first layer, thick ones the second.
    """
    fig, axes = plt.subplots(1, 2, figsize=(7.6, 3.2))
    color = look("sigmoid")[0]
    shades = ((hidden, DARK), (sigmoid(hidden), color))
    for ax, (rows, shade), title in zip(axes, shades, titles, strict=True):
        for row in rows:
            ax.plot(x, row, color=shade, lw=1.2, alpha=0.6)
        ax.plot(x, mix @ rows, color=shade, lw=3.4)
        ends = {"second\nlayer": (mix @ rows)[-1], "first\nlayer": rows[:, -1].min()}
        place = {"xytext": (5, 0), "textcoords": "offset points", "va": "center"}
        for words, y in ends.items():
            ax.annotate(words, (x[-1], y), **place, color=DARK, size=10)
        ax.set(xlabel="input $x$", title=title, xlim=(x[0], x[-1]))
    axes[0].set_ylabel("what comes out")
    return fig


def offsets_figure(x, offsets, title):
    """Draw the sigmoid at several offsets, with a dot where each is one half.

    Parameters
    ----------
    x : ndarray, shape (m,)
        Where to draw, in ascending order.
    offsets : sequence of float
        Where each curve has its middle.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, ax = plt.subplots(figsize=(7.2, 3))
    ax.axhline(0.5, color=GREY, ls=":", lw=1.2)
    for offset in offsets:
        curve(ax, x, sigmoid(x, offset), "sigmoid", label="")
        ax.plot(offset, sigmoid(offset, offset), "o", color=DARK, ms=8, zorder=3)
        words = f"offset {offset:g}".replace("-", "−")
        ax.text(offset + 0.4, 0.42, words, color=ink("sigmoid"), va="top")
    ax.set(xlabel="$x$", ylabel="σ($x$ − offset)", title=title)
    ax.set(xlim=(x[0], x[-1]), xticks=range(-10, 11, 5), yticks=(0, 0.5, 1))
    return fig


def closeness_figure(reaches, titles):
    """Draw the sigmoid and its tangent at 0, from near and from farther off.

    Parameters
    ----------
    reaches : tuple of two floats
        How far to each side is drawn; the first is boxed in the second panel.
    titles : tuple of str
        What to see from near, and what from farther off.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, axes = plt.subplots(1, 2, figsize=(7.6, 3.2))
    for ax, reach, title in zip(axes, reaches, titles, strict=True):
        x = np.linspace(-reach, reach, 201)
        curve(ax, x, sigmoid(x), "sigmoid", label="", lw=5)
        ax.plot(x, 0.5 + x / 4, "--", color="#ffffff", lw=2.4)
        ax.plot(x, 0.5 + x / 4, "--", color="#000000", lw=1.4)
        ax.set(xlabel="$x$", title=title, xlim=(-reach, reach))
    near, far = reaches
    axes[0].set_ylabel("σ($x$)")
    gap = 0.5 + near / 4 - sigmoid(near)
    words = f"the line lies on the curve;\nlargest gap: {gap:.4f}"
    axes[0].text(0.97, 0.06, words, transform=axes[0].transAxes, ha="right")
    axes[1].hlines((0, 1), -far, far, GREY, ":", lw=1.2)
    axes[1].set_ylim(-0.5, 1.5)
    low, high = sigmoid(-near), sigmoid(near)
    box = (-near, low), 2 * near, high - low
    axes[1].add_patch(plt.Rectangle(*box, fill=False, ec=DARK, lw=1.4, zorder=3))
    words = {"color": ink("sigmoid"), "weight": "bold", "ha": "right"}
    axes[1].text(far * 0.95, 0.82, "sigmoid", **words)
    axes[1].text(2.8, 1.3, "straight line", color=DARK, weight="bold", ha="right")
    return fig
