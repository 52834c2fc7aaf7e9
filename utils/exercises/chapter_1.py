"""The exercises of chapter 1: right answers, and the mistakes that people make."""

import numpy as np

from utils.activations import sigmoid
from utils.exercises.check import Exercise

Z = np.array([1.0, -1.0, 2.0, -2.0, 0.0, 0.5, -0.5, 5.0, -5.0])

# fmt: off
EXERCISES = {
    "steeper": Exercise(
        reference=0.75,
        atol=0.006,
        mistakes=(
            (0.25, "That is the largest derivative of sigmoid(z). The chain rule gives "
             "sigmoid(3z) one more factor: is it in your derivative?"),
            (2.25, "The inner derivative, 3, is counted twice."),
            (3.0, "That is the inner derivative alone. What is the outer one at most?"),
            (1 / 12, "You divide by 3. But a steeper curve has a larger derivative."),
            (1.0, "That is tanh's, which is sigmoid(2z), and twice as tall."),
            (0.1355, "That is the derivative at z = 1. Where is it largest?"),
            (0.5, "That is the value at z = 0. The derivative is asked for."),
        ),
    ),
    "tanh": Exercise(
        takes="z",
        cases=((Z,),),
        reference=np.tanh,
        mistakes=(
            (sigmoid,
             "That is the sigmoid as it came. It has to be stretched and shifted."),
            (lambda z: 2 * sigmoid(z) - 1,
             "It runs from -1 to 1, as it should, but it is half as steep at 0."),
            (lambda z: 2 * sigmoid(z / 2) - 1,
             "It runs from -1 to 1, but you made it wider, and it should be narrower."),
            (lambda z: sigmoid(2 * z),
             "The width is right. But it runs from 0 to 1: what is the range of tanh?"),
            (lambda z: 2 * sigmoid(2 * z),
             "Width and height are right. Where should its middle be, at z = 0?"),
        ),
    ),
    "half_precision": Exercise(
        reference=8,
        mistakes=(
            (17, "That is where single precision gives up. Half has fewer digits."),
            (37, "That is where double precision gives up. Half has fewer digits."),
            (7, "There the derivative is small, but not yet 0."),
            (18, "That is for the derivative in utils, which keeps more digits."),
            (12, "It is 0 there, and before. (From 12 on, exp overflows in float16.)"),
            (-8, "On the left, 1 - s loses nothing. Look on the right."),
        ),
    ),
}
