"""Comparing a figure that was just drawn with the one that is saved."""

import io

import numpy as np
from PIL import Image

# Of 255 levels. Which 256 colours a figure is stored in may differ by less.
LEVELS = 40
# A label moved by a hair changes hundreds of pixels, another machine's last bit none.
PIXELS = 20


def software(png):
    """Return what drew a PNG, as `show` has written into it, or "" if nobody knows."""
    return Image.open(io.BytesIO(png)).text.get("Software", "")


def difference(drawn, saved):
    """Say in what two PNGs differ to the eye; an empty text if they do not."""
    a, b = (
        np.asarray(Image.open(io.BytesIO(p)).convert("RGB")) for p in (drawn, saved)
    )
    if a.shape != b.shape:
        return f"its rows, columns and channels are {a.shape}, not {b.shape}"
    off = np.abs(a.astype(int) - b.astype(int)).max(axis=2) > LEVELS
    if off.sum() <= PIXELS:
        return ""
    (top, bottom), (left, right) = ((w.min(), w.max()) for w in np.nonzero(off))
    return (
        f"{off.sum()} pixels differ, between column {left} and {right}, "
        f"row {top} and {bottom}"
    )
