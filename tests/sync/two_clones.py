"""Two clerks with a clone each, and the repository between them."""

import os
from dataclasses import dataclass
from pathlib import Path

from decided_trust import decided_workspace
from workspaces import TestWorkspace

ATTRIBUTES = """\
* text=auto eol=lf
governance/issued/** -text
governance/minutes/*.csv text eol=lf merge=union
"""


HALF = ("MERGE_HEAD", "index.lock", "minuted/sync.json")
"""What git, or a sync, would leave behind half way."""


@dataclass(frozen=True)
class Clones:
    """Two workspaces that are shared through a third."""

    ours: TestWorkspace
    theirs: TestWorkspace
    between: Path

    def heads(self) -> set[str]:
        """Return the last commits of both and of what lies between."""
        shared = self.ours.git("--git-dir", str(self.between), "rev-parse", "main")
        return {self.ours.git("rev-parse", "HEAD"), self.theirs.git("rev-parse", "HEAD"), shared}


def two_clones(root: Path, attributes: str = ATTRIBUTES) -> Clones:
    """Return two clones of a trust with decisions."""
    ours = decided_workspace(root / "ours")
    ours.write(".gitattributes", attributes)
    ours.begin_git()
    between = root / "between.git"
    ours.git("init", "--quiet", "--bare", "--initial-branch", "main", str(between))
    ours.git("remote", "add", "origin", between.as_uri() if os.name != "nt" else str(between))
    ours.git("push", "--quiet", "--set-upstream", "origin", "main")
    theirs = TestWorkspace(root / "theirs")
    ours.git("clone", "--quiet", str(between), str(theirs.root))
    theirs.git("config", "user.name", "B Clerk")
    theirs.git("config", "user.email", "b@quarry.example")
    return Clones(ours, theirs, between)


def record(workspace: TestWorkspace, message: str = "Recorded") -> str:
    """Commit everything that changed; return the commit's id."""
    workspace.git("add", "--all")
    workspace.git("commit", "--quiet", "--message", message)
    return workspace.git("rev-parse", "HEAD")


def state(workspace: TestWorkspace) -> dict[str, object]:
    """Return all that must stay as it is when a sync refuses: files, index, branch."""
    files = {
        path.relative_to(workspace.root).as_posix(): path.read_bytes()
        for path in sorted(workspace.root.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(workspace.root).parts
    }
    return {
        "files": files,
        "head": workspace.git("rev-parse", "HEAD"),
        "branch": workspace.git("symbolic-ref", "-q", "HEAD"),
        "status": workspace.git("status", "--porcelain"),
        "half": sorted(
            name
            for name in ("MERGE_HEAD", "index.lock")
            if (workspace.path(".git") / name).exists()
        ),
    }
