"""Several settings, each with several seeds, all trained side by side."""

import numpy as np

from utils.first_edition.activations import find_activation
from utils.first_edition.instrument import SEEDS, own_start, run
from utils.first_edition.notebook import progress
from utils.first_edition.threads import side_by_side

__all__ = ["arrivals", "job", "plus", "rounds", "trials"]


def plus(activation, constant):
    """Add a constant to a function, and nothing to its slope.

    Parameters
    ----------
    activation : str or Activation
        A key of `ACTIVATIONS`, or one of your own.
    constant : float
        What is added.

    Returns
    -------
    Activation
        In the colour of the function, with the constant in its name.

    Raises
    ------
    ValueError
        If there is no activation of that name.
    """
    base = find_activation(activation)
    return base._replace(
        name=f"{base.label or base.name} {constant:+.3g}",
        label="",
        function=lambda x: base.function(x) + constant,
        fused=None,
    )


def job(activation, like=None, **settings):
    """Name what is to be trained: a function, with a start that fits one.

    Parameters
    ----------
    activation : str or Activation
        A key of `ACTIVATIONS`, or one of your own.
    like : str or Activation, optional
        The function whose own start the weights have, if not the function's.
    **settings
        Passed to `utils.first_edition.instrument.run`: network, learning_rate, an `init` of another
        kind.

    Returns
    -------
    dict
        For `trials` and `arrivals`.

    Raises
    ------
    ValueError
        If there is no activation of that name.
    """
    start = own_start(activation if like is None else like)
    return {"activation": activation, "init": start} | settings


def trials(jobs, *, seeds=SEEDS, **settings):
    """Train one network for each job and seed, behind one progress bar.

    The numbers are the same as one after the other.

    Parameters
    ----------
    jobs : dict of dicts
        Under each name what `utils.first_edition.instrument.run` is to be told, as from `job`.
    seeds : iterable of int, optional
        Of the networks.
    **settings
        Passed to `utils.first_edition.instrument.run` for all jobs.

    Returns
    -------
    dict of lists of utils.first_edition.instrument.Run
        Under the names of the jobs, in the order of the seeds.

    Raises
    ------
    ValueError
        If an activation or a setting is out of range.
    """
    seeds = list(seeds)
    every = [(job, seed) for job in jobs.values() for seed in seeds]

    def one(pair):
        job, seed = pair
        return run(**job, seed=seed, **settings)

    done = list(progress(side_by_side(one, every), total=len(every)))
    count = len(seeds)
    return {n: done[count * i : count * (i + 1)] for i, n in enumerate(jobs)}


def rounds(history, goal=0.1, probes=2):
    """Return the rounds to a training loss below the goal.

    Parameters
    ----------
    history : utils.first_edition.network.History
        Of a training.
    goal : float, optional
        The loss to wait for.
    probes : int, optional
        How often in a round it was looked at.

    Returns
    -------
    float
        inf for a run that broke, or did not arrive.
    """
    reached = np.flatnonzero(history.loss < goal)
    late = history.diverged or not reached.size
    return np.inf if late else float(reached[0] / probes)


def arrivals(jobs, *, goal=0.1, probes=2, **settings):
    """Train networks until their loss is below a goal, and count the rounds.

    Parameters
    ----------
    jobs : dict of dicts
        As for `trials`.
    goal : float, optional
        The training loss to wait for.
    probes : int, optional
        How often in a round to look.
    **settings
        Passed to `trials`; the rounds at most are its epochs.

    Returns
    -------
    dict of lists of float
        The rounds of each seed, under the names of the jobs; inf for one that broke,
        or was not there in time.

    Raises
    ------
    ValueError
        If an activation or a setting is out of range.
    """
    done = trials(jobs, probes=probes, until=goal, **settings)
    return {
        name: [rounds(history, goal, probes) for _, history in several]
        for name, several in done.items()
    }
