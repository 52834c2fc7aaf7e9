"""Functions and their runs, drawn with their names at their ends: no legend needed."""

import numpy as np
from matplotlib.cbook import normalize_kwargs
from matplotlib.lines import Line2D
from matplotlib.text import Annotation

from utils.first_edition.plotting.style import ink, look

__all__ = ["band", "curve", "mark_zero", "separate_labels"]


def mark_zero(ax):
    """Draw thin lines at x = 0 and y = 0.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    """
    ax.axhline(0, color="#999999", linewidth=0.9, zorder=1)
    ax.axvline(0, color="#999999", linewidth=0.9, zorder=1)


def curve(ax, x, y, name, label=None, dy=0, **line):
    """Draw a function in its colour and style, with its name at its right end.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    x, y : array_like, shape (n,)
        The curve; the label stands at the last point where y is finite.
    name : str or Activation
        A key of `COLORS`, or a function of your own.
    label : str, optional
        What to write instead of the function's name; "" writes nothing.
    dy : float, optional
        Points by which the label is moved up, to keep two apart.
    **line
        Passed to `Axes.plot`, where it overrides the style.

    Returns
    -------
    matplotlib.lines.Line2D
        The line.

    Raises
    ------
    ValueError
        If `name` is not a function of the series.
    """
    color, line_style, its_label = look(name)
    style = {"color": color, "linestyle": line_style}
    style |= normalize_kwargs(line, Line2D)  # so that ls= overrides linestyle=
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    (drawn,) = ax.plot(x, y, **style)
    label = its_label if label is None else label
    last = np.flatnonzero(np.isfinite(y))
    if label and last.size:
        ax.annotate(
            label,
            (x[last[-1]], y[last[-1]]),
            xytext=(6, dy),
            textcoords="offset points",
            va="center",
            color=ink(name),
            fontweight="bold",
            annotation_clip=False,
        )
    return drawn


def band(ax, x, rows, name, **line):
    """Draw the median of several runs, in a band from the smallest to the largest.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    x : array_like, shape (n,)
        Where the runs were measured.
    rows : array_like, shape (runs, n)
        One row for each run, with a seed of its own, say.
    name : str or Activation
        A key of `COLORS`, or a function of your own.
    **line
        Passed to `curve`.

    Raises
    ------
    ValueError
        If `name` is not a function of the series.
    """
    curve(ax, x, np.median(rows, axis=0), name, **line)
    low, high = np.min(rows, axis=0), np.max(rows, axis=0)
    ax.fill_between(x, low, high, color=look(name)[0], alpha=0.2, linewidth=0)


def separate_labels(ax, gap=13):
    """Move the names at the ends of curves up or down until none covers another.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Whose curves were drawn by `curve`, and whose limits and scales are set.
    gap : float, optional
        Points from the middle of a name to the next.
    """
    ax.figure.draw_without_rendering()  # so that the panels have their places
    to_points = 72 / ax.figure.dpi
    labels = [text for text in ax.texts if isinstance(text, Annotation)]
    ends = [ax.transData.transform(text.xy)[1] * to_points for text in labels]
    wanted = np.array([e + t.xyann[1] for e, t in zip(ends, labels, strict=True)])
    order = np.argsort(wanted)
    height = wanted[order]
    for _ in range(100):  # neighbours that are too near push each other away
        push = np.maximum(gap - np.diff(height), 0) / 2
        height[1:] += push
        height[:-1] -= push
    for place, y in zip(order, height, strict=True):
        labels[place].xyann = (labels[place].xyann[0], y - ends[place])


