"""Exercises answer back: right for what is right, and what kind of wrong it is.

Wrong answers in `ROWS` are written another way than in the table of mistakes, each
with a piece of the sentence that it must get: exchange two sentences, or two wrong
answers, and a row fails.
"""

import math
import warnings

import numpy as np
import pytest
from numpy import cosh, exp, expm1, hypot, log, logaddexp, maximum, tanh, where

from utils.activations import Activation, elu, sigmoid_grad
from utils.exercises import EXERCISES, check
from utils.experiments import gradient_gain, measure_layers, train_networks


@pytest.fixture
def reply(capsys):
    """Return what check says: one short line, in characters that all consoles have."""

    def ask(name, answer):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert check(name, answer) is None
        out, err = capsys.readouterr()
        start, words = out.split(": ", maxsplit=1)
        assert (start, err, words.count("\n")) == (name, "", 1)
        assert 4 < len(words) <= 200
        assert words.isascii()
        return words.rstrip("\n")

    return ask


@pytest.mark.parametrize("name", EXERCISES)
def test_the_reference_is_right(name, reply):
    assert reply(name, EXERCISES[name].reference) == "right."


@pytest.mark.parametrize(
    ("name", "wrong", "sentence"),
    [(n, *pair) for n, exercise in EXERCISES.items() for pair in exercise.mistakes],
)
def test_each_known_mistake_gets_its_own_sentence(name, wrong, sentence, reply):
    said = reply(name, wrong)
    pieces = [piece.partition("{")[0] for piece in sentence.split("}")]
    assert said.startswith("not yet. ")
    assert all(piece in said for piece in pieces)
    others = [other for _, other in EXERCISES[name].mistakes if other != sentence]
    assert not any(other.rpartition("}")[2] in said for other in others)


# Wrong answers, found by other routes than the table's.


def s(z):
    return 0.5 + 0.5 * tanh(z / 2)


def d(z):
    return 0.25 / cosh(z / 2) ** 2


def bench(f, f_grad):
    return measure_layers(Activation("test", f, f_grad), depth=8, init=1.0)


def gain(times, less, times_grad):
    f, f_grad = (lambda z: times * s(z) - less), (lambda z: times_grad * d(z))
    return gradient_gain(bench(f, f_grad))


def softplus_gain(less, less_grad=0):
    f, f_grad = (lambda z: logaddexp(0, z) - less), (lambda z: s(z) - less_grad)
    return gradient_gain(bench(f, f_grad))


def ratio(less):
    layers = bench(lambda z: logaddexp(0, z) - less, s)
    return round(np.median(layers["mean"][:, -1] / layers["std"][:, -1]), 4)


def ends(dtype, grad=lambda z: 1 / (1 + exp(-z)) * (1 - 1 / (1 + exp(-z)))):
    return next(n for n in range(1, 99) if grad(dtype(n)) == 0)


def stack(z, places):
    return sum(s(z - place) for place in places)


def middles(n):
    return [(2 * k + 1) * 5 / n for k in range(n)]


def fence(n):
    return [10 * k / (n - 1) for k in range(n)]


def spacing(ripple):
    """Return how far apart sigmoids may be, by Poisson's formula."""
    h = np.linspace(1.5, 3, 15_001)
    u = 2 * np.pi**2 / h
    return h[(4 * u / np.sinh(u) < ripple).sum() - 1]


def bent(left):
    """Return the function that is z on the right, and another one on the left."""
    return lambda z, *alpha: where(z > 0, z, left(-abs(z), *alpha))


def kappa(m, std, n):
    return (n * std**2 + (n * m) ** 2) / (n * std**2)


# What the sides of ELU and of ReLU squared give on average, for z from N(0, 1).
GRID = np.linspace(0, 12, 120_001)
DENSITY = exp(-(GRID**2) / 2) / math.sqrt(2 * math.pi) * (GRID[1] - GRID[0])
DENSITY[0] /= 2
RIGHT, SQUARE, FOURTH = ((GRID**p * DENSITY).sum() for p in (1, 2, 4))
LEFT = (expm1(-GRID) * DENSITY).sum()
A, L, LOG2 = 1.6732632, 1.0507010, log(2)  # A and L as Klambauer and others give them

