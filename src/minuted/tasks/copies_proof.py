"""The proof of a merge: each school gets of the result what its own copy says.

A number that only other schools use is printed "Not used" in its copy; nothing else may differ.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from minuted.model.canonical import flows_text, rows_of, text_of
from minuted.model.policy import (
    Block,
    Bullets,
    Clause,
    Field,
    Inline,
    Paragraph,
    Passage,
    Policy,
    Section,
    Table,
    Text,
)
from minuted.model.walking import map_blocks
from minuted.tasks.copies_weave import is_counted, is_not_used


def filled(policy: Policy, values: Mapping[str, str]) -> Policy:
    """Return one audience's text with its fields filled; one that it cannot fill stays open."""

    def fill(inline: Inline) -> Inline:
        if isinstance(inline, Field) and inline.name in values:
            return Text(values[inline.name])
        return inline

    return replace(policy, children=map_blocks(policy.children, fill))


def is_what_it_says(result: Policy, copy: Policy) -> bool:
    """Whether a text, its fields filled, has a copy's clauses, numbers and words, and no other."""
    return list(_said(result.children)) == list(_said(copy.children)) and set(
        _not_used(copy.children)
    ) <= set(_not_used(result.children))


def only_not_used(result: Policy, copy: Policy) -> tuple[str, ...]:
    """Return the numbers that the result says are not used and the copy does not have at all."""
    there = set(_not_used(copy.children))
    return tuple(number for number in _not_used(result.children) if number not in there)


def _said(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str, str]]:
    for block in blocks:
        match block:
            case Section() | Clause():
                if is_not_used(block):
                    continue
                words = (
                    text_of(block.title) if isinstance(block, Section) else flows_text(block.lead)
                )
                yield type(block).__name__, block.number if is_counted(block) else "", words
                yield from _said(block.children)
                yield "end", "", ""
            case Table():
                yield "Table", "", "\n".join(rows_of(block))
            case Paragraph() | Bullets():
                yield "Words", "", flows_text((block,))
            case Passage():
                yield from _said(block.children)


def _not_used(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section | Clause):
            if is_not_used(block):
                yield block.number
            yield from _not_used(block.children)
