"""What utils.first_edition.plotting.animate promises."""

import base64
import io

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from tests.figures import difference, software
from utils import notebook
from utils.first_edition.plotting import animate, reveal

ALT = "A dot that walks from left to right."


def walk(monkeypatch, steps=(0, 1, 2), **settings):
    """Return the PNG of a walking dot, and what was said of it."""
    shown = []
    take = lambda data, raw, metadata: shown.append((data, metadata))  # noqa: E731
    monkeypatch.setattr(notebook, "display", take)
    monkeypatch.setattr(notebook, "get_ipython", lambda: object())
    fig, ax = plt.subplots(figsize=(3, 2), layout="constrained")
    (dot,) = ax.plot(0, 0, "o")
    ax.set(xlim=(-1, 3))

    def draw(step):
        dot.set_xdata([step])
        ax.set_title("long" * int(step))

    animate(fig, draw, steps, settings.pop("alt", ALT), **settings)
    ((data, metadata),) = shown
    assert not plt.fignum_exists(fig.number)
    return base64.b64decode(data["image/png"]), data, metadata


def frames(png):
    image = Image.open(io.BytesIO(png))
    for number in range(image.n_frames):
        image.seek(number)
        yield np.asarray(image.convert("RGB")), image.info


def test_it_plays_once_and_what_does_not_play_it_shows_the_end(monkeypatch):
    png, data, metadata = walk(monkeypatch, seconds=1.5)
    still, begin, first, second, last = (pixels for pixels, _ in frames(png))
    np.testing.assert_array_equal(still, last)
    np.testing.assert_array_equal(begin, last)  # which a printer shows
    assert (begin != first).any()
    assert (first != second).any() and (second != last).any()
    image = Image.open(io.BytesIO(png))
    assert image.is_animated and image.default_image and image.info["loop"] == 1
    durations = [info["duration"] for _, info in list(frames(png))[1:]]
    assert sum(durations) == pytest.approx(1500)
    assert data["text/plain"] == metadata["image/png"]["alt"] == ALT
    assert metadata["image/png"]["width"] == 300
    assert software(png)


def test_every_frame_is_compared(monkeypatch):
    png = walk(monkeypatch)[0]
    assert difference(walk(monkeypatch)[0], png) == ""
    assert "frame 3" in difference(walk(monkeypatch, steps=(0, 0.5, 2))[0], png)
    assert "frames" in difference(walk(monkeypatch, steps=(0, 2))[0], png)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"steps": [1]}, "two steps or more, got 1"),
        ({"seconds": 6}, "at most 5, got 6"),
        ({"seconds": 0}, "above 0"),
        ({"alt": "too short"}, "got 'too short'"),
    ],
)
def test_what_it_cannot_show_is_said(monkeypatch, settings, message):
    with pytest.raises(ValueError, match=message):
        walk(monkeypatch, **settings)
    plt.close("all")


def test_reveal_shows_the_first_groups():
    _, ax = plt.subplots()
    groups = [[ax.text(0, 0, n), ax.text(1, 1, n)] for n in range(3)]
    draw = reveal(groups)
    for count in (3, 1, 0, 2):
        draw(count)
        seen = [artist.get_visible() for group in groups for artist in group]
        assert seen == [True] * 2 * count + [False] * 2 * (3 - count)
    plt.close("all")
