"""Each function against its formula in 60 digits, over all of float64's range."""

import decimal
from decimal import Decimal as D

import numpy as np
import pytest

from utils.activations import ACTIVATIONS, SELU_ALPHA, SELU_SCALE, find_activation
from utils.experiments import variance_preserving_init

decimal.getcontext().prec = 60
PI = D("3.14159265358979323846264338327950288419716939937510582097494459230781640629")


# fmt: off
def exp(z): return max(z, D(-3000)).exp()  # far below the smallest float
def expm1(z): return z + z * z / 2 if abs(z) < D("1e-25") else exp(z) - 1
def log1p(e): return e - e * e / 2 if e < D("1e-25") else (1 + e).ln()
def sigmoid(z): return 1 / (1 + exp(-z)) if z > 0 else exp(z) / (1 + exp(z))
def sigmoid_grad(z): return sigmoid(z) * sigmoid(-z)
def softplus(z): return max(z, 0) + log1p(exp(-abs(z)))
def tanh(z): return (-expm1(-2 * abs(z))).copy_sign(z) / (1 + exp(-2 * abs(z)))
def elu(z, alpha=1): return z if z > 0 else alpha * expm1(z)
def elu_grad(z, alpha=1): return D(1) if z > 0 else alpha * exp(z)
def gelu_u(z): return (2 / PI).sqrt() * (z + D("0.044715") * z**3)
# fmt: on


def gelu_grad(z):
    s = sigmoid(2 * gelu_u(z))
    return s + z * s * (1 - s) * 2 * (2 / PI).sqrt() * (1 + 3 * D("0.044715") * z**2)


def sum_of(function):
    offsets, spacing = ACTIVATIONS["sum_of_sigmoids"].function.__defaults__
    return lambda z: D(spacing) * sum(function(z - D(float(o))) for o in offsets)


ALPHA, SCALE = D(SELU_ALPHA), D(SELU_SCALE)
EXACT = {  # function and derivative
    "sigmoid": (sigmoid, sigmoid_grad),
    "sum_of_sigmoids": (sum_of(sigmoid), sum_of(sigmoid_grad)),
    "softplus": (softplus, sigmoid),
    "relu": (lambda z: max(z, D(0)), lambda z: D(int(z > 0))),
    "leaky_relu": (lambda z: max(z, z / 10), lambda z: D(1) if z > 0 else D("0.1")),
    "shifted_relu": (lambda z: max(z, D(-1)), lambda z: D(int(z > -1))),
    "elu": (elu, elu_grad),
    "selu": (lambda z: SCALE * elu(z, ALPHA), lambda z: SCALE * elu_grad(z, ALPHA)),
    "tanh": (tanh, lambda z: 4 * sigmoid_grad(2 * z)),
    "silu": (lambda z: z * sigmoid(z), lambda z: sigmoid(z) * (1 + z * sigmoid(-z))),
    "gelu": (lambda z: z * sigmoid(2 * gelu_u(z)), gelu_grad),
}
BOTH = [(name, which) for name in ACTIVATIONS for which in (0, 1)]
SIZES = [0, 5e-324, 2.3e-308, 1e-200, 1e-17, 1.2e-16, 1e-9, 1e-4, 0.1, 0.25, 0.5, 0.9]
SIZES += [1, 1.1, 1.4, 1.9, 2.5, 3.3, 4.7, 6, 7.5, 9.5, 10, 12.3, 16.6, 18.8, 20, 30]
SIZES += [36.7, 37.5, 40, 100, 354.4, 500, 700, 708.3, 709.8, 718, 744, 745.2, 746]
SIZES += [1e3, 1e5, 1e17, 1e100, 1e154, 1e300, 1e308]
POINTS = np.array([-size for size in SIZES[:0:-1]] + SIZES)
# The exponent of these is itself computed, from z - offset and z**3, and exp multiplies
# its rounding error by its size. So the tolerance, in ULP, grows with the exponent.
MORE_ULP = {"sum_of_sigmoids": lambda z: 2 + min(abs(z), 750)}
MORE_ULP["gelu"] = lambda z: 4 * min(float(abs(2 * gelu_u(D(z)))), 750)


