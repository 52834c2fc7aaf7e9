"""Units that were pushed below 0, on their way back."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.plotting.style import headline, ink, look

__all__ = ["comebacks_figure"]


def comebacks_figure(walks, title):
    """Draw where a unit's input is after each step, from several depths.

    Parameters
    ----------
    walks : dict of dicts of array_like
        Under each depth (a panel) and each function (a key of `COLORS`) the input z
        before the first step and after each.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. A dot, and a number, where z first is above 0.
    """
    fig, axes = plt.subplots(1, len(walks), figsize=(7.6, 3.2), sharey=True)
    for ax, (depth, paths) in zip(axes, walks.items(), strict=True):
        ax.axhspan(depth - 9, 0, color="0.95", zorder=0)
        ax.axhline(0, color="0.3", lw=1)
        for name, path in paths.items():
            color, line_style, label = look(name)
            path = np.asarray(path, dtype=float)
            ax.plot(path, color=color, ls=line_style)
            words = {"color": ink(name), "weight": "bold", "size": 10}
            above = np.flatnonzero(path > 0)
            if above.size:
                first = above[0]
                ax.plot(first, path[first], "o", color=color, ms=7, zorder=4)
                told = f"{label}\n{first} steps"
                ax.text(first, 1.25, told, ha="center", va="bottom", **words)
            else:
                at = (len(path) - 1, path[-1] - 0.12)
                ax.text(*at, label, ha="right", va="top", **words)
        ax.set(xlabel="step", title=f"pushed to {depth:g}".replace("-", "−"))
        ax.set(xlim=(0, None))
    axes[0].set_ylabel("$z$")
    deepest = min(walks)
    axes[0].set_ylim(deepest - 0.8, 3.2)
    headline(fig, title)
    return fig
