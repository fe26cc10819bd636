"""Which minuted this is: a key that changes whenever its own code does."""

import functools
import hashlib
from pathlib import Path

_PARTS = ("model", "readers", "writers")


@functools.cache
def identity() -> str:
    """Return a digest of the code that reads and writes texts.

    A version number alone would leave a developer, or whoever installs from a branch, with copies
    that older code made.
    """
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256((package / "resolve.py").read_bytes())
    for part in _PARTS:
        for path in sorted((package / part).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(package).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
