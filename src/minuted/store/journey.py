"""Going on to what others recorded, put back if it is killed half way.

.git/minuted/sync.json     there while git changes the workspace's files: from where to where
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from minuted.errors import MinutedError
from minuted.store.output import write_file
from minuted.store.remote import Exchange
from minuted.store.transaction import SYNC_NOTE, BusyError, git_folder, recording
from minuted.store.workspace import Workspace

_COMMIT = re.compile("[0-9a-f]{40,64}")


@contextmanager
def journey(exchange: Exchange, workspace: Workspace) -> Iterator[None]:
    """Put back what a sync that was killed has left, then note where this one goes.

    It is for whoever holds the lock of `recording`.

    Raises:
        HistoryError: git left its own lock behind, which has to be deleted first.
        WorkspaceError: a file cannot be put back.
    """
    path = exchange.history.folder / SYNC_NOTE
    _mend(exchange, workspace, path)

    def note(old: str, new: str) -> None:
        write_file(path, json.dumps({"from": old, "to": new}).encode(), lasting=True)

    exchange.before_advancing = note
    try:
        yield
    except MinutedError:  # whatever refused has changed nothing
        path.unlink(missing_ok=True)
        raise
    path.unlink(missing_ok=True)


def mend_journey(workspace: Workspace) -> bool:
    """Put back what a sync that was killed has left; whether there was anything.

    It costs a glance at the disk where there is nothing to do.

    Raises:
        HistoryError: git left its own lock behind, which has to be deleted first.
        WorkspaceError: a file cannot be put back.
    """
    folder = git_folder(workspace.root)
    if folder is None or not (folder / SYNC_NOTE).exists():
        return False
    try:
        with recording(workspace, patience=0):
            return _mend(Exchange(workspace.root, interactive=False), workspace, folder / SYNC_NOTE)
    except BusyError:
        return False  # a sync is under way


def _mend(exchange: Exchange, workspace: Workspace, path: Path) -> bool:
    try:
        noted = json.loads(path.read_bytes())
        old, new = str(noted["from"]), str(noted["to"])
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError):  # written whole or not at all
        old = new = ""
    going = bool(_COMMIT.fullmatch(old) and _COMMIT.fullmatch(new))
    if going and exchange.history.head() == old:  # else it has arrived
        _put_back(exchange, workspace, old, new)
    path.unlink(missing_ok=True)
    return going


def _put_back(exchange: Exchange, workspace: Workspace, old: str, new: str) -> None:
    history = exchange.history
    if history.index_lock.exists():
        raise history.index_refusal()
    changed = exchange.changed(old, new)
    before = exchange.files(old, changed.__contains__)
    after = exchange.files(new, changed.__contains__)
    for path in changed:
        target = workspace.place(path)
        now = target.read_bytes() if target.is_file() else None
        if now is None or _plain(now) != _plain(after.get(path)):
            if now is None and path not in after and path in before:
                write_file(target, before[path], lasting=True)  # it was deleted on the way
            continue
        if path in before:
            write_file(target, before[path], lasting=True)
        else:
            target.unlink()
    history.settle_index(changed)


def _plain(data: bytes | None) -> bytes | None:
    return data.replace(b"\r\n", b"\n") if data is not None else None
