"""What can be wrong with a reader's function, and what it is like, before training."""

from time import perf_counter

import numpy as np

from utils.activations import Activation, find_activation
from utils.experiments import normal_mean, variance_preserving_init

Z = np.linspace(-10, 10, 2001)


class Refusal(BaseException):
    """Why a function gets no report; `except Exception` inside it lets this by."""


def examine(f, derivative=None, init=None):
    """Return a function as an `Activation`, and a list of what is to be said of it.

    The arguments are those of `report`. The function returned works on copies, gives
    float64, and raises nothing but `Refusal`.
    """
    name = getattr(f, "__name__", "f").replace("<lambda>", "f")
    if isinstance(f, str | Activation):
        try:
            a = find_activation(f)
        except ValueError:
            raise Refusal(
                f"no function of ours is called {f!r}. One of yours needs no quotes."
            ) from None
        init = a.init if init is None else init
        name, f, derivative = a.name, a.function, derivative or a.grad
    if not callable(f):
        what = f"{f}" if np.ndim(f) == 0 else "the values of one"
        raise Refusal(f"hand over a function, as in report(np.sin), and not {what}.")
    function, exact, remarks = _checked(f, "f")
    y = function(Z)
    if np.ptp(y) == 0:
        raise Refusal(f"f is {y[0] + 0.0:g} everywhere; a constant passes nothing on.")
    broken, how = _smoothness(exact)

    def grad(z):
        d = _differences(function, z)
        return np.where(np.abs(d) > 50, 0.0, d) if broken else d  # a jump has no slope

    origin = "derivative by central differences"
    if derivative is not None:
        given, *_ = _checked(derivative, "the derivative")
        _check_derivative(given, exact)
        grad, origin = given, "derivative as given, and right"
    natural = variance_preserving_init(function)
    inner = normal_mean(lambda z: function(z + 3e-5) ** 2 * (np.abs(z) < 7))
    if not 0.95 < inner * natural < 1.05:  # a tail, or a pole
        raise Refusal(
            "E[f(z)^2] on N(0, 1) is not finite: f has a pole, or grows too fast."
        )
    try:
        c = natural if init is None else float(init)
        if not 0 < c < np.inf:
            raise ValueError
    except (TypeError, ValueError):
        raise Refusal(
            f"init is c in the variance c/n, a positive number, not {init!r}."
        ) from None
    left, right = _end(function, -1), _end(function, 1)
    ends = [f"to the left it {left}", f"to the right it {right}"]
    facts = [f"on both sides it {left}"] if left == right else ends
    facts += [how, origin, *remarks]
    return Activation(name, function, grad, name, c, "k"), facts


def _checked(f, name):
    """Return f made safe (and fast), f made safe, and remarks."""

    def safe(z):
        z = np.asarray(z, float)
        return _as_floats(_call(f, z.copy(), name), z, name)

    remarks, z = [], Z.copy()
    try:
        y = f(z)
    except Exception as error:
        return _from_single_numbers(f, name, error)
    if not np.array_equal(z, Z):
        remarks.append("it overwrites its input (here it works on copies)")
    y = _as_floats(y, Z, name)
    odd = np.flatnonzero(~np.isfinite(y))
    if len(odd):
        raise Refusal(
            f"{name} is {y[odd[0]]} at z = {Z[odd[0]]:g} and at {len(odd)} of the "
            f"{len(Z)} points tried from -10 to 10. Give it a value there, for example "
            "with np.where."
        )
    if not np.array_equal(safe(Z), y):
        raise Refusal(f"{name} is random: called twice, it gives two results.")
    order = np.random.default_rng(0).permutation(len(Z))
    square = Z[: 44 * 45].reshape(44, 45)
    for part, values in (
        (Z[order], y[order]),
        (Z[5:12], y[5:12]),
        (square, y[: square.size].reshape(square.shape)),
    ):
        if not np.allclose(safe(part), values, rtol=1e-9, atol=1e-12):
            raise Refusal(
                f"{name} does not act on each number on its own: the result for a "
                "number depends on the others in the array."
            )
    z = np.resize(Z, 8192)
    if all(_seconds(safe, z) > 0.02 for _ in range(5)):  # ours take a tenth
        return _table_of(safe, "slow")
    return safe, safe, remarks


def _call(f, z, name):
    try:
        return f(z)
    except Exception as error:
        raise Refusal(f"{name} raised {type(error).__name__}: {error}.") from None


