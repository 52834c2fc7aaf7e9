"""Every notebook is saved as its readers should find it."""

import ast
import functools
import re
import runpy

import nbformat
import pytest
from nbconvert import HTMLExporter, SlidesExporter
from traitlets.config import Config

from tests import saved as nb
from tests.saved import CHAPTERS, SOLUTIONS, code_cells, markdown, printed
from utils.exercises import EXERCISES

ALL = sorted(nb.FOLDER.glob("*.ipynb")) + SOLUTIONS
TEXTS = [p for p in nb.FOLDER.rglob("*.md") if "node_modules" not in p.parts]
TEXTS = [nb.ROOT / "README.md", *sorted(TEXTS)]


def each(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


@each(ALL)
def test_run_from_top_to_bottom_by_the_kernel_that_everybody_has(path):
    notebook = nb.read(path)
    ids = {cell.get("id") for cell in notebook.cells}
    assert len(ids - {None}) == len(notebook.cells)  # before nbformat mends it
    nbformat.validate(notebook)
    counts = [cell.execution_count for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1)), "restart and run all cells"
    assert notebook.metadata.language_info.file_extension == ".py"  # of a script
    kernel = notebook.metadata.kernelspec
    assert (kernel.name, kernel.display_name) == ("python3", "Python 3 (ipykernel)")


@each(ALL)
def test_nothing_that_github_refuses_or_strips(path):
    assert "widgets" not in nb.read(path).metadata, "clear the output of sliders"
    assert path.stat().st_size <= 600_000
    for output in (o for cell in code_cells(path) for o in cell.outputs):
        assert set(output.get("data", {})) <= {"image/png", "text/plain"}
        assert output.output_type != "error" and output.get("name") != "stderr"
    wrong = r"\\begin\{(?:equation|align)\}|\\operatorname|\S.*\$\$|\$\$.*\S"
    assert not re.findall(wrong, markdown(path)), "use aligned, $$ on its own line"


@each(ALL)
def test_no_cell_escapes_comparison_but_an_optional_slider(path):
    for cell in code_cells(path):
        tags = cell.metadata.get("tags", [])
        escapes = [t for t in tags if t.startswith(("nbval-", "raises-"))]
        escapes += re.findall(r"^#\s*NBVAL_\w+", cell.source, re.MULTILINE)
        assert not escapes or "interactive" in tags, cell.source
        assert not cell.source.rstrip().endswith(";"), "nbval sees what ';' hides"


@functools.cache
def anchors(path):
    """Return the anchors of all headings, as Jupyter and as GitHub make them."""
    found = set()
    headings = re.findall(
        r"^#+ +(.*?) *$", nb.without_code(markdown(path)), re.MULTILINE
    )
    for heading in headings:
        found.add(heading.replace(" ", "-"))
        found.add(re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-"))
    return found


@each([*ALL, *TEXTS])
def test_links_lead_somewhere(path):
    for link in re.findall(r"\]\(([^)\s]+)\)", nb.without_code(markdown(path))):
        if "://" not in link:
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target.exists(), link
            assert not anchor or anchor in anchors(target), link


@each(CHAPTERS)
def test_figures_have_captions(path):
    """In italics, at the top of the cell below, without a star between the two."""
    cells = nb.read(path).cells
    for cell, below in zip(cells, [*cells[1:], {}], strict=True):
        if any("image/png" in o.get("data", {}) for o in cell.get("outputs", [])):
            text = below.get("source", "")
            assert re.match(r"\*[^*\s][^*]*[^*\s]\*(?!\w)", text), cell.source


def checks(path):
    """Return the names of the exercises that a notebook checks, in order."""
    trees = (ast.parse(cell.source) for cell in code_cells(path))
    calls = (n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Call))
    return [c.args[0].value for c in calls if getattr(c.func, "id", "") == "check"]


@each(CHAPTERS + SOLUTIONS)
def test_exercises_are_open_in_a_chapter_and_right_in_its_solutions(path):
    answer = "not tried yet." if path in CHAPTERS else "right."
    for name in checks(path):
        assert f"{name}: {answer}" in printed(path)


def test_each_exercise_stands_in_a_chapter_and_in_its_solutions():
    in_order = [checks(path) for path in CHAPTERS]
    assert in_order.pop() == []  # chapter 9 asks what has no solution
    assert in_order == [checks(path) for path in SOLUTIONS]
    assert [name for names in in_order for name in names] == list(EXERCISES)


NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?:e[-+]\d+)?", re.IGNORECASE)
ROUGHLY = r"(?i:\b(?:about|around|roughly|nearly|almost|some|over|under|chapters?) )"


def unprinted(text, prints):
    """Return the bold numbers of a text that are not printed with just these digits.

    Exempt are numbers said to be rough, and the years and small counts of a sentence.
    """
    text = re.sub(r"\$\$.*?\$\$|\$[^$\n]+\$", " ", nb.without_code(text), flags=re.S)
    known = {float(n.replace(",", "")) for n in NUMBER.findall(prints)}
    found = []
    for bold in re.findall(r"\*\*(.+?)\*\*", text, re.S):
        alone = re.fullmatch(rf"[−-]?{NUMBER.pattern}\W*", bold)
        for number in NUMBER.findall(re.sub(rf"{ROUGHLY}[−-]?[\d,.]+", "", bold)):
            count = re.fullmatch(r"\d\d?|20\d\d", number) and not alone
            if not count and float(number.replace(",", "")) not in known:
                found.append(number)
    return found


@each(CHAPTERS)
def test_bold_numbers_are_printed(path):
    assert unprinted(markdown(path), printed(path)) == []


def test_bold_numbers_are_looked_for():
    text = (
        "**0.161** and **0.16**, **after 1,234 steps, 12,345 and about 7,000**, **3**."
    )
    assert unprinted(text, "0.161 1234") == ["0.16", "12,345", "3"]


@each(CHAPTERS[1:])
def test_pytorch_blocks_run_as_they_are_pasted(path):
    pytest.importorskip("torch")
    section = re.search(r"^#+ In PyTorch$(.*?)(?=^#+ |\Z)", markdown(path), re.S | re.M)
    blocks = re.findall(r"^```python\n(.*?)^```", section[1], re.S | re.M)
    assert blocks
    place = {}
    for block in blocks:
        exec(block, place)


@pytest.mark.parametrize("exporter", [HTMLExporter, SlidesExporter])
def test_exports_have_captions_as_alternative_texts(exporter):
    file = runpy.run_path(str(nb.FOLDER / "export.py"), {"get_config": Config})
    page, _ = exporter(config=file["c"]).from_filename(str(CHAPTERS[0]))
    assert page.count('<img alt="') == page.count("<img") == 5
    assert '<img alt="Left, a neuron: three inputs' in page
