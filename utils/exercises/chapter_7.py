"""The exercises of chapter 7: right answers, and the mistakes that people make."""

import math

import numpy as np

from utils.exercises.exercise import Exercise

MEAN = np.array([2.0, 1.0, -1.0, 0.0, 0.5, -3.0])
SPREAD = np.array([1.0, 2.0, 3.0, 2.0, 0.25, 0.5])
HUM = 1 / math.sqrt(2 * math.pi)  # the mean of ReLU on ordinary inputs
TALK_SQUARED = 1 / 2 - HUM**2

EXERCISES = {
    "condition": Exercise(
        takes="mean, spread, n",
        cases=((MEAN, SPREAD, 3), (MEAN, SPREAD, 1), (MEAN, SPREAD, 128)),
        reference=lambda mean, spread, n: 1 + n * (mean / spread) ** 2,
        mistakes=(
            (
                lambda mean, spread, n: n * (mean / spread) ** 2,
                "At a mean of 0 yours is 0. But the roundest bowl there is has a 1.",
            ),
            (
                lambda mean, spread, n: 1 + (mean / spread) ** 2,
                "n is never used. What is the price among 128 inputs?",
            ),
            (
                lambda mean, spread, n: 1 + n * mean / spread,
                "A mean below 0 makes yours smaller than 1, and it costs as much as "
                "one above.",
            ),
            (
                lambda mean, spread, n: 1 + n * (spread / mean) ** 2,
                "Upside down: yours is dear for a small mean, and cheap for a large "
                "one.",
            ),
            (
                lambda mean, spread, n: 1 + (n * mean / spread) ** 2,
                "Too many inputs are counted: n has got under the square.",
            ),
            (
                lambda mean, spread, n: 1 + n * mean**2,
                "The spread is never used. A mean is loud beside something.",
            ),
            (
                lambda mean, spread, n: 1 + n * mean**2 / (mean**2 + spread**2),
                "You measure the mean against the mean square, which it is a part of.",
            ),
            (
                lambda mean, spread, n: spread**2 + n * mean**2,
                "That is the curvature in the steepest direction. And in the flattest?",
            ),
            (
                lambda mean, spread, n: np.sqrt(1 + n * (mean / spread) ** 2),
                "That is how many times as long as wide the valley is. Curvatures "
                "differ by more.",
            ),
        ),
    ),
    "centred_start": Exercise(
        reference=1 / TALK_SQUARED,
        rtol=3e-4,
        mistakes=(
            (2.93, "Right to two decimals. Now to four digits."),
            (2.0, "That is for ReLU as it is. Its mean square has the mean in it."),
            (
                1 / (1 / 2 - HUM),
                "You took the mean off the mean square. One of the two is a square, "
                "the other is not.",
            ),
            (
                TALK_SQUARED,
                "That is what is left without the mean. Now make up for it.",
            ),
            (
                TALK_SQUARED**-0.5,
                "That is for the spread of the weights. The variance is asked for.",
            ),
            (
                1 / HUM**2,
                "You made up for what is taken off. What is left over?",
            ),
            (
                1 / (1 - 2 / math.pi),
                "You looked at the right half alone. The other half hands on 0, and "
                "counts.",
            ),
            (
                1 / (1 / 2 + HUM**2),
                "Without its mean it is quieter than before, and yours is for a louder "
                "one.",
            ),
        ),
    ),
}
