"""How the series looks: one colour and one line style for each function.

The colours are those of Okabe and Ito, which readers with any common colour vision
can tell apart, two of them darkened to be seen on white; the line styles do the same
on a grey printout.
"""

import matplotlib.pyplot as plt
from matplotlib.colors import to_rgb

from utils.first_edition.activations import ACTIVATIONS, LABELS, SUM_OF_SIGMOIDS, Activation

__all__ = [
    "COLORS",
    "DARK",
    "GREY",
    "LINE_STYLES",
    "headline",
    "ink",
    "look",
    "use_house_style",
]

COLORS = {a.name: a.color for a in (*ACTIVATIONS.values(), SUM_OF_SIGMOIDS)}
LINE_STYLES = {a.name: a.line_style for a in (*ACTIVATIONS.values(), SUM_OF_SIGMOIDS)}
GREY = "#666666"  # for what is not a function of the series
DARK = "#333333"  # for words and lines that are more than a guide


def look(name):
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
    return tuple(0.78 * channel for channel in to_rgb(look(name)[0]))


def headline(fig, title):
    """Write over all panels of a figure what there is to see."""
    fig.suptitle(title, x=0.01, ha="left", weight="bold")
