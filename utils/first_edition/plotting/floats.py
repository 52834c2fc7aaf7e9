"""The ends of the floats: where a formula asks for more than there is."""

import matplotlib.pyplot as plt
import numpy as np

from utils.first_edition.plotting.style import COLORS, GREY, ink

__all__ = ["overflow_figure"]


def overflow_figure(x, title):
    """Draw exp(-x) on a log axis, up to the largest float64 and into infinity.

    Parameters
    ----------
    x : ndarray, shape (m,)
        Where to draw, in ascending order.
    title : str
        What to see.

    Returns
    -------
    matplotlib.figure.Figure
        To be given to `show`. The axis is in powers of ten; where the result is
        infinity there are crosses above the ceiling.
    """
    with np.errstate(over="ignore"):
        power = np.log10(np.exp(-np.asarray(x, dtype=np.float64)))
    lost = np.isinf(power)
    ceiling = np.log10(np.finfo(np.float64).max)
    fig, ax = plt.subplots(figsize=(7.2, 3))
    ax.axhline(ceiling, color=GREY, ls=":", lw=1.6)
    ax.plot(x, np.where(lost, np.nan, power), color=COLORS["sigmoid"])
    ax.plot(x[lost], np.full(lost.sum(), ceiling + 30), "x", color="#333333", ms=7)
    ax.text(x[0], ceiling + 42, "inf", color="#333333", weight="bold")
    words = {"ha": "right", "va": "bottom", "color": GREY}
    ax.text(x[-1], ceiling + 6, "the largest float64", **words)
    middle = len(x) // 2
    at = (x[middle], power[middle] + 12)
    ax.text(*at, "$e^{-x}$", color=ink("sigmoid"), weight="bold", size=13)
    ax.set(xlabel="$x$", ylabel="power of ten", title=title, ylim=(0, ceiling + 80))
    return fig
