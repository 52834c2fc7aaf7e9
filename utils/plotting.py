"""Figures of the series: plain Matplotlib, a colour and a dash for each function."""

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from utils.activations import looks_of


def use_series_style():
    """Set Matplotlib up by `series.mplstyle`, beside this file, and nothing else."""
    plt.style.use(["default", Path(__file__).with_name("series.mplstyle")])


def style(activation, **changes):
    """Return the colour, dash and label of a function, for `Axes.plot`.

    Parameters
    ----------
    activation : str or Activation
        A key of `ACTIVATIONS`, or your own.
    **changes
        What is to be different: ``style("relu", label="ReLU, 1/n")``.

    Raises
    ------
    ValueError
        If there is no function of that name.
    """
    a = looks_of(activation)
    return {"color": a.color, "linestyle": a.line_style, "label": a.label} | changes


def plot_runs(ax, x, runs, **line):
    """Plot the median of several runs, in a band from the smallest to the largest.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    x : array_like, shape (n,)
    runs : array_like, shape (runs, n)
        A row for each seed.
    **line
        Passed to `Axes.plot`.
    """
    (median,) = ax.plot(x, np.median(runs, axis=0), **line)
    low, high = np.min(runs, axis=0), np.max(runs, axis=0)
    ax.fill_between(x, low, high, color=median.get_color(), alpha=0.2, linewidth=0)


def label_lines(ax, gap=14):
    """Write each line's label at its right end, in its colour; no legend is needed.

    Labels that would overlap push each other apart, to `gap` points. Call it last,
    when the limits and scales of the axes are set.
    """
    ax.figure.draw_without_rendering()
    lines, ends = [], []
    for line in ax.lines:
        points = np.array(line.get_data(), float)
        points = points[:, np.isfinite(points).all(axis=0)]
        if points.size and not line.get_label().startswith("_"):
            lines.append(line)
            ends.append(points[:, -1])
    if not lines:
        return
    at = ax.transData.transform(ends)[:, 1] * 72 / ax.figure.dpi
    order = np.argsort(at.round(), kind="stable")  # a last bit moves no label
    place = at[order]
    for _ in range(200):
        push = np.maximum(gap - np.diff(place), 0) / 2
        place[1:] += push
        place[:-1] -= push
    for k, y in zip(order, place, strict=True):
        ax.annotate(
            lines[k].get_label(),
            ends[k],
            xytext=(6, y - at[k]),
            textcoords="offset points",
            va="center",
            color=lines[k].get_color(),
            weight="bold",
            annotation_clip=False,
        )
