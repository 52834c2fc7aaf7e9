"""The exercises of chapter 8: right answers, and the mistakes that people make."""

import math

import numpy as np

from utils.activations import SELU_ALPHA, SELU_SCALE, elu, sigmoid, sigmoid_grad
from utils.exercises.check import Exercise

Z = np.array([1.0, -1.0, 2.0, -2.0, 0.0, 0.5, -0.5, 5.0, -5.0])

# fmt: off
EXERCISES = {
    "silu_grad": Exercise(
        takes="z",
        cases=((Z,),),
        reference=lambda z: sigmoid(z) + z * sigmoid_grad(z),
        mistakes=(
            (sigmoid, "That is one term of two. The sigmoid varies, too."),
            (lambda z: z * sigmoid_grad(z),
             "That is one term of two. The z in front varies, too."),
            (lambda z: sigmoid(z) + sigmoid_grad(z),
             "Both terms are there, but the second has lost its z."),
            (lambda z: sigmoid(z) - z * sigmoid_grad(z),
             "The second term has the wrong sign. The product rule adds."),
            (lambda z: sigmoid(z) + z * sigmoid_grad(sigmoid(z)),
             "sigmoid_grad wants z, and you give it sigmoid(z)."),
            (sigmoid_grad,
             "That is the product of the two derivatives. See the product rule."),
            (lambda z: z * sigmoid(z), "That is SiLU. Its derivative is asked for."),
        ),
    ),
    "selu": Exercise(
        takes="z",
        cases=((Z,),),
        reference=lambda z: SELU_SCALE * elu(z, SELU_ALPHA),
        rtol=1e-4,
        mistakes=(
            (elu, "That is ELU with alpha = 1. Neither constant is used."),
            (lambda z: elu(z, SELU_ALPHA),
             "That has mean 0. Its variance is not 1 yet."),
            (lambda z: SELU_SCALE * elu(z),
             "The scale is there. The lower bound is that of alpha = 1."),
            (lambda z: SELU_ALPHA * elu(z, SELU_SCALE),
             "Alpha and the scale have changed places."),
            (lambda z: elu(SELU_SCALE * z, SELU_ALPHA),
             "You scale what goes in. It is what comes out that should be scaled."),
            (lambda z: elu(z, SELU_SCALE * SELU_ALPHA),
             "The left side is scaled, the right is not."),
        ),
    ),
    "squared_relu_init": Exercise(
        reference=2 / 3,
        rtol=0.006,
        mistakes=(
            (2.0, "That is He's, and here it is one over the mean. What is the mean "
             "square?"),
            (1 / 3, "You counted both sides of 0. One of them gives 0."),
            (1.5, "That is the mean square. The constant has to make up for it."),
            (0.8, "You made up for the variance. Weights multiply the mean as well."),
            (math.sqrt(2 / 3),
             "That is for the standard deviation of the weights. The variance is asked "
             "for."),
            (4.0, "You squared the mean. It is the squares whose mean counts."),
            (0.5, "That would preserve the gradient, on the way back. Here the output "
             "is to be preserved."),
        ),
    ),
}
