"""Folds, and what each path through a network passes on."""

import matplotlib.pyplot as plt
import numpy as np

from utils.plotting.style import ink


def folds_figure(fold, counts, title):
    """Draw a function folded upon itself, a panel for each number of folds.

    Parameters
    ----------
    fold : callable
        Takes the stretch from 0 to 1 to itself.
    counts : sequence of int
        How many folds each panel shows.
    title : str
        What there is to see.

    Returns
    -------
    matplotlib.figure.Figure
        One panel for each count, all with the same axes.
    """
    x = np.linspace(0, 1, 2**12 + 1)
    size = (7.2, 2.5)
    fig, axes = plt.subplots(1, len(counts), figsize=size, sharey=True, squeeze=False)
    for ax, count in zip(axes[0], counts, strict=True):
        y = x
        for _ in range(count):
            y = fold(y)
        ax.plot(x, y, color=ink("relu"), lw=1.6 if count < 5 else 0.2)
        words = "1 fold" if count == 1 else f"{count} folds"
        ax.set(title=f"{words}:\n{2**count} pieces", xlabel="$x$")
        ax.set(xticks=(0, 1), yticks=(0, 1), ylim=(-0.05, 1.05))
    fig.suptitle(title)
    return fig


def shares_figure(shares, title):
    """Draw what each path passes on, the most open first, on a log axis.

    Parameters
    ----------
    shares : dict of str to array_like
        For each function, the product of the slopes along each path.
    title : str
        What there is to see.

    Returns
    -------
    matplotlib.figure.Figure
        One panel for each function; paths that pass on 0 have no bar.
    """
    fig, axes = plt.subplots(
        1, len(shares), figsize=(7.2, 3), sharey=True, squeeze=False
    )
    for ax, (name, share) in zip(axes[0], shares.items(), strict=True):
        share = np.sort(np.asarray(share, dtype=float))[::-1]
        left = np.flatnonzero(share > 0)
        ax.vlines(left, 1e-6, share[left], color=ink(name), lw=1)
        words = f"{left.size} of {share.size} open"
        ax.set(title=f"{name}: {words}", xlim=(-6, share.size + 6))
        ax.set(yscale="log", ylim=(1e-6, 3), xlabel="path, most open first")
    axes[0, 0].set_ylabel("product of its slopes")
    fig.suptitle(title)
    return fig
