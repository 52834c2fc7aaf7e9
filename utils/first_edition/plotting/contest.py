"""A contest, drawn: the rates that were tried, who arrived when, and who leads."""

from collections import Counter

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.contest import rounds, standings
from utils.first_edition.plotting.style import DARK, GREY, headline, ink, look

__all__ = ["arrivals_figure", "leads_figure", "rates_figure", "slopes_figure"]


def rates_figure(tried, entrants, title):
    """Draw losses against rates: seeds thin, the median thick, the best in a ring.

    Parameters
    ----------
    tried : dict of utils.first_edition.contest.Tried
        Under the names of eight functions or fewer.
    entrants : dict of Activation
        The functions, under the same names.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, axes = plt.subplots(2, 4, figsize=(7.4, 4.3), sharex=True, sharey=True)
    for ax in axes.flat[len(tried) :]:
        ax.set_visible(False)
    for ax, (name, found) in zip(axes.flat, tried.items(), strict=False):
        _draw_rates(ax, found, entrants[name])
    first, found = axes.flat[0], next(iter(tried.values()))
    words = {"size": 8.5, "color": DARK}
    first.text(-0.25, 0.042, "thin: one seed\nthick: median\nring: taken", **words)
    first.set(yscale="log", ylim=(0.036, 4), xlim=(-0.35, len(found.rates) - 0.65))
    first.set_xticks(range(len(found.rates)), [f"{rate:g}" for rate in found.rates])
    first.set_yticks((0.1, 1), ("0.1", "1"))
    fig.supxlabel("learning rate", size=11, color=DARK)
    fig.supylabel("loss after 2 rounds", size=11, color=DARK)
    headline(fig, title)
    return fig


def _draw_rates(ax, found, activation):
    color, _, label = look(activation)
    losses = np.where(np.isinf(found.losses), np.nan, found.losses)
    for of_seed in losses.T:
        ax.plot(of_seed, color=color, linewidth=0.8, marker=".", ms=4)
    medians = np.where(np.isinf(found.medians), np.nan, found.medians)
    ax.plot(medians, color=color, linewidth=3)
    best = found.rates.index(found.taken)
    ring = {"mfc": "none", "mec": "black", "mew": 1.6, "ms": 12, "ls": ""}
    ax.plot(best, medians[best], "o", zorder=4, **ring)
    for place, broken in enumerate(np.isinf(found.losses).sum(axis=1)):
        if broken:
            words = f"{broken}\nbroke"
            ax.text(place, 2, words, ha="center", va="center", size=9, color=DARK)
    ax.set_title(label, color=ink(activation))


def arrivals_figure(results, rates, title):
    """Draw a dot for each seed where it reached the goal, and the median as a bar.

    Parameters
    ----------
    results : dict of lists of utils.first_edition.instrument.Run
        Of `utils.first_edition.contest.race`; who arrives first stands at the top.
    rates : dict of float
        The learning rate of each.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, ax = plt.subplots(figsize=(7.4, 4.8))
    order = list(standings(results))
    last = max(len(r.history.loss) for r in results[order[0]]) // 2
    ends = {"late": last + 0.9, "broke": last + 1.7}
    for row, name in enumerate(order):
        runs = results[name]
        activation = runs[0].network.activation
        color = look(activation)[0]
        arrived = [rounds(run.history) for run in runs]
        places = [
            at if np.isfinite(at) else ends["broke" if r.history.diverged else "late"]
            for at, r in zip(arrived, runs, strict=True)
        ]
        for at, count in Counter(places).items():
            x, y = _heap(at, row, count)
            mark, face = ("X", color) if at == ends["broke"] else ("o", color)
            face = "white" if at == ends["late"] else face
            ax.plot(x, y, mark, mfc=face, mec=color, ms=6.5, ls="", zorder=3)
        if np.isfinite(middle := np.median(arrived)):
            ax.plot((middle, middle), (row - 0.36, row + 0.36), color="black", lw=1.6)
            words = {"ha": "center", "va": "bottom", "size": 8.5}
            ax.text(middle, row - 0.34, f"{middle:.2f}", **words)
    names = [results[n][0].network.activation for n in order]
    labels = [f"{look(a)[2]}, {rates[n]:g}" for a, n in zip(names, order, strict=True)]
    ax.set_yticks(range(len(order)), labels)
    for text, activation in zip(ax.get_yticklabels(), names, strict=True):
        text.set(color=ink(activation), weight="bold")
    ax.axvline(last + 0.4, color=GREY, linewidth=0.9)
    ax.set_xticks(
        (*range(1, last + 1), *ends.values()),
        (*range(1, last + 1), "not in\ntime", "broke"),
    )
    ax.set(xlim=(0.6, last + 2.1), ylim=(len(order) - 0.4, -0.9))
    ax.set(xlabel="rounds to a training loss of 0.1")
    ax.grid(False, axis="y")
    ax.set_title(title)
    return fig


