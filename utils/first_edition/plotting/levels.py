"""Why sizes stay level: squares that add up, halves thrown away, lines that result."""

import math

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.ticker import FixedLocator, NullLocator

from utils.first_edition.instrument import bell
from utils.first_edition.plotting.style import COLORS, DARK, GREY, headline, ink

__all__ = ["levels_figure", "squares_figure"]


def squares_figure(sums, titles):
    """Draw sums with random signs spreading like a root, and what ReLU keeps of them.

    Parameters
    ----------
    sums : ndarray, shape (tries, n)
        Running sums, a row for each.
    titles : tuple of str
        What to see on the left, and what on the right.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. On the right is a bell of sums, each weighed with its
        square; the half below 0, which ReLU throws away, is hollow.
    """
    fig, (left, right) = plt.subplots(1, 2, figsize=(7.6, 3.2))
    n = np.arange(sums.shape[1] + 1)
    for row in sums:
        left.plot(n, [0, *row], color=GREY, lw=0.6, alpha=0.6)
    for sign in (1, -1):
        left.plot(n, sign * np.sqrt(n), color=DARK, lw=2.4)
    left.text(n[-1], 1.15 * math.sqrt(n[-1]), "√n ", ha="right", va="bottom", size=12)
    left.texts[-1].set(weight="bold", bbox={"fc": "white", "ec": "none", "pad": 1})
    left.set(xlabel="products added up, $n$", ylabel="sum", title=titles[0])
    z = np.linspace(-4, 4, 801)
    how_often = bell(z) / bell(0)
    height = z**2 * how_often
    right.fill_between(z, how_often, color="#dddddd", lw=0)
    right.text(0, 1.02, "how often", color=GREY, ha="center", size=9)
    right.plot(z, height, color=DARK, lw=1.4)
    right.fill_between(z, height, where=z >= 0, color=COLORS["relu"], alpha=0.6, lw=0)
    hollow = {"facecolor": "none", "edgecolor": GREY, "hatch": "////", "lw": 0}
    right.fill_between(z, height, where=z <= 0, **hollow)
    words = {"ha": "center", "va": "bottom", "weight": "bold"}
    right.text(-2.6, 0.78, "thrown\naway", color=DARK, **words)
    right.text(2.6, 0.78, "kept", color=ink("relu"), **words)
    right.set(xlabel="the sum, $z$", yticks=(), ylim=(0, 1.18), title=titles[1])
    right.set(ylabel="its share of the mean of $z^2$", xticks=(-4, -2, 0, 2, 4))
    return fig


def levels_figure(measured, title):
    """Draw the sizes of signal and message layer by layer, for several starts.

    Parameters
    ----------
    measured : dict of utils.first_edition.instrument.Layers
        Under what to call each start.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. Signals are shares of the first layer's, messages of
        the last one's; drawn are the median of the seeds, and a band over all.
    """
    fig, axes = plt.subplots(1, 2, figsize=(7.6, 3.2), sharey=True)
    color = COLORS["relu"]
    for (name, layers), style in zip(measured.items(), ("-", "--"), strict=True):
        signal, message = layers.signal, layers.message
        rows = signal / signal[:, :1], message / message[:, -1:]
        for ax, row, side in zip(axes, rows, (-1, 1), strict=True):
            number = np.arange(1, row.shape[1] + 1)
            low, middle, high = np.quantile(row, (0, 0.5, 1), axis=0)
            ax.fill_between(number, low, high, color=color, alpha=0.2, lw=0)
            ax.plot(number, middle, style, color=color, marker="o", ms=4)
            fades = middle.min() < 0.5
            words = {"color": ink("relu"), "weight": "bold", "va": "center"}
            words |= {"ha": "center", "textcoords": "offset points"}
            offset = (48 * side, -14) if fades else (0, 17)
            at = len(number) // 2 + (side > 0) - 1
            ax.annotate(name, (number[at], middle[at]), offset, **words)
    titles = "The signal, going up →", "← The message, going down"
    for ax, words in zip(axes, titles, strict=True):
        ax.set(yscale="log", xlabel="hidden layer", xticks=number, title=words)
    shares = {1: "1", 1 / 2: "½", 1 / 4: "¼", 1 / 8: "⅛", 1 / 16: "1/16"}
    axes[0].set(ylabel="how much is left", ylim=(1 / 20, 2.6))
    axes[0].yaxis.set_major_locator(FixedLocator(list(shares)))
    axes[0].yaxis.set_minor_locator(NullLocator())
    axes[0].set_yticklabels(list(shares.values()))
    headline(fig, title)
    return fig
