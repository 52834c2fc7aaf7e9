"""How the series draws: one colour and one line style for each function.

The colours are those of Okabe and Ito, which readers with any common colour vision
can tell apart, two of them darkened to be seen on white; the line styles do the same
on a grey printout. Curves carry their names at their ends, so no figure needs a
legend.
"""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.cbook import normalize_kwargs
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from matplotlib.text import Annotation

from utils.activations import (
    ACTIVATIONS,
    LABELS,
    SUM_OF_SIGMOIDS,
    Activation,
    elu,
    find_activation,
    relu,
    sigmoid,
    softplus,
    sum_of_sigmoids,
)

__all__ = [
    "COLORS",
    "GREY",
    "LINE_STYLES",
    "band",
    "curve",
    "function_and_gradient",
    "ink",
    "layers_figure",
    "mark_zero",
    "separate_labels",
    "story_strip",
    "use_house_style",
]

COLORS = {a.name: a.color for a in (*ACTIVATIONS.values(), SUM_OF_SIGMOIDS)}
LINE_STYLES = {a.name: a.line_style for a in (*ACTIVATIONS.values(), SUM_OF_SIGMOIDS)}
GREY = "#666666"  # for what is not a function of the series


def _look(name):
    """Return colour, line style and label of a function of the series or your own."""
    if isinstance(name, Activation):
        return name.color, name.line_style, name.label or name.name
    if name not in COLORS:
        raise ValueError(f"{name!r} is not one of {', '.join(COLORS)}")
    return COLORS[name], LINE_STYLES[name], LABELS[name]


def use_house_style():
    """Set Matplotlib's defaults for the figures of the series.

    The page of a figure is white, also in a dark notebook: the colours are
    chosen for white.
    """
    plt.rcParams.update(
        {
            "axes.axisbelow": True,
            "axes.edgecolor": "#999999",
            "axes.grid": True,
            "axes.labelcolor": "#333333",
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.titlelocation": "left",
            "axes.titlesize": "medium",
            "axes.titleweight": "bold",
            "figure.constrained_layout.use": True,
            "figure.dpi": 100,
            "figure.facecolor": "white",
            "figure.figsize": (7.2, 3.3),
            "figure.titlesize": "medium",
            "font.size": 11,
            "grid.color": "#e6e6e6",
            "lines.linewidth": 2.4,
            "lines.solid_capstyle": "round",
            "savefig.dpi": 130,
            "savefig.facecolor": "white",
            "xtick.color": "#444444",
            "ytick.color": "#444444",
        }
    )


def ink(name):
    """Return the colour of a function, dark enough for text on white.

    Parameters
    ----------
    name : str or Activation
        A key of `COLORS`, or a function of your own.

    Returns
    -------
    tuple of three floats in 0...1
        Red, green and blue.

    Raises
    ------
    ValueError
        If `name` is not a function of the series.
    """
    return tuple(0.78 * channel for channel in to_rgb(_look(name)[0]))


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
    color, line_style, its_label = _look(name)
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
    ax.fill_between(x, low, high, color=_look(name)[0], alpha=0.2, linewidth=0)


def function_and_gradient(x, name, floor=1e-5, **parameters):
    """Draw a function beside its derivative, the latter on a log axis.

    Parameters
    ----------
    x : array_like, shape (n,)
        Where to draw, in ascending order.
    name : str
        A key of `utils.activations.ACTIVATIONS`.
    floor : float, optional
        The lower edge of the log axis; a derivative of 0 cannot be shown on it.
    **parameters
        Passed to the function and its derivative.

    Returns
    -------
    fig : matplotlib.figure.Figure
        To be titled and given to `show`.
    left, right : matplotlib.axes.Axes
        The panels of the function and of its derivative.

    Raises
    ------
    ValueError
        If `name` is not in `ACTIVATIONS`.
    """
    activation = find_activation(name)
    fig, (left, right) = plt.subplots(1, 2, figsize=(7.2, 3.1))
    mark_zero(left)
    curve(left, x, activation.function(x, **parameters), name, label="")
    slope = activation.grad(x, **parameters)
    curve(right, x, np.where(slope > 0, slope, np.nan), name, label="")
    right.set(yscale="log", ylim=(floor, 2))
    left.set(xlabel="$x$", ylabel="$f(x)$")
    right.set(xlabel="$x$", ylabel="$f\\,'(x)$, log scale")
    return fig, left, right


def layers_figure(measured, title):
    """Draw message, talk and hum of each hidden layer side by side, on log axes.

    Parameters
    ----------
    measured : dict of utils.instrument.Layers
        Under each function: a key of `COLORS`, or an Activation of your own.
    title : str
        What to see.

    Returns
    -------
    fig : matplotlib.figure.Figure
        To be given to `show`.
    axes : array of matplotlib.axes.Axes, shape (3,)
        The panels of the message, the talk (spread) and the hum (mean).

    Raises
    ------
    ValueError
        If a name is not a function of the series.
    """
    for name in measured:
        _look(name)
    fig, axes = plt.subplots(1, 3, figsize=(7.6, 3.3))
    panels = ("message", "message ←"), ("spread", "talk →"), ("mean", "hum")
    for ax, (what, words) in zip(axes, panels, strict=True):
        for name, layers in measured.items():
            rows = getattr(layers, what)
            numbers = np.arange(1, rows.shape[1] + 1)
            label = None if ax is axes[-1] else ""
            band(ax, numbers, rows, name, marker="o", ms=4, label=label)
        ax.set(yscale="log", title=words, xlabel="hidden layer", xticks=numbers)
    axes[1].sharey(axes[2])  # hum and talk are to be compared
    axes[1].autoscale(axis="y")
    fig.suptitle(title, x=0.01, ha="left", weight="bold")
    separate_labels(axes[-1])
    return fig, axes


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


def story_strip():
    """Draw the five curves of the story side by side, as on the front page.

    Returns
    -------
    matplotlib.figure.Figure
        One row of five panels, 11 x 2.6 inches.
    """
    x = np.linspace(-6, 6, 601)
    offsets = np.linspace(0, 10, 100)
    panels = [
        (
            "sigmoid",
            sigmoid(x),
            "1  sigmoid",
            "flat at both ends,\nslope at most ¼",
        ),
        (
            "sum_of_sigmoids",
            sum_of_sigmoids(x, offsets) * (offsets[1] - offsets[0]),
            "3  sum of 100",
            "a hundred of them\nclimb together",
        ),
        (
            "softplus",
            softplus(x),
            "4  softplus",
            "infinitely many,\nin one formula",
        ),
        ("relu", relu(x), "5  ReLU", "no exp, no log,\nand never below 0"),
        ("elu", elu(x), "6  ELU", "below 0 again:\nmean nearer 0"),
    ]
    fig, axes = plt.subplots(1, 5, figsize=(11, 2.6), sharex=True, sharey=True)
    for ax, (name, y, title, words) in zip(axes, panels, strict=True):
        mark_zero(ax)
        curve(ax, x, y, name, label="", linestyle="-", linewidth=3)
        ax.set_title(title, color=ink(name), fontsize=13)
        ax.text(-5.8, 5.9, words, fontsize=10, va="top", backgroundcolor="white")
        ax.set(
            xlim=(-6.2, 6.2),
            ylim=(-1.6, 6.3),
            xticks=(-5, 0, 5),
            yticks=(0, 2, 4),
        )
    return fig
