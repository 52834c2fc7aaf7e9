"""The deck of the ninety minutes follows the guide's table."""

import re

import pytest

from tests.handouts import POLLED, TEACHING
from tests.ninety_minutes import LINK, cells, notebook, rows, said
from tests.reading_rules import figures
from tests.slide_rules import PREDICT, deck, is_too_full, kind

ROWS = rows()


def test_it_has_the_table_whole():
    minutes = [row[0].split("–") for row in ROWS]
    assert minutes[0][0] == "0" and minutes[-1][1] == "90"
    ends, starts = [m[1] for m in minutes[:-1]], [m[0] for m in minutes[1:]]
    assert ends == starts
    assert set(said()) <= {row[0] for row in ROWS}
    table = TEACHING.read_text(encoding="utf-8").partition("| In 45 |")[2]
    cut = re.findall(r"^\|.* \| (\d+)?[^|]* \|$", table, re.MULTILINE)[: len(ROWS)]
    assert sum(int(minutes or 0) for minutes in cut) == 45


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_shows_what_it_names(row):
    _, you, screen, _ = row
    shown = list(cells(*row))
    headings = [c.source for c in shown if kind(c) == "slide"]
    for words, _, anchor, _ in LINK.findall(screen):
        assert f"## {anchor.replace('-', ' ') or f'The {words}'}" in headings
    assert not screen.startswith("board") or headings[0].startswith("## On the board")
    assert len(headings) == len([c for c in shown if kind(c) == "notes"]) > 0
    asked = [n for n, c in enumerate(shown) if c.source.startswith(PREDICT)]
    assert len(asked) == len(POLLED.findall(you))
    assert all(kind(shown[n + 1]) == "fragment" for n in asked)


def test_its_slides_are_such_as_a_person_would_show():
    whole = notebook()
    assert not [fault for slide in deck(whole) for fault in is_too_full(slide)]
    number = {12: "twelve", 13: "thirteen", 14: "fourteen"}[figures(whole.cells)]
    said = f"Five Predicts and {number} figures, between the strip and the poster."
    assert said in TEACHING.read_text(encoding="utf-8")
