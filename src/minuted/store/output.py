"""The build folder: files written whole or not at all, and a record of what was written.

    build/.minuted.json     for every file: the key of what went into it, its size, time and digest
    build/AS/social-media.docx
    build/.minuted-kept/AS/social-media.docx      somebody else's, which lay in the place of ours

The record tells the next build what is unchanged, and what it wrote and no longer would. Nothing
that somebody else wrote is ever lost: what is not as we left it goes aside before ours takes its
place.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from minuted.errors import WorkspaceError

RECORD = ".minuted.json"
KEPT = ".minuted-kept"
"""The folder, inside a build folder, of what was found in the place of our files."""
_OURS = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*")
FORMAT = 2
MOST_BYTES = 2_000_000_000
"""The largest record that is read; that of a million copies is a fifth of it."""

_LOCK = ".minuted.lock"
_PATIENCE = 600
"""Seconds to wait for another build; the lock of one that was killed is gone with it."""
_PREFIX, _SUFFIX = ".minuted-", ".tmp"


@dataclass(frozen=True, slots=True)
class Written:
    """One file of the record.

    Attributes:
        key: of everything that went into it.
        size, mtime_ns: as they were once written, to see that nobody has changed it since.
        digest: of its bytes, for where a file was copied and has another time.
        facts: what index pages say of it.
    """

    key: str
    size: int
    mtime_ns: int
    digest: str
    facts: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Return it as the record holds it."""
        return {name: getattr(self, name) for name in _NAMES}


_NAMES = ("key", "size", "mtime_ns", "digest", "facts")


class BuildFolder:
    """A build folder, opened for one build; paths are relative, with forward slashes.

    Attributes:
        kept: where files went that were not as we had left them, by the path that they had.
    """

    def __init__(self, folder: Path) -> None:
        self.kept: dict[str, str] = {}
        self._folder = folder
        self._known: dict[str, bool] = {}
        self._record: dict[str, Written] = self._load()
        self._changed = False
        self._sweep()

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
            found = os.stat(f"{self._folder}/{path}")  # noqa: PTH116  a Path for each is slower
        except OSError:
            return False
        return found.st_size == written.size and found.st_mtime_ns == written.mtime_ns

    def write(self, path: str, key: str, data: bytes, facts: dict[str, str]) -> bool:
        """Write a file if its bytes differ; return whether they did.

        Raises:
            WorkspaceError: the folder is full or read-only, the file is open in Word, or its folder
                is a link that leads elsewhere.
        """
        target = self._folder / path
        if not self._is_inside(path.rpartition("/")[0]):
            raise WorkspaceError(
                f"{path} was not written: its folder is a link that leads out of the build folder.",
                "Delete the link; to write copies to another folder, name it: --output FOLDER.",
            )
        try:
            same = _is_own(target) and target.read_bytes() == data
            if not same:
                self._keep_aside(path)
                _replace(target, data)
            found = target.stat()
        except OSError as error:
            raise _not_written(path, error) from None
        digest = _digest(data)
        self._record[path] = Written(key, found.st_size, found.st_mtime_ns, digest, facts)
        self._changed = True
        return not same

    def remove(self, path: str) -> None:
        """Remove a file that an earlier build wrote, and its folder once that is empty.

        Raises:
            WorkspaceError: it cannot be removed.
        """
        target = self._folder / path
        try:
            if self._is_inside(path.rpartition("/")[0]):
                self._keep_aside(path)
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
        # a line for each file; Python's own indenting takes as long as planning all of them
        files = ",\n".join(
            f"{_json(path)}: {_json(self._record[path].as_json())}" for path in sorted(self._record)
        )
        text = f'{{"format": {FORMAT}, "files": {{\n{files}\n}}}}\n'
        try:
            _replace(self._folder / RECORD, text.encode())
        except OSError as error:
            raise _not_written(RECORD, error) from None
        self._changed = False

    def _load(self) -> dict[str, Written]:
        path = self._folder / RECORD
        try:
            if path.stat().st_size > MOST_BYTES:
                return {}
            data = json.loads(path.read_text(encoding="utf-8"))
            files = data["files"] if data["format"] == FORMAT else {}
            # anyone could have brought the record: it must not name files outside the folder
            return {
                path: _entry(about)
                for path, about in files.items()
                if _OURS.fullmatch(path) and self._is_inside(path.rpartition("/")[0])
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}  # no record, or a spoiled one: everything is written anew

    def _keep_aside(self, path: str) -> None:
        """Move a file away that is not as we left it, so that nobody's work is lost.

        Raises:
            OSError: it cannot be moved.
        """
        target = self._folder / path
        if not _is_own(target) or self._is_as_left(path, target):
            return
        kept = self._folder / KEPT / path
        if not self._is_inside(f"{KEPT}/{path}".rpartition("/")[0]):
            raise PermissionError(errno.EACCES, f"{KEPT} is a link that leads elsewhere")
        kept.parent.mkdir(parents=True, exist_ok=True)
        number = 1
        while os.path.lexists(kept):
            number += 1
            kept = kept.with_name(f"{target.stem}-{number}{target.suffix}")
        target.replace(kept)
        self.kept[path] = kept.relative_to(self._folder).as_posix()

    def _is_as_left(self, path: str, target: Path) -> bool:
        written = self._record.get(path)
        if written is None:
            return False
        found = target.stat()
        if found.st_size != written.size:
            return False
        return found.st_mtime_ns == written.mtime_ns or (
            _digest(target.read_bytes()) == written.digest
        )

    def _is_inside(self, folder: str) -> bool:
        """Whether a folder, there or not, lies in this one and not elsewhere by way of a link."""
        if folder not in self._known:
            try:
                inside = (self._folder / folder).resolve().is_relative_to(self._folder.resolve())
            except (OSError, RuntimeError):  # links in a circle
                inside = False
            self._known[folder] = inside
        return self._known[folder]

    def _sweep(self) -> None:
        """Delete what a build that was killed left half written."""
        for pattern in (f"{_PREFIX}*{_SUFFIX}", f"*/{_PREFIX}*{_SUFFIX}"):
            for path in self._folder.glob(pattern):
                with contextlib.suppress(OSError):
                    if self._is_inside(path.parent.relative_to(self._folder).as_posix()):
                        path.unlink()


