"""utils.first_edition.newcomers: the functions are what they are called, and the slopes theirs."""

import math

import numpy as np
import pytest

from utils.first_edition.activations import elu, relu, sigmoid
from utils.first_edition.instrument import normal_mean
from utils.first_edition.newcomers import NEWCOMERS

X = np.linspace(-8, 8, 4001) + 1e-4  # away from the corners
FORMULAS = {
    "hinge": lambda x: np.maximum(-1, x),
    "selu": lambda x: 1.0507009873554805 * elu(x, 1.6732632423543772),
    "silu": lambda x: x * sigmoid(x),
    "squared_relu": lambda x: relu(x) ** 2,
}


@pytest.mark.parametrize("name", NEWCOMERS)
def test_the_slope_is_the_functions(name):
    f, h = NEWCOMERS[name], 1e-6
    measured = (f.function(X + h) - f.function(X - h)) / (2 * h)
    np.testing.assert_allclose(f.grad(X), measured, atol=1e-8)
    value, slope = f.value_and_grad(X)
    assert np.array_equal(value, f.function(X))
    assert np.array_equal(slope, f.grad(X))
    assert f.name == name
    assert f.label


@pytest.mark.parametrize("name", FORMULAS)
def test_the_function_is_its_formula(name):
    ours, theirs = NEWCOMERS[name].function(X), FORMULAS[name](X)
    np.testing.assert_allclose(ours, theirs, rtol=1e-14, atol=1e-15)


def test_gelu_is_near_to_x_times_the_share_below_x():
    exact = [x * (1 + math.erf(x / math.sqrt(2))) / 2 for x in X]
    assert np.abs(NEWCOMERS["gelu"].function(X) - exact).max() < 5e-4


def test_selu_has_mean_0_and_spread_1():
    selu = NEWCOMERS["selu"].function
    assert normal_mean(selu) == pytest.approx(0, abs=1e-8)
    assert normal_mean(lambda x: selu(x) ** 2) == pytest.approx(1, abs=1e-8)


def test_selus_slope_at_its_corner_is_that_from_the_left():
    slope = NEWCOMERS["selu"].grad
    assert slope(0.0) == pytest.approx(slope(-1e-12))
    assert slope(0.0) > 1.6 * slope(1e-12)


def test_a_newcomer_takes_whole_numbers_and_gives_floats():
    for f in NEWCOMERS.values():
        assert f.function([1, -2]).dtype == f.grad([1, -2]).dtype == np.float64