# fmt: off
ROWS = {
    "steeper": [
        (0.2499, "chain rule"), (d(0) * 9, "counted twice"), (0.083, "divide by 3"),
        (3 * d(3), "at z = 1"), (0.745, "right."), (0.7, "0.7 is too small")],
    "tanh": [
        (s, "as it came"), (lambda z: tanh(z / 2), "half as steep"),
        (lambda z: tanh(z) + 1, "Where should its middle be"),
        (lambda z: where(z == 5, np.nan, s(z)), "as it came"),
        (lambda z: -tanh(z), "It is -1 times as large"),
        (lambda z: tanh(z) + 0.25, "It is off by +0.25, everywhere"),
        (lambda z: where(z > 0, tanh(z), 7), "Right for z > 0. Try z = -1 by hand"),
        (lambda z: where(z < 4, tanh(z), np.inf), "Right for z < 0. Try z = 5")],
    "half_precision": [
        (ends(np.float32), "single precision"), (ends(np.float16) - 1, "not yet 0"),
        (ends(np.float16, lambda z: np.float16(sigmoid_grad(z))), "more digits"),
        (math.ceil(log(float(np.finfo(np.float16).max))), "exp overflows"),
        (7.63, "A whole number"), (9, "9 is too large")],
    "stretched": [
        (gain(1, 0, 1), "of the sigmoid itself"), (0.24, "of the sigmoid itself"),
        (gain(4, 2, 1), "its derivative is"), (gain(1, 0.5, 1), "sigmoid(z) - 1/2"),
        (gain(4, 0, 4), "Without the -2"), (gain(1, 0, 4), "the function is not"),
        (round(gain(4, 2, 4) ** 7, 2), "over all eight"), (1, "the ceiling"),
        (gain(4, 2, 4), "right.")],
    "envelope": [
        (math.floor(log(1e6) / log(4)), "nine leave"), (9.97, "Layers come whole"),
        (0.25**10, "That is what is left"), (9.5, "A whole number")],
    "rescue": [
        (-2, "not negative"), (8, "weights are too small"), (1e308, "saturated"),
        (30, "right."), (150, "right.")],
    "ramp": [
        (lambda z, n: stack(z, middles(n)), "It climbs to n."),
        (lambda z, n: stack(z, fence(n)) * fence(n)[1], "Those are n - 1 intervals"),
        (lambda z, n: stack(z, fence(n)) / n * 10, "The factor is for n intervals"),
        (lambda z, n: stack(z, middles(10)), "Right for n = 10. Try z = 2, n = 4")],
    "reach": [
        (20 + 2 * log(10), "not quite a hundredth"), (4.6, "how far beyond 20"),
        (np.arange(-10, 10, 0.2)[-1], "the post's offsets end")],
    "stairs": [
        (round(spacing(0.02), 2), "1% up and 1% down"), (fence(5)[1], "five sigmoids"),
        (round(1 / spacing(0.01), 2), "per unit"), (2.2, "as many digits as")],
    "lowered": [
        (softplus_gain(0), "of softplus itself"), (softplus_gain(-LOG2), "the sign"),
        (softplus_gain(LOG2) ** (7 / 8), "the 7th root"), (0.54, "the 7th root"),
        (round(softplus_gain(LOG2, LOG2), 2), "You lowered the derivative"),
        (round(softplus_gain(LOG2) ** 7, 4), "over all eight layers"),
        (ratio(LOG2), "which has changed"), (ratio(0), "and that of softplus"),
        (gain(1, 0, 1), "of the sigmoid"), (softplus_gain(LOG2), "right.")],
    "softplus_inverse": [
        (lambda y: log(exp(y / 2) ** 2 - 1), "On paper that is it"),
        (lambda y: log(2 * exp(y / 2) * np.sinh(y / 2)), "The small y are right"),
        (lambda y: log(exp(y)) - log(1), "That gives y back"),
        (lambda y: math.log(math.exp(y) - 1), "at y = 1e-20 it fails: ValueError")],
    "fewest_sigmoids": [
        ((15, 0), "A whole number from 1 to 10000"), ([16, 0.92], "Fewer will do"),
        ((15, 0.96), "Off by 0.01176, at z = 10: the offsets end too early"),
        ((15, 0.975), "Off by 0.01005, at z = 0: they are too far apart"),
        ((15, 0.9725), "right.")],
    "tent": [
        (lambda z: np.clip(z, 0, 1), "and then stays up"),
        (lambda z: where(z < 0, 0, 1 - abs(z - 1)), "what stops it at 2?"),
        (lambda z: maximum(0, z * (2 - z)), "is a parabola"),
        (lambda z: maximum(0, 2 - 2 * abs(z - 1)), "It is 2 times as large")],
    "leaky_init": [
        (lambda a: [2 for _ in a], "ReLU's"), (lambda a: 2 / (1 + a), "average"),
        (lambda a: hypot(1, a) ** -2, "only half of the inputs"),
        (lambda a: 2 * (1 + a**2), "Right on 1 of the 4 points tried. Try a = 0.5"),
        (lambda a: 2 / (1 + a ^ 2), "in Python a power is z**2")],
    "half_dead": [
        (0, "is above 0"), (1.6, "Shorter steps!"), (1.3, "right."),
        (1.2, "35 of 100 are dead, on average over five seeds. Longer steps!")],
    "elu": [
        (lambda z, a: np.select([z > 0], [z], a * exp(z) - a), "loses its digits"),
        (lambda z, a: np.select([z > 0], [z], expm1(z) * a), "but NumPy warns"),
        (bent(lambda z, a: a * exp(z) - a), "at z = -1e-17 it is 0"),
        (bent(lambda z, a: expm1(z)), "alpha is never used"),
        (lambda z, alpha: where(z > 0, z, exp(z) - 1), "alpha is never used"),
        (bent(lambda z, a: maximum(z, a * expm1(z))), "Right until alpha passes 1"),
        (lambda z, a: elu(z, 2), "Right for z > 0. Try z = -1, alpha = 0.5")],
    "celu": [
        (bent(lambda z, a: a * exp(z) - a), "That is ELU. From"),
        (bent(lambda z, a: exp(z / a) - 1), "The lower bound is -1. It"),
        (bent(lambda z, a: a * exp(z * a) - a), "alpha squared"),
        (lambda z, a: z, "Right for z > 0. Try z = -1, alpha = 2 by hand: yours is")],
    "zero_mean": [
        (round(-RIGHT / LEFT, 2), "as many digits as"), (2 * RIGHT, "second term"),
        (round(RIGHT / (RIGHT + LEFT), 2), "all of ELU"), (1.05, "SELU's"),
        (1.68, "1.68 is too large")],
    "condition": [
        (lambda m, s, n: kappa(s, m, n), "Upside down"),
        (lambda m, s, n: hypot(1, n**0.5 * m / s), "as long as wide"),
        (lambda m, s, n: kappa(maximum(m, 0), s, n), "Right for mean > 0")],
    "centred_init": [
        (2.93, "as many digits as"), (1 / SQUARE, "That is for ReLU as it is"),
        (round(SQUARE - RIGHT**2, 2), "Now make up for it"),
        (1 / (2 * SQUARE - (2 * RIGHT) ** 2), "the right half alone")],
    "fast_bias": [
        (0.153, "the weights alone"), (1 / 64, "Now take the root"), (0.12, "digits"),
        (0.0234, "and the root"), (hypot(1, 1) * 2**-7, "n got out of the root"),
        (-0.125, "the positive one"), (0.0884, "twice as fast"), (8, "Upside down"),
        (2 * 128**-0.5, "5 times as fast"), (1.414, "a single input"),
        (kappa(3, 1, 128), "at a mean of 3"), (0.1, "too small"), (1 / 8, "right.")],
    "silu_grad": [
        (s, "sigmoid varies, too"), (lambda z: s(z) * (2 - s(z)), "has lost its z")],
    "selu": [
        (lambda z: where(z > 0, L * z, A * exp(L * z) - A), "You scale what goes in"),
        (bent(lambda z: L * A * exp(z) - L * A), "The left side is scaled")],
    "squared_relu_init": [
        (1 / SQUARE, "That is He's"), (0.33, "both sides of 0"),
        (1 / (FOURTH - SQUARE**2), "for the variance"),
        (round(FOURTH**-0.5, 2), "standard deviation of the weights")],
}
# fmt: on


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [(name, *row) for name, rows in ROWS.items() for row in rows],
)
def test_an_answer_in_other_words(name, answer, words, reply):
    assert words in reply(name, answer)


