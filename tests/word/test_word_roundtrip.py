"""The copies that minuted makes read back to the same numbers and words."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from word_shown import document_words, letters, plain_words, read

from minuted.model.document import Grid, Piece
from minuted.model.policy import Clause, Field, Image, Paragraph, Section, Text, label
from minuted.model.walking import map_blocks, numbered
from minuted.readers.policy_markdown import read_policy
from minuted.readers.trust_yaml import read_trust
from minuted.readers.word import read_word
from minuted.readers.word.raw_words import raw_words
from minuted.resolve import Reach, resolve
from minuted.writers.base import Assets
from minuted.writers.docx import DocxWriter
from samples import COPY, IMAGES, PICTURE_SHA, rich_policy

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "src" / "minuted" / "example"
TEMPLATE = (ROOT / "templates" / "policy.docx").read_bytes()


def real_policy():
    policy, _ = read_policy((ROOT / "policy_src" / "social-media.md").read_bytes())
    assert policy is not None
    return policy


def example_policies():
    trust, _ = read_trust((EXAMPLE / "governance" / "trust.yaml").read_text(encoding="utf-8"), "")
    assert trust is not None
    for path in sorted((EXAMPLE / "policy_src").glob("*.md")):
        policy, _ = read_policy(path.read_bytes())
        assert policy is not None
        for code in ("ASH", "OAK"):
            yield filled(resolve(policy, Reach(trust, code, date(2024, 6, 1))))


def filled(policy):
    """Return a policy whose fields are words, whatever they are."""

    def change(inline):
        if isinstance(inline, Image):
            return replace(inline, sha256=PICTURE_SHA)
        return Text(f"the {inline.name} of Ash") if isinstance(inline, Field) else inline

    return replace(policy, children=map_blocks(policy.children, change))


def copy_of(policy):
    return DocxWriter().compile(policy, Assets({"policy.docx": TEMPLATE}, IMAGES)).stamp(COPY)


def numbers(policy):
    """Return the numbers and first words of every section and clause, as a copy prints them."""
    found = []
    for one in numbered(policy.children):
        words = one.title if isinstance(one, Section) else _first(one)
        printed = "" if _unnumbered(one) else label(one.number, one.depth)
        found.append((printed, "Not used" if one.not_used else plain_words(words)[:30]))
    return found


def _unnumbered(one):
    return isinstance(one, Section) and one.numbering.value == "unnumbered"


def _first(clause: Clause):
    lead = clause.lead
    return lead[0].inlines if lead and isinstance(lead[0], Paragraph) else ()


@pytest.fixture(scope="module", params=["real", "rich"])
def text(request):
    return filled(real_policy() if request.param == "real" else rich_policy())


def test_every_number_of_a_copy_is_read_back_with_its_words(text):
    document = read(copy_of(text))
    pieces = [one for one in document.parts if isinstance(one, Piece) and one.kind != "bullet"]
    back = [(one.label, plain_words(one.inlines)[:30]) for one in pieces]
    wanted = [(one, " ".join(words.split())) for one, words in numbers(text)]
    back = [(one, " ".join(words.split())) for one, words in back]
    at = 0
    for one in wanted:
        assert one in back[at:], one
        at = back.index(one, at) + 1
    labelled = [one for one in back if one[0]]
    assert labelled == [one for one in wanted if one[0]]


def test_no_word_of_a_copy_is_lost_or_made_up(text):
    data = copy_of(text)
    document = read(data)
    raw = letters("".join(raw_words(data)))
    title = letters(document.title)
    assert sorted(document_words(document)) == sorted(raw)
    assert document_words(document).removeprefix(title) == raw.replace(title, "", 1)


def test_the_version_table_notes_and_references_of_a_copy_come_back():
    document = read(copy_of(rich_policy()))
    table = next(one for one in document.parts if isinstance(one, Grid))
    assert [plain_words(cell[0]) for cell in table.rows[0]] == [
        *("Version", "Date", "Narrative", "Minute Number", "Review Date")
    ]
    assert table.header_rows == 1
    anchors = {one.anchor for one in document.parts if one.anchor}
    assert {"clause_2_2A", "clause_3"} <= anchors
    assert document.properties["Policy"] == COPY.policy
    assert document.properties["Minute"] == COPY.minute


def test_the_examples_are_read_back_without_a_complaint():
    for policy in example_policies():
        document, complaints = read_word(copy_of(policy))
        assert complaints == []
        assert document is not None
        labelled = [one.label for one in document.parts if isinstance(one, Piece) and one.label]
        assert labelled == [one for one, _ in numbers(policy) if one]
        assert [one.code for one in document.remarks] == []
