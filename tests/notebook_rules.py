"""Rules for saved notebooks.

Each takes a notebook and its path, and yields what is amiss. `RULES` are for all
notebooks; `CHAPTER_RULES` for the chapters.
"""

import ast
import functools
import re
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "notebooks"
CHAPTERS = sorted(FOLDER.glob("0[1-9]_*.ipynb"))
SOLUTIONS = sorted(FOLDER.glob("solutions/*.ipynb"))
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb")) + SOLUTIONS


def read(path):
    """Return a notebook as it is; `nbformat.read` would mend what is amiss."""
    return nbformat.v4.reads(path.read_text(encoding="utf-8"))


def code_cells(notebook):
    return [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]


def markdown(notebook):
    return "\n\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")


def prose(notebook):
    """Return the Markdown without code, formulas and the targets of links."""
    text = without_code(markdown(notebook))
    text = re.sub(r"\$\$.*?\$\$|\$[^$\n]+\$", " ", text, flags=re.S)
    return re.sub(r"\]\([^)]*\)", "]", text)


def printed(notebook):
    """Return all that cells print."""
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    texts = [o.get("text") or o.get("data", {}).get("text/plain", "") for o in outputs]
    return "\n".join(texts)


def is_valid(notebook, path):
    """As Jupyter writes it, with an id for each cell, and none twice."""
    if len({cell.get("id") for cell in notebook.cells}) < len(notebook.cells):
        yield "cells lack ids, or share them: save it with JupyterLab 4"
        return  # nbformat would mend them
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        yield f"it is no valid notebook: {str(error).splitlines()[0]}"


def is_saved_as_run(notebook, path):
    """Top to bottom, once, by the kernel that everybody has."""
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts}: restart the kernel and run all cells"
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        yield "the kernelspec is not python3"


def is_shown_on_github(notebook, path):
    """Nothing that GitHub refuses, strips or shows differently."""
    if "widgets" in notebook.metadata:
        yield "metadata.widgets is set: clear the output of sliders and save again"
    if path.exists() and path.stat().st_size > 600_000:
        yield f"it has {path.stat().st_size // 1000} KB, over 600: use fewer figures"
    for number, cell in enumerate(code_cells(notebook), 1):
        for output in cell.outputs:
            if odd := set(output.get("data", {})) - {"image/png", "text/plain"}:
                yield f"code cell {number} has output of kind {sorted(odd)}"
            if output.output_type == "error" or output.get("name") == "stderr":
                yield f"code cell {number} saved an error or a warning"
    text = markdown(notebook)
    for odd in (r"\begin{equation", r"\begin{align}", r"\operatorname"):
        if odd in text:
            yield f"{odd} does not render everywhere: use $$, aligned, \\mathrm"
    if re.search(r"\S.*\$\$|\$\$.*\S", text):
        yield "$$ must stand on a line of its own"


def is_compared_whole(notebook, path):
    """No cell escapes nbval but an optional slider."""
    for number, cell in enumerate(code_cells(notebook), 1):
        tags = set(cell.metadata.get("tags", []))
        escapes = re.findall(r"^#\s*NBVAL_\w+", cell.source, re.MULTILINE)
        escapes += [t for t in tags if t.startswith(("nbval-", "raises-"))]
        if escapes and "interactive" not in tags:
            yield f"code cell {number} escapes comparison by {escapes}"
        if cell.source.rstrip().endswith(";"):
            yield f"code cell {number} ends with ';', which hides nothing from nbval"


def without_code(text):
    return re.sub(r"^```.*?^```|`[^`\n]*`", "", text, flags=re.S | re.M)


