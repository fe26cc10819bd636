"""The boundary beyond which git is abstracted: the only module that knows of GitPython.

Reading never runs what a workspace brings: hooks, file-system monitors, pagers, external diffs and
filters are off. Only recording, which is the user's own act in their own repository, lets hooks and
filters do their work.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from minuted.errors import HistoryError

if TYPE_CHECKING:
    from git import Repo

QUIET = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "core.pager=cat",
    "-c",
    "diff.external=",
    "-c",
    "core.untrackedCache=false",
    "-c",
    "log.showSignature=false",
)
"""What a repository may bring that would be run, switched off."""

_ALONE = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # A repository may say that what it lacks is to be fetched, and by which program.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_REPLACE_OBJECTS": "1",
}
"""The environment of reading: nothing is asked, fetched or put in another's place."""

_ELSEWHERE = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
"""Variables by which git works on another repository than the one that a folder lies in, or takes
the names of files otherwise.

Git sets them for what its hooks and aliases start; a workspace is the folder that it was found in.
What the user configures by way of the environment (GIT_CONFIG_COUNT) stays.
"""


_COMMIT = re.compile("[0-9a-f]{40,64}")


class NoHistoryError(HistoryError):
    """There is no git to ask: none is installed, or the workspace lies in no repository."""


class History:
    """The git repository that a workspace lies in; paths are relative to the workspace."""

    def __init__(self, repo: "Repo", root: Path) -> None:
        self._repo = repo
        self._root = root
        top = Path(str(repo.working_tree_dir)).resolve()
        self._below = root.resolve().relative_to(top).as_posix()

    @classmethod
    def of(cls, root: Path) -> "History":
        """Open the repository that a workspace lies in.

        Raises:
            NoHistoryError: git is not installed, or the workspace is in no repository.
            HistoryError: the repository cannot be used.
        """
        import configparser  # late, as git itself is: most commands never ask it

        git = _git()
        try:
            repo = git.Repo(root, search_parent_directories=True, expand_vars=False)
            if repo.bare:
                raise HistoryError(
                    f"{root} is a bare repository.", "Clone it, and work in the clone."
                )
            return cls(repo, root)
        except (git.InvalidGitRepositoryError, git.NoSuchPathError):
            raise NoHistoryError(
                f"{root} is not kept in git, so nothing can be recorded in it.",
                "Begin with: git init, then git add --all, then git commit -m Begin",
            ) from None
        except (git.GitError, configparser.Error, OSError, ValueError) as error:
            raise _unread(error) from None

    @classmethod
    def begin(cls, root: Path, message: str) -> "History":
        """Begin a repository in a folder and record all its files.

        Raises:
            HistoryError: git is not installed, or does not know who records.
        """
        git = _git()
        try:
            _run(root, "init", "--quiet", "--initial-branch", "main")
            _run(root, "add", "--all")
            _run(root, "commit", "--quiet", "-m", message)
        except git.CommandError as error:
            raise _refused(error) from None
        return cls.of(root)

    def touched(self, folder: str) -> list[str]:
        """Return the files under a folder whose bytes differ from what git last recorded.

        Files that git does not know yet are not among them. No filter is run: the bytes on disk
        are hashed as they are, so the folder should be marked `-text` in .gitattributes.
        """
        listed = self._read("ls-tree", "-r", "-z", "--full-name", "HEAD", "--", folder)
        done: list[str] = []
        for entry in filter(None, listed.split("\0")):
            about, _, name = entry.partition("\t")
            path = self.inside(name)
            try:
                data = (self._root / path).read_bytes()
            except OSError:
                done.append(path)
                continue
            if _blob(data) != about.split()[2]:
                done.append(path)
        return done

    def changed_since_added(self, folder: str) -> list[str]:
        """Return the files under a folder that a later commit changed or deleted."""
        listed = self._read(
            "log",
            "--no-ext-diff",
            "--no-textconv",
            "--no-renames",
            "--no-relative",
            "--diff-filter=MTD",
            "--format=",
            "--name-only",
            "-z",
            "--",
            folder,
        )
        names = sorted({name.strip() for name in listed.split("\0") if name.strip()})
        return [self.inside(name) for name in names]

    @property
    def folder(self) -> Path:
        """Git's own folder for this working copy."""
        return Path(self._repo.git_dir)

    def commit(self, paths: Sequence[str], message: str) -> str:
        """Record exactly these files in one commit, whatever else is staged; return its short id.

        Raises:
            HistoryError: git refused; the files are on disk as they were handed over, and what was
                staged before still is.
        """
        git = _git()
        new = self.unknown(paths)
        try:
            if new:  # announced only: what is committed is taken from the disk
                _run(self._root, "add", "--intent-to-add", "--", *new)
            _run(self._root, "commit", "--quiet", "--only", "-m", message, "--", *paths)
            return _run(self._root, "rev-parse", "--short", "HEAD")
        except git.CommandError as error:
            raise _refused(error) from None

    def head(self) -> str:
        """Return the id of the last commit; empty where there is none yet."""
        try:
            return self._read("rev-parse", "--verify", "HEAD")
        except HistoryError:
            return ""

    def unknown(self, paths: Sequence[str]) -> list[str]:
        """Return those of the paths that git does not keep, and that are not staged either."""
        known = self._read("ls-files", "-z", "--full-name", "--", *paths).split("\0")
        inside = {self.inside(name) for name in known if name}
        return [path for path in dict.fromkeys(paths) if path not in inside]

    def person(self) -> str:
        """Return the name that git records with a commit; empty where it knows none.

        Raises:
            HistoryError: the repository cannot be read.
        """
        said = self._read("var", "GIT_AUTHOR_IDENT")
        name = said.rpartition(" <")[0]
        return "".join(c for c in name if c.isprintable())

    def has_recorded(self, head: str, message: str, paths: Sequence[str]) -> bool:
        """Whether a commit with these files came on top of an earlier last commit.

        It is known by its message, or where a hook has rewritten that, by what it holds.
        """
        now = self.head()
        if not now or now == head:
            return False
        span = f"{head}..HEAD" if _COMMIT.fullmatch(head) else "HEAD"
        messages = self._read("log", "--format=%B%x00", span).split("\0")
        if " ".join(message.split()) in (" ".join(found.split()) for found in messages):
            return True
        return not set(paths) - set(self._held(paths))

    def _held(self, paths: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return mode and id of those files whose last recorded bytes are those on disk."""
        listed = self._read("ls-tree", "-r", "-z", "--full-name", "HEAD", "--", *paths)
        held: dict[str, tuple[str, str]] = {}
        for entry in filter(None, listed.split("\0")):
            about, _, name = entry.partition("\t")
            mode, _, blob = about.split()
            with contextlib.suppress(OSError):
                data = (self._root / self.inside(name)).read_bytes()
                if blob in (_blob(data), _blob(data.replace(b"\r\n", b"\n"))):
                    held[self.inside(name)] = (mode, blob)
        return held

    def recorded(self, path: str) -> bytes | None:
        """Return a file as the last commit has it; None where it has none of that name.

        Line ends and all: what git hands out, not what it would write to the disk.
        """
        try:
            listed = self._read("ls-tree", "-z", "--full-name", "HEAD", "--", path)
        except HistoryError:
            if self.head():
                raise
            return None
        if not listed:
            return None
        blob = listed.split("\t")[0].split()[2]
        data = (
            _git()
            .Git()
            .execute(
                ["git", "-C", str(self._root), *QUIET, "cat-file", "blob", blob],
                env=_ALONE,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
            )
        )
        return bytes(data)

    def settle_index(self, paths: Sequence[str]) -> None:
        """Make the index say what the last commit says of some files, and no more of new ones.

        It is for what a git that was killed left behind. Nothing of the repository's own is run.
        """
        git = _git()
        listed = self._read("ls-tree", "-r", "-z", "--full-name", "HEAD", "--", *paths)
        known: set[str] = set()
        commands: list[tuple[str, ...]] = []
        for entry in filter(None, listed.split("\0")):
            about, _, name = entry.partition("\t")
            mode, _, blob = about.split()
            path = self.inside(name)
            known.add(path)
            commands.append(("--add", "--cacheinfo", f"{mode},{blob},{name}"))
        commands += [("--force-remove", "--", path) for path in paths if path not in known]
        for command in commands:
            with contextlib.suppress(git.CommandError):
                _run(self._root, *QUIET, "update-index", *command)

    def obstacle(self) -> HistoryError | None:
        """Return what in the repository's state forbids recording now, or None."""
        for name, what in (
            ("MERGE_HEAD", "A merge"),
            ("rebase-merge", "A rebase"),
            ("rebase-apply", "A rebase"),
            ("CHERRY_PICK_HEAD", "A cherry-pick"),
            ("REVERT_HEAD", "A revert"),
        ):
            if (self.folder / name).exists():
                return HistoryError(
                    f"{what} is half done in this repository.", "Finish it or call it off first."
                )
        try:
            head = (self.folder / "HEAD").read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            return _unread(error)
        if not head.startswith("ref:"):
            return HistoryError(
                "This repository stands on no branch (git calls it a detached HEAD), where what is"
                " recorded would be lost.",
                "Go back to the branch first: git switch main, or what yours is called.",
            )
        return None

    @property
    def index_lock(self) -> Path:
        """What git has beside its index while it changes it."""
        return self.folder / "index.lock"

    def index_refusal(self) -> HistoryError:
        """Return what to say where another git holds the index, or held it when it was killed."""
        return HistoryError(
            f"Git is at work in this repository, or was killed at it: {self.index_lock} is there.",
            "Wait a moment and try again. If no git command is running, delete that file.",
        )

    def _read(self, *arguments: str) -> str:
        git = _git()
        try:
            return _run(self._root, *QUIET, *arguments, alone=True)
        except (git.CommandError, OSError, ValueError) as error:
            said = str(getattr(error, "stderr", ""))
            if "valid object name" in said or "any commits" in said:
                return ""  # no commit yet: nothing was recorded, so nothing was touched
            raise _unread(error) from None

    def inside(self, name: str) -> str:
        """Return a path as the workspace has it, from one as the repository has it."""
        return name if self._below == "." else name.removeprefix(f"{self._below}/")

    def outside(self, path: str) -> str:
        """Return a path as the repository has it, from one as the workspace has it."""
        return path if self._below == "." else f"{self._below}/{path}"


def _blob(data: bytes) -> str:
    """Return the id that git gives to these bytes."""
    blob = hashlib.sha1(b"blob %d\0" % len(data), usedforsecurity=False)
    blob.update(data)
    return blob.hexdigest()


def _git() -> ModuleType:
    """Import GitPython late: it takes as long as a small build, and refuses to come without git."""
    for name in _ELSEWHERE:
        os.environ.pop(name, None)
    try:
        import git
    except ImportError:
        raise NoHistoryError(
            "Git is not installed, and issued texts and decisions are kept in it.",
            "Install git (https://git-scm.com), then try again.",
        ) from None
    return git


def _run(root: Path, *arguments: str, alone: bool = False) -> str:
    """Run git in a folder and return what it prints; `alone` is for reading, as `_ALONE` says.

    The folder is named by -C: GitPython takes a `$` in a folder's name for a variable, and where
    that leads nowhere it would work on whatever repository lies around.
    """
    environment = {"GIT_LITERAL_PATHSPECS": "1", **(_ALONE if alone else {})}
    command = ["git", "-C", str(root), *arguments]
    return str(_git().Git().execute(command, env=environment))


@dataclass(frozen=True, slots=True)
class Answer:
    """What git said; `status` is its exit code."""

    status: int
    out: bytes
    err: str


def ask(
    root: Path, *arguments: str, environment: Mapping[str, str] | None = None, data: bytes = b""
) -> Answer:
    """Run git in a folder with what a repository brings switched off, and return what it said.

    Args:
        root: the folder.
        arguments: of git; none of them from outside unless a `--` stands before it.
        environment: further variables.
        data: handed to git on its standard input.

    Raises:
        HistoryError: git is not installed, or cannot be started.
    """
    import tempfile

    command = ["git", "-C", str(root), *QUIET, *arguments]
    variables = {"GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C", **(environment or {})}
    with tempfile.TemporaryFile() as stream:
        stream.write(data)
        stream.seek(0)
        try:
            status, out, err = (
                _git()
                .Git()
                .execute(
                    command,
                    istream=stream,
                    env=variables,
                    with_extended_output=True,
                    with_exceptions=False,
                    stdout_as_string=False,
                    strip_newline_in_stdout=False,
                )
            )
        except (_git().GitError, OSError, ValueError) as error:
            raise _unread(error) from None
    said = err.decode(errors="replace") if isinstance(err, bytes) else str(err)
    return Answer(int(status), out if isinstance(out, bytes) else str(out).encode(), said.strip())


def _unread(error: Exception) -> HistoryError:
    return HistoryError(
        f"Git cannot read this repository: {_said(error) or error}",
        "Put right what git says, then try again.",
    )


def _said(error: Exception) -> str:
    """Return in one line what git said."""
    said = " ".join(str(getattr(error, "stderr", "") or getattr(error, "stdout", "")).split())
    said = re.sub(r"^std(?:err|out): ", "", said)  # as GitPython quotes it
    return said[1:-1].strip() if said[:1] == said[-1:] == "'" else said


def _refused(error: Exception) -> HistoryError:
    said = _said(error)
    return HistoryError(f"Git did not record the change: {said}", _hint(said))


def _hint(said: str) -> str:
    if "tell me who you are" in said.lower() or "user.email" in said:
        return (
            'Tell git who you are: git config --global user.name "Your Name",'
            " and user.email likewise."
        )
    if "index.lock" in said:
        return "Another git command is running, or one was killed: wait, then try again."
    return "Nothing was recorded. Put right what git says, then try again."
