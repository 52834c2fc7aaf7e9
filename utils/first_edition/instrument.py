"""One network, one set of data, held against every function of the series.

The network is always the same: 64 inputs, eight hidden layers of 128 units, ten
classes, on the digits of `utils.digits`. Only the function changes, and with it
the initialisation that goes with it. `train_units` is a smaller instrument, a
hundred single units, on which one can watch them die.
"""

import math
from typing import NamedTuple

import numpy as np

from utils.first_edition.activations import find_activation
from utils.digits import load_digits
from utils.first_edition.network import MLP, History
from utils.first_edition.threads import side_by_side

__all__ = [
    "SEEDS",
    "SUMMARY",
    "WIDTHS",
    "Layers",
    "Run",
    "bell",
    "kept",
    "measure_layers",
    "normal_mean",
    "own_start",
    "run",
    "summary",
]

WIDTHS = [64, *[128] * 8, 10]
SEEDS = range(5)


class Run(NamedTuple):
    """A trained network, and what its training saw."""

    network: MLP
    history: History


def run(activation, *, seed, widths=WIDTHS, init=None, network=MLP, **settings):
    """Train one network on the training digits; `seed` sets weights and order.

    Parameters
    ----------
    activation : str or Activation
        A key of `ACTIVATIONS`, or one of your own.
    seed : int
        Of the weights, and of the order of the examples.
    widths : list of int, optional
        As in `utils.first_edition.network.MLP`.
    init : {"he", "xavier"} or float, optional
        As in `utils.first_edition.network.MLP`; by default the one that goes with the function.
    network : callable, optional
        What makes the network: a class of `utils.first_edition.variants`, say.
    **settings
        Passed to `utils.first_edition.network.MLP.train`: epochs, learning_rate, batch_size.

    Returns
    -------
    Run
        The trained network and its history.

    Raises
    ------
    ValueError
        If `activation` or a setting is out of range.
    """
    activation = find_activation(activation)
    init = activation.init if init is None else init
    mlp = network(widths, activation, init=init, seed=seed)
    return Run(mlp, mlp.train(*load_digits()[:2], seed=seed, **settings))


class Layers(NamedTuple):
    """What `measure_layers` found; each of shape (seeds, hidden layers).

    The first column is next to the input.

    Attributes
    ----------
    message : ndarray
        Root mean square (RMS) of dL/dz, the slope of an example's loss in what goes
        into a unit. It is handed down through weights and slopes.
    mean : ndarray
        What a unit says on average over the examples (its hum), RMS over the units.
    spread : ndarray
        By how much that differs from example to example (its talk), RMS likewise.
    gradient : ndarray
        RMS of the gradient of the weights, which is message times input, of the mean
        loss.
    """

    message: np.ndarray
    mean: np.ndarray
    spread: np.ndarray
    gradient: np.ndarray

    @property
    def signal(self):
        """What a unit says, hum and talk together, RMS over units and examples."""
        return np.hypot(self.mean, self.spread)

    @property
    def hum_over_talk(self):
        """The mean over the spread: at 1 both are equally loud."""
        return self.mean / self.spread


def measure_layers(activation, *, init=None, seeds=SEEDS, widths=WIDTHS, network=MLP):
    """Measure each hidden layer on all training images, before any training.

    Parameters
    ----------
    activation : str or Activation
        A key of `ACTIVATIONS`, or one of your own.
    init : {"he", "xavier"} or float, optional
        As in `utils.first_edition.network.MLP`; by default the one that goes with the function.
    seeds : iterable of int, optional
        One network each.
    widths : list of int, optional
        As in `utils.first_edition.network.MLP`.
    network : callable, optional
        What makes the networks, as in `run`.

    Returns
    -------
    Layers
        A row for each seed.

    Raises
    ------
    ValueError
        If `activation`, `init` or `widths` is none of the above.
    """
    activation, (x, labels, *_) = find_activation(activation), load_digits()
    init = activation.init if init is None else init

    def measure(seed):
        mlp = network(widths, activation, init=init, seed=seed)
        mlp.prepare(x)  # it finds its means, if it keeps any
        said, messages = mlp.forward(x)[0], mlp.messages(x, labels)[:-1]
        pairs = zip([x, *said], messages, strict=False)
        grads = [a.T @ m / len(x) for a, m in pairs]
        means, spreads = ([f(h, axis=0) for h in said] for f in (np.mean, np.std))
        return [[_rms(a) for a in m] for m in (messages, means, spreads, grads)]

    rows = list(side_by_side(measure, seeds))
    return Layers(*np.array(rows).swapaxes(0, 1))


