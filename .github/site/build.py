"""Build the browser edition: python .github/site/build.py OUT [PYODIDE].

JupyterLite with README.md, notebooks/ and utils/, which asks nothing of any other
address. PYODIDE, an address or a whole path, is the archive of a Python for browsers.
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
with TemporaryDirectory() as work:
    copy(HERE / "jupyter-lite.json", work)
    files = Path(work, "files")  # in the browser /drive, where Python looks for utils
    skipped = ignore_patterns("__*__", ".*", "conftest.py", "ruff.toml")
    for name in ("notebooks", "utils"):
        copytree(HERE.parents[1] / name, files / name, ignore=skipped)
    copy(HERE.parents[1] / "README.md", files)
    for path in files.rglob("*.ipynb"):
        notebook = json.loads(path.read_text("utf-8"))
        for cell in notebook["cells"]:
            for output in cell.get("outputs", []):
                if "text" in output:  # a list, which JupyterLite joins by commas
                    output["text"] = "".join(output["text"])
        path.write_text(json.dumps(notebook), "utf-8")
    python = [sys.executable, "-m"]  # the kernel needs comm, which Pyodide lacks
    download = [*python, "pip", "download", "--no-deps", "-d", f"{work}/pypi"]
    run([*download, "comm==0.2.3"], check=True)
    lite = [*python, "jupyter", "lite", "build", "--apps", "lab", "--no-sourcemaps"]
    lite += ["--output-dir", Path(out).resolve(), "--pyodide", pyodide]
    run(lite, cwd=work, check=True)
folder = Path(out, "static/pyodide")  # all of Pyodide's packages: keep what is used
packages = json.loads((folder / "pyodide-lock.json").read_text())["packages"]
used = ["ipython", "jedi", "matplotlib", "micropip", "sqlite3", "ssl", "threadpoolctl"]
for name in used:  # which grows
    needed = [n.lower().replace("_", "-") for n in packages[name]["depends"]]
    used += [n for n in needed if n not in used]
for name in packages.keys() - used:
    (folder / packages[name]["file_name"]).unlink(missing_ok=True)
