"""Every message about the surroundings has an example: a scene, and what minuted says in it.

surroundings/<scene>.txt     each command, and the messages after it

The scenes are in scenes_*.py. `pytest tests/golden --accept` writes the answers anew.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import scenes_commands
import scenes_copies
import scenes_disk
import scenes_git
import scenes_importing
import scenes_record
import scenes_sync
from golden_stage import SCENES, Stage

from workspaces import Outcome, TestWorkspace

HERE = Path(__file__).parent
ANSWERS = HERE / "surroundings"
PLAYS = (
    scenes_commands,
    scenes_copies,
    scenes_disk,
    scenes_git,
    scenes_importing,
    scenes_record,
    scenes_sync,
)


@pytest.fixture
def stage(
    workspace: TestWorkspace, call: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> Stage:
    return Stage(workspace, monkeypatch, call)


@pytest.mark.skipif(os.name == "nt", reason="the answers are those of Unix: links, pipes, rights")
@pytest.mark.parametrize("name", sorted(SCENES))
def test_each_scene_is_answered_in_the_words_that_were_agreed(
    name: str, stage: Stage, request: pytest.FixtureRequest
) -> None:
    SCENES[name](stage)
    answer = ANSWERS / f"{name}.txt"
    if request.config.getoption("--accept"):
        answer.write_bytes(stage.answer.encode())
    assert stage.answer == answer.read_text(encoding="utf-8"), "see --accept"


def test_no_answer_is_left_over_from_a_scene_that_is_gone() -> None:
    assert {path.stem for path in ANSWERS.glob("*.txt")} == set(SCENES)


@pytest.mark.parametrize("name", sorted(SCENES))
def test_each_scene_comes_to_a_message_and_each_message_to_a_hint(name: str) -> None:
    lines = (ANSWERS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("$ minuted ")
    for line, after in zip(lines, [*lines[1:], "$"], strict=True):
        if line.startswith("$ minuted "):
            assert not after.startswith("$"), f"{line} brings no message"
        elif " → " not in line and "error: " in line and name != "the-answer-is-no":
            assert after.startswith("  → "), line
