"""What one may do to the network: take means off, skip layers, step otherwise.

Each network is `utils.first_edition.network.MLP` with one thing changed, as in
``runs("relu", network=CentredMLP, ...)``. Each rule for the steps is made anew for a
training, as in ``runs("relu", optimizer=Adam, ...)``. What `forward`, `messages` and
the probes say of an example never depends on the others, nor on chance.
"""

import math
from contextlib import contextmanager

import numpy as np

from utils.first_edition.network import MLP

__all__ = ["Adam", "BatchNormMLP", "CentredMLP", "Momentum", "ResidualMLP"]

KEEP = 0.9  # of a running statistic, at each step
TINY = 1e-5  # added to a variance, lest a unit that always says the same divide by 0


class _WithStatistics(MLP):
    """A network that knows the statistics of what its hidden layers say.

    To prepare for training they are measured on all data, layer by layer; during a
    step they run along with the batches; at all other times they stand.
    """

    _keep = 1.0  # the share of a statistic that outlives a look at some examples

    @contextmanager
    def _keeping(self, share):
        self._keep = share
        try:
            yield
        finally:
            self._keep = 1.0

    def prepare(self, x):
        """Measure the statistics on x, of shape (examples, inputs)."""
        with self._keeping(0.0):
            self._forward(x)

    def _step(self, *arguments):
        with self._keeping(KEEP):
            return super()._step(*arguments)

    def _run_along(self, statistics, layer, seen):
        """Let what was seen into a layer's running statistic, and return that."""
        if self._keep < 1:
            statistics[layer] = self._keep * statistics[layer] + (1 - self._keep) * seen
        return statistics[layer]


class CentredMLP(_WithStatistics):
    """A network whose hidden units hand on what they say less its mean.

    `History.dead` has no meaning here, as a unit that is silent hands on 0.

    Parameters
    ----------
    widths, activation, init, seed
        As in `utils.first_edition.network.MLP`. What is handed on is smaller by the mean, so that a
        start which keeps its size is 1 / the function's variance.
    batch : bool, optional
        Whether a step takes off its batch's mean instead, and lets the message know.

    Attributes
    ----------
    means : list of ndarray
        The running means, of shape (width,), one for each hidden layer: 0 before
        `train`, which starts with those over its data and at each step lets a tenth
        of the batch's in. To the message they are constants.
    """

    def __init__(self, widths, activation, *, init="he", seed=0, batch=False):
        super().__init__(widths, activation, init=init, seed=seed)
        self.batch = batch
        self.means = [np.zeros_like(b) for b in self.biases[:-1]]

    def _forward(self, x):
        inputs, slopes = [x], []
        for layer in range(len(self.means)):
            z = inputs[-1] @ self.weights[layer] + self.biases[layer]
            value, slope = self.activation.value_and_grad(z)
            of_batch = value.mean(axis=0)
            mean = self._run_along(self.means, layer, of_batch)
            inputs.append(value - (of_batch if self.batch and self._keep < 1 else mean))
            slopes.append(slope)
        return inputs, slopes, inputs[-1] @ self.weights[-1] + self.biases[-1]

    def _messages(self, error, slopes):
        if not (self.batch and self._keep < 1):
            return super()._messages(error, slopes)
        messages = [error]
        layers = list(zip(self.weights[1:], slopes, strict=True))
        for w, slope in reversed(layers):
            error = error @ w.T
            error = (error - error.mean(axis=0)) * slope
            messages.append(error)
        return messages[::-1]


