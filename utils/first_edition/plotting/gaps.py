"""How far one thing is from another: a sum from its limit, a result from the truth."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.activations import relu, softplus
from utils.first_edition.plotting.curves import curve, mark_zero
from utils.first_edition.plotting.style import COLORS, DARK, GREY, headline, ink

__all__ = [
    "breakdown_figure",
    "bump_figure",
    "errors_figure",
    "hill_figure",
    "shortfall_figure",
]


def shortfall_figure(x, sums, edge, titles):
    """Draw sums of sigmoids beside softplus, and what they lack up to some place.

    Parameters
    ----------
    x : ndarray, shape (m,)
        Where to draw, in ascending order.
    sums : dict of array_like, shape (m,)
        Two sums, each under what to call it.
    edge : float
        How far to the right what they lack is drawn.
    titles : tuple of str
        What to see on the left, and what on the right.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, (left, right) = plt.subplots(
        1, 2, figsize=(7.6, 3.5), gridspec_kw={"wspace": 0.1}
    )
    curve(left, x, softplus(x), "softplus", "")
    left.text(x[-1] - 1.8, x[-1] - 1, "softplus", color=ink("softplus"), ha="right")
    left.texts[-1].set_weight("bold")
    looks = ({"ls": "-", "lw": 3.4}, {"ls": "-", "lw": 1.3, "color": DARK})
    inside = x <= edge
    for line, (name, y) in zip(looks, sums.items(), strict=True):
        curve(left, x, y, "sum_of_sigmoids", "", **line)
        gap = (y - softplus(x))[inside]
        curve(right, x[inside], gap, "sum_of_sigmoids", "", **line)
        color = line.get("color", ink("sum_of_sigmoids"))
        above = line["lw"] > 2
        words = {"color": color, "weight": "bold", "va": "center", "ha": "center"}
        right.text(edge / 4, 0.15 if above else -0.07, name, **words)
    words = {"color": ink("sum_of_sigmoids"), "weight": "bold", "ha": "right"}
    left.text(x[-1], sums[name][-1] - 1.6, "the sums", **words)
    mark_zero(left)
    right.axhline(0, color="#999999", linewidth=0.9, zorder=1)
    for ax, words in zip((left, right), titles, strict=True):
        ax.set(xlabel="$x$", title=words)
    left.set(ylabel="$f(x)$", xlim=(x[0], x[-1]))
    right.set(ylabel="sum − softplus", xlim=(x[0], edge))
    right.set_ylim(top=right.get_ylim()[1] + 0.1)
    return fig


def errors_figure(counts, errors, title):
    """Draw errors against the number of sigmoids on log axes, with powers as guides.

    Parameters
    ----------
    counts : ndarray, shape (m,)
        How many sigmoids, in ascending order.
    errors : dict of array_like, shape (m,)
        Under the name of each way to place them.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. The guides are c / n and so on, with the whole power
        that fits best, and go through the first error.
    """
    fig, ax = plt.subplots(figsize=(7.2, 3.5))
    color = COLORS["sum_of_sigmoids"]
    for marker, (name, error) in zip("so", errors.items(), strict=True):
        power = -round(np.polyfit(np.log(counts), np.log(error), 1)[0])
        guide = error[0] * (counts[0] / counts) ** power
        ax.plot(counts, guide, ":", color=GREY, lw=1.5)
        ax.plot(counts, error, marker, color=color, ms=8)
        words = f"{name}: like 1/n{'²' if power == 2 else ''}"
        at = (counts[-1] * 1.2, error[-1])
        ax.annotate(words, at, va="center", color=ink("sum_of_sigmoids"))
    ax.set(xscale="log", yscale="log", xlim=(counts[0] / 1.3, counts[-1] * 5))
    ax.set(xlabel="number of sigmoids, $n$", ylabel="largest error", title=title)
    return fig


