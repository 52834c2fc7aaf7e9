"""Comparing a figure that was just drawn with the one that is saved."""

import io
import re

import numpy as np
from PIL import Image

# More than so many pixels that differ by more than so many of 255 levels are seen: in
# a line or a letter few pixels by much, in a pale band or shade many by little.
# The same software draws the same bytes. For another processor's last bits we moved
# pixels of chapters 1, 3 and 5 by one level: the 256 colours that a figure is stored
# in then fall a little differently. After 1000 pixels moved, at most 650 differed by
# more than 8 levels and 15 by more than 40; after 10, 60 and none.
LIMITS = ((40, 20), (8, 1000))
MADE_BY = re.compile(r"Matplotlib \d\S+, FreeType \d\S+")


def software(png):
    """Return what drew a PNG, as `show` has written into it, or "" if nobody knows."""
    text = getattr(Image.open(io.BytesIO(png)), "text", {}).get("Software", "")
    return text if MADE_BY.fullmatch(text) else ""


def width(png):
    """Return how many pixels wide a PNG is."""
    return Image.open(io.BytesIO(png)).width


def difference(drawn, saved):
    """Say in what two PNGs differ to the eye, in any frame; nothing if in none."""
    images = [Image.open(io.BytesIO(png)) for png in (drawn, saved)]
    counts = [getattr(image, "n_frames", 1) for image in images]
    if counts[0] != counts[1]:
        return f"it has {counts[0]} frames, not {counts[1]}"
    for number in range(counts[0]):
        for image in images:
            image.seek(number)
        if how := _difference(*(np.asarray(i.convert("RGB")) for i in images)):
            return f"{how}, frame {number}" if counts[0] > 1 else how
    return ""


def _difference(a, b):
    if a.shape != b.shape:
        return f"its rows, columns and channels are {a.shape}, not {b.shape}"
    levels_off = np.abs(a.astype(int) - b.astype(int)).max(axis=2)
    for levels, pixels in LIMITS:
        off = levels_off > levels
        if off.sum() > pixels:
            (top, bottom), (left, right) = ((w.min(), w.max()) for w in np.nonzero(off))
            return (
                f"{off.sum()} pixels differ by more than {levels} levels, between "
                f"column {left} and {right}, row {top} and {bottom}"
            )
    return ""
