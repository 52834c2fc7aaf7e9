"""Promises kept and broken: what was said beside what happened."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.plotting.style import COLORS, GREY, ink

__all__ = ["calibration_figure"]


def calibration_figure(said, happened, title, groups=10):
    """Draw how often an event happened against how likely it was said to be.

    Parameters
    ----------
    said : dict of ndarray, shape (events,)
        Two forecasts between 0 and 1 of each event, under their names.
    happened : ndarray of bool, shape (events,)
        Whether it did.
    title : str
        What to see.
    groups : int, optional
        How many equal intervals the forecasts are sorted into.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, ax = plt.subplots(figsize=(7.6, 3.6))
    ax.plot([0, 1], [0, 1], color=GREY, ls=":", lw=1.6)
    ax.text(0.03, 0.9, "happens more\noften than said", color=GREY, va="top", size=10)
    less = {"color": GREY, "ha": "right", "size": 10}
    ax.text(0.97, 0.05, "happens less\noften than said", **less)
    colors = (COLORS["sigmoid"], "#333333")
    inks = (ink("sigmoid"), "#333333")
    places = ((1.03, 0.98, "left"), (1.03, 0.87, "left"))
    for number, (name, forecast) in enumerate(said.items()):
        group = np.minimum((groups * forecast).astype(int), groups - 1)
        count = np.bincount(group, minlength=groups)
        full = count > 0
        mean = np.bincount(group, forecast, groups)[full] / count[full]
        share = np.bincount(group, happened, groups)[full] / count[full]
        ax.plot(mean, share, "os"[number] + "-", color=colors[number], lw=1.6, ms=7)
        x, y, ha = places[number]
        ax.text(x, y, name, color=inks[number], weight="bold", ha=ha, va="center")
    ax.set(xlabel="chance it was said to have", ylabel="share that happened")
    ax.set(title=title, xlim=(0, 1), ylim=(0, 1), aspect="equal")
    return fig
