"""The exercises of chapter 6: right answers, and the mistakes that people make."""

import math

import numpy as np

from utils.activations import elu, relu
from utils.exercises.check import Exercise

Z = np.array([1.0, -1.0, 2.0, -2.0, 0.0, 0.5, -0.5, 5.0, -5.0])
EXTREME = np.array([-30.0, 1000.0, -1000.0, -1e-17])

# fmt: off
EXERCISES = {
    "elu": Exercise(
        takes="z, alpha",
        cases=((Z, 2.0), (Z, 0.5), (Z, 1.0), (Z, 0.0), (EXTREME, 1.0), (EXTREME, 3.0)),
        reference=elu,
        atol=0,
        quiet=True,
        mistakes=(
            (lambda z, a: np.where(z > 0, z, a * (np.exp(z) - 1)),
             "exp(1000) is computed, and overflows, though nobody wants it. And near "
             "0, exp(z) - 1 loses its digits."),
            (lambda z, a: np.where(z > 0, z, a * np.expm1(z)),
             "Right in value, but NumPy warns: an exponential of 1000 is computed, "
             "though nobody wants it. (np.where computes both sides.)"),
            (lambda z, a: relu(z) + a * (np.exp(np.minimum(z, 0)) - 1),
             "Nearly: at z = -1e-17 it is 0. Is there a function for exp(z) - 1?"),
            (lambda z, a: np.where(z > 0, z, a * np.exp(np.minimum(z, 0)) - 1),
             "At z = 0 it should be 0 for every alpha. Is there a bracket missing?"),
            (lambda z, a: relu(z) + a * np.expm1(z),
             "The exponential counts on the right as well. What should it see there?"),
            (lambda z, a: a * (relu(z) + np.expm1(np.minimum(z, 0))),
             "The left is right. But alpha stretches your right side, too."),
            (lambda z, a: np.maximum(z, a * np.expm1(np.minimum(z, 0))),
             "Right until alpha passes 1. Then ELU runs below z on the left, and the "
             "larger of the two is the wrong one."),
            (lambda z, a: relu(z) + np.expm1(a * np.minimum(z, 0)),
             "Alpha should stretch the left side in height, and you do so in width."),
            (lambda z, a: np.where(z > 0, a * np.expm1(z), z),
             "The left side and the right have changed places."),
            (lambda z, a: np.where(z > 0, z, a * np.exp(np.minimum(z, 0))),
             "Too high by alpha: at 0 it should be 0. What is missing?"),
        ),
    ),
    "celu": Exercise(
        takes="z, alpha",
        cases=((Z, 2.0), (Z, 0.5)),
        reference=lambda z, a: relu(z) + a * np.expm1(np.minimum(z, 0) / a),
        mistakes=(
            (elu, "That is ELU. From the left, its slope at 0 is alpha, not 1."),
            (lambda z, a: relu(z) + np.expm1(np.minimum(z, 0) / a),
             "The lower bound is -1. It should be -alpha."),
            (lambda z, a: relu(z) + a * np.expm1(np.minimum(z, 0) * a),
             "The lower bound is right. From the left, the slope at 0 is alpha "
             "squared: you changed the width the wrong way."),
            (lambda z, a: a * elu(z),
             "The lower bound is right. But the slope at 0 is alpha on both sides."),
        ),
    ),
    "zero_mean": Exercise(
        reference=1.67326,
        rtol=3e-4,
        mistakes=(
            (math.sqrt(2 / math.pi),
             "The left side is alpha exp(z), less alpha. You kept the mean of the "
             "second term alone."),
            (1.0507, "That is SELU's other constant, which sets the variance."),
            (0.398942 / 0.160520,
             "You divided by the mean of all of ELU. Alpha scales only its left side."),
            (1.0, "Chapter 6 has measured that: the mean is 0.16."),
        ),
    ),
}
