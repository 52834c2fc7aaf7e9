"""Bowls: the loss of one linear unit over its weights, and descent in it.

The unit adds up w_1 a_1 + ... + w_n a_n and has no bias. Half its squared error, on
average over the examples, is a parabola along every straight line in the space of the
weights. Its curvatures are those of the matrix of mean products of the inputs, which
is called the bowl here.
"""

import numpy as np

from utils.first_edition.activations import find_activation
from utils.digits import load_digits
from utils.first_edition.instrument import SEEDS, WIDTHS, own_start
from utils.first_edition.network import MLP

__all__ = ["bowl_of", "kappa", "layer_kappas", "steps_needed"]


def bowl_of(inputs, centred=False):
    """Compute the bowl that inputs make: the mean products of any two of them.

    Parameters
    ----------
    inputs : array_like, shape (examples, n)
        What the unit hears.
    centred : bool, optional
        Whether each input's mean is taken off first.

    Returns
    -------
    ndarray, shape (n, n)
        The curvature in the direction u, of length 1, is u @ bowl @ u.
    """
    inputs = np.asarray(inputs, dtype=float)
    if centred:
        inputs = inputs - inputs.mean(axis=0)
    return inputs.T @ inputs / len(inputs)


def kappa(bowl):
    """Compute how many times steeper a bowl is in its steepest direction than usual.

    Parameters
    ----------
    bowl : array_like, shape (n, n)
        As from `bowl_of`.

    Returns
    -------
    float
        The largest eigenvalue over the middle one: of the n curvatures at right angles,
        the steepest over the middle one, or the flatter of the two in the middle.
    """
    values = np.linalg.eigvalsh(bowl)
    return float(values[-1] / values[(len(values) - 1) // 2])


def steps_needed(bowl, starts, size=None):
    """Count the steps of plain descent, at a rate of one over the steepest curvature.

    Parameters
    ----------
    bowl : array_like, shape (n, n)
        As from `bowl_of`.
    starts : array_like, shape (starts, n)
        Where to begin, as differences from the best weights.
    size : array_like, shape (n, n), optional
        What is to become small: errors @ size @ errors. By default it is the squared
        distance from the best weights; the bowl itself stands for the loss.

    Returns
    -------
    ndarray of int, shape (starts,)
        The steps until no more than 1% is left.
    """

    def sizes(errors):
        return np.sum((errors if size is None else errors @ size) * errors, axis=1)

    rate = 1 / np.linalg.eigvalsh(bowl)[-1]
    errors, steps = np.array(starts, dtype=float), np.zeros(len(starts), int)
    goal = 0.01 * sizes(errors)
    while (going := sizes(errors) > goal).any():
        errors, steps = errors - rate * errors @ bowl, steps + going
    return steps


def layer_kappas(activation, layers=(1, 8), *, scale=1.0, seeds=SEEDS):
    """Compute kappa of what layers hand on in untrained networks, with real digits.

    Parameters
    ----------
    activation : str or Activation
        A key of `ACTIVATIONS`, or one of your own; networks have its own start.
    layers : iterable of int, optional
        Hidden layers, counted from 1.
    scale : float, optional
        By what the pixels are multiplied first.
    seeds : iterable of int, optional
        One network each.

    Returns
    -------
    dict of ndarray, shape (2,)
        Under each layer kappa as it is, and with each unit's mean taken off: medians
        over the networks.

    Raises
    ------
    ValueError
        If there is no activation of that name.
    """
    activation, layers = find_activation(activation), tuple(layers)
    images, start = scale * load_digits().train_images, own_start(activation)
    widths = [*WIDTHS[: max(layers) + 1], 1]  # the same weights, as far as they go
    found = []
    for seed in seeds:
        said, _ = MLP(widths, activation, init=start, seed=seed).forward(images)
        pairs = [(bowl_of(said[n - 1]), bowl_of(said[n - 1], True)) for n in layers]
        found.append([list(map(kappa, pair)) for pair in pairs])
    return dict(zip(layers, np.median(found, axis=0), strict=True))
