"""What utils.first_edition.plotting promises."""

import importlib
import pkgutil
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from tests.figures import difference, software
from utils.first_edition import plotting
from utils.first_edition.activations import ACTIVATIONS, LABELS, Activation
from utils.first_edition.instrument import Layers
from utils.first_edition.notebook import encode_png
from utils.first_edition.plotting import COLORS, LINE_STYLES

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def clean_slate():
    with matplotlib.rc_context():
        plotting.use_house_style()
        yield
    plt.close("all")


def luminance(color):
    """Relative luminance as the web's contrast rules define it."""
    channels = np.array(to_rgb(color))
    linear = np.where(
        channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4
    )
    return linear @ (0.2126, 0.7152, 0.0722)


def test_every_function_has_a_style_and_a_label_of_its_own():
    assert set(ACTIVATIONS) <= set(COLORS)
    assert list(COLORS) == list(LINE_STYLES) == list(LABELS)
    for table in (COLORS, LINE_STYLES, LABELS):
        assert len({str(value) for value in table.values()}) == len(COLORS)


def test_text_can_be_read_on_white():
    for color in (*map(plotting.ink, COLORS), plotting.GREY):
        assert 1.05 / (luminance(color) + 0.05) >= 4.5  # WCAG, text


def test_lines_can_be_seen_on_white():
    for color in COLORS.values():
        assert 1.05 / (luminance(color) + 0.05) >= 3  # WCAG, graphics


def test_house_style_has_a_white_page_and_no_frame():
    assert to_rgb(plt.rcParams["savefig.facecolor"]) == (1, 1, 1)
    fig, ax = plt.subplots()
    assert to_rgb(fig.get_facecolor()) == to_rgb(ax.get_facecolor()) == (1, 1, 1)
    assert not ax.spines["top"].get_visible()
    assert not ax.spines["right"].get_visible()


@pytest.mark.parametrize("name", COLORS)
def test_curve_draws_in_color_and_style_with_its_name_at_its_end(name):
    _, ax = plt.subplots()
    line = plotting.curve(ax, [0, 1, 2], [3.0, 4.0, np.nan], name, dy=5)
    expected = plt.Line2D([], [], color=COLORS[name], ls=LINE_STYLES[name])
    assert line.get_color() == COLORS[name]
    assert line._unscaled_dash_pattern == expected._unscaled_dash_pattern
    (label,) = ax.texts
    assert label.get_text() == LABELS[name]
    assert label.xy == (1, 4)  # the last point that is drawn
    assert label.xyann == (6, 5)
    assert to_rgb(label.get_color()) == plotting.ink(name)


def test_curve_takes_another_label_and_the_short_names_of_matplotlib():
    _, ax = plt.subplots()
    line = plotting.curve(ax, [0, 1], [0, 1], "relu", label="", ls=":", lw=1, c="k")
    assert (line.get_linestyle(), line.get_linewidth()) == (":", 1)
    assert line.get_color() == "k"
    assert list(ax.texts) == []
    plotting.curve(ax, [0, 1], [np.nan, np.nan], "relu")
    assert list(ax.texts) == []  # nothing drawn, nothing labelled
    plotting.curve(ax, [0, 1], [0, 1], "relu", label="ramp")
    assert ax.texts[0].get_text() == "ramp"


def test_band_reaches_from_the_smallest_run_to_the_largest():
    _, ax = plt.subplots()
    rows = [[1.0, 5.0], [2.0, 4.0], [9.0, 6.0]]
    plotting.band(ax, [0, 1], rows, "elu", label="five seeds")
    assert ax.lines[0].get_ydata().tolist() == [2, 5]
    (filled,) = ax.collections
    corners = {tuple(corner) for corner in filled.get_paths()[0].vertices}
    assert {(0, 1), (0, 9), (1, 4), (1, 6)} <= corners
    assert ax.texts[0].get_text() == "five seeds"


def test_unknown_function():
    _, ax = plt.subplots()
    message = "'cube' is not one of sigmoid, .*relu"
    with pytest.raises(ValueError, match=message):
        plotting.curve(ax, [0, 1], [0, 1], "cube")
    with pytest.raises(ValueError, match=message):
        plotting.ink("cube")
    with pytest.raises(ValueError, match=message):
        plotting.layers_figure({"cube": None}, "A title")
    with pytest.raises(ValueError, match="unknown activation 'cube'"):
        plotting.function_and_gradient([0, 1], "cube")
    assert plt.get_fignums() == [ax.figure.number]  # no half-drawn figure is left


def test_mark_zero():
    _, ax = plt.subplots()
    plotting.mark_zero(ax)
    across, upright = ax.lines
    assert list(across.get_ydata()) == [0, 0]
    assert list(upright.get_xdata()) == [0, 0]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_function_and_gradient(name):
    x = np.linspace(-3, 3, 7)
    _, left, right = plotting.function_and_gradient(x, name)
    np.testing.assert_array_equal(
        left.lines[-1].get_ydata(), ACTIVATIONS[name].function(x)
    )
    slope = ACTIVATIONS[name].grad(x)
    drawn = right.lines[-1].get_ydata()
    np.testing.assert_array_equal(drawn[slope > 0], slope[slope > 0])
    assert np.isnan(drawn[slope == 0]).all()  # a log axis has no 0
    assert right.get_yscale() == "log"
    assert left.get_xlabel() and left.get_ylabel() and right.get_ylabel()


