"""Opening a workspace for a task."""

from pathlib import Path

from minuted.store.cache import Cache
from minuted.store.workspace import Workspace
from minuted.tasks.reading import Desk


def open_desk(start: Path) -> Desk:
    """Find the workspace that a folder lies in, with the user's own cache.

    Raises:
        WorkspaceError: there is none there or above.
    """
    return Desk(Workspace.find(start), Cache.default())
