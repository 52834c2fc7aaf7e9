"""The activation functions of the series, with their derivatives: formulas first.

Each is a formula that you can check against its docstring. What they share stands in
`utils.first_edition.elementwise`: which inputs are taken, and which dtype comes back. The formulas
look a little different from a textbook's because a textbook does not have to stop at
1.8e308; chapters 1 and 4 show why. At the end stands the table of the series: a
function is added here, in one entry, and nowhere else.

Accuracy, checked by the tests against 50-digit arithmetic on points from the whole
range of the dtype: 2.5 ULP for float64 (units in the last place; the worst point we
know is one of sigmoid_grad's, with 2.55) and 0.51 ULP for float32 and float16.
Three limits. With an offset this holds for the difference x - offset as float64
rounds it. A sum of n sigmoids may be n/2 ULP further off. And elu_grad keeps it for
alpha up to 4; a larger alpha scales up the rounding of results near 1e-308.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from utils.first_edition.elementwise import elementwise, factor, real_array, shifted

__all__ = [
    "ACTIVATIONS",
    "LABELS",
    "SUM_OF_SIGMOIDS",
    "Activation",
    "elu",
    "elu_grad",
    "find_activation",
    "leaky_relu",
    "leaky_relu_grad",
    "relu",
    "relu_grad",
    "sigmoid",
    "sigmoid_grad",
    "softplus",
    "softplus_grad",
    "sum_of_sigmoids",
    "tanh",
    "tanh_grad",
]


@elementwise
def sigmoid(x, offset=0.0):
    """Logistic sigmoid, 1 / (1 + exp(-(x - offset))).

    Parameters
    ----------
    x : array_like of real numbers, any shape
        Input of the neuron.
    offset : array_like of real numbers, optional
        The x at which the value is 1/2; broadcasts against `x`.

    Returns
    -------
    ndarray or NumPy scalar
        Values in [0, 1], of the shape of `x - offset`. float16, float32 and
        float64 keep their dtype, other real dtypes give float64.

    Raises
    ------
    TypeError
        If `x` or `offset` is not real (complex, strings, objects, ragged).
    ValueError
        If `x` and `offset` have shapes that do not broadcast.

    Notes
    -----
    The exponent is never positive, so nothing overflows; for x < 0 the formula
    is the same fraction, multiplied by exp(x) above and below.
    """
    x = shifted("sigmoid", x, offset)
    e = np.exp(-np.abs(x))
    return np.maximum(e, x >= 0) / (1 + e)


@elementwise
def sigmoid_grad(x, offset=0.0):
    """Derivative of `sigmoid`, s * (1 - s); at most 1/4, at x = offset.

    Parameters, result and errors are those of `sigmoid`.

    Notes
    -----
    The product s * (1 - s) itself is 0 beyond x = 37, where s rounds to 1.
    """
    x = shifted("sigmoid_grad", x, offset)
    e = np.exp(-np.abs(x))  # the derivative is even, so |x| will do
    return e / (1 + e * (2 + e))


@elementwise
def tanh(x):
    """Hyperbolic tangent, 2 * sigmoid(2 * x) - 1: a sigmoid without its mean.

    Input, shape, dtype and errors are those of `sigmoid`; values lie in [-1, 1].
    """
    return np.tanh(x)


@elementwise
def tanh_grad(x):
    """Derivative of `tanh`, 1 - tanh(x)**2, which as such is 0 beyond x = 19.

    Parameter, result and errors are those of `tanh`.
    """
    e = np.exp(-2 * np.abs(x))
    return 4 * e / (1 + e * (2 + e))


@elementwise
def sum_of_sigmoids(x, offsets):
    """Sum of one sigmoid for each offset, not divided by anything.

    `offsets`, where the sigmoids are centred, may be real numbers of any shape. Input,
    dtype and errors are those of `sigmoid`; values lie in [0, number of offsets].

    References
    ----------
    Nair & Hinton, "Rectified linear units improve restricted Boltzmann
    machines", ICML 2010.
    """
    total = np.zeros_like(x)
    for offset in real_array("sum_of_sigmoids' offsets", offsets).ravel():
        total += sigmoid(x, offset)  # one at a time: no array of x times offsets
    return total


@elementwise
def softplus(x):
    """Softplus, log(1 + exp(x)): the smooth ramp, and the integral of `sigmoid`.

    Input, shape, dtype and errors are those of `sigmoid`; values are >= 0.

    References
    ----------
    Dugas et al., "Incorporating second-order functional knowledge for better
    option pricing", NIPS 13, 2001.
    """
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


@elementwise
def softplus_grad(x):
    """Derivative of `softplus`, which is `sigmoid`.

    Parameter, result and errors are those of `softplus`.
    """
    return sigmoid(x)


@elementwise
def relu(x):
    """Rectified linear unit, max(0, x).

    Input, shape, dtype and errors are those of `sigmoid`; values are >= 0.

    References
    ----------
    Nair & Hinton, "Rectified linear units improve restricted Boltzmann
    machines", ICML 2010.
    """
    return np.maximum(x, 0)


@elementwise
def relu_grad(x):
    """Derivative of `relu`: 1 for x > 0, else 0; by convention 0 at the corner.

    Parameter, result and errors are those of `relu`.
    """
    return np.heaviside(x, 0.0)


@elementwise
def leaky_relu(x, slope=0.1):
    """Leaky rectified linear unit: x for x > 0, slope * x otherwise.

    `slope` is one finite number >= 0, or ValueError is raised; all else is as in
    `sigmoid`.

    References
    ----------
    Maas, Hannun & Ng, "Rectifier nonlinearities improve neural network
    acoustic models", ICML 2013 (there with slope 0.01).
    """
    slope = factor("leaky_relu", "slope", slope)
    left = slope * np.minimum(x, 0) if slope else 0.0  # 0 * -inf would be NaN
    return np.maximum(x, 0) + left


@elementwise
def leaky_relu_grad(x, slope=0.1):
    """Derivative of `leaky_relu`: 1 for x > 0, else slope (also at the corner).

    Parameters, result and errors are those of `leaky_relu`.
    """
    slope = factor("leaky_relu_grad", "slope", slope)
    right = np.heaviside(x, 0.0)
    return right + slope * (1 - right)


@elementwise
def elu(x, alpha=1.0):
    """Exponential linear unit: x for x > 0, alpha * (exp(x) - 1) otherwise.

    The left side tends to -alpha. `alpha` is one finite number >= 0, or ValueError
    is raised; all else is as in `sigmoid`.

    References
    ----------
    Clevert, Unterthiner & Hochreiter, "Fast and accurate deep network learning
    by exponential linear units (ELUs)", ICLR 2016, arXiv:1511.07289.
    """
    alpha = factor("elu", "alpha", alpha)
    return np.maximum(x, 0) + alpha * np.expm1(np.minimum(x, 0))


@elementwise
def elu_grad(x, alpha=1.0):
    """Derivative of `elu`: 1 for x > 0, else alpha * exp(x); alpha at the corner.

    Parameters, result and errors are those of `elu`.

    Notes
    -----
    The paper's form elu(x) + alpha saves an exponential in training, but
    cancels: it is 0 from x = -37.4 on.
    """
    alpha = factor("elu_grad", "alpha", alpha)
    return np.where(x > 0, 1.0, alpha) * np.exp(np.minimum(x, 0))


# For training: value and slope in one pass, for float64 arrays, from one exponential
# instead of two. What that gives up: they may be 3e-16 off, relative to 1 + |x|. No
# np.where, which is slow on signs that come at random.


def _sigmoid_and_grad(x):
    e = np.exp(-np.abs(x))
    right = 1 / (1 + e)
    return np.maximum(e, x >= 0) * right, e * right * right


def _tanh_and_grad(x):
    value = np.tanh(x)
    return value, 1 - value * value


def _softplus_and_grad(x):
    e = np.exp(-np.abs(x))
    value = np.maximum(x, 0) + np.log1p(e)
    return value, np.maximum(e, x >= 0) / (1 + e)


def _relu_and_grad(x):
    return np.maximum(x, 0), x > 0


def _leaky_relu_and_grad(x):
    slope = (x > 0) * 0.9 + 0.1
    return slope * x, slope


def _elu_and_grad(x):
    slope = np.maximum(np.exp(-np.abs(x)), x > 0)
    return np.maximum(x, 0) + (slope - 1), slope


class Activation(NamedTuple):
    """A function for the units of a network, and all that the series says of it.

    `Activation("cube", lambda x: x**3, lambda x: 3 * x**2)` is enough for one of your
    own: `function` and its derivative `grad` take an array and return one of the same
    shape. `fused` takes a float64 array and returns both at once, where that is
    quicker. `label` is what a reader calls it; `init` the start that was used with it
    ("xavier", "he", or a number, see `utils.first_edition.network.MLP`); `color` and `line_style`
    are its curve's: Okabe and Ito's, darkened to 3 : 1 on white where need be.
    """

    name: str
    function: Callable
    grad: Callable
    fused: Callable | None = None
    label: str = ""
    init: str | float = "he"
    color: str = "#666666"
    line_style: str | tuple = "-"

    def value_and_grad(self, x):
        """Return the function's values and its slopes at a float64 array `x`."""
        if self.fused is not None:
            return self.fused(x)
        return self.function(x), self.grad(x)


