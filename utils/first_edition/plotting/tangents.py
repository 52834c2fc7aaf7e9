"""Slopes, drawn as what they are: lines that touch, and steps that follow them."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.activations import sigmoid, sigmoid_grad
from utils.first_edition.plotting.curves import curve
from utils.first_edition.plotting.style import COLORS, DARK, GREY, headline, ink

__all__ = ["tangents_figure", "walk_figure"]


def tangents_figure(points, edge, title, reach=10.0):
    """Draw the sigmoid with some of its tangents, above the slope of each.

    Parameters
    ----------
    points : sequence of float
        Where tangents touch.
    edge : float
        Beyond it, on both sides, the sigmoid counts as saturated.
    title : str
        What to see.
    reach : float, optional
        How far to each side is drawn.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    x = np.linspace(-reach, reach, 801)
    fig, (top, bottom) = plt.subplots(2, 1, figsize=(7.2, 5.2), sharex=True)
    curve(top, x, sigmoid(x), "sigmoid", label="σ")
    curve(bottom, x, sigmoid_grad(x), "sigmoid", label="σ′", dy=6)
    for at in points:
        y, slope = sigmoid(at), sigmoid_grad(at)
        half = 1.5 / np.hypot(1, 6 * slope)  # about equally long on paper
        step = np.array([-half, half])
        top.plot(at + step, y + slope * step, color=DARK, lw=3.2, zorder=3)
        top.plot(at, y, "o", color=DARK, ms=6, zorder=4)
        bottom.plot([at, at], [0, slope], color=DARK, lw=1.2)
        bottom.plot(at, slope, "o", color=DARK, ms=6, zorder=4)
        words = f"{slope:.3f}" if slope > 0.01 else f"{slope:.4f}"
        side = {"ha": "left" if at >= 0 else "right", "size": 10, "color": DARK}
        shift = (8 if at >= 0 else -8, 3 if slope < 0.2 else 9)
        place = {"xytext": shift, "textcoords": "offset points"}
        bottom.annotate(words, (at, slope), **place, **side)
    bottom.axhline(0.25, color=GREY, linestyle=":", lw=1.6)
    bottom.text(-reach * 0.98, 0.257, "ceiling: ¼", color=GREY, va="bottom")
    for ax in (top, bottom):
        ax.axhline(0, color="#999999", linewidth=0.9, zorder=1)
        for side in (-1, 1):
            ax.axvspan(edge * side, reach * side, color="#e8e8e8", zorder=0)
    middle = (edge + reach) / 2
    top.text(-middle, 0.5, "saturated", color=GREY, ha="center")
    top.text(middle, 0.5, "saturated", color=GREY, ha="center")
    top.set(ylabel="σ($x$)", xlim=(-reach, reach), title=title)
    bottom.set(xlabel="$x$", ylabel="slope σ′($x$)", ylim=(-0.01, 0.3))
    return fig


def walk_figure(places, goal, title):
    """Draw a walk down |w - goal|: each stop in the valley, then step by step.

    Parameters
    ----------
    places : array_like, shape (steps + 1,)
        Where the walk begins, and where it is after each step.
    goal : float
        The corner at the bottom.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    places = np.asarray(places, dtype=float)
    fig, (left, right) = plt.subplots(1, 2, figsize=(7.6, 3.2))
    reach = 1.3 * np.abs(places - goal).max()
    w = np.array([goal - reach, goal, goal + reach])
    left.plot(w, np.abs(w - goal), color=GREY, lw=1.6)
    color = COLORS["sigmoid"]
    left.plot(places, np.abs(places - goal), "o", color=color, ms=5, mfc="white")
    words = {"textcoords": "offset points", "ha": "right", "color": ink("sigmoid")}
    for step, place in enumerate(places[:4]):  # the later ones lie in a heap
        left.annotate(f"{step}", (place, np.abs(place - goal)), (-5, 1), **words)
    left.set(xlabel="$w$", ylabel=f"|$w$ − {goal:g}|")
    steps = np.arange(len(places))
    right.axhline(goal, color=GREY, ls=":", lw=1.6)
    right.plot(steps, places, "o-", color=color, lw=1, ms=5)
    words = {"xytext": (9, 0), "textcoords": "offset points", "va": "center"}
    right.annotate("wanted", (steps[-1], goal), **words, color=GREY)
    right.set(xlabel="step", ylabel="$w$", xlim=(-1, steps[-1] + 0.8))
    headline(fig, title)
    return fig
