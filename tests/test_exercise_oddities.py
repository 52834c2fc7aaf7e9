"""Whatever is handed in, `check` says one line about it and lets nothing out."""

import itertools
import math
import sys

import numpy as np
import pytest
from asking import reply

from utils.first_edition.activations import sigmoid
from utils.exercises import EXERCISES, chapter_2, check


class Hostile:
    """An object that does not cooperate, in any way that comes to mind."""

    def fail(self, *args, **kwargs):
        raise RuntimeError("no")

    __repr__ = __str__ = __array__ = __eq__ = __bool__ = __len__ = __iter__ = fail
    __float__ = __getitem__ = __hash__ = __format__ = fail


class HostileFunction(Hostile):
    __call__ = __signature__ = Hostile.fail


class BrokenError(Exception):
    def __str__(self):
        raise SystemExit(1)


SQUARE = np.zeros((9, 9))


async def later(*args):
    return 1.0


def raises(error):
    def function(*args):
        raise error

    return function


def loud(*args):
    print("noise\n" * 3)
    print("noise", file=sys.stderr)
    np.exp(np.array([1e6]))
    return 3.0


ODD = {
    "nothing": None,
    "ellipsis": ...,
    "a number": 1.2345,
    "a bool": True,
    "a long int": 10**400,
    "nan": math.nan,
    "infinity": math.inf,
    "minus one": -1,
    "zero": 0,
    "huge": 1e300,
    "complex": 1j,
    "text": "8",
    "bytes": b"8",
    "a list": [1, 2, 3],
    "a pair": (1.0, 2.0),
    "a wild pair": (math.nan, -1e300),
    "a huge pair": (1e300, 1e300),
    "ragged": [[1], [2, 3]],
    "empty": [],
    "a dict": {"a": 1},
    "a module": np,
    "a class": Hostile,
    "hostile": Hostile(),
    "hostile function": HostileFunction(),
    "hostile result": lambda *args: Hostile(),
    "a list with a hostile": [Hostile()],
    "stub": lambda *args: ...,
    "returns None": lambda *args: None,
    "returns text": lambda *args: "8",
    "returns a dict": lambda *args: {},
    "returns complex": lambda x, *args: x + 1j,
    "returns a function": lambda *args: sigmoid,
    "returns one number": lambda *args: 1.0,
    "returns a column": lambda x, *args: np.reshape(x, (-1, 1)),
    "returns too many": lambda *args: np.ones(1000),
    "returns for ever": lambda *args: itertools.count(),
    "returns nan": lambda x, *args: x * np.nan,
    "returns huge": lambda x, *args: x * 0 + 1e308,
    "returns float16": lambda x, *args: np.float16(x),
    "returns objects": lambda x, *args: np.array([None] * np.size(x)),
    "takes nothing": lambda: 1.0,
    "takes nine": lambda a, b, c, d, e, f, g, h, i: a,
    "takes keywords": lambda *, x: x,
    "raises": raises(ZeroDivisionError("by zero\nin two lines")),
    "raises a long one": raises(ValueError("long " * 1000)),
    "raises a broken error": raises(BrokenError()),
    "raises what cannot be printed": raises(ValueError("\ud800\x1b[31m")),
    "a coroutine": later,
    "array default": lambda a, b, c, d, e, f, g=SQUARE: a,
    "exits": raises(SystemExit(1)),
    "is loud": loud,
    "changes its input": lambda x, *args: np.multiply(x, 0, out=x),
    "sets the error state": lambda *args: np.seterr(all="raise") and 1.0,
    "recurses": lambda *args: ODD["recurses"](*args),
    "a builtin": len,
    "a ufunc": np.add,
    "a generator": (value for value in range(3)),
}


@pytest.mark.parametrize("odd", ODD)
def test_whatever_is_handed_in(odd, monkeypatch):
    # The outcome of training is not the point here.
    monkeypatch.setattr(chapter_2, "_final_loss", lambda factor, seed: math.nan)
    before = np.geterr()
    for name in EXERCISES:
        assert not reply(name, ODD[odd]).startswith("right")
    assert np.geterr() == before


def test_a_network_that_overflows():
    assert "ends at nan: now the weights" in reply("rescue", 1e308)


def test_an_answer_that_does_not_end_can_be_interrupted():
    with pytest.raises(KeyboardInterrupt):
        check("tanh", raises(KeyboardInterrupt()))


@pytest.mark.parametrize("name", ("nosuch", "", None, 3, ["tanh"], sigmoid, Hostile()))
def test_unknown_exercise(name):
    with pytest.raises(ValueError, match="tanh, half_precision, neuron_gradient"):
        check(name, 1.0)
