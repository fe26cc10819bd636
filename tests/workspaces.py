"""Workspaces for tests: an invented trust in a folder of its own, under git where asked for."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from minuted.cli import run
from minuted.model.canonical import fingerprint
from minuted.model.ledger import COLUMNS
from minuted.readers.policy_markdown import read_policy

REPOSITORY = Path(__file__).resolve().parents[1]

TRUST = """\
trust:
  name: Quarry & Dale Learning Trust
  short_name: QDLT
  brand: {logo: templates/brands/QDLT/logo.svg, colour: "#1f3a5f"}
bodies:
  FGB: {name: Full Governing Body}
groups:
  DALE:
    name: Dale Partnership
    members: {ASH: {}, OAK: {}}
schools:
  ASH:
    name: Ash Primary
    fields: {headteacher: the Headteacher of Ash}
  OAK:
    name: Oak <Infants> & Nursery
    fields: {headteacher: "Oak's \\"Head\\""}
  ELM: {name: Elm Junior, label: Elm}
"""

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40">'
    '<rect width="40" height="40" fill="{colour}"/></svg>\n'
)

POLICY = """\
---
title: Phones policy
review: annually        # the office's own comment
approved-by: [FGB]
---

## Purpose

1. This policy is for everybody at {{ school.name }}.
2. []{#bags} Phones stay in bags.
   1. switched off; and
   2. out of sight.

## Exceptions

1. Paragraph [](#bags) does not bind {{ trust.name }} staff.
"""

HEADING = ",".join(COLUMNS)

GIT_CONFIG = """\
[user]
\tname = A Clerk
\temail = clerk@quarry.example
[commit]
\tgpgsign = false
[maintenance]
\tauto = false
[gc]
\tauto = 0
"""
"""Who records, without a signature; and no process stays behind to tidy what is thrown away."""


@dataclass(frozen=True)
class Outcome:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


Run = Callable[..., Outcome]
"""How a test runs a command: the fixture `call`."""


@dataclass(frozen=True)
class TestWorkspace:
    """A workspace on disk."""

    __test__ = False

    root: Path

    def path(self, name: str) -> Path:
        return self.root / name

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new))

    def add_line(self, slug: str, line: str) -> None:
        """Add a decision to a ledger."""
        path = self.root / f"governance/minutes/{slug}.csv"
        before = path.read_text(encoding="utf-8") if path.exists() else HEADING + "\n"
        self.write(f"governance/minutes/{slug}.csv", before + line + "\n")

    def issue_by_hand(self, slug: str, version: str = "1") -> str:
        """Issue a draft without git: fingerprint into its front matter, text frozen."""
        name = f"policy_src/{slug}.md"
        mark = _fingerprint((self.root / name).read_bytes())
        entry = f"- version: {version}\n    narrative: First\n    fingerprint: {mark}\n"
        text = self.read(name)
        if "versions:" in text:
            text = text.replace("\n---\n\n", f"\n  {entry}---\n\n", 1)
        else:
            text = text.replace("\n---\n\n", f"\nversions:\n  {entry}---\n\n", 1)
        self.write(name, text)
        self.write(f"governance/issued/{slug}/{version}/{slug}.md", text)
        return mark

    def git(self, *arguments: str) -> str:
        environment = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def begin_git(self) -> None:
        self.git("init", "--quiet", "--initial-branch", "main")
        with (self.root / ".git/config").open("a", encoding="utf-8") as config:
            config.write(GIT_CONFIG)
        self.write(".gitignore", "/build/\n")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Begin")

    def files(self, folder: str = "build") -> dict[str, bytes]:
        """Return a folder's files but for hidden ones, such as the build's own record and lock."""
        root = self.root / folder
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file() and not any(p.startswith(".") for p in path.relative_to(root).parts)
        }


@cache
def _fingerprint(source: bytes) -> str:
    policy, _ = read_policy(source)
    assert policy is not None
    return fingerprint(policy)


def make_workspace(root: Path) -> TestWorkspace:
    """Return a trust of three schools in two groupings with one policy, not issued yet."""
    workspace = TestWorkspace(root)
    workspace.write("governance/trust.yaml", TRUST)
    workspace.write("policy_src/phones.md", POLICY)
    workspace.write("templates/brands/QDLT/logo.svg", LOGO.format(colour="#1f3a5f"))
    return workspace


def real_workspace(root: Path) -> TestWorkspace:
    """Return a copy of this repository's own workspace, with the real policy."""
    for name in ("policy_src", "governance", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    return TestWorkspace(root)


def minuted(
    workspace: TestWorkspace, *arguments: str, capsys: pytest.CaptureFixture[str]
) -> Outcome:
    """Run a command in a workspace, in this process."""
    capsys.readouterr()
    code = run(["-C", str(workspace.root), *arguments])
    captured = capsys.readouterr()
    return Outcome(code, captured.out, captured.err)
