"""Exercises that answer back.

Each chapter ends with exercises, and `check` says of an answer that it is right, or
*what kind* of wrong it is. What there is to know about an exercise stands in one
row of `EXERCISES`: what is right, what to try it on, and the mistakes that people
make, each as the wrong answer itself with the sentence that helps. So if you would
rather find out for yourself, do not scroll down to the table.
"""

import inspect
import io
import math
import re
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from itertools import islice, repeat
from numbers import Real
from typing import NamedTuple

import numpy as np

from utils.activations import (
    elu,
    relu,
    sigmoid,
    sigmoid_grad,
    softplus,
    sum_of_sigmoids,
)
from utils.digits import load_digits
from utils.instrument import INITS, WIDTHS, train_units
from utils.network import MLP, train

__all__ = ["EXERCISES", "Exercise", "check"]


@dataclass(frozen=True)
class Exercise:
    """One row of the table.

    Attributes
    ----------
    reference : callable, float or tuple of floats
        A right answer.
    mistakes : tuple of pairs
        A wrong answer of the same kind, and the sentence that helps: not the answer.
    takes : str
        For a function, the names of its arguments; empty if numbers are asked for.
    cases : tuple of tuples
        For a function, the arguments of each call. The arrays of a call have one
        shape, (n,). The simplest points come first: the first on which an answer is
        wrong is the one that the learner is told to try by hand.
    rtol, atol : float
        How far a right answer may be off, relatively and absolutely.
    quiet : bool
        For a function, whether a NumPy warning makes a right answer wrong; there
        must then be a mistake that is right in value, and warns.
    judge : callable, optional
        For numbers with more than one right choice. It takes them and returns
        None if they are right, else the index of the mistake, and a number that
        its sentence prints in place of {}.
    """

    reference: Callable | float | tuple[float, ...]
    mistakes: tuple[tuple[object, str], ...]
    takes: str = ""
    cases: tuple[tuple, ...] = ()
    rtol: float = 1e-5
    atol: float = 1e-6
    quiet: bool = False
    judge: Callable | None = None

    @property
    def names(self):
        """The names of the arguments, as a list."""
        return self.takes.split(", ")


def check(name, answer):
    """Say whether an answer is right, and if not, what kind of wrong it is.

    Parameters
    ----------
    name : str
        A key of `EXERCISES`.
    answer : object
        The function (not its result) or the number that the exercise asks for;
        `...` if there is none yet. A function may take arrays or single numbers,
        return lists or arrays, and compute in float32. What it prints is dropped,
        and so are its warnings; what it displays is not.

    Raises
    ------
    ValueError
        If there is no exercise of that name. No answer raises anything; only a
        KeyboardInterrupt, yours, ends one that does not end by itself.
    """
    if type(name) is not str or name not in EXERCISES:
        said = repr(name[:40]) if type(name) is str else "that is not a text"
        raise ValueError(
            f"there is no exercise {said}; write check(name, answer) with one of "
            f"{', '.join(EXERCISES)}"
        )
    with (
        np.errstate(all="ignore"),
        warnings.catch_warnings(),
        redirect_stdout(io.StringIO()),
        redirect_stderr(io.StringIO()),
    ):
        warnings.simplefilter("ignore")
        words = _reply(EXERCISES[name], answer)
    words = "".join(c if c.isprintable() else "?" for c in words)
    print(f"{name}: {words}")


# What NumPy and Python say of code for single numbers that is given an array.
_NOT_FOR_ARRAYS = re.compile("truth value of an array|only 0-dim|only length-1|unhash")


class _Unusable(Exception):
    """An answer that cannot be compared; the message says why."""


class _Attempt(NamedTuple):
    """What an answer gave on all cases, one after the other, and how."""

    values: np.ndarray
    complaint: bool = False  # whether NumPy warned
    one_by_one: bool = False  # whether the function takes single numbers only


