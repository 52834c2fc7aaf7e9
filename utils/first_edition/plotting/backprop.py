"""How a gradient is made and handed down: two losses, and two neurons in a row."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.activations import sigmoid, sigmoid_grad
from utils.first_edition.plotting.style import COLORS, GREY, headline, ink

__all__ = ["forward_back_figure", "race_figure", "two_losses_figure"]
BACK = "#a34700"


def two_losses_figure(at, title, reach=12.0):
    """Draw squared error and cross-entropy of a sigmoid that should say 1.

    Parameters
    ----------
    at : float
        The z at which both are touched by a tangent.
    title : str
        What to see.
    reach : float, optional
        How far to each side is drawn.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    z = np.linspace(-reach, reach, 481)
    p, here = sigmoid(z), sigmoid(at)
    error = here - 1
    square = (p - 1) ** 2 / 2, error**2 / 2, error * sigmoid_grad(at)
    entropy = np.logaddexp(0, -z), np.logaddexp(0, -at), error
    names = "squared error  ½(p − 1)²", "cross-entropy  −log p"
    fig, axes = plt.subplots(1, 2, figsize=(7.6, 3.2))
    step = np.array([-4.0, 4.0])
    for ax, name, (loss, height, slope) in zip(
        axes, names, (square, entropy), strict=True
    ):
        ax.plot(z, loss, color=GREY)
        ax.plot(at + step, height + slope * step, color=BACK, lw=4)
        ax.plot(at, height, "o", color="black", ms=7, zorder=3)
        words = {"xytext": (14, 10), "textcoords": "offset points", "color": BACK}
        said = f"slope {slope:.5f}".replace("-", "−")
        ax.annotate(said, (at, height), weight="bold", **words)
        ax.set(title=name, xlabel="$z$", ylabel="loss", xlim=(-reach, reach))
        ax.set_ylim(0, 1.2 * np.max(loss))
    headline(fig, title)
    return fig


def race_figure(walks, title):
    """Draw the prediction on its way up, step by step, on a log axis.

    Parameters
    ----------
    walks : dict of str to array_like, shape (steps + 1,)
        Under the name of each loss: the prediction before the first step, and after
        each.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, ax = plt.subplots(figsize=(7.2, 3))
    longest = max(map(len, walks.values()))
    for (name, walk), color in zip(walks.items(), (BACK, "#333333"), strict=False):
        steps = np.arange(len(walk))
        ax.plot(steps[1:], walk[1:], "o-" if len(walk) < 50 else "-", color=color)
        side = {"ha": "left" if steps[-1] < longest / 2 else "right", "color": color}
        place = steps[-1] * (1.2 if side["ha"] == "left" else 0.9)
        ax.text(place, 0.62, name, weight="bold", **side)
        ax.text(place, 0.54, f"{steps[-1]:,} steps", **side)
    ax.axhline(0.5, color=GREY, ls=":", lw=1.4)
    ax.set(xscale="log", xlim=(0.9, 1.6 * longest), ylim=(-0.02, 0.72))
    ax.set(xlabel="step, log scale", ylabel="prediction (should be 1)", title=title)
    return fig


def forward_back_figure(x, w1, w2, target, title):
    """Draw two sigmoid neurons in a row: numbers going up, slopes coming down.

    Parameters
    ----------
    x, w1, w2 : float
        The input and the two weights; there are no biases.
    target : float
        What the second neuron should say; the loss is half the squared error.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    says, slopes, s1, s2 = _there_and_back(x, w1, w2, target)
    fig, ax = plt.subplots(figsize=(7.6, 3.5))
    ax.set(xlim=(-0.45, 5.5), ylim=(-1.5, 1.5), xticks=(), yticks=())
    ax.spines[:].set_visible(False)
    names = "$x$", "$z_1$", "$h$", "$z_2$", "$p$", "loss"
    for at, (name, value, slope) in enumerate(zip(names, says, slopes, strict=True)):
        box = {"boxstyle": "circle,pad=0.35", "fc": "white", "ec": GREY}
        size = 9 if name == "loss" else 13
        ax.text(at, 0, name, ha="center", va="center", size=size, bbox=box)
        words = {"ha": "center", "va": "center", "size": 12, "weight": "bold"}
        ax.text(at, 0.62, f"{value:.3f}", color=ink("sigmoid"), **words)
        if slope is not None:
            ax.text(at, -0.62, f"{slope:.3f}".replace("-", "−"), color=BACK, **words)
    ups = f"× $w_1$ = {w1:g}", "σ", f"× $w_2$ = {w2:g}", "σ", f"½($p$ − {target:g})²"
    backs = f"× {s1:.3f}\nσ′($z_1$)", f"× {w2:g}\n$w_2$", f"× {s2:.3f}\nσ′($z_2$)"
    for at, words in enumerate(ups):
        _arrow(ax, at + 0.27, at + 0.73, 0.13, COLORS["sigmoid"])
        ax.text(at + 0.5, 0.2, words, ha="center", va="bottom", size=11)
    for at, words in enumerate((*backs, f"$p$ − {target:g}"), 1):
        _arrow(ax, at + 0.73, at + 0.27, -0.13, BACK)
        ax.text(at + 0.5, -0.2, words, ha="center", va="top", size=11, color=BACK)
    bold = {"weight": "bold", "va": "center"}
    ax.text(-0.4, 1.15, "forward →  what each part says", color=ink("sigmoid"), **bold)
    back = "←  back: the slope of the loss in each part"
    ax.text(5.4, -1.2, back, color=BACK, ha="right", **bold)
    ax.set_title(title)
    return fig


def _there_and_back(x, w1, w2, target):
    """Return what each part says, the slope of the loss in it, and both σ′."""
    z1, s1 = w1 * x, sigmoid_grad(w1 * x)
    h = sigmoid(z1)
    z2, s2 = w2 * h, sigmoid_grad(w2 * h)
    p = sigmoid(z2)
    error = p - target
    slopes = None, error * s2 * w2 * s1, error * s2 * w2, error * s2, error, None
    return (x, z1, h, z2, p, error**2 / 2), slopes, s1, s2


def _arrow(ax, start, end, y, color):
    look = {"arrowstyle": "-|>", "color": color, "lw": 2, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (end, y), (start, y), arrowprops=look)
