"""Exercises answer back: right for what is right, and what kind of wrong it is.

Wrong answers in `ROWS` are written another way than in the table of mistakes, each
with a piece of the sentence that it must get.
"""

import math
import warnings

import numpy as np
import pytest
from numpy import cosh, exp, expm1, hypot, log, logaddexp, tanh, where

from utils.activations import Activation, elu
from utils.exercises import EXERCISES, chapter_2, check
from utils.experiments import gradient_gain, measure_layers


@pytest.fixture
def reply(capsys, monkeypatch):
    """Return what check says: one short line, in characters that all consoles have."""

    # Its solution trains the networks of "rescue"; here they take no time.
    def losses(name, depth, init):
        return np.full((3, 10), {1: 2.3, 64: 0.4, 1024: 1.5}[init])

    monkeypatch.setattr(chapter_2, "train_networks", losses)

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


def s(z):
    return 0.5 + 0.5 * tanh(z / 2)


def d(z):
    return 0.25 / cosh(z / 2) ** 2


def gain(f, f_grad):
    return gradient_gain(measure_layers(Activation("test", f, f_grad)))


def sigmoid_gain(times, less):
    return gain(lambda z: times * s(z) - less, lambda z: times * d(z))


def softplus_gain(less, less_grad=0):
    return gain(lambda z: logaddexp(0, z) - less, lambda z: s(z) - less_grad)


def spacing(ripple):
    """Return how far apart sigmoids may be, by Poisson's formula."""
    h = np.linspace(1.5, 3, 15_001)
    u = 2 * np.pi**2 / h
    return h[(4 * u / np.sinh(u) < ripple).sum() - 1]


def bent(left):
    """Return the function that is z on the right, and another one on the left."""
    return lambda z, *alpha: where(z > 0, z, left(-abs(z), *alpha))


# What the sides of ELU and of ReLU squared give on average, for z from N(0, 1).
GRID = np.linspace(0, 12, 120_001)
DENSITY = exp(-(GRID**2) / 2) / math.sqrt(2 * math.pi) * (GRID[1] - GRID[0])
DENSITY[0] /= 2
RIGHT, SQUARE, FOURTH = ((GRID**p * DENSITY).sum() for p in (1, 2, 4))
LEFT = (expm1(-GRID) * DENSITY).sum()
A, L, LOG2 = 1.6732632, 1.0507010, log(2)  # A and L as Klambauer and others give them

# fmt: off
ROWS = {
    "steeper": [(d(0) * 9, "counted twice"), (0.745, "right.")],
    "tanh": [
        (s, "as it came"), (lambda z: where(z == 5, np.nan, s(z)), "as it came"),
        (lambda z: -tanh(z), "It is -1 times as large"),
        (lambda z: 1 - tanh(z) ** 2, "That is the derivative."),
        (lambda z: np.round(tanh(z), 2), "Nearly: is something rounded?"),
        (lambda z: tanh(z) + 0.25, "It is off by +0.25, everywhere"),
        (lambda z: where(z > 0, tanh(z), 7), "Right for z > 0. Try z = -1 by hand")],
    "half_precision": [(7.63, "A whole number"), (9, "9 is too large")],
    "stretched": [
        (sigmoid_gain(1, 0), "of the sigmoid itself"), (sigmoid_gain(4, 2), "right.")],
    "envelope": [(9.97, "Layers come whole")],
    "rescue": [(-2, "not negative")],
    "ramp": [
        (lambda z, n: sum(s(z - k) for k in (1.25, 3.75, 6.25, 8.75)) * 2.5,
         "n is never used. Right for n = 4. Try z = 2, n = 10")],
    "reach": [(np.arange(-10, 10, 0.2)[-1], "the post's offsets end")],
    "stairs": [(round(1 / spacing(0.01), 2), "per unit"), (2.2, "as many digits as")],
    "lowered": [
        (softplus_gain(LOG2) ** (7 / 8), "the 7th root"),
        (round(softplus_gain(LOG2, LOG2), 2), "You lowered the derivative"),
        (softplus_gain(LOG2), "right.")],
    "softplus_inverse": [
        (lambda y: log(2 * exp(y / 2) * np.sinh(y / 2)), "The small y are right"),
        (lambda y: y + log(1 - exp(y)), "(nan is 0 times inf"),
        (lambda y: math.log(math.exp(y) - 1), "at y = 1e-20 it fails: ValueError")],
    "fewest_sigmoids": [
        ([16, 0.92], "Fewer will do"), ((15, 0.9725), "right."),
        ((15, 0.96), "Off by 0.01176, at z = 10: the offsets end too early"),
        ((15, 0.975), "Off by 0.01005, at z = 0: they are too far apart")],
    "tent": [(lambda z: where(z < 0, 0, 1 - abs(z - 1)), "what stops it at 2?")],
    "leaky_init": [
        (lambda a: hypot(1, a) ** -2, "only half of the inputs"),
        (lambda a: 2 / (1 + a ^ 2), "in Python a power is z**2")],
    "half_dead": [(1.3, "right."), (1.6, "Shorter steps!")],
    "elu": [
        (lambda z, a: np.select([z > 0], [z], expm1(z) * a), "but NumPy warns"),
        (bent(lambda z, a: a * exp(z) - a), "at z = -1e-17 it is 0"),
        (bent(lambda z, a: expm1(z)), "alpha is never used"),
        (bent(lambda z, a: -a * expm1(z)), "z > 0. It is -1 times as large as"),
        (lambda z, a: where(z < 0, z, a * expm1(z)), "have changed places"),
        (lambda z, alpha: where(z > 0, z, exp(z) - 1), "alpha is never used")],
    "celu": [
        (lambda z, a: elu(z), "alpha is never used. Right for z > 0. Try z = -1"),
        (bent(lambda z, a: a * exp(z * a) - a), "alpha squared")],
    "zero_mean": [
        (-1.6733, "sign"), (167.3, "percent"), (0.5976, "one over what is asked"),
        (2 * RIGHT, "second term"), (1.68, "1.68 is too large")],
    "condition": [(lambda m, s, n: hypot(1, n**0.5 * m / s), "as long as wide")],
    "centred_init": [(1 / (2 * SQUARE - (2 * RIGHT) ** 2), "the right half alone")],
    "fast_bias": [(2 * 128**-0.5, "5 times as fast"), (0.1, "too small")],
    "silu_grad": [(lambda z: s(z) * (2 - s(z)), "has lost its z")],
    "selu": [(bent(lambda z: L * A * exp(z) - L * A), "The left side is scaled")],
    "squared_relu_init": [(1 / (FOURTH - SQUARE**2), "for the variance")],
}
# fmt: on


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [(name, *row) for name, rows in ROWS.items() for row in rows],
)
def test_an_answer_in_other_words(name, answer, words, reply):
    assert words in reply(name, answer)


