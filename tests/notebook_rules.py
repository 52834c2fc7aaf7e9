"""The rules for notebooks; others stand in prose_rules.py and reading_rules.py.

Each takes a notebook and its path, and yields what is amiss and what to do about it.
"""

import ast
import base64
import functools
import re
from collections import Counter
from pathlib import Path

import nbformat

from tests.figures import software, width
from tests.prose_rules import prose_is_vouched_for
from tests.reading_rules import READING_RULES, TIMES, is_slider, solutions_of
from tests.slide_rules import makes_a_deck

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted(
    path
    for path in (ROOT / "notebooks").rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)
CHAPTERS = [path for path in NOTEBOOKS if path.parent.name == "notebooks"]
SOLUTIONS = [path for path in NOTEBOOKS if path.parent.name == "solutions"]
HINT = '# No such module? Take the kernel from .venv: see README.md, "Run them".'
RERUN = "run it again with: .venv/bin/python tests/refresh.py NOTEBOOK"


def read(path):
    """Return a notebook as it is: nbformat.read would give cells with one id two."""
    return nbformat.v4.reads(path.read_text(encoding="utf-8"))


def code_cells(notebook):
    return [c for c in notebook.cells if c.cell_type == "code" and c.source.strip()]


def markdown(notebook):
    return "\n\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")


def outputs(notebook):
    for number, cell in enumerate(code_cells(notebook), 1):
        for output in cell.outputs:
            yield f"code cell {number}", cell, output


def saved_as_run(notebook, path):
    """Top to bottom, once, by the kernel that everybody has."""
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts}, not 1 to {len(counts)}: {RERUN}"
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        yield "the kernelspec is not python3: choose Kernel, Change Kernel, Python 3"
    if len({cell.get("id") for cell in notebook.cells}) != len(notebook.cells):
        yield "cells lack ids, or share them: save with JupyterLab 4 or newer"
    if any(not cell.source.strip() for cell in notebook.cells):
        yield "there is an empty cell: delete it"


def utils_explains_itself(notebook, path):
    """Who has another kernel reads in the traceback what to do, beside the import."""
    first = code_cells(notebook)[0].source
    before, found, _ = first.partition("from utils")
    if found and not before.endswith(f"{HINT}\n"):
        yield f"the first import from utils has to stand below the line: {HINT}"


def shows_on_github(notebook, path):
    """Nothing that GitHub refuses, strips or shows differently."""
    if "widgets" in notebook.metadata:
        yield "metadata.widgets is set: clear the sliders' outputs and save again"
    if path.exists() and path.stat().st_size > 500_000:
        size = path.stat().st_size // 1000
        yield f"the file has {size} KB, over 500: fewer or smaller figures"
    for place, cell, output in outputs(notebook):
        odd = set(output.get("data", {})) - {"image/png", "text/plain"}
        if odd:
            yield f"{place} has output of kind {sorted(odd)}: show PNG or print text"
        if output.output_type == "error" or output.get("name") == "stderr":
            yield f"{place} saved an error or a warning: mend the cell, then {RERUN}"
        if is_slider(cell):
            yield f"{place} is a slider with saved output: clear it and save again"
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for odd in (r"\begin{equation", r"\begin{align}", r"\operatorname"):
                if odd in cell.source:
                    yield f"{odd} does not render everywhere: use $$, aligned, \\mathrm"
            if re.search(r"\S.*\$\$|\$\$.*\S", cell.source):
                yield "$$ must stand on a line of its own, or GitHub may not see it"


def nbval_sees_it(notebook, path):
    """No cell escapes the comparison but an optional slider, and none may fail."""
    for number, cell in enumerate(code_cells(notebook), 1):
        tags = set(cell.metadata.get("tags", []))
        skipped = {tag for tag in tags if tag.startswith("nbval-")}
        if "raises-exception" in tags:
            yield f"code cell {number} may fail: remove its tag, raises-exception"
        skipped |= set(re.findall(r"^#\s*(NBVAL_\w+)", cell.source, re.MULTILINE))
        if skipped and not is_slider(cell):
            yield f"code cell {number} escapes nbval by {sorted(skipped)}: remove that"
        if cell.source.rstrip().endswith(";"):
            yield f"code cell {number} ends with ';', which hides nothing from nbval"


