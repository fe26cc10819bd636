"""A workspace's files: found, and read as bytes.

policy_src/SLUG.md  governance/trust.yaml  governance/minutes/SLUG.csv
governance/issued/SLUG/VERSION/SLUG.md  templates/…
"""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from minuted.errors import WorkspaceError

TRUST_YAML = "governance/trust.yaml"
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
_PACKAGED = ("policy.docx", "policy.typ", "policy.html", "policy.css", "index.html")
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
        start = start.resolve()
        for folder in (start, *start.parents):
            if (folder / TRUST_YAML).is_file():
                return cls(folder)
        raise WorkspaceError(
            f"There is no workspace in {start} or above it: no {TRUST_YAML} was found.",
            "Go to the trust's folder first, or name it: minuted -C FOLDER …",
        )

    def trust(self) -> bytes:
        """Return trust.yaml."""
        return self.read(TRUST_YAML)

    def slugs(self) -> list[str]:
        """Return the slug of every policy, sorted."""
        folder = self.root / "policy_src"
        return sorted(p.stem for p in folder.glob("*.md") if p.is_file())

    def draft_path(self, slug: str) -> str:
        """Return where a policy's draft lies."""
        return f"policy_src/{slug}.md"

    def ledger_path(self, slug: str) -> str:
        """Return where a policy's ledger lies, whether it is there or not."""
        return f"governance/minutes/{slug}.csv"

    def issued_path(self, slug: str, version: str) -> str:
        """Return where an issued text lies."""
        return f"governance/issued/{slug}/{version}/{slug}.md"

    def issued_folders(self, slug: str) -> list[str]:
        """Return the names of the folders under governance/issued/SLUG, sorted."""
        folder = self.root / "governance" / "issued" / slug
        return sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []

    def ledgers(self) -> list[str]:
        """Return the slugs that have a ledger, sorted."""
        folder = self.root / "governance" / "minutes"
        return sorted(p.stem for p in folder.glob("*.csv") if p.is_file())

    def exists(self, path: str) -> bool:
        """Whether a file of that path is there."""
        return (self.root / path).is_file()

    def read(self, path: str) -> bytes:
        """Return a file of the workspace.

        Raises:
            WorkspaceError: it is not there, cannot be read, or lies outside the workspace (by
                `..`, an absolute path or a symbolic link).
        """
        target = self.root / PurePosixPath(path)
        try:
            inside = target.resolve().is_relative_to(self.root.resolve())
            if not inside:
                raise WorkspaceError(
                    f"{path} leads out of the workspace.",
                    "Copy the file into the workspace and name it there.",
                )
            return target.read_bytes()
        except FileNotFoundError:
            raise WorkspaceError(
                f"{path} is not there.", "Put the file there, or correct its name."
            ) from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise WorkspaceError(
                f"{path} cannot be read: {reason}.", "Check that it is a file you may open."
            ) from None

    def templates(self) -> dict[str, bytes]:
        """Return the template files by path from templates/, ours where the office has none."""
        files = {name: path.read_bytes() for name, path in packaged_templates().items()}
        for name in _PACKAGED:
            if self.exists(f"templates/{name}"):
                files[name] = self.read(f"templates/{name}")
        fonts = self.root / "templates" / "fonts"
        if fonts.is_dir():
            for font in sorted(fonts.iterdir()):
                if font.suffix.lower() in _FONTS:
                    files[f"fonts/{font.name}"] = self.read(f"templates/fonts/{font.name}")
        return files


def packaged_templates() -> dict[str, Path]:
    """Return our own templates by name: from the installed package, else from the checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "templates", package.parents[1] / "templates"):
        if (folder / "policy.docx").is_file():
            return {name: folder / name for name in _PACKAGED if (folder / name).is_file()}
    raise WorkspaceError("minuted's own templates are missing.", "Install minuted again.")
