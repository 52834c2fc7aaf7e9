"""The activation functions of the series, with their derivatives.

Each function is a formula that you can check against its docstring. What they
share stands once, in `_elementwise`: which inputs are taken, and which dtype
comes back. The formulas look a little different from a textbook's because a
textbook does not have to stop at 1.8e308; chapters 1 and 4 show why.

Accuracy, checked by the tests against 50-digit arithmetic on points from the whole
range of the dtype: 2.5 ULP for float64 (units in the last place; the worst point we
know is one of sigmoid_grad's, with 2.55) and 0.51 ULP for float32 and float16.
Three limits. With an offset this holds for the
difference x - offset as float64 rounds it. A sum of n sigmoids may be n/2 ULP
further off. And elu_grad keeps it for alpha up to 4; a larger alpha scales up
the rounding of results near 1e-308.
"""

import functools
import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "elu",
    "elu_grad",
    "leaky_relu",
    "leaky_relu_grad",
    "relu",
    "relu_grad",
    "sigmoid",
    "sigmoid_grad",
    "softplus",
    "softplus_grad",
    "sum_of_sigmoids",
]


def _real_array(caller, value):
    """Return `value` as an array of real numbers, or raise TypeError."""
    try:
        array = np.asarray(value)
    except ValueError:
        raise TypeError(
            f"{caller} takes real numbers in an array of one shape; "
            "this sequence is ragged: give its rows the same length"
        ) from None
    if array.dtype.kind not in "biuf":
        raise TypeError(
            f"{caller} takes real numbers, not dtype {array.dtype}; "
            "convert them first, for instance with np.asarray(x, dtype=float)"
        )
    return array


def _factor(caller, name, value):
    """Return the parameter `value` as a float, or raise TypeError or ValueError."""
    array = _real_array(f"{caller}'s {name}", value)
    if array.ndim:
        raise TypeError(f"{caller} takes one number as {name}, not shape {array.shape}")
    number = float(array)
    if not 0 <= number < math.inf:
        raise ValueError(f"{caller} needs a finite {name} >= 0, got {number}")
    return number


def _shifted(caller, x, offset):
    """Return x - offset, where the usual offset of 0.0 costs nothing."""
    if isinstance(offset, float) and offset == 0.0:
        return x
    return x - _real_array(f"{caller}'s offset", offset)


# Long inputs are worked through in blocks whose intermediate arrays stay in the cache.
BLOCK = 65_536


def _elementwise(*, in_blocks):
    """Give a formula for float64 arrays this module's policy on input and dtype.

    float16, float32 and float64 come back as they went in; every other real
    dtype becomes float64. We compute in float64 and round once at the end, and
    convert *before* any arithmetic, since -x wraps around on unsigned integers.
    Blocks pay for formulas with intermediate results, not for a lone maximum.
    """

    def decorate(formula):
        @functools.wraps(formula)
        def function(x, *args, **kwargs):
            x = _real_array(formula.__name__, x)
            keeps = x.dtype.type in (np.float16, np.float32, np.float64)
            dtype = x.dtype.type if keeps else np.float64
            parameters = (*args, *kwargs.values())
            blocks = in_blocks and all(isinstance(p, float) for p in parameters)
            # Results that round to 0 or inf are the right ones here: no warning.
            with np.errstate(over="ignore", under="ignore", invalid="ignore"):
                if x.size <= BLOCK or not blocks:
                    y = formula(x.astype(np.float64, copy=False), *args, **kwargs)
                    return y.astype(dtype, copy=False)[()]  # a scalar gives a scalar
                flat, y = x.ravel(), np.empty(x.size, dtype)
                for start in range(0, x.size, BLOCK):
                    part = slice(start, start + BLOCK)
                    block = flat[part].astype(np.float64, copy=False)
                    y[part] = formula(block, *args, **kwargs)
                return y.reshape(x.shape)

        return function

    return decorate


@_elementwise(in_blocks=True)
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
    x = _shifted("sigmoid", x, offset)
    e = np.exp(-np.abs(x))
    return np.maximum(e, x >= 0) / (1 + e)


@_elementwise(in_blocks=True)
def sigmoid_grad(x, offset=0.0):
    """Derivative of `sigmoid`, s * (1 - s); at most 1/4, at x = offset.

    Parameters, result and errors are those of `sigmoid`.

    Notes
    -----
    The product s * (1 - s) itself is 0 beyond x = 37, where s rounds to 1.
    """
    x = _shifted("sigmoid_grad", x, offset)
    e = np.exp(-np.abs(x))  # the derivative is even, so |x| will do
    return e / (1 + e * (2 + e))


@_elementwise(in_blocks=False)
def sum_of_sigmoids(x, offsets):
    """Sum of one sigmoid for each offset, not divided by anything.

    Parameters
    ----------
    x : array_like of real numbers, any shape
        Input of the neuron.
    offsets : array_like of real numbers, any shape
        Where the sigmoids are centred.

    Returns
    -------
    ndarray or NumPy scalar
        Values in [0, number of offsets], of the shape of `x`; dtype as in
        `sigmoid`.

    Raises
    ------
    TypeError
        If `x` or `offsets` is not real (complex, strings, objects, ragged).

    References
    ----------
    Nair & Hinton, "Rectified linear units improve restricted Boltzmann
    machines", ICML 2010.
    """
    total = np.zeros_like(x)
    for offset in _real_array("sum_of_sigmoids' offsets", offsets).ravel():
        total += sigmoid(x, offset)  # one at a time: no array of x times offsets
    return total


