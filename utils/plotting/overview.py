"""The whole story in one picture: the strip of the front page."""

import matplotlib.pyplot as plt
import numpy as np

from utils.activations import elu, relu, sigmoid, softplus, sum_of_sigmoids
from utils.plotting.curves import curve, mark_zero
from utils.plotting.style import ink

__all__ = ["story_strip"]


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
