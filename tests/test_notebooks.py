"""The rules for notebooks: clean files, live links, prose that the cells vouch for.

nbval, which pytest runs over notebooks/, checks that every cell still prints what
is saved. This file checks the rest, and says what to do about it.
"""

import copy
import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from utils.exercises import EXERCISES

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted(
    path
    for path in (ROOT / "notebooks").rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)
CHAPTERS = [path for path in NOTEBOOKS if path.parent.name == "notebooks"]
SOLUTIONS = [path for path in NOTEBOOKS if path.parent.name == "solutions"]
RERUN = (
    "run it again with: .venv/bin/jupyter nbconvert --to notebook --inplace --execute "
    "--ExecutePreprocessor.record_timing=False NOTEBOOK"
)


def code_cells(notebook):
    return [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]


def outputs(notebook):
    for number, cell in enumerate(code_cells(notebook), 1):
        for output in cell.outputs:
            yield f"code cell {number}", cell, output


def is_slider(cell):
    return "interactive" in cell.metadata.get("tags", [])


def saved_as_run(notebook, path):
    """Top to bottom, once, by the kernel that everybody has."""
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts}, not 1 to {len(counts)}: {RERUN}"
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        yield "the kernelspec is not python3: choose Kernel, Change Kernel, Python 3"
    if len({cell.get("id") for cell in notebook.cells}) != len(notebook.cells):
        yield "cells lack ids, or share them: save with JupyterLab 4 or newer"
    if any(not cell.source.strip() for cell in notebook.cells):
        yield "there is an empty cell: delete it"


def shows_on_github(notebook, path):
    """Nothing that GitHub refuses, strips or shows differently."""
    if "widgets" in notebook.metadata:
        yield "metadata.widgets is set: clear the sliders' outputs and save again"
    if path.exists() and path.stat().st_size > 500_000:
        size = path.stat().st_size // 1000
        yield f"the file has {size} KB, over 500: fewer or smaller figures"
    for place, cell, output in outputs(notebook):
        odd = set(output.get("data", {})) - {"image/png", "text/plain"}
        if odd:
            yield f"{place} has output of kind {sorted(odd)}: show PNG or print text"
        if output.output_type == "error" or output.get("name") == "stderr":
            yield f"{place} saved an error or a warning: mend the cell, then {RERUN}"
        if is_slider(cell):
            yield f"{place} is a slider with saved output: clear it and save again"
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for odd in (r"\begin{equation", r"\begin{align}", r"\operatorname"):
                if odd in cell.source:
                    yield f"{odd} does not render everywhere: use $$, aligned, \\mathrm"
            if re.search(r"\S.*\$\$|\$\$.*\S", cell.source):
                yield "$$ must stand on a line of its own, or GitHub may not see it"


def nbval_sees_it(notebook, path):
    """No cell escapes the comparison but an optional slider."""
    for number, cell in enumerate(code_cells(notebook), 1):
        tags = set(cell.metadata.get("tags", []))
        skipped = {tag for tag in tags if tag.startswith("nbval-")}
        skipped |= set(re.findall(r"^#\s*(NBVAL_\w+)", cell.source, re.MULTILINE))
        if skipped and not is_slider(cell):
            yield f"code cell {number} escapes nbval by {sorted(skipped)}: remove that"
        if cell.source.rstrip().endswith(";"):
            yield f"code cell {number} ends with ';', which hides nothing from nbval"


def figures_have_words(notebook, path):
    """Each figure can be told to somebody who does not see it."""
    for place, _, output in outputs(notebook):
        if "image/png" in output.get("data", {}):
            alt = output.metadata.get("image/png", {}).get("alt", "")
            if len(alt.split()) < 6:
                yield f"the figure of {place} has no alt text: use show(fig, alt)"


def links_lead_somewhere(text, folder):
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if "://" not in target and not (folder / target).exists():
            yield f"the link to {target} is dead: mend the path or drop the link"


def links_are_alive(notebook, path):
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield from links_lead_somewhere(cell.source, path.parent)


NUMBER = re.compile(r"(?<![\w.^{])\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?(?![\w^])")
SUPERSCRIPTS = str.maketrans("−", "-")


def numbers(text):
    """Yield each number of a text as it is written, and as a float."""
    for token in NUMBER.findall(text.translate(SUPERSCRIPTS).replace("_", "")):
        token = token.rstrip(",")
        yield token, float(token.replace(",", ""))


def is_printed(token, value, printed):
    """Whether a printed number, rounded as the prose rounds it, is this one."""
    mantissa, _, exponent = token.partition("e")
    decimals = len(mantissa.partition(".")[2])
    unit = 10.0 ** (int(exponent or 0) - decimals)
    return any(abs(p - value) <= 0.5000001 * unit for p in printed)


