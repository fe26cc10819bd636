"""Shaken files through all four commands: an answer each, soon, and no word passed off.

The ordinary tests try the same few each time. `make stress` tries others for MINUTED_STRESS_SECONDS
a kind (120 if not set), and says at the end how many. What it finds comes with its seed, the file
is kept, and it becomes a test of its own.
"""

import faulthandler
import os
import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from arriving_mutants import CHANGES
from test_word_words import CASES as WORDS
from test_word_words import STYLES
from verify_copies import RICH, Trust, trips_workspace
from word_files import docx
from word_lists import CASES as LISTS

from minuted.model.verification import Verdict
from minuted.tasks.documents import kind_of, raw_words_of
from workspaces import REPOSITORY, Run, TestWorkspace

SECONDS = float(os.environ.get("MINUTED_STRESS_SECONDS", "120"))
SLOWEST = 60.0
COMMANDS = (
    ("show", "FILE"),
    ("import", "--dry-run", "--policy", "shaken", "--accept-changes", "FILE"),
    ("verify", "FILE"),
    ("compare", "FILE", "WHOLE"),
)
FEW = {"docx": 6, "pdf": 3, "html": 4, "txt": 4, "md": 2}


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Trust:
    root = tmp_path_factory.mktemp("shaken")
    return Trust(trips_workspace(root / "trust"), root / "cache")


def seeds(trust: Trust, kind: str) -> list[bytes]:
    """Return whole files: copies that we make first, then others."""
    match kind:
        case "docx":
            everything = docx("".join(one[0] for one in WORDS.values()), styles=STYLES)
            lists = [case.data for case in list(LISTS.values())[::6]]
            return [trust.made(trust.wanted(), kind), everything, *lists]
        case "txt":
            seed = REPOSITORY / "tests/seed/social-media-policy.txt"
            return [seed.read_bytes()[:12_000]]
        case "md":
            real = REPOSITORY / "policy_src/social-media.md"
            return [RICH.encode(), real.read_bytes()[:8_000]]
        case _:
            return [trust.made(trust.wanted(), kind)]


def letters(data: bytes) -> str:
    """Return the letters of a file's words by a way of their own."""
    return "".join(re.findall(r"\w+", " ".join(raw_words_of(data, "it", kind_of(data, "it")))))


def held(*folders: Path) -> dict[Path, bytes]:
    return {one: one.read_bytes() for at in folders for one in at.rglob("*") if one.is_file()}


@contextmanager
def watched(folder: Path) -> Iterator[None]:
    """End the process, and say in a file where it stood, if what is done never ends."""
    with (folder / "stuck.txt").open("w") as said:
        faulthandler.dump_traceback_later(5 * SLOWEST, exit=True, file=said)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def try_one(trust: Trust, call: Run, folder: Path, kind: str, number: int) -> None:
    """Shake one file, and require of every answer what must always hold."""
    chance = random.Random(number)
    whole = chance.choice(seeds(trust, kind))
    try:
        data = chance.choice(CHANGES[kind])(whole, chance)
    except Exception:  # the shaking itself came to nothing
        return
    path = folder / f"shaken-{number}.{kind}"
    other = folder / f"whole.{kind}"
    path.write_bytes(data)
    other.write_bytes(whole)
    try:
        with watched(folder):
            require_answers(trust, call, path, other)
    except Exception as error:
        raise AssertionError(f"{path} (seed {number}): {error}") from error
    path.unlink()


def require_answers(trust: Trust, call: Run, path: Path, whole: Path) -> None:
    workspace = TestWorkspace(trust.desk.workspace.root)
    before = held(workspace.root, path.parent)
    for command in COMMANDS:
        named = {"FILE": str(path), "WHOLE": str(whole)}
        began = time.monotonic()
        outcome = call(workspace, *(named.get(a, a) for a in command))
        assert time.monotonic() - began < SLOWEST, command
        assert outcome.code in (0, 1), (command, outcome.said)
        assert "Traceback" not in outcome.said
        assert "Please report this" not in outcome.said, outcome.said
        if outcome.code == 1 and command[0] != "verify":
            assert "error:" in outcome.err, outcome.said
            assert "→" in outcome.err, outcome.said
    assert held(workspace.root, path.parent) == before, "something was written"
    data = path.read_bytes()
    found = trust.verify(data)
    if found.verdict is Verdict.APPROVED and not found.findings:
        same = letters(data) == letters(whole.read_bytes())
        assert same, "it verifies, and has other words"


@pytest.mark.parametrize("kind", CHANGES)
def test_a_shaken_file_gets_an_answer(trust: Trust, tmp_path: Path, call: Run, kind: str) -> None:
    for number in range(FEW[kind]):
        try_one(trust, call, tmp_path, kind, number)


@pytest.mark.stress
@pytest.mark.parametrize("kind", CHANGES)
def test_shaken_files_get_an_answer_for_a_long_time(
    trust: Trust, tmp_path: Path, call: Run, kind: str, say_at_the_end: Callable[[str], None]
) -> None:
    tried = 0
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        try_one(trust, call, tmp_path, kind, random.SystemRandom().randrange(2**32))
        tried += 1
    say_at_the_end(f"shaken {kind}: {tried} files in each of four commands, nothing found")
