"""The rules for slides can fail, and the chapters' decks are what they promise."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbconvert import SlidesExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from traitlets.config import PyFileConfigLoader

from tests.notebook_rules import CHAPTERS, ROOT, read
from tests.slide_rules import deck, makes_a_deck

PATH = Path("notebooks/01_sigmoid.ipynb")
PRINTING = ROOT / "notebooks" / "printing"


def cell(slide_type, source, **outputs):
    make = new_code_cell if outputs else new_markdown_cell
    new = make(source, **outputs)
    new.metadata["slideshow"] = {"slide_type": slide_type}
    return new


def drawing():
    return {"outputs": [new_output("display_data", {"image/png": "iVBO"})]}


def printing(lines):
    return {"outputs": [new_output("stream", text="0.5\n" * lines)]}


@pytest.fixture
def chapter():
    cells = [cell("slide", "# A title\n\n**A question?**"), cell("notes", "Said.")]
    cells += [cell("slide", f"## Section {n}") for n in "abcdef"]
    cells += [cell("slide", "## One more"), cell("-", "> **Predict.** One, or two?")]
    cells += [cell("fragment", "show(fig)", **drawing()), cell("notes", "**Two**.")]
    cells += [cell("skip", "## Exercises"), cell("skip", "Next: chapter 2.")]
    return new_notebook(cells=cells)


def test_a_good_deck_passes(chapter):
    assert not list(makes_a_deck(chapter, PATH))
    assert len(deck(chapter)) == 8


FAULTS = {
    "no slide type": lambda cells: cells[1].metadata.clear(),
    "there are 6 slides": lambda cells: [cells.pop(2), cells.pop(2)],
    "there are 21 slides": lambda cells: [
        cells.insert(3, cell("slide", f"## {n}")) for n in "abcdefghijklm"
    ],
    "2 pictures": lambda cells: cells.insert(10, cell("-", "a", **drawing())),
    "66 words": lambda cells: cells.insert(9, cell("-", "word " * 60)),
    "176 words": lambda cells: cells.insert(1, cell("-", "word " * 172)),
    "13 printed lines": lambda cells: cells.insert(3, cell("-", "a", **printing(13))),
    "is empty": lambda cells: cells.insert(2, cell("slide", "x = 1", **printing(0))),
    "a fragment": lambda cells: cells[10].metadata.slideshow.update(slide_type="-"),
    "has to be the next": lambda cells: cells.pop(10),
    "on no slide": lambda cells: cells[9].metadata.slideshow.update(slide_type="skip"),
    "of its own": lambda cells: cells[9].update(source="Ask.\n\n> **Predict.** A, B?"),
    "at home": lambda cells: cells[-2].metadata.slideshow.update(slide_type="slide"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_rule_can_fail(chapter, fault):
    FAULTS[fault](chapter.cells)
    assert any(fault in problem for problem in makes_a_deck(chapter, PATH))


class Deck(HTMLParser):
    """Counts the slides of a page, and takes note of what it would load."""

    def __init__(self):
        super().__init__()
        self.depth, self.slides, self.alts, self.loads = 0, 0, [], []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.depth += tag == "section"
        self.slides += tag == "section" and self.depth == 2
        if tag == "img":
            self.alts.append(attributes.get("alt"))
        if tag in ("script", "link"):
            self.loads += filter(None, (attributes.get("src"), attributes.get("href")))

    def handle_endtag(self, tag):
        self.depth -= tag == "section"


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_the_deck_is_made_as_the_rules_count_it(path):
    config = PyFileConfigLoader("config.py", str(PRINTING)).load_config()
    notebook, page = read(path), Deck()
    page.feed(SlidesExporter(config=config).from_notebook_node(notebook)[0])
    shown = [c for slide in deck(notebook) for c in slide if c.cell_type == "code"]
    told = [o.data for c in shown for o in c.outputs if "data" in o]
    assert page.slides == len(deck(notebook))
    assert page.alts == [data["text/plain"] for data in told]
    assert page.loads
    assert all("reveal.js" in it or "mathjax" in it.lower() for it in page.loads)
