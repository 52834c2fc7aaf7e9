"""One unit's inputs, before and after a step."""

import matplotlib.pyplot as plt
import numpy as np

from utils.plotting.style import ink


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
    fig, ax = plt.subplots(figsize=(7.2, 2.6))
    color = ink("relu")
    for row, values in ((1, before), (0, after)):
        values = np.asarray(values, dtype=float)
        jitter = 0.12 * np.sin(7.0 * np.arange(values.size))
        face = [color if value > 0 else "white" for value in values]
        ax.scatter(values, row + jitter, s=16, c=face, edgecolors=[color], zorder=3)
    ends = np.concatenate([np.ravel(before), np.ravel(after), [0.0]])
    low, high = ends.min() - 0.5, ends.max() + 0.5
    ax.axvspan(low, 0, color="0.93", zorder=0)
    ax.axvline(0, color="0.3", lw=1)
    ax.text(low + 0.1, 1.35, "slope 0", va="center", color="0.3")
    ax.text(high - 0.1, 1.35, "slope 1", va="center", ha="right", color="0.3")
    ax.set(yticks=(1, 0), yticklabels=("before", "after"), ylim=(-0.4, 1.6))
    ax.set(title=title, xlabel="$z$, a dot for each example", xlim=(low, high))
    ax.grid(False)
    return fig
