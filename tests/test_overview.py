"""What the poster promises: true curves and numbers, nothing cut or covered."""

from itertools import combinations
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from tests.figures import difference, software
from tests.test_readme import README, WORDS
from utils.first_edition import plotting
from utils.first_edition.activations import ACTIVATIONS, SUM_OF_SIGMOIDS
from utils.first_edition.instrument import kept, measure_layers
from utils.first_edition.newcomers import NEWCOMERS
from utils.first_edition.notebook import encode_png

ROOT = Path(__file__).parents[1]
STORY = "sigmoid", "tanh", "sum_of_sigmoids", "softplus", "relu", "elu", "silu"


@pytest.fixture(scope="module")
def poster():
    with matplotlib.rc_context():
        plotting.use_house_style()
        fig = plotting.poster()
        fig.draw_without_rendering()
        yield fig
    plt.close(fig)


def test_each_row_has_its_function_and_its_slope(poster):
    known = ACTIVATIONS | NEWCOMERS | {SUM_OF_SIGMOIDS.name: SUM_OF_SIGMOIDS}
    assert f"![A table of {WORDS[len(STORY)]} functions" in README
    pairs = zip(poster.axes[::2], poster.axes[1::2], strict=True)
    for (left, right), name in zip(pairs, STORY, strict=True):
        curve, slope = left.lines[-1], right.lines[-1]
        assert curve.get_color() == slope.get_color() == known[name].color
        x, y = curve.get_data()
        away = np.abs(x[1:-1]) > 0.1  # from the corners
        np.testing.assert_allclose(
            slope.get_ydata()[1:-1][away], np.gradient(y, x)[1:-1][away], atol=2e-4
        )
        if name != "sum_of_sigmoids":
            np.testing.assert_array_equal(y, known[name].function(x))


def test_the_numbers_are_those_of_the_instrument(poster):
    said = [text.get_text() for text in poster.texts]
    for name in ("sigmoid", "relu", "elu"):
        layers = measure_layers(name)
        assert f"{kept(layers):.2g}" in said
    patches = [bar for bar in poster.artists if isinstance(bar, plt.Rectangle)]
    bars = [bar.get_width() for bar in patches]
    assert len(bars) == len(STORY)
    kept_by = [kept(measure_layers(name)) for name in ("sigmoid", "elu")]
    assert bars[0] / bars[5] == pytest.approx(kept_by[0] / kept_by[1])


def test_no_words_are_cut_or_covered(poster):
    boxes = [(t.get_text(), t.get_window_extent()) for t in poster.texts]
    page = poster.bbox
    for words, box in boxes:
        assert page.x0 < box.x0 and box.x1 < page.x1, words
        assert page.y0 < box.y0 and box.y1 < page.y1, words
    for (words, one), (others, other) in combinations(boxes, 2):
        assert not one.overlaps(other), (words, others)


def test_the_poster_of_the_readme_is_what_is_drawn(poster):
    saved = (ROOT / "notebooks" / "poster.png").read_bytes()
    drawn = encode_png(poster)
    assert software(saved), "it does not say what drew it: run tests/refresh.py"
    if software(drawn) != software(saved):
        pytest.skip(f"saved with {software(saved)}, drawn with {software(drawn)}")
    assert difference(drawn, saved) == "", "run tests/refresh.py"
