"""Word's numbers, rule by rule and by the thousand, through everything that an import does."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from policy_generator import Doc, docs, type_out
from reading_rows import TRUST
from test_importing_word import imported
from test_word_roundtrip import TEMPLATE, filled
from word_lists import CASES

from minuted.model.canonical import canonical
from minuted.model.policy import Policy
from minuted.model.walking import numbered
from minuted.readers.adopted.law import account_for
from minuted.readers.policy_markdown import read_policy
from minuted.resolve import Reach, resolve
from minuted.tasks.documents import source_of
from minuted.tasks.importing_text import prove, text_of_source
from minuted.writers.base import Assets
from minuted.writers.docx import DocxWriter
from samples import COPY, IMAGES

AUDIENCE = "ASH"
DAY = date(2024, 6, 1)


@pytest.mark.parametrize("name", CASES)
def test_every_rule_of_numbering_is_kept_by_an_import(name: str) -> None:
    """LibreOffice prints the same numbers: tests/word/test_word_libreoffice.py."""
    case = CASES[name]
    done = imported(case.data)
    adopted = done.text.adopted
    labels = [node.label for node in adopted.tree.walk() if node.label]
    worded = list(adopted.worded_labels)
    printed = [label for label in case.printed if label not in ("", "•")]
    assert sorted(labels + worded) == sorted(printed)
    assert labels == [label for label in printed if label not in worded]


def copy_of(doc: Doc) -> tuple[Policy, bytes]:
    """Return what a policy says for a school, and the Word copy that is made of it."""
    policy, found = read_policy(type_out(doc))
    assert policy is not None, found
    own = filled(resolve(policy, Reach(TRUST, AUDIENCE, DAY)))
    return own, DocxWriter().compile(own, Assets({"policy.docx": TEMPLATE}, IMAGES)).stamp(COPY)


def check(doc: Doc) -> None:
    own, data = copy_of(doc)
    source = source_of(data, "copy.docx", names=[COPY.trust_name, COPY.audience_name], law=True)
    assert source.adopted is not None
    text = text_of_source(source, own.front.title, "copy")
    prove(f"---\ntitle: {own.front.title}\n---\n\n{text.body}".encode(), text, "copy.docx")
    account = account_for(source.words, source.adopted)
    assert account.holds, account
    if not any(one.inserted for one in numbered(own.children)):
        made = replace(text.policy, front=own.front)
        assert lines_of(made) == lines_of(own)


def lines_of(policy: Policy) -> list[str]:
    """Return a text's lines; loose ones without address: Word does not say whose a table is."""
    lines = (line.split("\t", 1) for line in canonical(policy).split("\n")[:-1])
    return ["\t".join(("" if "/" in line[0] else line[0], *line[1:])) for line in lines]


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(docs())
def test_any_policy_comes_back_from_its_copy_in_word(doc: Doc) -> None:
    check(doc)


@pytest.mark.stress
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(docs())
def test_a_thousand_policies_come_back_from_their_copies_in_word(doc: Doc) -> None:
    check(doc)
