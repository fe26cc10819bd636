"""The real policy holds every word of the trust's document, as it was extracted from its PDF."""

import re
from pathlib import Path

from minuted.model.canonical import entries
from minuted.model.policy import Clause, Policy, Reference, Section
from minuted.model.walking import inlines_of, walk, walk_inlines
from minuted.readers.policy_markdown import read_policy

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "tests" / "seed" / "social-media-policy.txt"
POLICY = ROOT / "policy_src" / "social-media.md"

NUMBER = re.compile(r"\d+(?:\.\d+)*\.?")


def seed() -> list[tuple[str, list[str]]]:
    """Return each number of the document's body with the words up to the next number."""
    body = SEED.read_text(encoding="utf-8").partition("## July 2021")[2]
    found: list[tuple[str, list[str]]] = []
    for line in body.splitlines():
        words = line.replace("**", "").lstrip("#- ").split()
        if words and NUMBER.fullmatch(words[0]) and not line.startswith(" " * 8):
            found.append((words.pop(0).rstrip("."), []))
        if words:
            found[-1][1].extend(words)
    return found


def policy() -> Policy:
    read, complaints = read_policy(POLICY.read_bytes())
    assert complaints == []
    assert read is not None
    return read


def test_the_document_is_taken_apart_as_a_reader_would() -> None:
    numbers = [number for number, _ in seed()]
    assert len(numbers) == 48
    assert (numbers[0], numbers[10], numbers[-1]) == ("1", "2.1.4", "8.2")
    assert sum(len(words) for _, words in seed()) > 1200


def test_every_word_stands_under_its_number_in_order_and_case() -> None:
    assert [(entry.address, entry.text.split()) for entry in entries(policy())] == seed()


def test_there_are_eight_sections_and_forty_clauses() -> None:
    blocks = list(walk(policy().children))
    assert sum(isinstance(block, Section) for block in blocks) == 8
    assert sum(isinstance(block, Clause) for block in blocks) == 40
    assert len(blocks) == 48


def test_the_documents_cross_references_are_real_ones() -> None:
    found = [
        (block.number, inline.anchor, inline.number, inline.children)
        for block in walk(policy().children)
        if isinstance(block, Clause)
        for inlines in inlines_of(block)
        for inline in walk_inlines(inlines)
        if isinstance(inline, Reference)
    ]
    assert found == [
        ("4.3", "business-use", "5", ()),
        ("6.3", "own-views", "4.3", ()),
        ("6.3", "business-use", "5", ()),
    ]


def test_the_title_is_the_documents_own() -> None:
    assert f"# {policy().title}\n" in SEED.read_text(encoding="utf-8")