class BatchNormMLP(_WithStatistics):
    """A network with batch normalisation after each hidden layer's function.

    There is no learned gain or bias: the next layer's weights and biases will do.
    Where no step is taken, the running `means` and `variances` stand in for the
    batch's. What is handed on has size 1, and a start of 1 keeps it there.

    References
    ----------
    Ioffe & Szegedy, "Batch normalization", ICML 2015 (there before the function, and
    with gain and bias).
    """

    def __init__(self, widths, activation, *, init="he", seed=0):
        super().__init__(widths, activation, init=init, seed=seed)
        self.means = [np.zeros_like(b) for b in self.biases[:-1]]
        self.variances = [np.ones_like(b) for b in self.biases[:-1]]

    def _forward(self, x):
        inputs, ways_back = [x], []
        for layer in range(len(self.means)):
            z = inputs[-1] @ self.weights[layer] + self.biases[layer]
            value, slope = self.activation.value_and_grad(z)
            of_batch = value.mean(axis=0), value.var(axis=0)
            mean = self._run_along(self.means, layer, of_batch[0])
            variance = self._run_along(self.variances, layer, of_batch[1])
            if self._keep < 1:
                mean, variance = of_batch
            spread = np.sqrt(variance + TINY)
            inputs.append((value - mean) / spread)
            ways_back.append((inputs[-1], spread, slope))
        return inputs, ways_back, inputs[-1] @ self.weights[-1] + self.biases[-1]

    def _messages(self, error, ways_back):
        messages = [error]
        above = reversed(self.weights[1:])
        for w, (said, spread, slope) in zip(above, reversed(ways_back), strict=True):
            error = error @ w.T
            if self._keep < 1:  # the batch's mean and spread answer to it, too
                error = error - error.mean(axis=0) - said * (error * said).mean(axis=0)
            error = error / spread * slope
            messages.append(error)
        return messages[::-1]


class ResidualMLP(MLP):
    """A network in which a layer as wide as its inputs h hands on h + f(h W + b).

    Of the n layers that add, weights are smaller than `init` says by the square root
    of n, so that all together add about as much as was there.

    References
    ----------
    He, Zhang, Ren & Sun, "Deep residual learning for image recognition", CVPR 2016
    (there with two layers of weights to a step).
    """

    def __init__(self, widths, activation, *, init="he", seed=0):
        super().__init__(widths, activation, init=init, seed=seed)
        self._adds = [w.shape[0] == w.shape[1] for w in self.weights[:-1]]
        for w, adds in zip(self.weights[:-1], self._adds, strict=True):
            if adds:
                w /= math.sqrt(sum(self._adds))

    def _forward(self, x):
        inputs, slopes = [x], []
        for w, b, adds in zip(self.weights, self.biases, self._adds, strict=False):
            value, slope = self.activation.value_and_grad(inputs[-1] @ w + b)
            inputs.append(inputs[-1] + value if adds else value)
            slopes.append(slope)
        return inputs, slopes, inputs[-1] @ self.weights[-1] + self.biases[-1]

    def _messages(self, error, slopes):
        messages, handed_down = [error], error @ self.weights[-1].T
        hidden = zip(self.weights, slopes, self._adds, strict=False)
        for w, slope, adds in reversed(list(hidden)):
            messages.append(handed_down * slope)
            handed_down = messages[-1] @ w.T + (handed_down if adds else 0)
        return messages[::-1]


class Momentum:
    """Steps by gradients of which nine tenths live on to the next step."""

    def __init__(self):
        self.velocity = None

    def __call__(self, parameters, grads, learning_rate):
        """Take a step, in place."""
        if self.velocity is None:
            self.velocity = [np.zeros_like(p) for p in parameters]
        for p, g, v in zip(parameters, grads, self.velocity, strict=True):
            v *= 0.9
            v += g
            p -= learning_rate * v


class Adam:
    """Steps by a running mean of the gradients, over the root of that of squares.

    References
    ----------
    Kingma & Ba, "Adam: a method for stochastic optimization", ICLR 2015.
    """

    def __init__(self):
        self.moments, self.steps = None, 0

    def __call__(self, parameters, grads, learning_rate):
        """Take a step, in place."""
        if self.moments is None:
            self.moments = [(np.zeros_like(p), np.zeros_like(p)) for p in parameters]
        self.steps += 1
        first, second = 1 - 0.9**self.steps, 1 - 0.999**self.steps  # both started at 0
        for p, g, (m, s) in zip(parameters, grads, self.moments, strict=True):
            m += 0.1 * (g - m)
            s += 0.001 * (g * g - s)
            p -= learning_rate / first * m / (np.sqrt(s / second) + 1e-8)
