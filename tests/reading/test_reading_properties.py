"""What holds for every text: reading never raises, nothing is lost in silence, numbers stay."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from policy_generator import (
    STYLES,
    Doc,
    Style,
    canonical_of,
    docs,
    hostile_texts,
    plausible_texts,
    type_out,
)
from reading_rows import TRUST

from minuted.cli.wording import in_words
from minuted.model import wire
from minuted.model.canonical import canonical, entries, fingerprint
from minuted.model.policy import Clause, Passage, PassageKind, Policy, Section
from minuted.model.walking import walk
from minuted.readers.policy_markdown import read_policy
from minuted.resolve import Reach, resolve

DAY = date(2024, 6, 1)
AUDIENCES = ("ASH", "OAK", "ELM", "DALE", "QDLT")
FRONT = "---\ntitle: Phones\n---\n\n"

quick = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
long = settings(quick, max_examples=1500)


def stands(source: bytes) -> Policy | None:
    """Check what holds whatever the bytes are; return the policy if nothing is wrong with it."""
    policy, complaints = read_policy(source)
    count = source.count(b"\n") + source.count(b"\r") + 1
    for complaint in complaints:
        assert 0 <= complaint.line <= count
        assert complaint.message
        assert complaint.hint
        assert in_words(complaint).encode()
    assert wire.decode(wire.encode((policy, tuple(complaints)))) == (policy, tuple(complaints))
    if policy is None:
        assert any(c.is_error for c in complaints)
        return None
    assert canonical(policy).encode()
    for audience in AUDIENCES:
        resolve(policy, Reach(TRUST, audience, DAY))
    return None if any(c.is_error for c in complaints) else policy


def nothing_is_lost(text: str, words: list[str]) -> None:
    policy = stands((FRONT + text).encode())
    if policy is not None:
        said = canonical(policy)
        assert [word for word in words if word not in said] == []


def only_what_is_lost_is_said_to_be(text: str, words: list[str]) -> None:
    nothing_is_lost(text, words)
    policy, complaints = read_policy((FRONT + text).encode())
    said = canonical(policy) if policy else ""
    for complaint in complaints:
        if complaint.code == "lost-text":
            assert not [word for word in words if word in complaint.message and word in said]


def addresses_are_unique(policy: Policy, audience: str) -> None:
    copy = resolve(policy, Reach(TRUST, audience, DAY))
    addresses = [entry.address for entry in entries(copy)]
    assert len(addresses) == len(set(addresses))


def numbers_stay(doc: Doc) -> None:
    policy = stands(type_out(doc))
    assert policy is not None, [d.message for d in read_policy(type_out(doc))[1]]
    outside = {
        block.number: block
        for block in walk(_without_local(policy).children)
        if isinstance(block, Clause | Section)
    }
    order = list(outside)
    for audience in AUDIENCES:
        copy = resolve(policy, Reach(TRUST, audience, DAY))
        assert not any(isinstance(b, Passage) for b in walk(copy.children))
        addresses_are_unique(policy, audience)
        blocks = [b for b in walk(copy.children) if isinstance(b, Clause | Section)]
        shared = [b for b in blocks if not b.inserted]
        assert [b.number for b in shared] == sorted({b.number for b in shared}, key=order.index)
        replaced = _replaced(policy, audience)
        for block in shared:
            original = outside[block.number]
            if not block.not_used and block.number not in replaced:
                assert _own_words(block) == _own_words(original)
        kept = {b.number for b in shared}
        for number in set(order) - kept:
            above = [other for other in (*kept, *replaced) if number.startswith(other)]
            assert above, f"{number} is gone from {audience}'s copy"


def _without_local(policy: Policy) -> Policy:
    """Return the text with every only-passage in it and no amendment."""
    everybody = Reach(TRUST, "QDLT", DAY)
    assert resolve(policy, everybody)

    def kept(blocks: tuple) -> tuple:
        done: list = []
        for block in blocks:
            if isinstance(block, Passage):
                if block.kind is PassageKind.ONLY:
                    done += kept(block.children)
            elif isinstance(block, Clause | Section):
                done.append(type(block)(**{**_fields(block), "children": kept(block.children)}))
            else:
                done.append(block)
        return tuple(done)

    return Policy(policy.front, kept(policy.children))


def _fields(block: Clause | Section) -> dict:
    return {name: getattr(block, name) for name in block.__dataclass_fields__}


def _own_words(block: Clause | Section) -> object:
    return block.lead if isinstance(block, Clause) else block.title


def _replaced(policy: Policy, audience: str) -> set[str]:
    return {
        b.target
        for b in walk(policy.children)
        if isinstance(b, Passage)
        if b.kind is PassageKind.REPLACES and Reach(TRUST, audience, DAY).has(b.codes)
    }


def style_does_not_count(doc: Doc, style: Style) -> None:
    plain, other = stands(type_out(doc)), stands(type_out(doc, style))
    assert plain is not None
    assert other is not None, [d.message for d in read_policy(type_out(doc, style))[1]]
    assert canonical(plain).splitlines()[1:] == canonical_of(doc)
    assert canonical(other) == canonical(plain)
    assert fingerprint(other) == fingerprint(plain)


@quick
@given(hostile_texts())
def test_reading_never_raises_and_loses_nothing_in_silence(made: tuple[str, list[str]]) -> None:
    nothing_is_lost(*made)


@quick
@given(plausible_texts())
def test_only_what_is_lost_is_said_to_be_lost(made: tuple[str, list[str]]) -> None:
    only_what_is_lost_is_said_to_be(*made)


@quick
@given(st.binary(max_size=80), st.text(max_size=80))
def test_reading_never_raises_on_any_bytes(head: bytes, text: str) -> None:
    stands(head)
    stands(FRONT.encode() + head)
    stands(FRONT.encode() + text.encode("utf-8", "surrogatepass"))


@quick
@given(st.text(alphabet="abc:-[]{}#&*!|>'\"%@`,? \n\t~1", max_size=80))
def test_reading_never_raises_on_any_front_matter(front: str) -> None:
    stands(f"---\n{front}\n---\n\n1. a\n".encode())
    stands(f"---\ntitle: T\nversions:\n  - version: 1\n{front}\n---\n\n1. a\n".encode())


@quick
@given(docs())
def test_resolving_keeps_every_number_and_its_words(doc: Doc) -> None:
    numbers_stay(doc)


@quick
@given(docs(), STYLES)
def test_a_policy_has_one_canonical_form_however_it_is_typed(doc: Doc, style: Style) -> None:
    style_does_not_count(doc, style)


@pytest.mark.stress
@long
@given(hostile_texts())
def test_reading_never_raises_and_loses_nothing_at_length(made: tuple[str, list[str]]) -> None:
    nothing_is_lost(*made)


@pytest.mark.stress
@long
@given(plausible_texts())
def test_only_what_is_lost_is_said_to_be_lost_at_length(made: tuple[str, list[str]]) -> None:
    only_what_is_lost_is_said_to_be(*made)


@pytest.mark.stress
@long
@given(docs(), STYLES)
def test_resolving_and_typing_at_length(doc: Doc, style: Style) -> None:
    numbers_stay(doc)
    style_does_not_count(doc, style)
