"""The exercises of chapter 5: right answers, and the mistakes that people make."""

import functools

import numpy as np

from utils.activations import relu, relu_grad
from utils.exercises.check import Exercise
from utils.experiments import train_units


@functools.cache
def _half_dead(learning_rate):
    """Count the dead of 100 single units, on average over five seeds."""
    if learning_rate <= 0:
        return (0,)
    ends = [train_units(relu, relu_grad, learning_rate, 50, k)[-1] for k in range(5)]
    dead = float(np.mean([np.all(z <= 0, axis=0).sum() for z in ends]))
    if 40 <= dead <= 60:
        return None
    return (1 if dead < 40 else 2), dead


# fmt: off
EXERCISES = {
    "tent": Exercise(
        takes="z",
        cases=((np.array([1.0, 0.5, 1.5, 0.25, 2.0, 3.0, 0.0, -1.0, 10.0, -10.0]),),),
        reference=lambda z: relu(z) - 2 * relu(z - 1) + relu(z - 2),
        mistakes=(
            (lambda z: relu(z) - relu(z - 1),
             "It climbs, and then stays up. The second ReLU must do more than cancel "
             "the first."),
            (lambda z: relu(z) - 2 * relu(z - 1),
             "Up and down again, as it should. But then it goes on down: what stops it "
             "at 2?"),
            (lambda z: relu(z) - relu(z - 1) - relu(z - 2),
             "It climbs, is level, and falls. Where must the slope become -1?"),
            (lambda z: relu(z) - relu(z - 1) + relu(z - 2),
             "At 1 the slope must go from 1 to -1. By how much is that?"),
            (lambda z: relu(z) * relu(2 - z),
             "Right at both ends, but a product of two lines is a parabola. Add."),
            (lambda z: relu(z + 1) - 2 * relu(z) + relu(z - 1),
             "A tent it is. But it should be between 0 and 2."),
            (relu, "One ReLU bends once. A tent has three kinks."),
        ),
    ),
    "leaky_init": Exercise(
        takes="a",
        cases=((np.array([0.5, 0.1, 1.0, 0.0]),),),
        reference=lambda a: 2 / (1 + a**2),
        mistakes=(
            (lambda a: 2 + 0 * a, "That is ReLU's. The left side contributes, too."),
            (lambda a: 2 / (1 + a),
             "You average the slopes. What counts is their mean square."),
            (lambda a: (1 + a**2) / 2,
             "That is the mean square of the slope. The constant makes up for it."),
            (lambda a: np.sqrt(2 / (1 + a**2)),
             "That is for the standard deviation of the weights. The variance is its "
             "square."),
            (lambda a: 1 / (1 + a**2),
             "Each side has only half of the inputs. Is that in your mean square?"),
            (lambda a: 2 / a**2, "And the right side? Its slope is 1."),
        ),
    ),
    "half_dead": Exercise(
        reference=1.45,
        judge=_half_dead,
        mistakes=(
            (-1.0, "A learning rate is above 0."),
            (0.3, "{:.0f} of 100 are dead, on average over five seeds. Longer steps!"),
            (3.0, "{:.0f} of 100 are dead, on average over five seeds. Shorter steps!"),
        ),
    ),
}
