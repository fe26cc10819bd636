"""Texts that are large in one way or another: made in full, or refused, in bounded time."""

import time
from pathlib import Path

import pypdfium2
import pytest
from hostile_answers import require_whole_files
from hostile_world import FRONT, HOSTILE, Call

from workspaces import TestWorkspace

DRAFT = ("build", "--draft", "--for", "ASH")
KILOBYTES = 200_000


def line_of(piece: str, size: int = KILOBYTES) -> str:
    return FRONT + "1. " + piece * (size // len(piece)) + "end\n"


LINES = {
    "words": "word ",
    "one word": "x",
    "stars": "*a ",
    "brackets": "[",
    "open braces": "{{",
    "closed braces": "}}",
    "backticks": "`",
    "backslashes": "\\",
    "emphasis": "_a_ ",
    "fields": "{{ school.name }} ",
    "wrong fields": "{{ x }} ",
    "notes": "^[a] ",
    "links": "[a](b) ",
    "spans": "[]{#a} ",
    "entities": "&amp; ",
    "angles": "<",
    "carets": "^a",
    "tildes": "~a",
    "dashes": "- ",
    "cells": "| ",
    "attributes": "{.a}",
    "bangs": "![",
    "hidden signs": "\u200b",
}


def require_answer(call: Call, workspace: TestWorkspace, text: str, seconds: float) -> str:
    """Build a text, and require an answer in time, whole files and the other policy's copies."""
    workspace.write(HOSTILE, text)
    began = time.monotonic()
    built = call(workspace, *DRAFT)
    took = time.monotonic() - began
    assert built.code in (0, 1), built.said[:2000]
    if built.code:
        assert "hostile" in built.err
    assert len(built.said) < 50_000, "one slip, however often, is told in few words"
    assert took < seconds, f"{took:.0f} s"
    require_whole_files(workspace.path("build"))
    require_phones_of_ash(workspace)
    return built.out


def require_phones_of_ash(workspace: TestWorkspace) -> None:
    assert {f"ASH/phones.{f}" for f in ("docx", "pdf", "html")} <= set(workspace.files())


@pytest.mark.parametrize("kind", LINES)
def test_four_kilobytes_on_one_line_have_an_answer_at_once(
    workspace: TestWorkspace, call: Call, kind: str
) -> None:
    require_answer(call, workspace, line_of(LINES[kind], 4_000), 20)


@pytest.mark.stress
@pytest.mark.parametrize("kind", LINES)
def test_two_hundred_kilobytes_on_one_line_have_an_answer(
    workspace: TestWorkspace, call: Call, kind: str
) -> None:
    require_answer(call, workspace, line_of(LINES[kind]), 120)


def test_two_hundred_kilobytes_of_words_on_one_line_reach_every_copy(
    workspace: TestWorkspace, call: Call
) -> None:
    out = require_answer(call, workspace, line_of("word "), 60)
    assert "6 built" in out
    assert "word word end" in workspace.files()["ASH/hostile.html"].decode()
    assert b"end" in workspace.files()["ASH/hostile.html"]


@pytest.mark.stress
def test_five_thousand_clauses_reach_every_copy(
    workspace: TestWorkspace, call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sections = "".join(
        f"## Section {s}\n\n"
        + "".join(
            f"1. Clause {s}.{c} is about {{{{ school.name }}}} and more.\n" for c in range(1, 51)
        )
        + "\n"
        for s in range(1, 101)
    )
    workspace.write(HOSTILE, FRONT + sections)
    build = ("build", "hostile", "--draft", "--for", "ASH", "--format")
    for name in ("docx", "pdf", "html"):
        began = time.monotonic()
        built = call(workspace, *build, name)
        took = time.monotonic() - began
        assert built.code == 0, built.said
        size = workspace.path(f"build/ASH/hostile.{name}").stat().st_size
        with capsys.disabled():
            print(f"5,000 clauses as {name}: {took:.1f} s, {size / 1e6:.1f} MB")
        assert took < 120
    document = pypdfium2.PdfDocument(workspace.path("build/ASH/hostile.pdf"))
    words = "".join(page.get_textpage().get_text_range() for page in document)
    assert words.count("is about Ash Primary and more.") == 5000
    assert "100.50" in words
    page = workspace.files()["ASH/hostile.html"].decode()
    assert page.count("is about Ash Primary and more.") == 5000
    began = time.monotonic()
    assert (
        "1 unchanged"
        in call(workspace, "build", "hostile", "--draft", "--for", "ASH", "--format", "pdf").out
    )
    assert time.monotonic() - began < 30