def _rms(values):
    return math.sqrt(np.mean(np.square(values)))


def own_start(activation):
    """Compute the start of a function's own: c, for weights of variance c / inputs.

    A unit of the next layer adds up z = w_1 a_1 + ... + w_n a_n. With weights of
    random sign the mean square of z is n * (c / n) times the mean square of the a.
    If the a are the function's values on ordinary inputs (mean 0, spread 1), then
    c = 1 / mean(f(x)**2) makes z ordinary again, layer after layer. For ReLU that is
    2, He's constant.

    Parameters
    ----------
    activation : str or Activation
        A key of `ACTIVATIONS`, or one of your own.

    Returns
    -------
    float
        To be given to `MLP` or `run` as `init`.

    Raises
    ------
    ValueError
        If there is no activation of that name.
    """
    function = find_activation(activation).function
    return 1 / normal_mean(lambda x: function(x) ** 2)


def bell(x):
    """Return the density of the standard normal distribution at x, like x in shape."""
    return np.exp(-np.square(x) / 2) / math.sqrt(2 * math.pi)


def normal_mean(function):
    """Return the mean of function(x) for x from the standard normal distribution.

    Parameters
    ----------
    function : callable
        Takes an array of shape (n,) and returns one like it.

    Returns
    -------
    float
        The integral in 240,000 strips from -12 to 12, good to some ten digits for
        the functions of the series; nothing is random.
    """
    x, step = np.linspace(-12, 12, 240_001, retstep=True)
    return float((function(x) * bell(x)).sum() * step)


# The columns of the table that grows through the series, with their formats.
SUMMARY = {
    "function": "",
    "mean slope": ".2f",
    "RMS slope": ".2f",
    "hum/talk": ".2f",
    "hum/talk, layer 8": ".2g",
    "message kept": ".2f",
}


def summary(names, seeds=SEEDS):
    """Measure what the table that grows through the series says of some functions.

    Parameters
    ----------
    names : iterable of str or Activation
        Keys of `ACTIVATIONS`, or functions of your own.
    seeds : iterable of int, optional
        Of the networks.

    Returns
    -------
    list of tuples
        A row for each, with the columns of `SUMMARY`. The slopes and the
        first hum/talk (mean over spread) are of the function alone, for inputs from
        the standard normal distribution. The last two columns are medians over
        untrained networks: hum/talk in the eighth layer, and the share of the
        message that is left after each layer.

    Raises
    ------
    ValueError
        If there is no function of that name.
    """
    rows = []
    for activation in map(find_activation, names):
        f, slope = activation.function, activation.grad
        mean = normal_mean(f)
        spread = math.sqrt(normal_mean(lambda x, f=f: f(x) ** 2) - mean**2)
        rms = math.sqrt(normal_mean(lambda x, slope=slope: slope(x) ** 2))
        layers = measure_layers(activation, seeds=seeds)
        deep = np.median(layers.hum_over_talk[:, -1])
        numbers = normal_mean(slope), rms, mean / spread, deep, kept(layers)
        rows.append((activation.label or activation.name, *numbers))
    return rows


def kept(layers):
    """Return the share of the message that is left after each layer (a float).

    It is the geometric mean of the steps from the last hidden layer to the first, and
    of that the median over the seeds.
    """
    first, last = layers.message[:, 0], layers.message[:, -1]
    steps = layers.message.shape[1] - 1
    return float(np.median((first / last) ** (1 / steps)))


