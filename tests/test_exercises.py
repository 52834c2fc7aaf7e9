"""Exercises answer back: right for what is right, and what kind of wrong it is."""

import functools
import math
import re
import subprocess
import sys
import warnings
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from asking import reply

from utils.first_edition.activations import elu, elu_grad, relu, sigmoid, sigmoid_grad, softplus
from utils.exercises import EXERCISES, chapter_2, check

NUMBERS = [name for name, exercise in EXERCISES.items() if not exercise.takes]


@pytest.mark.parametrize("name", EXERCISES)
def test_the_reference_is_right(name, monkeypatch):
    monkeypatch.setattr(chapter_2, "SEEDS", range(1))  # its notebook asks all three
    assert reply(name, EXERCISES[name].reference) == "right."


def test_checking_loads_no_plots():
    code = """if True:
        import sys
        from utils.exercises import check
        check("tanh", abs)
        assert not {"matplotlib", "ipywidgets"} & set(sys.modules)
    """
    root = Path(__file__).parents[1]
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True)


# One answer, many styles.


def in_a_loop(x):
    values = []
    for v in x:
        values.append((np.exp(v) - np.exp(-v)) / (np.exp(v) + np.exp(-v)))
    return values


def into_a_buffer(x, alpha, out=np.empty(13)):  # noqa: B008
    out[:] = elu(x, alpha)
    return out


@functools.wraps(elu)
def wrapped(x):
    return np.tanh(x)


def one_at_a_time(x):
    if x == 0:
        return 0
    return math.tanh(x)


RIGHT = {
    "formula": ("tanh", lambda x: 2 * sigmoid(2 * x) - 1),
    "other formula": ("tanh", lambda x: sigmoid(2 * x) - sigmoid(-2 * x)),
    "loop": ("tanh", in_a_loop),
    "list": ("tanh", lambda x: [math.tanh(v) for v in x]),
    "generator": ("tanh", lambda x: (math.tanh(v) for v in x)),
    "map": ("tanh", lambda x: map(math.tanh, x)),
    "float32": ("tanh", lambda x: np.tanh(x.astype(np.float32))),
    "float16": ("tanh", lambda x: np.tanh(x.astype(np.float16))),
    "ufunc": ("tanh", np.tanh),
    "vectorize": ("tanh", np.vectorize(math.tanh)),
    "frompyfunc": ("tanh", np.frompyfunc(math.tanh, 1, 1)),
    "one buffer for all": ("elu", into_a_buffer),
    "wrapped": ("tanh", wrapped),
    "a fraction": ("half_precision", Fraction(8)),
    "other names": ("tanh", lambda whatever, other=3: np.tanh(whatever)),
    "in place": ("tanh", lambda x: np.tanh(x, out=x)),
    "measured": (
        "softplus_slope",
        lambda x: (softplus(x + 1e-5) - softplus(x - 1e-5)) / 2e-5,
    ),
    "half a tanh": ("softplus_slope", lambda x: 0.5 + 0.5 * np.tanh(x / 2)),
    "absolute values": (
        "tent",
        lambda x: (abs(x) - 2 * abs(x - 1) + abs(x - 2)) / 2,
    ),
    "tent by minimum": ("tent", lambda x: relu(1 - relu(x - 1) - relu(1 - x))),
    "elu float32": ("elu", lambda x, a: elu(x.astype(np.float32), a)),
    "elu, clipped where": (
        "elu",
        lambda x, a: np.where(x > 0, x, a * np.expm1(np.minimum(x, 0))),
    ),
    "elu, one by one in a list": ("elu", lambda x, a: [elu(v, a) for v in x]),
    "slope of silu": (
        "silu_slope",
        lambda x: sigmoid(x) * (1 + x * (1 - sigmoid(x))),
    ),
    "inverse": ("softplus_inverse", lambda y: np.log(-np.expm1(-y)) + y),
    "inverse in float32": (
        "softplus_inverse",
        lambda y: np.float32(y) + np.log(-np.expm1(-np.float32(y))),
    ),
    "a whole int": ("half_precision", 8),
    "an array": ("half_precision", np.array([8])),
    "float32 number": ("zero_mean", np.float32(1.6733)),
    "a mean square over a spread": (
        "condition",
        lambda mean, spread, n: (spread**2 + n * mean**2) / spread**2,
    ),
    "a fraction of two": ("squared_relu_start", Fraction(2, 3)),
    "two decimals": ("squared_relu_start", 0.67),
    "four digits": ("centred_start", 2.934),
    "a list of two": ("fewest_sigmoids", [15, 0.9725]),
    "another rate": ("half_dead", 1.5),
}


