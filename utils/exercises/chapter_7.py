"""The exercises of chapter 7: right answers, and the mistakes that people make."""

import math

import numpy as np

from utils.exercises.check import Exercise

M = np.array([2.0, 1.0, -1.0, 0.0, 0.5, -3.0])
STD = np.array([1.0, 2.0, 3.0, 2.0, 0.25, 0.5])
MEAN = 1 / math.sqrt(2 * math.pi)  # of ReLU(z), for z from N(0, 1)
VARIANCE = 1 / 2 - MEAN**2

# fmt: off
EXERCISES = {
    "condition": Exercise(
        takes="mean, std, n",
        cases=((M, STD, 3), (M, STD, 1), (M, STD, 128)),
        reference=lambda m, s, n: 1 + n * (m / s) ** 2,
        mistakes=(
            (lambda m, s, n: n * (m / s) ** 2,
             "At a mean of 0 yours is 0. But no condition number is below 1."),
            (lambda m, s, n: 1 + (m / s) ** 2,
             "n is never used. What is the price among 128 inputs?"),
            (lambda m, s, n: 1 + n * m / s,
             "A mean below 0 makes yours smaller than 1, and it costs as much as one "
             "above."),
            (lambda m, s, n: 1 + n * (s / m) ** 2,
             "Upside down: yours falls as the mean grows."),
            (lambda m, s, n: 1 + (n * m / s) ** 2,
             "Too many inputs are counted: n has got under the square."),
            (lambda m, s, n: 1 + n * m**2,
             "The standard deviation is never used. A mean is large beside something."),
            (lambda m, s, n: 1 + n * m**2 / (m**2 + s**2),
             "You measure the mean against the mean square, which it is a part of."),
            (lambda m, s, n: s**2 + n * m**2,
             "That is the curvature in the steepest direction. And in the flattest?"),
            (lambda m, s, n: np.sqrt(1 + n * (m / s) ** 2),
             "That is how many times as long as wide the valley is. Curvatures differ "
             "by more."),
        ),
    ),
    "centred_start": Exercise(
        reference=1 / VARIANCE,
        rtol=3e-4,
        mistakes=(
            (2.0, "That is for ReLU as it is. Its mean square has the mean in it."),
            (1 / (1 / 2 - MEAN),
             "You took the mean off the mean square. One of the two is a square, the "
             "other is not."),
            (VARIANCE, "That is what is left without the mean. Now make up for it."),
            (VARIANCE**-0.5,
             "That is for the standard deviation of the weights. The variance is asked "
             "for."),
            (1 / MEAN**2, "You made up for what is taken off. What is left over?"),
            (1 / (1 - 2 / math.pi),
             "You looked at the right half alone. The other half gives 0, and counts."),
            (1 / (1 / 2 + MEAN**2),
             "Without its mean its mean square is smaller than before, and yours is "
             "for a larger one."),
        ),
    ),
}
