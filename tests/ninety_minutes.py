"""One deck for the ninety minutes of TEACHING.md: python tests/ninety_minutes.py

It follows the guide's table row by row. Of the sections that a row names it shows the
pictures, and the prediction that the row polls; what the guide says on it goes into the
speaker's notes. The deck is written beside the chapters.
"""

import base64
import re
import sys
from pathlib import Path

from nbconvert import SlidesExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from traitlets.config.loader import PyFileConfigLoader

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from tests.handouts import TEACHING, polled  # noqa: E402
from tests.notebook_rules import read  # noqa: E402
from tests.reading_rules import figures  # noqa: E402
from tests.slide_rules import PREDICT, deck  # noqa: E402

NOTEBOOKS = ROOT / "notebooks"
# A link to a section of a chapter, or to a picture.
LINK = re.compile(r"\[([^]]*)\]\((?:(\d\d_\w+\.ipynb)#([^)]*)|(\w+\.png))\)")


def rows():
    """Return the rows of the table: minutes, what you do, the screen, what they do."""
    table = TEACHING.read_text(encoding="utf-8").partition("| Minute | You |")[2]
    lines = table.partition("\n\n")[0].splitlines()[2:]
    return [[c.strip() for c in line.strip("| ").split(" | ")][:4] for line in lines]


def said():
    """Return what the guide adds to rows of the table, by their minutes."""
    text = TEACHING.read_text(encoding="utf-8").partition("### What to say")[2]
    text = text.partition("\n#")[0]
    return dict(re.findall(r"^- \*\*([0-9–]+)\.\*\* (.*)$", text, re.MULTILINE))


def typed(cell, slide_type):
    """Return a cell as one of this type."""
    cell.metadata["slideshow"] = {"slide_type": slide_type}
    return cell


def heading(words):
    return typed(new_markdown_cell(f"## {words}"), "slide")


def picture(words, path):
    """Return a saved picture as if a cell had just drawn it."""
    data = base64.b64encode((NOTEBOOKS / path).read_bytes()).decode()
    output = new_output("display_data", {"image/png": data, "text/plain": words})
    return typed(new_code_cell(outputs=[output]), "-")


def slides(chapter, section, questions):
    """Yield the slides of a section that show a picture, without their heading.

    If there are questions, those alone that ask one; if not, all, and none asks.
    """
    here = False
    for slide in deck(read(NOTEBOOKS / chapter)):
        if slide[0].source.startswith("## "):
            here = slide.pop(0).source == f"## {section}"
        if not here or not figures(slide):
            continue
        asked = [cell for cell in slide if cell.source.startswith(PREDICT)]
        if not questions:
            yield [typed(cell, "-") for cell in slide if cell not in asked]
        elif any(q in cell.source for cell in asked for q in questions):
            yield slide


def cells(minutes, you, screen, they):
    """Yield the cells of a row."""
    note = f"**{minutes}.** {you}\n\n{said().get(minutes, '')}\n\n*They:* {they}"
    note = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", note)
    questions = [prediction.question for prediction in polled(you)]
    if screen.startswith("board"):
        task = "" if they == "poll" else f"\n\n{they[0].upper()}{they[1:]}"
        yield heading(f"On the board{task}")
        yield typed(new_markdown_cell(note), "notes")
    for words, chapter, anchor, path in LINK.findall(screen):
        section = anchor.replace("-", " ")
        found = [[picture(words, path)]] if path else []
        found += slides(chapter, section, questions) if chapter else []
        if f"{section}: its second figure" in screen:
            found = found[1:2]
        for slide in found:
            yield heading(section or f"The {words}")
            first, *rest = slide
            yield typed(first, "-")
            yield from rest
            yield typed(new_markdown_cell(note), "notes")


def notebook():
    """Return the deck as a notebook."""
    title = new_markdown_cell("# From Sigmoid to ELU\n\nin ninety minutes")
    table = [cell for row in rows() for cell in cells(*row)]
    return new_notebook(cells=[typed(title, "slide"), *table])


if __name__ == "__main__":
    printing = str(NOTEBOOKS / "printing")
    config = PyFileConfigLoader("config.py", path=printing).load_config()
    page, _ = SlidesExporter(config=config).from_notebook_node(notebook())
    path = NOTEBOOKS / "ninety_minutes.slides.html"
    path.write_text(page, encoding="utf-8")
    print(path.relative_to(ROOT))
