"""utils.first_edition.propagation, and its pictures: averages by hand, predictions that come true."""

import math

import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils.first_edition import plotting
from utils.first_edition.activations import ACTIVATIONS
from utils.first_edition.instrument import kept, measure_layers, own_start
from utils.first_edition.newcomers import NEWCOMERS
from utils.first_edition.propagation import averages, predicted_kept, walk


def with_own_start(name):
    activation = (ACTIVATIONS | NEWCOMERS)[name]
    return activation._replace(init=own_start(activation))


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


@pytest.mark.parametrize("size", [0.1, 1.0, 7.0])
def test_averages_of_relu_and_of_its_square_by_hand(size):
    assert averages(with_own_start("relu"), size) == pytest.approx((size, 1), rel=1e-4)
    square = NEWCOMERS["squared_relu"]._replace(init=1.0)
    by_hand = 1.5 * size**2, 2 * size  # half of E[x^4], half of E[(2x)^2]
    assert averages(square, size) == pytest.approx(by_hand, rel=1e-6)


def test_walk():
    square = NEWCOMERS["squared_relu"]._replace(init=2 / 3)
    assert walk(square, 2.0, 3) == pytest.approx([2, 4, 16, 256], rel=1e-6)
    selu = with_own_start("selu")
    assert abs(math.log(walk(selu, 4.0, 20)[-1])) < 0.02


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "gelu"])
def test_predictions_come_true(name):
    activation = with_own_start(name)
    size = activation.init * 0.0728  # the mean square of a pixel
    measured = kept(measure_layers(activation, seeds=range(2)))
    assert predicted_kept(activation, size, 7) == pytest.approx(measured, rel=0.02)


def test_portraits_figure():
    functions = [NEWCOMERS["silu"], NEWCOMERS["selu"]]
    fig = plotting.portraits_figure(functions, "A title")
    for ax, activation in zip(fig.axes, functions, strict=True):
        relu, elu, line = ax.lines
        x = line.get_xdata()
        np.testing.assert_array_equal(line.get_ydata(), activation.function(x))
        np.testing.assert_array_equal(relu.get_ydata(), np.maximum(x, 0))
        assert elu.get_ydata().min() == pytest.approx(-1, abs=0.01)
    words = [[text.get_text() for text in ax.texts][:2] for ax in fig.axes]
    assert words == [["−0.28", "x σ(x)"], ["−1.76", "ELU, stretched"]]


def test_outputs_figure():
    functions = [ACTIVATIONS["relu"], NEWCOMERS["selu"]]
    fig = plotting.outputs_figure(functions, "A title")
    words = [text.get_text() for ax in fig.axes for text in ax.texts]
    assert "mean 0.40, spread 0.58" in words
    assert "mean 0.00, spread 1.00" in words
    for ax, share in zip(fig.axes, (0.5, 1.0), strict=True):  # of all is drawn as area
        x, y = ax.collections[0].get_paths()[0].vertices.T
        area = abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2
        assert area == pytest.approx(share, abs=0.01)
    assert [len(ax.patches) for ax in fig.axes] == [1, 0]  # a bar for what is at 0


def test_sizes_figure():
    walks = {
        NEWCOMERS["gelu"]: [[4, 8, 16], [1, 0.5, 0.25]],
        NEWCOMERS["selu"]: [[4, 2, 1.1], [0.25, 0.5, 0.9]],
    }
    (ax,) = plotting.sizes_figure(walks, "A title").axes
    drawn = [list(line.get_ydata()) for line in ax.lines[:-1]]
    assert drawn == [sizes for several in walks.values() for sizes in several]
    assert [text.get_text() for text in ax.texts] == ["GELU", "GELU", "SELU"]


def test_agreement_figure():
    points = {NEWCOMERS["gelu"]: (0.8, 0.9), ACTIVATIONS["relu"]: (1.0, 1.1)}
    (ax,) = plotting.agreement_figure(points, "A title").axes
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    drawn = [(line.get_xdata()[0], line.get_ydata()[0]) for line in dots]
    assert drawn == list(points.values())
    diagonal = ax.lines[0]
    assert list(diagonal.get_xdata()) == list(diagonal.get_ydata())


def test_swiglu_figure():
    fig = plotting.swiglu_figure((3, -3), 1.5, "A title")
    words = [{text.get_text() for text in ax.texts} for ax in fig.axes[:2]]
    assert {"gate", "up", "times", "down", "3.00", "2.86", "1.50", "4.29"} < words[0]
    assert {"−3.00", "−0.14", "−0.21", "all but shut"} < words[1]
