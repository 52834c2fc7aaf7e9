"""The handouts are current, and lack nothing that the notebooks have."""

import re

import pytest

from tests.handouts import ANSWERS, ATLAS, HANDOUTS, QUIZZES, SHEET, predictions
from tests.notebook_rules import CHAPTERS, ROOT, markdown, read, wrong_links
from utils.exercises import EXERCISES


@pytest.mark.parametrize("path", HANDOUTS, ids=lambda path: path.name)
def test_they_are_current(path):
    known = path.read_text(encoding="utf-8")
    assert HANDOUTS[path]() == known, "make them again: python tests/handouts.py"


def test_every_mistake_stands_in_the_atlas():
    text = ATLAS.read_text(encoding="utf-8")
    for exercise in EXERCISES.values():
        for _, sentence in exercise.mistakes:
            words = re.sub(r"{[^}]*}", "…", sentence).replace("|", "\\|")
            assert f"| {words} |\n" in text
    rows = re.findall(r"^\| `", text, re.MULTILINE)
    assert len(rows) == sum(len(e.mistakes) for e in EXERCISES.values())
    assert not list(wrong_links(text, ATLAS.parent))


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_prediction_is_answered_in_bold(path):
    notebook = read(path)
    asked = predictions(notebook)
    assert len(asked) == markdown(notebook).count("> **Predict.**")
    for question, answer in asked:
        assert answer, f"the text after the next cell has no answer to: {question}"


def test_the_sheet_has_room_for_each_and_nothing_left_to_typeset():
    page = SHEET.read_text(encoding="utf-8")
    count = sum(len(predictions(read(path))) for path in CHAPTERS)
    assert page.count('class="room"') == count
    items = re.findall("<li>(.*)</li>", page)
    assert len(items) == 2 * count
    for item in items:
        assert not re.search(r"[\\$*`]", re.sub("<code>.*?</code>", "", item)), item


def test_the_readme_or_the_guide_leads_to_them():
    folder = ROOT / "notebooks"
    guides = [ROOT / "README.md", folder / "TEACHING.md"]
    text = "".join(p.read_text(encoding="utf-8") for p in guides if p.exists())
    for path in HANDOUTS:
        assert f"{path.name})" in text, f"nothing links to {path.name}"


def test_the_quizzes_ask_twelve_questions_and_keep_the_answers_apart():
    page = QUIZZES.read_text(encoding="utf-8")
    asked, told = page.split(ANSWERS)
    assert asked.count("<li>") == told.count("<li>") == 12
    for letter in "abcd":
        assert asked.count(f"☐ <b>{letter}</b>") == 12
    assert "(" not in re.sub(r"s\(1 − s\)", "", asked.split("<main>")[1])
    for answer in re.findall("<li>(.*)</li>", told):
        assert re.match("[a-d][.:]", answer)
    assert not re.search(r"[\\$*`]", told)
