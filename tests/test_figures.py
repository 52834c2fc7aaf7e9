"""How notebooks/conftest.py compares figures with the saved ones: what it notices."""

import base64
import functools
import io
import os
import re
import shutil
import subprocess
import sys

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from matplotlib import ft2font
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tests.saved import FOLDER, ROOT, difference
from utils.plotting import use_series_style

SHOW = """
fig, ax = plt.subplots()
x = np.linspace(0, 1, 200)
ax.fill_between(x, band * x, x, color="C0", alpha=0.2, linewidth=0)
ax.plot(x, times * x + up, color=color)
ax.set(title=title, xlim=(0, 1), ylim=(0, 1.1))
"""
DATA = {"band": 0.5, "times": 1.0, "up": 0.0, "color": "#0072b2", "title": "It climbs"}


@functools.cache
def drawn(**change):
    """Return a figure as `plt.show` displays it in a notebook."""
    place = {"plt": plt, "np": np, **DATA, **change}
    with plt.rc_context():
        use_series_style()
        exec(SHOW, place)
        png = io.BytesIO()
        place["fig"].canvas.print_figure(png, format="png", bbox_inches="tight")
    plt.close(place["fig"])
    return png.getvalue()


# A tenth of a pixel up, a band, a colour, a title.
OTHERS = [{"up": 4e-4}, {"band": 0.55}, {"color": "#3c8ed8"}, {"title": "It falls"}]


@pytest.mark.parametrize("change", OTHERS, ids=str)
def test_figures_that_differ_are_told_apart(change):
    assert "pixels differ" in difference(drawn(**change), drawn())


def test_the_last_digits_of_the_data_are_not_seen():
    assert difference(drawn(times=1 + 1e-9), drawn()) == ""


@pytest.mark.skipif(ft2font.__freetype_build_type__ != "local", reason="not compared")
def test_a_cell_fails_whose_figure_is_not_as_saved(tmp_path):
    def picture(**change):
        png = base64.b64encode(drawn(**change)).decode()
        size = "<Figure size 720x230 with 1 Axes>"
        return [new_output("display_data", {"image/png": png, "text/plain": size})]

    use = "import numpy as np\nfrom matplotlib import pyplot as plt\n"
    use += "from utils.plotting import use_series_style\nuse_series_style()\n"
    use += "\n".join(f"{key} = {value!r}" for key, value in DATA.items())
    cells = [  # the source, and what is saved
        (use, []),
        (f"{SHOW}plt.show()", picture()),
        (f"{SHOW}plt.show()", picture(times=0.98)),  # fails
        ("np.log(0.0)", []),  # fails: a RuntimeWarning
    ]
    cells = [new_code_cell(c, outputs=o, execution_count=1) for c, o in cells]
    nbformat.write(new_notebook(cells=cells), tmp_path / "few.ipynb")
    shutil.copy(FOLDER / "conftest.py", tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, *"-m pytest -rA --nbval --nbval-current-env".split()]
    env = os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    said = subprocess.run(
        command, cwd=tmp_path, env=env, capture_output=True, text=True
    ).stdout
    assert re.findall(r"^FAILED .*::Cell (\d)", said, re.M) == ["2", "3"], said
    assert re.findall(r"^PASSED .*::Cell (\d)", said, re.M) == ["0", "1"], said
    assert "A figure is not as saved" in said
    assert "figures: 1 compared with the saved ones" in said
