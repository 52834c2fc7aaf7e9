"""How the notebooks are tested: in the kernels that nbval starts, figures too.

nbval compares what a cell prints and passes over its pictures. Here they are
compared with the saved ones, as far as the same versions of Matplotlib and
FreeType draw them.
"""

import base64
import os
from collections import Counter
from pathlib import Path

import pytest
from nbval.plugin import IPyNbCell

from tests.figures import difference, software

# The `utils` beside these notebooks, whatever the environment has installed.
_ROOT = str(Path(__file__).parents[1])
os.environ["PYTHONPATH"] = os.pathsep.join(
    [_ROOT, os.environ.get("PYTHONPATH", "")]
)
# pytest's own -W stops at the process; this reaches the kernels.
os.environ["PYTHONWARNINGS"] = "error::RuntimeWarning"

_COUNTS = pytest.StashKey[Counter]()


def pytest_configure(config):
    config.stash[_COUNTS] = Counter()


def _pictures(outputs):
    found = (output.get("data", {}).get("image/png") for output in outputs)
    return [base64.b64decode(png) for png in found if png]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    result = yield
    if isinstance(item, IPyNbCell) and item.options["check"]:
        drawn, saved = (
            _pictures(item.test_outputs),
            _pictures(item.cell.outputs),
        )
        if len(drawn) != len(saved):
            item.raise_cell_error(
                "Figures differ", f"{len(drawn)}, not {len(saved)}"
            )
        for new, old in zip(drawn, saved, strict=True):
            same_software = software(new) == software(old)
            words = f"drawn with {software(new)}, saved with {software(old)}"
            item.config.stash[_COUNTS]["" if same_software else words] += 1
            if same_software and (how := difference(new, old)):
                item.raise_cell_error(
                    "A figure differs from the saved one", how
                )
    return result


def pytest_terminal_summary(terminalreporter, config):
    for words, count in config.stash[_COUNTS].items():
        verdict = (
            f"NOT compared: {words}"
            if words
            else "compared with the saved ones"
        )
        terminalreporter.write_line(f"figures: {count} {verdict}")
