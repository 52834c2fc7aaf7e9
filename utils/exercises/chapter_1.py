"""The exercises of chapter 1: right answers, and the mistakes that people make."""

import numpy as np

from utils.first_edition.activations import sigmoid
from utils.exercises.exercise import Exercise, X

EXERCISES = {
    "slope_from_output": Exercise(
        takes="s",
        cases=((np.array([0.5, 0.9, 0.1, 0.25, 0.99, 0.001]),),),
        reference=lambda s: s * (1 - s),
        mistakes=(
            (
                lambda s: sigmoid(s) * (1 - sigmoid(s)),
                "You squash once more. But s has been squashed already.",
            ),
            (lambda s: s, "That is the output. The slope has a second factor."),
            (lambda s: 1 - s, "That is what s lacks to 1: one of the two factors."),
            (
                lambda s: 1 - s**2,
                "That is the slope of tanh in terms of its output, a common mix-up.",
            ),
            (
                lambda s: s * (s - 1),
                "Right but for its sign, and a curve that only climbs has no "
                "negative slope.",
            ),
        ),
    ),
    "tanh": Exercise(
        takes="x",
        cases=((X,),),
        reference=np.tanh,
        mistakes=(
            (sigmoid, "That is the sigmoid as it came. Stretch it, squeeze it, shift."),
            (
                lambda x: 2 * sigmoid(x) - 1,
                "It runs from -1 to 1, as it should, but it is half as steep at 0.",
            ),
            (
                lambda x: 2 * sigmoid(x / 2) - 1,
                "It runs from -1 to 1, but you made it wider, and it should be "
                "narrower.",
            ),
            (
                lambda x: sigmoid(2 * x),
                "The width is right. But it runs from 0 to 1: what is the range of "
                "tanh?",
            ),
            (
                lambda x: sigmoid(2 * x) - 0.5,
                "The width is right and the middle is at 0. Is it tall enough?",
            ),
            (
                lambda x: 2 * sigmoid(2 * x),
                "Width and height are right. Where is its middle, and where should "
                "it be?",
            ),
        ),
    ),
    "half_precision": Exercise(
        reference=8.0,
        rtol=0,
        mistakes=(
            (17.0, "That is where single precision gives up. Half has fewer digits."),
            (37.0, "That is where double precision gives up. Half has fewer digits."),
            (7.0, "There the slope is small, but not yet 0."),
            (18.0, "That is where the slope of utils ends, which keeps more digits."),
            (12.0, "It is 0 there, and before. (Chapter 1's 12 was about overflow.)"),
            (-8.0, "On the left, 1 - s loses nothing. Look on the right."),
        ),
    ),
}
