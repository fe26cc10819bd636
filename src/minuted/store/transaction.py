"""Files changed and recorded in git together: all of it or nothing, whatever stops it.

with recording(workspace) as transaction:      one at a time; a killed one is put right first
…                                          read again what the change rests on
transaction.record(files, message)         files written, then one commit of exactly these

.git/minuted/lock          held while somebody records
.git/minuted/journal.json  there while files or git are being changed: what they were before
"""

import base64
import contextlib
import hashlib
import json
import shutil
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from minuted.errors import HistoryError, WorkspaceError
from minuted.store.history import History
from minuted.store.output import sweep, write_file
from minuted.store.workspace import Workspace

FORMAT = 1
PATIENCE = 60.0
"""Seconds that somebody who wants to record waits for somebody who does."""

GIT_PATIENCE = 3.0
"""Seconds that are waited for another git to be done."""

_FOLDER, _LOCK, _JOURNAL = "minuted", "lock", "journal.json"
SYNC_NOTE = "minuted/sync.json"
"""In git's folder: what `journey` notes while a sync changes files."""
_GRACE = 0.5
_STEP = 0.05


class BusyError(WorkspaceError):
    """Somebody else is recording in the workspace just now."""


class Stage(Enum):
    """How far a recording has come: files are being written, or git is recording them."""

    WRITING = "writing"
    COMMITTING = "committing"


class Ending(Enum):
    """What became of a recording that was stopped."""

    RECORDED = "recorded"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True)
class Before:
    """A file before it was changed.

    Attributes:
        data: None where it was not there.
        after: the SHA-256 of what it was changed to.
    """

    path: str
    data: bytes | None
    after: str


@dataclass(frozen=True, slots=True)
class Journal:
    """What has to be known to take a recording back, or to see that it was completed."""

    stage: Stage
    head: str
    message: str
    files: tuple[Before, ...]
    new: tuple[str, ...]

    def encode(self) -> bytes:
        """Return it as JSON."""
        files = [
            {
                "path": file.path,
                "before": None if file.data is None else base64.b64encode(file.data).decode(),
                "after": file.after,
            }
            for file in self.files
        ]
        data = {
            "format": FORMAT,
            "stage": self.stage.value,
            "head": self.head,
            "message": self.message,
            "files": files,
            "new": self.new,
        }
        return json.dumps(data, ensure_ascii=False).encode()

    @classmethod
    def decode(cls, data: bytes) -> "Journal":
        """Read it back.

        Raises:
            ValueError: it is none.
        """
        try:
            read = json.loads(data)
            files = tuple(
                Before(
                    str(file["path"]),
                    None if file["before"] is None else base64.b64decode(file["before"]),
                    str(file["after"]),
                )
                for file in read["files"]
            )
            if read["format"] != FORMAT:
                raise ValueError("a journal of another minuted")
            new = tuple(str(path) for path in read["new"])
            return cls(Stage(read["stage"]), str(read["head"]), str(read["message"]), files, new)
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError("no journal") from error


