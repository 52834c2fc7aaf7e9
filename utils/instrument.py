"""One network, one set of data, held against every function of the series.

The network is always the same: 64 inputs, eight hidden layers of 128 units, ten
classes, on the digits of `utils.digits`. Only the function changes, and with it
the initialisation that goes with it. `train_units` is a smaller instrument, a
hundred single units, on which one can watch them die.
"""

import math

import numpy as np

from utils.activations import ACTIVATIONS
from utils.digits import load_digits
from utils.network import MLP, train
from utils.plotting import LABELS, check_name

__all__ = [
    "INITS",
    "SEEDS",
    "WIDTHS",
    "gradient_per_layer",
    "print_table",
    "run",
    "train_units",
]

WIDTHS = [64, *[128] * 8, 10]
SEEDS = range(5)
# He's was made for rectifiers; what saturates or bends at 0 was used with Glorot's.
INITS = {
    "sigmoid": "xavier",
    "softplus": "xavier",
    "relu": "he",
    "leaky_relu": "he",
    "elu": "he",
}


def _network(name, init, seed, widths=WIDTHS):
    """Return an untrained network, by default with the start that `INITS` gives it."""
    check_name(name, ACTIVATIONS)
    return MLP(widths, name, init=init or INITS[name], seed=seed)


def gradient_per_layer(name, *, init=None, seeds=SEEDS):
    """Measure the gradient of each hidden layer's weights before any training.

    Parameters
    ----------
    name : str
        A key of `ACTIVATIONS`.
    init : {"he", "xavier"}, optional
        By default the one in `INITS`.
    seeds : iterable of int, optional
        One network each.

    Returns
    -------
    ndarray, shape (seeds, hidden layers)
        Root mean square over the weights of a layer, of the gradient of the mean
        loss over all training images. The first column is next to the input.

    Raises
    ------
    ValueError
        If `name` or `init` is none of the above.
    """
    digits = load_digits()
    rows = []
    for seed in seeds:
        mlp = _network(name, init, seed)
        _, grads, _ = mlp.loss_and_grads(digits.train_images, digits.train_labels)
        rows.append([math.sqrt(np.mean(grad**2)) for grad in grads[:-1]])
    return np.array(rows)


def run(name, *, epochs, learning_rate, seed, widths=WIDTHS, init=None):
    """Train one network on the training digits; `seed` sets weights and order.

    Parameters
    ----------
    name : str
        A key of `ACTIVATIONS`.
    epochs, learning_rate, seed
        As in `utils.network.train`.
    widths : list of int, optional
        As in `utils.network.MLP`.
    init : {"he", "xavier"}, optional
        By default the one in `INITS`.

    Returns
    -------
    MLP
        The trained network.
    History
        What training saw.

    Raises
    ------
    ValueError
        If `name` or a setting is out of range.
    """
    mlp = _network(name, init, seed, widths)
    digits = load_digits()
    history = train(
        mlp,
        digits.train_images,
        digits.train_labels,
        epochs=epochs,
        learning_rate=learning_rate,
        seed=seed,
    )
    return mlp, history


def train_units(learning_rate, seed, activation="relu", steps=50):
    """Train 100 single units, each to imitate a random ReLU unit.

    The units have 16 inputs, none of them negative, as they would be coming from a
    layer of ReLUs, and see the same 100 examples at every step. The examples and
    the units to imitate are always the same.

    Parameters
    ----------
    learning_rate : float
        The length of a step, as a multiple of the gradient; 0 trains nothing.
    seed : int
        Of the weights at the start, which are He's.
    activation : str, optional
        A key of `ACTIVATIONS`.
    steps : int, optional
        Steps of gradient descent on half the mean squared error.

    Returns
    -------
    ndarray, shape (100, 100)
        For each example (row) and unit (column) what goes into the activation
        after training.

    Raises
    ------
    ValueError
        If `activation` is not in `ACTIVATIONS`.
    """
    check_name(activation, ACTIVATIONS)
    _, function, grad = ACTIVATIONS[activation]
    rng = np.random.default_rng(100)  # not a seed that the weights will get
    x = np.maximum(rng.standard_normal((100, 16)), 0)
    wanted = np.maximum(x @ rng.standard_normal((16, 100)) / math.sqrt(8), 0)
    w = np.random.default_rng(seed).standard_normal((16, 100)) / math.sqrt(8)
    b = np.zeros(100)
    for _ in range(steps):
        z = x @ w + b
        error = (function(z) - wanted) * grad(z) / len(x)
        w = w - learning_rate * x.T @ error
        b = b - learning_rate * error.sum(axis=0)
    return x @ w + b


def print_table(names):
    """Print the table that grows through the series, one row for each function.

    Parameters
    ----------
    names : iterable of str
        Keys of `ACTIVATIONS`.

    Notes
    -----
    The first four columns are for inputs from the standard normal distribution, by
    strips; the last two are medians over five untrained networks.
    """
    x = np.linspace(-12, 12, 240_001)
    bell = np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi) * (x[1] - x[0])
    print("            mean slope  RMS slope   mean  mean/spread  layer 1  layer 1/8")
    for name in names:
        check_name(name, ACTIVATIONS)
        y, slope = ACTIVATIONS[name].function(x), ACTIVATIONS[name].grad(x)
        mean = (y * bell).sum()
        spread = math.sqrt((y**2 * bell).sum() - mean**2)
        rms = math.sqrt((slope**2 * bell).sum())
        grads = np.median(gradient_per_layer(name), axis=0)
        print(
            f"{LABELS[name]:10}  {(slope * bell).sum():10.2f}  {rms:9.2f}"
            f"  {mean:5.2f}  {mean / spread:11.2f}  {grads[0]:7.0e}"
            f"  {grads[0] / grads[-1]:9.0e}"
        )
