"""What `pip install` of this folder, or of its address, brings along."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def listed(key):
    (words,) = re.findall(rf"^{key} = \[(.*)\]$", PROJECT, re.MULTILINE)
    return re.findall(r'"(.*?)"', words)


def test_all_that_utils_holds_is_packed():
    packages = {name.replace(".", "/") for name in listed("packages")}
    code = (ROOT / "utils").rglob("*.py")
    assert packages == {path.parent.relative_to(ROOT).as_posix() for path in code}
    data = {p for glob in listed("utils") for p in (ROOT / "utils").glob(glob)}
    files = {p for p in (ROOT / "utils").rglob("*") if p.is_file()}
    assert data == {p for p in files if p.suffix not in (".py", ".pyc")}


def test_requirements_ask_for_the_same_versions():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").split()
    assert set(listed("dependencies")) < set(lines)
    assert {"jupyter", "nbval"} <= {re.split("[>=]", line)[0] for line in lines}
    assert lines[-2:] == ["-e", "."]