class Transaction:
    """A workspace in which nobody else records just now."""

    def __init__(self, workspace: Workspace, history: History) -> None:
        self._workspace = workspace
        self._history = history
        self._journal = history.folder / _FOLDER / _JOURNAL

    def record(
        self, files: Sequence[tuple[str, bytes]], message: str, also: Sequence[str] = ()
    ) -> str:
        """Write files and record them in one commit; return its short id.

        Args:
            files: path and all that it is to hold, in the order of writing.
            message: of the commit.
            also: further paths that the commit takes in as they are.

        Raises:
            HistoryError: git cannot record it; every file is as it was.
            WorkspaceError: a file cannot be written; every file is as it was.
        """
        journal = self._begin(files, message, also)
        paths = [*(path for path, _ in files), *also]
        try:
            self._keep(journal)
            for path, data in files:
                write_file(self._place(path), data, lasting=True)
            journal = replace(journal, stage=Stage.COMMITTING)
            self._keep(journal)
            commit = self._history.commit(paths, message)
        except BaseException as error:
            # where git has answered, no git of ours is still at work
            self._end(journal, at_rest=isinstance(error, HistoryError))
            raise
        self._forget()
        return commit

    def mend(self) -> Ending | None:
        """Put right what a recording that was killed has left; None where there was nothing.

        Raises:
            HistoryError: git left its own lock behind, which has to be deleted first.
            WorkspaceError: a file cannot be put back.
        """
        if not self._journal.exists():
            return None
        try:
            journal = Journal.decode(self._journal.read_bytes())
        except (OSError, ValueError):  # it is written whole or not at all: nothing was begun
            self._forget()
            return None
        if journal.stage is Stage.COMMITTING:
            time.sleep(_GRACE)  # by then a git that has outlived its minuted holds its own lock
        return self._end(journal)

    def _begin(
        self, files: Sequence[tuple[str, bytes]], message: str, also: Sequence[str]
    ) -> Journal:
        """Return the journal of what is about to be done.

        Raises:
            HistoryError: something in the repository forbids recording now.
            WorkspaceError: a file may not be changed.
        """
        obstacle = self._history.obstacle()
        if obstacle is not None:
            raise obstacle
        if not self._index_is_free():
            raise self._history.index_refusal()
        before = []
        for path, data in files:
            known = self._workspace.read(path) if self._workspace.exists(path) else None
            if known is not None and not self._place(path).stat().st_mode & stat.S_IWUSR:
                raise WorkspaceError(
                    f"{path} is marked read-only, so nothing was recorded in it.",
                    "Let it be written again (on Windows under Properties), then try again.",
                )
            before.append(Before(path, known, hashlib.sha256(data).hexdigest()))
        new = self._history.unknown([*(path for path, _ in files), *also])
        return Journal(Stage.WRITING, self._history.head(), message, tuple(before), tuple(new))

    def _end(self, journal: Journal, *, at_rest: bool = False) -> Ending:
        """Bring a recording that was stopped to an end: done where git has it, else undone."""
        paths = [file.path for file in journal.files]
        if journal.stage is Stage.COMMITTING:
            if not at_rest and not self._index_is_free():
                raise self._history.index_refusal()
            if self._history.has_recorded(journal.head, journal.message, paths):
                self._history.settle_index(paths)
                self._forget()
                return Ending.RECORDED
        for file in journal.files:
            self._put_back(file)
        if journal.stage is Stage.COMMITTING and journal.new:
            self._history.settle_index(journal.new)
        self._forget()
        return Ending.TAKEN_BACK

    def _put_back(self, file: Before) -> None:
        target = self._place(file.path)
        sweep(target.parent)
        try:
            now = target.read_bytes()
        except OSError:
            now = None
        if now is not None and hashlib.sha256(now).hexdigest() != file.after:
            return  # it was never changed, or somebody has changed it since
        if file.data is None:
            target.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # a folder that still holds something stays
                for folder in target.parents:
                    if self._workspace.root in (folder, folder.parent):
                        break
                    folder.rmdir()
        elif now != file.data:
            write_file(target, file.data, lasting=True)

    def _place(self, path: str) -> Path:
        """Return where a file lies, its own link followed: a link is not replaced by a file."""
        return self._workspace.place(path).resolve()

    def _keep(self, journal: Journal) -> None:
        write_file(self._journal, journal.encode(), lasting=True)

    def _forget(self) -> None:
        with contextlib.suppress(OSError):
            self._journal.unlink(missing_ok=True)

    def _index_is_free(self) -> bool:
        """Wait a little for a git that is at work; whether none is any more."""
        for _ in range(int(GIT_PATIENCE / _STEP)):
            if not self._history.index_lock.exists():
                return True
            time.sleep(_STEP)
        return not self._history.index_lock.exists()


@contextmanager
def recording(workspace: Workspace, patience: float = PATIENCE) -> Iterator[Transaction]:
    """Let nobody else record, and put right first what one that was killed has left.

    Raises:
        HistoryError: the workspace is not kept in git, or git forbids it.
        BusyError: somebody else has been recording for too long.
    """
    from filelock import FileLock, Timeout

    history = History.of(workspace.root)
    path = history.folder / _FOLDER / _LOCK
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, timeout=patience)
        lock.acquire()
    except Timeout:
        raise BusyError(
            "Somebody else is recording in this workspace.", "Wait until it is done."
        ) from None
    except OSError as error:
        raise WorkspaceError(
            f"{path} could not be written: {error.strerror or error}.",
            "Check that the disk is not full and that you may write in git's folder.",
        ) from None
    try:
        transaction = Transaction(workspace, history)
        sweep(path.parent)
        transaction.mend()
        yield transaction
    finally:
        lock.release()


def mend(workspace: Workspace) -> Ending | None:
    """Put right what a recording that was killed has left, unless one is under way.

    It costs a glance at the disk where there is nothing to do, and never asks git then.

    Raises:
        HistoryError: git left its own lock behind, which has to be deleted first.
        WorkspaceError: a file cannot be put back.
    """
    folder = git_folder(workspace.root)
    if folder is None or not (folder / _FOLDER / _JOURNAL).exists():
        return None
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(folder / _FOLDER / _LOCK, timeout=0)
        lock.acquire()
    except (Timeout, OSError):
        return None
    try:
        return Transaction(workspace, History.of(workspace.root)).mend()
    finally:
        lock.release()


def sync_was_stopped(workspace: Workspace) -> bool:
    """Whether a sync is under way, or one that was killed has left something half done."""
    folder = git_folder(workspace.root)
    return folder is not None and (folder / SYNC_NOTE).exists()


def git_folder(root: Path) -> Path | None:
    """Return git's folder for a working copy, without asking git."""
    for folder in (root, *root.parents):
        found = folder / ".git"
        if found.is_dir():
            return found
        if found.is_file():  # a linked working copy: the file says where
            with contextlib.suppress(OSError, UnicodeDecodeError):
                return folder / found.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
    return None


def require_history(workspace: Workspace) -> None:
    """Find out early, and without asking git, that nothing could be recorded.

    Raises:
        NoHistoryError: git is not installed, or the workspace is in no repository.
    """
    if git_folder(workspace.root) is None or shutil.which("git") is None:
        History.of(workspace.root)
