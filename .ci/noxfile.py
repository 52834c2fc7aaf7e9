"""The whole suite on every Python, with the oldest and the newest packages.

nox -f .ci/noxfile.py            # what is installed of Python 3.10 to 3.14
nox -f .ci/noxfile.py -s oldest  # the packages that requirements.txt begins at
nox -f .ci/noxfile.py -s pytorch  # what needs PyTorch, and is skipped elsewhere
"""

import re
from pathlib import Path

import nox

ROOT = Path(__file__).parents[1]
PYTHONS = ["3.10", "3.11", "3.12", "3.13", "3.14"]
nox.options.default_venv_backend = "venv"


def suite(session, *options, tests=()):
    """Install what requirements.txt asks for, and run these tests, or all."""
    session.chdir(ROOT)  # or pip would look for "-e ." in .ci
    session.install("-r", "requirements.txt", *options)
    session.run("python", "-m", "pytest", *tests, *session.posargs)


@nox.session(python=PYTHONS)
def newest(session):
    """Run all tests with the newest packages that requirements.txt allows."""
    suite(session, "--upgrade", "--upgrade-strategy", "eager")


@nox.session(python=["3.10", "3.12"])
def oldest(session):
    """Run all tests with the first version of each package that it names."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w-]+)>=([\d.]+)", text, re.MULTILINE)
    wanted = Path(session.create_tmp()).resolve() / "oldest.txt"
    wanted.write_text("\n".join(f"{name}=={version}" for name, version in pins))
    suite(session, "--constraint", str(wanted))


@nox.session(python="3.12")
def pytorch(session):
    """Train beside PyTorch, and run what the chapters show of it."""
    suite(session, "torch", tests=["tests/test_network.py", "tests/test_notebooks.py"])
