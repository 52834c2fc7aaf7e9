"""What a function of this package takes and gives back: the policy, in one place.

Any array-like of real numbers, of any shape. float16, float32 and float64 come back
as they went in; everything else real becomes float64. A single number gives a single
number. What is not real, or makes no sense as a parameter, raises an error that
names it.
"""

import functools
import math

import numpy as np

__all__ = ["elementwise", "factor", "real_array", "shifted"]

# Long inputs are worked through in blocks whose intermediate arrays stay in the cache.
BLOCK = 65_536


def real_array(caller, value):
    """Return `value` as an array of real numbers, or raise TypeError."""
    try:
        array = np.asarray(value)
    except ValueError:
        raise TypeError(
            f"{caller} takes real numbers in an array of one shape; "
            "this sequence is ragged: give its rows the same length"
        ) from None
    if array.dtype.kind not in "biuf":
        raise TypeError(
            f"{caller} takes real numbers, not dtype {array.dtype}; "
            "convert them first, for instance with np.asarray(x, dtype=float)"
        )
    return array


def factor(caller, name, value):
    """Return the parameter `value` as a float, or raise TypeError or ValueError."""
    array = real_array(f"{caller}'s {name}", value)
    if array.ndim:
        raise TypeError(f"{caller} takes one number as {name}, not shape {array.shape}")
    number = float(array)
    if not 0 <= number < math.inf:
        raise ValueError(f"{caller} needs a finite {name} >= 0, got {number}")
    return number


def shifted(caller, x, offset):
    """Return x - offset, where the usual offset of 0.0 costs nothing."""
    if isinstance(offset, float) and offset == 0.0:
        return x
    return x - real_array(f"{caller}'s offset", offset)


def elementwise(formula):
    """Give a formula for float64 arrays this module's policy on input and dtype.

    We compute in float64 and round once at the end, and convert *before* any
    arithmetic, since -x wraps around on unsigned integers. Blocks make a million
    sigmoids a third faster; they need parameters that are the same for every block.
    """

    @functools.wraps(formula)
    def function(x, *args, **kwargs):
        x = real_array(formula.__name__, x)
        keeps = x.dtype.type in (np.float16, np.float32, np.float64)
        dtype = x.dtype.type if keeps else np.float64
        whole = all(isinstance(p, float) for p in (*args, *kwargs.values()))
        # Results that round to 0 or inf are the right ones here: no warning.
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            if x.size <= BLOCK or not whole:
                y = formula(x.astype(np.float64, copy=False), *args, **kwargs)
                return y.astype(dtype, copy=False)[()]  # [()] makes a scalar of 0-d
            flat, y = x.ravel(), np.empty(x.size, dtype)
            for start in range(0, x.size, BLOCK):
                part = slice(start, start + BLOCK)
                y[part] = formula(
                    flat[part].astype(np.float64, copy=False), *args, **kwargs
                )
            return y.reshape(x.shape)

    return function
