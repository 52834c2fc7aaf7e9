"""The house stays small: sizes of files and functions, imports that run downhill."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "utils").rglob("*.py"))
# A module imports from those before it alone.
ORDER = [
    "utils.first_edition.elementwise",
    "utils.first_edition.refusals",
    "utils.first_edition.activations",
    "utils.digits",
    "utils.first_edition.threads",
    "utils.first_edition.network",
    "utils.first_edition.variants",
    "utils.first_edition.newcomers",
    "utils.first_edition.notebook",
    "utils.first_edition.instrument",
    "utils.first_edition.bowls",
    "utils.first_edition.trials",
    "utils.first_edition.contest",
    "utils.first_edition.propagation",
    "utils.first_edition.plotting",
    "utils.exercises",
]


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def too_large(text):
    """Yield what is over 350 lines for a file, or 50 for a function."""
    if (lines := len(text.splitlines())) > 350:
        yield f"the file has {lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[bool(ast.get_docstring(node)) :] or node.body
            if (lines := node.end_lineno - body[0].lineno + 1) > 50:
                yield f"{node.name} has {lines} lines of code"


def place_of(name):
    """Return the entry of the list above that holds a module, or what it defines."""
    return next((n for n in ORDER if f"{name}.".startswith(f"{n}.")), None)


def imported(name, text):
    """Yield the full name of everything of utils that a module imports."""
    package = (
        ["utils", "exercises"] if name.startswith("utils.exercises") else ["utils"]
    )
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            origin = ".".join([*above, *filter(None, [node.module])])
            names = [f"{origin}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (n for n in names if n.split(".")[0] == "utils")


def uphill(name, text):
    """Yield the imports of a module that do not lead down the list above."""
    place = place_of(name)
    if place is None:
        yield f"{name} has no place in ORDER"
        return
    for other in imported(name, text):
        theirs = place_of(other)
        inside = place == theirs and place != name  # of one package
        entrance = name == theirs  # its __init__, which gathers what is inside
        if inside or entrance:
            continue
        if theirs is None or ORDER.index(theirs) >= ORDER.index(place):
            yield f"{name} imports {other}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_rooms(path):
    text = path.read_text(encoding="utf-8")
    assert not list(too_large(text))
    assert ast.get_docstring(ast.parse(text)), "its first line says what belongs in it"
    if name_of(path) != "utils":
        assert not list(uphill(name_of(path), text))


def test_the_rules_can_fail():
    assert list(too_large("x = 1\n" * 351))
    assert list(too_large("def f():\n" + "    x = 1\n" * 51))
    assert not list(too_large("def f():\n" + "    x = 1\n" * 50))


EXERCISE = "utils.exercises.chapter_2"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("utils.first_edition.network", "from utils.first_edition.plotting import curve", "utils.first_edition.plotting.curve"),
        ("utils.first_edition.network", "def f():\n    import utils.first_edition.plotting", "utils.first_edition.plotting"),
        ("utils.first_edition.network", "import numpy, utils.first_edition.plotting as p", "utils.first_edition.plotting"),
        ("utils.first_edition.network", "from utils import digits, plotting", "utils.first_edition.plotting"),
        ("utils.first_edition.network", "from .plotting import curve", "utils.first_edition.plotting.curve"),
        ("utils.first_edition.network", "from . import plotting", "utils.first_edition.plotting"),
        ("utils.first_edition.network", "from utils import *", "utils.*"),
        ("utils.first_edition.network", "from .exercises import check", "utils.exercises.check"),
        ("utils.first_edition.network", "from utils.digits import load_digits", None),
        ("utils.first_edition.network", "from . import digits\nimport utils.digits", None),
        ("utils.first_edition.network", "from .digits import load_digits as load", None),
        ("utils.first_edition.network", "from numpy.typing import utils", None),
        (EXERCISE, "from ..unknown import x", "utils.unknown.x"),
        (EXERCISE, "from ..network import MLP\nfrom .chapter_1 import x", None),
        (EXERCISE, "from . import chapter_1\nfrom .. import plotting", None),
        ("utils.exercises", "from .chapter_1 import x\nfrom ..digits import y", None),
        ("utils.unknown", "", "utils.unknown has no place in ORDER"),
    ],
)
def test_imports_uphill_are_found(name, text, found):
    assert [s.removeprefix(f"{name} imports ") for s in uphill(name, text)] == (
        [found] if found else []
    )


def test_the_network_trains_without_a_picture_or_a_widget():
    code = (
        "import sys; from utils.first_edition.instrument import runs; "
        "runs('relu', epochs=1, learning_rate=0.1, widths=[64, 4, 10], seeds=[0]); "
        "print(sorted({'matplotlib', 'ipywidgets'} & set(sys.modules)))"
    )
    out = subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT)
    assert out == "[]\n"
