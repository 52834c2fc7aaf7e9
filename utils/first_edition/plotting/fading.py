"""What fades in a deep network: slopes multiplied, losses that stay, talk under hum."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.plotting.curves import separate_labels
from utils.first_edition.plotting.style import COLORS, GREY, headline, ink

__all__ = ["depths_figure", "strips_of_talk_figure", "survival_figure", "window_figure"]
SHADES = {1: "#0072b2", 2: "#3f8cc4", 3: "#111111", 5: "#666666", 8: "#888888"}


def survival_figure(paths, title):
    """Draw what is left of a gradient after one unit, two, three and more.

    Parameters
    ----------
    paths : dict of str to ndarray, shape (tries, units)
        Under the name of each kind of unit: the products up to each unit. The line
        is the median, the band holds the middle eight tenths of the tries.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, ax = plt.subplots(figsize=(7.2, 3.8))
    for (name, rows), style in zip(paths.items(), ("-", "--", "-."), strict=False):
        units = np.arange(1, rows.shape[1] + 1)
        low, middle, high = np.quantile(rows, (0.1, 0.5, 0.9), axis=0)
        ax.fill_between(units, low, high, color=COLORS["sigmoid"], alpha=0.15, lw=0)
        ax.plot(units, middle, style, color=COLORS["sigmoid"], marker="o", ms=4)
        _name(ax, name, units[-1], middle[-1], ink("sigmoid"))
    ax.plot(units, 0.25**units, ":", color=GREY)
    _name(ax, "¼ each", units[-1], 0.25 ** units[-1], GREY)
    ax.set(yscale="log", xticks=units, xlabel="sigmoids in a row", title=title)
    ax.set_ylabel("what is left of the gradient")
    separate_labels(ax)
    return fig


def window_figure(w, typical, luckiest, title):
    """Draw how much gets through a chain against the weight of its units.

    Parameters
    ----------
    w : array_like, shape (n,)
        The weights.
    typical, luckiest : array_like, shape (n,)
        What gets through: the median and the largest of many chains.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.axhline(1, color=GREY, ls=":", lw=1.4)
    ax.text(w[0], 1.5, "all of it", color=GREY, va="bottom")
    for name, y, style in (("luckiest", luckiest, "--"), ("typical", typical, "-")):
        ax.plot(w, y, style, color=COLORS["sigmoid"])
        _name(ax, name, w[-1], y[-1], ink("sigmoid"))
    top = np.argmax(typical)
    ax.plot(w[top], typical[top], "o", color=ink("sigmoid"), ms=8)
    for x, words in (
        (1.9, "starves:\ntoo little slope"),
        (7.3, "starves:\nends are flat"),
    ):
        ax.text(x, 1e-7, words, color=GREY, ha="center")
    ax.text(8, 1e4, "blows up", color=GREY, ha="center")
    ax.set(yscale="log", xlabel="weight $w$", xticks=range(1, 11), title=title)
    ax.set(ylabel="what gets through", ylim=(1e-9, 1e6))
    return fig


def depths_figure(panels, title):
    """Draw the losses of networks of several depths against rounds of training.

    Parameters
    ----------
    panels : dict of str to dict of int to ndarray, shape (runs, rounds + 1)
        For each panel's title, and each number of hidden layers: the losses. Drawn
        are their median, and a band from the smallest to the largest.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    width = 7.6 if len(panels) > 1 else 7.2
    fig, axes = plt.subplots(
        1, len(panels), figsize=(width, 3.3), sharey=True, squeeze=False
    )
    for ax, (words, losses) in zip(axes[0], panels.items(), strict=True):
        ax.axhline(np.log(10), color=GREY, ls=":", lw=1.4)
        for (depth, rows), style in zip(losses.items(), _styles(), strict=False):
            rounds = np.arange(rows.shape[1])
            color = SHADES.get(depth, GREY)
            ax.fill_between(rounds, rows.min(0), rows.max(0), color=color, alpha=0.2)
            middle = np.median(rows, axis=0)
            ax.plot(rounds, middle, ls=style, color=color)
        _name_depths(ax, {d: np.median(rows[:, -1]) for d, rows in losses.items()})
        ax.set(xlabel="round", title=words, ylim=(0, 2.9))
        separate_labels(ax)
    axes[0, 0].set_ylabel("training loss")
    headline(fig, title)
    return fig


def strips_of_talk_figure(layers, title):
    """Draw what units say to one image after another, layer by layer.

    Parameters
    ----------
    layers : dict of str to ndarray, shape (images, units)
        For each panel's title, the outputs.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, axes = plt.subplots(1, len(layers), figsize=(7.6, 2.9), sharey=True)
    for ax, (words, says) in zip(np.atleast_1d(axes), layers.items(), strict=True):
        images = np.arange(1, len(says) + 1)
        for unit, style in zip(says.T, _styles(), strict=False):
            ax.plot(images, unit, ls=style, color=COLORS["sigmoid"], marker="o", ms=4)
        ax.set(title=words, xlabel="image", xticks=images, ylim=(0.2, 0.8))
    np.atleast_1d(axes)[0].set_ylabel("what the unit says")
    headline(fig, title)
    return fig


def _name_depths(ax, ends):
    """Write depths at the ends of their lines, those that end together in one."""
    while ends:
        height = next(iter(ends.values()))
        together = [depth for depth, end in ends.items() if abs(end - height) < 0.05]
        words = ", ".join(map(str, together))
        words += " layers" if words != "1" else " layer"
        color = SHADES.get(together[0], GREY)
        x = ax.lines[-1].get_xdata()[-1]
        _name(ax, words, x, height, color)
        ends = {d: end for d, end in ends.items() if d not in together}


def _styles():
    return "-", "--", "-.", ":", (0, (5, 1, 1, 1))


def _name(ax, words, x, y, color):
    place = {"xytext": (7, 0), "textcoords": "offset points", "va": "center"}
    place["bbox"] = {"fc": "white", "ec": "none", "pad": 1}  # over a dotted line
    ax.annotate(words, (x, y), color=color, annotation_clip=False, **place)
