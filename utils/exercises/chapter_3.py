"""The exercises of chapter 3: right answers, and the mistakes that people make."""

import math

import numpy as np

from utils.activations import sigmoid, sum_of_sigmoids
from utils.exercises.check import Exercise

Z = np.array([2.0, -2.0, 4.0, -4.0, 0.0, 1.0, -1.0, 10.0, -10.0])


def _middles(n):
    """Return the middles of n intervals of [0, 10]."""
    return (np.arange(n) + 0.5) * 10 / n


# fmt: off
EXERCISES = {
    "ramp": Exercise(
        takes="z, n",
        cases=((Z, 10), (Z, 4), (Z, 25)),
        reference=lambda z, n: sum_of_sigmoids(z, _middles(n), 10 / n),
        mistakes=(
            (lambda z, n: sum_of_sigmoids(z, _middles(n), 1),
             "It climbs to n. By what must each sigmoid be multiplied?"),
            (lambda z, n: sum_of_sigmoids(z, _middles(n), 1 / n),
             "That is their average, which never passes 1. Think of a Riemann sum."),
            (lambda z, n: sum_of_sigmoids(z, _middles(n), 1 / 10),
             "That is the post's tenth. What must the factor do when n changes?"),
            (lambda z, n: sum_of_sigmoids(z, np.linspace(0, 10, n), 10 / (n - 1)),
             "Those are n - 1 intervals, with a sigmoid at both ends of each."),
            (lambda z, n: sum_of_sigmoids(z, np.arange(n) * 10 / n, 10 / n),
             "The factor is right, but each offset is at the start of its interval."),
            (lambda z, n: sum_of_sigmoids(z, np.arange(1, n + 1) * 10 / n, 10 / n),
             "The factor is right, but each offset is at the end of its interval."),
            (lambda z, n: 10 / n * sigmoid(z - _middles(n)[0]),
             "That is the first sigmoid alone. Is the `return` inside the loop?"),
            (lambda z, n: 10 / n * sigmoid(z - _middles(n)[-1]),
             "That is the last sigmoid alone. Does the loop add them up?"),
            (lambda z, n: sum_of_sigmoids(z, np.linspace(0, 10, n), 10 / n),
             "The factor is for n intervals, and linspace(0, 10, n) makes n - 1, with "
             "the offsets at their ends."),
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
            (2.4427, "You allow 1% up and 1% down. Take the largest slope over the "
             "smallest."),
            (2.0, "That keeps well under 1%. You can go further."),
            (2.5, "Those are five sigmoids on [0, 10], whose slope varies by more."),
            (1 / 2.224, "That is how many there are per unit, not how far apart."),
        ),
    ),
}
