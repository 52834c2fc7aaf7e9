"""How notebooks are tested: in the kernels that nbval starts, figures too.

nbval compares what a cell prints and passes over its pictures. Here they
are compared with the saved ones, where the same Matplotlib draws them, with
a FreeType of its own.
"""

import base64
import os
from collections import Counter
from pathlib import Path

import pytest
from matplotlib import ft2font
from nbval.plugin import IPyNbCell

from tests.saved import difference, software

# The `utils` beside these notebooks, whatever else is installed.
_PATHS = [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH")]
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, _PATHS))
# pytest's own -W stops at the process; this reaches the kernels.
os.environ["PYTHONWARNINGS"] = "error::RuntimeWarning"

_OWN_FREETYPE = ft2font.__freetype_build_type__ == "local"
_COUNTS = pytest.StashKey[Counter]()


def pytest_configure(config):
    config.stash[_COUNTS] = Counter()
    if getattr(config.option, "dist", "no") not in (
        "no",
        "loadscope",
        "loadfile",
    ):
        raise pytest.UsageError(
            "the cells of a notebook need one process: --dist loadscope"
        )


def _pictures(outputs):
    found = (output.get("data", {}).get("image/png") for output in outputs)
    return [base64.b64decode(png) for png in found if png]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    result = yield
    if isinstance(item, IPyNbCell) and item.options["check"]:
        drawn = _pictures(item.test_outputs)
        saved = _pictures(item.cell.outputs)
        if len(drawn) != len(saved):
            how = f"{len(drawn)}, not {len(saved)}"
            item.raise_cell_error("Figures differ", how)
        for new, old in zip(drawn, saved, strict=True):
            by, by_old = software(new), software(old)
            if not _OWN_FREETYPE:
                verdict = (
                    "NOT compared: Matplotlib has the system's FreeType"
                )
            elif by != by_old:
                verdict = f"NOT compared: drawn by {by}, saved by {by_old}"
            else:
                verdict = "compared with the saved ones"
                if how := difference(new, old):
                    item.raise_cell_error("A figure is not as saved", how)
            item.config.stash[_COUNTS][verdict] += 1
    return result


def pytest_terminal_summary(terminalreporter, config):
    for verdict, count in config.stash[_COUNTS].items():
        terminalreporter.write_line(f"figures: {count} {verdict}")
