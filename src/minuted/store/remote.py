"""The other side of a workspace: the repository that it is shared through, by way of git.

    fetch()        what the others have recorded; this workspace's files are not touched
    join()         one tree of both sides, made beside the workspace, or what cannot be joined
    advance()      the workspace goes on to that tree
    push()         what the others do not have yet

What comes from outside is only ever named by the id of a commit. The one branch that is asked for
is the user's own; no tag, no other branch, no submodule, and no program that a repository names.
"""

import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from minuted.errors import HistoryError
from minuted.store.history import Answer, History, ask
from minuted.store.remote_words import first_line, is_old, reason, unreachable, without_name

_COMMIT = re.compile("[0-9a-f]{40,64}")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")
_ALLOWED = "file:http:https:ssh"
"""The ways of reaching another repository.

`ext` and helpers of other names run programs, and so does the proxy that a repository may name for
`git:`, by which nothing can be sent anyway.
"""

_SAFELY = (
    "-c",
    "fetch.fsckObjects=true",
    "-c",
    "submodule.recurse=false",
    "-c",
    "http.lowSpeedLimit=1",
    "-c",
    "http.lowSpeedTime=60",
)


@dataclass(frozen=True, slots=True)
class Remote:
    """Where a branch is shared.

    Attributes:
        name: as the user's own configuration has it.
        shown: its address, without a name or password in it.
        branch: the name of the branch there; here: of the one in this workspace.
        tracked: whether git knows already that the two belong together.
    """

    name: str
    shown: str
    branch: str
    here: str
    tracked: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """Two sides as one tree.

    Attributes:
        tree: its id, or of one with git's marks in it where there are conflicts.
        conflicts: the files that both sides changed in the same place, and git's word for how.
    """

    tree: str
    conflicts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit in a line: who, and its first line."""

    author: str
    subject: str


class Refused(HistoryError):  # noqa: N818  a push that another one has overtaken is no error yet
    """The others have recorded something since; fetch again."""


class Exchange:
    """The git of a workspace, for an exchange with others; paths are relative to the workspace.

    Args:
        root: the workspace's.
        interactive: whether git may ask for a password on the terminal.
    """

    def __init__(self, root: Path, *, interactive: bool) -> None:
        self._history = History.of(root)
        self._root = root
        self._interactive = interactive
        self.before_advancing: Callable[[str, str], None] = lambda _old, _new: None

    @property
    def history(self) -> History:
        """The workspace's history."""
        return self._history

    def remote(self) -> Remote:
        """Return what the current branch is shared through.

        Raises:
            HistoryError: nothing is recorded yet, no repository is named, or more than one.
        """
        obstacle = self._history.obstacle()
        if obstacle is not None:
            raise obstacle
        here = self._line("symbolic-ref", "--short", "-q", "HEAD")
        if not self._history.head():
            raise HistoryError(
                "Nothing is recorded in this workspace yet, so there is nothing to share.",
                "Begin with: git add --all, then git commit -m Begin",
            )
        _must_be_plain(here, "The branch")
        name = self._setting(f"branch.{here}.remote")
        branch = self._setting(f"branch.{here}.merge").removeprefix("refs/heads/")
        names = self._line("remote").split()
        tracked = bool(name and branch) and name != "."
        if not tracked:
            if not names:
                raise HistoryError(
                    "This workspace is not shared with anybody yet: no other repository is known.",
                    "Give it the address once: git remote add origin ADDRESS, then minuted sync.",
                )
            if len(names) > 1 and "origin" not in names:
                raise HistoryError(
                    f"{', '.join(names)} are known, and which of them {here} is shared through is"
                    " not.",
                    f"Say so once: git push --set-upstream {names[0]} {here}",
                )
            name, branch = "origin" if "origin" in names else names[0], here
        _must_be_plain(name, "The repository")
        _must_be_plain(branch, "The branch")
        address = self._line("remote", "get-url", "--", name) or name
        if re.match(r"[A-Za-z0-9]+::|-", address):
            raise HistoryError(
                f"The address of {name} would have git run a program of its own: {address}",
                f"Give it a plain address: git remote set-url {name} ADDRESS",
            )
        return Remote(name, without_name(address), branch, here, tracked)

    def fetch(self, remote: Remote) -> str:
        """Fetch the branch; return the id of its last commit, empty where there is no branch yet.

        Raises:
            HistoryError: the others cannot be reached, or do not let us in.
        """
        tracking = f"refs/remotes/{remote.name}/{remote.branch}"
        wanted = f"+refs/heads/{remote.branch}:{tracking}"
        options = ("--no-tags", "--no-recurse-submodules", "--no-auto-maintenance", "--quiet")
        program = "--upload-pack=git-upload-pack"
        said = self._reach("fetch", *options, program, "--", remote.name, wanted)
        if said.status:
            if "couldn't find remote ref" in said.err:
                return ""
            raise unreachable(remote.shown, remote.name, said.err)
        return self._commit(tracking)

    def base(self, ours: str, theirs: str) -> str:
        """Return the last commit that both have; empty where they have none in common."""
        return self._line("merge-base", ours, theirs)

    def join(self, ours: str, theirs: str) -> Joined:
        """Return one tree of both sides, ledgers with the lines of both.

        Raises:
            HistoryError: this git cannot.
        """
        with self._ledgers_in_union() as attributes:
            options = ("--write-tree", "-z", "--name-only", "--messages")
            said = self._ask(*attributes, "merge-tree", *options, ours, theirs)
        if said.status not in (0, 1):
            hint = "Install git 2.38 or newer (https://git-scm.com)." if is_old(said.err) else ""
            raise HistoryError(f"Git cannot join the two sides: {said.err[:300]}", hint)
        tree, *rest = said.out.decode(errors="surrogateescape").split("\0")
        return Joined(tree.strip(), tuple(self._conflicts(rest)) if said.status else ())

    def settle(self, tree: str, chosen: Mapping[str, str]) -> str:
        """Return a tree with some files as certain commits have them; where one has not, without.

        Args:
            tree: to begin with.
            chosen: by path, the commit whose file is taken.
        """
        with tempfile.TemporaryDirectory(prefix="minuted-") as folder:
            environment = {"GIT_INDEX_FILE": f"{folder}/index", "GIT_ALLOW_PROTOCOL": "none"}
            self._ask("read-tree", tree, environment=environment)
            for path, commit in chosen.items():
                name = self._history.outside(path)
                entry = self._line("ls-tree", "--full-tree", commit, "--", name).partition("\t")[0]
                mode, _, blob = entry.split() if entry else ("0", "", "0" * len(commit))
                info = f"{mode} {blob}\t{name}\0".encode(errors="surrogateescape")
                self._ask("update-index", "-z", "--index-info", data=info, environment=environment)
            return self._ask("write-tree", environment=environment).out.decode().strip()

    def commit(self, tree: str, parents: Sequence[str], message: str) -> str:
        """Make a commit of a tree, on no branch yet; return its id.

        Raises:
            HistoryError: git does not know who records.
        """
        above = [part for parent in parents for part in ("-p", parent)]
        said = self._ask("commit-tree", tree, *above, data=message.encode())
        if said.status:
            raise HistoryError(
                f"Git did not record the joining: {first_line(said.err)}",
                'Tell git who you are: git config --global user.name "Your Name",'
                " and user.email likewise.",
            )
        return said.out.decode().strip()

    def advance(self, commit: str) -> None:
        """Bring the branch and the workspace's files on to a commit that has the branch in it.

        Raises:
            HistoryError: git refused, and nothing was changed.
        """
        self.before_advancing(self._history.head(), commit)
        options = ("--no-autostash", "--no-overwrite-ignore", "--quiet")
        said = self._ask("merge", "--ff-only", *options, commit)
        if said.status:
            raise HistoryError(
                f"Git did not take in what the others recorded: {first_line(said.err)}",
                "Nothing was changed. Put right what git says, then try again.",
            )

    def push(self, remote: Remote, commit: str) -> None:
        """Send a commit, with all that it stands on.

        Raises:
            Refused: the others have recorded something since.
            HistoryError: it was not sent.
        """
        options = ["--porcelain", "--quiet", "--no-follow-tags", "--recurse-submodules=no"]
        if not remote.tracked:
            for key, value in (("remote", remote.name), ("merge", f"refs/heads/{remote.branch}")):
                self._ask("config", "--local", f"branch.{remote.here}.{key}", value)
        options.append("--receive-pack=git-receive-pack")
        target = f"{commit}:refs/heads/{remote.branch}"
        said = self._reach("push", *options, "--", remote.name, target)
        if not said.status:
            return
        words = f"{said.out.decode(errors='replace')} {said.err}"
        if re.search(r"fetch first|non-fast-forward|cannot lock ref|stale info", words):
            raise Refused("The others have recorded something meanwhile.", "Sync again.")
        if "rejected" in words:
            raise HistoryError(
                f"{remote.shown} did not take what was sent: {first_line(reason(words))}",
                "Ask whoever looks after it; what you recorded is safe here.",
            )
        raise unreachable(remote.shown, remote.name, words)

    # what there is

    def unrecorded(self) -> list[str]:
        """Return the files that differ from what was last recorded, new ones included."""
        said = self._ask("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames")
        entries = said.out.decode(errors="surrogateescape").split("\0")
        return sorted({self._inside(entry[3:]) for entry in entries if len(entry) > 3})

    def changed(self, old: str, new: str, how: str = "") -> list[str]:
        """Return the files that differ between two commits.

        Args:
            old, new: the commits.
            how: only those added (`A`), changed (`M`), of another type (`T`) or deleted (`D`).
        """
        only = (f"--diff-filter={how}",) if how else ()
        said = self._ask("diff-tree", "-r", "-z", "--name-only", "--no-renames", *only, old, new)
        names = said.out.decode(errors="surrogateescape").split("\0")
        return [self._inside(name) for name in names if name]

    def last(self, path: str, old: str, new: str) -> str:
        """Return the id of the last commit since an old one that changed a file, or nothing."""
        return self._line("log", "-1", "--format=%H", f"{old}..{new}", "--", path)

    def authors(self, path: str, old: str, new: str) -> list[str]:
        """Return who changed a file since an old commit, the last first."""
        said = self._line("log", "--format=%an", f"{old}..{new}", "--", path)
        return list(dict.fromkeys(said.splitlines()))

    def commits(self, old: str, new: str) -> list[Commit]:
        """Return what was recorded in one and not in the other, the newest first."""
        span = f"{old}..{new}" if old else new
        said = self._ask("log", "--no-merges", "--format=%an%x1f%s%x00", span)
        lines = said.out.decode(errors="replace").split("\0")
        return [Commit(*line.strip().split("\x1f", 1)) for line in lines if "\x1f" in line]

    def files(self, tree: str, wanted: Callable[[str], bool]) -> dict[str, bytes]:
        """Return the plain files of a commit or tree whose path is wanted."""
        listed = self._ask("ls-tree", "-r", "-z", "--full-tree", tree)
        found: dict[str, str] = {}
        for entry in listed.out.decode(errors="surrogateescape").split("\0"):
            about, _, name = entry.partition("\t")
            path = self._inside(name)
            if about.startswith("100") and wanted(path):
                found[path] = about.split()[2]
        ids = "".join(f"{blob}\n" for blob in found.values()).encode()
        return dict(zip(found, self._blobs(ids), strict=True))

    def _blobs(self, ids: bytes) -> Iterator[bytes]:
        data = self._ask("cat-file", "--batch", data=ids).out if ids else b""
        at = 0
        while at < len(data):
            end = data.index(b"\n", at)
            size = int(data[at:end].split()[2])
            yield data[end + 1 : end + 1 + size]
            at = end + size + 2

    # asking git

    def _ask(
        self, *arguments: str, data: bytes = b"", environment: Mapping[str, str] | None = None
    ) -> Answer:
        variables = {"GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0"}
        return ask(self._root, *arguments, data=data, environment=environment or variables)

    def _reach(self, *arguments: str) -> Answer:
        """Run a git that goes out; it may ask for a password only where somebody can answer."""
        variables = {"GIT_ALLOW_PROTOCOL": _ALLOWED}
        if not self._interactive:
            variables["GIT_TERMINAL_PROMPT"] = "0"
            if "GIT_SSH_COMMAND" not in os.environ and not self._setting("core.sshCommand"):
                variables["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes -o ConnectTimeout=20"
        return self._ask(*_SAFELY, *arguments, environment=variables)

    def _line(self, *arguments: str) -> str:
        said = self._ask(*arguments)
        return said.out.decode(errors="replace").strip() if not said.status else ""

    def _setting(self, name: str) -> str:
        return self._line("config", "--get", name)

    def _commit(self, name: str) -> str:
        found = self._line("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        return found if _COMMIT.fullmatch(found) else ""

    def _inside(self, name: str) -> str:
        return self._history.inside(name)

    def _conflicts(self, parts: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Read the files from what merge-tree says, each with the kind of its conflict."""
        end = parts.index("") if "" in parts else len(parts)
        names = list(dict.fromkeys(parts[:end]))
        said = "\n".join(parts[end:])
        for name in names:
            kind = next(
                (
                    found[1]
                    for found in re.finditer(r"CONFLICT \(([^)]*)\): ([^\n]*)", said)
                    if name in found[2]
                ),
                "content",
            )
            yield self._inside(name), kind

    @contextmanager
    def _ledgers_in_union(self) -> Iterator[tuple[str, ...]]:
        """Have git join ledgers line by line, even in a workspace that does not ask for it."""
        place = self._history.outside("governance/minutes/*.csv")
        with tempfile.TemporaryDirectory(prefix="minuted-") as folder:
            path = Path(folder) / "attributes"
            path.write_text(f"/{place} merge=union\n", encoding="utf-8")
            yield ("-c", f"core.attributesFile={path.as_posix()}")


def _must_be_plain(name: str, what: str) -> None:
    if not _NAME.fullmatch(name) or ".." in name:
        raise HistoryError(
            f"{what} is called “{name}”, which git could take for something else.",
            "Give it a name of letters, digits and dashes.",
        )
