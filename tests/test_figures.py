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

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.figures import difference, software
from utils.plotting import use_series_style

ROOT = Path(__file__).parents[1]
LINE = """
fig, ax = plt.subplots()
x = np.linspace(0, 1, 200)
ax.fill_between(x, BAND * x, x, color="C0", alpha=ALPHA, linewidth=0)
ax.plot(x, TIMES * x + UP, color=COLOR)
ax.set(title=TITLE, xlim=(0, 1), ylim=(0, 1.1))
"""
IMPORTS = """
import warnings, utils
import numpy as np
from matplotlib import pyplot as plt
from utils.plotting import use_series_style
use_series_style()
"""
AS_SAVED = {"BAND": 0.5, "ALPHA": 0.2, "TIMES": 1.0, "UP": 0.0}
AS_SAVED |= {"COLOR": "#0072b2", "TITLE": "A line that climbs"}


with plt.rc_context():
    use_series_style()
    WIDTH, HEIGHT = np.multiply(plt.rcParams["figure.figsize"], 100).round().astype(int)
SIZE = f"<Figure size {WIDTH}x{HEIGHT} with 1 Axes>"


@functools.cache
def drawn(**change):
    """Return a figure as `plt.show` displays it in a notebook."""
    place = {"plt": plt, "np": np, **AS_SAVED, **change}
    with plt.rc_context():
        use_series_style()
        exec(LINE, place)
        png = io.BytesIO()
        place["fig"].canvas.print_figure(png, format="png", bbox_inches="tight")
    plt.close(place["fig"])
    return png.getvalue()


OTHERS = [{"TIMES": 1.02}, {"UP": 0.1 / 250}]  # a tenth of a pixel up
OTHERS += [{"COLOR": "#3c8ed8"}, {"TITLE": "A line that falls"}]
OTHERS += [{"ALPHA": 0.14}, {"BAND": 0.55}]


@pytest.mark.parametrize("change", OTHERS, ids=str)
def test_figures_that_differ_are_told_apart(change):
    assert "pixels differ" in difference(drawn(**change), drawn())


@pytest.mark.parametrize("times", [1, 1 + 1e-12, 1 + 1e-9])
def test_the_last_digits_of_the_data_are_not_seen(times):
    assert difference(drawn(TIMES=times), drawn()) == ""


def test_figures_of_other_sizes_are_told_apart():
    image = Image.open(io.BytesIO(drawn()))
    image.crop((0, 0, image.width - 1, image.height)).save(cut := io.BytesIO(), "png")
    assert "rows and columns" in difference(cut.getvalue(), drawn())


def by_another(png):
    """Return a PNG as if an older Matplotlib had drawn it."""
    about = PngInfo()
    about.add_text("Software", "Matplotlib version1.5")
    Image.open(io.BytesIO(png)).save(again := io.BytesIO(), "png", pnginfo=about)
    return again.getvalue()


def test_each_cell_gets_its_verdict(tmp_path):
    def picture(png):
        data = {"text/plain": SIZE}
        if png:
            data["image/png"] = base64.b64encode(png).decode()
        return new_output("display_data", data)

    preamble = IMPORTS + "\n".join(f"{key} = {AS_SAVED[key]!r}" for key in AS_SAVED)
    show = f"{LINE}plt.show()"
    where = new_output("stream", name="stdout", text=f"{tmp_path}\n")
    cells = [  # the source, and what is saved
        (preamble,),
        ("print(utils.WHERE)", where),
        (show, picture(drawn())),
        (show, picture(drawn(TIMES=0.98))),  # fails
        (show, picture(by_another(drawn(TIMES=0.98)))),
        (show, picture(None)),  # fails: there is none
        ("warnings.warn('overflow', RuntimeWarning)",),  # fails
        ("print('other words')", where),  # fails
    ]
    cells = [
        new_code_cell(source, outputs=list(outputs), execution_count=1)
        for source, *outputs in cells
    ]
    (tmp_path / "notebooks").mkdir()
    nbformat.write(new_notebook(cells=cells), tmp_path / "notebooks" / "few.ipynb")
    shutil.copy(ROOT / "notebooks" / "conftest.py", tmp_path / "notebooks")
    shutil.copytree(ROOT / "utils", tmp_path / "utils")
    (tmp_path / "utils" / "__init__.py").write_text(f"WHERE = {str(tmp_path)!r}")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    arguments = ["--nbval", "--nbval-current-env", "-p", "no:cacheprovider"]
    said = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "notebooks", *arguments],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
    ).stdout
    verdicts = re.findall(r"^(PASSED|FAILED) .*few.ipynb::Cell (\d)", said, re.M)
    failed = {number for verdict, number in verdicts if verdict == "FAILED"}
    assert len(verdicts) == len(cells), said
    assert failed == {"3", "5", "6", "7"}, said
    for words in ("A figure is not as saved", "Figures differ"):
        assert words in said
    new, old = software(drawn()), software(by_another(drawn()))
    assert re.findall("^figures: (.*)", said, re.M) == [
        "1 compared with the saved ones",
        f"1 NOT compared: drawn by {new}, saved by {old}",
    ]
