"""The exercises of chapter 5: right answers, and the mistakes that people make."""

import functools

import numpy as np

from utils.first_edition.activations import relu
from utils.exercises.exercise import Exercise
from utils.first_edition.instrument import train_units


@functools.cache
def _half_dead(learning_rate):
    """Count the dead of 100 single units, on average over five seeds."""
    if learning_rate <= 0:
        return (0,)
    ends = [train_units(learning_rate, seed) for seed in range(5)]
    dead = float(np.mean([~np.any(z > 0, axis=0) for z in ends])) * 100
    if 40 <= dead <= 60:
        return None
    return (1 if dead < 40 else 2), dead


EXERCISES = {
    "tent": Exercise(
        takes="x",
        cases=((np.array([1.0, 0.5, 1.5, 0.25, 2.0, 3.0, 0.0, -1.0, 10.0, -10.0]),),),
        reference=lambda x: relu(x) - 2 * relu(x - 1) + relu(x - 2),
        mistakes=(
            (
                lambda x: relu(x) - relu(x - 1),
                "It climbs, and then stays up. The second ReLU must do more than "
                "cancel the first.",
            ),
            (
                lambda x: relu(x) - 2 * relu(x - 1),
                "Up and down again, as it should. But then it goes on down: who "
                "stops it at 2?",
            ),
            (
                lambda x: relu(x) - relu(x - 1) - relu(x - 2),
                "It climbs, rests, and falls for ever. Where must the slope become -1?",
            ),
            (
                lambda x: relu(x) - relu(x - 1) + relu(x - 2),
                "At 1 the slope must go from 1 to -1. By how much is that?",
            ),
            (
                lambda x: relu(x) * relu(2 - x),
                "Right at both ends, but a product of two lines is a parabola. Add.",
            ),
            (
                lambda x: 2 * relu(x) - 4 * relu(x - 0.5),
                "That is the fold of this chapter. It is half as wide, and nothing "
                "stops it.",
            ),
            (
                lambda x: relu(x + 1) - 2 * relu(x) + relu(x - 1),
                "A tent it is. But it should stand between 0 and 2.",
            ),
            (relu, "One ReLU bends once. A tent has three corners."),
        ),
    ),
    "leaky_start": Exercise(
        takes="a",
        cases=((np.array([0.5, 0.1, 1.0, 0.0]),),),
        reference=lambda a: 2 / (1 + a**2),
        mistakes=(
            (lambda a: 2 + 0 * a, "That is ReLU's. The left side passes something on."),
            (
                lambda a: 2 / (1 + a),
                "You average the slopes. What counts is their mean square.",
            ),
            (
                lambda a: (1 + a**2) / 2,
                "That is what a layer keeps. The constant has to make up for it.",
            ),
            (
                lambda a: np.sqrt(2 / (1 + a**2)),
                "That is for the spread of the weights. The variance is its square.",
            ),
            (
                lambda a: 1 / (1 + a**2),
                "Each side has only half of the inputs. Is that in your mean square?",
            ),
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
