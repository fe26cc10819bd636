"""A stage for messages about the surroundings: a workspace, something amiss, and what is said then.

    @scene
    def policy_not_there(stage: Stage) -> None:
        stage.run("show", "bikes")

Its answer lies in surroundings/policy-not-there.txt: each command, and the messages after it.
"""

import re
import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest

from workspaces import Outcome, TestWorkspace

ADOPTED = "2023-09-05,FGB,ASH,FGB/2324/050923/7,1,adopted,Fine,2025-09,,,,"
FRONT = "---\ntitle: Visitors policy\n---\n\n"

HOME = "/home/office"
"""What stands in the answers for the temporary folder of a test."""

_SAYING = re.compile(
    r"(?:[^\n]*: )?(?:error|warning|note|Error): |Stopped\.|It is not kept in git yet: "
)
_HINT = re.compile(r"  → ")


@dataclass
class Stage:
    """What a scene acts on.

    Attributes:
        workspace: an invented trust with one policy, outside git.
        patch: for what a disk, git or another process does.
    """

    workspace: TestWorkspace
    patch: pytest.MonkeyPatch
    call: Callable[..., Outcome]
    said: list[str] = field(default_factory=list)

    def run(self, *arguments: str, at: TestWorkspace | None = None) -> Outcome:
        """Run a command, and keep it and the messages that it brings."""
        outcome = self.call(at or self.workspace, *arguments)
        assert "Traceback" not in outcome.said
        self.said.append(self._plain(f"$ minuted {shlex.join(arguments)}"))
        self.said += self._messages(click.unstyle(outcome.said).splitlines())
        return outcome

    def in_git(self, *, issued: bool = False) -> TestWorkspace:
        """Put the workspace under git, its policy issued where asked for."""
        if issued:
            self.workspace.issue_by_hand("phones")
        self.workspace.begin_git()
        return self.workspace

    @property
    def answer(self) -> str:
        return "".join(f"{line}\n" for line in self.said)

    def _messages(self, lines: Iterable[str]) -> Iterable[str]:
        last = False
        for line in lines:
            last = bool(_SAYING.match(line) or (last and _HINT.match(line)))
            if last:
                yield self._plain(line)

    def _plain(self, text: str) -> str:
        return text.replace(str(self.workspace.root.parent), HOME)


Scene = Callable[[Stage], None]
SCENES: dict[str, Scene] = {}


def scene(play: Scene) -> Scene:
    """Put a function among the scenes, under its own name with dashes."""
    SCENES[play.__name__.replace("_", "-")] = play
    return play


def failing(patch: pytest.MonkeyPatch, name: str, error: OSError) -> None:
    """Let files of that name not be put in place, as a full or protected disk would not."""
    replace = Path.replace

    def refusing(path: Path, target: Path) -> Path:
        if Path(target).match(name):
            raise error
        return replace(path, target)

    patch.setattr(Path, "replace", refusing)