# A function of the series is one row here; label, start and looks follow it.
# fmt: off
_SERIES = (
    ("sigmoid", sigmoid, sigmoid_grad, _sigmoid_and_grad,
     "sigmoid", "xavier", "#0072B2", "-"),
    ("tanh", tanh, tanh_grad, _tanh_and_grad,
     "tanh", "xavier", "#000000", (0, (2, 1))),
    ("softplus", softplus, softplus_grad, _softplus_and_grad,
     "softplus", "xavier", "#CC79A7", (0, (4, 1.2))),
    ("relu", relu, relu_grad, _relu_and_grad,
     "ReLU", "he", "#D55E00", (0, (7, 1.2, 1.5, 1.2))),
    ("leaky_relu", leaky_relu, leaky_relu_grad, _leaky_relu_and_grad,
     "leaky ReLU", "he", "#C17F00", (0, (3, 1, 1, 1, 1, 1))),
    ("elu", elu, elu_grad, _elu_and_grad,
     "ELU", "he", "#009E73", (0, (9, 1.2))),
)
# fmt: on
ACTIVATIONS = {row[0]: Activation(*row) for row in _SERIES}
# A curve of the story, but no unit of a network: its shape depends on the offsets.
SUM_OF_SIGMOIDS = Activation(
    "sum_of_sigmoids",
    sum_of_sigmoids,
    lambda x, offsets: sum(sigmoid_grad(x, offset) for offset in offsets),
    label="sum of sigmoids",
    color="#3E9BD6",
    line_style=(0, (1, 0.8)),
)

LABELS = {a.name: a.label for a in (*ACTIVATIONS.values(), SUM_OF_SIGMOIDS)}


def find_activation(activation):
    """Return the `Activation` of that name, or the one given; ValueError if none."""
    if isinstance(activation, Activation):
        return activation
    if not isinstance(activation, str) or activation not in ACTIVATIONS:
        raise ValueError(
            f"unknown activation {activation!r}; choose one of "
            f"{', '.join(ACTIVATIONS)}, or give an Activation"
        )
    return ACTIVATIONS[activation]
