"""Folds, and what each path through a network passes on."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.plotting.style import COLORS, GREY, headline, ink, look

__all__ = ["folds_figure", "shares_figure"]


def folds_figure(fold, counts, title):
    """Draw a function folded upon itself, a panel for each number of folds.

    Parameters
    ----------
    fold : callable
        Takes the stretch from 0 to 1 to itself.
    counts : sequence of int
        How many folds each panel shows.
    title : str
        What there is to see.

    Returns
    -------
    matplotlib.figure.Figure
        One panel for each count, all with the same axes.
    """
    x = np.linspace(0, 1, 2**12 + 1)
    size = (7.6, 2.6)
    fig, axes = plt.subplots(1, len(counts), figsize=size, sharey=True, squeeze=False)
    for ax, count in zip(axes[0], counts, strict=True):
        y = x
        for _ in range(count):
            y = fold(y)
        ax.plot(x, y, color=COLORS["relu"], lw=1.8 if count < 5 else 0.45)
        if count > 5:
            _magnify(ax, x, y, 2.0 ** (4 - count))
        words = "1 fold" if count == 1 else f"{count} folds"
        ax.set(title=f"{words}:\n{2**count} pieces", xlabel="$x$")
        ax.set(xticks=(0, 1), yticks=(0, 1), ylim=(-0.03, 1.03), xlim=(-0.02, 1.02))
    headline(fig, title)
    return fig


def _magnify(ax, x, y, width):
    """Show a part in the middle, so wide, of what is too fine to be seen."""
    box = ax.inset_axes((0.12, 0.2, 0.76, 0.5))
    part = (x >= 0.5) & (x <= 0.5 + width)
    box.plot(x[part], y[part], color=COLORS["relu"], lw=1.2)
    box.set(xticks=(), yticks=(), xlim=(0.5, 0.5 + width), ylim=(-0.45, 1.1))
    box.text(0.5, 0.02, f"1/{1 / width:.0f} of it", transform=box.transAxes, size=9)
    box.texts[-1].set(ha="center", va="bottom")
    box.spines[:].set_visible(True)
    box.grid(False)


def shares_figure(slopes, title):
    """Draw a network of two units a layer, and what each path through it passes on.

    Parameters
    ----------
    slopes : dict of str to array_like, shape (layers, 2)
        For each function, a key of `COLORS`, the slopes of the two units of a layer.
    title : str
        What there is to see.

    Returns
    -------
    matplotlib.figure.Figure
        A column for each function. Above, a line into a unit is as thick as its
        slope; below, a bar for each path, the most open first, on a log axis. Paths
        that pass on 0 have no bar.
    """
    size = {"figsize": (7.6, 4), "height_ratios": (1, 1.7), "squeeze": False}
    fig, axes = plt.subplots(2, len(slopes), sharey="row", **size)
    for (above, below), (name, pairs) in zip(axes.T, slopes.items(), strict=True):
        pairs = np.asarray(pairs, dtype=float)
        _draw_paths(above, pairs, COLORS[name])
        share = np.ones(1)
        for pair in pairs:
            share = np.outer(share, pair).ravel()
        share = np.sort(share)[::-1]
        left = np.flatnonzero(share > 0)
        width = 3 if left.size == 1 else 0.9
        below.vlines(left, 1e-6, share[left], color=COLORS[name], lw=width)
        kind = "open" if share.max() == 1 else "ajar"
        above.set_title(
            f"{look(name)[2]}: {left.size} of {share.size} paths {kind}",
            color=ink(name),
        )
        below.set(yscale="log", ylim=(1e-6, 3), xlim=(-8, share.size + 6))
        below.set(xlabel="path, most open first", xticks=(0, share.size))
        below.text(
            share.size, 0.6, f"sum {share.sum():.2f}", ha="right", color=ink(name)
        )
    axes[1, 0].set_ylabel("product of its slopes")
    headline(fig, title)
    return fig


def _draw_paths(ax, pairs, color):
    """Draw the units, upper and lower, and lines that leave open units alone."""
    arrived = np.ones(1)  # whether anything gets as far as each unit of a layer
    heights = np.zeros(1)
    for layer, pair in enumerate(pairs):
        for alive, start in zip(arrived, heights, strict=True):
            for slope, end in zip(pair, (1, -1), strict=True):
                at = (layer, layer + 1), (start, end)
                if alive and slope:
                    ax.plot(*at, color=color, lw=4 * slope, zorder=2)
                else:
                    ax.plot(*at, ":", color=GREY, lw=0.8, zorder=1)
        arrived, heights = arrived.max() * (pair > 0), np.array([1, -1])
        for slope, y in zip(pair, heights, strict=True):
            face = color if slope else "white"
            ax.plot(layer + 1, y, "o", ms=8, mfc=face, mec=GREY, zorder=3)
    ax.text(0, 1.2, "← message", color=GREY, size=9, ha="center")
    # Down is to the left, as in `message_figure`.
    ax.set(xlim=(len(pairs) + 0.4, -0.9), ylim=(-1.5, 1.5), xticks=(), yticks=())
    ax.spines[:].set_visible(False)
