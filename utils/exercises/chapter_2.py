"""The exercises of chapter 2: right answers, and the mistakes that people make."""

import functools
import math

import numpy as np

from utils.first_edition.activations import ACTIVATIONS, sigmoid, sigmoid_grad
from utils.digits import load_digits
from utils.exercises.exercise import Exercise
from utils.first_edition.instrument import WIDTHS
from utils.first_edition.network import MLP

W, B = np.array([0.5, -1.0, 2.0, 0.3]), np.array([0.0, 0.5, -1.0, 0.2])
INPUT, TARGET = np.array([-2.0, 1.0, 0.5, 3.0]), np.array([1.0, 0.0, 0.7, 0.0])
SEEDS = range(3)


def _slope_at_output(w, x, b, y):
    """Return error times slope times input."""
    p = sigmoid(w * x + b)
    return (p - y) * sigmoid_grad(w * x + b) * x


@functools.cache  # whoever asks again with the same factor need not wait again
def _final_loss(factor, seed):
    """Train eight layers of sigmoids from weights that are larger by a factor."""
    mlp = MLP(WIDTHS, "sigmoid", init=ACTIVATIONS["sigmoid"].init, seed=seed)
    mlp.weights = [factor * w for w in mlp.weights]
    digits = load_digits()
    images, labels = digits.train_images, digits.train_labels
    history = mlp.train(images, labels, epochs=10, learning_rate=0.1, seed=seed)
    return history.loss[-1]


def _rescued(factor):
    """Judge a factor by the median loss over the seeds."""
    loss = float(np.median([_final_loss(factor, seed) for seed in SEEDS]))
    if loss < 1:
        return None
    return (0 if abs(factor) < 5 else 1), loss


EXERCISES = {
    "neuron_gradient": Exercise(
        takes="w, x, b, y",
        cases=((W, INPUT, B, TARGET),),
        reference=_slope_at_output,
        mistakes=(
            (
                lambda w, x, b, y: sigmoid(w * x + b) - y,
                "That is the error. A gradient has two more factors.",
            ),
            (
                lambda w, x, b, y: (sigmoid(w * x + b) - y) * x,
                "That is the gradient under cross-entropy. Squared error keeps the "
                "slope.",
            ),
            (
                lambda w, x, b, y: (sigmoid(w * x + b) - y) * sigmoid_grad(w * x + b),
                "The input is missing, as it is in the post. It carries the sign.",
            ),
            (
                lambda w, x, b, y: -_slope_at_output(w, x, b, y),
                "Right but for its sign: this points downhill. The gradient points "
                "up, and descent subtracts it.",
            ),
            (
                lambda w, x, b, y: 2 * _slope_at_output(w, x, b, y),
                "Twice too large. What is the 1/2 in front of the square for?",
            ),
            (
                lambda w, x, b, y: (
                    (sigmoid(w * x + b) - y) * sigmoid_grad(sigmoid(w * x + b)) * x
                ),
                "You take the slope at p, which has been squashed already. Take it "
                "at z.",
            ),
            (
                lambda w, x, b, y: (
                    (sigmoid(w * x + b) - y) * sigmoid_grad(w * x + b) * w
                ),
                "That is the slope in the input x. It is the weight that learns.",
            ),
        ),
    ),
    "envelope": Exercise(
        reference=10.0,
        rtol=0,
        atol=0,
        mistakes=(
            (9.0, "Nearly: nine leave four millionths."),
            (math.log(1e6, 4), "Layers come whole. Which way must you round?"),
            (20.0, "That many are needed if each passes on a half."),
            (1e-6, "That is what is left. After how many layers?"),
            (6.0, "That is for about a tenth each. A sigmoid at its best does better."),
        ),
    ),
    "rescue": Exercise(
        reference=8.0,
        judge=_rescued,
        mistakes=(
            (1.0, "The loss ends at {:.3g}: still too little gets through."),
            (
                40.0,
                "The loss ends at {:.3g}: now the weights are so large that most "
                "outputs start saturated.",
            ),
        ),
    ),
}
