"""What utils.plotting promises."""

import io

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.image import imread

from utils import plotting
from utils.activations import ACTIVATIONS
from utils.plotting import COLORS, LABELS, LINE_STYLES

ALT = "A line from the lower left to the upper right."


@pytest.fixture(autouse=True)
def clean_slate():
    with matplotlib.rc_context():
        plotting.use_house_style()
        yield
    plt.close("all")


@pytest.fixture
def shown(monkeypatch):
    calls = []

    def display(*args, **kwargs):
        calls.append((args, kwargs))

    monkeypatch.setattr(plotting, "display", display)
    return calls


def luminance(color):
    """Relative luminance as the web's contrast rules define it."""
    channels = np.array(to_rgb(color))
    linear = np.where(
        channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4
    )
    return linear @ (0.2126, 0.7152, 0.0722)


def test_colors_are_those_of_okabe_and_ito():
    assert COLORS == {
        "sigmoid": "#0072B2",
        "sum_of_sigmoids": "#56B4E9",
        "softplus": "#CC79A7",
        "relu": "#D55E00",
        "leaky_relu": "#E69F00",
        "elu": "#009E73",
    }


def test_every_function_has_a_style_and_a_label_of_its_own():
    assert set(ACTIVATIONS) <= set(COLORS)
    assert list(COLORS) == list(LINE_STYLES) == list(LABELS)
    for table in (COLORS, LINE_STYLES, LABELS):
        assert len({str(value) for value in table.values()}) == len(COLORS)


def test_text_can_be_read_on_white():
    for color in (*map(plotting.ink, COLORS), plotting.GREY):
        assert 1.05 / (luminance(color) + 0.05) >= 3  # WCAG, bold or large text


def test_house_style_has_a_white_page_and_no_frame():
    assert to_rgb(plt.rcParams["savefig.facecolor"]) == (1, 1, 1)
    fig, ax = plt.subplots()
    assert to_rgb(fig.get_facecolor()) == to_rgb(ax.get_facecolor()) == (1, 1, 1)
    assert not ax.spines["top"].get_visible()
    assert not ax.spines["right"].get_visible()


def test_show_displays_a_png_with_alt_text_and_closes(shown):
    fig, ax = plt.subplots()
    ax.plot([0, 1])
    plotting.show(fig, ALT)
    ((data,), options) = shown.pop()
    assert list(data) == ["image/png"]
    assert options["metadata"] == {"image/png": {"alt": ALT, "width": 720}}
    assert options["raw"] is True
    height, width = imread(io.BytesIO(data["image/png"])).shape[:2]
    assert (width, height) == (936, 429)  # 7.2 x 3.3 inches at 130 dots an inch
    assert plt.get_fignums() == []


@pytest.mark.parametrize("alt", ["", "   ", "a plot", None, 3])
def test_show_wants_a_sentence(shown, alt):
    fig, _ = plt.subplots()
    with pytest.raises(ValueError, match="alt is to say"):
        plotting.show(fig, alt)
    assert shown == []
    assert plt.get_fignums() == [fig.number]  # nothing is lost


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


def test_progress_yields_all_and_cleans_up(shown, monkeypatch):
    cleared = []
    monkeypatch.setattr(plotting, "clear_output", lambda: cleared.append(1))
    walk = plotting.progress(x**2 for x in range(3))
    assert next(walk) == 0
    assert not cleared
    assert list(walk) == [1, 4]
    assert len(cleared) == 1
    # nbval compares text; a bar that leaves any would fail the notebook
    (((data,), options),) = shown
    assert list(data) == ["application/vnd.jupyter.widget-view+json"]
    assert options == {"raw": True}


def test_progress_cleans_up_after_an_error(shown, monkeypatch):
    cleared = []
    monkeypatch.setattr(plotting, "clear_output", lambda: cleared.append(1))
    walk = plotting.progress([1, 2])
    next(walk)
    walk.close()
    assert len(cleared) == 1


def test_unknown_function():
    _, ax = plt.subplots()
    message = "'tanh' is not one of sigmoid, .*relu"
    with pytest.raises(ValueError, match=message):
        plotting.curve(ax, [0, 1], [0, 1], "tanh")
    with pytest.raises(ValueError, match=message):
        plotting.ink("tanh")
    with pytest.raises(ValueError, match=message):
        plotting.function_and_gradient([0, 1], "tanh")
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


def test_story_strip():
    fig = plotting.story_strip()
    names = ["sigmoid", "sum_of_sigmoids", "softplus", "relu", "elu"]
    assert [ax.lines[-1].get_color() for ax in fig.axes] == [COLORS[n] for n in names]
    assert all(ax.get_title(loc="left") for ax in fig.axes)
    height = [ax.lines[-1].get_ydata()[-1] for ax in fig.axes]
    np.testing.assert_allclose(height, [1, 6, 6, 6, 6], atol=0.1)
