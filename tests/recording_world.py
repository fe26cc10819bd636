"""A trust under git with two policies issued, for recording in."""

from collections.abc import Callable
from pathlib import Path

from workspaces import Outcome, TestWorkspace, make_workspace

Call = Callable[..., Outcome]

BODIES = """\
bodies:
  LAB: {name: Local Advisory Board, minute_pattern: "LAB/{item}/{academic_year:yy-yy}"}
  DJC: {name: Dale Joint Committee, of: DALE}
"""

VISITORS = "---\ntitle: Visitors policy\nreview: every 2 years\n---\n\n## All\n\n1. Sign in.\n"


def make_issued(root: Path) -> TestWorkspace:
    """Return a trust with phones at version 2, visitors at version 1, and no decision on either."""
    workspace = make_workspace(root)
    workspace.edit("governance/trust.yaml", "bodies:\n", BODIES)
    workspace.issue_by_hand("phones")
    workspace.edit("policy_src/phones.md", "stay in bags", "stay at home")
    workspace.issue_by_hand("phones", "2")
    workspace.write("policy_src/visitors.md", VISITORS)
    workspace.issue_by_hand("visitors")
    workspace.begin_git()
    return workspace


def lines_of(workspace: TestWorkspace, slug: str = "phones") -> list[str]:
    """Return a ledger's lines without its heading."""
    path = workspace.path(f"governance/minutes/{slug}.csv")
    return path.read_text(encoding="utf-8").splitlines()[1:] if path.exists() else []