@functools.cache
def anchors(path):
    """Return the anchors of a notebook's or a Markdown file's headings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        text = markdown(read(path))
    found = set()
    for heading in re.findall(r"^#+ +(.*?) *$", without_code(text), re.MULTILINE):
        found.add(heading.replace(" ", "-"))  # Jupyter, and GitHub for notebooks
        found.add(re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-"))  # GitHub
    return found


def dead_links(text, path):
    """Yield the links of a text that lead nowhere; the text is that of a file."""
    for link in re.findall(r"\]\(([^)\s]+)\)", without_code(text)):
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if "://" in link or link.startswith("mailto:"):
            continue
        if not target.exists():
            yield f"the link to {link} is dead: there is no such file"
        elif anchor and anchor not in anchors(target):
            yield f"the link to {link} is dead: there is no such heading"


def cells_have_slide_types(notebook, path):
    """Or nbconvert puts a whole chapter on one slide."""
    shows = [cell.metadata.get("slideshow", {}) for cell in notebook.cells]
    kinds = [show.get("slide_type") for show in shows]
    if None in kinds:
        yield f"cell {kinds.index(None) + 1} has no slide type"
    if "slide" not in kinds:
        yield "no slide"


def links_lead_somewhere(notebook, path):
    """Within the checkout; what others publish is theirs."""
    yield from dead_links(markdown(notebook), path)


def checks(notebook):
    """Return the names of the exercises that a notebook checks, in order."""
    nodes = (
        node for c in code_cells(notebook) for node in ast.walk(ast.parse(c.source))
    )
    calls = (node for node in nodes if isinstance(node, ast.Call))
    return [c.args[0].value for c in calls if getattr(c.func, "id", "") == "check"]


def exercises_were_checked(notebook, path):
    """A chapter is saved with its exercises open, solutions with all of them right."""
    words = "right." if path.parent.name == "solutions" else "not tried yet."
    for name in checks(notebook):
        if f"{name}: {words}" not in printed(notebook):
            yield f"check({name!r}, ...) does not say {words!r}"


def cells_are_narrow(notebook, path):
    """Paper and slides cut lines that are longer."""
    for number, cell in enumerate(code_cells(notebook), 1):
        for line in cell.source.splitlines():
            if len(line) > 76:
                yield f"code cell {number} has a line of {len(line)} characters: {line}"


def figures_have_captions(notebook, path):
    """In italics, at the top of the cell below."""
    for cell, below in zip(notebook.cells, [*notebook.cells[1:], None], strict=True):
        if any("image/png" in o.get("data", {}) for o in cell.get("outputs", [])):
            text = below.source if below and below.cell_type == "markdown" else ""
            if not re.match(r"\*[^*\s]", text):
                last = cell.source.splitlines()[-1]
                yield f"a figure has no *caption* in the cell below it: ... {last}"


FIRST_EDITION = re.compile(  # the left column of the table of terms
    r"""\b(?: hums? | talks?\b(?!\ (?:about|of|to|with))
    | the\ message\b(?!\ (?:of|says)) | messages?\ kept
    | own\ start | He's\ start | side\ roads? | bowls?
    | hinges?\b(?!\ loss) | ordinary\ (?:inputs?|numbers?) | the\ bell\b(?![- ]shaped)
    | (?:a|each|every|per|one|first|last)\ round\b(?!\ (?:number|figure))
    | (?:\d+|two|three|five|ten|twenty|many|more|few|fewer|of|these|its)\ rounds
    | entrants? | contests? | standings | starves? | starved
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def words_are_the_fields(notebook, path):
    """A reader can search for them."""
    for words in FIRST_EDITION.findall(prose(notebook)):
        yield f"{words!r} is a word of the first edition: see the table of terms"


NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?:e[-+]\d+)?", re.IGNORECASE)
ROUGHLY = (
    r"\b(?:about|around|roughly|nearly|almost|some|over|under|chapters?|exercises?) "
)


def bold_numbers_are_printed(notebook, path):
    """With the digits that are printed: if a cell says 0.1614, no prose says 0.16.

    Exempt are numbers said to be rough, and the years and small counts of a sentence.
    """

    def value(number):
        return float(number.replace(",", ""))

    known = {value(number) for number in NUMBER.findall(printed(notebook))}
    for bold in re.findall(r"\*\*(.+?)\*\*", prose(notebook), re.S):
        exact = re.sub(
            rf"{ROUGHLY}[−-]?{NUMBER.pattern}", "", bold, flags=re.IGNORECASE
        )
        alone = re.fullmatch(rf"[−-]?{NUMBER.pattern}\W*", bold)
        for number in NUMBER.findall(exact):
            counts = re.fullmatch(r"\d\d?|20\d\d", number) and not alone
            if not counts and value(number) not in known:
                yield f"no cell prints {number}, which is bold: **{bold}**"


def pytorch_blocks(notebook):
    """Return the code blocks of the section "In PyTorch"."""
    section = re.search(
        r"^#+ In PyTorch$(.*?)(?=^#+ |\Z)", markdown(notebook), re.S | re.M
    )
    return (
        re.findall(r"^```python\n(.*?)^```", section[1], re.S | re.M) if section else []
    )


def sections_are_there(notebook, path):
    """The same in each chapter; the first has nothing to remember yet."""
    text, wanted = markdown(notebook), ["## Summary", "## Exercises"]
    if "02" <= path.name[:2] <= "06":
        wanted += ["## On the test bench"]
    if not path.name.startswith("01"):
        wanted += ["## In PyTorch"]
        if not re.search(r"^(?:#+ |\*\*)From memory", text, re.MULTILINE):
            yield "there is no **From memory**"
        if not pytorch_blocks(notebook):
            yield "the section In PyTorch has no block ```python"
    for heading in wanted:
        if not re.search(rf"^{heading}", text, re.MULTILINE):
            yield f"there is no section {heading}"


RULES = (is_valid, is_saved_as_run, is_shown_on_github, is_compared_whole)
RULES += (links_lead_somewhere, exercises_were_checked)
CHAPTER_RULES = (cells_are_narrow, figures_have_captions, words_are_the_fields)
CHAPTER_RULES += (bold_numbers_are_printed, sections_are_there, cells_have_slide_types)
