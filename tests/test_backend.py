"""The package `utils` can be built, and installed, by pip and without a network."""

import base64
import csv
import hashlib
import io
import re
import subprocess
import sys
import zipfile
from email.parser import Parser

import pytest

from tests.notebook_rules import ROOT

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Return the wheel that pip builds while nothing can be fetched."""
    place = tmp_path_factory.mktemp("wheel")
    command = [*PIP, "wheel", "--no-index", "--no-deps", "-w", place, ROOT]
    subprocess.run(command, check=True)
    (path,) = place.iterdir()
    return zipfile.ZipFile(path)


def test_it_holds_what_utils_holds(wheel):
    paths = [p for p in (ROOT / "utils").rglob("*") if p.suffix in (".py", ".npz")]
    held = {name for name in wheel.namelist() if not name.startswith("sigmoid_to_elu")}
    assert held == {path.relative_to(ROOT).as_posix() for path in paths}
    assert all(wheel.read(n) == (ROOT / n).read_bytes() for n in held)


def test_its_record_is_right(wheel):
    (record,) = (n for n in wheel.namelist() if n.endswith("RECORD"))
    rows = list(csv.reader(io.TextIOWrapper(wheel.open(record), "utf-8")))
    assert {row[0] for row in rows} == set(wheel.namelist())
    for name, sha, size in rows:
        if name != record:
            digest = hashlib.sha256(wheel.read(name)).digest()
            known = base64.urlsafe_b64encode(digest).decode().rstrip("=")
            assert (sha, size) == (f"sha256={known}", str(len(wheel.read(name))))


def test_it_says_what_pyproject_says(wheel):
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (metadata,) = (n for n in wheel.namelist() if n.endswith("METADATA"))
    said = Parser().parsestr(wheel.read(metadata).decode())
    for key, field in (
        ("name", "Name"),
        ("version", "Version"),
        ("description", "Summary"),
        ("requires-python", "Requires-Python"),
    ):
        assert re.findall(rf'^{key} = "(.*)"$', project, re.MULTILINE) == [said[field]]


def test_an_editable_one_leads_here(tmp_path):
    sys.path.insert(0, str(ROOT / ".ci"))
    try:
        import backend
    finally:
        sys.path.remove(str(ROOT / ".ci"))
    wheel = zipfile.ZipFile(tmp_path / backend.build_editable(tmp_path))
    (leads,) = (n for n in wheel.namelist() if n.endswith(".pth"))
    assert wheel.read(leads).decode() == f"{ROOT}\n"
