"""Figures are compared with the saved ones, by notebooks/conftest.py."""

import base64
import functools
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.figures import difference, software
from utils.first_edition.notebook import encode_png
from utils.first_edition.plotting import use_house_style

ROOT = Path(__file__).parents[1]


@functools.cache
def drawn(times=1.0, color="#0072b2", width=7.2, **change):
    """Return a figure with a shade, a band, a line, a grid and words, as a PNG."""
    x = np.linspace(0, 1, 200)
    look = {"title": "A line that climbs", "shade": "#f0f0f0", "alpha": 0.15}
    look |= {"quantiles": (0.1, 0.9), "grid": "#e6e6e6"} | change
    with matplotlib.rc_context():
        use_house_style()
        plt.rcParams["grid.color"] = look["grid"]
        fig, ax = plt.subplots(figsize=(width, 3.3))
        ax.axvspan(0.6, 0.9, color=look["shade"])
        low, high = look["quantiles"]
        ax.fill_between(x, x * low, x * high, color="C0", alpha=look["alpha"], lw=0)
        ax.plot(x, x * times, color=color)
        ax.set(title=look["title"], xlim=(0, 1), ylim=(0, 1.1))
        png = encode_png(fig)
    plt.close(fig)
    return png


@pytest.fixture(scope="module")
def png():
    return drawn()


@pytest.mark.parametrize(
    "other",
    [
        {"color": "white"},
        {"color": "#1486c6"},  # 20 levels off
        {"times": 1.02},
        {"title": "A line that falls"},
        {"shade": "white"},
        {"alpha": 0.05},
        {"quantiles": (0.2, 0.8)},
        {"grid": "white"},
    ],
)
def test_figures_that_differ_are_told_apart(other, png):
    assert "pixels differ" in difference(drawn(**other), png)


@pytest.mark.parametrize("times", [1, 1 + 1e-12, 1 + 1e-9])
def test_the_last_digits_of_the_data_are_not_seen(times, png):
    assert difference(drawn(times=times), png) == ""


@pytest.mark.parametrize("count", [1, 10, 100, 1000])
def test_another_choice_of_256_colours_is_not_seen(count, png, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Image.Image, "quantize", lambda image, colors: image)
        all_colors = drawn.__wrapped__()
    pixels = np.array(Image.open(io.BytesIO(all_colors)))
    rng = np.random.default_rng(count)
    place = tuple(rng.permutation(np.argwhere((pixels < 255).any(axis=2)))[:count].T)
    pixels[place] -= (pixels[place] > 0).astype(np.uint8)
    again = io.BytesIO()
    Image.fromarray(pixels).quantize(256).save(again, "png")
    assert again.getvalue() != png
    assert difference(again.getvalue(), png) == ""


def test_figures_of_other_sizes_are_told_apart(png):
    assert "rows, columns" in difference(drawn(width=5), png)


@pytest.mark.parametrize("words", ["", "GIMP 3", "Matplotlib", "Matplotlib 3, later"])
def test_what_drew_a_figure_is_known_by_number(words, png):
    assert software(signed(png, words)) == ""


def signed(png, words):
    """Return a PNG as if another software had drawn it."""
    about, again = PngInfo(), io.BytesIO()
    about.add_text("Software", words)
    Image.open(io.BytesIO(png)).save(again, "png", pnginfo=about)
    return again.getvalue()


def picture(png):
    data = {"image/png": base64.b64encode(png).decode(), "text/plain": "A line."}
    return new_output("display_data", data)


@pytest.fixture(scope="module", autouse=True)  # it runs while others are tested
def running(tmp_path_factory, png):
    """Start pytest on a notebook in which some cells are not as saved."""
    place = tmp_path_factory.mktemp("checkout")
    for folder in ("notebooks", "utils"):
        (place / folder).mkdir()
    (place / "utils" / "__init__.py").write_text("WHICH = 'the one beside'")
    (place / "pytest.ini").write_text("[pytest]\n")
    shutil.copy(ROOT / "notebooks" / "conftest.py", place / "notebooks")
    (place / "1.png").write_bytes(png)
    show = (
        "data = {'image/png': png, 'text/plain': 'A line.'}\n"
        "display(data, raw=True)  # "
    )
    older = signed(drawn(color="white"), "Matplotlib 1.5, FreeType 2.4")
    which = new_output("stream", name="stdout", text="the one beside\n")
    cells = [  # the source, and what is saved
        ("from pathlib import Path\npng = Path('../1.png').read_bytes()",),
        ("import base64, utils, warnings\nprint(utils.WHICH)", which),
        ("png = base64.b64encode(png).decode()",),
        (show + "as saved", picture(png)),
        (show + "tampered with", picture(drawn(color="white"))),
        (show + "drawn by others", picture(older)),
        (f"{show}lost since", new_output("display_data", {"text/plain": "A line."})),
        ("warnings.simplefilter('ignore', UserWarning); warnings.warn('x')",),
        ("warnings.warn('overflow', RuntimeWarning)  # no output is saved",),
    ]
    notebook = new_notebook(
        cells=[
            new_code_cell(source, outputs=list(outputs), execution_count=1)
            for source, *outputs in cells
        ]
    )
    nbformat.write(notebook, place / "notebooks" / "few.ipynb")
    arguments = ["--nbval", "--nbval-current-env", "-p", "no:cacheprovider"]
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-rA", "notebooks", *arguments],
        cwd=place,
        env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        yield process
        process.terminate()


@pytest.fixture(scope="module")
def said(running):
    """Return what that pytest says in the end."""
    return running.communicate()[0]


def test_each_cell_gets_its_verdict(said):
    verdicts = re.findall(r"^(PASSED|FAILED) notebooks/few.ipynb::Cell \d", said, re.M)
    failed = re.findall(r"Cell (\d): (A figure differs|Figures differ|.*)", said)
    assert len(verdicts) == 9
    assert set(failed) == {  # said once or, where CI is set, twice
        ("4", "A figure differs"),
        ("6", "Figures differ"),
        ("8", "Cell execution caused an exception"),
    }, said


def test_the_summary_says_what_was_compared(said):
    assert re.findall("^figures: (.*)", said, re.M) == [
        "2 compared with the saved ones",
        f"1 NOT compared: drawn with {software(drawn())}, "
        "saved with Matplotlib 1.5, FreeType 2.4",
    ]
