"""The contract of utils.first_edition.activations, against 50-digit arithmetic."""

import decimal
import inspect
import math
import warnings
from decimal import Decimal

import numpy as np
import pytest

from utils import activations, elementwise
from utils.first_edition.activations import ACTIVATIONS, sigmoid, sum_of_sigmoids

ONE = Decimal(1)
OFFSETS = [0.5, 1.5, 2.5, -3.0]


@pytest.fixture(autouse=True)
def fifty_digits():
    with decimal.localcontext() as context:
        context.prec = 50
        yield


# The references are the textbook's formulas; fifty digits need no tricks but these.
def exp(x):
    return max(x, Decimal(-3000)).exp()  # far below the smallest float, and quick


def expm1(x):
    return x + x * x / 2 if abs(x) < Decimal("1e-26") else exp(x) - 1


def log1p(x):
    return x - x * x / 2 if x < Decimal("1e-26") else (1 + x).ln()


def exact_sigmoid(x, offset=0.0):
    return ONE / (1 + exp(Decimal(offset) - x)) if x > -2000 else Decimal(0)


def exact_sigmoid_grad(x, offset=0.0):
    e = exp(-abs(x - Decimal(offset)))
    return e / (1 + e) ** 2


def exact_softplus(x):
    return x + log1p(exp(-x)) if x > 0 else log1p(exp(x))


def exact_leaky_relu(x, slope=0.1):
    return x if x > 0 else Decimal(slope) * x


def exact_leaky_relu_grad(x, slope=0.1):
    return ONE if x > 0 else Decimal(slope)


def exact_elu(x, alpha=1.0):
    return x if x > 0 else Decimal(alpha) * expm1(x)


def exact_elu_grad(x, alpha=1.0):
    return ONE if x > 0 else Decimal(alpha) * exp(x)


def exact_tanh(x):
    size = -expm1(-2 * abs(x)) / (1 + exp(-2 * abs(x)))
    return size if x > 0 else -size


# name, arguments, reference
CASES = [
    ("sigmoid", {}, exact_sigmoid),
    ("sigmoid_grad", {}, exact_sigmoid_grad),
    ("sum_of_sigmoids", {"offsets": [0.0]}, exact_sigmoid),
    ("tanh", {}, exact_tanh),
    ("tanh_grad", {}, lambda x: 4 * exact_sigmoid_grad(2 * x)),
    ("softplus", {}, exact_softplus),
    ("softplus_grad", {}, exact_sigmoid),
    ("relu", {}, lambda x: max(x, Decimal(0))),
    ("relu_grad", {}, lambda x: Decimal(int(x > 0))),
]
for _slope in (0.1, 0.0, 0.01, 1.5):
    CASES += [
        ("leaky_relu", {"slope": _slope}, exact_leaky_relu),
        ("leaky_relu_grad", {"slope": _slope}, exact_leaky_relu_grad),
    ]
for _alpha in (1.0, 0.0, 0.3, 1.6732632423543772, 4.0):
    CASES += [
        ("elu", {"alpha": _alpha}, exact_elu),
        ("elu_grad", {"alpha": _alpha}, exact_elu_grad),
    ]
CASE_IDS = [
    name + "".join(f"-{value}" for value in arguments.values())
    for name, arguments, _ in CASES
]
CALLS = {
    name: {}
    for name in activations.__all__
    if name[0].islower() and name != "find_activation"
}
CALLS["sum_of_sigmoids"] = {"offsets": OFFSETS}


def call(name, x, arguments=None):
    """Call a function with every warning and every floating-point flag armed."""
    arguments = CALLS[name] if arguments is None else arguments
    with (
        warnings.catch_warnings(),
        np.errstate(all="raise", under="ignore"),
    ):
        warnings.simplefilter("error")
        return getattr(activations, name)(x, **arguments)


