"""What a machine makes copies with: two whose kits are equal give the same bytes."""

import hashlib
import sys
import zlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from minuted.tasks.identity import identity

NONE = "none"
"""The version of what is not installed."""
_PACKAGES = (
    "minuted",
    "typst",
    "python-docx",
    "lxml",
    "Jinja2",
    "font-source-sans-pro",
    "distributed",
)


def kit() -> dict[str, str]:
    """Return the versions that count, by name, the one that says most first.

    Our own code counts by its bytes as well, for whoever installs from a branch.
    """
    found = {name: _version(name) for name in _PACKAGES}
    found["Python"] = f"{sys.version_info.major}.{sys.version_info.minor}"
    found["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    found["minuted's code"] = _code()
    return found


def difference(ours: dict[str, str], theirs: dict[str, str]) -> tuple[str, str, str] | None:
    """Return the first name whose versions differ, with ours and theirs; None where none does."""
    for name in {**ours, **theirs}:
        here, there = ours.get(name, NONE), theirs.get(name, NONE)
        if here != there:
            return name, here, there
    return None


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return NONE


def _code() -> str:
    digest = hashlib.sha256(identity().encode())
    for name in ("render.py", "cluster.py"):
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()[:12]