def hill_figure(x, measured, predicted, title):
    """Draw what a sum lacks as dots, and as a line what was predicted of it.

    Parameters
    ----------
    x : ndarray, shape (m,)
        Where to draw, in ascending order; every eighth is given a dot.
    measured, predicted : array_like, shape (m,)
        What is lacking.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, ax = plt.subplots(figsize=(7.2, 3))
    ax.plot(x, predicted, color=DARK, lw=1.4)
    color = COLORS["sum_of_sigmoids"]
    ax.plot(x[::8], measured[::8], "o", color=color, ms=6)
    at = int(np.argmax(measured)) + len(x) // 10
    words = {"weight": "bold", "va": "center"}
    ax.text(
        x[at] + 0.3, measured[at], "measured", color=ink("sum_of_sigmoids"), **words
    )
    at = 2 * int(np.argmax(measured)) - at
    ax.text(x[at] - 0.3, predicted[at], "predicted", color=DARK, ha="right", **words)
    ax.set(xlabel="$x$", ylabel="softplus − sum", title=title, xlim=(x[0], x[-1]))
    return fig


def bump_figure(x, title):
    """Draw softplus as max(0, x) and a bump on top of it.

    Parameters
    ----------
    x : ndarray, shape (m,)
        Where to draw, in ascending order.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, axes = plt.subplots(1, 3, figsize=(7.2, 2.9), sharey=True)
    ramp, total = relu(x), softplus(x)
    curve(axes[0], x, ramp, "relu", "")
    axes[1].fill_between(x, total - ramp, color=DARK, alpha=0.2, lw=0)
    axes[1].plot(x, total - ramp, color=DARK, lw=1.8)
    axes[2].fill_between(x, ramp, total, color=DARK, alpha=0.2, lw=0)
    curve(axes[2], x, ramp, "relu", "", lw=1.2)
    curve(axes[2], x, total, "softplus", "", lw=3)
    parts = ("   max(0, x)", "+ a bump, log(1 + $e^{-|x|}$)", "= softplus")
    colors = (ink("relu"), DARK, ink("softplus"))
    for ax, words, color in zip(axes, parts, colors, strict=True):
        ax.set_title(words, color=color)
        ax.set(xlabel="$x$", xlim=(x[0], x[-1]), xticks=(x[0], 0, x[-1]))
    headline(fig, title)
    return fig


def breakdown_figure(formula, low, high, titles):
    """Draw what a formula for softplus gives in floats, against softplus.

    Parameters
    ----------
    formula : callable
        To be tried; where it overflows it may say so.
    low, high : ndarray
        Where to look on the left, on a log axis, and on the right.
    titles : tuple of str
        What to see on the left, and what on the right.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. A result of 0 stands on the floor of the log axis, and
        one of infinity on the ceiling, as crosses.
    """
    fig, axes = plt.subplots(1, 2, figsize=(7.6, 3.5))
    for ax, x, words in zip(axes, (low, high), titles, strict=True):
        with np.errstate(over="ignore"):
            result = formula(x)
        truth = softplus(x)
        if ax is axes[0]:
            ax.set_yscale("log")
            ax.set_ylim(truth.min() / 5, 3 * truth.max())
            lost, border = result == 0, truth.min() / 3
        else:
            ax.set_ylim(truth.min() * 0.9, 1.25 * truth.max())
            lost, border = np.isinf(result), 1.2 * truth.max()
        curve(ax, x, truth, "softplus", "", lw=2)
        ax.plot(x, np.where(lost, np.nan, result), color=DARK, lw=1.6)
        ax.plot(x[lost][::8], np.full(lost.sum(), border)[::8], "x", color=DARK)
        ax.set(xlabel="$x$", title=words, xlim=(x[0], x[-1]))
    words = {"color": DARK, "weight": "bold"}
    truth = {"color": ink("softplus"), "weight": "bold"}
    middle = low.mean()
    axes[0].text(middle, softplus(middle) * 6, "the code", ha="right", **words)
    axes[0].text(middle, softplus(middle) / 8, "the truth", **truth)
    axes[0].text(middle - 1, softplus(low[0]) / 3, "code: 0 (off axis)", **words)
    axes[0].texts[-1].set_va("center")
    off = "the code: inf (off axis)"
    axes[1].text(high[-1], 1.13 * high[-1], off, ha="right", **words)
    axes[1].text(high[-1], 0.9 * high[-1], "the truth", ha="right", **truth)
    axes[0].set_ylabel("log(1 + $e^x$)")
    return fig
