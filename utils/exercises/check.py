"""Checking an answer: whether it is right, and if not, which known mistake it is."""

import inspect
import io
import warnings
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass

import numpy as np

EXERCISES = {}  # __init__.py fills it, chapter by chapter


@dataclass(frozen=True)
class Exercise:
    """What is right, what to try it on, and the mistakes that people make."""

    reference: object  # a function, a number (an int if it is to be whole) or a pair
    mistakes: tuple  # of pairs: a wrong answer, and the sentence that helps
    takes: str = ""  # for a function: the names of its arguments
    cases: tuple = ()  # for a function: arguments of each call, simple points first
    rtol: float = 1e-5
    atol: float = 1e-6
    quiet: bool = False  # whether a warning of NumPy's makes a function wrong
    judge: object = None  # of numbers: None for right, or a mistake's index and its {}s

    def _at(self, values):  # "z = 1, alpha = 2"
        pairs = zip(self.takes.split(", "), values, strict=True)
        return ", ".join(f"{name} = {value:.4g}" for name, value in pairs)


class _Unusable(BaseException):
    """An answer that cannot be compared; `except Exception` lets it through."""


def check(name, answer):
    """Print whether an answer is right, and if not, what kind of wrong it is.

    `name` is a key of `EXERCISES`; the answer is the function (not its result) or the
    number that the exercise asks for, or `...` as long as there is none.
    """
    if name not in EXERCISES:
        raise ValueError(f"no exercise {name!r}; there are {', '.join(EXERCISES)}")
    reply = _about_function if EXERCISES[name].takes else _about_number
    untried = answer is None or answer is ...
    with redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        try:
            words = "not tried yet." if untried else reply(EXERCISES[name], answer)
        except _Unusable as why:
            words = why
    print(f"{name}: {words}")


def _floats(value):
    if value is None:
        raise _Unusable("it gives back nothing. Is its `return` missing?")
    if value is ...:
        raise _Unusable("not tried yet.")
    with suppress(TypeError, ValueError):  # no numbers, or rows unlike in length
        values = np.asarray(value)
        if values.dtype.kind in "biufO":  # O: perhaps fractions
            return np.array(values, None if values.dtype.kind == "f" else float)
    what = f"a {type(value).__name__}"
    if isinstance(value, str):
        what = "text. Leave out the quotes"
    raise _Unusable(f"numbers are asked for, and that is {what}.")


def _about_number(exercise, answer):
    if callable(answer):
        return "that is a function, and a number is asked for. Call it, perhaps?"
    right, mistakes = exercise.reference, exercise.mistakes
    values = _floats(answer).ravel()
    if values.size != np.size(right) or not np.isfinite(values).all():
        what = "a pair of numbers is" if np.ndim(right) else "one finite number is"
        if values.size > np.size(right):
            return f"{what} asked for. (Decimals have a point, not a comma: 0.5.)"
        return f"{what} asked for."
    if exercise.judge and (verdict := exercise.judge(*map(float, values))):
        return f"not yet. {mistakes[verdict[0]][1].format(*verdict[1:])}"
    mine = float(values[0])
    if exercise.judge or np.isclose(mine, right, exercise.rtol, exercise.atol):
        return "right."
    half = 0.501 * 10.0 ** -len(f"{mine:.9f}".rstrip("0").partition(".")[2])  # a digit
    known = [(right, "Nearly. Are there as many digits as are asked for?"), *mistakes]
    known += [(-right, "Look at the sign."), (100 * right, "That is in percent.")]
    known += [(1 / right, "That is one over what is asked for.")]
    for wrong, sentence in sorted(known, key=lambda pair: abs(mine - pair[0])):
        as_given = max(half, 2e-3 * abs(wrong), exercise.atol / 2)
        if abs(mine - wrong) <= min(as_given, 0.05 * abs(wrong)):  # 1 is not 1.4
            return f"not yet. {sentence}"
    if isinstance(right, int) and mine % 1:
        return "not yet. A whole number is asked for."
    return f"not yet. {mine:.6g} is too {'large' if mine > right else 'small'}."


def _about_function(exercise, answer):
    if not callable(answer):
        return "that is no function. Hand in its name alone: no brackets, no quotes."
    places = {name: i for i, name in enumerate(exercise.takes.split(", "))}
    try:
        theirs = inspect.signature(answer)
        theirs.bind(*places)
        if any(places.get(n, i) != i for i, n in enumerate(theirs.parameters)):
            raise TypeError("order")
    except (TypeError, ValueError) as error:
        if isinstance(error, TypeError):  # the other: a function in C has no signature
            return f"it is called with ({exercise.takes}), and takes {theirs}."[:150]
    mine, warned = _run(exercise, answer)
    right, _ = _run(exercise, exercise.reference)
    if not _close(exercise, mine, right).all() or (exercise.quiet and warned):
        return f"not yet. {_mistake(exercise, mine, right, warned)}"
    with suppress(_Unusable):
        mine, right = (_run(exercise, f, int)[0] for f in (answer, exercise.reference))
        if _close(exercise, mine, right).all():
            return "right."
    return "not yet. It fails for an array of integers. (Try np.zeros_like(z, float).)"


