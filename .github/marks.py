"""Marks for a class: python .github/marks.py FOLDER > marks.csv.

Runs every notebook below FOLDER, a student's copy of a chapter with its exercises
filled in, in a fresh kernel and an empty folder. Prints a row for each exercise of the
chapter: accepted, tried, not tried or error; how many answers `check` was given; what
it said of the last one, which counts. Nothing that is saved or printed counts.

It runs what students wrote: do it in a container, or in an account with nothing to
lose. Who knows Python can forge a mark from inside, or ask EXERCISES for the answer.
"""

import csv
import json
import os
import re
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient, exceptions

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from utils.exercises import EXERCISES, table  # noqa: E402

SECONDS = 60  # a cell may take; a notebook, ten times that
CHAPTERS = [list(getattr(table, f"chapter_{n}").EXERCISES) for n in range(1, 9)]
# The first cell of each: `check` notes what it says, and what is printed is dropped.
PRELUDE = """
def _listen(path):
    import contextlib, io, json, os, sys
    from utils import exercises
    with contextlib.suppress(ImportError, ValueError):  # not on every system
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    ask = exercises.check
    def check(name, answer):
        said = io.StringIO()
        try:
            with contextlib.redirect_stdout(said):
                ask(name, answer)
        finally:
            words = said.getvalue().partition(": ")[2].strip()
            with open(path, "a") as report:
                print(json.dumps([name, words]), file=report)
    exercises.check = exercises.checking.check = check
    sys.stdout = sys.stderr = open(os.devnull, "w")
"""


def mentioned(source):
    """Return the names of the exercises that code hands in, as far as text tells."""
    return [n for n in re.findall(r"check\(\s*[\"'](\w+)", source) if n in EXERCISES]


def run(code, folder):
    """Run cells; return what `check` said of each exercise, and what went wrong."""
    wrong, fate, end = {}, "", time.monotonic() + 10 * SECONDS
    (report := Path(folder, "report")).touch()
    first = f"{PRELUDE}\n_listen({str(report)!r})\ndel _listen"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(first), *code])
    client = NotebookClient(notebook, timeout=SECONDS, allow_errors=True)
    client.interrupt_on_timeout, client.error_on_timeout = True, {"ename": "Timeout"}
    client.iopub_timeout, client.raise_on_iopub_timeout = 10, True
    client.resources = {"metadata": {"path": folder}}
    with client.setup_kernel(env={**os.environ, "PYTHONPATH": str(ROOT)}):
        for index, cell in enumerate(notebook.cells):
            cell.outputs, began = [], time.monotonic()
            fate = fate or "no time left" * (began > end)
            try:
                if not fate:
                    client.execute_cell(cell, index)
            except (exceptions.DeadKernelError, exceptions.CellTimeoutError):
                fate = "the kernel died, or could not be stopped"
            slow = f"no end after {SECONDS} s" * (time.monotonic() - began > SECONDS)
            told = [f"{o.ename}: {o.evalue}" for o in cell.outputs if "ename" in o]
            if why := slow or fate or "".join(told):
                wrong |= dict.fromkeys(mentioned(cell.source), why)
    said = {}
    for name, words in map(json.loads, report.read_text().splitlines()):
        said.setdefault(name, []).append(words)
    return said, wrong


def rows(path):
    """Yield a row for each exercise of a submission, whatever it is."""
    number = re.match("0[1-8]", path.name)
    names, said, wrong = (CHAPTERS[int(number[0]) - 1] if number else ["?"]), {}, {}
    try:
        code = [c for c in nbformat.read(path, 4).cells if c.cell_type == "code"]
        there = set(mentioned("\n".join(cell.source for cell in code)))
        names = [n for c in CHAPTERS if there & set(c) for n in c] or names
        with tempfile.TemporaryDirectory() as folder:
            said, wrong = run(code, folder)
    except Exception as error:  # one bad file must not cost the others their marks
        wrong = dict.fromkeys(names, f"{type(error).__name__}: {error}")
    for name in names:
        answers = said.get(name, [])
        last = answers[-1] if answers else ""
        result = "accepted" if last.startswith("right.") else "tried"
        if last == "not tried yet." or not (answers or name in wrong):
            result, last = "not tried", last or "it was not handed to check"
        elif not last:
            result, last = "error", wrong.get(name, "no answer")
        last = " ".join(last.split())[:150].lstrip("=+-@")  # no spreadsheet's formula
        yield name, result, len(answers), last


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder, marks = Path(sys.argv[1]), csv.writer(sys.stdout)
    found = [p for p in folder.rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts]
    if not found:
        raise SystemExit(f"no notebook in {folder}, nor in any folder below it")
    marks.writerow(("name", "exercise", "result", "answers", "check said"))
    for path in sorted(found):
        marks.writerows((path.relative_to(folder), *row) for row in rows(path))
        sys.stdout.flush()