def _reply(exercise, answer):
    if answer is None or answer is ...:
        return "not tried yet."
    if exercise.takes and type(answer) is str:
        return "that is text. Hand in the function itself, without quotes."
    if exercise.takes and not callable(answer):
        return "not a function. Hand in its name alone, without calling it."
    if not exercise.takes and callable(answer):
        return "that is a function, and a number is asked for. Call it, perhaps?"
    try:
        mine = _attempt(exercise, answer)
    except _Unusable as why:
        return str(why)
    if exercise.judge:
        return _judged(exercise, mine)
    right = _attempt(exercise, exercise.reference)
    ok = _agreement(exercise, mine, right)
    if ok.all() and not (exercise.quiet and mine.complaint):
        if mine.one_by_one:
            return "right. (One number at a time; NumPy's functions take whole arrays.)"
        return "right."
    sentence = _known_mistake(exercise, mine)
    if not sentence and not ok[np.isfinite(mine.values)].all():
        sentence = _known_mistake(exercise, mine, loosely=True)
    if sentence:
        return f"not yet. {sentence}"
    if exercise.takes:
        return f"not yet. {_where_it_fails(exercise, mine.values, right.values, ok)}"
    return f"not yet. {_which_way(exercise, *mine.values)}"


def _known_mistake(exercise, mine, loosely=False):
    """Return the sentence of the mistake that an answer agrees with, or None."""
    for wrong, sentence in exercise.mistakes:
        other = _attempt(exercise, wrong)
        same_noise = not exercise.quiet or mine.complaint == other.complaint
        if same_noise and _agreement(exercise, mine, other, loosely).all():
            return sentence
    return None


def _judged(exercise, mine):
    """Let the judge say which of the mistakes it is, if any."""
    verdict = exercise.judge(*mine.values.tolist())
    if verdict is None:
        return "right."
    index, measured = verdict
    return f"not yet. {exercise.mistakes[index][1].format(measured)}"


def _attempt(exercise, answer):
    """Evaluate an answer on all cases, whatever it is; raise only `_Unusable`."""
    if not exercise.takes:
        count = np.size(exercise.reference)
        what = "one number" if count == 1 else "a pair (n, h)"
        values = _numbers(answer, what)
        if values.size != count:
            raise _Unusable(f"{what} is asked for, and this has {values.size}.")
        if not np.isfinite(values).all():
            raise _Unusable(f"{what} is asked for, and a finite one.")
        return _Attempt(values.ravel().astype(np.float64))
    values, one_by_one = [], False
    with (
        warnings.catch_warnings(record=True) as complaints,
        np.errstate(all="warn", under="ignore"),
    ):
        warnings.simplefilter("always")
        for case in exercise.cases:
            result, scalar = _call(exercise, answer, case)
            values.append(result)
            one_by_one |= scalar
    noisy = any(issubclass(c.category, RuntimeWarning) for c in complaints)
    return _Attempt(np.concatenate(values), noisy, one_by_one)


def _call(exercise, function, case):
    """Call a function with arrays; if it cannot take them, number by number."""
    n = max(np.size(argument) for argument in case)
    try:
        _check_signature(exercise, function, case)
        result = function(*(np.copy(a) if np.ndim(a) else a for a in case))
        return _fits(result, n), False
    except (_Unusable, KeyboardInterrupt):
        raise
    except BaseException as error:  # sys.exit() included: the notebook shall live on
        first = _say(error)
    rows = zip(*(a if np.ndim(a) else repeat(a, n) for a in case), strict=True)
    results = []
    for row in rows:
        try:
            results.append(_fits(function(*row), 1)[0])
        except (_Unusable, KeyboardInterrupt):
            raise
        except BaseException as error:
            # Code for arrays fails on numbers in other ways: what counts is the first
            # error, unless it was the array that was not wanted.
            says = _say(error) if _NOT_FOR_ARRAYS.search(first) else first
            raise _Unusable(f"at {_point(exercise, row)} it fails: {says}") from None
    return np.array(results), True


def _check_signature(exercise, function, case):
    try:
        signature = inspect.signature(function, follow_wrapped=False)
    except (TypeError, ValueError):  # some functions in C have none to look at
        return
    names = exercise.names
    theirs = list(signature.parameters)[: len(names)]
    try:
        signature.bind(*case)
        if sorted(theirs) == sorted(names) and theirs != names:
            raise TypeError
    except TypeError:
        raise _Unusable(
            f"it will be called with ({exercise.takes}), and takes {signature}."[:150]
        ) from None


