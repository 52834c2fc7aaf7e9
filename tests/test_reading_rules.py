"""The rules for how a chapter reads can fail, and count as they say."""

from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests import reading_rules
from tests.reading_rules import (
    chapter_has_its_parts,
    minutes_are_honest,
    reading_minutes,
    reads_easily,
)

PATH = Path("notebooks/01_sigmoid.ipynb")
SOLUTION = Path("notebooks/solutions/01_sigmoid_solutions.ipynb")
TOP = (
    "# A title\n\n*10 minutes; exercises 15, side roads 5. You need nothing.*\n\n"
    "**In this chapter:** A · Exercises · Side roads"
)


def prose(words):
    return "word " * words


def drawing():
    return new_output("display_data", {"image/png": "iVBO", "text/plain": "A line."})


def chapter(top=TOP, main=1000, code="x = 1", figures=5, side=None):
    exercises = (
        "### 1.1 Who\n\n*One line.* Do it.\n\n### 1.2 What\n\n*With a pencil.* Do"
    )
    return new_notebook(
        cells=[
            new_markdown_cell(top),
            new_markdown_cell(f"## A\n\n{prose(main)}"),
            new_code_cell(code, outputs=[drawing() for _ in range(figures)]),
            new_markdown_cell("## Exercises\n\nDo."),
            new_markdown_cell(exercises),
            new_markdown_cell("## Side roads\n\nTwo."),
            new_markdown_cell(side or f"### Far\n\n*For those who ask.* {prose(200)}"),
            new_markdown_cell(f"Next: nothing. {prose(5000)}"),
        ]
    )


def test_a_good_chapter_passes():
    for rule in reading_rules.READING_RULES:
        assert not list(rule(chapter(), PATH))


@pytest.mark.parametrize(
    ("cells", "minutes"),
    [
        ([], 0),
        ([new_markdown_cell(prose(130 * 9))], 10),
        ([new_markdown_cell(prose(130 * 7))], 5),
        ([new_markdown_cell("\n".join(["| a table | of words |"] * 900))], 0),
        ([new_markdown_cell("> **Predict.** " * 15)], 10),
        ([new_code_cell("x = 1\n\n" * 120)], 10),
        ([new_code_cell("x = 1\n" * 900, metadata={"tags": ["interactive"]})], 0),
        ([new_code_cell("x", outputs=[drawing()] * 20)], 10),
    ],
)
def test_minutes(cells, minutes):
    assert reading_minutes(cells) == minutes


@pytest.mark.parametrize(
    ("rule", "changed", "found"),
    [
        (
            minutes_are_honest,
            {"main": 2000},
            "*20 minutes; exercises 15, side roads 5.",
        ),
        (minutes_are_honest, {"main": 5000}, "over 30"),
        (minutes_are_honest, {"top": "# A title"}, "has to say how long"),
        (minutes_are_honest, {"side": f"### X\n{prose(1300)}"}, "side roads 10."),
        (chapter_has_its_parts, {"top": "# A title"}, "A · Exercises · Side roads"),
        (chapter_has_its_parts, {"side": "### Far\n\nWalk."}, "'Far' needs"),
        (chapter_has_its_parts, {"side": "A.\n\n## Exercises\n"}, "a cell of its own"),
        (reads_easily, {"figures": 4}, "there are 4 figures"),
        (reads_easily, {"code": "x = 1\n" * 5}, "over 5 lines"),
        (reads_easily, {"code": "x = 1\n" * 11}, "have 11 lines"),
        (reads_easily, {"code": "x" * 80}, "code over 79 wide"),
    ],
)
def test_each_rule_can_fail(rule, changed, found):
    problems = list(rule(chapter(**changed), PATH))
    assert any(found in problem for problem in problems), problems
    if "wide" not in found:  # the width counts in solutions, too
        assert not list(rule(chapter(**changed), SOLUTION))


def test_code_cells_that_follow_each_other_are_found():
    notebook = chapter()
    notebook.cells[2:2] = [new_code_cell("x = 1")]
    assert "1 code cells follow another" in next(reads_easily(notebook, PATH))


def test_a_line_that_is_printed_too_wide_is_found():
    notebook = chapter()
    wide = new_output("stream", name="stdout", text=f"short\n{'x' * 80}\n")
    notebook.cells[2].outputs.append(wide)
    assert "output over 79 wide" in next(reads_easily(notebook, SOLUTION))
