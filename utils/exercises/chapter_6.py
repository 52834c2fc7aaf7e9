"""The exercises of chapter 6: right answers, and the mistakes that people make."""

import math

import numpy as np

from utils.first_edition.activations import elu, relu
from utils.exercises.exercise import Exercise, X

ANY_FLOAT = np.array([*X, -30.0, 1000.0, -1000.0, -1e-17])

EXERCISES = {
    "elu": Exercise(
        takes="x, alpha",
        cases=((ANY_FLOAT, 1.0), (ANY_FLOAT, 2.0), (ANY_FLOAT, 0.5), (ANY_FLOAT, 0.0)),
        reference=elu,
        atol=0,
        quiet=True,
        mistakes=(
            (
                lambda x, a: np.where(x > 0, x, a * (np.exp(x) - 1)),
                "exp(1000) is computed, and overflows, though nobody wants it. And "
                "near 0, exp(x) - 1 loses its digits.",
            ),
            (
                lambda x, a: np.where(x > 0, x, a * np.expm1(x)),
                "Right in value, but NumPy warns: an exponential of 1000 is computed, "
                "though nobody wants it. (np.where computes both sides.)",
            ),
            (
                lambda x, a: relu(x) + a * (np.exp(np.minimum(x, 0)) - 1),
                "Nearly: at x = -1e-17 it is 0. Is there a function for exp(x) - 1?",
            ),
            (
                lambda x, a: relu(x) + np.expm1(np.minimum(x, 0)),
                "Right for alpha = 1, and alpha is never used.",
            ),
            (
                lambda x, a: relu(x) + a * np.exp(np.minimum(x, 0)) - 1,
                "At x = 0 it should be 0 for every alpha. Is there a bracket missing?",
            ),
            (
                lambda x, a: relu(x) + a * np.expm1(x),
                "The exponential counts on the right as well. What should it see "
                "there?",
            ),
            (
                lambda x, a: a * (relu(x) + np.expm1(np.minimum(x, 0))),
                "The left is right. But alpha stretches your right side, too.",
            ),
            (
                lambda x, a: np.maximum(x, a * np.expm1(np.minimum(x, 0))),
                "Right until alpha passes 1. Then ELU runs below x on the left, and "
                "the larger of the two is the wrong one.",
            ),
            (
                lambda x, a: relu(x) + a * np.exp(np.minimum(x, 0)),
                "Too high by alpha: at 0 it should be 0. What is missing?",
            ),
        ),
    ),
    "celu": Exercise(
        takes="x, alpha",
        cases=((X, 2.0), (X, 0.5)),
        reference=lambda x, a: relu(x) + a * np.expm1(np.minimum(x, 0) / a),
        mistakes=(
            (elu, "That is ELU. From the left, its slope at 0 is alpha, not 1."),
            (
                lambda x, a: relu(x) + np.expm1(np.minimum(x, 0) / a),
                "The floor is at -1. It should be at -alpha.",
            ),
            (
                lambda x, a: elu(x / a, a),
                "The left is right. But on the right x has been divided by alpha, too.",
            ),
            (
                lambda x, a: relu(x) + a * np.expm1(np.minimum(x, 0) * a),
                "The floor is right. From the left, the slope at 0 is alpha squared: "
                "you changed the width the wrong way.",
            ),
            (
                lambda x, a: relu(x) + np.expm1(np.minimum(x, 0) * a) / a,
                "The slope is right. But the floor is at -1/alpha.",
            ),
            (
                lambda x, a: relu(x) + np.expm1(np.minimum(x, 0)),
                "That is ELU with alpha = 1, whatever alpha is.",
            ),
            (
                lambda x, a: a * elu(x),
                "The floor is right. But the slope at 0 is alpha on both sides.",
            ),
        ),
    ),
    "zero_mean": Exercise(
        reference=1.67326,
        rtol=3e-4,
        mistakes=(
            (1.67, "Right to two decimals. Now to four digits."),
            (
                math.sqrt(2 / math.pi),
                "The left side is alpha exp(x), less alpha. You kept the mean of the "
                "second term alone.",
            ),
            (1.0507, "That is SELU's other constant, which sets the spread."),
            (
                0.398942 / 0.160520,
                "You divided by the mean of all of ELU. Alpha scales its left side "
                "alone.",
            ),
            (1.0, "Chapter 6 has measured that: the mean is 0.16."),
        ),
    ),
}