def _fits(result, n):
    """Return the result of a call as a float array of shape (n,)."""
    if result is None:
        raise _Unusable("the function gives back nothing. Is its `return` missing?")
    if result is ...:
        raise _Unusable("not tried yet.")
    if hasattr(result, "__next__"):  # a generator, or a map
        result = list(islice(result, n + 1))
    values = _numbers(result, "a function that gives back numbers")
    if n == 1 and values.size == 1:
        return values.reshape(1)
    if values.shape != (n,):
        raise _Unusable(
            f"for {n} input{'s' * (n > 1)} it gives shape {values.shape}, not one "
            "number for each. Does it use what it is given?"
        )
    return np.copy(values)  # the next call may use the same array again


def _numbers(value, what):
    """Return a value as an array of real numbers, or say what is asked for."""
    try:
        values = np.asarray(value)
        if values.dtype == object and all(isinstance(v, Real) for v in values.flat):
            values = values.astype(np.float64)
    except KeyboardInterrupt:
        raise
    except BaseException:
        raise _Unusable(f"{what} is asked for.") from None
    if values.dtype.kind not in "biuf":
        kinds = {"U": "text", "S": "bytes", "c": "complex numbers"}
        kind = kinds.get(values.dtype.kind, "an object that NumPy cannot count with")
        raise _Unusable(f"{what} is asked for, not {kind}.")
    return values if values.dtype.kind == "f" else values.astype(np.float64)


def _say(error):
    """Return the name and the first line of an error, even of a hostile one."""
    try:
        text = f"{type(error).__name__}: {error}".strip().splitlines()[0][:100]
    except KeyboardInterrupt:
        raise
    except BaseException:
        return "an error that cannot even be printed"
    return "in Python a power is x**2, not x^2." if "bitwise_xor" in text else text


def _agreement(exercise, mine, other, loosely=False):
    """Return where two attempts agree, to the digits that mine has.

    Loosely, a number may be rounded, and a function may break in places of its own:
    it is the same mistake all the same.
    """
    m, o = mine.values, other.values.astype(mine.values.dtype)
    rtol, atol = max(exercise.rtol, 8 * float(np.finfo(m.dtype).eps)), exercise.atol
    if not loosely:
        return np.isclose(m, o, rtol, atol, equal_nan=True)
    broken = ~np.isfinite(m)
    rtol = rtol if exercise.takes else max(rtol, 2e-3)
    return np.isclose(m, o, rtol, 1e-6) | (broken if broken.mean() < 0.5 else False)


def _where_it_fails(exercise, y, truth, ok):
    """Say where a function is right, and where to look; or how far off it is."""
    names = exercise.names
    cases = [np.broadcast_arrays(*case) for case in exercise.cases]
    columns = map(np.concatenate, zip(*cases, strict=True))
    points = dict(zip(names, columns, strict=True))
    wrong = np.flatnonzero(~ok)
    broken = wrong[~np.isfinite(y[wrong])]
    if len(broken) == len(wrong):
        at = _point(exercise, [points[name][broken[0]] for name in names])
        return f"It gives {y[broken[0]]:.0f} at {at}. Which step breaks there?"
    worst = np.setdiff1d(wrong, broken)[0]
    at = _point(exercise, [points[name][worst] for name in names])
    hand = f"Try {at} by hand: yours gives {y[worst]:.4g}."
    some = np.abs(truth) > 1e-3
    ratio, gap = y[some] / truth[some], y - truth
    if np.all(np.abs(gap) < 0.01 * np.abs(truth) + 0.001):
        return f"Nearly, to two digits or so. Is something rounded? {hand}"
    if np.ptp(ratio) < 1e-4 and np.all(np.abs(y[~some]) < 0.01):
        if np.isclose(ratio[0], -1):
            return f"Right but for its sign. {hand}"
        return f"It is {ratio[0]:.3g} times as large as it should be, everywhere."
    if np.ptp(gap) < 1e-6:
        way = "high" if gap[0] > 0 else "low"
        return f"It is too {way} by {abs(gap[0]):.3g}, everywhere."
    first = points[names[0]]
    for words, region in (
        ("x > 0", first > 0),
        ("x < 0", first < 0),
        ("x >= 0", first >= 0),
        ("x <= 0", first <= 0),
        ("all x but 0", first != 0),
    ):
        # One point may be right by chance: it takes two, and 0 is none.
        if np.sum(region & (first != 0)) > 1 and np.array_equal(ok, region):
            return f"Right for {words.replace('x', names[0])}. {hand}"
    last = points[names[-1]]
    for case in exercise.cases if len(exercise.cases) > 1 else ():
        if ok[last == case[-1]].all():
            return f"Right for {names[-1]} = {case[-1]:g}. {hand}"
    return f"Right on {ok.sum()} of the {ok.size} points tried. {hand}"


