"""Each rule for notebooks can fail: one fault at a time, in a clean notebook."""

import base64
import copy
import io

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.notebook_rules import (
    CHAPTERS,
    HINT,
    RULES,
    SOLUTIONS,
    exercises_answer_back,
    figures_have_words,
    links_are_right,
    nbval_sees_it,
    read,
    saved_as_run,
    shows_on_github,
    utils_explains_itself,
)
from tests.prose_rules import prose_is_vouched_for
from tests.reading_rules import READING_RULES
from tests.slide_rules import makes_a_deck

# Of the first with exercises the rules take the folder, the name and the solution.
PATH = CHAPTERS[1]
ALT = "A line that climbs from left to right."

SOLVED = "solutions/01_sigmoid_solutions.ipynb"
SUIT = "The-sigmoid-in-another-suit"


def printing(text):
    return [new_output("stream", name="stdout", text=text)]


def picture(alt=ALT, words=ALT, width=100, **made_by):
    """Return a figure, whose base64 has a number at the end."""
    about, png = PngInfo(), io.BytesIO()
    for key, value in (
        made_by or {"Software": "Matplotlib 3.9.0, FreeType 2.6"}
    ).items():
        about.add_text(key, value)
    Image.new("P", (130, 10)).save(png, "png", pnginfo=about)
    png.write(bytes(-png.tell() % 3))  # a whole number of base64's groups
    data = {"image/png": base64.b64encode(png.getvalue()).decode() + "5679"}
    metadata = {"image/png": {"alt": alt, "width": width}}
    return new_output("display_data", data | {"text/plain": words}, metadata=metadata)


