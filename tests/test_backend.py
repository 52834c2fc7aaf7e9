"""The package `utils` can be built, and installed, by pip and without a network."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_wheel_holds_what_utils_holds(tmp_path):
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    command += ["wheel", "--no-index", "--no-deps", "-w", tmp_path, ROOT]
    subprocess.run(command, check=True)
    (path,) = tmp_path.iterdir()
    wheel = zipfile.ZipFile(path)
    utils = [p for p in (ROOT / "utils").rglob("*") if p.is_file()]
    files = {p.relative_to(ROOT).as_posix() for p in utils if p.suffix != ".pyc"}
    assert "utils/series.mplstyle" in files
    held = {name for name in wheel.namelist() if name.startswith("utils/")}
    assert held == files
    assert all(wheel.read(name) == (ROOT / name).read_bytes() for name in held)

    (record,) = (name for name in wheel.namelist() if name.endswith("RECORD"))
    record = wheel.read(record).decode().splitlines()
    assert {row.split(",")[0] for row in record} == set(wheel.namelist())
