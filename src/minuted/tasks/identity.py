"""Which minuted this is: a key that changes whenever its own code does."""

import functools
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

_TEXTS = ("model", "readers", "writers")
_PLANS = ("checks", "store", "tasks")


@functools.cache
def identity() -> str:
    """Return a digest of the code that reads and writes texts.

    A version number alone would leave a developer, or whoever installs from a branch, with copies
    that older code made.
    """
    return _digest(_TEXTS)


@functools.cache
def whole_identity() -> str:
    """Return a digest of the code that reads and writes texts and of what plans copies of them."""
    return f"{identity()} {_digest(_PLANS)}"


def _digest(parts: tuple[str, ...]) -> str:
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256((package / "resolve.py").read_bytes())
    for part in parts:
        for path in sorted(_files(f"{package}/{part}")):
            digest.update(path.removeprefix(f"{package}/").encode())
            with open(path, "rb") as file:  # noqa: PTH123  every command does this: no Path for each
                digest.update(file.read())
    return digest.hexdigest()


def _files(folder: str) -> Iterator[str]:
    """Yield every file in a folder and in those inside it, but for compiled ones."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(f"{folder}/{entry.name}")
            else:
                yield f"{folder}/{entry.name}"
