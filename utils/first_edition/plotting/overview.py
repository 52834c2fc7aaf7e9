"""The whole story in one picture: the strip of the front page, and the poster."""

from typing import NamedTuple

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.activations import (
    ACTIVATIONS,
    SUM_OF_SIGMOIDS,
    Activation,
    sum_of_sigmoids,
)
from utils.first_edition.instrument import kept, measure_layers, own_start
from utils.first_edition.newcomers import NEWCOMERS
from utils.first_edition.plotting.curves import curve, mark_zero
from utils.first_edition.plotting.style import GREY, ink

__all__ = ["poster", ]


class _Row(NamedTuple):
    """A function's row in the poster."""

    activation: Activation
    title: str
    formula: str
    cured: str
    brought: str

    @property
    def init(self):
        """The start of its network: the one that the chapters give it."""
        is_newcomer = self.activation.name in NEWCOMERS
        return own_start(self.activation) if is_newcomer else self.activation.init


_MIDDLES = np.arange(10) + 0.5  # where the best ten sigmoids stand
_TEN = SUM_OF_SIGMOIDS._replace(
    function=lambda x: sum_of_sigmoids(x, _MIDDLES),
    grad=lambda x: SUM_OF_SIGMOIDS.grad(x, _MIDDLES),
    init="xavier",
)
# fmt: off
_ROWS = (
    _Row(ACTIVATIONS["sigmoid"], "sigmoid", "$1/(1+e^{-x})$",
         "straightness: without a\nbend, all layers are one",
         "a slope of ¼ at most; a\nhum that drowns the talk"),
    _Row(ACTIVATIONS["tanh"], "tanh", r"$2\,\sigma(2x)-1$",
         "the hum: its mean is 0;\nand its slope reaches 1",
         "nothing new: still flat\nat both ends"),
    _Row(_TEN, "sum of ten", r"$\sigma(x-½)+\sigma(x-1½)…$",
         "flatness on the right:\nthey climb in turn",
         "ten exps; and flat again\nafter the last of them"),
    _Row(ACTIVATIONS["softplus"], "softplus", "$\\log(1+e^{x})$",
         "the end of the ramp: all\nof them, in one formula",
         "an exp and a log; half the\nmessage is lost; it hums"),
    _Row(ACTIVATIONS["relu"], "ReLU", r"$\max(0,\,x)$",
         "exp and log; with He's\nstart, messages arrive",
         "units that die; and never\nbelow 0, so it hums"),
    _Row(ACTIVATIONS["elu"], "ELU", r"$x,$ or $e^{x}-1$ below 0",
         "most of the hum; and\nslopes that are just 0",
         "an exp again; little lead\nonce means are taken off"),
    _Row(NEWCOMERS["silu"], "SiLU, today", r"$x\,\sigma(x)$",
         "a corner few minded; σ\nis back, as a gate",
         "a question that is open:\nwhy do gates win?"),
)
# fmt: on
_COLUMNS = {  # where each begins, as a share of the width
    "": 0.01,
    "its curve": 0.19,
    "its slope": 0.3,
    "it cured …": 0.41,
    "… and brought": 0.61,
    "message\nkept": 0.825,
    "hum over\ntalk": 0.915,
}


def poster():
    """Draw the story on one page: each function, what it cured and what it brought.

    The numbers are measured when it is drawn, in untrained networks of eight hidden
    layers (medians of five seeds): the share of the message that each layer keeps,
    and how loud the hum of layer 8 is beside its talk. Each function has the start
    that the chapters give it.

    Returns
    -------
    matplotlib.figure.Figure
        11 x 7.7 inches, the shape of a sheet of A4 in landscape.
    """
    fig = plt.figure(figsize=(11, 7.7), layout="none")
    fig.text(0.01, 0.983, "Each cure brought the next trouble", size=19,
             weight="bold", va="top")  # fmt: skip
    for name, left in _COLUMNS.items():
        fig.text(left, 0.888, name, size=11.5, color=GREY, weight="bold", va="bottom")
    height = 0.84 / len(_ROWS)
    for number, row in enumerate(_ROWS):
        _draw_row(fig, row, 0.88 - number * height, height)
    words = (
        "Measured before training, 8 × 128 units, each with its usual start (SiLU: its "
        "own): the share of dL/dz that a layer keeps; mean over spread in layer 8."
    )
    fig.text(0.01, 0.012, words, size=10.3, color=GREY)
    return fig


def _draw_row(fig, row, top, height):
    """Draw a function's curve, slope, words and numbers below `top`."""
    x, middle = np.linspace(-4, 4, 401), top - height / 2
    activation, places = row.activation, list(_COLUMNS.values())
    line = plt.Line2D((0.01, 0.99), (top, top), color="#cccccc", linewidth=0.8)
    fig.add_artist(line)
    panels = (activation.function, (-1.4, 3.4)), (activation.grad, (-0.35, 1.35))
    for left, (function, limits) in zip(places[1:3], panels, strict=True):
        ax = fig.add_axes((left, top - 0.93 * height, 0.095, 0.86 * height))
        mark_zero(ax)
        ax.axhline(1, color=GREY, linewidth=0.8, linestyle=":")
        ax.text(-3.9, 1.04, "1", size=10, color=GREY)
        curve(ax, x, function(x), activation, label="", linestyle="-", linewidth=3)
        ax.set(xlim=(-4, 4), ylim=limits, xticks=(), yticks=())
        ax.grid(False)
        ax.spines[:].set_visible(False)
    color = ink(activation)
    fig.text(places[0], middle, row.title, size=15, weight="bold", color=color)
    fig.text(places[0], middle - 0.008, row.formula, size=11, va="top")
    for left, words in zip(places[3:5], (row.cured, row.brought), strict=True):
        for y, line in zip((0.008, -0.02), words.splitlines(), strict=True):
            fig.text(left, middle + y, line, size=12)  # level with its neighbour
    layers = measure_layers(activation, init=row.init)
    hum = float(np.median(layers.hum_over_talk[:, -1]))
    share_kept = kept(layers)
    for left, share in zip(places[5:], (share_kept, hum), strict=True):
        words = f"{share:.2g}" if share < 100 else f"{float(f'{share:.2g}'):,.0f}"
        fig.text(left, middle, words, size=14, weight="bold", color=color)
    bar = share_kept * 0.06, 0.018
    fig.add_artist(plt.Rectangle((places[5], middle - 0.03), *bar, color=color))