def sample(dtype):
    """Points over the whole finite range: magnitudes, corners and the middle."""
    info = np.finfo(dtype)
    rng = np.random.default_rng(0)
    tiny = math.log10(float(info.smallest_subnormal))
    big = math.log10(float(info.max))
    magnitudes = 10.0 ** rng.uniform(tiny, big, 200)
    middle = rng.uniform(0, 800, 200)
    near_one = rng.uniform(0, 40, 200)
    corners = [
        0.0,
        info.smallest_subnormal,
        info.smallest_normal,
        info.eps,
        info.max,
    ]
    corners += [0.5, 1.0, 16.6, 17.0, 36.7, 37.0, 37.5, 88.7, 103.9]
    corners += [708.4, 709.78, 709.79, 744.4, 745.13, 745.14]
    points = np.concatenate([magnitudes, middle, near_one, corners])
    points = np.unique(np.clip(points, 0, float(info.max)).astype(dtype))
    return np.concatenate([-points[::-1], points])


def ulps(value, exact):
    """Distance of a float from the exact value, in units in the last place."""
    nearest = abs(value.dtype.type(exact))
    if nearest == np.finfo(value.dtype).max:  # whose own spacing is inf
        nearest = np.nextafter(nearest, value.dtype.type(0))
    return abs(Decimal(float(value)) - exact) / Decimal(float(np.spacing(nearest)))


@pytest.mark.parametrize(("name", "arguments", "reference"), CASES, ids=CASE_IDS)
@pytest.mark.parametrize(
    ("dtype", "bound"),
    [(np.float64, 2.5), (np.float32, 0.51), (np.float16, 0.51)],
)
def test_accuracy(name, arguments, reference, dtype, bound):
    x = sample(dtype)
    y = call(name, x, arguments)
    assert y.dtype == dtype
    keywords = {} if name == "sum_of_sigmoids" else arguments
    for point, value in zip(x, y, strict=True):
        exact = reference(Decimal(float(point)), **keywords)
        if float(exact) > float(np.finfo(dtype).max):
            assert value == np.inf
        elif float(exact) < float(np.finfo(dtype).min):
            assert value == -np.inf
        else:
            assert ulps(value, exact) <= bound, f"{name}({point!r}) = {value!r}"


@pytest.mark.parametrize("name", CALLS)
def test_every_float16(name):
    x = np.arange(2**16, dtype=np.uint16).view(np.float16)
    x = x[np.isfinite(x)]
    with np.errstate(over="ignore"):
        once_rounded = call(name, x.astype(np.float64)).astype(np.float16)
    np.testing.assert_array_equal(call(name, x), once_rounded)


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.int64])
def test_long_inputs_are_no_different(name, dtype):
    short = np.linspace(-9, 9, elementwise.BLOCK // 2).astype(dtype)
    long = np.stack([short, short[::-1], short, short, short])[:, ::-1]
    y = call(name, long)
    assert y.dtype == (np.float64 if dtype is np.int64 else dtype)
    assert y.shape == long.shape
    np.testing.assert_array_equal(y[0], call(name, short[::-1]))
    np.testing.assert_array_equal(y[1], call(name, short))


def test_long_inputs_take_parameters():
    x = np.linspace(-9, 9, elementwise.BLOCK + 1)
    for alpha in (0.5, 1, np.float32(2)):
        assert call("elu", x, {"alpha": alpha})[0] == alpha * np.expm1(-9.0)
    assert call("sigmoid", x, {"offset": -9.0})[0] == 0.5
    assert call("sigmoid", x, {"offset": x})[-1] == 0.5


@pytest.mark.parametrize("offset", [-2.5, 0.1, 3.0, 100.0])
def test_offset_moves_the_curve(offset):
    for point in np.linspace(-20, 20, 81):
        # The difference is rounded before anything else happens; see the module.
        moved = Decimal(float(point - offset))
        value = call("sigmoid", point, {"offset": offset})
        assert ulps(value, exact_sigmoid(moved)) <= 2.5
        slope = call("sigmoid_grad", point, {"offset": offset})
        assert ulps(slope, exact_sigmoid_grad(moved)) <= 2.5
    assert sigmoid(offset, offset) == 0.5


def test_offsets_broadcast():
    x, offsets = np.linspace(-3, 3, 7), np.array([-1.0, 0.0, 2.0])
    table = sigmoid(x[:, None], offsets)
    assert table.shape == (7, 3)
    np.testing.assert_array_equal(table[:, 2], sigmoid(x, 2.0))


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16])
def test_sum_of_sigmoids(dtype):
    x = np.linspace(-8, 12, 41).astype(dtype)
    for point, value in zip(x, call("sum_of_sigmoids", x), strict=True):
        exact = sum(exact_sigmoid(Decimal(float(point)), o) for o in OFFSETS)
        # float64 rounds the differences and the partial sums
        assert ulps(value, exact) <= (16 if dtype is np.float64 else 0.51)


