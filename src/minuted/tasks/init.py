"""Begin a workspace: a small example that builds at once."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from minuted.errors import HistoryError, RefusedError, WorkspaceError
from minuted.store.example import example_files
from minuted.store.history import History
from minuted.store.output import write_file

_MAY_BE_THERE = {".git"}
"""A repository that holds nothing yet, as a git host gives it to be cloned."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A new workspace; `unrecorded` says why git does not keep it yet, or is empty."""

    files: int
    unrecorded: str
    hint: str


def init(folder: Path) -> Begun:
    """Write the example into a folder that is not there yet, or is empty, and begin its history.

    Raises:
        RefusedError: the folder holds something, or is a file.
        WorkspaceError: it cannot be written; then all of it is gone again.
    """
    _require_empty(folder)
    files = example_files()
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        for path, data in files.items():
            write_file(folder / path, data)
    except BaseException:
        _clear(folder, list(files), missing)
        raise
    try:
        History.begin(folder, "Begin with minuted's example")
    except HistoryError as error:
        return Begun(len(files), error.message, error.hint)
    return Begun(len(files), "", "")


def _require_empty(folder: Path) -> None:
    try:
        if not folder.exists():
            return
        if not folder.is_dir():
            raise RefusedError(
                f"{folder} is there already and is a file.",
                "Name a new folder; nothing was written.",
            )
        held = {entry.name for entry in folder.iterdir()} - _MAY_BE_THERE
    except OSError as error:
        raise WorkspaceError(
            f"{folder} cannot be looked into: {error.strerror}.", "Name another folder."
        ) from None
    if held:
        raise RefusedError(
            f"{folder} is there already and is not empty.",
            "Name a new folder; nothing was written.",
        )


def _clear(folder: Path, files: list[str], missing: list[Path]) -> None:
    """Take away what was written of the example, and the folders that were made for it."""
    for path in files:
        with contextlib.suppress(OSError):
            (folder / path).unlink()
        for above in (folder / path).parents:
            if above == folder:
                break
            with contextlib.suppress(OSError):  # one that still holds something stays
                above.rmdir()
    for place in missing:
        with contextlib.suppress(OSError):
            place.rmdir()
