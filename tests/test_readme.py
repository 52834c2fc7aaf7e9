"""The README says what the repository holds, and its lines work."""

import html
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress

import matplotlib.pyplot as plt
import pytest

from tests.notebook_rules import (
    CHAPTERS,
    ROOT,
    code_cells,
    is_slider,
    read,
    wrong_links,
)
from tests.reading_rules import TIMES
from utils.digits import load_digits
from utils.first_edition.plotting import story_strip

README = (ROOT / "README.md").read_text(encoding="utf-8")
WORDS = "no one two three four five six seven eight nine ten".split()
FIRST = "notebooks/01_sigmoid.ipynb"


def test_links():
    assert not list(wrong_links(README, ROOT))


def test_functions_stand_where_the_readme_says():
    named = re.findall(r"`(\w+)\(\)` in \[[^]]*\]\(([^)]*)\)", README)
    assert named
    for function, path in named:
        assert f"\ndef {function}(" in (ROOT / path).read_text(encoding="utf-8")


def lost_paths(text):
    """Yield the paths in the code of a text that lead nowhere."""
    code = re.findall(r"^```.*?\n(.*?)^```|`([^`\n]+)`", text, re.MULTILINE | re.DOTALL)
    for word in " ".join(map("".join, code)).split():
        if "/" in word and not word.startswith(".venv/"):  # which pip fills
            if not (ROOT / re.sub("^mine/", "notebooks/", word)).exists():  # a copy
                yield word


def test_paths_in_code():
    assert not list(lost_paths(README))
    lost = "Run `python tests/refreh.py` or `utils/`.\n\n```sh\nbash ci/run\n```\n"
    assert list(lost_paths(lost)) == ["tests/refreh.py", "ci/run"]


def test_python_version():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    asked = re.findall(r'^requires-python = ">=(.*)"$', project, re.MULTILINE)
    assert re.findall(r"Python (\d[\d.]*\d) or newer", README) == asked


def test_the_strip_has_as_many_curves_as_its_alt_says():
    fig = story_strip()
    plt.close(fig)
    (count,) = re.findall(r"!\[(\w+) curves in a row", README)
    assert WORDS.index(count.lower()) == len(fig.axes)


def test_table_of_chapters():
    row = r"^\| (\d+) \| \[(.*?)\]\(notebooks/(.*?)\) \| (.*?) \| (\d+) \| (\d*) \|$"
    wanted = []
    for number, path in enumerate(CHAPTERS):
        start = read(path).cells[0].source
        (title,) = re.findall(rf"^# {number}\. (.*)", start)
        (question,) = re.findall(r"^\*\*(.*)\*\*$", start, re.MULTILINE)
        main, exercises, _ = TIMES.search(start).groups(default="")
        wanted.append((str(number), title, path.name, question, main, exercises))
    assert re.findall(row, README, re.MULTILINE) == wanted


@pytest.mark.parametrize("what", ["notebooks", "figures have sliders", "hours"])
def test_counts_in_words(what):
    known = "|".join(WORDS)
    words = re.findall(rf"\b({known}) (?:Jupyter )?{what}\b", README, re.IGNORECASE)
    minutes = sum(map(int, re.findall(r"\| (\d+) \| \d* \|$", README, re.MULTILINE)))
    counts = {
        "notebooks": len(CHAPTERS),
        "figures have sliders": sum(
            is_slider(cell) for path in CHAPTERS for cell in code_cells(read(path))
        ),
        "hours": -(-minutes // 60),  # "two to three hours": no more than that
    }
    assert [WORDS.index(word.lower()) for word in words] == [counts[what]]


def test_number_of_digits():
    digits = load_digits()
    count = len(digits.train_images) + len(digits.test_images)
    assert re.findall(r"([\d,]+) images", README) == [f"{count:,}"]


def commands(ending):
    """Return the README's lines of code that end so, each split at its &&."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line.split(" && ") for line in lines if line.endswith(ending)]


def test_the_lines_agree():
    (*install, lab), *again = commands(FIRST)
    assert again == [[lab]]  # the next time
    assert install[-1] == ".venv/bin/python -m pip install -r requirements.txt"
    assert commands("pytest") == [[*install, ".venv/bin/python -m pytest"]]


def test_no_line_calls_a_script():
    """Scripts in .venv/bin hold the path of the folder as it was called once."""
    assert set(re.findall(r"\.venv/bin/(\w+)", README)) == {"python"}


@contextmanager
def running(line, folder):
    """Run a command in a process group of its own, and end that in any case."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    with (folder / "said").open("w") as said:
        process = subprocess.Popen(
            line,
            cwd=ROOT,
            env=os.environ | {name: str(folder) for name in names},
            stderr=said,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        for end in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError, subprocess.TimeoutExpired):
                os.killpg(process.pid, end)
                process.wait(timeout=5)
                break


def address(process, folder, patience=20):
    """Return the address that a starting server sends the browser to."""
    end = time.monotonic() + patience
    while time.monotonic() < end and process.poll() is None:
        for page in folder.glob("*file-to-run*-open.html"):
            if found := re.search(r'href="(http[^"]*)"', page.read_text("utf-8")):
                return html.unescape(found[1])
        time.sleep(0.05)
    raise AssertionError((folder / "said").read_text("utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="the README has another line for Windows")
def test_jupyterlab_line(tmp_path):
    program, *rest = shlex.split(commands(FIRST)[-1][-1])
    assert program == ".venv/bin/python"
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    more = ["--no-browser", f"--port={port}", "--allow-root"]
    line = [sys.executable, *rest, *more]
    with running(line, tmp_path) as process:
        url = address(process, tmp_path)
        assert f"/lab/tree/{FIRST}?token=" in url
        file = url.replace("/lab/tree/", "/api/contents/") + "&content=0"
        with urllib.request.urlopen(file, timeout=10) as reply:
            assert reply.status == 200