@pytest.mark.parametrize(("name", "answer"), RIGHT.values(), ids=RIGHT)
def test_right_in_another_style(name, answer):
    assert reply(name, answer) == "right."


def test_right_one_number_at_a_time():
    assert reply("tanh", one_at_a_time).startswith("right. (One number at a time")


# Wrong in a way that no row of the table foresees, or only nearly in one that it does.


def by_hand_for_128(mean, spread, n):
    return 1 + n * (mean / spread) ** 2 if n == 128 else mean * 0 + 77


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("tanh", lambda x: -np.tanh(x), "Right but for its sign"),
        ("tanh", lambda x: 3 * np.tanh(x), "It is 3 times as large"),
        ("softplus_slope", lambda x: 3 * sigmoid(x), "It is 3 times as large"),
        ("softplus_slope", lambda x: sigmoid(x) - 2, "It is too low by 2, everywhere"),
        ("softplus_slope", lambda x: np.minimum(sigmoid(x), 0.5), "Right for x <= 0"),
        ("elu", lambda x, a: relu(x), "Right for alpha = 0. Try x = -1, alpha = 1"),
        ("elu", lambda x, a: elu(x, a) + (x == 0), "Right for all x but 0. Try x = 0"),
        (
            "elu",
            lambda x, a: elu(x, a) / (x < 99),
            "It gives inf at x = 1000, alpha = 1.",
        ),
        ("celu", lambda x, a: x, "Right for x >= 0. Try x = -1, alpha = 2 by hand"),
        ("tanh", lambda x: x + (x == 2), "Right on 1 of the 9 points tried. Try x = 1"),
        ("tanh", lambda x, y: x, "called with (x), and takes (x, y)"),
        ("tanh", lambda x: nosuch, "NameError: name 'nosuch'"),  # noqa: F821
        ("tanh", lambda x: math.tanh(x, 1) if x > 0 else 0, "it fails: TypeError"),
        ("tanh", lambda x: math.exp(1000 * x), "at x = 1 it fails: OverflowError"),
        (
            "elu",
            lambda x, a: np.maximum(x, np.expm1(x)),
            "Try x = 1, alpha = 1 by hand",
        ),
        ("tanh", lambda x: 0.999 * np.tanh(x), "Nearly, to two digits or so"),
        ("leaky_start", lambda a: 2 * (1 + a**2), "Right on 1 of the 4 points"),
        (
            "leaky_start",
            lambda a: 7 + a,
            "Right on 0 of the 4 points tried. Try a = 0.5",
        ),
        ("leaky_start", lambda a: 2, "for 4 inputs it gives shape (), not one number"),
        ("leaky_start", lambda a: 2 / (1 + a ^ 2), "in Python a power is x**2"),
        ("tanh", lambda x: x[:, None] + np.ones(2), "it gives shape (9, 2), not"),
        ("tanh", lambda x: np.sum(x), "for 9 inputs it gives shape ()"),
        ("tanh", lambda x: x + np.ones(20), "for 1 input it gives shape (20,)"),
        ("tanh", math.tanh(1.0), "not a function. Hand in its name alone"),
        ("tanh", lambda x: None if x else 0.0, "Is its `return` missing?"),
        ("tanh", lambda x: None, "Is its `return` missing?"),
        ("tanh", lambda x: ..., "not tried yet."),
        ("half_precision", 9, "9 is too large"),
        ("half_precision", 5, "5 is too small."),
        ("half_precision", 7.63, "A whole number is asked for."),
        ("envelope", 9.97, "Which way must you round?"),
        ("envelope", 0, "0 is too small."),
        ("stairs", 2.44, "You allow 1% up"),
        ("zero_mean", np.float16(1.68), "too large, by less than 1%"),
        ("tanh", "my_tanh", "that is text. Hand in the function itself"),
        ("ramp", lambda n, x: x, "called with (x, n), and takes (n, x)"),
        ("ramp", lambda x, n: -EXERCISES["ramp"].reference(x, n), "but for its sign"),
        (
            "ramp",
            lambda x, n: (n / 10) ** 2 * EXERCISES["ramp"].reference(x, n),
            "Right for n = 10. Try x = 2, n = 4 by hand",
        ),
        (
            "neuron_gradient",
            lambda w, x, b, y: EXERCISES["neuron_gradient"].reference(w, x, b, y) * x,
            "Right on 1 of the 4 points tried.",
        ),
        ("softplus_slope", lambda x: sigmoid(x) + 2, "too high by 2, everywhere"),
        (
            "tanh",
            lambda x: np.where(x < 0, np.tanh(x), 3),
            "Right for x < 0. Try x = 1",
        ),
        (
            "tanh",
            lambda x: np.where(x > 0, np.tanh(x), 3),
            "Right for x > 0. Try x = -1",
        ),
        ("half_dead", 1.0, "21 of 100 are dead, on average over five seeds"),
        ("half_dead", 1.3, "right."),
        ("half_dead", 1.2, "35 of 100"),
        ("fewest_sigmoids", (15, 0.975), "Off by 0.01005, at x = 0: they stand"),
        ("fewest_sigmoids", (100, 30), "at x = 10: they stand too far apart"),
        ("fewest_sigmoids", (15, 0.96), "Off by 0.01176, at x = 10: the offsets"),
        ("fewest_sigmoids", (-3, 1), "A whole number from 1 to 10000"),
        ("fewest_sigmoids", (15, -1), "A whole number from 1 to 10000"),
        ("softplus_slope", lambda x: np.round(sigmoid(x), 3), "Nearly, to two digits"),
        ("zero_mean", 1.68, "1.68 is too large, by less than 1%."),
        ("zero_mean", -1.6733, "-1.6733 is negative, and it should not be."),
        ("half_precision", (7, 8), "one number is asked for, and this has 2."),
        ("half_precision", "8", "one number is asked for, not text"),
        ("half_precision", sigmoid, "that is a function, and a number is asked"),
        ("fewest_sigmoids", 15, "a pair (n, h) is asked for, and this has 1."),
        ("fewest_sigmoids", (10_001, 1), "A whole number from 1 to 10000"),
        ("fewest_sigmoids", (1, 1), "Off by"),
        ("fewest_sigmoids", (10_000, 1e-4), "Off by"),
        ("half_precision", b"8", "one number is asked for, not bytes."),
        ("half_precision", 8j, "one number is asked for, not complex numbers."),
        ("half_precision", {}, "one number is asked for, not an object that NumPy "),
        ("half_precision", 8.5, "not yet. A whole number is asked for."),
        ("tanh", lambda x: "8", "a function that gives back numbers is asked for, not"),
        ("tanh", lambda x: None, "the function gives back nothing. Is its `return`"),
        ("tanh", lambda x: x[:2], "gives shape (2,), not one number for each. Does it"),
        ("tanh", "tanh", "that is text. Hand in the function itself, without quotes."),
        ("tanh", 3.0, "not a function. Hand in its name alone, without calling it."),
        ("zero_mean", np.tanh, "and a number is asked for. Call it, perhaps?"),
        ("tanh", lambda x: x ^ 2, "it fails: in Python a power is x**2, not x^2."),
        ("tanh", lambda x, y: x, "it will be called with (x), and takes (x, y)."),
        ("elu", lambda alpha, x: x, "called with (x, alpha), and takes (alpha, x)."),
        (
            "tanh",
            lambda x: np.where(x < 4, np.tanh(x), np.inf),
            "It gives inf at x = 5. Which step breaks there?",
        ),
        (
            "tanh",
            lambda x: np.where(abs(x) < 4, np.tanh(x), np.inf * x),
            "It gives inf at x = 5. Which step breaks there?",
        ),
        (
            "celu",
            lambda x, alpha: elu(2 * x) / 2 if alpha == 0.5 else 7 * x**2,
            "Right for alpha = 0.5. Try x = 1, alpha = 2 by hand",
        ),
        ("condition", by_hand_for_128, "Right for n = 128. Try"),
        (
            "condition",
            lambda mean, spread, n: 1 + n * (mean / spread) ** 2 * (mean > 0),
            "Right for mean >= 0. Try mean = -1",
        ),
        ("softplus_slope", lambda x: sigmoid(x) + 0.5, "too high by 0.5, everywhere"),
        ("tanh", lambda x: np.where(x == 1, np.nan, 7), "Try x = -1 by hand"),
        ("tanh", lambda x: x.nosuch, "'numpy.ndarray' object has no attribute"),
    ],
)
def test_what_kind_of_wrong(name, answer, words):
    assert words in reply(name, answer)


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("tanh", "x", "that is text. Hand in the function itself, without quotes."),
        ("tanh", 3, "not a function. Hand in its name alone, without calling it."),
        (
            "zero_mean",
            np.tanh,
            "that is a function, and a number is asked for. Call it, perhaps?",
        ),
        (
            "tanh",
            lambda x: None,
            "the function gives back nothing. Is its `return` missing?",
        ),
    ],
)
def test_it_says_so_and_no_more(name, answer, words):
    assert reply(name, answer) == words


