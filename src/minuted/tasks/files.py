"""The files of a workspace that are read: each once, and by the digests of their bytes."""

from collections.abc import Iterable

from minuted.errors import WorkspaceError
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.store.cache import key_of
from minuted.store.workspace import Workspace


class Files:
    """Bytes by path, and keys of them for whoever asks whether they changed."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._ahead: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}

    def read(self, path: str) -> bytes:
        """Return a file's bytes, and note their digest.

        Raises:
            WorkspaceError: it cannot be read.
        """
        source = self._ahead.pop(path, None)
        if source is None:
            source = self.workspace.read(path)
            self._digests[path] = key_of(source)
        return source

    def read_ahead(self, path: str) -> bytes:
        """Return a file's bytes, and keep them for whoever reads it next.

        Raises:
            WorkspaceError: it cannot be read.
        """
        source = self._ahead[path] = self.read(path)
        return source

    def is_there(self, path: str) -> bool:
        """Whether there is such a file; one that is not is noted as absent."""
        if path in self._ahead or self.workspace.exists(path):
            return True
        self._digests[path] = "absent"
        return False

    def digest(self, path: str) -> str:
        """Return a key of a file's bytes, or that it is not there or cannot be read.

        Whoever reads the file later reads these same bytes.
        """
        if path not in self._digests:
            try:
                self.read_ahead(path)
            except WorkspaceError:
                self._digests[path] = "unreadable" if self.workspace.exists(path) else "absent"
        return self._digests[path]

    def let_go(self, paths: Iterable[str]) -> None:
        """Keep no bytes of some files for a next reader: there will be none."""
        for path in paths:
            self._ahead.pop(path, None)


def unreadable(path: str, error: WorkspaceError) -> Diagnostic:
    """Return the complaint about a file that is there and cannot be read, or is not there."""
    return Diagnostic(Severity.ERROR, "unreadable", error.message, error.hint, path)
