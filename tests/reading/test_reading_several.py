"""Several policies read at once come out as each does alone, whatever one of them holds."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policy_generator import Doc, docs, type_out
from reading_rows import source

from minuted.readers import pandoc
from minuted.readers.policy_markdown import read_policies, read_policy
from minuted.store.cache import Cache
from minuted.store.workspace import Workspace
from minuted.tasks.reading import Desk
from workspaces import make_workspace

SEED = Path(__file__).parents[2] / "policy_src" / "social-media.md"
ODD = [
    b"\xff is no UTF-8",
    b"no front matter",
    b"---\ntitle: Empty\n---\n",
    source("## A\n\n1. {{ not closed\n"),
    source("## A\n\n" + "> " * 900 + "deep\n"),
    source("## A\n\n1. one[^1]\n\n[^1]: note[^1]\n"),
    source("## A\n\n1. last line without an end"),
    source("## A\n\n| a | b |\n| - | - |\n| 1 | 2 |"),
    source("## A\n\n1. a \x1a b ü 😀\n"),
]
TEXTS = [
    "",
    "a",
    "a\n",
    "a\n\n",
    "- a\n- b",
    "```\ncode",
    "a|b\n-|-\n1|2",
    "\x1a \u2028 \u00a0 \\",
    "*" * 300,
]


def test_odd_files_between_sound_ones_are_read_as_each_is_alone() -> None:
    sources = [part for odd in ODD for part in (odd, SEED.read_bytes())]
    assert read_policies(sources) == [read_policy(one) for one in sources]


@settings(max_examples=5, deadline=None)
@given(st.lists(docs(), min_size=2, max_size=6))
def test_generated_policies_read_together_are_read_as_each_is_alone(drawn: list[Doc]) -> None:
    sources = [type_out(one) for one in drawn]
    assert read_policies(sources) == [read_policy(one) for one in sources]


@settings(max_examples=3, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_characters="\r", exclude_categories=("Cs",))),
        min_size=8,
        max_size=12,
    )
)
def test_pandoc_gives_the_same_trees_for_several_texts_as_for_one(drawn: list[str]) -> None:
    texts = [*TEXTS, *drawn]
    together = [pandoc.blocks_of(tree) for tree in pandoc.trees(texts)]
    assert together == [pandoc.parse(text) for text in texts]


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_what_a_run_that_broke_off_did_not_give_is_read_alone(
    kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = pandoc._run

    def broken(arguments: list[str], texts: bytes) -> "subprocess.CompletedProcess[bytes]":
        done = run(arguments, texts)
        if arguments[0] == "lua":
            trees = done.stdout.split(b"\n")
            done.stdout = b"\n".join(trees[:kept]) + b"\n" + trees[kept][:50]
            done.returncode = 251
        return done

    monkeypatch.setattr(pandoc, "_run", broken)
    sources = [SEED.read_bytes()] * 3
    assert sum(map(bool, pandoc.trees(["a"] * 3))) == kept
    assert read_policies(sources) == [read_policy(SEED.read_bytes())] * 3


def test_texts_come_in_their_order_as_soon_as_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minuted.tasks.policy_texts.core_count", lambda: 1)
    trust = make_workspace(tmp_path / "trust")
    slugs = [f"policy-{number}" for number in range(9)]
    for number, slug in enumerate(slugs):
        # the fourth is the first once more, and is read with it
        trust.write(f"policy_src/{slug}.md", source(f"## A\n\n1. Text {number % 3}.\n").decode())
    desk = Desk(Workspace.find(trust.root), Cache(tmp_path / "cache"))
    paths = [f"policy_src/{slug}.md" for slug in (*slugs, "no-such-policy")]
    told: list[tuple[int, int]] = []
    turns = list(desk.read_in_turn(paths, lambda *pair: told.append(pair)))
    assert turns == [paths[:1], paths[1:2], paths[2:]]
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert list(desk.again().read_in_turn(paths)) == [paths]


def test_a_text_that_takes_too_much_memory_is_told_from_a_pandoc_that_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pandoc, "MEGABYTES", 4)
    with pytest.raises(pandoc.TextTooHardError, match="it took pandoc more than 4 MB of memory"):
        pandoc.parse("*a* " * 20_000)
    said = b"pandoc: getWorkingDirectory: does not exist\nHasCallStack backtrace:\n  heap.hs"
    failed = subprocess.CompletedProcess([], 1, b"", said)
    monkeypatch.setattr(pandoc, "_run", lambda *_: failed)
    with pytest.raises(pandoc.TextTooHardError, match=r"\(pandoc: \w+: does not exist\)$"):
        pandoc.parse("a")


def test_a_run_that_takes_too_long_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "SECONDS", 0.001)
    assert pandoc.trees(["a", "b"]) == [b"", b""]


def test_several_texts_can_read_no_file_of_the_machine() -> None:
    script = pandoc._SEVERAL.replace("arg[1]", '"rst"')
    texts = json.dumps([f".. include:: {SEED.as_posix()}\n\n"] * 2)
    done = pandoc._run(["lua", "-e", script, "-"], texts.encode())
    assert b"media" not in done.stdout