def test_a_mistake_is_known_by_most_of_its_values_and_exactly():
    mistake, sentence = EXERCISES["tanh"].mistakes[0]
    assert sentence in reply("tanh", mistake)
    one_lost = lambda x: np.where(x == 5, np.nan, mistake(x))  # noqa: E731
    assert sentence in reply("tanh", one_lost)
    most_lost = lambda x: np.where(x < 2, np.nan, mistake(x))  # noqa: E731
    assert sentence not in reply("tanh", most_lost)
    assert sentence not in reply("tanh", lambda x: 1.001 * mistake(x))


def test_a_number_comes_as_a_number():
    def ramp(x, n):
        assert type(n) is int
        return EXERCISES["ramp"].reference(x, n)

    assert reply("ramp", ramp) == "right."


def test_a_decorated_function_is_called_as_it_can_be():
    @functools.wraps(lambda x, y: None)
    def decorated(x):
        return np.tanh(x)

    assert reply("tanh", decorated) == "right."


def test_half_the_digits_are_enough_in_half_precision():
    assert reply("tanh", lambda x: np.tanh(x.astype(np.float16))) == "right."


@pytest.mark.parametrize("stub", [None, ..., lambda x: ...])
def test_what_was_not_tried(stub):
    assert reply("tanh", stub) == "not tried yet."


