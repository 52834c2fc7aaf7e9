"""Running an answer, whatever it is, and saying what it gave or why that is no use."""

import inspect
import re
import warnings
from itertools import islice, repeat
from numbers import Real
from typing import NamedTuple

import numpy as np

__all__ = ["Attempt", "Unusable", "attempt"]

# What NumPy and Python say of code for single numbers that is given an array.
_NOT_FOR_ARRAYS = re.compile("truth value of an array|only 0-dim|only length-1|unhash")


class Unusable(Exception):
    """An answer that cannot be compared; the message says why."""


class Attempt(NamedTuple):
    """What an answer gave on all cases, one after the other, and how."""

    values: np.ndarray
    complaint: bool = False  # whether NumPy warned
    one_by_one: bool = False  # whether the function takes single numbers only


def attempt(exercise, answer):
    """Evaluate an answer on all cases, whatever it is; raise only `Unusable`."""
    if not exercise.takes:
        count = np.size(exercise.reference)
        what = "one number" if count == 1 else "a pair (n, h)"
        values = _numbers(answer, what)
        if values.size != count:
            raise Unusable(f"{what} is asked for, and this has {values.size}.")
        if not np.isfinite(values).all():
            raise Unusable(f"{what} is asked for, and a finite one.")
        return Attempt(values.ravel().astype(np.float64))
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
    return Attempt(np.concatenate(values), noisy, one_by_one)


def _call(exercise, function, case):
    """Call a function with arrays; if it cannot take them, number by number."""
    n = max(np.size(argument) for argument in case)
    try:
        _check_signature(exercise, function, case)
        result = function(*(np.copy(a) if np.ndim(a) else a for a in case))
        return _fits(result, n), False
    except (Unusable, KeyboardInterrupt):
        raise
    except BaseException as error:  # sys.exit() included: the notebook shall live on
        first = _say(error)
    rows = zip(*(a if np.ndim(a) else repeat(a, n) for a in case), strict=True)
    results = []
    for row in rows:
        try:
            results.append(_fits(function(*row), 1)[0])
        except (Unusable, KeyboardInterrupt):
            raise
        except BaseException as error:
            # Code for arrays fails on numbers in other ways: what counts is the first
            # error, unless it was the array that was not wanted.
            says = _say(error) if _NOT_FOR_ARRAYS.search(first) else first
            raise Unusable(f"at {exercise.point(row)} it fails: {says}") from None
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
        raise Unusable(
            f"it will be called with ({exercise.takes}), and takes {signature}."[:150]
        ) from None


def _fits(result, n):
    """Return the result of a call as a float array of shape (n,)."""
    if result is None:
        raise Unusable("the function gives back nothing. Is its `return` missing?")
    if result is ...:
        raise Unusable("not tried yet.")
    if hasattr(result, "__next__"):  # a generator, or a map
        result = list(islice(result, n + 1))
    values = _numbers(result, "a function that gives back numbers")
    if n == 1 and values.size == 1:
        return values.reshape(1)
    if values.shape != (n,):
        raise Unusable(
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
        raise Unusable(f"{what} is asked for.") from None
    if values.dtype.kind not in "biuf":
        kinds = {"U": "text", "S": "bytes", "c": "complex numbers"}
        kind = kinds.get(values.dtype.kind, "an object that NumPy cannot count with")
        raise Unusable(f"{what} is asked for, not {kind}.")
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
