"""The pictures of how far a sum or a formula is off draw what they say."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils.first_edition import plotting
from utils.first_edition.activations import relu, softplus

X = np.linspace(-6, 16, 45)


@pytest.fixture(autouse=True)
def clean_slate():
    with matplotlib.rc_context():
        plotting.use_house_style()
        yield
    plt.close("all")


def drawn(ax):
    """Return what is drawn, but for lines through two points."""
    return [line.get_ydata() for line in ax.lines if len(line.get_xdata()) > 2]


def test_what_sums_lack():
    sums = {"one": softplus(X) - 0.5, "two": softplus(X) + X / 20}
    left, right = plotting.shortfall_figure(X, sums, 9.8, ("left", "right")).axes
    for y, expected in zip(drawn(left), (softplus(X), *sums.values()), strict=True):
        np.testing.assert_array_equal(y, expected)
    inside = X[X <= 9.8]
    for gap, expected in zip(drawn(right), (-0.5, inside / 20), strict=True):
        np.testing.assert_allclose(gap, expected + 0 * inside, atol=1e-12)
        low, high = right.get_ylim()
        assert low < gap.min() <= gap.max() < high  # nothing is cut off
    assert [text.get_text() for text in right.texts] == ["one", "two"]


def test_errors_and_the_powers_that_guide_the_eye():
    counts = np.array([10, 100, 1000])
    errors = {"slow": 3 / counts, "fast": 0.5 / counts**2.1}
    (ax,) = plotting.errors_figure(counts, errors, "A title").axes
    guides, marks = drawn(ax)[::2], drawn(ax)[1::2]
    for y, expected in zip(marks, errors.values(), strict=True):
        np.testing.assert_array_equal(y, expected)
    np.testing.assert_allclose(guides[0], errors["slow"])
    np.testing.assert_allclose(guides[1], errors["fast"][0] * np.array([1, 1e-2, 1e-4]))
    assert [text.get_text() for text in ax.texts] == [
        "slow: like 1/n",
        "fast: like 1/n²",
    ]
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")


def test_ramp_and_bump_add_up_to_softplus():
    fig = plotting.bump_figure(X, "A title")
    ramp, bump, total = (drawn(ax)[-1] for ax in fig.axes)
    np.testing.assert_array_equal(ramp, relu(X))
    np.testing.assert_allclose(ramp + bump, softplus(X))
    np.testing.assert_array_equal(total, softplus(X))


def test_where_a_formula_breaks():
    low, high = np.linspace(-38, -30, 801), np.linspace(600, 800, 801)
    fig = plotting.breakdown_figure(
        lambda x: np.log(1 + np.exp(x)), low, high, ("left", "right")
    )
    left, right = fig.axes
    truth, result, zeros = drawn(left)
    np.testing.assert_array_equal(truth, softplus(low))
    np.testing.assert_array_equal(np.isnan(result), low < -53 * np.log(2))
    assert len(zeros) > 1
    truth, result, lost = drawn(right)
    np.testing.assert_array_equal(np.isnan(result), high > 709.8)
    np.testing.assert_allclose(result[high < 709], high[high < 709])
    assert len(lost) > 1 and (lost > truth.max()).all()


def test_the_hill_that_was_predicted():
    measured, predicted = np.exp(-(X**2)), 0.9 * np.exp(-(X**2))
    (ax,) = plotting.hill_figure(X, measured, predicted, "A title").axes
    line, dots = drawn(ax)
    np.testing.assert_array_equal(line, predicted)
    np.testing.assert_array_equal(dots, measured[::8])
    assert [text.get_text() for text in ax.texts] == ["measured", "predicted"]
