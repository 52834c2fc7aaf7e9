"""What the drawings of neurons, networks, losses and steps promise."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils.first_edition import plotting
from utils.digits import load_digits
from utils.first_edition.network import MLP


@pytest.fixture(autouse=True)
def clean_slate():
    with matplotlib.rc_context():
        plotting.use_house_style()
        yield
    plt.close("all")


def words(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def test_a_neuron_adds_up_right():
    fig = plotting.neuron_figure((1, 0.5, -1), (2, -4, 0.5), 0.25, "relu", "Sum")
    said = words(fig.axes[0])
    assert {"1", "0.5", "−1", "× 2", "× −4", "× 0.5", "bias: + 0.25"} <= set(said)
    assert "$z$ = −0.25" in said
    assert "0.00" in said
    assert fig.get_suptitle() == "Sum"


def test_a_neuron_needs_a_weight_for_each_input_and_a_known_function():
    with pytest.raises(ValueError, match="shorter"):
        plotting.neuron_figure((1, 2, 3), (1, 2), 0, "relu", "Sum")
    with pytest.raises(ValueError, match="rellu"):
        plotting.neuron_figure((1, 2, 3), (1, 2, 3), 0, "rellu", "Sum")


def test_a_network_shows_its_digit_and_its_shares():
    images, labels = load_digits()[2:]
    network = MLP([64, *[16] * 8, 10], "relu")
    (ax,) = plotting.network_figure(images, labels, 7, network, "In and out").axes
    *row, chosen = (image.get_array() for image in ax.images)
    white = images.min(axis=0)
    np.testing.assert_array_equal(chosen.ravel(), images[7] - white)
    shown = ax.collections[10].get_array()  # the circles of the pixels
    pixels = (images[7] - white)[[0, 9, 18, 27, 36, 45, 54]]
    np.testing.assert_allclose(shown * pixels.max(), pixels)
    assert "7 of 64\npixels" in words(ax)
    for digit, image in enumerate(row):
        kind = images[labels == digit] - white
        assert (kind == image.ravel()).all(axis=1).any()
    # Of circles, of lines between, and of the lines to one unit.
    assert len(ax.collections) == 10 + 9 + 1
    (scores,) = network.forward(images[7:8])[1]
    shares = np.exp(scores) / np.exp(scores).sum()
    bars = [bar.get_width() for container in ax.containers for bar in container]
    np.testing.assert_allclose(np.array(bars) / sum(bars), shares)


def test_scores_shares_and_loss():
    scores = np.arange(10.0) / 4
    shares = np.exp(scores) / np.exp(scores).sum()
    fig = plotting.scores_figure(scores, shares, 9, "Less")
    for ax, values in zip(fig.axes, (scores, shares), strict=False):
        bars = ax.containers[0]
        np.testing.assert_array_equal([bar.get_width() for bar in bars], values)
        colors = [bar.get_facecolor() for bar in bars]
        assert colors[9] not in colors[:9]
    nothing, image = words(fig.axes[2])
    assert nothing.endswith(f"{np.log(10):.2f}")
    assert image.endswith(f"{-np.log(shares[9]):.2f}")


@pytest.mark.parametrize(("rate", "factor"), [(0.1, 0.9), (0.6, 0.4), (2.1, -1.1)])
def test_steps_are_those_of_descent(rate, factor):
    (ax,) = plotting.steps_figure(-3, {"so": rate}, "Down", steps=4).axes
    w, loss = ax.lines[1].get_data()
    np.testing.assert_allclose(w, -3 * factor ** np.arange(5.0))
    np.testing.assert_allclose(loss, w**2 / 2)
    assert ax.get_title(loc="left") == f"{rate}: so"
    stops = words(ax)[-1].replace("−", "-").split(" → ")
    np.testing.assert_allclose([float(s) for s in stops], w[:3], rtol=0.05)


def test_rounds_have_a_line_for_each_seed():
    losses = [[2.3, 1.0, 0.1], [2.4, 0.9, 0.2]]
    (ax,) = plotting.rounds_figure(losses, "Down").axes
    drawn = [line for line in ax.lines if line.get_label().startswith("seed")]
    for line, values in zip(drawn, losses, strict=True):
        np.testing.assert_array_equal(line.get_ydata(), values)
    assert len({line.get_color() for line in drawn}) == len(losses)


def test_both_axes_show_the_same_numbers():
    values = 0.25 ** np.arange(9)
    fig = plotting.log_axis_figure(values, "Two axes")
    assert [ax.get_yscale() for ax in fig.axes] == ["linear", "log"]
    for ax in fig.axes:
        np.testing.assert_array_equal(ax.lines[0].get_ydata(), values)
        assert words(ax) == ["1.5e-05"]
