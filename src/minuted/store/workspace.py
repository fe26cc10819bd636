"""A workspace's files: found, and read as bytes.

policy_src/SLUG.md  governance/trust.yaml  governance/minutes/SLUG.csv
governance/issued/SLUG/VERSION/SLUG.md  templates/…
"""

import functools
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from minuted.errors import WorkspaceError

TRUST_YAML = "governance/trust.yaml"
MOST_BYTES = 100_000_000
"""The most that one file may hold; no template, picture or text comes near."""

_DEVICES = r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$))"
SLUG = re.compile(_DEVICES + r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
"""A policy's short name: a file name on every system, Windows and its devices included."""

_PACKAGED = ("policy.docx", "policy.typ", "policy.html", "policy.css", "index.html")
_BESIDE = (".typ", ".svg", ".png", ".jpg", ".jpeg")
"""What the office may lay beside the PDF template for it to use."""
_FONTS = (".ttf", ".otf", ".ttc")


@dataclass(frozen=True, slots=True)
class Workspace:
    """A trust's own folder; every path given to or returned by it is relative to its root."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> "Workspace":
        """Return the workspace that a folder lies in, looking upward as git does.

        Raises:
            WorkspaceError: no folder up from here holds governance/trust.yaml.
        """
        try:
            start = start.resolve()
            for folder in (start, *start.parents):
                if (folder / TRUST_YAML).is_file():
                    return cls(folder)
        except (OSError, RuntimeError) as error:
            raise _unreadable(str(start), error) from None
        raise WorkspaceError(
            f"There is no workspace in {start} or above it: no {TRUST_YAML} was found.",
            "Go to the trust's folder first, or name it: minuted -C FOLDER …",
        )

    def trust(self) -> bytes:
        """Return trust.yaml."""
        return self.read(TRUST_YAML)

    def slugs(self) -> list[str]:
        """Return the slug of every policy, sorted.

        A folder or a broken link with a policy's name is among them, so that reading it complains:
        were it passed over, its copies would be removed as those of a policy that is no more.

        Raises:
            WorkspaceError: there is no policy_src.
        """
        try:
            names = self._names("policy_src")
        except FileNotFoundError:
            raise WorkspaceError(
                "policy_src is not there, and policies are kept in it.",
                "Put the folder back from git or a backup; in a new workspace, make it.",
            ) from None
        return sorted({PurePosixPath(n).stem for n in names if n.lower().endswith(".md")})

    def draft_path(self, slug: str) -> str:
        """Return where a policy's draft lies."""
        return f"policy_src/{slug}.md"

    def ledger_path(self, slug: str) -> str:
        """Return where a policy's ledger lies, whether it is there or not."""
        return f"governance/minutes/{slug}.csv"

    def issued_folder(self, slug: str) -> str:
        """Return where a policy's issued texts lie, one folder for each version."""
        return f"governance/issued/{slug}"

    def issued_path(self, slug: str, version: str) -> str:
        """Return where an issued text lies."""
        return f"{self.issued_folder(slug)}/{version}/{slug}.md"

    def issued_folders(self, slug: str) -> list[str]:
        """Return the names of the folders under governance/issued/SLUG, sorted."""
        path = self.issued_folder(slug)
        if not self.exists(path):
            return []
        return sorted(n for n in self._names(path) if (self.root / path / n).is_dir())

    def ledgers(self) -> list[str]:
        """Return the slugs that have a ledger, sorted."""
        if not self.exists("governance/minutes"):
            return []
        names = self._names("governance/minutes")
        return sorted(PurePosixPath(name).stem for name in names if name.endswith(".csv"))

    def exists(self, path: str) -> bool:
        """Whether anything of that path is there, be it a file that can be read or not."""
        target = self.root / path
        try:
            target.lstat()
        except FileNotFoundError:
            # a file where one of its folders should be is not the same as nothing
            return any(folder.is_file() for folder in target.parents)
        except (OSError, ValueError):
            return True
        return True

    def place(self, path: str) -> Path:
        """Return where a path lies on disk, whether anything is there or not.

        Raises:
            WorkspaceError: that is outside the workspace, by `..`, by an absolute path or by a
                symbolic link.
        """
        target = self.root / PurePosixPath(path)
        try:
            inside = target.resolve().is_relative_to(_resolved(self.root))
        except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
            raise _unreadable(path, error) from None
        if not inside:
            raise WorkspaceError(
                f"{path} leads out of the workspace.",
                "Copy the file into the workspace and name it there.",
            )
        return target

    def build_folder(self) -> Path:
        """Return where copies go if nothing else is said.

        Raises:
            WorkspaceError: a link in its place leads out of the workspace, where somebody else
                may have put it: copies would be written over the files there.
        """
        try:
            return self.place("build")
        except WorkspaceError:
            raise WorkspaceError(
                "build is a link that leads out of the workspace.",
                "Delete the link; to write copies to another folder, name it: --output FOLDER.",
            ) from None

    def read(self, path: str) -> bytes:
        """Return a file of the workspace.

        Raises:
            WorkspaceError: it is not there, cannot be read, or lies outside the workspace (by
                `..`, an absolute path or a symbolic link).
        """
        target = self.place(path)
        try:
            found = target.stat()
            if stat.S_ISDIR(found.st_mode):
                raise WorkspaceError(
                    f"{path} is a folder, and should be a file.", "Give the folder another name."
                )
            if not stat.S_ISREG(found.st_mode):  # a pipe or a device: reading it may never end
                raise WorkspaceError(f"{path} is no ordinary file.", "Put an ordinary file there.")
            if found.st_size > MOST_BYTES:
                raise WorkspaceError(
                    f"{path} is larger than {MOST_BYTES // 1_000_000} MB.",
                    "Check that it is the right file.",
                )
            return target.read_bytes()
        except FileNotFoundError:
            raise WorkspaceError(
                f"{path} is not there.", "Put the file there, or correct its name."
            ) from None
        except OSError as error:
            raise _unreadable(path, error) from None

    def templates(self) -> dict[str, bytes]:
        """Return the template files by path from templates/, ours where the office has none."""
        files = {name: path.read_bytes() for name, path in packaged_templates().items()}
        for name in _PACKAGED:
            if self.exists(f"templates/{name}"):
                files[name] = self.read(f"templates/{name}")
        for name in sorted(self._names("templates")) if self.exists("templates") else ():
            if name.lower().endswith(_BESIDE) and name not in files:
                files[name] = self.read(f"templates/{name}")
        if self.exists("templates/fonts"):
            for name in sorted(self._names("templates/fonts")):
                if name.lower().endswith(_FONTS):
                    files[f"fonts/{name}"] = self.read(f"templates/fonts/{name}")
        return files

    def _names(self, path: str) -> list[str]:
        """Return the names in a folder, but for hidden ones, which systems leave about.

        Raises:
            FileNotFoundError: it is not there.
            WorkspaceError: it is no folder, or cannot be looked into.
        """
        try:
            found = [entry.name for entry in self.place(path).iterdir()]
        except FileNotFoundError:
            raise
        except NotADirectoryError:
            raise WorkspaceError(
                f"{path} is a file, and should be a folder.", "Give the file another name."
            ) from None
        except OSError as error:
            raise _unreadable(path, error) from None
        return [name for name in found if not name.startswith(".")]


@functools.lru_cache(maxsize=16)
def _resolved(root: Path) -> Path:
    """Return where a workspace really lies, which every read of a file asks."""
    return root.resolve()


def _unreadable(path: str, error: Exception) -> WorkspaceError:
    reason = getattr(error, "strerror", None) or str(error)
    return WorkspaceError(f"{path} cannot be read: {reason}.", "Check that you may open it.")


def packaged_templates() -> dict[str, Path]:
    """Return our own templates by name: from the installed package, else from the checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "templates", package.parents[1] / "templates"):
        if (folder / "policy.docx").is_file():
            return {name: folder / name for name in _PACKAGED if (folder / name).is_file()}
    raise WorkspaceError("minuted's own templates are missing.", "Install minuted again.")