def test_a_name_that_is_none():
    with pytest.raises(ValueError, match="no exercise 'tan'; write check"):
        check("tan", np.tanh)
    with pytest.raises(ValueError, match=f"no exercise '{'x' * 40}'; write"):
        check("x" * 50, np.tanh)
    with pytest.raises(ValueError, match="no exercise that is not a text; write"):
        check(3, np.tanh)


def test_a_warning_is_wrong_where_quiet_is_asked_for():
    def noisy(x, alpha):
        return elu(x, alpha) + 0 * np.log1p(np.exp(np.minimum(x, 800)))[0]

    assert "NumPy warns" in reply("elu", noisy)


def test_other_warnings_are_no_fault_and_no_warning_is_lost():
    def old(x, alpha):
        warnings.warn("is old", DeprecationWarning, stacklevel=1)
        return elu(x, alpha)

    def noisy(x, alpha):
        return np.where(x > 0, x, alpha * np.expm1(x))

    assert reply("elu", old) == "right."
    for _ in range(2):  # Python forgets a warning that it has shown
        assert "NumPy warns" in reply("elu", noisy)


def test_one_number_at_a_time_in_one_case_of_several():
    def scalar_for_two(x, alpha):
        return elu(x, alpha) if alpha < 2 else elu(x, alpha) if x > 0 else elu(x, 2)

    assert reply("elu", scalar_for_two).startswith("right. (One number at a time")


