"""Every message about the surroundings has an example: a scene, and what minuted says in it.

surroundings/<scene>.txt     each command, and the messages after it

The scenes are in scenes_*.py. `pytest tests/golden --accept` writes the answers anew.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import scenes_commands
import scenes_copies
import scenes_disk
import scenes_git
import scenes_record
from golden_sites import Site, sites
from golden_stage import SCENES, Stage

from workspaces import Outcome, TestWorkspace

HERE = Path(__file__).parent
ANSWERS = HERE / "surroundings"
PLAYS = (scenes_commands, scenes_copies, scenes_disk, scenes_git, scenes_record)

SETTLED = "passages are settled before a writer sees a text"
FILLED = "the check unfilled-field comes first"
THERE = "minuted brings a template of its own"
PICTURES = "image-missing, image-alt and image-fault come first"
LOGOS = "the complaint logo comes first"
COLOURS = "bad-colour comes first"
LINKS = "bad-link and unknown-reference come first"
KNOWN = "every fault that is known has words of its own"
PROOF = "it is there in case two parts of minuted contradict each other"

WITHOUT_EXAMPLE = {
    "The last sync was stopped half way, and was taken back.": "tests/sync kills one",
    "…? There is none yet.": "a workspace has a body and a school, or nothing gets so far",
    "Internal error: the texts' fingerprints …, and the comparison ….": PROOF,
    "Internal error: the tracked changes came out wrong; ….": PROOF,
    "Word would print … where the policy's number is ….": PROOF,
    "The version could not be written into the front matter of ….": PROOF,
    "The front matter cannot be read.": "a draft with errors is refused before",
    "The template cannot be opened by other programs (…: …).": KNOWN,
    "The PDF of … cannot be made: ….": KNOWN,
    "The PDF for … cannot be made: ….": "the limits of a text come first",
    "A passage was not settled for its audience before the copy was written.": SETTLED,
    "A passage that is for some audiences only is still in the text.": SETTLED,
    "This text still has passages for some audiences in it.": SETTLED,
    "… has no value for {{ … }}.": FILLED,
    "The text uses {{ … }}, and this copy has no value for it.": FILLED,
    "The field … in … has no value for ….": FILLED,
    "The workspace has no Word template, templates/policy.docx.": THERE,
    "The picture … is missing.": PICTURES,
    "The picture … cannot be read: ….": PICTURES,
    "The picture … is not there.": PICTURES,
    "The picture … is of no format that a browser shows.": PICTURES,
    "The picture … in … is missing.": PICTURES,
    "The picture … in … has no alternative text.": PICTURES,
    "The picture … is in a format that a PDF cannot show.": PICTURES,
    "The logo “…” cannot be read: ….": LOGOS,
    "The logo “…” is in no format that a browser shows.": LOGOS,
    "The logo of … is a “…” file.": LOGOS,
    "The logo of … has no alternative text.": LOGOS,
    "The brand colour “…” is not a colour.": COLOURS,
    "The colour of … is “…”.": COLOURS,
    "The link to “…” is no address that Word accepts.": LINKS,
    "The link to “…” is neither a web address nor an e-mail address.": LINKS,
    "The reference to “…” has no number to print.": LINKS,
}
"""Messages that a workspace cannot come to, and why; they are there all the same."""

ELSEWHERE = {
    "web/pages/": "a page shows it: tests/web",
    "web/jobs.py": "a page shows it: tests/web",
    "tasks/one_copy.py": "a page shows it: tests/web",
    "cli/sync.py": "of sharing with others: tests/sync",
    "store/remote": "of sharing with others: tests/sync",
    "tasks/sync.py": "of sharing with others: tests/sync",
    "readers/webpage/": "of a document that is brought in: tests/webpage",
    "readers/word/": "of a document that is brought in: tests/word",
}
"""Parts whose messages are tried elsewhere, and where."""


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


def answers() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in HERE.rglob("*.txt"))


def test_every_message_of_the_code_has_an_example() -> None:
    found = sites()
    assert len(found) > 150, "the search for messages has gone blind"
    text = answers()
    missing = [site for site in found if not re.search(site.pattern, text) and not _exempt(site)]
    assert not missing, "give these a scene in tests/golden, or say what stands before them:\n" + (
        "\n".join(f"{site.module}:{site.line}: {site.words}" for site in missing)
    )


def test_no_message_is_without_example_that_has_one_or_is_gone() -> None:
    text = answers()
    needed = {site.words for site in sites() if not re.search(site.pattern, text)}
    assert set(WITHOUT_EXAMPLE) <= needed


def _exempt(site: Site) -> bool:
    return site.words in WITHOUT_EXAMPLE or site.module.startswith(tuple(ELSEWHERE))
