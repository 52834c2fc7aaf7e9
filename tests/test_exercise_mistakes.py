"""Each mistake gets its own sentence: nothing here is read from the table.

A row is an answer that somebody could hand in, written another way than in the
table, and a piece of the sentence that it must get. Exchange two sentences, or two
wrong answers, and a row fails.
"""

import math

import numpy as np
import pytest
from asking import reply
from numpy import exp, expm1, log, logaddexp, maximum, minimum, tanh, where

from utils.first_edition.activations import sigmoid_grad
from utils.exercises import EXERCISES, chapter_2


def s(x):
    return 0.5 + 0.5 * tanh(x / 2)


def d(x):
    return 0.25 / np.cosh(x / 2) ** 2


def textbook(x):
    return 1 / (1 + exp(-x)) * (1 - 1 / (1 + exp(-x)))


def ends(dtype, slope=textbook):
    return next(n for n in range(1, 99) if slope(dtype(n)) == 0)


def squared(w, x, b, y):
    return (y - s(b + w * x)) ** 2 / 2


def cross_entropy(w, x, b, y):
    return -y * log(s(b + w * x)) - (1 - y) * log(s(-b - w * x))


def measured(loss, argument, times=1):
    """Return the slope of a loss in one of its arguments, by differences."""

    def slope(*wxby):
        step = 1e-5 * np.eye(4)["wxby".index(argument)][:, None]
        gap = loss(*(np.array(wxby) + step)) - loss(*(np.array(wxby) - step))
        return times * gap / 2e-5

    return slope


def stack(x, places):
    return sum(s(x - place) for place in places)


def middles(n):
    return [(2 * k + 1) * 5 / n for k in range(n)]


def fence(n):
    return [10 * k / (n - 1) for k in range(n)]


def spacing(ripple):
    """Return how far apart sigmoids may stand, by Poisson's formula."""
    h = np.linspace(1.5, 3, 15_001)
    u = 2 * np.pi**2 / h
    return h[(4 * u / np.sinh(u) < ripple).sum() - 1]


def bent(left):
    """Return the function that is x on the right, and another one on the left."""
    return lambda x, *alpha: where(x > 0, x, left(-abs(x), *alpha))


def bowl(mean, spread, n):
    """Return steepest over flattest: hums add up in step, and talk does not."""
    return (n * spread**2 + (n * mean) ** 2) / (n * spread**2)


# What the two sides of ELU, and squared ReLU, give on ordinary inputs, by thin strips.
STRIPS = np.linspace(-12, 0, 120_001)
BELL = exp(-(STRIPS**2) / 2) / math.sqrt(2 * math.pi) * (STRIPS[1] - STRIPS[0])
BELL[-1] /= 2
RIGHT, LEFT = -(STRIPS * BELL).sum(), (expm1(STRIPS) * BELL).sum()
RIGHT_SQUARE, LEFT_SQUARE = (STRIPS**2 * BELL).sum(), (expm1(STRIPS) ** 2 * BELL).sum()
RIGHT_FOURTH = (STRIPS**4 * BELL).sum()
A, L = 1.6732632, 1.0507010  # as Klambauer and others give them

