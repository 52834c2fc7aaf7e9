"""A layer that is a gate, drawn: two halves, one of which multiplies the other."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.newcomers import NEWCOMERS
from utils.first_edition.plotting.style import DARK, GREY, headline, ink

__all__ = ["swiglu_figure"]
SILU = NEWCOMERS["silu"]


def swiglu_figure(gates, value, title):
    """Draw SwiGLU's two halves, with numbers in them: silu(gate) * up.

    Parameters
    ----------
    gates : iterable of float
        What the upper half says: in each row of the picture another one.
    value : float
        What the lower half says, in every row.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    gates = list(gates)
    fig, axes = plt.subplots(len(gates), 1, figsize=(7.4, 2.1 * len(gates)))
    for ax, gate in zip(np.atleast_1d(axes), gates, strict=True):
        ax.set(xlim=(0, 10), ylim=(0.1, 3.4), xticks=(), yticks=())
        ax.spines[:].set_visible(False)
        opened = float(SILU.function(gate))
        _box(ax, 0.7, 1.5, "input")
        _box(ax, 2.6, 2.4, "gate")
        _box(ax, 2.6, 0.6, "up")
        _inset(ax, gate, opened)
        _box(ax, 7.4, 1.5, "times")
        _box(ax, 9.3, 1.5, "down")
        blue = {"color": ink(SILU)}
        _arrow(ax, (1.25, 1.65), (2.05, 2.25))
        _arrow(ax, (1.25, 1.35), (2.05, 0.75))
        _arrow(ax, (3.15, 2.4), (4.35, 2.4), _signed(gate), **blue)
        _arrow(ax, (5.85, 2.4), (7.05, 1.9), _signed(opened), aside=16, **blue)
        _arrow(ax, (3.15, 0.6), (6.8, 1.3), _signed(value), aside=-8)
        told = "open" if opened > 1 else "all but shut"
        ax.text(5.1, 3.15, told, ha="center", va="bottom", size=10, color=ink(SILU))
        _arrow(ax, (7.95, 1.5), (8.75, 1.5), _signed(opened * value))
    headline(fig, title)
    return fig


def _signed(number):
    return f"{number:.2f}".replace("-", "−")


def _box(ax, x, y, words):
    box = {"boxstyle": "round,pad=0.4", "fc": "white", "ec": DARK}
    ax.text(x, y, words, ha="center", va="center", bbox=box, color=DARK)


def _arrow(ax, start, end, words="", color=GREY, aside=0):
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": color})
    if words:
        middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        at = {"xytext": (aside, 7), "textcoords": "offset points", "ha": "center"}
        ax.annotate(words, middle, weight="bold", color=DARK, **at)


def _inset(ax, gate, opened):
    """Draw SiLU as a small curve, with a dot where the gate stands."""
    small = ax.inset_axes((4.45, 1.75, 1.35, 1.3), transform=ax.transData)
    x = np.linspace(-5, 5, 201)
    small.plot(x, SILU.function(x), color=SILU.color, lw=2)
    small.plot(gate, opened, "o", color="black", ms=5)
    small.axhline(0, color="#999999", lw=0.7)
    small.set(xticks=(), yticks=(), ylim=(-1, 5.2))
    small.text(-4.7, 4.8, "SiLU", size=9, va="top", color=ink(SILU), weight="bold")
