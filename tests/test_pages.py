"""Pages and scripts made of a chapter keep the words of its pictures."""

import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter, PythonExporter

ROOT = Path(__file__).parents[1]


def exported(exporter, template, chapter, **options):
    """Return what one of our templates makes of a chapter, and its pictures' words."""
    notebook = nbformat.read(ROOT / "notebooks" / chapter, 4)
    outputs = [o.get("data", {}) for c in notebook.cells for o in c.get("outputs", [])]
    words = [data["text/plain"] for data in outputs if "image/png" in data]
    assert len(words) >= 2
    template = str(ROOT / "notebooks" / "printing" / template)
    exporter = exporter(template_file=template, **options)
    return exporter.from_notebook_node(notebook)[0], words


def test_pictures_keep_their_words():
    told = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            if tag == "img":
                told.append(dict(attributes).get("alt"))

    page, words = exported(HTMLExporter, "page.html.j2", "03_sum_of_sigmoids.ipynb")
    Reader().feed(page)
    assert told == words


def test_without_code_an_exercise_has_room():
    sums = HTMLExporter, "page.html.j2", "03_sum_of_sigmoids.ipynb"
    whole, _ = exported(*sums)
    bare, words = exported(*sums, exclude_input=True)
    assert whole.count("not tried yet.") == bare.count('<div class="room">') == 3
    assert "not tried yet." not in bare and '<div class="room">' not in whole
    assert bare.count("<img") == len(words)


def test_a_script_has_no_slider():
    text, _ = exported(PythonExporter, "script.py.j2", "01_sigmoid.ipynb")
    assert "interact(" not in text and text.count("# A slider, ") == 1


def test_a_script_has_prose_to_read_and_runs(tmp_path):
    text, words = exported(PythonExporter, "script.py.j2", "00_in_pictures.ipynb")
    assert "# # 0. In pictures" in text
    assert max(map(len, text.splitlines())) <= 79
    script = tmp_path / "chapter.py"
    script.write_text(text, encoding="utf-8")
    run = [sys.executable, "-X", "utf8", str(script)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(run, capture_output=True, env=environment, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    assert [line for line in run.stdout.splitlines() if line in words] == words
    assert "base64" not in run.stdout and "image/png" not in run.stdout
