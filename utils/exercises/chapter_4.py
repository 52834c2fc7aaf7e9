"""The exercises of chapter 4: right answers, and the mistakes that people make."""

import numpy as np

from utils.activations import softplus, sum_of_sigmoids
from utils.exercises.check import Exercise

FEWEST = 15


def _few_enough(n, spacing):
    """Measure how far n sigmoids are from softplus on [-10, 10]."""
    if not (n.is_integer() and 1 <= n <= 10_000 and spacing > 0):
        return (0,)
    z = np.linspace(-10, 10, 2001)
    offsets = spacing * (np.arange(int(n)) + 0.5)
    gap = np.abs(sum_of_sigmoids(z, offsets, spacing) - softplus(z))
    if gap.max() >= 0.01:
        worst = z[gap.argmax()]
        # Wide spacings are worst at the edge, too. This is what is missing beyond it:
        ends_early = softplus(10 - n * spacing) >= 0.01
        return (1 if ends_early and worst > 5 else 2), gap.max(), worst
    return (3, gap.max()) if n > FEWEST else None


# fmt: off
EXERCISES = {
    "lowered": Exercise(
        reference=0.50,
        rtol=0,
        atol=0.0101,
        mistakes=(
            (0.5276, "That is the gain of softplus itself. Its derivative stays as it "
             "is, but the function must be lowered."),
            (0.5442, "From layer 8 to layer 1 there are 7 steps, so take the 7th root. "
             "(It is the RMS slope for z from N(0, 1), too. This z is smaller.)"),
            (0.569, "That is softplus raised by log 2: mind the sign."),
            (0.1948, "You lowered the derivative as well. What is that of a constant?"),
            (0.00771, "That is what is left over all eight layers. They are 7 steps "
             "apart: what is left per layer? gradient_gain computes it."),
            (1.0, "That is softplus's slope far to the right. Where is z here?"),
            (0.0746, "That is mean/std in layer 8, which has changed: it was over 500. "
             "The gain of the gradient is asked for."),
            (553.5, "That is mean/std in layer 8, and that of softplus. The gain of "
             "the gradient is asked for."),
            (0.2359, "That is the gain of the sigmoid, which is the derivative here."),
        ),
    ),
    "softplus_inverse": Exercise(
        takes="y",
        cases=((np.array([1.0, 2.0, 0.5, 5.0, 0.1, 0.01, 15.0, 1e-20, 800.0]),),),
        reference=lambda y: y + np.log(-np.expm1(-y)),
        atol=0,
        mistakes=(
            (lambda y: np.log(np.exp(y) - 1),
             "On paper that is it. In floats it fails at 1e-20 and at 800: try both."),
            (lambda y: np.log(np.expm1(y)),
             "The small y are right. At 800 the exponential overflows: take out the "
             "large part, as softplus does."),
            (lambda y: y + np.log(1 - np.exp(-y)),
             "The large y are right. At 1e-20 the difference rounds to 0: is there a "
             "function for it?"),
            (softplus, "That is softplus once more. It has to be undone."),
            (lambda y: 1 / softplus(y), "The inverse function, not one over it."),
            (np.expm1, "That is exp(z), for the z we want. One step more."),
            (lambda y: 1.0 * y,
             "That gives y back. (The log of a difference is not the difference of the "
             "logs.)"),
        ),
    ),
    "fewest_sigmoids": Exercise(
        reference=(float(FEWEST), 0.971),
        judge=_few_enough,
        mistakes=(
            ((15.5, 1.0), "A whole number from 1 to 10000, then a spacing above 0."),
            ((10.0, 1.0), "Off by {:.5f}, at z = {:.3g}: the offsets end too early."),
            ((20.0, 1.0), "Off by {:.5f}, at z = {:.3g}: they are too far apart."),
            ((100.0, 0.2), "Off by {:.5f}: good enough. Fewer will do."),
        ),
    ),
}
