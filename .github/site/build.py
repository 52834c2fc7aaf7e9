"""Build the browser edition: python .github/site/build.py OUT [PYODIDE].

JupyterLite with README.md, notebooks/, utils/ and, in packages/, what Pyodide lacks. It
asks nothing of any other address. PYODIDE, an address or a whole path, is its archive.
"""

import json
import sys
from pathlib import Path
from shutil import copy, copytree, ignore_patterns
from subprocess import run
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
RELEASES = "https://github.com/pyodide/pyodide/releases/download"
out, pyodide, *_ = [*sys.argv[1:], f"{RELEASES}/0.27.7/pyodide-0.27.7.tar.bz2"]
place = Path(out).resolve()
with TemporaryDirectory() as work:
    copy(HERE / "jupyter-lite.json", work)
    files = Path(work, "files")  # in the browser /drive, which is on Python's path
    skipped = ("__*__", ".*", "conftest.py", "ruff.toml", "node_modules")
    for name in ("notebooks", "utils"):
        copytree(HERE.parents[1] / name, files / name, ignore=ignore_patterns(*skipped))
    for name in ("README.md", "LICENSE"):
        copy(HERE.parents[1] / name, files)
    for path in files.rglob("*.ipynb"):
        notebook = json.loads(path.read_text("utf-8"))
        for cell in notebook["cells"]:
            for output in cell.get("outputs", []):
                if "text" in output:  # a list, which JupyterLite joins by commas
                    output["text"] = "".join(output["text"])
        path.write_text(json.dumps(notebook), "utf-8")
    pip = "pip install --no-deps --target files/packages comm==0.2.3 ipywidgets==8.1.7"
    lite = "jupyter lite build --apps lab --no-sourcemaps --pyodide"
    for command in (pip.split(), [*lite.split(), pyodide, "--output-dir", place]):
        run([sys.executable, "-m", *command], cwd=work, check=True)
folder = place / "static/pyodide"  # all of Pyodide's packages; keep what is used
packages = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))["packages"]
used = ["ipython", "jedi", "matplotlib", "micropip", "sqlite3", "ssl", "threadpoolctl"]
for name in used:  # which grows
    used += {n.lower().replace("_", "-") for n in packages[name]["depends"]} - {*used}
for name in packages.keys() - used:
    (folder / packages[name]["file_name"]).unlink(missing_ok=True)