ROWS = {
    "slope_from_output": [
        (d, "You squash once more"),
        (lambda s: list(s), "That is the output"),
        (lambda s: -(s - 1), "what s lacks to 1"),
        (lambda s: (1 - s) * (1 + s), "the slope of tanh"),
        (lambda s: (s - 0.5) ** 2 - 0.25, "no negative slope"),
    ],
    "tanh": [
        (s, "the sigmoid as it came"),
        (lambda x: tanh(x / 2), "half as steep"),
        (lambda x: tanh(x / 4), "you made it wider"),
        (lambda x: (1 + tanh(x)) / 2, "it runs from 0 to 1"),
        (lambda x: tanh(x) / 2, "Is it tall enough?"),
        (lambda x: tanh(x) + 1, "Where is its middle"),
    ],
    "half_precision": [
        (ends(np.float32), "single precision"),
        (ends(np.float64), "double precision"),
        (ends(np.float16) - 1, "not yet 0"),
        (ends(np.float16, sigmoid_grad), "the slope of utils"),
        (math.ceil(log(float(np.finfo(np.float16).max))), "about overflow"),
        (-ends(np.float16), "Look on the right"),
    ],
    "neuron_gradient": [
        (measured(cross_entropy, "b"), "That is the error"),
        (measured(cross_entropy, "w"), "under cross-entropy"),
        (measured(squared, "b"), "The input is missing"),
        (measured(squared, "w", times=-1), "points downhill"),
        (measured(squared, "w", times=2), "Twice too large"),
        (lambda w, x, b, y: (s(w * x + b) - y) * x * d(s(w * x + b)), "slope at p"),
        (measured(squared, "x"), "the slope in the input x"),
    ],
    "envelope": [
        (math.floor(log(1e6) / log(4)), "nine leave four millionths"),
        (6 / math.log10(4), "Layers come whole"),
        (math.ceil(math.log2(1e6)), "passes on a half"),
        (0.25**10, "That is what is left"),
        (round(-math.log10(1e-6)), "about a tenth each"),
    ],
    "rescue": [
        (-4, "still too little gets through"),
        (-24, "start saturated"),
    ],
    "ramp": [
        (lambda x, n: stack(x, middles(n)), "It climbs to n."),
        (lambda x, n: np.mean([s(x - t) for t in middles(n)], 0), "their average"),
        (lambda x, n: stack(x, middles(n)) * 0.1, "the post's tenth"),
        (lambda x, n: stack(x, fence(n)) * fence(n)[1], "Those are n - 1 strips"),
        (lambda x, n: stack(x, fence(n + 1)[:-1]) / n * 10, "start of its strip"),
        (lambda x, n: stack(x, fence(n)) / n * 10, "The factor is for n strips"),
    ],
    "reach": [
        (20 + 2 * log(10), "not quite a hundredth"),
        (20 + log(0.5 / 0.5), "one half already"),
        (20 + log(0.01 / 0.99), "as far before 20"),
        (log(0.99 / 0.01), "how far beyond 20"),
        (np.arange(-10, 10, 0.2)[-1], "the post's offsets end"),
    ],
    "stairs": [
        (spacing(0.02), "1% up and 1% down"),
        (10 / 5, "well under 1%"),
        (fence(5)[1], "five sigmoids on [0, 10]"),
        (1 / spacing(0.01), "on a stretch of 1"),
    ],
    "softplus_slope": [
        (lambda x: 1 / (1 + exp(x)), "falls where it should climb"),
        (lambda x: [math.exp(v) for v in x], "And the log's own?"),
        (d, "One derivative too far"),
        (lambda x: logaddexp(0, x), "softplus itself"),
        (lambda x: exp(logaddexp(0, x)), "1/u, not u"),
    ],
    "softplus_inverse": [
        (lambda y: log(exp(y / 2) ** 2 - 1), "On paper that is it"),
        (lambda y: log(2 * exp(y / 2) * np.sinh(y / 2)), "The small y are right"),
        (lambda y: np.log1p(-exp(-y)) + y, "The large y are right"),
        (lambda y: logaddexp(0, y), "softplus once more"),
        (lambda y: 1 / logaddexp(y, 0), "not one over it"),
        (lambda y: exp(y) - 1, "exp(x), for the x we want"),
        (lambda y: log(exp(y)) - log(1), "That gives y back"),
    ],
    "fewest_sigmoids": [
        ((15, 0), "A whole number from 1 to 10000"),
        ((15, 0.96), "the offsets end too early"),
        ((15, 0.975), "they stand too far apart"),
        ((16, 0.92), "Fewer will do"),
    ],
    "tent": [
        (lambda x: np.clip(x, 0, 1), "and then stays up"),
        (lambda x: where(x < 0, 0, 1 - abs(x - 1)), "who stops it at 2?"),
        (lambda x: minimum(np.clip(x, 0, 1), 3 - x), "It climbs, rests, and falls"),
        (lambda x: maximum(np.clip(x, 0, 1), x - 1), "By how much is that?"),
        (lambda x: maximum(0, x * (2 - x)), "is a parabola"),
        (lambda x: where(x < 0, 0, 1 - abs(2 * x - 1)), "the fold of this chapter"),
        (lambda x: maximum(0, 1 - abs(x)), "it should stand between 0 and 2"),
        (lambda x: (x + abs(x)) / 2, "One ReLU bends once"),
    ],
    "leaky_start": [
        (lambda a: [2 for _ in a], "That is ReLU's"),
        (lambda a: 1 / np.mean([a**0, a], 0), "You average the slopes"),
        (lambda a: np.mean([a**0, a * a], 0), "what a layer keeps"),
        (lambda a: math.sqrt(2) / np.hypot(1, a), "the spread of the weights"),
        (lambda a: np.hypot(1, a) ** -2, "only half of the inputs"),
        (lambda a: 2 * a**-2, "And the right side?"),
    ],
    "half_dead": [
        (0, "A learning rate is above 0"),
        (1.2, "Longer steps!"),
        (1.6, "Shorter steps!"),
    ],
    "elu": [
        (lambda x, a: np.select([x > 0], [x], a * exp(x) - a), "loses its digits"),
        (lambda x, a: np.select([x > 0], [x], expm1(x) * a), "but NumPy warns"),
        (bent(lambda x, a: a * exp(x) - a), "at x = -1e-17 it is 0"),
        (bent(lambda x, a: expm1(x)), "alpha is never used"),
        (lambda x, a: where(x > 0, x + a, a * exp(-abs(x))) - 1, "a bracket missing"),
        (lambda x, a: where(x > 0, x, 0) + a * expm1(x), "counts on the right"),
        (lambda x, a: where(x > 0, a * x, a * expm1(-abs(x))), "stretches your right"),
        (bent(lambda x, a: maximum(x, a * expm1(x))), "Right until alpha passes 1"),
        (lambda x, a: where(x > 0, x + a, a * exp(-abs(x))), "Too high by alpha"),
    ],
    "celu": [
        (bent(lambda x, a: a * exp(x) - a), "That is ELU. From"),
        (bent(lambda x, a: exp(x / a) - 1), "The floor is at -1. It"),
        (lambda x, a: where(x > 0, x / a, a * exp(x / a) - a), "divided by alpha"),
        (bent(lambda x, a: a * exp(x * a) - a), "alpha squared"),
        (bent(lambda x, a: (exp(x * a) - 1) / a), "the floor is at -1/alpha"),
        (bent(lambda x, a: exp(x) - 1), "whatever alpha is"),
        (lambda x, a: where(x > 0, a * x, a * exp(x) - a), "alpha on both sides"),
    ],
    "zero_mean": [
        (round(-RIGHT / LEFT, 2), "Right to two decimals"),
        (2 * RIGHT, "the second term alone"),
        (
            (RIGHT_SQUARE + (RIGHT / LEFT) ** 2 * LEFT_SQUARE) ** -0.5,
            "SELU's other constant",
        ),
        (RIGHT / (RIGHT + LEFT), "the mean of all of ELU"),
        (1, "the mean is 0.16"),
    ],
    "condition": [
        (lambda m, s, n: bowl(m, s, n) - 1, "has a 1"),
        (lambda m, s, n: bowl(m, s, 1), "n is never used"),
        (lambda m, s, n: bowl(np.sqrt(m + 0j), np.sqrt(s), n).real, "smaller than 1"),
        (lambda m, s, n: bowl(s, m, n), "Upside down"),
        (lambda m, s, n: bowl(m, s, n * n), "n has got under the square"),
        (lambda m, s, n: bowl(m, 1, n), "The spread is never used"),
        (lambda m, s, n: bowl(m, np.hypot(m, s), n), "against the mean square"),
        (lambda m, s, n: bowl(m, s, n) * s * s, "And in the flattest?"),
        (lambda m, s, n: np.hypot(1, n**0.5 * m / s), "as long as wide"),
    ],
    "centred_start": [
        (round(1 / (RIGHT_SQUARE - RIGHT**2), 2), "Right to two decimals"),
        (1 / RIGHT_SQUARE, "That is for ReLU as it is"),
        (1 / (RIGHT_SQUARE - RIGHT), "the other is not"),
        (RIGHT_SQUARE - RIGHT**2, "Now make up for it"),
        ((RIGHT_SQUARE - RIGHT**2) ** -0.5, "for the spread of the weights"),
        (RIGHT**-2, "what is taken off"),
        (1 / (2 * RIGHT_SQUARE - (2 * RIGHT) ** 2), "the right half alone"),
        (1 / (RIGHT_SQUARE + RIGHT**2), "quieter than before"),
    ],
    "silu_slope": [
        (s, "The sigmoid moves, too"),
        (lambda x: x * s(x) * s(-x), "The x in front moves, too"),
        (lambda x: s(x) * (2 - s(x)), "has lost its x"),
        (lambda x: s(x) * (1 - x * s(-x)), "the wrong sign"),
        (lambda x: s(x) + x * d(s(x)), "you give it sigmoid(x)"),
        (d, "the product of the two slopes"),
        (lambda x: x / (1 + exp(-x)), "That is SiLU"),
    ],
    "selu": [
        (bent(expm1), "Neither constant is used"),
        (bent(lambda x: A * exp(x) - A), "That has mean 0"),
        (lambda x: where(x > 0, L * x, L * exp(x) - L), "The scale is there"),
        (lambda x: where(x > 0, A * x, L * A * exp(x) - L * A), "changed places"),
        (lambda x: where(x > 0, L * x, A * exp(L * x) - A), "You scale what goes in"),
        (lambda x: where(x > 0, L * x, A * exp(x) - A), "The right side is scaled"),
        (bent(lambda x: L * A * exp(x) - L * A), "The left side is scaled"),
    ],
    "squared_relu_start": [
        (1 / RIGHT_SQUARE, "That is He's own"),
        (1 / (2 * RIGHT_FOURTH), "both halves of the bell"),
        (RIGHT_FOURTH, "That is the mean square"),
        (1 / (RIGHT_FOURTH - RIGHT_SQUARE**2), "You made up for the spread"),
        (RIGHT_FOURTH**-0.5, "for the spread of the weights"),
        (RIGHT_SQUARE**-2, "You squared the mean"),
        (1 / ((2 * STRIPS) ** 2 * BELL).sum(), "on the way down"),
    ],
}