def figures_have_words(notebook, path):
    """Each figure can be told to somebody who does not see it, and in one way."""
    seen = set()
    for place, _, output in outputs(notebook):
        if "image/png" not in output.get("data", {}):
            continue
        png = base64.b64decode(output.data["image/png"])
        if not software(png):  # nobody could compare it with another
            yield f"the figure of {place} does not say what drew it: {RERUN}"
        shown = output.metadata.get("image/png", {}).get("width", 0)
        if abs(width(png) - 1.3 * shown) > 1:
            yield f"the figure of {place} is shown {shown} pixels wide: {RERUN}"
        alt = output.metadata.get("image/png", {}).get("alt", "")
        if len(alt.split()) < 6:
            yield f"the figure of {place} has no alt text: use show(fig, alt)"
        elif output.data.get("text/plain") != alt:
            yield f"the figure of {place} has a text/plain that is not its alt: {RERUN}"
        elif alt in seen:
            yield f"the figure of {place} has the alt text of another: tell them apart"
        seen.add(alt)


LINK = re.compile(r"\[((?:[^][]|\[[^][]*\])*)\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#+ (.*)", re.MULTILINE)


def headings(target):
    """Return the headings of a notebook or of a Markdown file."""
    is_notebook = target.suffix == ".ipynb"
    text = markdown(read(target)) if is_notebook else target.read_text("utf-8")
    return HEADING.findall(text)