# Right answers in another style, and misuse.


def scalar_elu(z, alpha):
    if z > 0:
        return z
    return alpha * math.expm1(z)


def filled_elu(z, alpha, dtype=float):
    a = np.zeros_like(z, dtype=dtype)
    a[z > 0], a[z <= 0] = z[z > 0], alpha * expm1(z[z <= 0])
    return a


def overwriting_elu(z, alpha):
    z[z < 0] = alpha * expm1(z[z < 0])
    return z


def counting_ramp(z, n):
    return sum([s(z - (k + 0.5) * 10 / n) for k in range(n)]) * 10 / n


# fmt: off
STYLES = [
    ("elu", scalar_elu), ("elu", filled_elu), ("ramp", counting_ramp),
    ("elu", lambda z, a: [elu(v, a) for v in z]),
    ("tanh", np.tanh), ("tanh", np.vectorize(math.tanh)),
    ("tanh", lambda anything, other=3: print(other) or tanh(anything)),
    ("tanh", lambda z: tanh(z.astype(np.float16))),
    ("tent", lambda x: max(0, 1 - abs(x - 1))),
    ("half_precision", 8.0), ("half_precision", np.array([8])),
    ("zero_mean", np.float32(1.673)), ("squared_relu_init", 0.67),
]
MISUSE = [
    ("tanh", None, "not tried yet."), ("tanh", ..., "not tried yet."),
    ("zero_mean", ..., "not tried yet."), ("tanh", lambda z: ..., "not tried yet."),
    ("tanh", lambda z: None, "Is its `return` missing?"),
    ("tanh", lambda z: None if z > 3 else math.tanh(z), "Is its `return` missing?"),
    ("tanh", "tanh", "that is no function. Hand in its name alone"),
    ("tanh", math.tanh(1.0), "that is no function. Hand in its name alone"),
    ("tanh", lambda z: "8", "numbers are asked for, and that is text."),
    ("tanh", lambda z: s, "numbers are asked for, and that is a function."),
    ("tanh", lambda z, y: z, "it is called with (z), and takes (z, y)."),
    ("elu", lambda alpha, x: x, "called with (z, alpha), and takes (alpha, x)."),
    ("tanh", lambda z: z[:2], "it gives shape (2,) for inputs of shape (9,)."),
    ("leaky_init", lambda a: 2, "it gives shape () for inputs of shape (4,)"),
    ("tanh", lambda z: nosuch, "at z = 1 it fails: NameError: name"),  # noqa: F821
    ("tanh", lambda z: math.exp(999 * z), "fails: OverflowError: math range error"),
    ("elu", overwriting_elu, "it changes the array that it is given."),
    ("elu", lambda z, a: filled_elu(z, a, None), "fails for an array of integers"),
    ("zero_mean", tanh, "that is a function, and a number is asked for."),
    ("zero_mean", "1.67", "numbers are asked for, and that is text."),
    ("zero_mean", {}, "numbers are asked for, and that is a dict."),
    ("zero_mean", (1, 6733), "Decimals have a point, not a comma"),
    ("zero_mean", math.nan, "one finite number is asked for"),
    ("fewest_sigmoids", 15, "a pair of numbers is asked for"),
    ("fewest_sigmoids", (15, 0, 971), "Decimals have a point, not a comma"),
]
# fmt: on