_WORDS = frozenset((str,))


def _entry(about: dict[str, object]) -> Written:
    """Return an entry of the record.

    Raises:
        ValueError: it has not the shape of one.
    """
    key, size, mtime, digest, facts = (about[name] for name in _NAMES)
    shape = (type(key), type(size), type(mtime), type(digest), type(facts))
    if shape == (str, int, int, str, dict):
        assert isinstance(facts, dict)
        if set(map(type, facts.values())) <= _WORDS:  # JSON's names are words anyhow
            return Written(key, size, mtime, digest, facts)  # type: ignore[arg-type]
    raise ValueError("no entry of a record")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _is_own(path: Path) -> bool:
    """Whether a file lies at a path itself, not a link to one."""
    return path.is_file() and not path.is_symlink()


@contextmanager
def locked(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold a build folder for one build at a time.

    Args:
        waiting: called where another build holds it, before waiting for that.

    Raises:
        WorkspaceError: another build holds it for `_PATIENCE`, or the folder cannot be made.
    """
    from filelock import FileLock, Timeout

    path = folder / _LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():  # locking empties the file, and this one lies elsewhere
            path.unlink()
        lock = FileLock(path, timeout=_PATIENCE)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire()
    except Timeout:
        raise WorkspaceError(
            f"Another build is writing to {folder}.", "Wait until it is done, then build again."
        ) from None
    except OSError as error:
        raise _not_written(str(error.filename or folder), error) from None
    try:
        yield
    finally:
        lock.release()


def write_file(path: Path, data: bytes, *, lasting: bool = False) -> None:
    """Write one file whole or not at all, making its folder.

    Args:
        path: where; what lies there keeps its mode.
        data: all that the file is to hold.
        lasting: wait until the disk has it, so that it outlasts a power cut.

    Raises:
        WorkspaceError: it cannot be written; what was there before is still there.
    """
    try:
        _replace(path, data, lasting=lasting)
    except OSError as error:
        raise _not_written(str(path), error) from None


def sweep(folder: Path) -> None:
    """Delete what a process that was killed left half written in a folder."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            path.unlink(missing_ok=True)


def _replace(target: Path, data: bytes, *, lasting: bool = False) -> None:
    # named before it is there, so that whatever stops us, even between two lines, it goes again
    temporary = target.with_name(f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}")
    try:
        with _begun(temporary) as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if lasting:
        sync_folder(target.parent)


def _begun(path: Path) -> IO[bytes]:
    """Open a new file; its folder is made if it is not there, which it nearly always is."""
    try:
        return path.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


def sync_folder(folder: Path) -> None:
    """Have the disk keep which files a folder holds, on systems where that can be asked for."""
    with contextlib.suppress(OSError):  # Windows opens no folders
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _not_written(path: str, error: OSError) -> WorkspaceError:
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        hint = "A file is in the place of its folder: move that file away, then try again."
    elif isinstance(error, IsADirectoryError):
        hint = "A folder is in its place: move that folder away, then try again."
    elif isinstance(error, PermissionError):
        hint = "Close it if it is open in Word, Excel or a PDF reader; check that you may write."
    else:
        hint = "Check that the disk is not full and that the folder can be written to."
    return WorkspaceError(f"{path} could not be written: {error.strerror or error}.", hint)
