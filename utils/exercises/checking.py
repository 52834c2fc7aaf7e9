"""Checking an answer: whether it is right, and if not, which known mistake it is."""

import io
import warnings
from contextlib import redirect_stderr, redirect_stdout

import numpy as np

from utils.exercises.attempts import Unusable, attempt
from utils.exercises.replies import where_it_fails, which_way
from utils.exercises.table import EXERCISES

__all__ = ["check"]


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
        mine = attempt(exercise, answer)
    except Unusable as why:
        return str(why)
    if exercise.judge:
        return _judged(exercise, mine)
    right = attempt(exercise, exercise.reference)
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
        return f"not yet. {where_it_fails(exercise, mine.values, right.values, ok)}"
    return f"not yet. {which_way(exercise, *mine.values)}"


def _known_mistake(exercise, mine, loosely=False):
    """Return the sentence of the mistake that an answer agrees with, or None."""
    for wrong, sentence in exercise.mistakes:
        other = attempt(exercise, wrong)
        same_noise = not exercise.quiet or mine.complaint == other.complaint
        if same_noise and _agreement(exercise, mine, other, loosely).all():
            return sentence
    return None


def _judged(exercise, mine):
    """Let the judge say which of the mistakes it is, if any."""
    verdict = exercise.judge(*mine.values.tolist())
    if verdict is None:
        return "right."
    index, *measured = verdict
    return f"not yet. {exercise.mistakes[index][1].format(*measured)}"


def _agreement(exercise, mine, other, loosely=False):
    """Return where two attempts agree, to the digits that mine has.

    Loosely, a number may be rounded, and a function may break in places of its own:
    it is the same mistake all the same.
    """
    m, o = mine.values, other.values
    rtol, atol = max(exercise.rtol, 8 * float(np.finfo(m.dtype).eps)), exercise.atol
    if not loosely:
        return np.isclose(m, o, rtol, atol)
    broken = ~np.isfinite(m)
    rtol, atol = (rtol, 1e-6) if exercise.takes else (max(rtol, 2e-3), 1e-7)
    return np.isclose(m, o, rtol, atol) | (broken if broken.mean() < 0.5 else False)
