"""What the instrument measures in the layers of a network, drawn layer by layer."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.plotting.style import GREY, headline, ink, look

__all__ = ["message_figure"]


def message_figure(measured, title):
    """Draw the message on its way down, with arrows as thick as what is left of it.

    Parameters
    ----------
    measured : dict of utils.first_edition.instrument.Layers
        Under each function: a key of `COLORS`, or an Activation of your own. Each
        gets a row, with its layers from left to right.
    title : str
        What to see.

    Returns
    -------
    fig : matplotlib.figure.Figure
        To be given to `show` or `animate`.
    steps : list of lists of artists
        What is drawn for the last hidden layer, in all rows, for the one before it,
        and so on down to the first.

    Raises
    ------
    ValueError
        If a name is not a function of the series.
    """
    looks = {name: look(name) for name in measured}
    shares = {
        name: np.median(layers.message / layers.message[:, -1:], axis=0)
        for name, layers in measured.items()
    }
    # The thickest fills its row, so that none is cut and all can be compared.
    thickness = 0.25 * min(1, 2 / max(map(np.max, shares.values())))
    fig, axes = plt.subplots(
        len(looks), 1, figsize=(7.2, 0.5 + 0.85 * len(looks)), squeeze=False
    )
    steps = []
    for ax, (name, left) in zip(axes[:, 0], shares.items(), strict=True):
        depth = len(left)
        steps = steps or [[] for _ in left]
        ax.set(xlim=(-0.7, depth + 1.2), ylim=(-1.05, 0.8), xticks=(), yticks=())
        ax.spines[:].set_visible(False)
        ax.text(-0.65, 0.75, looks[name][2], color=ink(name), weight="bold", va="top")
        for number, share in enumerate(left, 1):
            drawn = steps[depth - number]
            box = {"boxstyle": "circle,pad=0.25", "fc": "white", "ec": GREY}
            ax.text(number, 0, number, ha="center", va="center", bbox=box, size=9)
            words = {"ha": "center", "va": "center", "size": 9, "color": ink(name)}
            drawn.append(ax.text(number, -0.85, _short(share), **words))
            drawn.append(_thick_arrow(ax, number, thickness * share, looks[name][0]))
        ax.text(depth + 0.85, 0, "loss", va="center", size=9, color=GREY)
    headline(fig, title)
    return fig, steps


def _thick_arrow(ax, layer, half, color):
    """Draw the arrow from the layer above down to this one, twice half as thick."""
    tip, neck, tail = layer + 0.22, layer + 0.4, layer + 0.78
    if half < 0.008:  # too thin to be seen
        return ax.plot((tip, tail), (0, 0), ":", color=color, linewidth=1)[0]
    head = half + 0.1
    x = (tip, neck, neck, tail, tail, neck, neck)
    y = (0, head, half, half, -half, -half, -head)
    return ax.fill(x, y, color=color, linewidth=0)[0]


def _short(share):
    """Write a share as a reader would: 1, 0.24, 0.06, 4e-05."""
    return f"{share:.2g}" if share >= 0.01 else f"{share:.0e}"
