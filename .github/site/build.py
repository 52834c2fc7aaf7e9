"""Build the browser edition: python .github/site/build.py OUT [--wheels PLACE].

OUT is a site of plain files, and asks nothing of any other address: a list of the
chapters; each as a page to read, with the saved outputs; and JupyterLite, in which
they run, on a Python for browsers (Pyodide). requirements.txt says what this needs;
npm brings Pyodide and MathJax, each with a sha256 that it has to match.
"""

import argparse
import hashlib
import html
import json
import re
import shutil
import string
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PYODIDE = "0.27.7"
PYODIDE_SHA = "89d5d952675eb08e11286e52c7238f1248ce71726e896db9703e73bef23dc343"
MATHJAX = "3.2.2"
MATHJAX_SHA = "1b9c0a1c44df864e915690558e72adb9cc5203360daefd385084ced3b6c64c09"
WHEELS = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE}/full/"

# What the kernel asks for as it starts; without one of these it hangs and says nothing.
KERNEL = ["comm", "ipython", "jedi", "micropip", "sqlite3", "ssl"]
# Our own wheels: what is imported from each, and what it needs. The chapters do not
# import ipywidgets, so that utils has to bring it.
OURS = {
    "comm": (["comm"], ["traitlets"]),
    "ipywidgets": (["ipywidgets"], ["comm", "ipython", "traitlets"]),
    "sigmoid-to-elu-utils": (
        ["utils"],
        ["ipython", "ipywidgets", "matplotlib", "numpy", "pillow", "threadpoolctl"],
    ),
}
# Seconds from a click on "Run it here" to the last cell, measured with browse.py.
SECONDS = {
    "01": 20,
    "02": 495,
    "03": 22,
    "04": 34,
    "05": 95,
    "06": 75,
    "07": 611,
    "08": 1370,
}
OFFERED = 60  # what takes longer is to be read

SETTINGS = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "appName": "From Sigmoid to ELU",
        "litePluginSettings": {
            "@jupyterlite/pyodide-kernel-extension:kernel": {
                "pyodideUrl": "./pyodide/pyodide.js",
                "disablePyPIFallback": True,
            }
        },
        # All cells are on the page, so that the browser's own search finds them.
        "settingsOverrides": {
            "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}
        },
    },
}


def run(*command, **kwargs):
    """Run a command; stop if it fails."""
    subprocess.run([str(part) for part in command], check=True, **kwargs)


def checked(data, sha, name):
    """Return the data if they have this sha256; refuse them if not."""
    if (found := hashlib.sha256(data).hexdigest()) != sha:
        raise SystemExit(f"{name} has sha256 {found}, not {sha}: refused")
    return data


def fetch_npm(name, version, sha, place):
    """Unpack a package of npm's."""
    run("npm", "pack", "--silent", f"{name}@{version}", cwd=place.parent)
    archive = place.parent / f"{name}-{version}.tgz"
    checked(archive.read_bytes(), sha, archive.name)
    with tarfile.open(archive) as tar:
        tar.extractall(place, filter="data")
    return place / "package"


def fetch_wheel(entry, wheels, place):
    """Put one of Pyodide's wheels beside it, if it is the one on Pyodide's list."""
    name = entry["file_name"]
    if "://" in wheels:
        with urllib.request.urlopen(wheels + name) as answer:
            data = answer.read()
    else:
        data = Path(wheels, name).read_bytes()
    (place / name).write_bytes(checked(data, entry["sha256"], name))


def add_ours(packages, place, work):
    """Put our own wheels beside Pyodide's, and on its list."""
    pip = [sys.executable, "-m", "pip"]
    run(*pip, "wheel", "-q", "--no-deps", "-w", work, ROOT)
    run(*pip, "download", "-q", "--no-deps", "-d", work, "-r", HERE / "kernel.txt")
    for wheel in sorted(work.glob("*.whl")):
        name, version = wheel.name.split("-")[:2]
        name = name.replace("_", "-")
        imports, depends = OURS[name]
        data = wheel.read_bytes()
        (place / wheel.name).write_bytes(data)
        packages[name] = {
            "name": name,
            "version": version,
            "file_name": wheel.name,
            "sha256": hashlib.sha256(data).hexdigest(),
            "install_dir": "site",
            "package_type": "package",
            "unvendored_tests": False,
            "imports": imports,
            "depends": depends,
        }


def closure(packages, names):
    """Return the names with all that they depend on, as the list writes them."""
    found, waiting = set(), list(names)
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name not in found:
            found.add(name)
            waiting += packages[name]["depends"]
    return sorted(found)


def make_pyodide(work, wheels):
    """Return a folder with Pyodide, and the packages that the chapters need."""
    place = fetch_npm("pyodide", PYODIDE, PYODIDE_SHA, work / "pyodide")
    listing = place / "pyodide-lock.json"
    lock = json.loads(listing.read_text())
    add_ours(lock["packages"], place, work)
    kept = closure(lock["packages"], [*KERNEL, *OURS])
    for name in kept:
        if name not in OURS:
            fetch_wheel(lock["packages"][name], wheels, place)
    lock["packages"] = {name: lock["packages"][name] for name in kept}
    listing.write_text(json.dumps(lock))
    return place


