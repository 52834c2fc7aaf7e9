"""Means taken off and put back: what is heard, and how soon networks learn."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.activations import LABELS
from utils.first_edition.plotting.curves import band, separate_labels
from utils.first_edition.plotting.style import DARK, GREY, headline, ink, look

__all__ = [
    "heard_figure",
    "hum_figure",
    "kappas_figure",
    "losses_figure",
    "moves_figure",
    "paces_figure",
]
PALE = "#c8c8c8"


def heard_figure(heard, title):
    """Draw a bar for each unit of a next layer, and count those that miss zero.

    Parameters
    ----------
    heard : dict of ndarray, shape (examples, units)
        What goes into the units, under the function of the layer below (a key of
        `COLORS`). A bar covers the middle four fifths of the examples.
    title : str
        What to see.

    Returns
    -------
    fig : matplotlib.figure.Figure
        To be given to `show`.
    missed : dict of int
        How many bars lie above zero or below it, under each name.
    """
    fig, axes = plt.subplots(1, len(heard), figsize=(7.6, 3), sharey=True)
    missed = {}
    for ax, (name, inputs) in zip(axes, heard.items(), strict=True):
        low, high = np.quantile(inputs, (0.1, 0.9), axis=0)
        misses = (low > 0) | (high < 0)
        missed[name] = int(misses.sum())
        colors = np.where(misses, look(name)[0], PALE)
        ax.bar(range(len(low)), high - low, 0.7, bottom=low, color=colors)
        ax.axhline(0, color="black", lw=1.2)
        told = f"{look(name)[2]}:\n{missed[name]} of {len(low)} miss 0"
        ax.set_title(told, color=ink(name))
        ax.set(xticks=(), xlabel="units")
        ax.grid(False, axis="x")
    highest = max(np.abs(ax.get_ylim()).max() for ax in axes)
    axes[0].set_ylim(-1.05 * highest, 1.05 * highest)
    axes[0].set_ylabel("what the unit hears")
    headline(fig, title)
    return fig, missed


def kappas_figure(measured, title):
    """Draw kappa after several layers, as it is and with the means taken off.

    Parameters
    ----------
    measured : dict of dicts of two floats
        Under each function (a key of `COLORS`) what `utils.first_edition.bowls.layer_kappas` found.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. An arrow where the two differ by over a third.
    """
    layers = list(next(iter(measured.values())))
    fig, axes = plt.subplots(
        1, len(layers), figsize=(7.4, 2.9), sharex=True, sharey=True
    )
    for ax, layer in zip(axes, layers, strict=True):
        for row, (name, found) in enumerate(measured.items()):
            (before, after), color = found[layer], look(name)[0]
            words = {"size": 9, "color": ink(name), "ha": "center", "va": "top"}
            if moves := max(before, after) > 4 / 3 * min(before, after):
                _arrow(ax, (before, row), (after, row), color)
            ax.plot(before, row, "o", color=color, ms=9, zorder=3)
            ax.plot(after, row, "D", mfc="white", mec=color, mew=1.8, ms=7, zorder=3)
            ax.text(before, row + 0.18, f"{before:,.0f}", **words)
            if moves:
                ax.text(after, row + 0.18, f"{after:,.0f}", **words)
        ax.set(xscale="log", xlim=(60, 12000), ylim=(len(measured) - 0.35, -0.75))
        ax.set_title(f"after layer {layer}")
        ax.set_xlabel("κ, log scale")
        ax.set_xticks((100, 1000, 10000), ("100", "1,000", "10,000"))
        ax.grid(False, axis="y")
    axes[0].set_yticks(range(len(measured)), [look(name)[2] for name in measured])
    for text, name in zip(axes[0].get_yticklabels(), measured, strict=True):
        text.set(color=ink(name), weight="bold")
    words = {"size": 9, "color": DARK, "ha": "center", "va": "bottom"}
    for place, told in zip(
        next(iter(measured.values()))[layers[-1]],
        ("as it is", "means off"),
        strict=True,
    ):
        axes[-1].text(place, -0.25, told, **words)
    headline(fig, title)
    return fig


def _arrow(ax, start, end, color):
    """Draw an arrow that ends just before the mark at its end."""
    shape = {"arrowstyle": "-|>", "color": color, "lw": 3, "mutation_scale": 16}
    ax.annotate("", end, start, arrowprops=shape | {"shrinkA": 4, "shrinkB": 5})


def moves_figure(rounds, last, title):
    """Draw how a mean, taken off or put on, moves the rounds that a network needs.

    Parameters
    ----------
    rounds : dict of lists of float
        The rounds of each seed, inf for one that did not arrive; in threes: a function
        as it is, under its label, with the start of the moved alone, and moved.
    last : float
        The rounds that were allowed.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. Medians are large, seeds small.
    """
    fig, ax = plt.subplots(figsize=(7.4, 4.3))
    late = last + 0.6
    threes = list(zip(*[iter(rounds)] * 3, strict=True))
    for number, (plain, control, moved) in enumerate(threes):
        name, row = _key(plain), 1.3 * number
        color = look(name)[0]
        at = {n: np.minimum(rounds[n], late) for n in (plain, control, moved)}
        middle = {n: float(np.median(seeds)) for n, seeds in at.items()}
        _arrow(ax, (middle[plain], row), (middle[moved], row), color)
        for n, mark, face in ((plain, "o", color), (moved, "D", "white")):
            ax.plot(middle[n], row, mark, mfc=face, mec=color, mew=2, ms=11, zorder=4)
            ax.plot(at[n], _stacked(at[n], row + 0.2), ".", color=color, ms=7)
            words = {"ha": "center", "va": "bottom", "weight": "bold", "size": 10}
            ax.text(middle[n], row - 0.16, n, color=ink(name), **words)
        ends = (middle[plain], middle[control]), (row, row + 0.72)
        ax.plot(*ends, ":", color=GREY, lw=1.3, zorder=1)
        ax.plot(middle[control], row + 0.72, "o", mfc="white", mec=GREY, ms=9, mew=1.8)
        aside = {"size": 9, "color": DARK, "va": "center"}
        if number:
            ax.text(middle[control] + 0.1, row + 0.72, "control", **aside)
        else:
            words = "control: only the start is new"
            ax.text(middle[control] - 0.1, row + 0.72, words, ha="right", **aside)
    ax.axvline(last + 0.3, color=GREY, lw=0.9)
    whole = range(1, int(last) + 1)
    ax.set_xticks((*whole, late), (*whole, "not in\ntime"))
    ax.set(xlim=(0.9, late + 0.3), ylim=(1.3 * len(threes) - 0.3, -0.6), yticks=())
    ax.set_xlabel("rounds to a training loss of 0.1")
    ax.spines["left"].set_visible(False)
    ax.set_title(title)
    return fig


def _key(name):
    """Return the key of the function with whose label a name begins."""
    first = name.replace(",", "").split()[0]
    return next(key for key, label in LABELS.items() if label == first)


def _stacked(values, top):
    """Return a height for each value, so that equal ones lie below each other."""
    values = list(values)
    return [top + 0.09 * values[:place].count(v) for place, v in enumerate(values)]


def hum_figure(hums, rounds, last, title):
    """Draw the rounds to a goal against hum over talk: small a seed, large the median.

    Parameters
    ----------
    hums : dict of float
        Hum over talk, under names that begin with the label of a function.
    rounds : dict of lists of float
        The rounds of each seed, under the same names; inf for one that did not arrive.
    last : float
        The rounds that were allowed.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. A hum of 0 is drawn at 0.02.
    """
    fig, ax = plt.subplots(figsize=(7.2, 4.2))
    for name, seeds in rounds.items():
        key = _key(name)
        at, late = max(hums[name], 0.02), np.minimum(seeds, last + 0.5)
        middle = np.median(late)
        ax.plot(np.full(len(late), at), late, "o", color=look(key)[0], alpha=0.35, ms=6)
        ax.plot(at, middle, "D", color=look(key)[0], ms=7)
        below = ("ReLU, control", "ELU", "ELU, control", "ELU -0.16", "tanh")
        shift = (6, -13 if name in below else 5)
        text = {"xytext": shift, "textcoords": "offset points", "size": 9}
        ax.annotate(name, (at, middle), color=ink(key), **text)
    ax.set(xscale="log", xlim=(0.015, 20), ylim=(1, last + 0.8))
    whole = range(1, int(last) + 1)
    ax.set_yticks((*whole, last + 0.5), (*whole, "not in time"))
    ax.set_xticks((0.02, 0.1, 1, 10), ("0", "0.1", "1", "10"))
    ax.set(xlabel="hum over talk in layer 8, before training")
    ax.set(ylabel="rounds to a training loss of 0.1")
    ax.set_title(title)
    return fig


def paces_figure(rates, rounds, title):
    """Draw the rounds to a goal at several learning rates, in pairs.

    Parameters
    ----------
    rates : sequence of float
        The learning rates.
    rounds : sequence of dicts of lists of float
        For each rate the rounds of each seed, inf for one that did not arrive; in
        twos, a panel each: the way with less of a mean, drawn hollow, and the other.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. Medians; a cross where there is none.
    """
    middles = {
        way: np.array([np.median(at_rate[way]) for at_rate in rounds])
        for way in rounds[0]
    }
    top = 1.1 * max(m[np.isfinite(m)].max() for m in middles.values())
    pairs = list(zip(*[iter(middles)] * 2, strict=True))
    fig, axes = plt.subplots(1, len(pairs), figsize=(7.4, 3.3), sharey=True)
    for ax, pair in zip(axes, pairs, strict=True):
        name = _key(pair[0])
        words = {"color": ink(name), "weight": "bold", "size": 10, "va": "center"}
        looks = ("D--", "white"), ("o-", look(name)[0])
        for way, (style, face) in zip(pair, looks, strict=True):
            there = np.isfinite(middles[way])
            x, y = np.array(rates)[there], middles[way][there]
            ax.plot(x, y, style, color=look(name)[0], mfc=face, ms=8, lw=2)
            at = {"xytext": (9, 0), "textcoords": "offset points"}
            label, end = way.replace(", ", ",\n"), (x[-1], y[-1])
            for rate in np.array(rates)[~there]:
                label, end = f"{way}:\nnever", (rate, top)
                ax.plot((x[-1], rate), (y[-1], top), ":", color=GREY, lw=1.6, zorder=1)
                ax.plot(rate, top, "X", color=look(name)[0], ms=10)
            ax.annotate(label, end, **at, **words)
        ax.set(xscale="log", xlabel="learning rate")
        ax.set_xlim(rates[0] / 1.2, rates[-1] * 2.4)
        ax.set_xticks(rates, [f"{rate:g}" for rate in rates])
        ax.minorticks_off()
    axes[0].set_ylabel("rounds to a loss of 0.1")
    axes[0].set_ylim(0, 1.08 * top)
    headline(fig, title)
    return fig


def losses_figure(done, title):
    """Draw how the loss falls, round by round, in bands of several seeds.

    Parameters
    ----------
    done : dict of lists of utils.first_edition.instrument.Run
        Under the words that stand at the end of each band; in the colour of the
        function with whose label they begin.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    all_rows = {n: np.array([h.loss for _, h in runs]) for n, runs in done.items()}
    longest = max(rows.shape[1] for rows in all_rows.values())
    for (words, rows), style in zip(all_rows.items(), ("-", "--", ":"), strict=False):
        label = words if rows.shape[1] == longest else ""
        band(ax, range(rows.shape[1]), rows, _key(words), label=label, ls=style)
    ax.set(yscale="log", xlabel="rounds through the data", ylabel="training loss")
    ax.set_title(title)
    separate_labels(ax)
    for words, rows in all_rows.items():
        if (last := rows.shape[1]) < longest:  # there is room below its end
            at = {"xytext": (0, -9), "textcoords": "offset points", "va": "top"}
            text = {"color": ink(_key(words)), "weight": "bold", "ha": "center"}
            ax.annotate(words, (last - 1, np.median(rows[:, -1])), **at, **text)
    return fig
