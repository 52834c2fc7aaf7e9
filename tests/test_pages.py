"""Pages made of a chapter keep the words of its pictures."""

from html.parser import HTMLParser
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

ROOT = Path(__file__).parents[1]


def test_pictures_keep_their_words():
    notebook = nbformat.read(ROOT / "notebooks" / "03_sum_of_sigmoids.ipynb", 4)
    outputs = [o for c in notebook.cells for o in c.get("outputs", [])]
    pictures = [o for o in outputs if "image/png" in o.get("data", {})]
    told = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            if tag == "img":
                told.append(dict(attributes).get("alt"))

    page, _ = HTMLExporter(
        template_file=str(ROOT / "notebooks" / "printing" / "page.html.j2")
    ).from_notebook_node(notebook)
    Reader().feed(page)
    assert told == [output.data["text/plain"] for output in pictures]
    assert len(told) >= 2