@pytest.fixture
def notebook():
    stub = 'def f(x):\n    return ...\n\n\ncheck("tanh", f)\ny = ...\ncheck("gap", y)'
    not_tried = "tanh: not tried yet.\ngap: not tried yet.\n"
    cells = [
        new_markdown_cell("# A title\n\nIt was 1991, and 2 of us at 0.3."),
        new_code_cell(
            "rate = 0.3  # or 0.7\nprint(0.123456, 5678, -1.5, '97%', 0.416, -1e-7)",
            execution_count=1,
            outputs=printing("0.123456 5678 -1.5 97% 0.416 -1e-07\n"),
        ),
        new_markdown_cell("0.123 of 5,678. See [chapter 3](03_sum_of_sigmoids.ipynb)."),
        new_code_cell("show(fig, alt, 66)", execution_count=2, outputs=[picture()]),
        new_markdown_cell(f"Write tanh. [Solution to 1.2]({SOLVED}#1.2-{SUIT})."),
        new_code_cell(stub, execution_count=3, outputs=printing(not_tried)),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def change(*where, to):
    """Return a function that breaks a notebook by setting one thing in it."""
    *path, last = where

    def broken(notebook):
        place = notebook
        for key in path:
            place = place[key]
        place[last] = to

    return broken


def code(**what):
    ((key, value),) = what.items()
    return change("cells", 1, key, to=value)


def drawn(*figures):
    return change("cells", 3, "outputs", to=list(figures))


def written(text):
    return change("cells", 2, "source", to=text)


def listing(text):
    """Return a function that writes a text near a cell that prints code."""

    def broken(notebook):
        lines = "11\ndef f(\n    x=77,\n):\n\n    return 77 * x\n12\n"
        notebook.cells[1].outputs = printing(lines)
        notebook.cells[2].source = text

    return broken


def stub(old, new):
    """Return a function that breaks a notebook by a mistake in its stubs."""

    def broken(notebook):
        cell = notebook.cells[5]
        assert old in cell.source
        cell.source = cell.source.replace(old, new)

    return broken


WARNING = new_output("stream", name="stderr", text="RuntimeWarning")
FAILED = new_output("error", ename="E", evalue="e", traceback=[])
HTML = new_output("display_data", {"text/html": "<b>"})
SILENT = new_output("display_data", {"image/png": picture().data["image/png"]})
SLIDER = {"tags": ["interactive", "nbval-ignore-output"]}
IGNORED = {"tags": ["nbval-ignore-output"]}
AS_RUN = [
    (code(execution_count=2), "execution counts"),
    (code(execution_count=None), "execution counts"),
    (change("metadata", "kernelspec", "name", to="conda"), "kernelspec"),
    (change("metadata", to=nbformat.NotebookNode()), "kernelspec"),
    (change("cells", 2, "id", to="x"), None),
    (lambda notebook: notebook.cells[2].update(id=notebook.cells[1].id), "share"),
    (change("cells", 0, "source", to=" "), "empty cell"),
]
ON_GITHUB = [
    (change("metadata", "widgets", to={}), "metadata.widgets"),
    (code(outputs=[WARNING]), "error or a warning"),
    (code(outputs=[FAILED]), "error or a warning"),
    (code(outputs=[HTML]), "text/html"),
    (code(metadata=SLIDER), "a slider with saved"),
    (written("$$x$$"), "line of its own"),
    (written("$$\n\\operatorname{f}\n$$"), "does not render"),
]
BY_NBVAL = [
    (code(source="1;"), "ends with ';'"),
    (code(source="# NBVAL_SKIP\n1"), "NBVAL_SKIP"),
    (code(metadata=IGNORED), "escapes nbval"),
    (code(metadata=SLIDER), None),
    (code(metadata={"tags": ["raises-exception"]}), "may fail"),
]
WORDS = [
    (drawn(SILENT), "no alt text"),
    (drawn(picture("", "")), "no alt"),
    (drawn(picture(Title="A line")), "does not say what drew it"),
    (drawn(picture(Software="Matplotlib")), "does not say what drew it"),
    (drawn(picture(width=50)), "shown 50 pixels wide"),
    (drawn(picture(width=101)), "shown 101 pixels wide"),
    (drawn(picture("Too few words.", "Too few words.")), "no alt"),
    (drawn(picture(words="A line that falls from left to right.")), "not its alt"),
    (drawn(picture(words="")), "not its alt"),
    (drawn(picture(), picture()), "alt text of another"),
    (drawn(picture(), picture(ALT + " Two.", ALT + " Two.")), None),
]
FOURTH = "04_softplus.ipynb"
LINKS = [
    (written("[x](nowhere.md)"), "nowhere.md is dead"),
    (written("[x](https://a.org#b)"), None),
    (written(f"[chapter 4]({FOURTH}), [4. Softplus]({FOURTH})"), None),
    (written(f"[exercise 4.2]({FOURTH}), [Softplus]({FOURTH}#key-points)"), None),
    (written(f"[chapter 5]({FOURTH})"), "'chapter 5' leads to 04"),
    (written(f"[exercise 5.2]({FOURTH})"), "'exercise 5.2' leads to 04"),
    (written(f"[5. Softplus]({FOURTH})"), "'5. Softplus' leads to 04"),
    (written(f"[4. Soft plus]({FOURTH})"), "'4. Soft plus' leads to 04"),
    (written(f"[4. Softplus]({FOURTH}#nowhere)"), "#nowhere is dead"),
    (written("[here](#a-title)"), None),
    (written("[here](#another-title)"), "#another-title is dead"),
    (written("[chapter 4](../README.md)"), "'chapter 4' leads to ../README.md"),
    (written("[here](04_softplus.ipynb)"), "'here' leads to 04"),
    (written("[plotting.py](../utils/digits.py)"), "'plotting.py' leads to"),
    (written("Chapters 2 and 8, chapter 1, exercise 5.2, Exercises 1.1 to 1.3."), None),
    (written("Chapter 99 says so."), "there is no chapter 99"),
    (written("In chapters 1 and 99."), "there is no chapter 99"),
    (written("In exercise 5.9."), "there is no exercise 5.9"),
    (written("In exercises 5.1 or 5.9."), "there is no exercise 5.9"),
    (written("In chapter 5.1."), "there is no chapter 5.1"),
    (written("In exercise 5."), "there is no exercise 5"),
    (written(f"[Solution]({FOURTH})"), "'Solution' leads to"),
    (written(f"[Solution to 1.2]({SOLVED})"), "not to this chapter's"),
    (written(f"[Solution to 1.2]({SOLVED}#1.1-The-slope-from-the-output)"), "not to"),
    (written("[Solutions](solutions/04_softplus_solutions.ipynb)"), "not to this"),
]
PROSE = [
    (written("0.124"), "prints 0.124"),
    (written("1.23e-01 and 41.6%"), None),
    (written("1.24e-01"), "1.24e-01"),
    (written("5679 and 9"), "5679"),  # stands in the figure's base64
    (written("27"), "prints 27"),
    (written("1991 and **9**"), "prints 9,"),
    (written("−1.5, to −1e-07, for 18 to 22%"), "prints 18"),
    (written("−0.12"), "prints -0.12"),
    (written("1.5"), "prints 1.5"),
    (written("> **Predict.** 0.5?\n> 0.6?\n\n## 7.9\n\n`0.7` $x + 0.8$"), None),
    (written("See chapters 11 and 12, exercise 7.3, Figure 21, [12](#x-99)."), "12"),
    (written("See chapters 11 and 12, exercise 7.3, Figure 21."), None),
    (written("With $w = 0.3$ and $x < 5678$."), None),
    (written("With $w = 0.31$."), "0.31"),
    (written("97% and 42%"), None),
    (written("98%"), "98%"),
    (written("97% or 97%"), "97% is set against 97%"),
    (written("A rate of 0.7"), "0.7"),  # stands in a comment
    (written("A size of 66"), "66"),  # stands in the code of a figure
    (written("It is 2 to 20."), "20"),
    (drawn(picture(f"{ALT} It ends at 97, from 0.12.")), None),
    (drawn(picture(f"{ALT} It ends at 66.")), "66"),  # stands in the figure's code
    (written("A rate of 0.3, and **5,678** in 0.123 to 0.416."), None),
    (listing("A size of 77."), None),
    (listing("A size of **77**."), "prints 77"),
    (listing("Sizes of **11** and **12**."), None),
    (written("A rate of **0.3**."), "prints 0.3"),  # stands in the code alone
    (written("A rate of 0.123 to 0.3."), "prints 0.3"),
    (written("A rate of 0.3–0.416."), "prints 0.3"),
    (written("From −1 to 1 at **9**, and 9."), "prints 9"),
    (written("**A rate** of 0.3 **or so**, in **GPT-2**."), None),
    (written("## Key points\n\n- A rate of 0.3."), "prints 0.3"),
    (written("## Key points\n\n- 0.123.\n\n## Exercises\n\nA rate of 0.3."), None),
    (drawn(picture(f"{ALT} It ends at 67.")), "67"),
    (change("cells", 3, "source", to=f'show(fig, f"{ALT} At {{x:.2f}}.")'), None),
    (change("cells", 3, "source", to=f'show(fig, f"{ALT} At 67, {{x}}.")'), "67"),
    (written("### 1.3 Half precision\n\nBeyond 16.6, in float32."), None),
    (written("### 1.2 In another suit\n\nBeyond 16.6, in float32."), "16.6"),
]
ANSWERS = [
    (change("cells", 4, "source", to="Write."), "has no link"),
    (change("cells", 5, "outputs", to=[]), "does not say"),
    (stub('"tanh", f', '"tanh", ...'), "checks tanh has to define its answer"),
    (stub('"tanh", f', '"tanh"'), "checks tanh has to define its answer"),
    (stub('"tanh", f', '"tanh", g'), "checks tanh has to define its answer"),
    (stub('"tanh", f', '"tanh", f(1)'), "checks tanh has to define its answer"),
    (stub('"gap", y', '"gap", f'), "handed in twice"),
    (stub('"gap", y', '"tanh", y'), "called 2 times"),
    (stub("y = ...", "y = 1"), "y, the answer to gap, is no stub"),
    (stub("return ...", "return x"), "f, the answer to tanh, is no stub"),
    (stub("y = ...", "y = ...\ny = 1"), "checks gap has to define its answer, once"),
    (stub("y = ...\n", "y = ...\nfor _ in '1':\n    "), "line of its own"),
]
EXPLAINED = [
    (code(source="from utils.first_edition import plotting"), "has to stand below the line"),
    (code(source=f"{HINT}\nfrom utils.first_edition import plotting"), ""),
]
FAULTS = [
    (rule, *row)
    for rule, rows in (
        (saved_as_run, AS_RUN),
        (utils_explains_itself, EXPLAINED),
        (shows_on_github, ON_GITHUB),
        (nbval_sees_it, BY_NBVAL),
        (figures_have_words, WORDS),
        (links_are_right, LINKS),
        (prose_is_vouched_for, PROSE),
        (exercises_answer_back, ANSWERS),
    )
    for row in rows
]


def test_a_clean_notebook_breaks_no_rule(notebook):
    rules = set(RULES) - {*READING_RULES, makes_a_deck}  # these have other tests
    assert not [problem for rule in rules for problem in rule(notebook, PATH)]
    assert {rule for rule, _, message in FAULTS if message} == rules


@pytest.mark.parametrize(("rule", "break_it", "message"), FAULTS)
def test_rules_can_fail(notebook, rule, break_it, message):
    broken = copy.deepcopy(notebook)
    break_it(broken)
    problems = "; ".join(rule(broken, PATH))
    assert message in problems if message else not problems


def test_a_solution_is_solved_and_leads_to_its_chapter(notebook):
    problems = "; ".join(exercises_answer_back(notebook, SOLUTIONS[0]))
    assert "does not say 'right.'" in problems
    assert "still a stub" in problems
    assert "no link to the chapter" in "; ".join(
        links_are_right(notebook, SOLUTIONS[0])
    )


def test_shared_ids_are_not_mended_by_reading(notebook, tmp_path):
    path = tmp_path / "shared.ipynb"
    path.write_text(
        nbformat.writes(notebook).replace(*(c.id for c in notebook.cells[1:3]))
    )
    assert "share" in "; ".join(saved_as_run(read(path), path))


def test_a_large_file_is_refused(notebook, tmp_path):
    path = tmp_path / "large.ipynb"
    path.write_bytes(b" " * 500_001)
    assert "over 500" in "; ".join(shows_on_github(notebook, path))
