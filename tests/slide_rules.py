"""The rules for a chapter's slides, the deck that nbconvert makes of its cells.

What is said between the pictures goes into the speaker's notes; exercises and side
roads are skipped. A prediction stands on the slide before its answer does.
"""

from tests.reading_rules import figures, is_chapter, lanes, words

TYPES = {"slide", "subslide", "fragment", "-", "notes", "skip"}
CHOOSE = "choose in JupyterLab: Property Inspector, Slide Type"
PREDICT = "> **Predict.**"


def kind(cell):
    return cell.metadata.get("slideshow", {}).get("slide_type")


def deck(notebook):
    """Return the slides, each a list of the cells that an audience sees on it."""
    slides = []
    for cell in notebook.cells:
        if kind(cell) in ("slide", "subslide"):
            slides.append([])
        if slides and kind(cell) not in ("notes", "skip"):
            slides[-1].append(cell)
    return slides


def printed(cells):
    return "".join(o.get("text", "") for c in cells for o in c.get("outputs", []))


def is_too_full(slide):
    """Yield what on a slide would not fit, or would not be read."""
    pictures, said = figures(slide), words(slide)
    if pictures > 1:
        yield f"{pictures} pictures: one is enough"
    if said > (60 if pictures else 175):
        yield f"{said} words: leave them to the notes"
    if (lines := len(printed(slide).splitlines())) > 12:
        yield f"{lines} printed lines: leave them to the notes"


def makes_a_deck(notebook, path):
    """Every cell has a type, and the deck is one that a person would show."""
    if not is_chapter(path):
        return
    for number, cell in enumerate(notebook.cells, 1):
        if kind(cell) not in TYPES:
            yield f"cell {number} has no slide type: {CHOOSE}"
    slides, parts = deck(notebook), lanes(notebook)
    if not 7 <= len(slides) <= 20:
        yield f"there are {len(slides)} slides, not 7 to 20: {CHOOSE}"
    for number, slide in enumerate(slides, 1):
        yield from (f"slide {number} has {fault}" for fault in is_too_full(slide))
        if not (words(slide) or figures(slide) or printed(slide)):
            yield f"slide {number} is empty"
        asked = [cell.source.startswith(PREDICT) for cell in slide]
        for place in (n for n, asks in enumerate(asked, 1) if asks):
            if [kind(cell) for cell in slide[place : place + 1]] != ["fragment"]:
                yield f"slide {number} asks: its answer has to be the next, a fragment"
    shown = [cell.id for slide in slides for cell in slide]
    for cell in parts["main"]:
        if PREDICT in cell.source and cell.id not in shown:
            yield f"a prediction is on no slide: {cell.source[:40]!r}"
        elif PREDICT in cell.source and not cell.source.startswith(PREDICT):
            yield f"a prediction needs a cell of its own: {cell.source[:40]!r}"
    for cell in parts["exercises"] + parts["side roads"]:
        if kind(cell) != "skip":
            yield f"{cell.source[:40]!r} is at home, not on a slide: skip it"