def _run(exercise, function, dtype=float):
    values = []
    with warnings.catch_warnings(record=True) as caught, np.errstate(all="warn"):
        warnings.simplefilter("always")
        np.seterr(under="ignore")
        for case in exercise.cases:
            if dtype is int:
                whole = np.all([a % 1 == 0 for a in case if np.ndim(a)], axis=0)
                case = [a[whole].astype(int) if np.ndim(a) else a for a in case]
            values.append(_call(exercise, function, case))
    return np.concatenate(values), any(w.category is RuntimeWarning for w in caught)


def _call(exercise, function, case):
    n, given = max(map(np.size, case)), [np.copy(a) if np.ndim(a) else a for a in case]
    try:
        values = _floats(function(*given))
    except Exception as first:  # perhaps it takes single numbers only
        given, values = case, []
        for row in ([a[i] if np.ndim(a) else a for a in case] for i in range(n)):
            try:
                values.append(_floats(function(*row)))
            except Exception as second:
                said = second if "array" in str(first) else first
                said = f"{type(said).__name__}: {said}".splitlines()[0][:100]
                if "bitwise_xor" in said:
                    said = "in Python a power is z**2, not z^2."
                if "float64' object cannot be interpreted" in said:
                    said += ". (To compare two, use np.maximum, not np.max.)"
                raise _Unusable(f"at {exercise._at(row)} it fails: {said}") from None
    if np.shape(values) != (n,):
        raise _Unusable(
            f"it gives shape {np.shape(values)} for inputs of shape {(n,)}. A number "
            "for each is asked for. (A comma after a value makes it a tuple.)"
        )
    if not all(map(np.array_equal, given, case)):
        raise _Unusable("it changes the array that it is given. Copy it first.")
    return values


def _close(exercise, mine, other, loosely=False):
    rtol = max(exercise.rtol, 8 * np.finfo(mine.dtype).eps)  # float32 will do
    atol = max(exercise.atol, 1e-6 * loosely)
    same, lost = np.isclose(mine, other, rtol, atol, equal_nan=True), ~np.isfinite(mine)
    if loosely and lost.mean() < 0.5:
        same |= lost
    return same


def _mistake(exercise, mine, right, warned):
    """Return the sentence for the known mistake that an answer makes, or a hint."""
    f, h = exercise.reference, 1e-7
    slope = (lambda z, *a: (f(z, *a) - f(z - h, *a)) / h, "That is the derivative.")
    tried = [(*_run(exercise, g), words) for g, words in (*exercise.mistakes, slope)]
    tried.sort(key=lambda one: one[1] != warned)  # tells those of equal values apart
    near = _close(exercise, mine, right, True).all()
    for loosely in (False,) if near else (False, True):
        for values, _, words in tried:
            if _close(exercise, mine, values, loosely).all():
                return words
    return _hint(exercise, mine, right, _close(exercise, mine, right, not near))


def _hint(exercise, mine, right, ok):
    """Say where an answer is right, and what is odd about it elsewhere."""
    names, wrong = exercise.takes.split(", "), ~ok
    points = np.hstack([np.broadcast_arrays(*case) for case in exercise.cases])
    z, last, n = points[0], points[-1], np.size(exercise.cases[0][0])
    regions = {f"{names[-1]} = {value:g}": last == value for value in np.unique(last)}
    regions |= {f"{names[0]} < 0": z < 0, f"{names[0]} > 0": z > 0}
    where, rest = f"Right on {ok.sum()} of the {ok.size} points tried. ", "elsewhere"
    for words, here in regions.items():
        if ok[here].all() and len({*z[here]}) > 1:  # no single points
            where = f"Right for {words}. "
    if (wrong | (right == 0)).all():
        where, rest = "", "everywhere"
    if np.array_equal(mine[:n], mine[n : 2 * n]):  # in the first two cases
        where = f"{names[-1]} is never used. {where}"

    gap = mine[wrong] - right[wrong]
    factor = mine[wrong] @ right[wrong] / (right[wrong] @ right[wrong])
    if len(gap) > 2 and np.allclose(mine[wrong], factor * right[wrong]):
        return f"{where}It is {factor:.3g} times as large as it should be, {rest}."
    if len(gap) > 2 and np.ptp(gap) < 1e-6:
        return f"{where}It is off by {gap[0]:+.3g}, {rest}."
    k = np.argmin(ok)
    hand = f"Try {exercise._at(points[:, k])} by hand: yours is {mine[k]:.4g}."
    if np.isnan(mine[k]):
        return f"{where}{hand} (nan is 0 times inf, or the log of a negative number.)"
    if np.allclose(mine, right, 0.006, 0.006):
        where += "Nearly: is something rounded? "
    return where + hand
