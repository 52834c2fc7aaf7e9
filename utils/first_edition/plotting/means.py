"""The means of what functions hand on, side by side."""

import numpy as np
from matplotlib import pyplot as plt

from utils.first_edition.activations import ACTIVATIONS
from utils.first_edition.instrument import bell
from utils.first_edition.plotting.curves import curve, mark_zero, separate_labels
from utils.first_edition.plotting.style import GREY, ink, look

__all__ = ["means_figure"]


def means_figure(means, titles):
    """Draw functions over a bell of inputs, and their mean outputs as bars.

    Parameters
    ----------
    means : dict of str to float
        Keys of `ACTIVATIONS`, with the mean of what each hands on.
    titles : tuple of str
        What to see on the left, and what on the right.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    sizes = {"width_ratios": (1.1, 1)}
    fig, (left, right) = plt.subplots(1, 2, figsize=(7.6, 3.2), gridspec_kw=sizes)
    x = np.linspace(-3, 3, 601)
    left.fill_between(x, bell(x), color="#dddddd", lw=0)
    left.text(1.6, 0.03, "inputs", color=GREY, size=9)
    mark_zero(left)
    for row, (name, mean) in enumerate(means.items()):
        curve(left, x, ACTIVATIONS[name].function(x), name)
        right.barh(-row, mean, 0.6, color=look(name)[0])
        words = {"color": ink(name), "weight": "bold", "va": "center"}
        right.text(mean + 0.02, -row, f"{mean:.2f}", **words)
    left.set(xlabel="what goes in", ylabel="what comes out", title=titles[0])
    left.set(ylim=(-0.1, 3.2), xlim=(-3, 3))
    separate_labels(left)
    right.set(yticks=range(0, -len(means), -1), xlabel="mean of what comes out")
    right.set(yticklabels=[look(n)[2] for n in means], title=titles[1])
    right.set(xlim=(0, 1.15 * max(means.values())))
    right.grid(False)
    return fig
