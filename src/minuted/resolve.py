"""One audience's text out of a text with passages; fields stay open, numbers stay what they are.

    Policy with passages ──Resolver──▶ Variant for Ash and Oak   (the same passages kept)
                                  └──▶ Variant for Elm           each a Policy without passages

A copy that leaves a numbered passage out prints its topmost numbers with "Not used", so that 4.3
is 4.3 in every school.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeGuard

from minuted.model.canonical import fingerprint
from minuted.model.organisation import Organisation
from minuted.model.policy import (
    NOT_USED,
    Block,
    Clause,
    Paragraph,
    Passage,
    PassageKind,
    Policy,
    Section,
    Text,
)
from minuted.model.walking import walk


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a passage reaches: one audience, on one day."""

    organisation: Organisation
    audience: str
    day: date

    def has(self, codes: tuple[str, ...]) -> bool:
        """Whether the audience has a passage for these codes.

        A school has it when it, or a group that it is in, is named; a group or the trust when it
        is named itself, or when all its schools have it.
        """
        if self.audience in codes:
            return True
        organisation = self.organisation
        named = frozenset[str]().union(*(organisation.schools_of(c, self.day) for c in codes))
        own = organisation.schools_of(self.audience, self.day)
        return bool(own) and own <= named


class Variant:
    """What the audiences that keep the same passages get of a text.

    Attributes:
        text: without passages.
        kept: for each passage of the full text, in order, whether it is in; empty where the text
            has none.
    """

    def __init__(self, text: Policy, kept: tuple[bool, ...]) -> None:
        self.text = text
        self.kept = kept

    @cached_property
    def fingerprint(self) -> str:
        """The text's fingerprint."""
        return fingerprint(self.text)


class Resolver:
    """One text, resolved once for each set of passages that some audience keeps.

    Attributes:
        whole: the text with every passage in it.
    """

    def __init__(self, policy: Policy) -> None:
        self.whole = Variant(policy, ())
        self._policy = policy
        self._codes = [b.codes for b in walk(policy.children) if isinstance(b, Passage)]
        self._variants: dict[tuple[bool, ...], Variant] = {}

    def of(self, reach: Reach) -> Variant:
        """Return what an audience gets."""
        kept = tuple(reach.has(codes) for codes in self._codes)
        if kept not in self._variants:
            self._variants[kept] = (
                Variant(resolve(self._policy, reach), kept) if kept else self.whole
            )
        return self._variants[kept]


def resolve(policy: Policy, reach: Reach) -> Policy:
    """Return what one audience gets of a text; without passages, the same words."""
    return replace(policy, children=tuple(_kept(policy.children, reach)))


def _kept(blocks: tuple[Block, ...], reach: Reach) -> Iterator[Block]:
    # a second replacement of one clause is kept too, so that a check can find its number twice
    replacements: dict[str, list[Passage]] = {}
    for block in blocks:
        if _replaces(block) and reach.has(block.codes):
            replacements.setdefault(block.target, []).append(block)
    for block in blocks:
        match block:
            case Section() | Clause() if block.number in replacements:
                for passage in replacements[block.number]:
                    yield from _kept(passage.children, reach)
            case Section() | Clause():
                yield replace(block, children=tuple(_kept(block.children, reach)))
            case Passage(kind=PassageKind.REPLACES):
                pass  # it stands at its target's place, or is another's
            case Passage():
                if reach.has(block.codes):
                    yield from _kept(block.children, reach)
                elif block.kind is PassageKind.ONLY:
                    yield from _not_used(block.children)
            case _:
                yield block


def _replaces(block: Block) -> TypeGuard[Passage]:
    return isinstance(block, Passage) and block.kind is PassageKind.REPLACES


def _not_used(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        words = (Text(NOT_USED),)
        match block:
            case Clause():
                yield replace(
                    block, lead=(Paragraph(words),), children=(), anchor="", not_used=True
                )
            case Section() if block.numbering.value != "unnumbered":
                yield replace(block, title=words, children=(), anchor="", not_used=True)
            case _:
                pass