def prose_is_vouched_for(notebook, path):
    """Every number that could go stale stands in a cell near by.

    That is: each decimal, and each whole number from 100 on that is no year. Near by
    are the four code cells before the paragraph and the two after it; the key
    points may look at the whole chapter. Predictions are free to be wrong, and
    headings to number exercises.
    """
    everything = code_cells(notebook)
    seen, key_points = 0, False
    for cell in notebook.cells:
        if cell.cell_type == "code":
            seen += bool(cell.source.strip())
            continue
        key_points |= "## Key points" in cell.source
        near = everything if key_points else everything[max(seen - 4, 0) : seen + 2]
        words = [c.source for c in near]
        words += [str(o.get("text", o.get("data"))) for c in near for o in c.outputs]
        printed = [value for _, value in numbers("\n".join(words))]
        free = r"^> \*\*Predict\.\*\*.*$|^#.*$|[Ee]xercise \d\.\d"
        prose = re.sub(free, "", cell.source, flags=re.MULTILINE)
        prose = re.sub(r"\]\([^)]*\)|`[^`]*`", " ", prose)  # no links, no code
        for token, value in numbers(prose):
            is_year = "," not in token and 1900 <= value <= 2099
            is_small = token.isdigit() and value < 100
            if not (is_year or is_small or is_printed(token, value, printed)):
                yield f"no cell near by prints {token}, but the prose says so: print it"


CHECK = r'^check\("(\w+)"'


def exercises_answer_back(notebook, path):
    """A stub runs as it is, and links to its solution, which is right."""
    solved = path.parent.name == "solutions"
    says, task = "right." if solved else "not tried yet.", ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            task = cell.source
            continue
        printed = "".join(output.get("text", "") for output in cell.outputs)
        for name in re.findall(CHECK, cell.source, re.MULTILINE):
            if f"{name}: {says}" not in printed:
                yield f"check({name!r}, ...) does not say {says!r}: {RERUN}"
            if not solved and f"(solutions/{path.name})" not in task:
                yield f"the task of {name} has no link to solutions/{path.name}"


RULES = [
    saved_as_run,
    shows_on_github,
    nbval_sees_it,
    figures_have_words,
    links_are_alive,
    prose_is_vouched_for,
    exercises_answer_back,
]


def read(path):
    return nbformat.read(path, as_version=4)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_notebook(path, rule):
    notebook = read(path)
    nbformat.validate(notebook)
    problems = list(rule(notebook, path))
    assert not problems, f"{path.name}: " + "; ".join(problems)


def test_chapters_are_linked_in_order():
    assert [path.name[:2] for path in CHAPTERS] == [
        f"{number:02}" for number in range(1, len(CHAPTERS) + 1)
    ]
    for path, following in pairwise(CHAPTERS):
        last, first = read(path).cells[-1].source, read(following).cells[-1].source
        assert following.name in last, f"{path.name} does not end with the next link"
        assert path.name in first, f"{following.name} does not end with a link back"


def found(pattern, path):
    text = "\n".join(cell.source for cell in read(path).cells)
    return re.findall(pattern, text, re.MULTILINE)


def test_each_exercise_stands_in_a_chapter_and_in_its_solutions():
    assert [path.name for path in SOLUTIONS] == [path.name for path in CHAPTERS]
    in_order = []
    for chapter, solution in zip(CHAPTERS, SOLUTIONS, strict=True):
        names, titles = (found(p, chapter) for p in (CHECK, r"^### (\d\.\d .*)"))
        assert 2 <= len(names) <= 3
        assert found(CHECK, solution) == names
        assert found(r"^## (\d\.\d .*)", solution) == titles
        in_order += names
    assert in_order == list(EXERCISES)


def test_readme():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not list(links_lead_somewhere(text, ROOT))
    for path in CHAPTERS:
        assert f"(notebooks/{path.name})" in text, f"README.md misses {path.name}"


# What follows shows that each rule can fail: one fault at a time, in a clean notebook.


