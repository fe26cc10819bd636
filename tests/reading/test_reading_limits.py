"""Large and deep texts: read in time that grows with them, or refused with a word on why."""

import time

import pytest
from reading_rows import codes, numbers, read, source

from minuted.model import wire
from minuted.model.canonical import canonical
from minuted.readers.policy_markdown import MAX_BYTES, read_policy
from minuted.readers.refusals import refusal
from minuted.readers.tree import NOWHERE, Attributes, Node

LINES = {
    "words": "word ",
    "one word": "w",
    "stars": "*a ",
    "brackets": "[",
    "links": "[a](https://x.org/ ",
    "fields": "{{ school.name }} ",
    "calculations": "{{ a|b }} ",
    "open braces": "{{",
    "closed braces": "}}",
    "backslashes": "\\",
    "odd fields": "\\{{ a.b }}",
    "tags": "<a ",
    "entities": "&amp;",
    "nested links": "[a](https://x.org) [[",
    "quotation marks": "“a” ",
}


def line_of(piece: str, size: int) -> bytes:
    return source("## A\n\n1. " + piece * (size // len(piece)) + "\n")


@pytest.mark.parametrize("kind", LINES)
def test_a_long_line_is_read_or_refused(kind: str) -> None:
    policy, complaints = read_policy(line_of(LINES[kind], 10_000))
    assert policy is not None
    assert canonical(policy) or complaints


@pytest.mark.stress
@pytest.mark.parametrize("kind", LINES)
def test_a_line_of_200_kilobytes_takes_seconds_at_most(kind: str) -> None:
    began = time.perf_counter()
    policy, _ = read_policy(line_of(LINES[kind], 200_000))
    assert policy is not None
    assert time.perf_counter() - began < 30


def clauses(count: int) -> str:
    words = "The clause says *something* about {{ school.name }}, as in [](#c0), and so on."
    return "## A\n\n" + "".join(f"1. []{{#c{n}}} {words}\n" for n in range(count))


def test_five_hundred_clauses_are_read() -> None:
    text, complaints = read(clauses(500))
    assert complaints == []
    assert numbers(text)[-1] == "1.500"


@pytest.mark.stress
def test_five_thousand_clauses_are_read_in_seconds() -> None:
    began = time.perf_counter()
    text, complaints = read(clauses(5000))
    assert complaints == []
    assert numbers(text)[-1] == "1.5000"
    assert time.perf_counter() - began < 40


@pytest.mark.parametrize(
    "nested",
    [
        "".join(f"{'   ' * n}1. x\n" for n in range(40)),
        "".join(f"{'  ' * n}- x\n" for n in range(40)),
        "1. " * 40 + "x\n",
        "- " * 2000 + "x\n",
        "> " * 2000 + "x\n",
        '::: {.only for="ASH"}\n' * 300 + "x\n",
        "1. " + "*a **b " * 500 + "x" + " b** a*" * 500 + "\n",
        "![" * 500 + "x" + "](a.png)" * 500 + "\n",
    ],
    ids=lambda text: text[:6],
)
def test_nesting_without_end_is_refused_and_harms_nothing(nested: str) -> None:
    text, complaints = read(nested)
    assert any(c.is_error for c in complaints)
    assert wire.decode(wire.encode((text, tuple(complaints)))) == (text, tuple(complaints))
    assert canonical(text)


@pytest.mark.parametrize(
    "notes",
    [
        "a[^1]\n\n[^1]: see [^1]\n",
        "a[^1]\n\n[^1]: see [^2]\n\n[^2]: see [^1]\n",
        "a[^1]\n\n[^1]: one\n\n    two [^1]\n",
        "1. a[^1]\n\n   [^1]: see [^1]\n2. b\n",
        "a[^0]\n\n"
        + "".join(f"[^{n}]: a[^{n + 1}] b[^{n + 1}]\n\n" for n in range(40))
        + "[^40]: z\n",
    ],
    ids=range(5),
)
def test_notes_that_cite_notes_never_reach_pandoc(notes: str) -> None:
    began = time.perf_counter()
    assert set(codes(notes)) == {"footnote"}
    assert time.perf_counter() - began < 5


def test_a_note_may_stand_right_above_a_clause_that_cites_another() -> None:
    assert codes("1. a[^1]\n\n   [^1]: one\n2. b[^2]\n\n[^2]: two\n## C[^1]\n") == [
        "heading-content"
    ]


def test_a_file_larger_than_any_policy_is_not_even_read() -> None:
    policy, (complaint,) = read_policy(b"a" * (MAX_BYTES + 1))
    assert policy is None
    assert complaint.code == "too-large"


def test_whatever_pandoc_may_come_to_know_is_refused() -> None:
    assert refusal(Node("Figure", [], NOWHERE, Attributes()))[0] == "unsupported"
