"""A file from outside the workspace, read once and whole, or refused in words."""

import errno
import os
import stat
from collections.abc import Collection
from pathlib import Path

from minuted.errors import RefusedError, WorkspaceError

MOST_BYTES = 100_000_000
"""The most that one file may hold; a handbook with its pictures has a tenth of them."""

_HELD = "Close it in the program that has it open, and try again."


def read_outside(path: Path, name: str) -> bytes:
    """Return a file's bytes as they were at one moment.

    Args:
        name: what to call it in a refusal.

    Raises:
        WorkspaceError: it is not there, or cannot be read.
        RefusedError: it is a folder, a device, larger than any policy, or changed meanwhile.
    """
    try:
        _require_ordinary(path.stat(), name)
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            _require_ordinary(before, name)  # it may have been replaced since
            data = file.read(MOST_BYTES + 1)
            after = os.fstat(file.fileno())
    except (OSError, ValueError, RuntimeError) as error:
        raise _unreadable(name, error) from None
    if len(data) > MOST_BYTES:
        raise _too_large(name)
    if len(data) != before.st_size or before.st_mtime_ns != after.st_mtime_ns:
        raise RefusedError(f"{name} was changed while it was read.", _HELD)
    return data


def is_there(path: Path) -> bool:
    """Whether something bears that name, be it a folder, or a link that leads nowhere."""
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):
        return False


def files_of(folder: Path, endings: Collection[str]) -> list[Path] | None:
    """Return a folder's files with one of these endings, sorted; None for what is no folder.

    Links are among them, wherever they lead: reading one says what is wrong with it. The hidden
    files that Word and others leave beside an open document are not.

    Raises:
        WorkspaceError: it cannot be looked into.
    """
    try:
        if not folder.is_dir():
            return None
        return sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in endings
            and not path.name.startswith(("~$", "."))
            and not path.is_dir()
        )
    except (OSError, ValueError, RuntimeError) as error:
        raise _unreadable(str(folder), error) from None


def _require_ordinary(found: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise RefusedError(f"{name} is a folder.", "Name the file in it that is meant.")
    if not stat.S_ISREG(found.st_mode):  # a pipe or a device: reading it may never end
        raise RefusedError(
            f"{name} is no ordinary file.", "Name a Word file, a PDF, a web page or a text."
        )
    if found.st_size > MOST_BYTES:
        raise _too_large(name)


def _too_large(name: str) -> RefusedError:
    return RefusedError(
        f"{name} is larger than {MOST_BYTES // 1_000_000} MB, so it is no policy.",
        "Check that it is the file that was meant.",
    )


def _unreadable(name: str, error: Exception) -> WorkspaceError:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.ENOENT:
        return WorkspaceError(f"There is no file {name}.", "Check its name, and the folder.")
    if number in (errno.EACCES, errno.EPERM):
        return WorkspaceError(
            f"{name} cannot be read: you are not allowed to.",
            "Ask whoever keeps the folder for leave to read it, or for a copy.",
        )
    if number == errno.ELOOP or isinstance(error, RuntimeError):
        return WorkspaceError(
            f"{name} is a link that leads round in a circle.", "Name the file itself."
        )
    if number in (errno.ENAMETOOLONG, errno.ENOTDIR, errno.EINVAL) or number is None:
        return WorkspaceError(f"{name} is no file's name.", "Check its name, and the folder.")
    said = getattr(error, "strerror", "") or str(error)
    return WorkspaceError(f"{name} cannot be read: {said}.", _HELD)
