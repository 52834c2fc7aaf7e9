"""The experiments of every chapter: one network on the digits, for any function.

The network is that of chapter 2: 64 pixels, hidden layers of 128 units, ten classes,
trained by gradient descent on batches of 64 of the 1,437 training images.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
from threadpoolctl import ThreadpoolController

from utils.activations import ACTIVATIONS, find_activation, looks_of
from utils.digits import load_digits
from utils.network import backward, forward, loss_and_delta, make_network, train

# A second BLAS thread gains little on matrices of this size, and where several kernels
# share a machine, threads that wait for one another take ten times as long.
_BLAS = ThreadpoolController()


def train_networks(
    activation, depth=8, *, init=None, seeds=range(3), epochs=10, learning_rate=0.1
):
    """Train a network for each seed on the training digits.

    Parameters
    ----------
    activation : str or Activation
        A key of `ACTIVATIONS`, or your own.
    depth : int
        Hidden layers, of 128 units each.
    init : float, optional
        c, for initial weights of variance c / fan-in; by default the activation's.
    seeds : iterable of int
        Of the weights and of the order of the images.
    epochs : int
    learning_rate : float

    Returns
    -------
    ndarray, shape (seeds, epochs)
        The loss of each epoch, see `utils.network.train`; nan where it diverged.

    Raises
    ------
    ValueError
        If the activation is unknown, or a number out of range.
    """
    a, c = _checked(activation, depth, init)
    if not (epochs >= 1 and 0 < learning_rate < np.inf):
        raise ValueError(
            f"epochs must be at least 1 and the learning rate positive and finite, "
            f"got {epochs} and {learning_rate}"
        )
    return _losses(a, int(depth), c, tuple(seeds), epochs, learning_rate)


def measure_layers(activation, depth=8, *, init=None, seeds=range(5)):
    """Measure the hidden layers of untrained networks, on all training digits.

    Parameters are those of `train_networks`.

    Returns
    -------
    dict of ndarray, each of shape (seeds, depth), the layer next to the input first
        The entries of `look_inside`.
    """
    a, c = _checked(activation, depth, init)
    measured = _measured(a, int(depth), c, tuple(seeds))
    return dict(zip(("gradient", "mean", "std", "dead"), measured, strict=True))


def look_inside(network, activation):
    """Measure the hidden layers of a network on all training digits; of chapter 8.

    `network` is a pair (weights, biases). Returns a dict of arrays, an entry a layer.
    ``"gradient"``: the RMS of dL/dz over units and images. ``"mean"``, ``"std"``: over
    the images, of a unit's activation; RMS over the units. ``"dead"``: the share of
    units whose derivative is 0 on all images.
    """
    x, labels, *_ = load_digits()
    weights, biases = network
    z, inputs = forward(x, weights, biases, activation.function)
    _, delta = loss_and_delta(z[-1], labels)
    deltas = backward(delta, z, weights, activation.grad)[:-1]
    slopes = [activation.grad(layer) for layer in z[:-1]]
    return {
        "gradient": np.array([_rms(d) for d in deltas]),
        "mean": np.array([_rms(a.mean(axis=0)) for a in inputs[1:]]),
        "std": np.array([_rms(a.std(axis=0)) for a in inputs[1:]]),
        "dead": np.array([np.mean((s == 0).all(axis=0)) for s in slopes]),
    }


def epochs_until(losses, goal=0.1):
    """Return after how many epochs the loss is down to `goal`, or inf; of chapter 7.

    The mean over an epoch counts as the loss at its middle; in between, the logarithm
    of the loss is taken to follow a straight line.
    """
    losses = np.asarray(losses)
    below = np.flatnonzero(losses <= goal)
    if len(below) == 0:
        return np.inf
    k = below[0]
    if k == 0:
        return 0.5
    high, low = np.log(losses[k - 1]), np.log(losses[k])
    return k - 0.5 + (high - np.log(goal)) / (high - low)


def load_runs(name):
    """Return the results of longer runs, which `tests/long_runs.py` makes.

    `name` is "bias_shift", "tuning", "comparison" or "bench": a structured array, with
    a row for each network (in "tuning" for each setting that was tried, in "bench" for
    each epoch). Chapters 7 and 8 say what the columns are.
    """
    path = Path(__file__).with_name("runs") / f"{name}.csv"
    if not path.exists():
        names = sorted(file.stem for file in path.parent.glob("*.csv"))
        raise ValueError(f"there are no runs {name!r}; there are {', '.join(names)}")
    return np.genfromtxt(path, delimiter=",", names=True, dtype=None, encoding="utf-8")


def side_by_side(function, items):
    """Return function(item) for each item, computed on several cores."""
    if sys.platform == "emscripten":  # a browser's kernel has no threads
        return [function(item) for item in items]
    # NumPy lets go of the interpreter while it computes, so threads will do.
    with _BLAS.limit(limits=1, user_api="blas"):
        with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
            return list(pool.map(function, items))


_OURS = tuple(ACTIVATIONS.values())  # as they are at import


def _once_for_ours(compute):
    """Remember what was computed for the functions of `ACTIVATIONS`.

    A reader's own function may have changed meanwhile, so it is computed anew.
    """
    remembered = lru_cache(maxsize=64)(compute)

    def computed(a, *settings):
        if a in _OURS:
            return remembered(a, *settings).copy()
        return compute(a, *settings)

    return computed


@_once_for_ours
def _losses(a, depth, c, seeds, epochs, learning_rate):
    x, labels, *_ = load_digits()

    def run(seed):
        network = make_network([64, *[128] * depth, 10], c, seed)
        rest = a.function, a.grad, epochs, learning_rate, seed
        with np.errstate(all="ignore"):  # what diverges ends in nan
            return train(x, labels, *network, *rest)

    return np.array(side_by_side(run, seeds))


@_once_for_ours
def _measured(a, depth, c, seeds):
    def measure(seed):
        network = make_network([64, *[128] * depth, 10], c, seed)
        return list(look_inside(network, a).values())

    return np.array(side_by_side(measure, seeds)).swapaxes(0, 1)


BENCH = {
    "function": "",
    "c": ".2f",
    "predicted": ".2f",
    "gain": ".2f",
    "mean/std": ".2g",
    "loss 1": ".2f",
    "loss 3": ".2f",
    "loss 8": ".2f",
}


def bench_row(activation, runs=None, learning_rate=0.1, layers=None):
    """Return a function's row in the table of the chapters; `BENCH` has its columns.

    Its name; c; the gain predicted, sqrt(c) times the RMS of f' on N(0, 1), and the
    gain measured; mean/std in layer 8; and the loss in the last epoch at depths 1, 3
    and 8. `runs` maps these depths to losses from `train_networks`; without it they are
    trained at the learning rate given. `layers` is what `measure_layers` returned, if
    that is there already. Measured are medians over the seeds.
    """
    a, layers = find_activation(activation), layers or measure_layers(activation)
    if runs is None:
        rate = learning_rate
        runs = {d: train_networks(a, d, learning_rate=rate) for d in (1, 3, 8)}
    rms_slope = np.sqrt(normal_mean(lambda z: a.grad(z) ** 2))
    ratio = np.median(layers["mean"][:, -1] / layers["std"][:, -1]).round(6)
    row = [looks_of(a).label, a.init, np.sqrt(a.init) * rms_slope]
    row += [gradient_gain(layers), ratio]
    return row + [np.median(runs[depth][:, -1]) for depth in (1, 3, 8)]


def gradient_gain(layers):
    """Return by how much the gradient changes per layer on its way back.

    The geometric mean over the steps from the last hidden layer to the first; of that
    the median over the seeds. `layers` comes from `measure_layers`.
    """
    steps = layers["gradient"].shape[1] - 1
    if steps < 1:
        raise ValueError("a gain per layer needs at least two hidden layers, got one")
    first, last = layers["gradient"][:, 0], layers["gradient"][:, -1]
    if not last.all():
        return 0.0  # the derivative is 0
    return float(np.median((first / last) ** (1 / steps)))


def predict_gain(activation, c, depth=8):
    """Predict the gradient gain per layer by two integrals, as chapter 8 writes it."""
    x, *_ = load_digits()
    size, product = c * np.mean(x**2), 1.0  # the mean square of z
    for _ in range(depth - 1):
        root = np.sqrt(size)
        slope = normal_mean(lambda z, s=root: activation.grad(s * z) ** 2)
        square = normal_mean(lambda z, s=root: activation.function(s * z) ** 2)
        product *= c * slope
        size = c * square
    return float(product ** (1 / (2 * (depth - 1))))


def train_units(f, f_grad, learning_rate, steps, seed):
    """Train a hundred single units, on a hundred examples, as chapter 5 writes it.

    Each learns to imitate a random ReLU unit, by gradient descent on half the mean
    squared error. Its 16 inputs are not negative, as from a ReLU layer; its weights
    begin with He's variance. `seed` is of these weights; the examples are always the
    same. Returns z, of shape (steps + 1, examples, units), before each step and at the
    end.
    """
    rng = np.random.default_rng(100)
    x = np.maximum(rng.standard_normal((100, 16)), 0)
    target = np.maximum(x @ rng.standard_normal((16, 100)) / np.sqrt(8), 0)
    w = np.random.default_rng(seed).standard_normal((16, 100))
    w = w / np.sqrt(8)  # He's variance, 2/16
    b, history = np.zeros(100), []
    for _ in range(steps):
        z = x @ w + b
        history.append(z)
        delta = (f(z) - target) * f_grad(z) / len(x)
        w = w - learning_rate * x.T @ delta
        b = b - learning_rate * delta.sum(axis=0)
    return np.array([*history, x @ w + b])


def normal_mean(f):
    """Return the mean of f(z) for z from N(0, 1), by a sum over a fine grid."""
    z, dz = np.linspace(-12, 12, 240_001, retstep=True)
    return float(np.sum(f(z) * np.exp(-(z**2) / 2)) * dz / np.sqrt(2 * np.pi))


def variance_preserving_init(f):
    """Return c = 1 / E[f(z)^2] for z from N(0, 1); weights have variance c / fan-in.

    Then z has variance 1 in the next layer, too. For ReLU it is He's 2.
    """
    return 1 / normal_mean(lambda z: f(z) ** 2)


def _checked(activation, depth, init):
    a = find_activation(activation)
    if depth < 1 or depth != int(depth):
        raise ValueError(f"depth counts hidden layers, at least 1; got {depth}")
    c = a.init if init is None else init
    if not 0 <= c < np.inf:
        raise ValueError(f"init is c in the variance c / fan-in, c >= 0; got {c}")
    return a, float(c)


def _rms(a):
    return np.sqrt(np.mean(np.square(a)))
