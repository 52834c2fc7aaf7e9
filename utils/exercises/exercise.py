"""What an exercise is: the one row that a chapter writes, and inputs to try it on."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

__all__ = ["Exercise", "X"]

# Both sides, the middle, and simple points first: see Exercise.cases.
X = np.array([1.0, -1.0, 2.0, -2.0, 0.0, 0.5, -0.5, 5.0, -5.0])


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
        None if they are right, else the index of the mistake, and the numbers
        that its sentence prints in place of each {}.
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

    def point(self, values):
        """Return the arguments of a call with single numbers, as the learner reads."""
        pairs = zip(self.names, values, strict=True)
        return ", ".join(f"{name} = {value:.4g}" for name, value in pairs)