@pytest.fixture
def notebook():
    picture = new_output("display_data", {"image/png": "iVBORw0KGgo="})
    picture.metadata = {"image/png": {"alt": "A line that climbs from left to right."}}
    not_tried = new_output("stream", name="stdout", text="tanh: not tried yet.\n")
    cells = [
        new_markdown_cell("# A title\n\nIt was 1991, and 2 of us."),
        new_code_cell(
            "print(0.123456, 5678)",
            execution_count=1,
            outputs=[new_output("stream", name="stdout", text="0.123456 5678\n")],
        ),
        new_markdown_cell("About 0.123, of 5,678. [A link](03_sum_of_sigmoids.ipynb)."),
        new_code_cell("show(fig, alt)", execution_count=2, outputs=[picture]),
        new_markdown_cell("Write tanh. [Solution](solutions/01_sigmoid.ipynb)."),
        new_code_cell('check("tanh", ...)', execution_count=3, outputs=[not_tried]),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def change(where, what):
    """Return a function that breaks a notebook by setting one thing in it."""
    *path, last = where

    def broken(notebook):
        place = notebook
        for key in path:
            place = place[key]
        place[last] = what

    return broken


FIRST, PICTURE = ("cells", 1), ("cells", 3, "outputs", 0)
WARNING = new_output("stream", name="stderr", text="RuntimeWarning")
FAILED = new_output("error", ename="E", evalue="e", traceback=[])
HTML = new_output("display_data", {"text/html": "<b>"})
PNG_WITHOUT_WORDS = new_output("display_data", {"image/png": "iVBORw0KGgo="})
SLIDER = {"tags": ["interactive", "nbval-ignore-output"]}
FAULTS = [
    (saved_as_run, change((*FIRST, "execution_count"), 2), "execution counts"),
    (saved_as_run, change((*FIRST, "execution_count"), None), "execution counts"),
    (saved_as_run, change(("metadata", "kernelspec", "name"), "conda"), "kernelspec"),
    (saved_as_run, change(("metadata",), nbformat.NotebookNode()), "kernelspec"),
    (saved_as_run, change(("cells", 2, "id"), "x"), None),
    (saved_as_run, change(("cells", 0, "source"), " "), "empty cell"),
    (shows_on_github, change(("metadata", "widgets"), {}), "metadata.widgets"),
    (shows_on_github, change((*FIRST, "outputs"), [WARNING]), "error or a warning"),
    (shows_on_github, change((*FIRST, "outputs"), [FAILED]), "error or a warning"),
    (shows_on_github, change((*FIRST, "outputs"), [HTML]), "text/html"),
    (shows_on_github, change((*FIRST, "metadata"), SLIDER), "a slider with saved"),
    (shows_on_github, change(("cells", 0, "source"), "$$x$$"), "line of its own"),
    (
        shows_on_github,
        change(("cells", 0, "source"), "$$\n\\operatorname{f}\n$$"),
        "does not render",
    ),
    (nbval_sees_it, change((*FIRST, "source"), "1;"), "ends with ';'"),
    (nbval_sees_it, change((*FIRST, "source"), "# NBVAL_SKIP\n1"), "NBVAL_SKIP"),
    (
        nbval_sees_it,
        change((*FIRST, "metadata"), {"tags": ["nbval-ignore-output"]}),
        "escapes nbval",
    ),
    (nbval_sees_it, change((*FIRST, "metadata"), SLIDER), None),
    (figures_have_words, change(PICTURE, PNG_WITHOUT_WORDS), "no alt text"),
    (figures_have_words, change((*PICTURE, "metadata", "image/png"), {}), "no alt"),
    (exercises_answer_back, change(("cells", 4, "source"), "Write."), "has no link"),
    (exercises_answer_back, change(("cells", 5, "outputs"), []), "does not say"),
    (links_are_alive, change(("cells", 0, "source"), "[x](nowhere.md)"), "nowhere.md"),
    (links_are_alive, change(("cells", 0, "source"), "[x](https://a.org)"), None),
    (prose_is_vouched_for, change(("cells", 2, "source"), "0.124"), "prints 0.124"),
    (prose_is_vouched_for, change(("cells", 2, "source"), "1.23e-01"), None),
    (prose_is_vouched_for, change(("cells", 2, "source"), "1.24e-01"), "1.24e-01"),
    (prose_is_vouched_for, change(("cells", 2, "source"), "5679 and 99"), "5679"),
    (
        prose_is_vouched_for,
        change(("cells", 2, "source"), "> **Predict.** 0.5?\n\n−0.12"),
        None,
    ),
]


@pytest.mark.parametrize(("rule", "break_it", "message"), FAULTS)
def test_rules_can_fail(notebook, rule, break_it, message):
    path = CHAPTERS[0]  # of which the rules take the name and the folder alone
    assert not [problem for each in RULES for problem in each(notebook, path)]
    broken = copy.deepcopy(notebook)
    break_it(broken)
    problems = "; ".join(rule(broken, path))
    assert message in problems if message else not problems


def test_a_large_file_is_refused(notebook, tmp_path):
    path = tmp_path / "large.ipynb"
    path.write_bytes(b" " * 500_001)
    assert "over 500" in "; ".join(shows_on_github(notebook, path))
