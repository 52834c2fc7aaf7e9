"""The activation functions of the series and their derivatives: a formula each.

Every function takes an array-like of real numbers, of any shape, and returns float64
of that shape. Results are within 4 units in the last place (tests compare them with
exact values; sums of sigmoids, and GELU far to the left, lose a few more), and no
finite input warns: exponents are never positive, so nothing overflows. Chapters 1, 4
and 6 show what goes wrong otherwise.

`ACTIVATIONS`, at the end, is the one registry: name, label, initialisation and looks
of each function. Add a function there and every plot and experiment knows it.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np


def _real(z):
    z = np.asanyarray(z)
    if np.ma.isMA(z) or z.dtype.kind == "c":  # asarray would drop the mask in silence
        raise TypeError("z is masked or complex: give z.compressed() or z.real")
    return np.asarray(z, float)


def sigmoid(z):
    """Logistic sigmoid, 1 / (1 + exp(-z)); from 0 to 1."""
    z = _real(z)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def sigmoid_grad(z):
    """Derivative of `sigmoid`, s * (1 - s); at most 1/4, at 0."""
    e = np.exp(-np.abs(_real(z)))  # even in z, so |z| will do
    return e / (1 + e) ** 2


def tanh(z):
    """Hyperbolic tangent, 2 * sigmoid(2 * z) - 1; from -1 to 1."""
    return np.tanh(_real(z))


def tanh_grad(z):
    """Derivative of `tanh`, 1 - tanh(z)**2, which as such is 0 beyond z = 19."""
    e = np.exp(-np.abs(_real(z))) ** 2
    return 4 * e / (1 + e) ** 2


def sum_of_sigmoids(z, offsets=(1, 3, 5, 7, 9), spacing=2.0):
    """Sum of one sigmoid for each offset, times the spacing (Nair & Hinton 2010).

    As it stands it has slope 1 from 0 to 10, nearly, and is level outside.
    """
    z = _real(z)
    return spacing * sum(sigmoid(z - offset) for offset in offsets)


def sum_of_sigmoids_grad(z, offsets=(1, 3, 5, 7, 9), spacing=2.0):
    """Derivative of `sum_of_sigmoids`."""
    z = _real(z)
    return spacing * sum(sigmoid_grad(z - offset) for offset in offsets)


def softplus(z):
    """Softplus, log(1 + exp(z)), the integral of `sigmoid` (Dugas et al. 2001)."""
    z = _real(z)
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def softplus_grad(z):
    """Derivative of `softplus`, which is the sigmoid."""
    return sigmoid(z)


def relu(z):
    """Rectified linear unit, max(0, z) (Nair & Hinton 2010)."""
    return np.maximum(_real(z), 0)


def relu_grad(z):
    """Derivative of `relu`: 1 for z > 0, else 0, by convention also at 0."""
    return np.where(_real(z) > 0, 1.0, 0.0)


def leaky_relu(z, slope=0.1):
    """Leaky ReLU: z for z > 0, else slope * z (Maas et al. 2013, with slope 0.01)."""
    z = _real(z)
    return np.where(z > 0, z, slope * z)


def leaky_relu_grad(z, slope=0.1):
    """Derivative of `leaky_relu`: 1 for z > 0, else slope."""
    return np.where(_real(z) > 0, 1.0, slope)


def shifted_relu(z):
    """Shifted ReLU, max(-1, z) (Clevert et al. 2016)."""
    return np.maximum(_real(z), -1)


def shifted_relu_grad(z):
    """Derivative of `shifted_relu`: 1 for z > -1, else 0."""
    return np.where(_real(z) > -1, 1.0, 0.0)


def elu(z, alpha=1.0):
    """Exponential linear unit: z for z > 0, else alpha * (exp(z) - 1).

    Clevert, Unterthiner & Hochreiter 2016, arXiv:1511.07289.
    """
    z = _real(z)
    return np.maximum(z, 0) + alpha * np.expm1(np.minimum(z, 0))


def elu_grad(z, alpha=1.0):
    """Derivative of `elu`: 1 for z > 0, else alpha * exp(z)."""
    z = _real(z)
    return np.where(z > 0, 1.0, alpha * np.exp(np.minimum(z, 0)))


SELU_ALPHA, SELU_SCALE = 1.6732632423543772, 1.0507009873554805


def selu(z):
    """ELU times a scale: mean 0 and variance 1 stay so (Klambauer et al. 2017)."""
    return SELU_SCALE * elu(z, SELU_ALPHA)


def selu_grad(z):
    """Derivative of `selu`."""
    return SELU_SCALE * elu_grad(z, SELU_ALPHA)


def silu(z):
    """SiLU or swish, z * sigmoid(z) (Elfwing et al. 2017, Ramachandran et al. 2017)."""
    return _real(z) * sigmoid(z)


def silu_grad(z):
    """Derivative of `silu`, s * (1 + z * (1 - s)); 0 near z = -1.278."""
    z = _real(z)
    return sigmoid(z) * (1 + z * sigmoid(-z))


def gelu(z):
    """GELU in its tanh form, z * sigmoid(2 * u(z)) (Hendrycks & Gimpel 2016).

    u(z) = sqrt(2 / pi) * (z + 0.044715 * z**3). The exact form, z times the normal
    distribution function, differs by at most 0.0005.
    """
    return _real(z) * sigmoid(2 * _gelu_u(z)[0])


def gelu_grad(z):
    """Derivative of `gelu`; 0 near z = -0.752."""
    u, du = _gelu_u(z)
    s = sigmoid(2 * u)
    return s + _real(z) * s * sigmoid(-2 * u) * 2 * du


def _gelu_u(z):
    z = np.clip(_real(z), -30, 30)  # beyond, sigmoid(2 * u) is 0 or 1
    u = np.sqrt(2 / np.pi) * (z + 0.044715 * z**3)
    return u, np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * z**2)


class Activation(NamedTuple):
    """A function, its derivative, and what experiments and plots need to know.

    `Activation("cube", lambda z: z**3, lambda z: 3 * z**2)` is enough for your own.

    Attributes
    ----------
    name : str
        Its key in `ACTIVATIONS`; a key that is there gives your function its looks.
    function, grad : callable
        f and f', elementwise on arrays.
    label : str
        Its name in plots.
    init : float
        c, for initial weights of variance c / fan-in.
    color : str
    line_style : str or tuple
    """

    name: str
    function: Callable
    grad: Callable
    label: str = ""
    init: float = 1.0
    color: str = "#555555"
    line_style: str | tuple = "-"


# Colours are Okabe and Ito's, darkened to a contrast of 3 : 1 on white where need be.
# c is 1 up to softplus (LeCun et al. 1998; for layers of one width also Glorot & Bengio
# 2010), and from ReLU on 1 / E[f(z)^2] for z from N(0, 1): see chapters 5 and 6.
# fmt: off
_ROWS = (
    ("sigmoid", sigmoid, sigmoid_grad,
     "sigmoid", 1.0, "#0072B2", "-"),
    ("sum_of_sigmoids", sum_of_sigmoids, sum_of_sigmoids_grad,
     "sum of sigmoids", 1.0, "#0E7F8A", (0, (1, 0.8))),
    ("softplus", softplus, softplus_grad,
     "softplus", 1.0, "#B5508F", (0, (4, 1.2))),
    ("relu", relu, relu_grad,
     "ReLU", 2.0, "#D55E00", (0, (7, 1.2, 1.5, 1.2))),
    ("leaky_relu", leaky_relu, leaky_relu_grad,
     "leaky ReLU", 1.9802, "#A67100", (0, (3, 1, 1, 1, 1, 1))),
    ("shifted_relu", shifted_relu, shifted_relu_grad,
     "shifted ReLU", 1.3192, "#7A4A2B", (0, (2, 1))),
    ("elu", elu, elu_grad,
     "ELU", 1.5505, "#00805D", (0, (9, 1.2))),
    ("selu", selu, selu_grad,
     "SELU", 1.0, "#4C8C2B", (0, (5, 1, 1, 1))),
    ("tanh", tanh, tanh_grad,
     "tanh", 2.5362, "#111111", (0, (2, 1))),
    ("silu", silu, silu_grad,
     "SiLU", 2.8108, "#7B4FB5", (0, (6, 1, 2, 1))),
    ("gelu", gelu, gelu_grad,
     "GELU", 2.3519, "#5D6D7E", (0, (3, 1))),
)
# fmt: on
ACTIVATIONS = {row[0]: Activation(*row) for row in _ROWS}


def find_activation(activation):
    """Return the `Activation` of that name, or the one given; ValueError if none."""
    if isinstance(activation, Activation):
        return activation
    if isinstance(activation, str) and activation in ACTIVATIONS:
        return ACTIVATIONS[activation]
    raise ValueError(
        f"unknown activation {activation!r}: give one of {', '.join(ACTIVATIONS)}, "
        "or Activation(name, function, derivative)"
    )


def looks_of(activation):
    """Return the `Activation` whose label, colour and dash a function has in plots.

    It is the one of its name in `ACTIVATIONS`, so that your own elu looks like ours.
    """
    a = find_activation(activation)
    a = ACTIVATIONS.get(a.name, a)
    return a if a.label else a._replace(label=a.name)