def _as_floats(y, z, name):
    """Return what a function gave back as float64 of the shape of z."""
    if y is None:
        raise Refusal(f"{name} returns None. Is its `return` missing?")
    if callable(y):
        raise Refusal(f"{name} returns a function. Hand over what it returns.")
    try:
        y = np.asarray(y)
        if y.dtype.kind == "c":
            raise Refusal(f"{name} returns complex numbers; it must return real ones.")
        if y.dtype == np.float16:
            raise Refusal(f"{name} returns float16, too coarse for a derivative.")
        if y.dtype.kind not in "biufO":
            raise ValueError
        y = y.astype(float)
    except (TypeError, ValueError):
        raise Refusal(f"{name} returns no numbers, but {str(y)[:40]!r}.") from None
    if y.shape != z.shape:
        raise Refusal(
            f"{name} makes an array of shape {y.shape} out of one of shape {z.shape}. "
            "It must act on each number on its own."
        )
    return y


def _from_single_numbers(f, name, error):
    """A function that fails on arrays: of a number, as math.tanh is, or broken."""

    def safe(z):
        y = [_call(f, float(v), name) for v in z.flat]
        return _as_floats(y, z.ravel(), name).reshape(z.shape)

    try:
        safe(np.array([-1.5, 2.0]))
    except Refusal:
        words = f"{name} raised {type(error).__name__}: {error}."
        if "missing" in str(error):
            words += " If it has parameters, fix them: report(lambda z: f(z, 1.0))."
        raise Refusal(words) from None
    return _table_of(safe, "made for single numbers")


def _table_of(safe, why):
    """Return a fast stand-in: values on a fine grid, straight lines between them."""
    grid = np.linspace(-40, 40, 16_001)
    values = safe(grid)
    if not np.isfinite(values).all():
        at = grid[~np.isfinite(values)][0]
        raise Refusal(f"f has no finite value at z = {at:g}.")
    words = f"as it is {why}, a table of it was used, from -40 to 40"
    return (lambda z: np.interp(z, grid, values)), safe, [words]


def _seconds(f, z):
    start = perf_counter()
    f(z)
    return perf_counter() - start


def _differences(f, z, h=1e-5):
    return (f(z + h) - f(z - h)) / (2 * h)


def _check_derivative(given, f):
    z = np.linspace(-5, 5, 402)
    mine, found = given(z), _differences(f, z)
    near = 1e-3 * (1 + np.abs(found))
    smooth = np.abs(found - _differences(f, z, 1e-3)) < near
    wrong = smooth & ~(np.abs(mine - found) < near)
    if wrong.any():
        k = np.flatnonzero(wrong)[0]
        raise Refusal(
            f"the derivative that you gave is {mine[k]:.4g} at z = {z[k]:.4g}, but f "
            f"changes there by {found[k]:.4g} per unit of z."
        )


def _smoothness(function):
    """Say whether f jumps or has a kink: by what ten times finer steps change.

    Of differences of differences, a jump leaves all, a kink a tenth, a curve a
    hundredth.
    """
    bends = []
    for step in (1e-2, 1e-3):
        z = np.arange(-10, 10, step) + step / 3
        bend = np.abs(np.diff(function(z), 2))
        bends.append((bend.max(), z[bend.argmax() + 1]))
    (coarse, _), (fine, at) = bends
    for name, part, least in (("jump", 0.5, 1e-3), ("kink", 0.05, 1e-6)):
        if fine > part * coarse and fine > least:
            return name == "jump", f"a {name} near z = {round(at, 2) + 0.0:g}"
    return False, "smooth"


def _end(function, side):
    """Say what becomes of f far out on one side."""
    z = side * np.linspace(20, 40, 2001)
    y, slopes = function(z), np.gradient(function(z), z)
    far = side * np.arange(11.0, 1001.0)
    finite = np.isfinite(function(far))
    if not finite.all():
        return f"overflows, at about z = {far[~finite][0]:.0f}"
    if np.ptp(y) < 1e-3:
        return f"levels off at {y[-1].round(6) + 0.0:.3g}"
    if np.ptp(slopes) < 1e-2 * np.abs(slopes).max():
        return f"is a straight line of slope {slopes[-1]:.3g}"
    near = function(Z)
    if near.min() - 0.05 < y.min() and y.max() < near.max() + 0.05:
        return f"stays between {near.min():.2g} and {near.max():.2g}"
    return f"still changes at z = {z[-1]:g}, where it is {y[-1]:.3g}"
