"""The functions that came after ELU, and two of their kin, for the last contest.

Each is written with its slope, as the two share their costly part. In a network they
get float64 arrays; beyond 1e100 they promise nothing.
"""

import math

import numpy as np

from utils.first_edition.activations import Activation

__all__ = ["NEWCOMERS"]

SELU_ALPHA, SELU_SCALE = 1.6732632423543772, 1.0507009873554805


def _hinge(x):
    """max(-1, x): ReLU, its corner moved down to (-1, -1)."""
    return np.maximum(x, -1), x > -1


def _selu(x):
    """ELU with the floor and the scale that keep mean 0 and spread 1.

    Klambauer, Unterthiner, Mayr & Hochreiter, "Self-normalizing neural networks",
    NIPS 2017, arXiv:1706.02515.
    """
    left = SELU_SCALE * SELU_ALPHA * np.exp(np.minimum(x, 0))
    value = SELU_SCALE * np.maximum(x, 0) + (left - SELU_SCALE * SELU_ALPHA)
    return value, left - (x > 0) * SELU_SCALE * (SELU_ALPHA - 1)


def _silu(x):
    """Return x * sigmoid(x), also known as swish.

    Elfwing, Uchibe & Doya, arXiv:1702.03118, 2017; Ramachandran, Zoph & Le,
    "Searching for activation functions", arXiv:1710.05941, 2017.
    """
    e = np.exp(-np.abs(x))
    right = 1 / (1 + e)
    s = np.maximum(e, x >= 0) * right
    return x * s, s + x * e * right * right


def _gelu(x):
    """Return x times the bell curve's share below x, in the form with a tanh.

    Hendrycks & Gimpel, "Gaussian error linear units", arXiv:1606.08415, 2016.
    """
    root, cube = math.sqrt(2 / math.pi), 0.044715
    square = x * x
    t = np.tanh(root * x * (1 + cube * square))
    below = (1 + t) / 2
    return x * below, below + x * (1 - t * t) * root * (1 + 3 * cube * square) / 2


def _squared_relu(x):
    """max(0, x) squared.

    So et al., "Primer: searching for efficient transformers for language modeling",
    NeurIPS 2021, arXiv:2109.08668.
    """
    right = np.maximum(x, 0)
    return right * right, 2 * right


def _activation(both, label, color, line_style):
    def function(x):
        return both(np.asarray(x, dtype=float))[0]

    def grad(x):
        return both(np.asarray(x, dtype=float))[1].astype(float)

    name = both.__name__.strip("_")
    looks = {"label": label, "color": color, "line_style": line_style}
    return Activation(name, function, grad, both, **looks)


_ALL = (
    _activation(_hinge, "hinge", "#8C5A2B", (0, (5, 1, 1, 1))),
    _activation(_selu, "SELU", "#7B4FB5", (0, (6, 1))),
    _activation(_silu, "SiLU", "#1B1B8F", "-"),
    _activation(_gelu, "GELU", "#666666", (0, (3, 1))),
    _activation(_squared_relu, "squared ReLU", "#A8324A", (0, (1, 1))),
)
# Under their names, as `utils.first_edition.activations.ACTIVATIONS`.
NEWCOMERS = {activation.name: activation for activation in _ALL}
