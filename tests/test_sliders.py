"""The sliders, which nbval does not see, at their start and at the ends of their reach.

What they draw is compared with formulas of our own, and their words with those here.
"""

import ast
import importlib
import itertools
import math

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import same_color

from tests.notebook_rules import CHAPTERS, code_cells, is_slider, read
from tests.prose_rules import NUMBER, numbers
from utils.first_edition.plotting import COLORS

X = np.linspace(-10, 10, 201)  # the grid of chapter 1


def sigma(x):
    return (1 + np.tanh(x / 2)) / 2


def sigma_slope(x):
    return 1 / np.cosh(x / 2) ** 2 / 4


# Each of these returns the lines, the title with its numbers, and the labels of each
# of the axes. A line is x, y and the function whose colour it has, or a colour.


def chapter_1(offset):
    at_zero = sigma(-offset)
    lines = [
        (X, sigma(X - offset), "sigmoid"),
        (offset, 0.5, "#333333"),
        (0, at_zero, "white"),
    ]
    title = ("Offset {}: an input of {} gives {}", offset, 0, at_zero)
    return [(lines, title, ("$x$", "σ($x$ − offset)"))]


def chapter_2(depth, w):
    first = a = np.linspace(0, 1, 1001)
    slopes = []
    for _ in range(depth):
        slopes.append(w * sigma_slope(w * (a - 0.5)))
        a = sigma(w * (a - 0.5))
    through = np.median(np.prod(slopes, axis=0))
    title = ("{} in a row: typically {} gets through", depth, through)
    labels = ("what the first is given", "what the last says")
    return [([(first, a, "sigmoid")], title, labels)]


def chapter_3(n, spacing, view):
    x = np.linspace(-10, view, 601)
    away = x - spacing * np.arange(0.5, n)[:, None]
    value = spacing * sigma(away).sum(axis=0)
    slope = spacing * sigma_slope(away).sum(axis=0)
    title = ("{} sigmoids on [{}, {}]", n, 0, n * spacing)
    end = ("Slope at the right of the view: {}", slope[-1])
    return [
        ([(x, value, "sum_of_sigmoids")], title, ("", "$f(x)$")),
        ([(x, slope, "sum_of_sigmoids")], end, ("$x$", "$f\\,'(x)$")),
    ]


def chapter_5(beta):
    x = np.linspace(-2, 2, 401)
    soft, sharp = np.logaddexp(0, beta * x) / beta, (x + abs(x)) / 2
    left = [(x, soft, "softplus"), (x, sharp, "relu")]
    right = [(x, sigma(beta * x), "sigmoid")]
    title = ("β = {}: gap {}", beta, np.max(soft - sharp))
    return [
        (left, title, ("$x$", "$f(x)$")),
        (right, ("its slope, σ(βx)",), ("$x$", "slope")),
    ]


def chapter_6(alpha):
    x = np.linspace(-5, 3, 401)
    below = alpha * np.exp(x)  # a slope of 0 is nowhere on a log axis
    slope = np.where(x > 0, 1, below if alpha else math.nan)
    to_the_left = math.erfc(1 / math.sqrt(2)) / 2
    mean = 1 / math.sqrt(2 * math.pi) + alpha * (math.sqrt(math.e) * to_the_left - 0.5)
    title = ("α = {}: mean {}", alpha, mean)
    return [
        ([(x, np.where(x > 0, x, below - alpha), "elu")], title, ("$x$", "$f(x)$")),
        ([(x, slope, "elu")], ("its slope",), ("$x$", "$f\\,'(x)$, log scale")),
    ]


SLIDERS = {  # smallest, largest, step, start
    1: (chapter_1, {"offset": (-8, 8, 0.5, 0)}),
    2: (chapter_2, {"depth": (1, 12, 1, 1), "w": (1, 10, 0.5, 1)}),
    3: (
        chapter_3,
        {"n": (1, 100, 1, 10), "spacing": (0.1, 5, 0.1, 1), "view": (10, 60, 5, 10)},
    ),
    5: (chapter_5, {"beta": (1, 50, 1, 1)}),
    6: (chapter_6, {"alpha": (0, 3, 0.05, 1)}),
}