def _which_way(exercise, mine):
    """Say whether a number is too large or too small."""
    right = exercise.reference
    if exercise.rtol == 0 and not mine.is_integer():
        return "A whole number is asked for."
    if mine < 0 < right:
        return f"{mine:.6g} is negative, and it should not be."
    nearly = ", by less than 1%" if abs(mine - right) < 0.01 * abs(right) else ""
    return f"{mine:.6g} is too {'large' if mine > right else 'small'}{nearly}."


def _point(exercise, row):
    pairs = zip(exercise.names, row, strict=True)
    return ", ".join(f"{name} = {value:.4g}" for name, value in pairs)


# What the judged exercises measure.


def _rescued(factor):
    """Train eight layers of sigmoids from weights that are larger by a factor."""
    digits, losses = load_digits(), []
    for seed in range(3):
        mlp = MLP(WIDTHS, "sigmoid", init=INITS["sigmoid"], seed=seed)
        mlp.weights = [factor * w for w in mlp.weights]
        images, labels = digits.train_images, digits.train_labels
        history = train(mlp, images, labels, epochs=10, learning_rate=0.1, seed=seed)
        losses.append(history.loss[-1])
    loss = float(np.median(losses))
    if loss < 1:
        return None
    return (0 if abs(factor) < 5 else 1), loss


def _few_enough(n, spacing):
    """Measure how far n sigmoids are from softplus on [-10, 10]."""
    if not (n.is_integer() and 1 <= n <= 10_000 and spacing > 0):
        return 0, n
    x = np.linspace(-10, 10, 2001)
    offsets = spacing * (np.arange(int(n)) + 0.5)
    gap = np.abs(spacing * sum_of_sigmoids(x, offsets) - softplus(x))
    if gap.max() >= 0.01:
        return (1 if x[gap.argmax()] > 5 else 2), gap.max()
    return (3, gap.max()) if n > EXERCISES["fewest_sigmoids"].reference[0] else None


def _half_dead(learning_rate):
    """Count the dead of 100 single units, on average over five seeds."""
    if learning_rate <= 0:
        return 0, learning_rate
    ends = [train_units(learning_rate, seed) for seed in range(5)]
    dead = float(np.mean([~np.any(z > 0, axis=0) for z in ends])) * 100
    if 40 <= dead <= 60:
        return None
    return (1 if dead < 40 else 2), dead


def _strips(n):
    """Return the middles of n strips of [0, 10]."""
    return (np.arange(n) + 0.5) * 10 / n


def _slope_at_output(w, x, b, y):
    """Return error times slope times input."""
    p = sigmoid(w * x + b)
    return (p - y) * sigmoid_grad(w * x + b) * x


X = np.array([1.0, -1.0, 2.0, -2.0, 0.0, 0.5, -0.5, 5.0, -5.0])
ANY_FLOAT = np.array([*X, -30.0, 1000.0, -1000.0, -1e-17])
W, B = np.array([0.5, -1.0, 2.0, 0.3]), np.array([0.0, 0.5, -1.0, 0.2])
INPUT, TARGET = np.array([-2.0, 1.0, 0.5, 3.0]), np.array([1.0, 0.0, 0.7, 0.0])
SELU_ALPHA, SELU_SCALE = 1.67326, 1.05070  # chapter 7 derives both

