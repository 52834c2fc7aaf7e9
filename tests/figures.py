"""Comparing a figure that was just drawn with the one that is saved."""

import io

import numpy as np
from PIL import Image

# A figure differs if more than so many pixels differ by more than so many of 255
# levels: in a line or a letter few pixels do by much, in a pale band many by little.
# Measured on a figure of this style: data changed by a billionth, more than another
# processor's rounding does, moved no pixel by more than one level; a line moved by a
# tenth of a pixel moved 1,400 by more than 8. Figures of chapters 7 and 8 have 256
# colours, and one level more can be another colour: that happened to 650 pixels.
LIMITS = ((40, 20), (8, 1000))


def software(png):
    """Return what drew a PNG, as Matplotlib has written into it, or ""."""
    return getattr(Image.open(io.BytesIO(png)), "text", {}).get("Software", "")


def difference(drawn, saved):
    """Say in what two PNGs differ to the eye, in any frame; nothing if in none."""
    images = [Image.open(io.BytesIO(png)) for png in (drawn, saved)]
    frames, others = (getattr(image, "n_frames", 1) for image in images)
    if frames != others:
        return f"it has {frames} frames, not {others}"
    for number in range(frames):
        for image in images:
            image.seek(number)
        a, b = (np.asarray(image.convert("RGB"), int) for image in images)
        if a.shape != b.shape:
            return f"it has {a.shape[:2]} rows and columns, not {b.shape[:2]}"
        levels_off = np.abs(a - b).max(axis=2)
        for levels, pixels in LIMITS:
            rows, columns = np.nonzero(levels_off > levels)
            if len(rows) > pixels:
                return (
                    f"{len(rows)} pixels differ by more than {levels} levels, in "
                    f"columns {columns.min()} to {columns.max()}, rows {rows.min()} to "
                    f"{rows.max()}, frame {number}"
                )
    return ""
