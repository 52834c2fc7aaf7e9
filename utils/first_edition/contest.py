"""A contest that the loser would accept: rates tuned first, then fresh seeds.

All seeds of all functions run side by side, behind one bar.
"""

from typing import NamedTuple

import numpy as np

from utils.digits import load_digits
from utils.first_edition.trials import rounds, trials
from utils.first_edition.variants import Adam, BatchNormMLP, Momentum, ResidualMLP

__all__ = [
    "Tried",
    "better_of",
    "helped",
    "race",
    "rounds",
    "share_read",
    "standings",
    "tune",
]


class Tried(NamedTuple):
    """What became of a function at some rates.

    Attributes
    ----------
    rates : tuple of float
        The learning rates.
    losses : ndarray, shape (rates, seeds)
        The loss at the end; inf where a run broke, that is, left the finite numbers.
    """

    rates: tuple
    losses: np.ndarray

    @property
    def medians(self):
        """The median loss at each rate; inf if any run broke there."""
        broke = np.isinf(self.losses).any(axis=1)
        return np.where(broke, np.inf, np.median(self.losses, axis=1))

    @property
    def taken(self):
        """The rate with the least median loss."""
        return self.rates[np.argmin(self.medians)]


def tune(entrants, rates, *, seeds=(10, 11, 12), epochs=2, **settings):
    """Try each function at each rate, before the contest.

    Parameters
    ----------
    entrants : dict of Activation
        Who takes part, under their names, with their own starts.
    rates : iterable of float
        The learning rates.
    seeds : iterable of int, optional
        One network each; not those of the contest.
    epochs : int, optional
        Rounds through the data.
    **settings
        Passed to `utils.first_edition.instrument.run`.

    Returns
    -------
    dict of Tried
        Under the names of the functions.

    Raises
    ------
    ValueError
        If a rate or a setting is out of range.
    """
    rates, seeds = tuple(rates), tuple(seeds)
    places = [(name, rate) for name in entrants for rate in rates]
    jobs = {
        (name, rate): {"activation": entrants[name], "learning_rate": rate}
        for name, rate in places
    }
    found = trials(jobs, seeds=seeds, epochs=epochs, **settings)
    losses = [
        [np.inf if h.diverged else h.loss[-1] for _, h in several]
        for several in found.values()
    ]
    shape = len(entrants), len(rates), len(seeds)
    by_name = zip(entrants, np.reshape(losses, shape), strict=True)
    return {name: Tried(rates, its_losses) for name, its_losses in by_name}


def race(entrants, rates, *, seeds=range(10), epochs=4, probes=2, **settings):
    """Train each function at a rate of its own, with seeds that tuning has not seen.

    Parameters
    ----------
    entrants : dict of Activation
        Who takes part, under their names, with their own starts.
    rates : dict of float
        The learning rate of each.
    seeds : iterable of int, optional
        One network each.
    epochs : int, optional
        Rounds through the data.
    probes : int, optional
        How often in a round to look.
    **settings
        Passed to `utils.first_edition.instrument.run`.

    Returns
    -------
    dict of lists of utils.first_edition.instrument.Run
        Under the names of the functions, in the order of the seeds.

    Raises
    ------
    ValueError
        If a rate or a setting is out of range.
    """
    jobs = {
        name: {"activation": a, "learning_rate": rates[name]}
        for name, a in entrants.items()
    }
    return trials(jobs, seeds=seeds, epochs=epochs, probes=probes, **settings)


def standings(results):
    """Return the median rounds of each function, in the order of arrival.

    Parameters
    ----------
    results : dict of lists of utils.first_edition.instrument.Run
        Of `race`.

    Returns
    -------
    dict of float
        Of two with the same median, the one with the smaller mean comes first.
    """
    arrived = {n: [rounds(history) for _, history in r] for n, r in results.items()}
    order = sorted(arrived, key=lambda n: (np.median(arrived[n]), np.mean(arrived[n])))
    return {n: float(np.median(arrived[n])) for n in order}


def helped(entrants):
    """Race with other ways to step, and with help from outside.

    Momentum and Adam: of two rates the better one for each function, tuned with two
    seeds, and four fresh ones. Skips and batch norm: two rates, three seeds, which
    have three rounds and two to arrive. With batch norm the start is 1.

    Parameters
    ----------
    entrants : dict of Activation
        Who takes part, under their names, with their own starts.

    Returns
    -------
    dict of dicts of lists of utils.first_edition.instrument.Run
        What `race` returns, under each way and its rates, as text: ("skips", "0.1"),
        or ("Adam", "0.004/0.001") where each function has its own.
    """
    found = {}
    for way, rule, grid in (
        ("momentum", Momentum, (0.02, 0.04)),
        ("Adam", Adam, (0.001, 0.004)),
    ):
        tried = tune(entrants, grid, seeds=(10, 11), optimizer=rule)
        rates = {name: its.taken for name, its in tried.items()}
        told = "/".join(f"{rate:g}" for rate in rates.values())
        kw = {"optimizer": rule, "until": 0.1, "seeds": range(4)}
        found[way, told] = race(entrants, rates, **kw)
    skips = {"network": ResidualMLP, "epochs": 3}
    norm = {"network": BatchNormMLP, "init": 1, "epochs": 2}
    for way, kw in (("skips", skips), ("batch norm", norm)):
        for rate in (0.1, 0.2):
            rates = dict.fromkeys(entrants, rate)
            kw |= {"until": 0.1, "seeds": range(3)}
            found[way, f"{rate:g}"] = race(entrants, rates, **kw)
    return found


def better_of(found):
    """Return the median rounds of each function at the better of a way's rates.

    Parameters
    ----------
    found : dict of dicts of lists of utils.first_edition.instrument.Run
        What `helped` returns, under each way and its rates.

    Returns
    -------
    dict of dicts of float
        Under each way, the functions in the order in which they were entered.
    """
    best = {}
    for (way, _), results in found.items():
        medians, so_far = standings(results), best.get(way, {})
        best[way] = {n: min(medians[n], so_far.get(n, np.inf)) for n in results}
    return best


def share_read(network):
    """Return the share of the test digits that a network reads right.

    Parameters
    ----------
    network : utils.first_edition.network.MLP
        From 64 pixels to ten digits.

    Returns
    -------
    float
        From 0 to 1.
    """
    _, _, images, labels = load_digits()
    return float(np.mean(network.forward(images)[1].argmax(axis=1) == labels))