def filled_elu(z, alpha, dtype=float):
    a = np.zeros_like(z, dtype=dtype)
    a[z > 0], a[z <= 0] = z[z > 0], alpha * expm1(z[z <= 0])
    return a


def overwriting_elu(z, alpha):
    z[z < 0] = alpha * expm1(z[z < 0])
    return z


# fmt: off
STYLES = [
    ("elu", filled_elu), ("elu", lambda z, a: z if z > 0 else a * math.expm1(z)),
    ("elu", lambda z, a: [elu(v, a) for v in z]), ("tanh", np.vectorize(math.tanh)),
    ("tanh", lambda anything, other=3: print(other) or tanh(anything)),
    ("tanh", lambda z: tanh(z.astype(np.float16))), ("half_precision", np.array([8])),
]
MISUSE = [
    ("tanh", None, "not tried yet."), ("zero_mean", ..., "not tried yet."),
    ("tanh", lambda z: ..., "not tried yet."),
    ("tanh", lambda z: None, "Is its `return` missing?"),
    ("tanh", "tanh", "that is no function. Hand in its name alone"),
    ("tanh", lambda z: "8", "numbers are asked for, and that is text."),
    ("tanh", lambda z, y: z, "it is called with (z), and takes (z, y)."),
    ("elu", lambda alpha, x: x, "called with (z, alpha), and takes (alpha, x)."),
    ("tanh", lambda z: z[:2], "it gives shape (2,) for inputs of shape (9,)."),
    ("tanh", lambda z: (tanh(z),), "A comma after a value makes it a tuple."),
    ("tanh", lambda z: nosuch, "at z = 1 it fails: NameError: name"),  # noqa: F821
    ("elu", overwriting_elu, "it changes the array that it is given."),
    ("elu", lambda z, a: filled_elu(z, a, None), "fails for an array of integers"),
    ("zero_mean", tanh, "that is a function, and a number is asked for."),
    ("zero_mean", {}, "numbers are asked for, and that is a dict."),
    ("zero_mean", (1, 6733), "Decimals have a point, not a comma"),
    ("zero_mean", "1,6733", "that is text. Leave out the quotes."),
    ("fewest_sigmoids", ([15], 0.971), "numbers are asked for, and that is a tuple."),
    ("fewest_sigmoids", 15, "a pair of numbers is asked for"),
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
    assert np.array_equal(before, z) and errors == np.geterr()


def test_names():
    assert list(ROWS) == list(EXERCISES)
    with pytest.raises(ValueError, match="no exercise 'tan'; there are steeper, tanh"):
        check("tan", tanh)


def test_numbers_by_another_route():
    tell = {n: exercise.reference for n, exercise in EXERCISES.items()}
    half = np.arange(1, 99, dtype=np.float16)
    assert tell["half_precision"] == half[np.argmin(s(half) * (1 - s(half)))]
    assert tell["steeper"] == 3 * max(d(np.linspace(-1, 1, 21)))
    assert abs(tell["stretched"] - sigmoid_gain(4, 2)) < 0.005
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
