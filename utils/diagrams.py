"""The few drawings that are no plots: a neuron, and two neurons in a row.

They draw the numbers that they are given, and compute none.
"""

import matplotlib.pyplot as plt
import numpy as np

from utils.activations import ACTIVATIONS

BLUE, ORANGE, GREY = ACTIVATIONS["sigmoid"].color, "#B34700", "#555555"


def draw_neuron(inputs, weights, bias, z, output):
    """Draw a neuron with its numbers, and beside it a layer of four.

    Parameters
    ----------
    inputs, weights : sequences of three numbers
    bias, z, output : float
        z is the weighted sum with the bias, the output what the neuron makes of it.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, (ax, right) = plt.subplots(1, 2, figsize=(7.6, 2.6), width_ratios=(2.2, 1))
    heights = (2.6, 1.4, 0.2)
    for y, number, weight in zip(heights, inputs, weights, strict=True):
        _arrow(ax, (0.32, y), (2.3, 1.4 + 0.2 * np.sign(y - 1.4)))
        _circle(ax, (0, y), f"{number:g}")
        _note(ax, (1.05, y + 0.37 * (1.4 - y)), f"× {weight:g}")
    _circle(ax, (2.7, 1.4), "sum", 0.4)
    _arrow(ax, (2.7, 2.75), (2.7, 1.82))
    ax.text(2.7, 2.85, _minus(f"bias: + {bias:g}"), ha="center")
    _arrow(ax, (3.12, 1.4), (4.5, 1.4))
    ax.text(3.78, 1.5, _minus(f"$z$ = {z:g}"), ha="center", va="bottom")
    _circle(ax, (4.9, 1.4), "σ", 0.4, BLUE)
    _arrow(ax, (5.32, 1.4), (6.0, 1.4))
    ax.text(6.1, 1.4, f"$a$ = {output:.2f}", va="center", color=BLUE, weight="bold")
    _frame(ax, (-0.5, 7.3), (-0.3, 3.2), "a neuron")
    for y in (2.9, 1.9, 0.9, -0.1):
        for start in heights:
            _arrow(right, (0.3, start), (2.15, y), "#999999", 0.8)
        _circle(right, (2.5, y), "σ", 0.32, BLUE)
    for start in heights:
        _circle(right, (0, start), "")
    _frame(right, (-0.5, 3.1), (-0.55, 3.3), "a layer")
    return fig


def draw_chain(values, gradients, there, back):
    """Draw x, z1, a1, z2, p and the loss of two neurons in a row, both ways.

    Parameters
    ----------
    values : sequence of six numbers
        x, z1, a1, z2, p and the loss, written above.
    gradients : sequence of four numbers
        The derivative of the loss in z1, a1, z2 and p, written below.
    there : sequence of five str
        What happens on each arrow to the right.
    back : sequence of four str
        The factor on each arrow to the left, from z1 to p.

    Returns
    -------
    matplotlib.figure.Figure
    """
    fig, ax = plt.subplots(figsize=(7.6, 3.0))
    names = ("$x$", "$z_1$", "$a_1$", "$z_2$", "$p$", "$L$")
    for at, (name, value) in enumerate(zip(names, values, strict=True)):
        _circle(ax, (at, 0), name, 0.24)
        ax.text(at, 0.5, _minus(f"{value:.3f}"), ha="center", color=BLUE, weight="bold")
    for at, value in enumerate(gradients, 1):
        text = _minus(f"{value:.3f}")
        ax.text(at, -0.62, text, ha="center", color=ORANGE, weight="bold")
    for at, text in enumerate(there):
        _arrow(ax, (at + 0.28, 0.1), (at + 0.72, 0.1), BLUE)
        ax.text(at + 0.5, 0.17, text, ha="center", va="bottom", size=10, color=BLUE)
    for at, text in enumerate(back, 1):
        _arrow(ax, (at + 0.72, -0.1), (at + 0.28, -0.1), ORANGE)
        ax.text(at + 0.5, -0.2, text, ha="center", va="top", size=10, color=ORANGE)
    ax.text(-0.3, 1.0, "forward: the values →", color=BLUE, weight="bold")
    words = "← backward: the derivative of $L$ in each value"
    ax.text(5.3, -1.1, words, ha="right", color=ORANGE, weight="bold")
    _frame(ax, (-0.4, 5.4), (-1.25, 1.25))
    return fig


def _frame(ax, xlim, ylim, title=""):
    ax.set(xlim=xlim, ylim=ylim, title=title, aspect="equal")
    ax.axis("off")


def _circle(ax, at, text, radius=0.3, color=GREY):
    ax.add_patch(plt.Circle(at, radius, fc="white", ec=color, lw=1.8, zorder=3))
    ax.text(*at, _minus(text), ha="center", va="center", color=color, zorder=4)


def _arrow(ax, start, end, color=GREY, width=1.6):
    style = {"arrowstyle": "-|>", "color": color, "lw": width, "shrinkA": 0}
    ax.annotate("", end, start, arrowprops={**style, "shrinkB": 0})


def _note(ax, at, text):
    box = {"boxstyle": "round,pad=0.12", "fc": "white", "ec": "none"}
    ax.text(*at, _minus(text), ha="center", va="center", bbox=box)


def _minus(text):
    return text.replace("-", "−")
