"""Begin a workspace: a small example that builds at once."""

from dataclasses import dataclass
from pathlib import Path

from minuted.errors import HistoryError, RefusedError
from minuted.store.example import example_files
from minuted.store.history import History
from minuted.store.output import write_file


@dataclass(frozen=True, slots=True)
class Begun:
    """A new workspace; `unrecorded` says why git does not keep it yet, or is empty."""

    files: int
    unrecorded: str
    hint: str


def init(folder: Path) -> Begun:
    """Write the example into a folder that is not there yet, or is empty, and begin its history.

    Raises:
        RefusedError: the folder holds something.
        WorkspaceError: it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError(
            f"{folder} is there already and is not empty.",
            "Name a new folder; nothing was written.",
        )
    files = example_files()
    for path, data in files.items():
        write_file(folder / path, data)
    try:
        History.begin(folder, "Begin with minuted's example")
    except HistoryError as error:
        return Begun(len(files), error.message, error.hint)
    return Begun(len(files), "", "")
