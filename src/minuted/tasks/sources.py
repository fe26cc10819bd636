"""The files that an author writes, to be looked at where they lie; no others can be asked for."""

from minuted.store.workspace import TRUST_YAML
from minuted.tasks.reading import Desk


def source_lines(desk: Desk, path: str) -> list[str] | None:
    """Return a file's lines; None where it is no draft, ledger or trust.yaml of the workspace.

    Raises:
        WorkspaceError: it cannot be read.
    """
    workspace = desk.workspace
    known = {TRUST_YAML}
    known |= {workspace.draft_path(slug) for slug in workspace.slugs()}
    known |= {workspace.ledger_path(slug) for slug in workspace.ledgers()}
    if path not in known or not workspace.exists(path):
        return None
    return workspace.read(path).decode("utf-8", errors="replace").splitlines()
