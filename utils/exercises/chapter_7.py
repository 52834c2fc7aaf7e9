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
    "centred_init": Exercise(
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
    "fast_bias": Exercise(
        reference=math.sqrt(2 / 128),
        rtol=1e-3,
        mistakes=(
            (math.sqrt(3 / 128),
             "With that the weights alone are 3 times as fast. The unit's own bias "
             "learns as well, and makes it 4."),
            (-math.sqrt(2 / 128),
             "Just as fast: the sign does not matter. Give the positive one."),
            (2 / 128, "That is k squared. Now take the root."),
            (3 / 128,
             "You forgot the unit's own bias, which is 1 of the 3, and the root."),
            (math.sqrt(2) / 128,
             "n got out of the root. It multiplies the square of k, not k."),
            (math.sqrt(1 / 128),
             "With that it is twice as fast: the weights add 1 to the bias's own 1."),
            (math.sqrt(4 / 128),
             "With that it is 5 times as fast: n k^2 is 4. What should it be?"),
            (math.sqrt(2), "That is for a single input. Here 128 add up."),
            (math.sqrt(128 / 2), "Upside down: more inputs need a smaller mean."),
            (1 + 128 * 9,
             "So many times as fast is it at a mean of 3. The 3 is what comes out: "
             "which mean goes in?"),
        ),
    ),
}