def test_sum_of_sigmoids_takes_any_offsets():
    x = np.array([[0.0, 1.0], [2.0, 3.0]])
    assert np.array_equal(sum_of_sigmoids(x, []), np.zeros((2, 2)))
    assert np.array_equal(sum_of_sigmoids(x, 1), sigmoid(x, 1))
    nested = sum_of_sigmoids(x, [[0, 1], [2, 3]])
    assert np.array_equal(nested, sum_of_sigmoids(x, (0, 1, 2, 3)))


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16])
@pytest.mark.parametrize(
    ("name", "at_minus_inf", "at_inf"),
    [
        ("sigmoid", 0, 1),
        ("sigmoid_grad", 0, 0),
        ("sum_of_sigmoids", 0, 4),
        ("softplus", 0, np.inf),
        ("softplus_grad", 0, 1),
        ("relu", 0, np.inf),
        ("relu_grad", 0, 1),
        ("leaky_relu", -np.inf, np.inf),
        ("leaky_relu_grad", 0.1, 1),
        ("elu", -1, np.inf),
        ("elu_grad", 0, 1),
    ],
)
def test_limits_and_nan(name, at_minus_inf, at_inf, dtype):
    y = call(name, np.array([-np.inf, np.inf, np.nan], dtype))
    expected = np.array([at_minus_inf, at_inf, np.nan], dtype)
    np.testing.assert_array_equal(y, expected)


@pytest.mark.parametrize("factor", [0.0, 1e-320, 1e308])
def test_extreme_factors(factor):
    x = np.array([-np.inf, -1e308, -1.0, 0.0, 1.0, 1e308, np.inf])
    leaky = call("leaky_relu", x, {"slope": factor})
    assert leaky[0] == (-np.inf if factor else 0)
    assert np.array_equal(leaky[3:], x[3:])
    assert call("elu", x, {"alpha": factor})[0] == -factor
    assert call("elu_grad", x, {"alpha": factor})[3] == factor
    for name, keyword in (("leaky_relu", "slope"), ("elu", "alpha")):
        halves = call(name, np.float16([-np.inf, -6e4, 0, 6e4]), {keyword: factor})
        assert not np.isnan(halves).any()


def test_corners():
    for zero in (0.0, -0.0, 0, False):
        assert call("relu_grad", zero) == 0
        assert call("elu_grad", zero, {"alpha": 0.7}) == 0.7
        assert call("leaky_relu_grad", zero, {"slope": 0.3}) == 0.3
        assert call("relu", zero) == call("elu", zero) == call("leaky_relu", zero) == 0
        assert call("sigmoid", zero) == 0.5
        assert call("sigmoid_grad", zero) == 0.25


