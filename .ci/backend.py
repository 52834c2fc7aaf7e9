"""Builds the package `utils`, of what Python itself has: pip then needs no network.

pip builds what is to be installed in an environment of its own, into which it would
fetch setuptools each time; so the line of the README would fail on a train, even the
second time. These are the hooks of PEP 517 and PEP 660, and no more.
"""

import base64
import hashlib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME, VERSION = "sigmoid_to_elu_utils", "0.1.0"
SHIPPED = (".py", ".npz", ".csv", ".mplstyle")
INFO = f"{NAME}-{VERSION}.dist-info"
METADATA = f"""\
Metadata-Version: 2.1
Name: {NAME.replace("_", "-")}
Version: {VERSION}
Summary: What the notebooks of From Sigmoid to ELU share
Requires-Python: >=3.10
License: MIT
"""
WHEEL = """\
Wheel-Version: 1.0
Generator: sigmoid-to-elu
Root-Is-Purelib: true
Tag: py3-none-any
"""


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Write a wheel with the files of utils; return its name."""
    paths = (p for p in (ROOT / "utils").rglob("*") if p.suffix in SHIPPED)
    files = {p.relative_to(ROOT).as_posix(): p.read_bytes() for p in sorted(paths)}
    return _write(wheel_directory, files)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    """Write a wheel that says where utils lies; return its name."""
    return _write(wheel_directory, {f"{NAME}.pth": f"{ROOT}\n".encode()})


def _write(folder, files):
    name = f"{NAME}-{VERSION}-py3-none-any.whl"
    files[f"{INFO}/METADATA"] = METADATA.encode()
    files[f"{INFO}/WHEEL"] = WHEEL.encode()
    record = f"{INFO}/RECORD"
    lines = [f"{path},{_hash(data)},{len(data)}" for path, data in files.items()]
    files[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    with zipfile.ZipFile(Path(folder, name), "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, data in files.items():
            wheel.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), data)
    return name


def _hash(data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest())
    return f"sha256={digest.decode().rstrip('=')}"
