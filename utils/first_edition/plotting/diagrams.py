"""A neuron, a layer and a network, drawn as what they are: circles and arrows."""

from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection

from utils.first_edition.activations import find_activation
from utils.first_edition.plotting.style import GREY, headline, ink, look

__all__ = ["network_figure", "neuron_figure"]

LINE = "#333333"


def neuron_figure(inputs, weights, bias, function, title):
    """Draw a neuron with its numbers, and a layer of such neurons beside it.

    Parameters
    ----------
    inputs, weights : sequences of three numbers
        What comes in, and what each of it is multiplied by.
    bias : float
        What is added to the sum.
    function : str or Activation
        What bends the sum: a key of `COLORS`, or a function of your own.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.

    Raises
    ------
    ValueError
        If `function` is none of the series, or `inputs` and `weights` differ in
        number.
    """
    activation, color = find_activation(function), ink(function)
    fig, (ax, right) = plt.subplots(1, 2, figsize=(7.6, 2.7), width_ratios=(2.15, 1))
    _bare(ax, (-0.6, 7.1), (-0.45, 3.4))
    z = bias
    for y, number, weight in zip((2.7, 1.5, 0.3), inputs, weights, strict=True):
        z += weight * number
        _arrow(ax, (0.3, y), (2.32, 1.5 + 0.22 * np.sign(y - 1.5)))
        _circle(ax, 0, y, f"{number:g}")
        at = 0.42
        words = f"× {weight:g}".replace("-", "−")
        _label(ax, 0.3 + at * 2.02, y + at * (1.5 - y), words)
    _arrow(ax, (2.7, 2.85), (2.7, 1.95))
    ax.text(2.7, 2.95, f"bias: + {bias:g}", ha="center", size=10)
    _circle(ax, 2.7, 1.5, "sum", 0.42)
    _arrow(ax, (3.14, 1.5), (4.38, 1.5))
    ax.text(3.76, 1.62, f"$z$ = {z:.2g}".replace("-", "−"), ha="center", size=11)
    _bend(ax, activation, z, (4.4, 0.9, 1.2, 1.2))
    words = f"bend: {look(activation)[2]}"
    ax.text(5, 2.25, words, ha="center", size=11, color=color, weight="bold")
    _arrow(ax, (5.64, 1.5), (6.25, 1.5))
    h = activation.function(np.float64(z))
    ax.text(6.35, 1.5, f"{h:.2f}", va="center", size=12, color=color, weight="bold")
    ax.text(-0.35, 3.2, "inputs, weights", ha="left", size=10, color=GREY)
    ax.text(6.6, 1.0, "output", ha="center", size=10, color=GREY)
    ax.set_title("a neuron")
    _bare(right, (-0.6, 3.2), (-0.45, 3.4))
    right.set_title("a layer")
    ins, outs = (2.7, 1.5, 0.3), (3.0, 2.0, 1.0, 0.0)
    for to in outs:
        for start in ins:
            _arrow(right, (0.25, start), (2.2, to), "#999999", 0.8)
        _circle(right, 2.5, to, "", 0.3, color)
    for start in ins:
        _circle(right, 0, start, "")
    headline(fig, title)
    return fig


