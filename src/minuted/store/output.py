"""The build folder: files written whole or not at all, and a record of what was written.

    build/.minuted.json     for every file: the key of what went into it, its size and time
    build/AS/social-media.docx

The record tells the next build what is unchanged, and what it wrote and no longer would. A file
that minuted did not write is never touched.
"""

import contextlib
import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from minuted.errors import WorkspaceError

RECORD = ".minuted.json"
_INSIDE = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*")
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Written:
    """One file of the record.

    Attributes:
        key: of everything that went into it.
        size, mtime_ns: as they were once written, to see that nobody has changed it since.
        facts: what index pages say of it.
    """

    key: str
    size: int
    mtime_ns: int
    facts: dict[str, str] = field(default_factory=dict)


class BuildFolder:
    """A build folder, opened for one build; paths are relative, with forward slashes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._record: dict[str, Written] = self._load()
        self._changed = False

    @property
    def record(self) -> dict[str, Written]:
        """What was written, by path; a copy."""
        return dict(self._record)

    def is_current(self, path: str, key: str) -> bool:
        """Whether the file was made from the same things and nobody has changed it."""
        written = self._record.get(path)
        if written is None or written.key != key:
            return False
        try:
            found = (self._folder / path).stat()
        except OSError:
            return False
        return found.st_size == written.size and found.st_mtime_ns == written.mtime_ns

    def write(self, path: str, key: str, data: bytes, facts: dict[str, str]) -> bool:
        """Write a file if its bytes differ; return whether they did.

        Raises:
            WorkspaceError: the folder is full or read-only, or the file is open in Word.
        """
        target = self._folder / path
        try:
            same = target.is_file() and target.read_bytes() == data
            if not same:
                _replace(target, data)
            found = target.stat()
        except OSError as error:
            raise _not_written(path, error) from None
        self._record[path] = Written(key, found.st_size, found.st_mtime_ns, facts)
        self._changed = True
        return not same

    def remove(self, path: str) -> None:
        """Remove a file that an earlier build wrote, and its folder once that is empty.

        Raises:
            WorkspaceError: it cannot be removed.
        """
        target = self._folder / path
        try:
            if target.parent.resolve().is_relative_to(self._folder.resolve()):
                target.unlink(missing_ok=True)
        except OSError as error:
            raise _not_written(path, error) from None
        with contextlib.suppress(OSError):
            if target.parent != self._folder:
                target.parent.rmdir()
        self._record.pop(path, None)
        self._changed = True

    def save(self) -> None:
        """Write the record, if anything changed."""
        if not self._changed:
            return
        files = {path: asdict(self._record[path]) for path in sorted(self._record)}
        text = json.dumps({"format": FORMAT, "files": files}, ensure_ascii=False, indent=1)
        try:
            _replace(self._folder / RECORD, (text + "\n").encode())
        except OSError as error:
            raise _not_written(RECORD, error) from None
        self._changed = False

    def _load(self) -> dict[str, Written]:
        try:
            data = json.loads((self._folder / RECORD).read_text(encoding="utf-8"))
            if data["format"] != FORMAT:
                return {}
            files = {path: Written(**entry) for path, entry in data["files"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}  # no record, or a spoiled one: everything is written anew
        # a record could have been brought by anyone: it must not name files outside the folder
        return {path: written for path, written in files.items() if _INSIDE.fullmatch(path)}


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a build folder for one build at a time.

    Raises:
        WorkspaceError: another build has held it for a minute, or the folder cannot be made.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".minuted.lock", timeout=60)
        lock.acquire()
    except Timeout:
        raise WorkspaceError(
            f"Another build is writing to {folder}.", "Wait until it is done, then build again."
        ) from None
    except OSError as error:
        raise _not_written(str(folder), error) from None
    try:
        yield
    finally:
        lock.release()


def write_file(path: Path, data: bytes) -> None:
    """Write one file whole or not at all, making its folder.

    Raises:
        WorkspaceError: it cannot be written; what was there before is still there.
    """
    try:
        _replace(path, data)
    except OSError as error:
        raise _not_written(str(path), error) from None


def _replace(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".minuted-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp makes files that only their owner may read
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else _default_mode())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _default_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _not_written(path: str, error: OSError) -> WorkspaceError:
    if isinstance(error, PermissionError):
        hint = "Close it if it is open in Word or a PDF reader, and check that you may write there."
    else:
        hint = "Check that the disk is not full and that the folder can be written to."
    return WorkspaceError(f"{path} could not be written: {error.strerror or error}.", hint)
