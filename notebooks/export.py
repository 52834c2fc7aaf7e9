"""How nbconvert exports the chapters: see "Export" in TEACHING.md.

A page has the captions as its pictures' alternative texts, enough contrast,
and links to other pages. Slides hold what is for all eyes, in large type:
headings, questions, formulas, what the cells print and draw, captions,
answers. The paragraphs between are the speaker's notes.
"""

import html
import re
from pathlib import Path

from nbformat.v4 import new_markdown_cell

PAGE = """
body.jp-Notebook { --jp-cell-editor-background: white; }
.jp-InputPrompt { color: #595959 !important; opacity: 1 !important; }
.jp-RenderedHTMLCommon a { text-decoration: underline !important; }
"""
SLIDE = """
/* Text, and below it tables and outputs: larger ones overflow 720 px. */
body { --jp-content-font-size1: 30px; --jp-code-font-size: 29.2px; }
.reveal :is(h1, h2, h3) { text-transform: none; }
.reveal :is(td, th, pre, pre code) { font-size: 29.2px !important; }
.reveal :is(pre, pre code) { letter-spacing: -0.6px; max-height: none;
  line-height: 1.2 !important; padding: 0; white-space: pre-wrap; }
.reveal :is(pre, blockquote) { box-shadow: none; width: 100%; }
.reveal img { height: 420px; max-width: 100%; object-fit: contain; }
"""
# A block of code, a formula, a paragraph; and which stand on a slide:
# headings, captions, questions, bold answers, tables, pictures, lists ...
KINDS = r"```.*?^```", r"\$\$.*?\$\$", r"\S[^\n]*(?:\n[^\n]+)*"
BLOCK = re.compile("|".join(KINDS), re.S | re.M)
SHOWN = re.compile(r"[#>*|<]|- |\d\. |\$\$|```")
JOINS = re.compile(r"\*[^*]|- |\$\$")  # ... on that of the block above


def style(css):
    """Return a preprocessor that adds a style sheet, at the end."""

    def add(notebook, resources):
        notebook.cells.append(new_markdown_cell(f"<style>{css}</style>"))
        return notebook, resources

    return add


def page(notebook, resources):
    """Make a caption its picture's alternative text; link page to page."""
    cells = notebook.cells
    for cell in cells:
        if cell.cell_type == "markdown":
            link = r"(\]\([\w./]+)\.ipynb"
            cell.source = re.sub(link, r"\1.html", cell.source)
    for cell, below in zip(cells, cells[1:], strict=False):
        caption = below.source.split("\n\n")[0]
        alt = html.escape(re.sub(r"[*$]", "", caption))
        for output in cell.get("outputs", []):
            if png := output.get("data", {}).pop("image/png", None):
                image = f'alt="{alt}" src="data:image/png;base64,{png}"'
                output.data["text/html"] = f"<img {image}>"
    return notebook, resources


def parts(cell):
    """Yield what a cell says, prints and draws, as a slide can hold it."""
    outputs = cell.get("outputs", [])
    rows = "".join(o.get("text", "") for o in outputs).splitlines()
    for k in range(0, len(rows), 18):
        yield "\n".join(("```", *rows[k : k + 18], "```"))
    images = (o.get("data", {}).get("text/html") for o in outputs)
    yield from filter(None, images)
    if cell.cell_type == "code":
        return
    for block in BLOCK.findall(cell.source):
        rows = block.split("\n") if block.startswith("|") else []
        for k in range(2, len(rows), 3):  # a table, by three rows
            yield "\n".join(rows[:2] + rows[k : k + 3])
        if not rows:
            yield block


def deck(notebook, resources):
    """Turn a chapter, up to its exercises, into slides."""
    cells, last = [], ""
    for block in (p for cell in notebook.cells for p in parts(cell)):
        if block == "## Exercises":
            break
        if not SHOWN.match(block):
            kind = "notes"
        elif block.startswith("#"):
            kind = "slide"
        else:
            joins = last.startswith("#") or JOINS.match(block)
            kind = "-" if joins else "subslide"
        last = last if kind == "notes" else block
        slide_type = {"slideshow": {"slide_type": kind}}
        cells.append(new_markdown_cell(block, metadata=slide_type))
    notebook.cells = cells
    # Or the template asks for mermaid.js, which draws nothing here.
    nothing = "data:text/javascript,export default {initialize(){}}"
    resources["mermaid_js_url"] = nothing
    return notebook, resources


c = get_config()  # noqa: F821
c.HTMLExporter.preprocessors = [page, style(PAGE)]
c.SlidesExporter.preprocessors = [page, deck, style(PAGE + SLIDE)]
c.SlidesExporter.exclude_input_prompt = True
c.SlidesExporter.reveal_theme = "white"  # others ask Google for fonts
c.SlidesExporter.reveal_width = "1280"
c.SlidesExporter.reveal_height = "720"
if Path(__file__).with_name("node_modules").is_dir():  # no network needed
    mathjax = "node_modules/mathjax/MathJax.js?config=TeX-AMS_SVG,Safe"
    c.HTMLExporter.mathjax_url = mathjax
    c.HTMLExporter.require_js_url = "node_modules/requirejs/require.js"
    c.SlidesExporter.reveal_url_prefix = "node_modules/reveal.js"
    c.SlidesExporter.jquery_url = ""
