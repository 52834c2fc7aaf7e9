"""The pictures of how a gradient is made and handed down draw what they say."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from utils.first_edition import plotting


@pytest.fixture(autouse=True)
def clean_slate():
    with matplotlib.rc_context():
        plotting.use_house_style()
        yield
    plt.close("all")


@pytest.mark.parametrize("at", [-7.0, 0.0, 2.0])
def test_tangents_touch_their_losses(at):
    for ax in plotting.two_losses_figure(at, "A title").axes:
        (z, loss), (ends, line) = (drawn.get_data() for drawn in ax.lines[:2])
        middle = (line[0] + line[1]) / 2
        assert np.isclose(np.interp(at, z, loss), middle, atol=1e-3)
        slope = (line[1] - line[0]) / (ends[1] - ends[0])
        nearby = np.interp([at - 0.1, at + 0.1], z, loss)
        assert np.isclose(np.diff(nearby)[0] / 0.2, slope, atol=2e-3)


def test_race_counts_the_steps():
    walks = {"hare": [0.1, 0.3, 0.6], "tortoise": np.linspace(0, 0.6, 201)}
    (ax,) = plotting.race_figure(walks, "A title").axes
    for line, walk in zip(ax.lines, walks.values(), strict=False):
        np.testing.assert_array_equal(line.get_ydata(), walk[1:])
    words = [text.get_text() for text in ax.texts]
    assert words == ["hare", "2 steps", "tortoise", "200 steps"]


def test_forward_and_back_agree_with_nudges():
    def loss(z1, w2=2.0, target=0.0):
        h = 1 / (1 + np.exp(-z1))
        return (1 / (1 + np.exp(-w2 * h)) - target) ** 2 / 2

    (ax,) = plotting.forward_back_figure(0.5, -1.0, 2.0, 0.0, "A title").axes
    words = [text.get_text() for text in ax.texts]
    z1 = -0.5
    slope = (loss(z1 + 1e-5) - loss(z1 - 1e-5)) / 2e-5
    assert f"{z1:.3f}" in words
    assert f"{slope:.3f}" in words
    assert f"{loss(z1):.3f}" in words