EXERCISES = {
    # Chapter 1
    "slope_from_output": Exercise(
        takes="s",
        cases=((np.array([0.5, 0.9, 0.1, 0.25, 0.99, 0.001]),),),
        reference=lambda s: s * (1 - s),
        mistakes=(
            (
                lambda s: sigmoid(s) * (1 - sigmoid(s)),
                "You squash once more. But s has been squashed already.",
            ),
            (lambda s: s, "That is the output. The slope has a second factor."),
            (lambda s: 1 - s, "That is what s lacks to 1: one of the two factors."),
            (
                lambda s: 1 - s**2,
                "That is the slope of tanh in terms of its output, a common mix-up.",
            ),
            (
                lambda s: s * (s - 1),
                "Right but for its sign, and a curve that only climbs has no "
                "negative slope.",
            ),
        ),
    ),
    "tanh": Exercise(
        takes="x",
        cases=((X,),),
        reference=np.tanh,
        mistakes=(
            (sigmoid, "That is the sigmoid as it came. Stretch it, squeeze it, shift."),
            (
                lambda x: 2 * sigmoid(x) - 1,
                "It runs from -1 to 1, as it should, but it is half as steep at 0.",
            ),
            (
                lambda x: 2 * sigmoid(x / 2) - 1,
                "It runs from -1 to 1, but you made it wider, and it should be "
                "narrower.",
            ),
            (
                lambda x: sigmoid(2 * x),
                "The width is right. But it runs from 0 to 1: what is the range of "
                "tanh?",
            ),
            (
                lambda x: sigmoid(2 * x) - 0.5,
                "The width is right and the middle is at 0. Is it tall enough?",
            ),
            (
                lambda x: 2 * sigmoid(2 * x),
                "Width and height are right. Where is its middle, and where should "
                "it be?",
            ),
        ),
    ),
    "half_precision": Exercise(
        reference=8.0,
        rtol=0,
        mistakes=(
            (17.0, "That is where single precision gives up. Half has fewer digits."),
            (37.0, "That is where double precision gives up. Half has fewer digits."),
            (7.0, "There the slope is small, but not yet 0."),
            (18.0, "That is where the slope of utils ends, which keeps more digits."),
            (12.0, "It is 0 there, and before. (Chapter 1's 12 was about overflow.)"),
            (-8.0, "On the left, 1 - s loses nothing. Look on the right."),
        ),
    ),
    # Chapter 2
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
            (40.0, "The loss ends at {:.3g}: now the gradient grows on its way down."),
        ),
    ),
    # Chapter 3
    "ramp": Exercise(
        takes="x, n",
        cases=((X * 2, 10), (X * 2, 4), (X * 2, 25)),
        reference=lambda x, n: sum_of_sigmoids(x, _strips(n)) * 10 / n,
        mistakes=(
            (
                lambda x, n: sum_of_sigmoids(x, _strips(n)),
                "It climbs to n. By what must each sigmoid be multiplied?",
            ),
            (
                lambda x, n: sum_of_sigmoids(x, _strips(n)) / n,
                "That is their average, which never passes 1. Think of strips.",
            ),
            (
                lambda x, n: sum_of_sigmoids(x, _strips(n)) / 10,
                "That is the post's tenth. What must the factor do when n changes?",
            ),
            (
                lambda x, n: sum_of_sigmoids(x, np.linspace(0, 10, n)) * 10 / (n - 1),
                "Those are n - 1 strips, with a sigmoid at every end of one.",
            ),
            (
                lambda x, n: sum_of_sigmoids(x, np.arange(n) * 10 / n) * 10 / n,
                "The factor is right, but each stands at the start of its strip.",
            ),
            (
                lambda x, n: sum_of_sigmoids(x, np.linspace(0, 10, n)) * 10 / n,
                "The factor is for n strips, and linspace(0, 10, n) makes n - 1, with "
                "the offsets at their ends.",
            ),
        ),
    ),
    "reach": Exercise(
        reference=20 + math.log(99),
        rtol=3e-4,
        mistakes=(
            (20 + math.log(100), "Nearly. But 1/(1 + 100) is not quite a hundredth."),
            (20.0, "With b = 20 the slope at 20 has fallen to one half already."),
            (20 - math.log(99), "That is as far before 20 as b should be beyond it."),
            (math.log(99), "That is how far beyond 20. And b itself?"),
            (9.8, "That is where the post's offsets end, and its slope with them."),
        ),
    ),
    "stairs": Exercise(
        reference=2.224,
        rtol=0.003,
        mistakes=(
            (
                2.4427,
                "You allow 1% up and 1% down. Take the largest over the smallest.",
            ),
            (2.0, "That keeps well under 1%. You can go further."),
            (2.5, "Those are five sigmoids on [0, 10], which vary by more than 1%."),
            (1 / 2.224, "That is how many stand on a stretch of 1, not how far apart."),
        ),
    ),
    # Chapter 4
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
        reference=(15.0, 0.9725),
        judge=_few_enough,
        mistakes=(
            ((15.5, 1.0), "A whole number from 1 to 10000, then a spacing above 0."),
            (
                (10.0, 1.0),
                "Off by {:.5f}, at the right edge: the offsets end too early.",
            ),
            (
                (20.0, 1.0),
                "Off by {:.5f}, near the middle: they stand too far apart.",
            ),
            ((100.0, 0.2), "Off by {:.5f}: good enough. Fewer will do."),
        ),
    ),
    # Chapter 5
    "tent": Exercise(
        takes="x",
        cases=((np.array([1.0, 0.5, 1.5, 0.25, 2.0, 3.0, 0.0, -1.0, 10.0, -10.0]),),),
        reference=lambda x: relu(x) - 2 * relu(x - 1) + relu(x - 2),
        mistakes=(
            (
                lambda x: relu(x) - relu(x - 1),
                "It climbs, and then stays up. The second ReLU must do more than "
                "cancel the first.",
            ),
            (
                lambda x: relu(x) - 2 * relu(x - 1),
                "Up and down again, as it should. But then it goes on down: who "
                "stops it at 2?",
            ),
            (
                lambda x: relu(x) - relu(x - 1) - relu(x - 2),
                "It climbs, rests, and falls for ever. Where must the slope become -1?",
            ),
            (
                lambda x: relu(x) - relu(x - 1) + relu(x - 2),
                "At 1 the slope must go from 1 to -1. By how much is that?",
            ),
            (
                lambda x: relu(x) * relu(2 - x),
                "Right at both ends, but a product of two lines is a parabola. Add.",
            ),
            (
                lambda x: 2 * relu(x) - 4 * relu(x - 0.5),
                "That is the fold of this chapter. It is half as wide, and nothing "
                "stops it.",
            ),
            (
                lambda x: relu(x + 1) - 2 * relu(x) + relu(x - 1),
                "A tent it is. But it should stand between 0 and 2.",
            ),
            (relu, "One ReLU bends once. A tent has three corners."),
        ),
    ),
    "leaky_start": Exercise(
        takes="a",
        cases=((np.array([0.5, 0.1, 1.0, 0.0]),),),
        reference=lambda a: 2 / (1 + a**2),
        mistakes=(
            (lambda a: 2 + 0 * a, "That is ReLU's. The left side passes something on."),
            (
                lambda a: 2 / (1 + a),
                "You average the slopes. What must be kept is their mean square.",
            ),
            (
                lambda a: (1 + a**2) / 2,
                "That is what a layer keeps. The constant has to make up for it.",
            ),
            (
                lambda a: np.sqrt(2 / (1 + a**2)),
                "That is the spread of the weights. The variance is its square.",
            ),
            (
                lambda a: 1 / (1 + a**2),
                "Each side has only half of the inputs. Is that in your mean square?",
            ),
            (lambda a: 2 / a**2, "And the right side? Its slope is 1."),
        ),
    ),
    "half_dead": Exercise(
        reference=1.45,
        judge=_half_dead,
        mistakes=(
            (-1.0, "A learning rate is above 0."),
            (0.3, "{:.0f} of 100 are dead, on average over five seeds. Longer steps!"),
            (3.0, "{:.0f} of 100 are dead, on average over five seeds. Shorter steps!"),
        ),
    ),
    # Chapter 6
    "elu": Exercise(
        takes="x, alpha",
        cases=((ANY_FLOAT, 1.0), (ANY_FLOAT, 2.0), (ANY_FLOAT, 0.5), (ANY_FLOAT, 0.0)),
        reference=elu,
        atol=0,
        quiet=True,
        mistakes=(
            (
                lambda x, a: np.where(x > 0, x, a * (np.exp(x) - 1)),
                "exp(1000) is computed, and overflows, though nobody wants it. And "
                "near 0, exp(x) - 1 loses its digits.",
            ),
            (
                lambda x, a: np.where(x > 0, x, a * np.expm1(x)),
                "Right in value, but NumPy warns: an exponential of 1000 is computed, "
                "though nobody wants it. (np.where computes both sides.)",
            ),
            (
                lambda x, a: relu(x) + a * (np.exp(np.minimum(x, 0)) - 1),
                "Nearly: at x = -1e-17 it is 0. Is there a function for exp(x) - 1?",
            ),
            (
                lambda x, a: relu(x) + np.expm1(np.minimum(x, 0)),
                "Right for alpha = 1, and alpha is never used.",
            ),
            (
                lambda x, a: relu(x) + a * np.exp(np.minimum(x, 0)) - 1,
                "At x = 0 it should be 0 for every alpha. Is there a bracket missing?",
            ),
            (
                lambda x, a: relu(x) + a * np.expm1(x),
                "The exponential counts on the right as well. What should it see "
                "there?",
            ),
            (
                lambda x, a: a * (relu(x) + np.expm1(np.minimum(x, 0))),
                "The left is right. But alpha stretches your right side, too.",
            ),
            (
                lambda x, a: np.maximum(x, a * np.expm1(np.minimum(x, 0))),
                "Right until alpha passes 1. Then ELU runs below x on the left, and "
                "the larger of the two is the wrong one.",
            ),
            (
                lambda x, a: relu(x) + a * np.exp(np.minimum(x, 0)),
                "Too high by alpha: at 0 it should be 0. What is missing?",
            ),
        ),
    ),
    "celu": Exercise(
        takes="x, alpha",
        cases=((X, 2.0), (X, 0.5)),
        reference=lambda x, a: relu(x) + a * np.expm1(np.minimum(x, 0) / a),
        mistakes=(
            (elu, "That is ELU. From the left, its slope at 0 is alpha, not 1."),
            (
                lambda x, a: relu(x) + np.expm1(np.minimum(x, 0) / a),
                "The floor is at -1. It should be at -alpha.",
            ),
            (
                lambda x, a: elu(x / a, a),
                "The left is right. But on the right x has been divided by alpha, too.",
            ),
            (
                lambda x, a: relu(x) + a * np.expm1(np.minimum(x, 0) * a),
                "The floor is right. The slope at 0 is alpha squared: you squeezed "
                "where you should stretch.",
            ),
            (
                lambda x, a: relu(x) + np.expm1(np.minimum(x, 0) * a) / a,
                "The slope is right. But the floor is at -1/alpha.",
            ),
            (
                lambda x, a: relu(x) + np.expm1(np.minimum(x, 0)),
                "That is ELU with alpha = 1, whatever alpha is.",
            ),
            (
                lambda x, a: a * elu(x),
                "The floor is right. But the slope at 0 is alpha on both sides.",
            ),
        ),
    ),
    "zero_mean": Exercise(
        reference=SELU_ALPHA,
        rtol=3e-4,
        mistakes=(
            (1.67, "Right to two decimals. Now to four digits."),
            (
                math.sqrt(2 / math.pi),
                "The left side adds alpha (sqrt(e) Phi(-1) - 1/2), and you kept the "
                "1/2 alone.",
            ),
            (SELU_SCALE, "That is SELU's other constant, which sets the spread."),
            (
                0.398942 / 0.160520,
                "You divided by the mean of all of ELU. Alpha scales its left side "
                "alone.",
            ),
            (1.0, "Chapter 6 has measured that: the mean is 0.16."),
        ),
    ),
    # Chapter 7
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
    "elu_start": Exercise(
        reference=1.55052,
        rtol=0.003,
        mistakes=(
            (2.0, "That is ReLU's, whose mean square is 1/2. What is ELU's?"),
            (0.645, "That is the mean square. The constant has to make up for it."),
            (
                1.615,
                "You made up for the spread. The weights multiply the mean as well.",
            ),
            (
                1.497,
                "That would make up for the slope, on the way down. Here it is the "
                "output that must be kept.",
            ),
            (1.245, "That is for the spread of the weights. The variance is asked."),
        ),
    ),
}
