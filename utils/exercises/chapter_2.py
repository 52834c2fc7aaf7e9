"""The exercises of chapter 2: right answers, and the mistakes that people make."""

import math

import numpy as np

from utils.exercises.check import Exercise
from utils.experiments import train_networks


def _rescued(c):
    """Train eight layers of sigmoid units, and judge c by the median loss."""
    if c < 0:
        return (0,)
    loss = float(np.median(train_networks("sigmoid", 8, init=c)[:, -1]))
    if loss < 1:
        return None
    return (1 if c < 60 else 2), loss


# fmt: off
EXERCISES = {
    "stretched": Exercise(
        reference=0.98,
        rtol=0,
        atol=0.0101,
        mistakes=(
            (0.2359, "That is the gain of the sigmoid itself. Did you hand over your "
             "function, and not the name of another one?"),
            (0.2453, "The function is right, but its derivative is the sigmoid's: a "
             "factor of the function is one of the derivative, too."),
            (0.2484, "That is the gain of sigmoid(z) - 1/2. Multiply the function and "
             "its derivative by 4, too."),
            (0.6802, "Without the -2 its mean is not 0, and the units saturate."),
            (0.7372, "That is 4 sigmoid(z) - 1/2. Multiply the 1/2 by 4, too."),
            (0.9436, "The derivative is multiplied by 4, but the function is not."),
            (0.4964, "That is 2 sigmoid(z) - 1, whose slope at 0 is 1/2."),
            (0.9509, "That is the gain of tanh, which is only half as wide."),
            (0.8746, "That is what is left over all eight layers. They are 7 steps "
             "apart: what is left per layer? gradient_gain computes it."),
            (1.0, "That is the ceiling, reached at z = 0. Not every z is 0."),
        ),
    ),
    "envelope": Exercise(
        reference=10,
        mistakes=(
            (9, "Nearly: nine leave four millionths."),
            (math.log(1e6, 4), "Layers come whole. Which way must you round?"),
            (20, "That many are needed if each passes on a half."),
            (1e-6, "That is what is left. After how many layers?"),
            (6, "That is for about a tenth each. A sigmoid at its best does better."),
        ),
    ),
    "rescue": Exercise(
        reference=64.0,
        judge=_rescued,
        mistakes=(
            (-4.0, "c/n is a variance, and a variance is not negative."),
            (1.0, "The median loss ends at {:.3g}. The weights are too small: the "
             "gradient still fades on its way back."),
            (1024.0, "The median loss ends at {:.3g}. The weights are too large: most "
             "units are saturated from the start."),
        ),
    ),
}
