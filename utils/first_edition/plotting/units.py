"""Units and their examples: one pushed below 0, and a hundred, the dead among them."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.plotting.style import COLORS, DARK, ink

__all__ = ["dead_figure", "pushed_figure"]


def pushed_figure(before, after, title):
    """Draw one unit's inputs z, a dot for each example, in two rows.

    Parameters
    ----------
    before, after : array_like
        The inputs, one for each example, before and after one step.
    title : str
        What there is to see.

    Returns
    -------
    matplotlib.figure.Figure
        Dots above 0 filled, the others hollow; the side below 0 shaded.
    """
    fig, ax = plt.subplots(figsize=(7.2, 2.9))
    color = COLORS["relu"]
    for row, values in ((1, before), (0, after)):
        values = np.asarray(values, dtype=float)
        jitter = 0.17 * np.sin(7.0 * np.arange(values.size))
        face = [color if value > 0 else "white" for value in values]
        ax.scatter(values, row + jitter, s=16, c=face, edgecolors=[color], zorder=3)
    ends = np.concatenate([np.ravel(before), np.ravel(after), [0.0]])
    low, high = ends.min() - 0.5, ends.max() + 0.5
    ax.axvspan(low, 0, color="0.93", zorder=0)
    ax.axvline(0, color=DARK, lw=1.2)
    ax.text(low + 0.1, 1.45, "slope 0: nothing is learnt", va="center", color=DARK)
    ax.text(high - 0.1, 1.45, "slope 1", va="center", ha="right", color=ink("relu"))
    rows = [
        f"{when}:\n{np.sum(np.asarray(z) > 0)} above 0"
        for when, z in (("before", before), ("after", after))
    ]
    ax.set(yticks=(1, 0), yticklabels=rows, ylim=(-0.4, 1.7))
    ax.set(title=title, xlabel="$z$, a dot for each example", xlim=(low, high))
    ax.grid(False)
    return fig


def dead_figure(panels, titles):
    """Draw which units are active on which examples, the busiest unit first.

    Parameters
    ----------
    panels : sequence of ndarray, shape (examples, units)
        What goes into the units; a unit is active where it is above 0.
    titles : sequence of str
        What to see in each.

    Returns
    -------
    matplotlib.figure.Figure
        Coloured where a unit is active. A black line, if there are any, parts off the
        units that never are.
    """
    size = (7.6, 3.3)
    fig, axes = plt.subplots(1, len(panels), figsize=size, sharey=True, squeeze=False)
    for ax, z, title in zip(axes[0], panels, titles, strict=True):
        active = np.asarray(z) > 0
        order = np.argsort(-active.sum(axis=0), kind="stable")
        face = {"cmap": "Oranges", "vmin": 0, "vmax": 1.3, "aspect": "auto"}
        ax.imshow(active[:, order], interpolation="nearest", **face)
        units, dead = active.shape[1], int(np.sum(~active.any(axis=0)))
        if dead:
            ax.axvline(units - dead - 0.5, color="black", lw=1.6)
            words = {"ha": "center", "va": "center", "rotation": 90, "weight": "bold"}
            ax.text(
                units - dead / 2 - 0.5, len(active) / 2, "dead", color=DARK, **words
            )
        ax.set(title=title, xlabel="unit, the busiest first")
        ax.grid(False)
    axes[0, 0].set_ylabel("example")
    return fig