@_elementwise(in_blocks=True)
def softplus(x):
    """Softplus, log(1 + exp(x)): the smooth ramp, and the integral of `sigmoid`.

    Parameters
    ----------
    x : array_like of real numbers, any shape
        Input of the neuron.

    Returns
    -------
    ndarray or NumPy scalar
        Values >= 0, of the shape of `x`; dtype as in `sigmoid`.

    Raises
    ------
    TypeError
        If `x` is not real (complex, strings, objects, ragged).

    References
    ----------
    Dugas et al., "Incorporating second-order functional knowledge for better
    option pricing", NIPS 13, 2001.
    """
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


@_elementwise(in_blocks=True)
def softplus_grad(x):
    """Derivative of `softplus`, which is `sigmoid`.

    Parameter, result and errors are those of `softplus`.
    """
    return sigmoid(x)


@_elementwise(in_blocks=False)
def relu(x):
    """Rectified linear unit, max(0, x).

    Parameters
    ----------
    x : array_like of real numbers, any shape
        Input of the neuron.

    Returns
    -------
    ndarray or NumPy scalar
        Values >= 0, of the shape of `x`; dtype as in `sigmoid`.

    Raises
    ------
    TypeError
        If `x` is not real (complex, strings, objects, ragged).

    References
    ----------
    Nair & Hinton, "Rectified linear units improve restricted Boltzmann
    machines", ICML 2010.
    """
    return np.maximum(x, 0)


@_elementwise(in_blocks=False)
def relu_grad(x):
    """Derivative of `relu`: 1 for x > 0, else 0; by convention 0 at the corner.

    Parameter, result and errors are those of `relu`.
    """
    return np.heaviside(x, 0.0)


@_elementwise(in_blocks=False)
def leaky_relu(x, slope=0.1):
    """Leaky rectified linear unit: x for x > 0, slope * x otherwise.

    Parameters
    ----------
    x : array_like of real numbers, any shape
        Input of the neuron.
    slope : float, optional
        Slope of the left side, finite and >= 0.

    Returns
    -------
    ndarray or NumPy scalar
        Values of the shape of `x`; dtype as in `sigmoid`.

    Raises
    ------
    TypeError
        If `x` or `slope` is not real, or `slope` not a single number.
    ValueError
        If `slope` is negative, infinite or NaN.

    References
    ----------
    Maas, Hannun & Ng, "Rectifier nonlinearities improve neural network
    acoustic models", ICML 2013 (there with slope 0.01).
    """
    slope = _factor("leaky_relu", "slope", slope)
    left = slope * np.minimum(x, 0) if slope else 0.0  # 0 * -inf would be NaN
    return np.maximum(x, 0) + left


@_elementwise(in_blocks=False)
def leaky_relu_grad(x, slope=0.1):
    """Derivative of `leaky_relu`: 1 for x > 0, else slope (also at the corner).

    Parameters, result and errors are those of `leaky_relu`.
    """
    slope = _factor("leaky_relu_grad", "slope", slope)
    right = np.heaviside(x, 0.0)
    return right + slope * (1 - right)


@_elementwise(in_blocks=True)
def elu(x, alpha=1.0):
    """Exponential linear unit: x for x > 0, alpha * (exp(x) - 1) otherwise.

    Parameters
    ----------
    x : array_like of real numbers, any shape
        Input of the neuron.
    alpha : float, optional
        Depth of the left side, which tends to -alpha; finite and >= 0.

    Returns
    -------
    ndarray or NumPy scalar
        Values >= -alpha, of the shape of `x`; dtype as in `sigmoid`.

    Raises
    ------
    TypeError
        If `x` or `alpha` is not real, or `alpha` not a single number.
    ValueError
        If `alpha` is negative, infinite or NaN.

    References
    ----------
    Clevert, Unterthiner & Hochreiter, "Fast and accurate deep network learning
    by exponential linear units (ELUs)", ICLR 2016, arXiv:1511.07289.
    """
    alpha = _factor("elu", "alpha", alpha)
    return np.maximum(x, 0) + alpha * np.expm1(np.minimum(x, 0))


@_elementwise(in_blocks=True)
def elu_grad(x, alpha=1.0):
    """Derivative of `elu`: 1 for x > 0, else alpha * exp(x); alpha at the corner.

    Parameters, result and errors are those of `elu`.

    Notes
    -----
    The paper's form elu(x) + alpha saves an exponential in training, but
    cancels: it is 0 from x = -37.4 on.
    """
    alpha = _factor("elu_grad", "alpha", alpha)
    return np.where(x > 0, 1.0, alpha) * np.exp(np.minimum(x, 0))


class Activation(NamedTuple):
    """A function for the units of a network, with its derivative.

    `function` and `grad` take an array and return one of the same shape.
    """

    name: str
    function: Callable
    grad: Callable


ACTIVATIONS = {
    name: Activation(name, function, grad)
    for name, function, grad in (
        ("sigmoid", sigmoid, sigmoid_grad),
        ("softplus", softplus, softplus_grad),
        ("relu", relu, relu_grad),
        ("leaky_relu", leaky_relu, leaky_relu_grad),
        ("elu", elu, elu_grad),
    )
}
