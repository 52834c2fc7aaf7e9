"""The exercises of chapter 4: right answers, and the mistakes that people make."""

import numpy as np

from utils.first_edition.activations import sigmoid, sigmoid_grad, softplus, sum_of_sigmoids
from utils.exercises.exercise import Exercise, X

FEWEST = 15


def _few_enough(n, spacing):
    """Measure how far n sigmoids are from softplus on [-10, 10]."""
    if not (n.is_integer() and 1 <= n <= 10_000 and spacing > 0):
        return (0,)
    x = np.linspace(-10, 10, 2001)
    offsets = spacing * (np.arange(int(n)) + 0.5)
    gap = np.abs(spacing * sum_of_sigmoids(x, offsets) - softplus(x))
    if gap.max() >= 0.01:
        worst = x[gap.argmax()]
        # Wide spacings are worst at the edge, too. This is what is missing beyond it:
        ends_early = softplus(10 - n * spacing) >= 0.01
        return (1 if ends_early and worst > 5 else 2), gap.max(), worst
    return (3, gap.max()) if n > FEWEST else None


EXERCISES = {
    "softplus_slope": Exercise(
        takes="x",
        cases=((X,),),
        reference=sigmoid,
        mistakes=(
            (
                lambda x: sigmoid(-x),
                "That is sigmoid(-x), which falls where it should climb. The log's "
                "slope is 1/(1 + exp(x)), and what is inside has a slope as well.",
            ),
            (np.exp, "That is the slope of what is inside the log. And the log's own?"),
            (sigmoid_grad, "One derivative too far: that is the sigmoid's slope."),
            (softplus, "That is softplus itself."),
            (
                lambda x: 1 + np.exp(x),
                "The slope of log u is 1/u, not u. And u has a slope of its own.",
            ),
        ),
    ),
    "softplus_inverse": Exercise(
        takes="y",
        cases=((np.array([1.0, 2.0, 0.5, 5.0, 0.1, 0.01, 15.0, 1e-20, 800.0]),),),
        reference=lambda y: y + np.log(-np.expm1(-y)),
        atol=0,
        mistakes=(
            (
                lambda y: np.log(np.exp(y) - 1),
                "On paper that is it. In floats it fails at 1e-20 and at 800: try "
                "both.",
            ),
            (
                lambda y: np.log(np.expm1(y)),
                "The small y are right. At 800 the exponential overflows: take out "
                "the large part, as softplus does.",
            ),
            (
                lambda y: y + np.log(1 - np.exp(-y)),
                "The large y are right. At 1e-20 the difference rounds to 0: is "
                "there a function for it?",
            ),
            (softplus, "That is softplus once more. It has to be undone."),
            (lambda y: 1 / softplus(y), "The inverse function, not one over it."),
            (np.expm1, "That is exp(x), for the x we want. One step more."),
            (
                lambda y: y,
                "That gives y back. (The log of a difference is not the difference of "
                "the logs.)",
            ),
        ),
    ),
    "fewest_sigmoids": Exercise(
        reference=(float(FEWEST), 0.971),
        judge=_few_enough,
        mistakes=(
            ((15.5, 1.0), "A whole number from 1 to 10000, then a spacing above 0."),
            (
                (10.0, 1.0),
                "Off by {:.5f}, at x = {:.3g}: the offsets end too early.",
            ),
            (
                (20.0, 1.0),
                "Off by {:.5f}, at x = {:.3g}: they stand too far apart.",
            ),
            ((100.0, 0.2), "Off by {:.5f}: good enough. Fewer will do."),
        ),
    ),
}
