"""Files and folders as somebody names them: whether a file is meant, and what lies in a folder."""

from pathlib import Path, PurePath

from minuted.errors import NotFoundError
from minuted.store.outside import files_of, is_there

ENDINGS = (".docx", ".docm", ".pdf", ".txt", ".md", ".markdown", ".html", ".htm")
"""Of the files that a folder is searched for; others can be named one by one."""


def means_a_file(name: str, path: Path) -> bool:
    """Whether a name that is no policy's means a file, whether one is there or not.

    Args:
        path: what the name comes to, seen from the folder that the command works in.
    """
    named = PurePath(name)
    return len(named.parts) > 1 or named.suffix.lower() in ENDINGS or is_there(path)


def files_named(paths: list[Path]) -> list[Path]:
    """Return the files, and for each folder those in it that can be read, sorted.

    Raises:
        NotFoundError: a folder holds none.
        WorkspaceError: a folder cannot be looked into.
    """
    found: list[Path] = []
    for path in paths:
        inside = files_of(path, ENDINGS)
        if inside is None:
            found.append(path)
        elif not inside:
            raise NotFoundError(
                f"{path} holds no Word file, PDF, page or text.",
                "Name the folder that they lie in.",
            )
        else:
            found += inside
    return found
