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
    "utils.elementwise",
    "utils.refusals",
    "utils.activations",
    "utils.newcomers",
    "utils.digits",
    "utils.network",
    "utils.variants",
    "utils.notebook",
    "utils.instrument",
    "utils.plotting",
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


def uphill(name, text):
    """Yield the imports of a module that do not lead down the list above."""
    place = next((n for n in ORDER if name == n or name.startswith(n + ".")), None)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module.startswith("utils"):
            theirs = next(n for n in ORDER if f"{node.module}.".startswith(f"{n}."))
            inside = place == theirs and place != name  # of one package
            entrance = name == theirs  # its __init__, which gathers what is inside
            if ORDER.index(theirs) >= ORDER.index(place) and not (inside or entrance):
                yield f"{name} imports {node.module}"


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
    assert list(uphill("utils.network", "from utils.plotting import curve"))
    assert list(
        uphill("utils.network", "def f():\n    from utils.exercises import check")
    )
    assert not list(uphill("utils.network", "from utils.digits import load_digits"))


def test_the_network_trains_without_a_picture_or_a_widget():
    code = (
        "import sys; from utils.instrument import runs; "
        "runs('relu', epochs=1, learning_rate=0.1, widths=[64, 4, 10], seeds=[0]); "
        "print(sorted({'matplotlib', 'ipywidgets'} & set(sys.modules)))"
    )
    out = subprocess.check_output([sys.executable, "-c", code], text=True, cwd=ROOT)
    assert out == "[]\n"
