"""What functions do to ordinary inputs, layer after layer: densities, sizes, shares."""

import math

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.activations import ACTIVATIONS
from utils.first_edition.instrument import bell, normal_mean
from utils.first_edition.plotting.style import DARK, GREY, headline, ink, look

__all__ = ["agreement_figure", "outputs_figure", "portraits_figure", "sizes_figure"]
FORMULAS = {
    "hinge": "max(−1, x)",
    "selu": "ELU, stretched",
    "silu": "x σ(x)",
    "gelu": "x Φ(x)",
}


def portraits_figure(functions, title):
    """Draw newcomers, one to a panel, each in front of ReLU and ELU.

    Parameters
    ----------
    functions : iterable of Activation
        Four or so.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    functions = list(functions)
    fig, axes = plt.subplots(1, len(functions), figsize=(7.6, 2.7), sharey=True)
    x, beside = np.linspace(-5, 2, 701), (ACTIVATIONS["relu"], ACTIVATIONS["elu"])
    for ax, activation in zip(axes, functions, strict=True):
        for other in beside:
            ax.plot(x, other.function(x), color=look(other)[0], lw=1.1)
        color, _, label = look(activation)
        y = activation.function(x)
        ax.plot(x, y, color=color, lw=3)
        low = y.argmin()
        far = activation.function(np.linspace(-20, 0, 2001))  # to the floor
        depth = f"{far.min():.2f}".replace("-", "−")
        words = {"color": ink(activation), "size": 10}
        dips = low > 0  # and comes back up; else it has a floor
        where = (x[low], 0.1) if dips else (-4, y[low] - 0.15)
        side = "bottom" if dips else "top"
        ax.text(*where, depth, ha="center", va=side, **words)
        ax.text(-4.9, 1.95, FORMULAS.get(activation.name, ""), va="top", **words)
        ax.set(xlim=(-5.1, 2), ylim=(-2.4, 2.05), xticks=(-4, -2, 0, 2), xlabel="$x$")
        ax.set_title(label, color=ink(activation))
    for other, at in zip(beside, (0.1, -0.97), strict=True):
        words = {"color": ink(other), "size": 9, "weight": "bold"}
        axes[0].text(-4.9, at, look(other)[2], va="bottom", **words)
    headline(fig, title)
    return fig


def outputs_figure(functions, title):
    """Draw how what comes out is spread, when a bell curve of inputs goes in.

    Parameters
    ----------
    functions : iterable of Activation
        Functions that rise everywhere, or are flat on the left.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. Areas are shares of the inputs; what lands on one
        value, as with ReLU, is drawn as a bar.
    """
    functions = list(functions)
    fig, axes = plt.subplots(1, len(functions), figsize=(7.6, 2.8), sharey=True)
    x = np.linspace(-8, 3.2, 4001)
    for ax, a in zip(axes, functions, strict=True):
        color, _, label = look(a)
        y, slope = a.function(x), a.grad(x)
        rises = slope > 1e-9
        ax.fill_between(
            y[rises], bell(x[rises]) / slope[rises], color=color, alpha=0.45
        )
        if not rises.all():  # half a bell on one value
            ax.bar(0, 0.95, 0.1, color=color, alpha=0.45)
            ax.text(0.15, 0.85, "half of all,\nat 0", size=9, color=ink(a), va="center")
        mean = normal_mean(a.function)
        square = normal_mean(lambda x, f=a.function: f(x) ** 2)
        spread = math.sqrt(square - mean**2)
        ax.plot((mean, mean), (0, -0.14), color="black", lw=2.5)
        arrow = {"arrowstyle": "<->", "color": "black", "lw": 1.3}
        ends = (mean - spread, -0.14), (mean + spread, -0.14)
        ax.annotate("", *ends, arrowprops=arrow)
        told = f"mean {abs(mean):.2f}, spread {spread:.2f}"
        ax.text(mean, -0.21, told, ha="center", va="top", size=10, color=DARK)
        ax.axhline(0, color="#999999", lw=0.9)
        ax.set(xlim=(-2.3, 3.1), ylim=(-0.42, 1), yticks=(), xticks=range(-2, 4))
        ax.set_title(label, color=ink(a))
        ax.set_xlabel("what comes out")
        ax.spines["left"].set_visible(False)
    headline(fig, title)
    return fig


def sizes_figure(walks, title):
    """Draw the mean square of what goes into layers, for several beginnings.

    Parameters
    ----------
    walks : dict of Activation to lists of lists of float
        Under each function its walks, from the first layer on.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, ax = plt.subplots(figsize=(7.2, 3.5))
    for a, several in walks.items():
        color, line_style, label = look(a)
        for sizes in several:
            ax.plot(sizes, color=color, ls=line_style, marker="o", ms=4)
        ends = [sizes[-1] for sizes in several]
        near = max(ends) / min(ends) < 2
        for end in [math.sqrt(max(ends) * min(ends))] if near else ends:
            at = (len(several[0]) - 1, end)
            words = {"color": ink(a), "weight": "bold", "va": "center"}
            offset = {"xytext": (8, 0), "textcoords": "offset points"}
            ax.annotate(label, at, annotation_clip=False, **offset, **words)
    ax.plot((0, len(next(iter(walks.values()))[0]) - 1), (1, 1), color=GREY, lw=0.9)
    ax.set(yscale="log", xlabel="layers passed", ylabel="mean square")
    ax.set_title(title)
    return fig


def agreement_figure(points, title):
    """Draw what was measured against what was predicted: right is on the diagonal.

    Parameters
    ----------
    points : dict of Activation to tuples of two floats
        Predicted and measured.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, ax = plt.subplots(figsize=(5.8, 5))
    low, high = min(map(min, points.values())), max(map(max, points.values()))
    ends = low - 0.08, high + 0.12
    ax.plot(ends, ends, color=GREY, lw=0.9)
    ax.axhline(1, color=GREY, lw=0.9, ls=":")
    ax.text(
        ends[0] + 0.01, 1.005, "grows, layer by layer", size=9, color=DARK, va="bottom"
    )
    ax.text(ends[0] + 0.01, 0.995, "fades", size=9, color=DARK, va="top")
    in_order = sorted(points, key=lambda a: points[a][0])
    for number, a in enumerate(in_order):
        ax.plot(*points[a], "o", color=look(a)[0], ms=8, mec="white", mew=0.6)
        right = number % 2 == 0
        offset = (9, -9) if right else (-9, 7)
        words = {"color": ink(a), "weight": "bold", "va": "center"}
        words |= {"ha": "left" if right else "right", "size": 10}
        at = {"xytext": offset, "textcoords": "offset points"}
        ax.annotate(look(a)[2], points[a], **at, **words)
    ax.set(xlim=ends, ylim=ends, aspect="equal")
    ax.set(xlabel="predicted, by two averages", ylabel="measured, in networks")
    headline(fig, title)
    return fig