@pytest.mark.parametrize(("name", "answer"), STYLES)
def test_right_in_another_style(name, answer, reply):
    assert reply(name, answer) == "right."


@pytest.mark.parametrize(("name", "answer", "words"), MISUSE)
def test_misuse_is_told(name, answer, words, reply):
    said = reply(name, answer)
    assert words in said
    assert not said.startswith("right")


def test_no_answer_changes_what_the_next_one_sees(reply):
    z, errors = EXERCISES["elu"].cases[0][0], np.geterr()
    before = z.copy()
    reply("elu", overwriting_elu)
    assert np.array_equal(before, z)
    assert errors == np.geterr()


def test_names():
    assert list(ROWS) == list(EXERCISES)
    with pytest.raises(ValueError, match="no exercise 'tan'; there are steeper, tanh"):
        check("tan", tanh)


def test_numbers_by_another_route():
    tell = {n: exercise.reference for n, exercise in EXERCISES.items()}
    assert tell["steeper"] == 3 * max(d(np.linspace(-1, 1, 21)))
    assert tell["half_precision"] == ends(np.float16)
    assert abs(tell["stretched"] - gain(4, 2, 4)) < 0.005
    assert np.median(train_networks("sigmoid", init=tell["rescue"])[:, -1]) < 0.5
    assert abs(s(20.0) - s(20 - tell["reach"]) - 0.99) < 1e-6
    assert abs(tell["stairs"] - spacing(0.01)) < 0.003
    assert abs(tell["lowered"] - softplus_gain(LOG2)) < 0.005
    assert abs(tell["zero_mean"] + RIGHT / LEFT) < 1e-4
    assert abs(1 / tell["centred_init"] - (SQUARE - RIGHT**2)) < 1e-5
    assert np.sum(np.square([1] + 128 * [tell["fast_bias"]])).round(9) == 3
    assert abs(1 / tell["squared_relu_init"] - FOURTH) < 1e-5


def test_fewest_is_fewest():
    judge = EXERCISES["fewest_sigmoids"].judge
    # Between neighbours the error changes by less than a fifth of what 14 lack.
    assert not any(judge(14.0, h) is None for h in np.linspace(0.5, 1.5, 1001))
    assert judge(15.0, 0.971) is None
