"""Opening a workspace for a task, after putting right what a killed recording left in it."""

from pathlib import Path

from minuted.errors import MinutedError
from minuted.store.cache import Cache
from minuted.store.transaction import Ending, mend, sync_was_stopped
from minuted.store.workspace import Workspace
from minuted.tasks.reading import Desk

_MENDED = {
    Ending.RECORDED: "The last recording was stopped after git had it: it is complete.",
    Ending.TAKEN_BACK: "The last recording was stopped half way, and was taken back.",
}
_NEXT = {
    Ending.RECORDED: "There is nothing to do; `minuted log POLICY` shows it.",
    Ending.TAKEN_BACK: "Record it again.",
}


def open_desk(start: Path) -> Desk:
    """Find the workspace that a folder lies in, with the user's own cache.

    What a recording or a sync that was killed has left is put right first; the desk's `notice`
    says so.

    Raises:
        WorkspaceError: there is none there or above.
    """
    workspace = Workspace.find(start)
    notice = None
    try:
        ending = mend(workspace)
        if ending is not None:
            notice = MinutedError(_MENDED[ending], _NEXT[ending])
        elif sync_was_stopped(workspace):
            from minuted.store.journey import mend_journey

            if mend_journey(workspace):
                notice = MinutedError(
                    "The last sync was stopped half way, and was taken back.", "Sync again."
                )
    except MinutedError as error:
        message = f"A recording was stopped half way. {error.message}"
        notice = MinutedError(message, error.hint)
    return Desk(workspace, Cache.default(), notice)