def test_a_rescue_is_judged_by_the_median(monkeypatch):
    losses = {4.9: (0.5, 3, 1.5), -5: (0.2, 9, 2), 8: (0.5, 0.9, 7)}
    monkeypatch.setattr(chapter_2, "_final_loss", lambda factor, k: losses[factor][k])
    assert "ends at 1.5: still too little" in reply("rescue", 4.9)
    assert "ends at 2: now the weights" in reply("rescue", -5)
    assert reply("rescue", 8) == "right."


# The numbers in the table, found by another route.


def test_numbers_by_another_route():
    tell = {name: EXERCISES[name].reference for name in NUMBERS}
    one = np.float16(1)
    s = {x: one / (one + np.exp(np.float16(-x))) for x in range(1, 13)}
    assert tell["half_precision"] == min(x for x in s if s[x] * (one - s[x]) == 0)

    assert 0.25 ** tell["envelope"] < 1e-6 <= 0.25 ** (tell["envelope"] - 1)

    offsets = np.linspace(0, tell["reach"], 200_001)
    slope = sigmoid_grad(20.0, offsets)
    strips = (slope[1:] + slope[:-1]).sum() / 2 * (offsets[1] - offsets[0])
    assert abs(strips - 0.99) < 1e-6

    x, row = np.linspace(0, 3, 601)[:, None], np.arange(-60, 61)
    slope = sigmoid_grad(x, tell["stairs"] * row).sum(axis=1)
    assert abs(slope.max() / slope.min() - 1.01) < 1e-4

    x = np.linspace(-12, 12, 240_001)
    bell = np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi) * (x[1] - x[0])
    assert abs((elu(x, tell["zero_mean"]) * bell).sum()) < 1e-5
    assert abs((EXERCISES["selu"].reference(x) ** 2 * bell).sum() - 1) < 2e-5
    assert abs(1 / tell["squared_relu_start"] - (relu(x) ** 4 * bell).sum()) < 1e-5
    left_over = relu(x) - (relu(x) * bell).sum()
    assert abs(1 / tell["centred_start"] - (left_over**2 * bell).sum()) < 1e-5
    slope = np.where(x > 0, 1, 0.3)
    constant = EXERCISES["leaky_start"].reference(0.3)
    assert abs(constant * (slope**2 * bell).sum() - 1) < 1e-4


def test_condition_by_eigenvalues():
    condition = EXERCISES["condition"].reference
    for mean, spread, n in ((0.0, 2.0, 5), (-1.5, 0.5, 2), (3.0, 7.0, 40)):
        products = np.full((n, n), mean**2) + spread**2 * np.eye(n)
        flattest, *_, steepest = np.linalg.eigvalsh(products)
        assert math.isclose(steepest / flattest, condition(mean, spread, n))


def test_fewest_is_fewest():
    judge = EXERCISES["fewest_sigmoids"].judge
    # Between neighbours the error changes by less than a fifth of what 14 lack.
    assert not any(judge(14.0, h) is None for h in np.linspace(0.5, 1.5, 1001))
    assert judge(15.0, 0.971) is None


def test_slopes_by_differences():
    x, h = np.linspace(-4, 4, 80), 1e-5
    silu = EXERCISES["silu_slope"].reference
    assert np.allclose(
        ((x + h) * sigmoid(x + h) - (x - h) * sigmoid(x - h)) / (2 * h), silu(x), 1e-6
    )
    celu = EXERCISES["celu"].reference
    for alpha in (0.5, 2.0):  # no corner: the slope at 0 is 1 on both sides
        assert np.allclose((celu(h, alpha) / h, -celu(-h, alpha) / h), 1, atol=1e-4)
        assert math.isclose(celu(-100.0, alpha), -alpha)
    assert elu_grad(0.0, 2.0) == 2


@pytest.mark.parametrize("name", NUMBERS)
def test_no_sentence_gives_a_number_away(name):
    answers = np.ravel(EXERCISES[name].reference)
    for _, sentence in EXERCISES[name].mistakes:
        for number in re.findall(r"\d+(?:\.\d+)?", sentence):
            assert not np.isclose(float(number), answers, rtol=0.01).any()
