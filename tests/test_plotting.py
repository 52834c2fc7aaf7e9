"""Figures look alike everywhere, and their lines can be told apart."""

import itertools

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from utils.activations import ACTIVATIONS, Activation
from utils.plotting import label_lines, plot_runs, style, use_series_style


@pytest.fixture(autouse=True)
def clean():
    with plt.rc_context():
        yield
    plt.close("all")


def pixels(fig):
    fig.canvas.draw()
    return np.asarray(fig.canvas.buffer_rgba()).copy()


def example():
    fig, ax = plt.subplots()
    z = np.linspace(-5, 5, 50)
    for name, a in ACTIVATIONS.items():
        ax.plot(z, a.function(z), **style(name))
    ax.plot(z, z, label="the next colour of the cycle, $z$")
    ax.set(title="Functions", xlabel="$z$", ylabel="$f(z)$")
    ax.legend()
    return pixels(fig)


THEIRS = {"text.usetex": True, "mathtext.fontset": "cm", "axes.grid": False}
THEIRS |= {"figure.figsize": (20, 20), "figure.dpi": 300, "axes.titlesize": 40}
THEIRS |= {"font.size": 30, "lines.linewidth": 9, "savefig.bbox": "tight"}


def test_the_style_sheet_sets_all_that_it_relies_on():
    use_series_style()
    expected = example()
    plt.rcdefaults()
    plt.style.use(["dark_background", THEIRS])
    use_series_style()
    found = example()
    assert found.shape == expected.shape and np.array_equal(found, expected)


def contrast(color):
    c = np.array(to_rgb(color))
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return 1.05 / (np.dot([0.2126, 0.7152, 0.0722], linear) + 0.05)


def test_lines_and_words_stand_out():
    use_series_style()
    for a in ACTIVATIONS.values():
        assert contrast(a.color) >= 3, a.name
    for color in plt.rcParams["axes.prop_cycle"].by_key()["color"]:
        assert contrast(f"#{color.lstrip('#')}") >= 3
    for key in ("axes.labelcolor", "xtick.color", "ytick.color", "text.color"):
        color = plt.rcParams[key]
        assert contrast(color if color.isalpha() else f"#{color.lstrip('#')}") >= 4.5


def test_no_two_functions_look_alike():
    for a, b in itertools.combinations(ACTIVATIONS.values(), 2):
        assert a.color != b.color and a.label != b.label
        far = np.abs(np.subtract(to_rgb(a.color), to_rgb(b.color))).max()
        assert far > 0.1 or a.line_style != b.line_style, (a.name, b.name)


def test_style_gives_looks_and_takes_changes():
    assert style("relu", label="mine") == style("relu") | {"label": "mine"}
    assert style(Activation("mine", abs, np.sign))["label"] == "mine"
    assert style(Activation("elu", abs, np.sign)) == style("elu")
    with pytest.raises(ValueError, match="unknown activation 'swish'"):
        style("swish")


def test_runs_have_a_median_in_a_band():
    ax = plt.figure().add_subplot()
    plot_runs(ax, [1, 2], [[1, 5], [3, 4], [8, 9]])
    assert list(ax.lines[0].get_ydata()) == [3, 5]
    assert ax.dataLim.ymin == 1 and ax.dataLim.ymax == 9


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_labels_stand_at_their_lines_and_do_not_touch(scale):
    use_series_style()
    fig, ax = plt.subplots()
    x = np.arange(1.0, 6)
    for k, y in enumerate((1, 1.001, 1.002, 1.0021, 50)):
        ax.plot(x, np.where(x < 4 if k == 1 else True, y * x, np.nan), label=f"no. {k}")
    ax.plot(x, x, label="_nothing")
    ax.set(yscale=scale)
    label_lines(plt.figure().add_subplot())  # no lines: no labels
    label_lines(ax)
    fig.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts]
    for a, b in itertools.combinations(boxes, 2):
        assert not a.overlaps(b)
    by_name = {text.get_text(): text for text in ax.texts}
    assert sorted(by_name) == [f"no. {k}" for k in range(5)]
    assert by_name["no. 1"].xy[0] == 3  # where its numbers end
    heights = [by_name[f"no. {k}"].get_window_extent().y0 for k in (0, 2, 3, 4)]
    assert heights == sorted(heights)
    for line in ax.lines[:-1]:
        assert by_name[line.get_label()].get_color() == line.get_color()


def test_labels_do_not_hang_on_the_last_digits():
    for tiny in (-1e-13, 0, 1e-13):
        _, ax = plt.subplots()
        for k in range(3):
            ax.plot([0, 1], [0, 1 + k * tiny], label=f"no. {k}")
        label_lines(ax)
        high = sorted(ax.texts, key=lambda text: text.get_position()[1])
        assert [text.get_text() for text in high] == ["no. 0", "no. 1", "no. 2"]
