"""Bowls seen from above, cut through, and descended: what a mean does to the loss."""

import math

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.plotting.style import GREY, headline, ink, look

__all__ = ["cuts_figure", "descent_figure", "kappa_figure"]
RADII = np.arange(0.6, 12, 0.6)  # of the contours, along the floor of a valley
EDGE = 2.3


def descent_figure(bowls, paths, title):
    """Draw bowls of two weights from above, side by side, and a path down in each.

    Parameters
    ----------
    bowls : dict of ndarray, shape (2, 2)
        The curvatures, under the function whose hum makes each (a key of `COLORS`).
        Contours stand at the same heights in all.
    paths : dict of ndarray, shape (steps + 1, 2)
        The weights after each step, under the same names; the best are 0, 0.
    title : str
        What to see.

    Returns
    -------
    fig : matplotlib.figure.Figure
        To be given to `show`, or to `animate` with what follows.
    draw : callable
        Takes a number of steps, and shows the paths so far and how many they took.
    steps : list of int
        The last, for a page that shows what it sees first; then from none to the last
        of the longest path, the later ones by fours.
    """
    shape = {"figsize": (7.2, 3.25), "sharey": True, "squeeze": False}
    fig, (axes,) = plt.subplots(1, len(bowls), **shape)
    moving = []
    for ax, (name, bowl) in zip(axes, bowls.items(), strict=True):
        _draw_contours(ax, bowl)
        color, _, label = look(name)
        (line,) = ax.plot([], [], "o-", color=color, ms=4.5, lw=1.5, zorder=3)
        ax.plot(0, 0, "+", color="black", ms=13, mew=1.6, zorder=4)
        moving.append((ax, line, paths[name], label, name))
        ax.set(xlabel="$w_1$", xticks=(-2, 0, 2), yticks=(-2, 0, 2))
    axes[0].set_ylabel("$w_2$", rotation=0)
    headline(fig, title)
    last = max(map(len, paths.values())) - 1
    steps = [last, *sorted({*range(min(last, 7)), *range(7, last, 4), last})]

    def draw(step):
        for ax, line, path, label, name in moving:
            line.set_data(*path[: step + 1].T)
            taken = min(step, len(path) - 1)
            words = f"{label}: {taken} step" + "s" * (taken != 1)
            ax.set_title(words, color=ink(name))

    draw(steps[-1])
    return fig, draw, steps


def _draw_contours(ax, bowl):
    grid = np.linspace(-EDGE, EDGE, 161)
    across, up = np.meshgrid(grid, grid)
    loss = bowl[0, 0] * across**2 + bowl[1, 1] * up**2 + 2 * bowl[0, 1] * across * up
    heights = np.linalg.eigvalsh(bowl)[0] * RADII**2
    ax.contour(
        across, up, loss, heights, colors="#aaaaaa", linewidths=0.8, antialiased=False
    )
    ax.set(aspect="equal", xlim=(-EDGE, EDGE), ylim=(-EDGE, EDGE))
    ax.grid(False)


def cuts_figure(bowl, title):
    """Draw a valley of two weights from above, and the cuts across and along it.

    Parameters
    ----------
    bowl : ndarray, shape (2, 2)
        The curvatures; alike for both weights.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    flat, steep = np.linalg.eigvalsh(bowl)
    fig, (above, cut) = plt.subplots(
        1, 2, figsize=(7.2, 3.3), width_ratios=(1, 1.25), layout="constrained"
    )
    _draw_contours(above, bowl)
    t = np.linspace(-2.2, 2.2, 201)
    pieces = (
        ("across", steep, 1, "#D55E00", "-", "both weights up, or both down", 1.15),
        ("along", flat, -1, "#0072B2", "--", "one weight up, one down", 2.35),
    )
    for words, curvature, second, color, style, move, right in pieces:
        x, y = t * math.sqrt(0.5), second * t * math.sqrt(0.5)
        above.plot(x, y, style, color=color, lw=2.4)
        text = {"color": color, "weight": "bold", "size": 10, "va": "center"}
        box = {"fc": "white", "ec": "none", "pad": 1.5}
        above.text(1.3, second * 1.3, words, ha="center", bbox=box, **text)
        cut.plot(t, curvature * t**2 / 2, style, color=color, lw=2.4)
        told = f"{words}: curvature {curvature:.3g}\n{move}"
        cut.text(right, min(6.2, curvature * 2.42), told, ha="left", **text)
    above.set(xlabel="$w_1$", xticks=(), yticks=())
    above.set_ylabel("$w_2$", rotation=0, labelpad=9)
    above.set_title("from above")
    cut.set(xlim=(-2.3, 5.4), ylim=(-0.1, 7), xticks=(-2, -1, 0, 1, 2))
    cut.set(xlabel="step from the best weights", ylabel="loss")
    cut.set_title("cut through the middle")
    headline(fig, title)
    return fig


def kappa_figure(kappas, steps, title):
    """Draw the steps that descent needs against the kappa of the bowl, on log axes.

    Parameters
    ----------
    kappas, steps : dict of float
        Under the names of functions, keys of `COLORS`.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. The dotted line is log(10) kappa.
    """
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    line = np.array([1.0, 1000.0])
    ax.plot(line, math.log(10) * line, ":", color=GREY, zorder=1)
    ax.text(130, 900, "log(10) · κ", color=GREY, ha="right")
    for name, count in steps.items():
        ax.plot(kappas[name], count, "o", color=look(name)[0], ms=10)
        left = name in ("relu", "sigmoid")
        shift = (-9, 6) if left else (9, -9)
        text = {"color": ink(name), "weight": "bold", "va": "center"}
        text["ha"] = "right" if left else "left"
        words = f"{look(name)[2]}: {count:,.0f}"
        at = (kappas[name], count)
        ax.annotate(words, at, shift, textcoords="offset points", **text)
    ax.set(xscale="log", yscale="log", xlim=(0.8, 4000), ylim=(0.8, 5000))
    ax.set_xticks((1, 10, 100, 1000), ("1", "10", "100", "1000"))
    ax.set_yticks((1, 10, 100, 1000), ("1", "10", "100", "1000"))
    ax.set(xlabel="κ: how many times steeper across than along", ylabel="steps")
    ax.set_title(title)
    return fig