@pytest.fixture
def shown(monkeypatch):
    """Figures and their alt texts, instead of a display."""
    figures = []
    for module, name in (
        ("utils.first_edition.notebook", "show"),
        ("utils.first_edition.plotting", "show"),
        ("ipywidgets.widgets.interaction", "display"),
    ):
        if hasattr(importlib.import_module(module), name):
            monkeypatch.setattr(f"{module}.{name}", lambda *what: figures.append(what))
    yield figures
    plt.close("all")


def named(node, kind):
    return {
        n.id for n in ast.walk(node) if isinstance(n, ast.Name) and type(n.ctx) is kind
    }


def gives(statement):
    """Return the names that a statement defines."""
    if isinstance(statement, ast.FunctionDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {a.asname or a.name.split(".")[0] for a in statement.names}
    if "use_house_style" in ast.unparse(statement):
        return {"show"}  # which looks so
    return named(statement, ast.Store)


def takes(statement):
    """Return the names from elsewhere that a statement uses."""
    inside = set()
    if isinstance(statement, ast.FunctionDef):
        inside = named(statement, ast.Store)
        inside |= {a.arg for a in ast.walk(statement) if isinstance(a, ast.arg)}
    return named(statement, ast.Load) - inside


def run_slider(chapter):
    """Run what a chapter's slider needs, and return the function that it moves."""
    statements = []
    for cell in code_cells(read(CHAPTERS[chapter])):
        statements += ast.parse(cell.source).body
        if is_slider(cell):
            break
    else:
        raise AssertionError(f"chapter {chapter} has no slider")
    slider = statements[-1]
    needed, wanted = [], {slider.name}
    for statement in reversed(statements):
        if gives(statement) & wanted:
            needed.insert(0, statement)
            wanted |= takes(statement)
    namespace = {}
    exec(compile(ast.Module(needed, []), "slider", "exec"), namespace)
    return namespace[slider.name]


def check_line(line, x, y, name):
    np.testing.assert_allclose(line.get_xdata(), np.atleast_1d(x), atol=1e-12)
    np.testing.assert_allclose(
        line.get_ydata(), np.atleast_1d(y), rtol=1e-10, atol=1e-14
    )
    wanted = COLORS.get(name, name)
    assert same_color(line.get_color(), wanted), f"not the colour of {name}"
    assert same_color(line.get_markerfacecolor(), wanted)


def check_axes(ax, lines, title, labels):
    drawn = [line for line in ax.lines if len(line.get_xdata()) != 2]  # no zero lines
    assert len(drawn) == len(lines)
    low, high = ax.get_ylim()
    for line, wanted in zip(drawn, lines, strict=True):
        check_line(line, *wanted)
        if ax.get_yscale() == "linear":  # a log axis may have a floor
            y = wanted[1]
            assert low <= np.min(y) <= np.max(y) <= high, "out of sight"
    assert (ax.get_xlabel(), ax.get_ylabel()) == labels
    words, *values = title
    text = ax.get_title(loc="left")
    assert NUMBER.sub("{}", text) == words
    for number, value in zip(numbers(text), values, strict=True):
        assert number.is_near([value]), f"{number.text} should be {value}"


@pytest.mark.filterwarnings("error::RuntimeWarning")
@pytest.mark.parametrize("chapter", SLIDERS)
def test_slider(chapter, shown):
    reference, ranges = SLIDERS[chapter]
    slider = run_slider(chapter)
    widgets = {widget.description: widget for widget in slider.widget.kwargs_widgets}
    assert {
        name: (w.min, w.max, w.step, w.value) for name, w in widgets.items()
    } == ranges
    corners = itertools.product(*[(w.min, w.max) for w in widgets.values()])
    for corner in [[w.value for w in widgets.values()], *corners]:
        shown.clear()
        slider(*corner)
        ((fig, alt),) = shown
        assert len(alt.split()) >= 6
        for ax, wanted in zip(fig.axes, reference(*corner), strict=True):
            check_axes(ax, *wanted)
        plt.close(fig)


def test_each_slider_is_tested():
    assert list(SLIDERS) == [
        number
        for number, path in enumerate(CHAPTERS)
        for cell in code_cells(read(path))
        if is_slider(cell)
    ]
