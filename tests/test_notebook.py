"""What utils.first_edition.notebook promises."""

import base64
import functools
import io
import re

import ipywidgets
import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from tests.figures import software
from utils import notebook
from utils.first_edition.activations import sigmoid
from utils.first_edition.network import MLP
from utils.first_edition.notebook import encode_png, progress, show, source, table
from utils.first_edition.plotting import use_house_style

ALT = "A line from the lower left to the upper right."


@pytest.fixture
def shown(monkeypatch):
    calls = []

    class Handle:
        display_id = "here"

    def display(*args, **kwargs):
        calls.append((args, kwargs))
        return Handle()

    monkeypatch.setattr(notebook, "display", display)
    yield calls
    plt.close("all")


@pytest.fixture
def in_a_notebook(monkeypatch):
    monkeypatch.setattr(notebook, "get_ipython", lambda: object())


@pytest.fixture(autouse=True)
def house_style():
    with matplotlib.rc_context():
        use_house_style()
        yield


def figure():
    fig, ax = plt.subplots()
    ax.plot([0, 1])
    ax.set_title("A line that climbs")
    return fig


def test_show_displays_a_png_with_its_words_and_closes(shown, in_a_notebook):
    show(figure(), ALT)
    ((data,), options) = shown.pop()
    assert list(data) == ["image/png", "text/plain"]
    assert data["text/plain"] == ALT
    assert options["metadata"] == {"image/png": {"alt": ALT, "width": 720}}
    assert options["raw"] is True
    assert isinstance(data["image/png"], str)  # bytes do not reach every front end
    image = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
    assert image.size == (936, 429)  # 7.2 x 3.3 inches at 130 dots an inch
    assert plt.get_fignums() == []


def test_show_in_a_script_prints_the_words_and_closes(shown, capsys):
    show(figure(), ALT)
    assert capsys.readouterr().out == ALT + "\n"
    assert shown == []
    assert plt.get_fignums() == []


def test_show_closes_its_own_figure_alone(shown):
    fig, other = figure(), figure()
    show(fig, "Twenty letters, yes.")  # which are enough
    assert plt.get_fignums() == [other.number]


@pytest.mark.parametrize("alt", ["", "   ", "a plot", None, 3])
def test_show_wants_a_sentence(shown, alt):
    fig = figure()
    with pytest.raises(ValueError, match="alt is to say"):
        show(fig, alt)
    assert shown == []
    assert plt.get_fignums() == [fig.number]  # nothing is lost


def test_a_figure_says_what_drew_it_and_keeps_its_colours():
    png = encode_png(figure())
    assert software(png).startswith(f"Matplotlib {matplotlib.__version__}, FreeType 2")
    image = Image.open(io.BytesIO(png))
    assert 16 < len(image.convert("RGB").getcolors()) <= 256
    assert image.convert("RGB").getpixel((2, 2)) == (255, 255, 255)


def test_table(capsys):
    rows = [("ReLU", 0.5, 3), ("leaky ReLU", 12.25, "-")]
    table({"function": "", "loss, nats": ".2f", "seed": "d"}, rows)
    assert capsys.readouterr().out.splitlines() == [
        "function    loss, nats  seed",
        "ReLU              0.50     3",
        "leaky ReLU       12.25     -",
    ]


def test_a_table_leaves_no_blanks_at_its_edges(capsys):
    table({"": "", "told": ""}, [("", "yes"), ("nothing", "")])
    assert capsys.readouterr().out.splitlines() == [
        "         told",
        "          yes",
        "nothing",
    ]


def test_a_row_that_does_not_fit_is_refused(capsys):
    with pytest.raises(ValueError, match=r"needs 2 values, got \('ReLU',\)"):
        table({"function": "", "loss": ".2f"}, [("ReLU",)])
    assert capsys.readouterr().out == ""  # no half a table


def test_source_shows_the_code_and_no_docstring(capsys):
    source(sigmoid)  # which is decorated
    assert capsys.readouterr().out.splitlines() == [
        "def sigmoid(x, offset=0.0):",
        '    x = shifted("sigmoid", x, offset)',
        "    e = np.exp(-np.abs(x))",
        "    return np.maximum(e, x >= 0) / (1 + e)",
    ]
    source(MLP._messages)  # a method, with comments and without a docstring
    text = capsys.readouterr().out
    assert text.startswith("def _messages(self, error, slopes):\n    messages =")
    assert "# times the slope" in text


def test_source_of_what_has_none():
    with pytest.raises(TypeError):
        source(np.exp)
    with pytest.raises(TypeError):
        source(functools.partial(sigmoid, offset=1))


def test_progress_yields_all_and_cleans_up(shown, in_a_notebook):
    walk = progress((x**2 for x in range(3)), total=3)
    assert next(walk) == 0
    assert list(walk) == [1, 4]
    ((bar,), begin), ((gone,), end) = shown
    # nbval compares text; a bar that leaves any would fail the notebook
    assert list(bar) == ["application/vnd.jupyter.widget-view+json"]
    assert begin == {"raw": True, "display_id": True}
    # and takes nothing with it that the cell has printed meanwhile
    assert (gone, end) == ({}, {"raw": True, "display_id": "here", "update": True})


class Bar:
    """Stands in for a widget, and writes down each text that it is given."""

    def __init__(self, text, said):
        self.__dict__["said"] = said
        self.value = text

    def __setattr__(self, name, text):
        self.said.append(text)

    def _repr_mimebundle_(self):
        return {"application/vnd.jupyter.widget-view+json": {}}

    def close(self):
        pass


def test_progress_says_how_far_it_is(shown, in_a_notebook, monkeypatch):
    said = []
    monkeypatch.setattr(ipywidgets, "HTML", lambda text: Bar(text, said))
    assert list(progress("ab")) == ["a", "b"]
    labels = [re.sub("<.*?>", "", text).strip() for text in said]
    assert labels == ["0 of 2 done", "1 of 2 done", "2 of 2 done"]
    assert '<progress max="2" value="1">' in said[1]


def test_progress_cleans_up_after_an_error(shown, in_a_notebook):
    walk = progress([1, 2])
    next(walk)
    walk.close()
    assert shown[-1][0] == ({},)


def test_progress_in_a_script_is_silent(shown):
    assert list(progress([1, 2])) == [1, 2]
    assert shown == []