def slug(heading):
    """Return the anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def misnames(text, target):
    """Whether the text of a link names another thing than its target.

    The text of a link to a notebook has to say which: by its number ("chapter 4",
    "exercise 4.2"), by its title, or by both, as the title is.
    """
    if re.fullmatch(r"[\w.]+\.\w+", text):
        return target.name != text
    title = headings(target)[0] if target.suffix == ".ipynb" else ""
    if number := re.match(r"(?:chapter|exercise) (\d+)(?:\.\d)?$", text, re.IGNORECASE):
        return not title.startswith(f"{number[1]}. ")
    if re.match(r"\d+\. ", text):
        return text != title
    if re.match(r"solutions?( to \d\.\d)?$", text, re.IGNORECASE):
        return "solutions" not in target.parts
    return bool(title) and text not in (title, title.partition(". ")[2])


def wrong_links(text, folder):
    """Yield what is amiss with the links of a text that lies in a folder."""
    for words, link in LINK.findall(text):
        name, _, anchor = link.partition("#")
        target = (folder / name).resolve()
        if "://" in link:
            continue
        if not target.exists():
            yield f"the link to {link} is dead: mend the path or drop the link"
        elif name and misnames(words, target):
            yield f"the link {words!r} leads to {name}: mend the words or the path"
        elif anchor:
            known = headings(target) if name else HEADING.findall(text)
            if slug(anchor) not in map(slug, known):
                yield f"the link to {link} is dead: there is no such heading"


MENTION = re.compile(  # exercise 5.2, chapters 4 and 5
    r"\b(chapter|exercise)(?: (\d[\d.]*)|s ((?:(?:, | and | or | to |\b)\d[\d.]*)+))",
    re.IGNORECASE,
)


@functools.cache
def numbered():
    """Return the numbers of all chapters and exercises, as text."""
    titles = [title for path in CHAPTERS for title in headings(path)]
    return {m[1] for t in titles if (m := re.match(r"(\d+\.\d|\d+(?=\. ))", t))}


def wrong_mentions(text):
    """Yield the chapters and exercises that a text mentions and nobody has written."""
    for kind, one, several in MENTION.findall(text):
        for which in re.findall(r"\d+(?:\.\d+)?", one or several):
            if which not in numbered() or ("." in which) is (kind.lower() == "chapter"):
                yield f"there is no {kind.lower()} {which}: mend the number"


def links_are_right(notebook, path):
    """Every link leads where its words say, and what is mentioned exists."""
    text = markdown(notebook)
    yield from wrong_mentions(TIMES.sub("", text))  # "exercises 30" are minutes
    yield from wrong_links(text, path.parent)
    for words, link in LINK.findall(text):
        which = re.search(r"\d\.\d$", words)  # a solution, or all of them
        wanted = solutions_of(path) + (f"#{which[0]}-" if which else "")
        if "solution" in words.lower() and not link.startswith(wanted):
            yield f"the link to {link} is not to this chapter's: {wanted}"
    chapter = path.name.replace("_solutions", "")
    if path.parent.name == "solutions" and f"](../{chapter})" not in text:
        yield f"there is no link to the chapter, ../{chapter}"


def handed_in(cell):
    """Return the exercise and the answer of each check that a cell calls.

    None stands for what is not written as it should be: a string, and a name.
    """
    pairs = []
    body = ast.parse(cell.source).body if cell.cell_type == "code" else []
    for call in (getattr(statement, "value", None) for statement in body):
        if isinstance(call, ast.Call) and getattr(call.func, "id", None) == "check":
            exercise, answer = (*call.args, None, None)[:2]
            pairs.append(
                (getattr(exercise, "value", None), getattr(answer, "id", None))
            )
    return pairs


def exercises(notebook):
    """Return the names of the exercises that a notebook checks, in order."""
    return [name for cell in notebook.cells for name, _ in handed_in(cell)]


def answers(cell):
    """Yield the name of each answer that a cell defines, and whether it is a stub."""
    for node in ast.parse(cell.source).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, ast.unparse(node.body) == "return ..."
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                yield ast.unparse(target), ast.unparse(node.value) == "..."


def wrong_answers(cell, solved):
    """Yield what is amiss with the way a cell hands its answers in."""
    pairs, defined = handed_in(cell), list(answers(cell))
    if len(re.findall(r"\bcheck\(", cell.source)) != len(pairs):
        yield "call check in a line of its own, at the left"
    for exercise, answer in pairs:
        stubs = [is_stub for name, is_stub in defined if name == answer]
        if len(stubs) != 1:
            yield f"the cell that checks {exercise} has to define its answer, once"
        elif stubs[0] is solved:
            state = "still a stub" if solved else "no stub: return ..., or = ..."
            yield f"{answer}, the answer to {exercise}, is {state}"
    if len(pairs) != len({answer for _, answer in pairs}):
        yield "an answer is handed in twice"


def exercises_answer_back(notebook, path):
    """A stub runs as it is, and links to its solution, which is right."""
    solved = path.parent.name == "solutions"
    says, task = "right." if solved else "not tried yet.", ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            task = cell.source
            continue
        yield from wrong_answers(cell, solved)
        printed = "".join(output.get("text", "") for output in cell.outputs)
        for name, _ in handed_in(cell):
            if f"{name}: {says}" not in printed:
                yield f"check({name!r}, ...) does not say {says!r}: {RERUN}"
            if not solved and f"({solutions_of(path)}#" not in task:
                yield (
                    f"the task of {name} has no link to its place in "
                    f"{solutions_of(path)}"
                )
    for name, times in Counter(exercises(notebook)).items():
        if times > 1:
            yield f"check({name!r}, ...) is called {times} times: once is enough"


RULES = [
    saved_as_run,
    utils_explains_itself,
    shows_on_github,
    nbval_sees_it,
    figures_have_words,
    links_are_right,
    prose_is_vouched_for,
    exercises_answer_back,
    *READING_RULES,
    makes_a_deck,
]
