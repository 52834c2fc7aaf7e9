"""What a reader needs to have seen once: a loss, steps down it, rounds, a log axis."""

from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.plotting.style import GREY, headline

__all__ = ["log_axis_figure", "rounds_figure", "scores_figure", "steps_figure"]

RIGHT, OTHER, LINE = "#0072B2", "#999999", "#333333"


def scores_figure(scores, shares, label, title):
    """Draw ten scores, the shares that softmax makes of them, and the loss.

    Parameters
    ----------
    scores, shares : array_like, shape (10,)
        What the outputs say, and e to the scores over the sum of these.
    label : int
        The right digit.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, axes = plt.subplots(1, 3, figsize=(7.6, 3.0), width_ratios=(1, 1, 1.3))
    digits = np.arange(len(scores))
    colors = [RIGHT if digit == label else OTHER for digit in digits]
    for ax, values, words in zip(
        axes, (scores, shares), ("ten scores", "ten shares, sum 1"), strict=False
    ):
        ax.barh(digits, values, color=colors, height=0.7)
        ax.set(title=words, yticks=digits, ylim=(9.6, -0.6))
        ax.grid(False, axis="y")
    axes[0].set_ylabel("digit")
    axes[0].axvline(0, color=OTHER, linewidth=0.9)
    share, right = np.linspace(0.004, 1, 400), axes[2]
    right.plot(share, -np.log(share), color=LINE)
    points = (0.1, "only guessing", LINE), (shares[label], f"this {label}", RIGHT)
    for at, words, color in points:
        right.plot(at, -np.log(at), "o", color=color, ms=8)
        text = f"{words}: {-np.log(at):.2f}"
        right.text(at + 0.04, 0.2 - np.log(at), text, color=color, size=10)
    right.set(title="loss = −log(share)", xlim=(0, 1), ylim=(0, 5.2))
    right.set_xlabel("share of the right digit")
    headline(fig, title)
    return fig


def steps_figure(start, rates, title, steps=6):
    """Draw descent on the loss w^2 / 2, whose slope is w, once for each rate.

    Parameters
    ----------
    start : float
        The weight at first.
    rates : dict of float
        Learning rates, under what is said of them.
    title : str
        What to see.
    steps : int, optional
        How many each takes.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    sheet = {"figsize": (7.6, 2.7), "sharey": True, "squeeze": False}
    fig, (axes,) = plt.subplots(1, len(rates), **sheet)
    width = 1.85 * abs(start)

    def loss(w):
        return w * w / 2

    w = np.linspace(-width, width, 201)
    for ax, (words, rate) in zip(axes, rates.items(), strict=True):
        path = [start]
        for _ in range(steps):
            path.append(path[-1] - rate * path[-1])
        path = np.array(path)
        ax.plot(w, loss(w), color=OTHER)
        ax.plot(path, loss(path), "o", color=RIGHT, ms=6)
        for a, b in pairwise(path):
            arrow = {"arrowstyle": "-|>", "color": RIGHT, "shrinkA": 2, "shrinkB": 2}
            ax.annotate("", (b, loss(b)), (a, loss(a)), arrowprops=arrow)
        top = 1.05 * loss(width)
        ax.set(title=f"{rate:g}: {words}", xlim=(-width, width), ylim=(-0.6, top))
        ax.set(xlabel="weight $w$", xticks=(start, 0), yticks=())
        stops = " → ".join(f"{stop:.2g}" for stop in path[:3]).replace("-", "−")
        ax.text(0, 0.88 * top, stops, ha="center", color=RIGHT, size=10, weight="bold")
    axes[0].set_ylabel("loss $w^2/2$")
    headline(fig, title)
    return fig


def rounds_figure(losses, title):
    """Draw the loss of some networks after each round, with their seeds at the ends.

    Parameters
    ----------
    losses : list of array_like, shape (rounds + 1,)
        Of networks with the seeds 0, 1, 2 and so on; at most three.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, ax = plt.subplots(figsize=(7.2, 2.7))
    ax.axhline(np.log(10), color=GREY, linewidth=1, linestyle=":")
    last = len(losses[0]) - 1
    ax.text(last, 2.38, "only guessing", ha="right", color=GREY, size=10)
    styles = ("-", "#000000"), ((0, (5, 1)), RIGHT), ((0, (1, 1)), "#A85000")
    for seed, (values, (style, color)) in enumerate(zip(losses, styles, strict=False)):
        ax.plot(values, color=color, linestyle=style, label=f"seed {seed}")
    ax.legend(frameon=False, loc="center right")
    ax.set(xlabel="rounds through the training images", ylabel="loss", ylim=(0, 2.8))
    ax.set_xticks(range(len(losses[0])))
    ax.set_title(title)
    return fig


def log_axis_figure(values, title):
    """Draw the same numbers on a linear and on a log axis.

    Parameters
    ----------
    values : array_like, shape (n,)
        Positive numbers, the first for 0.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, axes = plt.subplots(1, 2, figsize=(7.6, 2.8))
    panels = ("linear", "linear axis"), ("log", "log axis: tick to tick, × 10")
    for ax, (scale, words) in zip(axes, panels, strict=True):
        ax.plot(values, "o-", color=RIGHT, ms=6)
        ax.set(yscale=scale, title=words, xticks=range(len(values)))
        ax.set_xlabel("times multiplied by ¼")
    last = len(values) - 1, values[-1]
    for ax, place in zip(axes, ((6, 9), (-9, -4)), strict=True):
        words = {"size": 11, "color": RIGHT, "weight": "bold", "ha": "right"}
        words |= {"xytext": place, "textcoords": "offset points"}
        ax.annotate(f"{last[1]:.1e}", last, **words)
    axes[1].set_yticks([10.0**n for n in range(0, -6, -1)])
    axes[1].set_ylim(bottom=4e-6)
    axes[1].minorticks_off()
    headline(fig, title)
    return fig