def _heap(x, y, count):
    """Return the places of so many dots around a point, five in a row."""
    rows = [min(5, count - start) for start in range(0, count, 5)]
    places = [
        (x + 0.075 * (i - (wide - 1) / 2), y + 0.22 * (row - (len(rows) - 1) / 2))
        for row, wide in enumerate(rows)
        for i in range(wide)
    ]
    return np.array(places).T


def leads_figure(ways, title):
    """Draw how far apart functions arrive, in a row for each way to train them.

    Parameters
    ----------
    ways : dict of dicts of float
        Under each way, the median rounds to the goal under each function (a key of
        `COLORS`); the way is written at the left, from the top down.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, ax = plt.subplots(figsize=(7.2, 3.6))
    for row, found in enumerate(ways.values()):
        span = min(found.values()), max(found.values())
        ax.plot(span, (row, row), color="#cccccc", lw=7, zorder=1)
        seen = Counter()
        for (name, at), mark in zip(found.items(), "osD", strict=False):
            same = [n for n in found if found[n] == at]
            y = row + 0.29 * (seen[at] - (len(same) - 1) / 2)
            seen[at] += 1
            ax.plot(at, y, mark, color=look(name)[0], ms=9, zorder=3)
            if row == 0:
                words = {"color": ink(name), "weight": "bold", "ha": "center"}
                ax.text(at, row - 0.42, look(name)[2], va="bottom", **words)
    ax.set_yticks(range(len(ways)), list(ways))
    longest = max(max(found.values()) for found in ways.values())
    ax.set(ylim=(len(ways) - 0.5, -1.1), xlim=(0.8, longest + 0.4))
    ax.set(xlabel="median rounds to a training loss of 0.1")
    ax.grid(False, axis="y")
    ax.set_title(title)
    return fig


def slopes_figure(pairs, ends, title):
    """Draw two measurements of each of several things as a line from left to right.

    Parameters
    ----------
    pairs : dict of tuples of two floats
        What was measured; None where one of the two was not. Names of the series,
        as their labels are, get the colour of their function.
    ends : tuple of two str
        What stands under the left end and under the right.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`.
    """
    fig, ax = plt.subplots(figsize=(7.4, 4.6))
    known = {"ReLU": "relu", "ELU": "elu", "tanh": "tanh"}
    for name, both in pairs.items():
        key = known.get(name)
        color, wide = (look(key)[0], 3) if key else (GREY, 1.2)
        there = [(x, y) for x, y in enumerate(both) if y is not None]
        ax.plot(*zip(*there, strict=True), "o-", color=color, lw=wide)
    for x, out, side in ((0, -0.16, "right"), (1, 1.16, "left")):
        here = {name: both[x] for name, both in pairs.items() if both[x] is not None}
        names = sorted(here, key=here.get)
        for name, y in zip(names, _apart([here[n] for n in names]), strict=True):
            key = known.get(name)
            color = ink(key) if key else DARK
            number = f"{here[name]:.3f}"
            text = f"{name}  {number}" if x == 0 else f"{number}  {name}"
            weight = "bold" if key else "normal"
            words = {"color": color, "weight": weight, "va": "center", "size": 10}
            ax.text(out, y, text, ha=side, **words)
            near = 0.15 * out + 0.85 * x  # a thin line from the point to its name
            ax.plot((near, 0.9 * out + 0.1 * x), (here[name], y), color=GREY, lw=0.6)
    ax.set(xlim=(-0.95, 1.75), yticks=())
    ax.set_xticks((0, 1), ends)
    ax.grid(False)
    ax.spines["left"].set_visible(False)
    ax.set_title(title)
    return fig


def _apart(values, gap=0.0051):
    """Push sorted numbers apart until neighbours have room."""
    values = np.array(values, dtype=float)
    for _ in range(500):
        push = np.maximum(gap - np.diff(values), 0) / 2
        values[1:] += push
        values[:-1] -= push
    return values
