"""Two clerks with a clone each, and the repository between them."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

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


_MADE: dict[str, TemporaryDirectory[str]] = {}
"""By their attributes: two clones that tests copy, because making them takes longer than most."""


def two_clones(root: Path, attributes: str = ATTRIBUTES) -> Clones:
    """Return two clones of a trust with decisions."""
    if attributes not in _MADE:
        folder = TemporaryDirectory(prefix="two-clones-")
        _make(Path(folder.name), attributes)
        _MADE[attributes] = folder
    for name in ("ours", "theirs", "between.git"):
        shutil.copytree(Path(_MADE[attributes].name) / name, root / name)
    clones = Clones(
        TestWorkspace(root / "ours"), TestWorkspace(root / "theirs"), root / "between.git"
    )
    for each in (clones.ours, clones.theirs):
        each.git("config", "remote.origin.url", str(clones.between))
    return clones


def _make(root: Path, attributes: str) -> None:
    ours = decided_workspace(root / "ours")
    ours.write(".gitattributes", attributes)
    ours.begin_git()
    between = root / "between.git"
    ours.git("init", "--quiet", "--bare", "--initial-branch", "main", str(between))
    ours.git("remote", "add", "origin", str(between))
    ours.git("push", "--quiet", "--set-upstream", "origin", "main")
    ours.git("clone", "--quiet", str(between), str(root / "theirs"))
    theirs = TestWorkspace(root / "theirs")
    theirs.git("config", "user.name", "B Clerk")
    theirs.git("config", "user.email", "b@quarry.example")


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