def test_function_and_gradient_passes_parameters_on():
    x = np.array([-50.0, 1.0])
    _, left, right = plotting.function_and_gradient(x, "elu", floor=1e-3, alpha=2)
    assert left.lines[-1].get_ydata()[0] == -2
    assert right.get_ylim()[0] == 1e-3


def test_layers_figure():
    rows = np.arange(1.0, 41).reshape(5, 8)
    mine = Activation("mine", np.tanh, np.ones_like, color="#123456", label="my own")
    measured = {
        "relu": Layers(*[np.ones((5, 8))] * 4),
        mine: Layers(rows, 18 * rows, 9 * rows, rows),
    }
    _, axes = plotting.layers_figure(measured, "A title")
    middle = np.arange(17.0, 25)
    for ax, line in zip(axes, (middle, 9 * middle, [2] * 8), strict=True):
        assert ax.get_yscale() == "log"
        assert ax.get_xticks().tolist() == list(range(1, 9))
        assert [a.get_color() for a in ax.lines[:2]] == [COLORS["relu"], "#123456"]
        np.testing.assert_allclose(ax.lines[1].get_ydata(), line)
    assert [text.get_text() for text in axes[2].texts] == ["ReLU", "my own"]
    assert [*axes[2].lines[2].get_ydata()] == [1, 1]  # as loud as the other


def test_message_figure():
    rows = 0.5 ** np.arange(7, -1, -1) * np.ones((5, 8))
    fading = Layers(3 * rows, *[rows] * 3)
    level = Layers(np.ones((5, 8)), *[rows] * 3)
    fig, steps = plotting.message_figure({"elu": fading, "relu": level}, "A title")
    assert [len(drawn) for drawn in steps] == [4] * 8  # a number and an arrow each
    words = [[a.get_text() for a in drawn[::2]] for drawn in steps]
    assert words[:3] == [["1", "1"], ["0.5", "1"], ["0.25", "1"]]
    assert words[-1] == ["8e-03", "1"]

    def thickness(arrow):
        return np.ptp(arrow.get_xy()[[2, 5], 1]) if arrow in fig.axes[0].patches else 0

    arrows = [drawn[1] for drawn in steps]
    thick = [thickness(arrow) for arrow in arrows]
    assert thick[:5] == pytest.approx([0.5, 0.25, 0.125, 0.0625, 0.03125])
    assert thick[-1] == 0  # too thin to be drawn as an arrow: a dotted line
    assert arrows[-1].get_linestyle() == ":"
    with pytest.raises(ValueError, match="'cube' is not one of"):
        plotting.message_figure({"cube": level}, "A title")


def test_arrows_that_grow_keep_their_proportions():
    rows = 1.5 ** np.arange(7, -1, -1) * np.ones((5, 8))
    growing, level = Layers(rows, *[rows] * 3), Layers(np.ones((5, 8)), *[rows] * 3)
    fig, steps = plotting.message_figure({"elu": growing, "relu": level}, "A title")
    thick = [[np.ptp(a.get_xy()[[2, 5], 1]) for a in drawn[1::2]] for drawn in steps]
    grown, same = np.transpose(thick)
    assert grown / grown[0] == pytest.approx(1.5 ** np.arange(8))
    assert same == pytest.approx(grown[0] * np.ones(8))
    top = max(arrow.get_xy()[:, 1].max() for arrow in fig.axes[0].patches)
    assert top < fig.axes[0].get_ylim()[1]


def test_names_at_the_ends_do_not_cover_each_other():
    _, ax = plt.subplots()
    for name, y in (("relu", 1.0), ("elu", 1.01), ("softplus", 1.02), ("sigmoid", 9)):
        plotting.curve(ax, [0, 1], [0, y], name)
    plotting.separate_labels(ax, gap=13)
    to_points = 72 / ax.figure.dpi
    at = [ax.transData.transform(t.xy)[1] * to_points + t.xyann[1] for t in ax.texts]
    assert np.all(np.diff(at) > 12.9)
    assert ax.texts[3].xyann == (6, 0)  # in nobody's way, it stays at its curve


def test_story_strip():
    fig = plotting.story_strip()
    names = ["sigmoid", "sum_of_sigmoids", "softplus", "relu", "elu"]
    assert [ax.lines[-1].get_color() for ax in fig.axes] == [COLORS[n] for n in names]
    assert all(ax.get_title(loc="left") for ax in fig.axes)
    height = [ax.lines[-1].get_ydata()[-1] for ax in fig.axes]
    np.testing.assert_allclose(height, [1, 6, 6, 6, 6], atol=0.1)


def test_the_strip_of_the_readme_is_what_is_drawn():
    saved = (ROOT / "notebooks" / "story_strip.png").read_bytes()
    drawn = encode_png(plotting.story_strip())
    assert software(saved), "it does not say what drew it: run tests/refresh.py"
    if software(drawn) != software(saved):
        pytest.skip(f"saved with {software(saved)}, drawn with {software(drawn)}")
    assert difference(drawn, saved) == "", "run tests/refresh.py"


MODULES = [module.name for module in pkgutil.iter_modules(plotting.__path__)]


@pytest.mark.parametrize("module", MODULES)
def test_modules_have_what_they_list(module):
    module = importlib.import_module(f"utils.first_edition.plotting.{module}")
    assert [name for name in module.__all__ if not hasattr(module, name)] == []
