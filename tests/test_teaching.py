"""The teacher's guide quotes the chapters as they are, and its links lead somewhere."""

import re

import matplotlib.pyplot as plt
import pytest
from matplotlib.text import Text

from tests.handouts import TEACHING, polled, predictions
from tests.notebook_rules import CHAPTERS, markdown, outputs, read, wrong_links
from tests.reading_rules import TIMES
from tests.slide_rules import deck
from utils.first_edition import plotting
from utils.first_edition.instrument import measure_layers

GUIDE = TEACHING.read_text(encoding="utf-8")
LESSONS = CHAPTERS[1:]
NUMBER = re.compile(r"(?<![\w.])\d+(?:,\d{3})*(?:\.\d+)?(?:e-\d+)?")
# A quarter, eight times; a half, seven times; twice 0.029.
WORKED_OUT = {"0.000015", "0.008", "0.058"}


def lesson(number):
    """Return the guide's lesson on a chapter."""
    return GUIDE.partition(f"### Lesson {number}:")[2].partition("\n##")[0]


def plain(text):
    return re.sub(r"[*$\\`]", "", text)


def shown(path):
    """Return all that a reader of a chapter sees, as text."""
    notebook = read(path)
    printed = (o.get("text", "") for _, _, o in outputs(notebook))
    words = (o.get("data", {}).get("text/plain", "") for _, _, o in outputs(notebook))
    return "\n".join([markdown(notebook), *printed, *words])


def test_links():
    assert not list(wrong_links(GUIDE, TEACHING.parent))


OPTION = re.compile(r"\| (\d)\. \*\*(.+?)\*\*(?: \(.*?\))?( ✓)? \|")


def polls(number):
    """Return the polls of a lesson: of each row its number, option and tick."""
    parts = re.split(r"^\| (?=\*)", lesson(number), flags=re.MULTILINE)[1:]
    return [OPTION.findall(part) for part in parts]


def asks(question, poll):
    """Whether a prediction has the options of a poll, in their order."""
    options = (re.escape(plain(option)) for _, option, _ in poll)
    return re.search(".*".join(options), plain(question), re.DOTALL)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_polls_what_its_chapter_asks(path):
    found, asked = polls(int(path.name[:2])), predictions(read(path))
    assert len(found) >= 2
    for poll in found:
        assert len(poll) >= 2
        assert [int(n) for n, _, _ in poll] == list(range(1, len(poll) + 1))
        assert [tick for _, _, tick in poll].count(" ✓") == 1
        assert any(asks(question, poll) for question, _ in asked), poll


def test_the_ninety_minutes_poll_what_their_lessons_do():
    links = re.findall(r"\[Predict (\d)\.\d: .*?\]\(#lesson-(\d)", GUIDE)
    assert len(links) == 5 and "\nFive Predicts and " in GUIDE
    for (number, anchor), (question, _) in zip(links, polled(GUIDE), strict=True):
        assert number == anchor
        assert any(asks(question, poll) for poll in polls(int(number))), question


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_takes_the_minutes_of_its_chapter(path):
    minutes, exercises, _ = TIMES.search(read(path).cells[0].source).groups()
    said = f"Reading {minutes} minutes, and {exercises} for the exercises."
    assert said in lesson(int(path.name[:2]))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_breaks_after_a_section(path):
    (section,) = re.findall(
        r"\*\*Break\*\* after \*(.*?)\*", lesson(int(path.name[:2]))
    )
    assert re.search(rf"^## {re.escape(section)}$", markdown(read(path)), re.MULTILINE)


def drawn(fig):
    """Return the words of a figure."""
    plt.close(fig)
    return "\n".join(text.get_text() for text in fig.findobj(Text))


def test_its_numbers_are_in_the_chapters():
    neurons = drawn(plotting.forward_back_figure(1, 1, 2, 1, ""))
    layers = {"sigmoid": measure_layers("sigmoid")}
    arrows = drawn(plotting.message_figure(layers, "")[0])
    text = "\n".join([neurons, arrows, *map(shown, CHAPTERS)])
    seen = set(NUMBER.findall(text))
    text = GUIDE.partition("## Slides")[0]
    text = re.sub(r"\]\([^)]*\)|Exercise:\*\* \d\.\d|(atlas,|Predict) \d\.\d", "", text)
    fine = {n for n in NUMBER.findall(text) if re.search("[.,e]", n)}
    assert len(fine) > 40
    assert not fine - seen - WORKED_OUT


def test_a_deck_for_every_chapter():
    sizes = [len(deck(read(path))) for path in CHAPTERS]
    said = re.findall(r"a deck of (\d+) to (\d+) slides", GUIDE)
    assert said == [(str(min(sizes)), str(max(sizes)))]