def call(name, which, z):
    with np.errstate(all="raise", under="ignore"):
        return (ACTIVATIONS[name].function, ACTIVATIONS[name].grad)[which](z)


@pytest.mark.parametrize(("name", "which"), BOTH)
def test_exact_to_four_units_in_the_last_place(name, which):
    results = call(name, which, POINTS)
    for z, result in zip(POINTS, results, strict=True):
        exact = EXACT[name][which](D(float(z)))
        # at least: exp(z) is below float64's normal numbers, and may be times z
        ulp = max(float(np.spacing(abs(float(exact)))), 1e-321)
        if which == 1 and name in ("silu", "gelu") and -2 < z < -0.3:
            ulp = np.spacing(0.25)  # it has a zero there: that of its terms
        allowed = 4 + MORE_ULP.get(name, lambda z: 0)(float(z))
        assert abs(D(float(result)) - exact) <= D(allowed) * D(float(ulp)), (z, result)


@pytest.mark.parametrize(("name", "which"), BOTH)
def test_any_array_of_real_numbers_will_do(name, which):
    values = [[-2, 0, 3]]
    expected = call(name, which, np.array(values, float))
    assert expected.dtype == np.float64 and expected.shape == (1, 3)
    for same in (values, np.array(values), np.array(values, np.float32)):
        result = call(name, which, same)
        assert result.dtype == np.float64 and np.array_equal(result, expected)
    for scalar in (3, 3.0, np.float32(3), np.array(3)):
        result = np.asarray(call(name, which, scalar))
        assert result.dtype == np.float64 and result.shape == ()
        assert result == expected[0, 2]
    assert call(name, which, np.empty((2, 0))).shape == (2, 0)


@pytest.mark.parametrize("z", [np.ma.masked_array([1.0, 2.0], [0, 1]), np.array([1j])])
@pytest.mark.parametrize(("name", "which"), BOTH)
def test_no_mask_and_no_imaginary_part_is_lost(name, which, z):
    with pytest.raises(TypeError, match=r"z\.compressed\(\) or z\.real"):
        call(name, which, z)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_derivatives_agree_with_differences(name):
    z, h = np.linspace(-6, 6, 80), 1e-5  # no point at a kink
    difference = (call(name, 0, z + h) - call(name, 0, z - h)) / (2 * h)
    assert np.allclose(call(name, 1, z), difference, rtol=0, atol=1e-9)


def test_parameters_are_used():
    elu, leaky = ACTIVATIONS["elu"], ACTIVATIONS["leaky_relu"]
    assert np.isclose(elu.function(-1, alpha=2), 2 * np.expm1(-1), rtol=1e-15)
    assert np.isclose(elu.grad(-1, alpha=2), 2 / np.e, rtol=1e-15)
    assert (leaky.function(-1, slope=0.5), leaky.grad(-1, slope=0.5)) == (-0.5, 0.5)
    sums = ACTIVATIONS["sum_of_sigmoids"]
    assert sums.function(0, offsets=[0], spacing=3) == 1.5
    assert sums.grad(0, offsets=[0], spacing=3) == 0.75


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_init_is_as_the_registry_says(name):
    a = ACTIVATIONS[name]
    exact = variance_preserving_init(a.function)
    c = 1 if name in ("sigmoid", "sum_of_sigmoids", "softplus") else exact
    assert a.name == name and abs(a.init - c) < 5.1e-5


@pytest.mark.parametrize("wrong", ["swish", None, ["relu"], np.tanh])
def test_unknown_activations_are_named_and_what_to_give_instead(wrong):
    with pytest.raises(ValueError) as error:
        find_activation(wrong)
    for words in (repr(wrong), "relu, ", "Activation(name, function, derivative)"):
        assert words in str(error.value)
    assert find_activation("elu") is ACTIVATIONS["elu"]
    assert find_activation(ACTIVATIONS["elu"]) is ACTIVATIONS["elu"]
