"""A bell that goes through a function is drawn as what comes out of it."""

import math

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils.first_edition import plotting
from utils.first_edition.activations import elu


@pytest.fixture(autouse=True)
def clean_slate():
    with matplotlib.rc_context():
        plotting.use_house_style()
        yield
    plt.close("all")


def outline(patches):
    return patches.get_paths()[0].vertices


def area(patches):
    x, y = outline(patches).T
    return abs(np.sum(x * np.roll(y, 1) - y * np.roll(x, 1))) / 2


def test_each_half_of_the_bell_comes_out_as_half_of_the_outputs():
    fig = plotting.through_figure(("relu", "elu"), "A title")
    outputs, middle, inputs = fig.axes[3:]
    dark, light = outputs.collections
    assert area(dark) == pytest.approx(0.5, abs=1e-3)
    assert area(light) == pytest.approx(0.5, abs=1e-3)
    assert outline(dark)[:, 1].min() == pytest.approx(-1, abs=1e-3)
    # of the outputs as many are below -0.5 as inputs below log(0.5)
    density, y = outline(dark).T
    seen = (density > 0) & (y < -0.5)
    d, y = density[seen], y[seen]
    share = abs(np.sum((d[1:] + d[:-1]) * np.diff(y))) / 2
    assert share == pytest.approx(math.erfc(math.log(2) / math.sqrt(2)) / 2, abs=2e-3)
    assert all(
        area(half) == pytest.approx(0.5, abs=2e-3) for half in inputs.collections
    )
    assert [t.get_text() for t in middle.texts] == ["", "mean 0.161"]  # an arrow first
    relu = fig.axes[0]
    assert len(relu.collections) == 1 and "half of all" in relu.texts[0].get_text()


def test_the_parts_add_up_to_the_mean_and_are_the_areas():
    fig, parts = plotting.balance_figure(("relu", "elu"), "A title")
    right = 1 / math.sqrt(2 * math.pi)
    left = math.sqrt(math.e) * math.erfc(1 / math.sqrt(2)) / 2 - 0.5
    np.testing.assert_allclose(parts["elu"], (left, right), atol=1e-6)
    np.testing.assert_allclose(parts["relu"], (0, right), atol=1e-6)
    areas = [area(patches) for patches in fig.axes[1].collections]
    np.testing.assert_allclose(areas, (right, -left), atol=1e-3)
    assert len(fig.axes[0].collections) == 1
    titles = [ax.get_title(loc="left") for ax in fig.axes]
    assert titles == ["ReLU: mean 0.399", "ELU: mean 0.161"]


def test_noise_is_drawn_as_wide_as_it_comes_out():
    middles, shares = [-4.0, -1.0], {"relu": [0.0, 0.0], "elu": [0.02, 0.37]}
    fig = plotting.noise_figure(middles, shares, (-4, -1), "A title")
    left, right = fig.axes
    for at, band in zip((-4, -1), left.collections[1::2], strict=True):
        y = outline(band)[:, 1]
        np.testing.assert_allclose((y.min(), y.max()), elu([at - 0.3, at + 0.3]))
    dots = [line for line in right.lines if line.get_marker() == "o"]
    for line, measured in zip(dots, shares.values(), strict=True):
        np.testing.assert_array_equal(line.get_data(), (middles, measured))
