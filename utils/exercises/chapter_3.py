"""The exercises of chapter 3: right answers, and the mistakes that people make."""

import math

import numpy as np

from utils.first_edition.activations import sum_of_sigmoids
from utils.exercises.exercise import Exercise, X


def _strips(n):
    """Return the middles of n strips of [0, 10]."""
    return (np.arange(n) + 0.5) * 10 / n


EXERCISES = {
    "ramp": Exercise(
        takes="x, n",
        cases=((X * 2, 10), (X * 2, 4), (X * 2, 25)),
        reference=lambda x, n: sum_of_sigmoids(x, _strips(n)) * 10 / n,
        mistakes=(
            (
                lambda x, n: sum_of_sigmoids(x, _strips(n)),
                "It climbs to n. By what must each sigmoid be multiplied?",
            ),
            (
                lambda x, n: sum_of_sigmoids(x, _strips(n)) / n,
                "That is their average, which never passes 1. Think of strips.",
            ),
            (
                lambda x, n: sum_of_sigmoids(x, _strips(n)) / 10,
                "That is the post's tenth. What must the factor do when n changes?",
            ),
            (
                lambda x, n: sum_of_sigmoids(x, np.linspace(0, 10, n)) * 10 / (n - 1),
                "Those are n - 1 strips, with a sigmoid at every end of one.",
            ),
            (
                lambda x, n: sum_of_sigmoids(x, np.arange(n) * 10 / n) * 10 / n,
                "The factor is right, but each stands at the start of its strip.",
            ),
            (
                lambda x, n: sum_of_sigmoids(x, np.linspace(0, 10, n)) * 10 / n,
                "The factor is for n strips, and linspace(0, 10, n) makes n - 1, with "
                "the offsets at their ends.",
            ),
        ),
    ),
    "reach": Exercise(
        reference=20 + math.log(99),
        rtol=3e-4,
        mistakes=(
            (20 + math.log(100), "Nearly. But 1/(1 + 100) is not quite a hundredth."),
            (20.0, "With b = 20 the slope at 20 has fallen to one half already."),
            (20 - math.log(99), "That is as far before 20 as b should be beyond it."),
            (math.log(99), "That is how far beyond 20. And b itself?"),
            (9.8, "That is where the post's offsets end, and its slope with them."),
        ),
    ),
    "stairs": Exercise(
        reference=2.224,
        rtol=0.003,
        mistakes=(
            (
                2.4427,
                "You allow 1% up and 1% down. Take the largest over the smallest.",
            ),
            (2.0, "That keeps well under 1%. You can go further."),
            (2.5, "Those are five sigmoids on [0, 10], which vary by more than 1%."),
            (1 / 2.224, "That is how many stand on a stretch of 1, not how far apart."),
        ),
    ),
}