@pytest.fixture(autouse=True)
def one_network(monkeypatch):
    """Judge a rescue by one network instead of three."""
    monkeypatch.setattr(chapter_2, "SEEDS", range(1))


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        pytest.param(name, *row, id=f"{name}: {row[1]}")
        for name, rows in ROWS.items()
        for row in rows
    ],
)
def test_each_mistake_gets_its_own_sentence(name, answer, words):
    said = reply(name, answer)
    assert said.startswith("not yet. ")
    assert words in said


@pytest.mark.parametrize("name", EXERCISES)
def test_each_sentence_has_one_row(name):
    sentences = [sentence for _, sentence in EXERCISES[name].mistakes]
    pieces = [words for _, words in ROWS[name]]
    hits = np.array([[piece in sentence for piece in pieces] for sentence in sentences])
    assert hits.shape == (len(sentences), len(sentences))
    assert (hits.sum(axis=0) == 1).all()
    assert (hits.sum(axis=1) == 1).all()


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (name, number)
        for name, exercise in EXERCISES.items()
        for number in range(len(exercise.mistakes))
        if exercise.judge  # the others compare the answer with these, see above
    ],
)
def test_the_examples_of_a_judge_are_judged_so(name, number):
    wrong, sentence = EXERCISES[name].mistakes[number]
    assert sentence.rpartition("}")[2] in reply(name, wrong)


@pytest.mark.parametrize("name", EXERCISES)
def test_every_console_can_print_the_sentences(name):
    assert all(sentence.isascii() for _, sentence in EXERCISES[name].mistakes)
