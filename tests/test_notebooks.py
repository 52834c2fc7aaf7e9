"""The notebooks obey the rules: clean files, right links, prose that cells vouch for.

nbval, which pytest runs over notebooks/, checks that every cell still prints what
is saved. The rules check the rest, and say what to do about it.
"""

import re
from itertools import pairwise

import matplotlib.pyplot as plt
import nbformat
import pytest

from tests.notebook_rules import (
    CHAPTERS,
    NOTEBOOKS,
    RULES,
    SOLUTIONS,
    code_cells,
    exercises,
    handed_in,
    markdown,
    read,
)
from tests.reading_rules import solutions_of
from utils.exercises import EXERCISES

FOR_EDITORS = (
    "(These rules are for those who edit the series. If you have worked in a chapter, "
    "all is well: keep it as a copy, in a folder beside notebooks.)"
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_notebook(path, rule):
    notebook = read(path)
    problems = list(rule(notebook, path))
    assert not problems, f"{path.name}: {'; '.join(problems)}. {FOR_EDITORS}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_format(path):
    nbformat.validate(read(path))


def test_chapters_are_linked_in_order():
    assert [path.name[:2] for path in CHAPTERS] == [
        f"{number:02}" for number in range(len(CHAPTERS))
    ]
    for path, following in pairwise(CHAPTERS):
        last, first = read(path).cells[-1].source, read(following).cells[-1].source
        assert re.search(rf"Next: \[[^]]*\]\({following.name}\)", last), path.name
        assert re.search(rf"Before: \[[^]]*\]\({path.name}\)", first), following.name
    for path in CHAPTERS:
        last = read(path).cells[-1].source
        assert "[the table of chapters](../README.md)" in last, path.name


def test_each_exercise_stands_in_a_chapter_and_in_its_solutions():
    names = [f"solutions/{path.name}" for path in SOLUTIONS]
    assert names == [solutions_of(path) for path in CHAPTERS[1:]]
    in_order = []
    for number, (path, other) in enumerate(
        zip(CHAPTERS[1:], SOLUTIONS, strict=True), 1
    ):
        chapter, solution = read(path), read(other)
        names = exercises(chapter)
        assert 2 <= len(names) <= 3
        assert exercises(solution) == names
        titles = re.findall(r"^### (\d\.\d .*)", markdown(chapter), re.MULTILINE)
        solved = re.findall(r"^## (.*)", markdown(solution), re.MULTILINE)
        assert titles == solved
        assert [title[:4] for title in titles] == [
            f"{number}.{place} " for place in range(1, len(names) + 1)
        ]
        assert markdown(solution).startswith(f"# Solutions to chapter {number}\n")
        in_order += names
    assert in_order == list(EXERCISES)


@pytest.mark.parametrize("path", CHAPTERS[1:], ids=lambda path: path.stem)
def test_exercises_run_after_the_first_code_cell(path, capsys):
    first, *rest = code_cells(read(path))
    for cell in rest:
        if names := [name for name, _ in handed_in(cell)]:
            with plt.rc_context():
                place = {}
                exec(first.source, place)
                exec(cell.source, place)
            assert f"{names[0]}: not tried yet." in capsys.readouterr().out
