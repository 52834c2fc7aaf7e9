"""Run changed notebooks again, clean them, and check them: python tests/refresh.py

Takes the notebooks that git sees as changed, those that you name, or, with --all, all
of them (for when utils has changed). A notebook that comes out as it was is not
written. Made of nbconvert and git; ours is what makes a slider's cell as it should be.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import nbformat
from nbclient.exceptions import CellExecutionError
from nbconvert.preprocessors import (
    ClearMetadataPreprocessor,
    CoalesceStreamsPreprocessor,
    ExecutePreprocessor,
)

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the utils of this checkout, here and in the kernels
from utils.first_edition import plotting  # noqa: E402
from utils.first_edition.notebook import encode_png  # noqa: E402

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def changed():
    """Return the notebooks that git sees as changed since the last commit."""
    command = ["git", "status", "--porcelain", "-uall", "--", "notebooks"]
    lines = subprocess.check_output(command, cwd=ROOT, text=True).splitlines()
    paths = [ROOT / line[3:].strip('"') for line in lines]
    return [path for path in paths if path.suffix == ".ipynb" and path.exists()]


def clean(notebook):
    """Return a notebook that was run, less what depends on the run or the machine."""
    clear = ClearMetadataPreprocessor(
        enabled=True,
        preserve_cell_metadata_mask={"tags", "slideshow"},
        preserve_nb_metadata_mask={"language_info"},
    )
    notebook, _ = clear.preprocess(notebook, {})
    notebook.metadata["kernelspec"] = KERNEL
    for cell in notebook.cells:
        if "interactive" in cell.metadata.get("tags", []):
            cell.outputs = []  # alive in Jupyter, an error anywhere else
        elif cell.cell_type == "code":  # a progress bar leaves its empty place
            cell.outputs = [o for o in cell.outputs if o.get("data", True)]
    # In how many pieces a long output arrives is a matter of time.
    return CoalesceStreamsPreprocessor(enabled=True).preprocess(notebook, {})[0]


def refresh(path):
    """Run a notebook from top to bottom, and clean it; return whether it changed."""
    notebook = nbformat.read(path, as_version=4)
    place = {"metadata": {"path": str(path.parent)}}
    run = ExecutePreprocessor(timeout=600, kernel_name="python3", record_timing=False)
    run.preprocess(notebook, place)
    notebook = clean(notebook)
    nbformat.validate(notebook)
    text = nbformat.writes(notebook) + "\n"
    same = path.read_text(encoding="utf-8") == text
    if not same:
        path.write_text(text, encoding="utf-8", newline="\n")
    return not same


def redraw(draw):
    """Draw a picture of the README again; return its path and whether it changed."""
    plotting.use_house_style()
    png, path = encode_png(draw()), ROOT / "notebooks" / f"{draw.__name__}.png"
    same = path.exists() and path.read_bytes() == png
    if not same:
        path.write_bytes(png)
    return path, not same


def main():
    """Do what the first lines of this file say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "notebooks", nargs="*", type=Path, help="instead of those changed"
    )
    parser.add_argument("--all", action="store_true", help="every notebook")
    chosen = parser.parse_args()
    paths = [path.resolve() for path in chosen.notebooks] or changed()
    if chosen.all:
        paths = sorted((ROOT / "notebooks").rglob("*.ipynb"))
        paths = [path for path in paths if ".ipynb_checkpoints" not in path.parts]
    os.environ["PYTHONPATH"] = str(ROOT)
    os.environ["PYTHONWARNINGS"] = "error::RuntimeWarning"
    for path in paths:
        print(f"{path.relative_to(ROOT)}: ", end="", flush=True)
        try:
            print("new" if refresh(path) else "as it was")
        except CellExecutionError as error:
            sys.exit(f"a cell failed; the file is as you left it\n{error}")
    for path, is_new in map(redraw, (plotting.story_strip, plotting.poster)):
        print(f"{path.relative_to(ROOT)}: {'new' if is_new else 'as it was'}")
    if not paths:
        print("no notebook has changed; name one, or say --all")
    return subprocess.call([sys.executable, "-m", "pytest", "-q", "tests"], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
