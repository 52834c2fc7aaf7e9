"""What tests read of the saved notebooks, and how they compare figures."""

import functools
import io
import re
from pathlib import Path

import nbformat
import numpy as np
from PIL import Image

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "notebooks"
CHAPTERS = sorted(FOLDER.glob("0[1-9]_*.ipynb"))
SOLUTIONS = sorted(FOLDER.glob("solutions/*.ipynb"))


@functools.cache
def read(path):
    """Return a notebook as it is; `nbformat.read` would mend what is amiss."""
    return nbformat.v4.reads(path.read_text(encoding="utf-8"))


def code_cells(path):
    cells = read(path).cells
    return [c for c in cells if c.cell_type == "code" and c.source.strip()]


def markdown(path):
    """Return the text of a notebook or of a Markdown file."""
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    cells = read(path).cells
    return "\n\n".join(c.source for c in cells if c.cell_type == "markdown")


def printed(path):
    """Return all that the cells of a notebook print."""
    outputs = [output for cell in code_cells(path) for output in cell.outputs]
    texts = [o.get("text") or o.get("data", {}).get("text/plain", "") for o in outputs]
    return "\n".join(texts)


def without_code(text):
    return re.sub(r"^```.*?^```|`[^`\n]*`", "", text, flags=re.S | re.M)


# A figure differs if more than so many pixels differ by more than so many of 255
# levels: in a line or a letter few pixels do by much, in a pale band many by little.
# Measured: data changed by a billionth moved no pixel by more than one level; a line
# moved by a tenth of a pixel moved 1,400 by more than 8.
LIMITS = ((40, 20), (8, 1000))


def software(png):
    """Return what drew a PNG, as Matplotlib has written into it, or ""."""
    return getattr(Image.open(io.BytesIO(png)), "text", {}).get("Software", "")


def difference(drawn, saved):
    """Say in what two PNGs differ to the eye; nothing if they do not."""
    images = [Image.open(io.BytesIO(png)).convert("RGB") for png in (drawn, saved)]
    a, b = (np.asarray(image, int) for image in images)
    if a.shape != b.shape:
        return f"it has {a.shape[:2]} rows and columns, not {b.shape[:2]}"
    levels_off = np.abs(a - b).max(axis=2)
    for levels, pixels in LIMITS:
        rows, columns = np.nonzero(levels_off > levels)
        if len(rows) > pixels:
            return (
                f"{len(rows)} pixels differ by more than {levels} levels, in columns "
                f"{columns.min()} to {columns.max()}, rows {rows.min()} to {rows.max()}"
            )
    return ""
