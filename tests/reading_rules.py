"""The rules for how a chapter reads: its lanes, its minutes, its rhythm.

A chapter has a main lane, which is the story; then exercises; then side roads, which
nothing later needs. Its first cell gives the minutes of each, by a rule: a minute for
130 words, for 12 lines of code, for 2 figures, or for 1.5 predictions; 5 for an
exercise of one line, 10 for one with a pencil, 15 for one to find out. The sum is
rounded to 5. Tables are looked up and sliders are optional, so neither counts; nor
does a line that is a comment.
"""

import re
import statistics
from itertools import pairwise

LANES = {"## Exercises": "exercises", "## Side roads": "side roads"}
EXERCISE_MINUTES = {"One line": 5, "With a pencil": 10, "Find out": 15}
TIMES = re.compile(
    r"^\*(\d+) minutes(?:; exercises (\d+))?(?:[;,] side roads (\d+))?\.", re.MULTILINE
)
CONTENTS = re.compile(r"^\*\*In this chapter:\*\* (.*)$", re.MULTILINE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def is_chapter(path):
    return path.parent.name != "solutions"


def solutions_of(chapter):
    """Return the path of a chapter's solutions, from the chapter's own folder."""
    return f"solutions/{chapter.stem}_solutions.ipynb"


def lanes(notebook):
    """Return the cells of each lane, less the links at the end."""
    found, lane = {"main": [], "exercises": [], "side roads": []}, "main"
    for cell in notebook.cells[:-1]:
        lane = LANES.get(cell.source.partition("\n")[0].strip(), lane)
        found[lane].append(cell)
    return found


def words(cells):
    text = "\n".join(c.source for c in cells if c.cell_type == "markdown")
    text = re.sub(r"^\|.*$|^\$\$[^$]*\$\$", "", COMMENT.sub("", text), flags=re.M)
    return len(re.findall(r"[^\W\d_][\w'’-]*", text))


def code_lines(cell):
    lines = map(str.strip, cell.source.splitlines())
    return sum(bool(line) and not line.startswith("#") for line in lines)


def is_slider(cell):
    return "interactive" in cell.metadata.get("tags", [])


def code_of(cells):
    return [c for c in cells if c.cell_type == "code" and c.source.strip()]


def figures(cells):
    outputs = (output for cell in code_of(cells) for output in cell.outputs)
    return sum("image/png" in output.get("data", {}) for output in outputs)


def reading_minutes(cells):
    """Return how long a lane takes to read, to the nearest 5."""
    lines = sum(code_lines(c) for c in code_of(cells) if not is_slider(c))
    text = "\n".join(c.source for c in cells if c.cell_type == "markdown")
    predictions = text.count("**Predict.**")
    exact = words(cells) / 130 + lines / 12 + figures(cells) / 2 + predictions / 1.5
    return 5 * max(1, round(exact / 5)) if exact else 0


def exercise_minutes(cells):
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    marks = re.findall(rf"^\*({'|'.join(EXERCISE_MINUTES)})\.\*", text, re.MULTILINE)
    return sum(EXERCISE_MINUTES[mark] for mark in marks)


def minutes_are_honest(notebook, path):
    """The first cell says how long each lane takes, and the main lane is short."""
    if not is_chapter(path):
        return
    parts = lanes(notebook)
    main, aside = (reading_minutes(parts[lane]) for lane in ("main", "side roads"))
    exercises = exercise_minutes(parts["exercises"])
    said = TIMES.search(notebook.cells[0].source)
    line = f"*{main} minutes" + (f"; exercises {exercises}" if exercises else "")
    line += f"{',' if exercises else ';'} side roads {aside}" if aside else ""
    if not said or [int(n or 0) for n in said.groups()] != [main, exercises, aside]:
        yield f"the first cell has to say how long it takes: {line}."
    if main > 30:
        yield f"the main lane takes {main} minutes, over 30: cut, or build a side road"


def chapter_has_its_parts(notebook, path):
    """A line of contents first; exercises and side roads last, headed as such."""
    if not is_chapter(path):
        return
    headings = re.findall(
        r"^## (.*)$",
        "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown"),
        re.MULTILINE,
    )
    said = CONTENTS.search(notebook.cells[0].source)
    if not said or said[1].split(" · ") != headings:
        line = " · ".join(headings)
        yield f"the first cell needs the line: **In this chapter:** {line}"
    for heading in LANES:
        if any(f"\n{heading}\n" in f"{c.source}\n" for c in notebook.cells):
            yield f"{heading!r} has to begin a cell of its own"
    aside = lanes(notebook)["side roads"]
    text = "\n".join(c.source for c in aside if c.cell_type == "markdown")
    for title in re.findall(r"^### (.*)\n+(?!\n|\*For )", text, re.MULTILINE):
        yield f"the side road {title!r} needs a first line for whom: *For those who …*"


def reads_easily(notebook, path):
    """Short cells, lines that fit on paper, and pictures."""
    code = code_of(notebook.cells)
    for number, cell in enumerate(code, 1):
        printed = "".join(o.get("text", "") for o in cell.outputs).splitlines()
        for what, lines in (("code", cell.source.splitlines()), ("output", printed)):
            if wide := [line for line in lines if len(line) > 79]:
                yield f"code cell {number} has {what} over 79 wide: {wide[0]!r}"
    if not is_chapter(path) or not code:
        return
    lines = sorted(map(code_lines, code))
    if (median := statistics.median(lines)) > 4:
        yield f"half of the code cells have over {median:g} lines; aim at 4"
    if (long := lines[int(0.9 * (len(lines) - 1))]) > 10:
        yield f"a tenth of the code cells have {long} lines or more; aim at 10"
    kinds = [cell.cell_type for cell in notebook.cells]
    touching = sum(pair == ("code", "code") for pair in pairwise(kinds))
    if touching > len(code) / 4:
        yield f"{touching} code cells follow another: say what each does, or join them"
    if (count := figures(notebook.cells)) < 5:
        yield f"there are {count} figures; draw five or more"


READING_RULES = [minutes_are_honest, chapter_has_its_parts, reads_easily]
