"""The exercises of chapter 8: right answers, and the mistakes that people make."""

import math

import numpy as np

from utils.first_edition.activations import elu, sigmoid, sigmoid_grad
from utils.exercises.exercise import Exercise, X

SELU_ALPHA, SELU_SCALE = 1.67326, 1.05070  # the chapter derives both

EXERCISES = {
    "silu_slope": Exercise(
        takes="x",
        cases=((X,),),
        reference=lambda x: sigmoid(x) + x * sigmoid_grad(x),
        mistakes=(
            (sigmoid, "That is one term of two. The sigmoid moves, too."),
            (
                lambda x: x * sigmoid_grad(x),
                "That is one term of two. The x in front moves, too.",
            ),
            (
                lambda x: sigmoid(x) + sigmoid_grad(x),
                "Both terms are there, but the second has lost its x.",
            ),
            (
                lambda x: sigmoid(x) - x * sigmoid_grad(x),
                "The second term has the wrong sign. The product rule adds.",
            ),
            (
                lambda x: sigmoid(x) + x * sigmoid_grad(sigmoid(x)),
                "sigmoid_grad wants x, and you give it sigmoid(x).",
            ),
            (
                sigmoid_grad,
                "That is the product of the two slopes. See the product rule.",
            ),
            (lambda x: x * sigmoid(x), "That is SiLU. Its slope is asked for."),
        ),
    ),
    "selu": Exercise(
        takes="x",
        cases=((X,),),
        reference=lambda x: SELU_SCALE * elu(x, SELU_ALPHA),
        rtol=1e-4,
        mistakes=(
            (elu, "That is ELU with alpha = 1. Neither constant is used."),
            (lambda x: elu(x, SELU_ALPHA), "That has mean 0. Its spread is not 1 yet."),
            (
                lambda x: SELU_SCALE * elu(x),
                "The scale is there. The floor is that of alpha = 1.",
            ),
            (
                lambda x: SELU_ALPHA * elu(x, SELU_SCALE),
                "Alpha and lambda have changed places.",
            ),
            (
                lambda x: elu(SELU_SCALE * x, SELU_ALPHA),
                "You scale what goes in. It is what comes out that should be scaled.",
            ),
            (
                lambda x: np.where(x > 0, SELU_SCALE * x, elu(x, SELU_ALPHA)),
                "The right side is scaled, the left is not.",
            ),
            (
                lambda x: elu(x, SELU_SCALE * SELU_ALPHA),
                "The left side is scaled, the right is not.",
            ),
        ),
    ),
    "squared_relu_start": Exercise(
        reference=2 / 3,
        rtol=0.006,
        mistakes=(
            (
                2.0,
                "That is He's own, and here it is one over the mean. What is the mean "
                "square?",
            ),
            (1 / 3, "You counted both halves of the bell. One of them hands on 0."),
            (1.5, "That is the mean square. The constant has to make up for it."),
            (
                0.8,
                "You made up for the spread. The weights multiply the mean as well.",
            ),
            (
                math.sqrt(2 / 3),
                "That is for the spread of the weights. The variance is asked for.",
            ),
            (4.0, "You squared the mean. It is the squares whose mean counts."),
            (
                0.5,
                "That would make up for the slope, on the way down. Here it is the "
                "output that must be kept.",
            ),
        ),
    ),
}