def test_defaults():
    assert call("leaky_relu", -1.0, {}) == -0.1
    assert call("leaky_relu_grad", -1.0, {}) == 0.1
    assert call("elu", -np.inf, {}) == -1
    assert call("elu_grad", 0.0, {}) == 1


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    "x",
    [
        2,
        -2,
        True,
        2.5,
        np.float64(-1.5),
        np.array(1.5),
        [],
        [1, -2],
        (0.5, -0.5),
        [[1.0, 2.0], [3.0, 4.0]],
        range(-2, 3),
        [True, False],
        np.zeros((2, 0, 3)),
        np.uint8([0, 3, 255]),
        np.int8([-128, 127]),
        np.uint64([0, 2**64 - 1]),
        np.longdouble([-1.5, 2.5]),
        np.arange(-3.0, 3.0)[::2],
        np.asfortranarray(np.arange(-3.0, 3.0).reshape(2, 3)),
        np.array([-1.5, 2.0], ">f8"),
        np.ma.masked_array([1.0, 2.0], [True, False]),
    ],
    ids=str,
)
def test_every_kind_of_input(name, x):
    before = np.array(x, copy=True)
    y = call(name, x)
    assert np.shape(y) == np.shape(x)
    assert y.dtype == np.float64
    assert isinstance(y, np.float64 if np.ndim(x) == 0 else np.ndarray)
    np.testing.assert_array_equal(y, call(name, np.asarray(x).astype(np.float64)))
    np.testing.assert_array_equal(x, before)  # the input is left alone


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_dtype_is_kept(name, dtype):
    for x in (dtype(-0.5), np.array([0.5], dtype), np.array([], dtype)):
        assert call(name, x).dtype == dtype
        assert isinstance(call(name, x), dtype if np.ndim(x) == 0 else np.ndarray)
    swapped = np.array([0.5], np.dtype(dtype).newbyteorder())
    assert call(name, swapped).dtype == dtype


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    ("x", "dtype"),
    [
        (1j, "complex128"),
        (np.complex64([1]), "complex64"),
        ("1.0", "<U3"),
        (b"1", "|S1"),
        (None, "object"),
        ([1.0, None], "object"),
        (10**400, "object"),
        (Ellipsis, "object"),
        ({1.0}, "object"),
        (np.datetime64("2017-01-01"), "datetime64[D]"),
        (np.timedelta64(1, "s"), "timedelta64[s]"),
    ],
    ids=str,
)
def test_refused_input(name, x, dtype):
    with pytest.raises(TypeError) as caught:
        call(name, x)
    assert str(caught.value).startswith(f"{name} takes real numbers, not dtype {dtype}")


@pytest.mark.parametrize("name", CALLS)
def test_ragged_input(name):
    with pytest.raises(TypeError, match=f"{name} takes .* ragged"):
        call(name, [[1.0, 2.0], [3.0]])


FACTORS = [
    (name + suffix, parameter)
    for name, parameter in (("leaky_relu", "slope"), ("elu", "alpha"))
    for suffix in ("", "_grad")
]


@pytest.mark.parametrize(("name", "parameter"), FACTORS)
@pytest.mark.parametrize("value", [-1e-300, -1.0, np.inf, -np.inf, np.nan])
def test_refused_factor(name, parameter, value):
    message = f"{name} needs a finite {parameter} >= 0, got {value}"
    with pytest.raises(ValueError, match=message):
        call(name, 1.0, {parameter: value})


@pytest.mark.parametrize(("name", "parameter"), FACTORS)
@pytest.mark.parametrize("value", ["1", 1j, None, [1.0, 2.0]])
def test_factor_of_the_wrong_type(name, parameter, value):
    with pytest.raises(TypeError, match=f"^{name}.*{parameter}"):
        call(name, 1.0, {parameter: value})


@pytest.mark.parametrize("value", [2, True, np.float32(0.5), np.array(0.5)])
def test_factor_may_be_any_real_number(value):
    assert call("elu_grad", 0, {"alpha": value}) == value
    assert call("leaky_relu_grad", 0, {"slope": value}) == value


@pytest.mark.parametrize("name", ["sigmoid", "sigmoid_grad"])
def test_refused_offset(name):
    with pytest.raises(TypeError, match=f"^{name}'s offset takes real numbers"):
        call(name, 1.0, {"offset": "0"})
    with pytest.raises(ValueError, match="broadcast"):
        call(name, [1.0, 2.0], {"offset": [1.0, 2.0, 3.0]})


def test_refused_offsets():
    with pytest.raises(TypeError, match="offsets takes real numbers, not dtype object"):
        sum_of_sigmoids(1.0, None)


def test_derivatives_are_derivatives():
    x = np.setdiff1d(np.linspace(-6, 6, 97), [0.0])
    h = 1e-6
    for name in ACTIVATIONS:
        slope = (call(name, x + h) - call(name, x - h)) / (2 * h)
        np.testing.assert_allclose(call(name + "_grad", x), slope, rtol=0, atol=1e-8)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_gradient_has_the_signature_of_its_function(name):
    function = inspect.signature(getattr(activations, name))
    assert inspect.signature(getattr(activations, name + "_grad")) == function


def test_table_of_activations():
    assert list(ACTIVATIONS) == [
        "sigmoid",
        "tanh",
        "softplus",
        "relu",
        "leaky_relu",
        "elu",
    ]
    for name, activation in ACTIVATIONS.items():
        assert activation.name == name
        assert activation.function is getattr(activations, name)
        assert activation.grad is getattr(activations, name + "_grad")
