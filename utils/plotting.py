"""How the series draws: one colour and one line style for each function.

The colours are those of Okabe and Ito, which readers with any common colour
vision can tell apart; the line styles do the same on a grey printout. Curves
carry their names at their ends, so no figure needs a legend.
"""

from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import clear_output, display
from ipywidgets import IntProgress
from matplotlib.cbook import normalize_kwargs
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D
from PIL import Image  # Matplotlib brings it

from utils.activations import (
    ACTIVATIONS,
    elu,
    relu,
    sigmoid,
    softplus,
    sum_of_sigmoids,
)

__all__ = [
    "COLORS",
    "GREY",
    "LABELS",
    "LINE_STYLES",
    "band",
    "check_name",
    "curve",
    "function_and_gradient",
    "ink",
    "mark_zero",
    "progress",
    "show",
    "story_strip",
    "use_house_style",
]

COLORS = {
    "sigmoid": "#0072B2",
    "sum_of_sigmoids": "#56B4E9",
    "softplus": "#CC79A7",
    "relu": "#D55E00",
    "leaky_relu": "#E69F00",
    "elu": "#009E73",
}
LINE_STYLES = {
    "sigmoid": "-",
    "sum_of_sigmoids": (0, (1, 0.8)),
    "softplus": (0, (4, 1.2)),
    "relu": (0, (7, 1.2, 1.5, 1.2)),
    "leaky_relu": (0, (3, 1, 1, 1, 1, 1)),
    "elu": (0, (9, 1.2)),
}
LABELS = {
    "sigmoid": "sigmoid",
    "sum_of_sigmoids": "sum of sigmoids",
    "softplus": "softplus",
    "relu": "ReLU",
    "leaky_relu": "leaky ReLU",
    "elu": "ELU",
}
GREY = "#666666"  # for what is not a function of the series


def check_name(name, table):
    """Raise ValueError if `name` is not a key of `table`."""
    if name not in table:
        raise ValueError(f"{name!r} is not one of {', '.join(table)}")


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


def show(fig, alt):
    """Display a figure as PNG with a text alternative, and close it.

    An inch of the figure is shown as 100 pixels, and stored as 130 to be sharp.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        The figure; it is closed and cannot be shown again.
    alt : str
        What the figure shows, for a reader who cannot see it: a sentence or
        two, kept in the metadata of the output.

    Raises
    ------
    ValueError
        If `alt` is shorter than 20 characters.
    """
    if not isinstance(alt, str) or len(alt.strip()) < 20:
        raise ValueError(f"alt is to say in a sentence what is seen, got {alt!r}")
    drawn, png = BytesIO(), BytesIO()
    fig.savefig(drawn, format="png")
    plt.close(fig)
    # 256 colours are plenty for lines, and make a third of the file.
    Image.open(drawn).convert("RGB").quantize(256).save(png, "png", optimize=True)
    about = {"alt": alt, "width": round(fig.get_figwidth() * 100)}  # in CSS pixels
    display({"image/png": png.getvalue()}, raw=True, metadata={"image/png": about})


def ink(name):
    """Return the colour of a function, dark enough for text on white.

    Parameters
    ----------
    name : str
        A key of `COLORS`.

    Returns
    -------
    tuple of three floats in 0...1
        Red, green and blue.

    Raises
    ------
    ValueError
        If `name` is not a function of the series.
    """
    check_name(name, COLORS)
    return tuple(0.78 * channel for channel in to_rgb(COLORS[name]))


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
    name : str
        A key of `COLORS`.
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
    check_name(name, COLORS)
    style = {"color": COLORS[name], "linestyle": LINE_STYLES[name]}
    style |= normalize_kwargs(line, Line2D)  # so that ls= overrides linestyle=
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    (drawn,) = ax.plot(x, y, **style)
    label = LABELS[name] if label is None else label
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
    name : str
        A key of `COLORS`.
    **line
        Passed to `curve`.

    Raises
    ------
    ValueError
        If `name` is not a function of the series.
    """
    curve(ax, x, np.median(rows, axis=0), name, **line)
    low, high = np.min(rows, axis=0), np.max(rows, axis=0)
    ax.fill_between(x, low, high, color=COLORS[name], alpha=0.2, linewidth=0)


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
    check_name(name, ACTIVATIONS)
    activation = ACTIVATIONS[name]
    fig, (left, right) = plt.subplots(1, 2, figsize=(7.2, 3.1))
    mark_zero(left)
    curve(left, x, activation.function(x, **parameters), name, label="")
    slope = activation.grad(x, **parameters)
    curve(right, x, np.where(slope > 0, slope, np.nan), name, label="")
    right.set(yscale="log", ylim=(floor, 2))
    left.set(xlabel="$x$", ylabel="$f(x)$")
    right.set(xlabel="$x$", ylabel="$f\\,'(x)$, log scale")
    return fig, left, right


def progress(items):
    """Yield the items, behind a bar in the notebook that goes when they are done.

    What the cell displayed before the end goes with the bar, so print afterwards.

    Parameters
    ----------
    items : iterable
        What to go through; its length is needed, so it is made a list.

    Yields
    ------
    object
        The items, in order.
    """
    items = list(items)
    bar = IntProgress(max=len(items))
    # The view alone: a text/plain beside it would be a difference to nbval.
    view = "application/vnd.jupyter.widget-view+json"
    display({view: bar._repr_mimebundle_()[view]}, raw=True)
    try:
        for item in items:
            yield item
            bar.value += 1
    finally:
        bar.close()
        clear_output()


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
