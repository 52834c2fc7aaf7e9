"""Every notebook is saved as its readers should find it; see notebook_rules.py."""

import base64

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests import notebook_rules as rules
from utils.exercises import EXERCISES

PAIRS = [(path, rule) for path in rules.NOTEBOOKS for rule in rules.RULES]
PAIRS += [(path, rule) for path in rules.CHAPTERS for rule in rules.CHAPTER_RULES]
TEXTS = [rules.ROOT / "README.md", *sorted(rules.FOLDER.rglob("*.md"))]


def name(value):
    return getattr(value, "stem", None) or getattr(value, "__name__", None)


@pytest.mark.parametrize(("path", "rule"), PAIRS, ids=name)
def test_it_keeps_the_rule(path, rule):
    assert list(rule(rules.read(path), path)) == []


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_links_of_texts_lead_somewhere(path):
    assert list(rules.dead_links(path.read_text(encoding="utf-8"), path)) == []


def test_each_exercise_stands_in_a_chapter_and_in_its_solutions():
    in_order = [rules.checks(rules.read(path)) for path in rules.CHAPTERS]
    assert in_order.pop() == []  # chapter 9 asks what has no solution
    assert in_order == [rules.checks(rules.read(path)) for path in rules.SOLUTIONS]
    assert [name for names in in_order for name in names] == list(EXERCISES)


@pytest.mark.parametrize("path", rules.CHAPTERS, ids=name)
def test_pytorch_blocks_run_as_they_are_pasted(path):
    pytest.importorskip("torch")
    place = {}
    for block in rules.pytorch_blocks(rules.read(path)):
        exec(block, place)


# A notebook that keeps all rules, and what each rule says if one thing is amiss.

PATH = rules.FOLDER / "02_vanishing_gradients.ipynb"
TEXT = """\
# 2. An example

**From memory**: what is $\\sigma$? We talk about ten epochs, about a round number.

## On the test bench

It is **0.161**, by **1,234** steps and **about 7,000** more; so is **layer 3** (**¼**).

## In PyTorch

```python
import torch  # hum
```

## Summary

See [this](#In-PyTorch), [that](../README.md) and [another](https://example.org/#x).

## Exercises"""
CODE = 'print("0.161 after 1234")\ncheck("tanh", ...)'
PNG = base64.b64encode(b"a figure").decode()


def good():
    figure = new_output("display_data", {"image/png": PNG, "text/plain": "<Figure>"})
    stdout = new_output("stream", name="stdout", text="0.161 after 1234\n")
    stdout.text += "tanh: not tried yet.\n"
    cells = [new_markdown_cell(TEXT)]
    cells.append(new_code_cell(CODE, execution_count=1, outputs=[stdout]))
    cells.append(new_code_cell("plt.show()", execution_count=2, outputs=[figure]))
    cells.append(new_markdown_cell("*A curve that rises.* It could fall."))
    for c in cells:
        c.metadata = nbformat.from_dict({"slideshow": {"slide_type": "slide"}})
    kernel = {"name": "python3", "display_name": "Python 3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def text(new, old="We talk about"):
    def change(notebook):
        assert old in notebook.cells[0].source
        notebook.cells[0].source = notebook.cells[0].source.replace(old, new)

    return change


def output(**changes):
    return lambda notebook: notebook.cells[2].outputs[0].update(changes)


def cell(number, **changes):
    return lambda notebook: notebook.cells[number].update(changes)


def stderr(notebook):
    notebook.cells[1].outputs[0].name = "stderr"


FAULTS = {  # by the words of the complaint
    "no valid notebook": cell(1, execution_count="one"),
    "share them": lambda notebook: notebook.cells[1].update(id=notebook.cells[2].id),
    "execution counts": cell(1, execution_count=3),
    "kernelspec": lambda notebook: notebook.metadata.kernelspec.update(name="mine"),
    "metadata.widgets": lambda notebook: notebook.metadata.update(widgets={}),
    "'text/html'": output(data=nbformat.from_dict({"text/html": "<p>"})),
    "'image/svg+xml'": output(data=nbformat.from_dict({"image/svg+xml": "<svg>"})),
    "a warning": stderr,
    r"\operatorname": text(r"$\operatorname{a}$"),
    "a line of its own": text("so $$a$$"),
    "by ['# NBVAL_SKIP']": cell(1, source=f"# NBVAL_SKIP\n{CODE}"),
    "by ['nbval-skip']": cell(1, metadata=nbformat.from_dict({"tags": ["nbval-skip"]})),
    "ends with ';'": cell(2, source="plt.show();"),
    "no such file": text("[a](02_vanishing.ipynb)"),
    "no such heading": text("[a](#In-Torch)"),
    "'not tried yet.'": cell(1, source='print(1)\ncheck("relu", ...)'),
    "a line of 77": cell(1, source=f"{CODE}\n{'x' * 77}"),
    "no *caption*": cell(3, source="**It rises.**"),
    "no slide type": cell(2, metadata=nbformat.from_dict({})),
    "'hum'": text("The hum"),
    "'talk'": text("Less talk than"),
    "'ten rounds'": text("ten rounds"),
    "'the message'": text("Then the message fades"),
    "prints 0.16,": text("**0.16**"),
    "prints 12,345,": text("**After 12,345 steps**"),
    "no **From memory**": text("Old", "From memory"),
    "no block": text("```", "```python"),
    "section ## Summary": text("## End", "## Summary"),
    "section ## On the test bench": text("## Bench", "## On the test bench"),
}


def complaints(notebook):
    return [
        c for rule in (*rules.RULES, *rules.CHAPTER_RULES) for c in rule(notebook, PATH)
    ]


@pytest.mark.parametrize("words", FAULTS)
def test_a_fault_is_found(words, monkeypatch):
    monkeypatch.setattr(rules, "anchors", lambda path: {"In-PyTorch"})
    notebook = good()
    assert complaints(notebook) == []
    FAULTS[words](notebook)
    assert any(words in complaint for complaint in complaints(notebook))