def about(notebook):
    """Return a chapter's title, its question and the minutes that it takes."""
    top = notebook.cells[0].source
    return re.search(r"# (.*)\s+\*\*(.*)\*\*\s+\*(\d+ minutes)", top).groups()


def note(number):
    """Return what a chapter says of itself in the browser."""
    text = (HERE / "note.md").read_text(encoding="utf-8")
    quick, slow = text.split("\n---\n")
    seconds = SECONDS[number]
    if seconds <= OFFERED:
        return quick.strip()
    return string.Template(slow.strip()).substitute(minutes=-(-seconds // 60))


def copy_notebook(path, target):
    """Copy a chapter or its solutions to where JupyterLite finds it."""
    notebook = nbformat.read(path, 4)  # which joins each print to one text
    for cell in notebook.cells:
        cell.source = re.sub(r" Up: \[.*README\.md\).*", "", cell.source)
    if path.parent.name == "notebooks":
        notebook.cells.insert(1, nbformat.v4.new_markdown_cell(note(path.name[:2])))
        notebook.cells[1].id = "in-a-browser"
    target.parent.mkdir(parents=True, exist_ok=True)
    # nbformat would split what it joined, and this JupyterLab joins by commas.
    target.write_text(json.dumps(notebook), encoding="utf-8")


def write_page(path, target):
    """Write a chapter or its solutions as a page to read."""
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = re.sub(
                r"(\]\(\.\./)README\.md\).*", r"\1index.html)", cell.source
            )
            cell.source = re.sub(r"(\]\([\w./]+)\.ipynb", r"\1.html", cell.source)
    notebook.metadata.title = notebook.cells[0].source.split("\n")[0].strip("# ")
    exporter = HTMLExporter(
        template_file="read.html.j2",
        extra_template_paths=[str(HERE)],
    )
    up = "../" * len(path.relative_to(ROOT / "notebooks").parts)
    page, _ = exporter.from_notebook_node(notebook, {"up": up})
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page, encoding="utf-8")


def link(address, words, title):
    """Return a link; its label says of which chapter, to who hears it alone."""
    return f'<a href="{address}" aria-label="{words}: {title}">{words}</a>'


def write_list(out, chapters):
    """Write the page that lists the chapters."""
    rows = []
    for path in chapters:
        title, question, minutes = map(html.escape, about(nbformat.read(path, 4)))
        ways = [link(f"read/{path.stem}.html", "Read it here", title)]
        if (seconds := SECONDS[path.name[:2]]) <= OFFERED:
            address = f"notebooks/index.html?path={path.name}"
            run_it = link(address, "Run it here", title)
            ways.insert(0, f"{run_it} (about {seconds} seconds)")
        rows.append(f"<li><h2>{title}</h2>\n<p>{question}</p>\n")
        rows.append(f"<p>{minutes} · {' · '.join(ways)}</p></li>\n")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (strip,) = re.findall(r"!\[(.*)\]\(notebooks/story_strip.png\)", readme)
    page = string.Template((HERE / "index.html").read_text(encoding="utf-8"))
    page = page.substitute(rows="".join(rows), strip=html.escape(strip))
    (out / "index.html").write_text(page, encoding="utf-8")
    shutil.copy(ROOT / "notebooks" / "story_strip.png", out)


def build(out, wheels):
    """Write the site."""
    folder = ROOT / "notebooks"
    chapters = sorted(folder.glob("*.ipynb"))
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        pyodide = make_pyodide(work, wheels)
        mathjax = fetch_npm("mathjax", MATHJAX, MATHJAX_SHA, work / "mathjax")
        lite = work / "lite"
        notebooks = [*chapters, *sorted(folder.glob("solutions/*.ipynb"))]
        for path in notebooks:
            copy_notebook(path, lite / "files" / path.relative_to(folder))
        (lite / "jupyter-lite.json").write_text(json.dumps(SETTINGS))
        command = [sys.executable, "-m", "jupyter", "lite", "build"]
        run(*command, "--contents", "files", "--output-dir", out, cwd=lite)
        shutil.copytree(pyodide, out / "pyodide")
        for path in notebooks:
            page = path.relative_to(folder).with_suffix(".html")
            write_page(path, out / "read" / page)
        shutil.copy(mathjax / "es5" / "tex-svg.js", out / "read")
    write_list(out, chapters)
    for path in out.rglob("*.map"):  # half of the site, for debuggers alone
        path.unlink()


def main():
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, help="a folder, which is emptied first")
    parser.add_argument(
        "--wheels", default=WHEELS, help="folder or address of Pyodide's"
    )
    chosen = parser.parse_args()
    build(chosen.out.resolve(), chosen.wheels)


if __name__ == "__main__":
    main()
