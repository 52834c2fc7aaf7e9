"""The measuring instrument: a plain network, trained by plain gradient descent.

Everything that chapter 2 derives on paper stands here in the same order: forward
through the layers, the message back through their slopes, and a step against the
gradient. float64 throughout, so that a run gives the same numbers on any machine, to
more digits than the chapters print.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from utils.first_edition.activations import find_activation
from utils.first_edition.refusals import (
    check_inputs,
    check_labels,
    check_settings,
    check_widths,
    is_real,
)
from utils.first_edition.threads import one_blas_thread

__all__ = ["MLP", "History", "descend"]

# Examples are probed in slices of this size, so that all stays in the cache.
SLICE = 128

# Linux's allocator gives the memory of a step back to the system, and fetches it again
# in the next, page by page, until it has seen a larger array come and go.
np.empty(2**21)


class MLP:
    """A fully connected network that sorts its inputs into classes.

    Parameters
    ----------
    widths : sequence of at least two ints >= 1
        Inputs, the hidden layers in order, classes: [64, 128, 128, 10].
    activation : str or Activation
        What every hidden unit applies: a key of `ACTIVATIONS`, or one of your own.
    init : {"he", "xavier"} or float, optional
        Weights are drawn from a normal distribution with variance 2 / fan_in
        (He et al. 2015), 2 / (fan_in + fan_out) (Glorot & Bengio 2010), or, given a
        finite number >= 0, that number / fan_in. Biases start at 0.
    seed : int, optional
        Of the random weights.

    Attributes
    ----------
    weights : list of ndarray
        Of shape (fan_in, fan_out), float64, one for each layer.
    biases : list of ndarray
        Of shape (fan_out,), float64, one for each layer.
    activation : Activation
        The hidden units' function and derivative.

    Raises
    ------
    ValueError
        If `widths`, `activation` or `init` is none of the above.
    """

    def __init__(self, widths, activation, *, init="he", seed=0):
        widths = check_widths(widths)
        self.activation = find_activation(activation)
        rng = np.random.default_rng(seed)
        self.weights = [
            rng.standard_normal((m, n)) * math.sqrt(_variance(init, m, n))
            for m, n in pairwise(widths)
        ]
        self.biases = [np.zeros(n) for n in widths[1:]]

    def forward(self, x):
        """Run inputs through the network.

        Parameters
        ----------
        x : array_like of real numbers, shape (examples, inputs)
            The inputs.

        Returns
        -------
        hidden : list of ndarray
            What each hidden layer hands on, of shape (examples, width).
        logits : ndarray, shape (examples, classes)
            The scores of the classes, before any softmax.

        Raises
        ------
        ValueError
            If `x` is not two-dimensional, of the right width and finite.
        """
        x = check_inputs(x, len(self.weights[0]))
        with one_blas_thread(), np.errstate(under="ignore"):
            inputs, _, logits = self._forward(x)
        return inputs[1:], logits

    def loss_and_grads(self, x, labels):
        """Compute the mean cross-entropy and its gradient.

        Parameters
        ----------
        x : array_like of real numbers, shape (examples, inputs)
            The inputs.
        labels : array_like of int, shape (examples,)
            The right classes, counted from 0.

        Returns
        -------
        loss : float
            Mean cross-entropy, in nats.
        weight_grads, bias_grads : list of ndarray
            The slopes of the loss, in the shapes of `weights` and `biases`.

        Raises
        ------
        ValueError
            If `x` does not fit the network, or `labels` not `x` and the classes.
        """
        x = check_inputs(x, len(self.weights[0]))
        labels = check_labels(labels, len(x), len(self.biases[-1]))
        with one_blas_thread(), np.errstate(under="ignore"):
            return self._loss_and_grads(x, labels)

    def messages(self, x, labels):
        """Compute what is handed down: the slope of each example's loss in z.

        Parameters
        ----------
        x, labels
            As in `loss_and_grads`.

        Returns
        -------
        list of ndarray
            For each layer, of shape (examples, fan_out): how the loss of the example
            changes with what goes into the unit, dL/dz.

        Raises
        ------
        ValueError
            As in `loss_and_grads`.
        """
        x = check_inputs(x, len(self.weights[0]))
        labels = check_labels(labels, len(x), len(self.biases[-1]))
        with one_blas_thread(), np.errstate(under="ignore"):
            _, slopes, logits = self._forward(x)
            return self._messages(_error(_log_softmax(logits), labels), slopes)

    def prepare(self, x):
        """Get ready to be trained or measured on x; a plain network needs nothing."""

    def train(
        self,
        x,
        labels,
        *,
        epochs,
        learning_rate,
        batch_size=64,
        seed=0,
        optimizer=None,
        probes=1,
        until=-math.inf,
    ):
        """Train in place, by minibatch gradient descent and nothing else.

        Parameters
        ----------
        x, labels
            As in `loss_and_grads`.
        epochs : int
            How often to go through all examples; 0 only probes.
        learning_rate : float
            The length of a step, as a multiple of the gradient; finite and > 0.
        batch_size : int, optional
            Examples in a step; the last step of an epoch may have fewer.
        seed : int, optional
            Of the order of the examples, drawn anew for each epoch.
        optimizer : callable, optional
            Returns a new rule for the steps, such as a class of `utils.first_edition.variants`; by
            default they go by `descend`.
        probes : int, optional
            How often in an epoch to look; at most once a step.
        until : float, optional
            Stop when a look finds a loss below this. What comes after is NaN.

        Returns
        -------
        History
            The loss and the state of the units, probed over all examples. A learning
            rate that is too large raises nothing and warns of nothing, but sets
            `History.diverged`.

        Raises
        ------
        ValueError
            If the data does not fit the network, or a setting is out of range.
        """
        x = check_inputs(x, len(self.weights[0]))
        labels = check_labels(labels, len(x), len(self.biases[-1]))
        check_settings(epochs, learning_rate, batch_size)
        rng = np.random.default_rng(seed)
        update = descend if optimizer is None else optimizer()
        steps = math.ceil(len(x) / batch_size)
        history = History.empty(epochs * probes, len(self.weights) - 1)
        quiet = np.errstate(over="ignore", under="ignore", invalid="ignore")
        with one_blas_thread(), quiet:  # what overflows is told by History.diverged
            self.prepare(x)
            self._probe(x, labels, history, 0)
            for step in range(epochs * steps):
                if step % steps == 0:
                    order = rng.permutation(len(x))
                batch = order[step % steps * batch_size :][:batch_size]
                loss = self._step(x[batch], labels[batch], learning_rate, update)
                place, rest = divmod((step + 1) * probes, steps)
                if math.isfinite(loss) and rest < probes:
                    self._probe(x, labels, history, place)
                    loss = history.loss[place]
                history.diverged = not math.isfinite(loss)
                if history.diverged or (rest < probes and loss < until):
                    break
        return history

    # The formulas.

    def _forward(self, x):
        inputs, slopes = [x], []  # of each layer
        for w, b in zip(self.weights[:-1], self.biases[:-1], strict=True):
            z = inputs[-1] @ w
            z += b
            value, slope = self.activation.value_and_grad(z)
            inputs.append(value)
            slopes.append(slope)
        return inputs, slopes, inputs[-1] @ self.weights[-1] + self.biases[-1]

    def _loss_and_grads(self, x, labels):
        inputs, slopes, logits = self._forward(x)
        log_p = _log_softmax(logits)
        loss = -log_p[np.arange(len(x)), labels].mean()
        messages = self._messages(_error(log_p, labels) / len(x), slopes)
        weight_grads = [a.T @ m for a, m in zip(inputs, messages, strict=True)]
        bias_grads = [m.sum(axis=0) for m in messages]
        return float(loss), weight_grads, bias_grads

    def _messages(self, error, slopes):
        messages = [error]  # dL/dz, from the top layer down
        layers = list(zip(self.weights[1:], slopes, strict=True))
        for w, slope in reversed(layers):
            error = error @ w.T  # down through the weights,
            error *= slope  # times the slope
            messages.append(error)
        return messages[::-1]

    def _step(self, x, labels, learning_rate, update):
        loss, weight_grads, bias_grads = self._loss_and_grads(x, labels)
        parameters, grads = self.weights + self.biases, weight_grads + bias_grads
        if math.isfinite(loss):
            update(parameters, grads, learning_rate)
        return loss

    def _probe(self, x, labels, history, place):
        """Enter the loss and the state of the units into the history."""
        loss = 0.0
        totals = [np.zeros(len(b)) for b in self.biases[:-1]]
        largest = [np.full(len(b), -np.inf) for b in self.biases[:-1]]
        for start in range(0, len(x), SLICE):
            some, some_labels = x[start : start + SLICE], labels[start : start + SLICE]
            (_, *hidden), _, logits = self._forward(some)
            log_p = _log_softmax(logits)
            loss -= log_p[np.arange(len(some)), some_labels].sum()
            for h, total, most in zip(hidden, totals, largest, strict=True):
                total += h.sum(axis=0)
                np.maximum(most, h.max(axis=0), out=most)
        history.loss[place] = loss / len(x)
        history.unit_mean[place] = [np.median(total / len(x)) for total in totals]
        history.dead[place] = [np.mean(most <= 0) for most in largest]


def descend(parameters, grads, learning_rate):
    """Step against the gradient, in place; `grads` are used up."""
    for parameter, grad in zip(parameters, grads, strict=True):
        grad *= learning_rate
        parameter -= grad


@dataclass
class History:
    """What `MLP.train` saw before the first epoch, and after each.

    (Or, with more `probes`, after each of an epoch's parts.)

    Attributes
    ----------
    loss : ndarray, shape (epochs + 1,)
        Mean cross-entropy over all examples, in nats.
    unit_mean : ndarray, shape (epochs + 1, hidden layers)
        The mean output of a unit over all examples; of those, the median over the
        units of a layer.
    dead : ndarray, shape (epochs + 1, hidden layers)
        The share of a layer's units, in 0...1, that are <= 0 on every example.
    diverged : bool
        Whether the loss left the finite numbers. Training stopped there, and what
        came after is NaN.
    """

    loss: np.ndarray
    unit_mean: np.ndarray
    dead: np.ndarray
    diverged: bool = False

    @classmethod
    def empty(cls, epochs, layers):
        """Return a history in which nothing has been seen yet."""
        shapes = (epochs + 1,), (epochs + 1, layers), (epochs + 1, layers)
        return cls(*(np.full(shape, np.nan) for shape in shapes))


def _log_softmax(logits):
    shifted = logits - logits.max(axis=1, keepdims=True)  # so that exp cannot overflow
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def _error(log_p, labels):
    error = np.exp(log_p)  # the slope of the loss in the logits: p - target
    error[np.arange(len(labels)), labels] -= 1
    return error


def _variance(init, fan_in, fan_out):
    if is_real(init) and 0 <= init < math.inf:
        return init / fan_in
    if init == "he":
        return 2 / fan_in
    if init == "xavier":
        return 2 / (fan_in + fan_out)
    raise ValueError(f"unknown init {init!r}; choose he, xavier or a number >= 0")