def network_figure(images, labels, number, network, title):
    """Draw a row of digits, and one of them on its way through a network.

    Parameters
    ----------
    images : array_like, shape (examples, 64)
        As `utils.digits.load_digits` returns them; there has to be a digit of each
        kind. The least of a pixel is drawn white.
    labels : array_like, shape (examples,)
        Which digits they are.
    number : int
        The image that goes in.
    network : utils.first_edition.network.MLP
        Seven units of each layer are drawn, and seven pixels, which are framed in the
        digit. The larger their numbers, the darker; one unit's inputs have dark lines.
        Bars are the shares that softmax makes of the scores.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    hidden, (scores,) = network.forward(images[number : number + 1])
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    white = np.min(images, axis=0)
    pixels = images[number] - white
    fig, ax = plt.subplots(figsize=(7.6, 4.2))
    _bare(ax, (0, 15.2), (-1.5, 7.3))
    for digit in range(10):
        left, image = 0.1 + 1.52 * digit, images[labels == digit][1] - white
        _digit(ax, image, (left, left + 1.2, 5.9, 7.1))
    _digit(ax, pixels, (0.1, 2.3, 1.2, 3.4))
    chosen = np.arange(7) * (len(pixels) // 7)
    for row, column in zip(*np.divmod(chosen, 8), strict=True):
        corner = 0.1 + 2.2 / 8 * column, 3.4 - 2.2 / 8 * (row + 1)
        frame = {"fill": False, "ec": ink("sigmoid"), "lw": 1.6, "zorder": 3}
        ax.add_patch(plt.Rectangle(corner, 2.2 / 8, 2.2 / 8, **frame))
    columns = [pixels[chosen], *(said[:7] for (said,) in hidden), shares]
    places = []
    for number, said in enumerate(columns):
        x = 3.1 + 0.98 * number
        y = np.linspace(4.9, -0.2, len(said))
        places.append([(x, at) for at in y])
    for one, other in pairwise(places):
        pairs = [(a, b) for a in one for b in other]
        ax.add_collection(LineCollection(pairs, colors="#e2e2e2", linewidths=0.3))
    heard = [(spot, places[3][3]) for spot in places[2]]
    ax.add_collection(LineCollection(heard, colors=LINE, linewidths=1.0))
    for spots, said in zip(places, columns, strict=True):
        shade = said / said.max() if said.max() > 0 else said
        ax.scatter(*zip(*spots, strict=True), c=shade, s=38, cmap="Greys", zorder=3,
                   edgecolors=LINE, linewidths=0.8, vmin=0, vmax=1)  # fmt: skip
    _outputs(ax, places[-1], shares)
    words = {"ha": "center", "va": "top", "size": 10, "color": GREY}
    ax.text(1.2, 1.0, "a digit", **words)
    middle = f"{len(hidden)} hidden layers,\n7 of {hidden[0].size} units each"
    for x, text in ((2.9, f"7 of {pixels.size}\npixels"),
                    (places[4][0][0] + 0.5, middle),
                    (places[-1][0][0] + 0.9, "10 outputs,\n10 shares")):  # fmt: skip
        ax.text(x, -0.5, text, **words)
    headline(fig, title)
    return fig


def _outputs(ax, spots, shares):
    """Name the ten outputs, and draw the share of each as a bar."""
    best = int(np.argmax(shares))
    for digit, ((x, y), share) in enumerate(zip(spots, shares, strict=True)):
        weight = "bold" if digit == best else "normal"
        ax.text(x + 0.3, y, digit, va="center", size=10, weight=weight)
        ax.barh(y, 1.1 * share, left=x + 0.65, height=0.32, color=LINE)
        if share >= 0.01:
            ax.text(x + 0.75 + 1.1 * share, y, f"{share:.0%}", va="center", size=9)


def _bend(ax, activation, z, box):
    """Draw a small picture of a function, with the place where z is."""
    left, bottom, width, height = box
    x = np.linspace(-5, 5, 101)
    y = activation.function(x)
    span = y.max() - y.min()

    def place(x, y):
        across = left + width * (x + 5) / 10
        return across, bottom + height * (0.1 + 0.8 * (y - y_low) / span)

    y_low = y.min()
    ax.add_patch(plt.Rectangle(box[:2], width, height, fc="white", ec=LINE))
    ax.plot(*place(x, y), color=look(activation)[0], linewidth=2.4)
    ax.plot(*place(z, activation.function(np.float64(z))), "o", color=LINE, ms=6)


def _digit(ax, image, extent):
    ax.imshow(np.reshape(image, (8, 8)), cmap="Greys", extent=extent, aspect="equal")
    left, right, bottom, top = extent
    frame = (left, bottom), right - left, top - bottom
    ax.add_patch(plt.Rectangle(*frame, fill=False, ec="#999999", lw=0.8))


def _bare(ax, xlim, ylim):
    """Make the axes a sheet of paper, on which a circle is round."""
    ax.set(xlim=xlim, ylim=ylim, xticks=(), yticks=(), aspect="equal")
    ax.grid(False)
    ax.spines[:].set_visible(False)


def _arrow(ax, start, end, color=LINE, width=1.4):
    style = {"arrowstyle": "-|>", "color": color, "lw": width}
    ax.annotate("", end, start, arrowprops={**style, "shrinkA": 0, "shrinkB": 0})


def _circle(ax, x, y, words, radius=0.32, color=LINE):
    ax.add_patch(plt.Circle((x, y), radius, fc="white", ec=color, lw=1.6, zorder=2))
    ax.text(x, y, words.replace("-", "−"), ha="center", va="center", size=11)


def _label(ax, x, y, words):
    box = {"fc": "white", "ec": "none", "pad": 1}
    ax.text(x, y, words, ha="center", va="center", size=10, bbox=box)
