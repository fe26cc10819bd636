"""Mutated policies with known truth, made without any knowledge of how texts are compared.

    base text ──copied──▶ edits, one after another, each on nodes that no other edit touched
        │                        │
        ▼                        ▼
    old Policy              new Policy  +  Truth (which old became which new, and how)

Kinds of edit are drawn evenly. The tuning seed is for whoever works on the aligner; scores are
reported on the reporting seed, on which nothing was ever tuned.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import edits_of_places as places
import edits_of_words as words
from base_texts import BASES, Node, walk
from numbered_text import NumberedText
from under_edit import Keys, Mutation

from minuted.model.policy import Policy

TUNING_SEED = 20_231
REPORTING_SEED = 77_003


@dataclass
class Truth:
    """What became of what.

    Attributes:
        items: (old addresses, new addresses, status) for everything, in no order.
        moved: the old addresses of what was moved for certain.
        edits: what was done, each with the items that it is about.
    """

    items: set[tuple[tuple[str, ...], tuple[str, ...], str]] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    edits: list[tuple[str, set[tuple[tuple[str, ...], tuple[str, ...], str]]]] = field(
        default_factory=list
    )

    @property
    def pairs(self) -> set[tuple[str, str]]:
        return {(o, n) for old, new, _ in self.items for o in old for n in new}


@dataclass(frozen=True)
class Case:
    """Two policies and the truth about them."""

    base: str
    old: Policy
    new: Policy
    truth: Truth


KINDS: dict[str, Callable[[Mutation], Keys]] = {
    "add clause": places.add_clause,
    "remove clause": places.remove_clause,
    "move within section": places.move_within,
    "move elsewhere": places.move_away,
    "replace words": words.replace_words,
    "add phrase": words.add_phrase,
    "add sentence": words.add_sentence,
    "cut words": words.cut_words,
    "rewrite": words.rewrite,
    "punctuation": words.punctuation,
    "case": words.case,
    "rename heading": words.rename,
    "merge": places.merge,
    "split": places.split,
    "add section": places.add_section,
    "remove section": places.remove_section,
    "move section": places.move_section,
    "break reference": places.break_reference,
    "move and amend": places.move_and_amend,
    "demote": places.demote,
    "repeat clause": places.repeat,
    "rewrite heavily": words.rewrite_heavily,
    "short item": words.short_item,
    "edit table": words.edit_table,
    "edit paragraph": words.edit_paragraph,
}


def make_case(base: str, seed: int, edits: int) -> Case:
    """Return two policies, so many edits apart, and the truth."""
    mutation = Mutation(base, seed)
    mutation.run(edits, KINDS)
    old, new = NumberedText(mutation.old), NumberedText(mutation.new)
    return Case(base, old.policy(base), new.policy(base), _truth(mutation, old, new))


def cases(seed: int, edits: int, how_many: int) -> list[Case]:
    """Return so many cases for each base text."""
    return [make_case(base, seed + n, edits) for base in BASES for n in range(how_many)]


def _truth(mutation: Mutation, old: NumberedText, new: NumberedText) -> Truth:
    truth = Truth()
    before = {n.key: n for n in walk(mutation.old)}
    after = walk(mutation.new)
    heirs: dict[int, list[Node]] = {}
    for node in after:
        for key in node.origin:
            heirs.setdefault(key, []).append(node)
    by_key: dict[int, set[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}

    def note(olds: tuple[int, ...], news: list[Node], status: str) -> None:
        item = (
            tuple(old.address[k] for k in olds),
            tuple(new.address[n.key] for n in news),
            status,
        )
        truth.items.add(item)
        for key in (*olds, *(n.key for n in news)):
            by_key.setdefault(key, set()).add(item)

    for key in before:
        if key not in heirs:
            note((key,), [], "removed")
    seen: set[int] = set()
    for node in after:
        if not node.origin:
            note((), [node], "added")
        elif len(node.origin) > 1:
            note(node.origin, [node], "merged")
        elif len(heirs[node.origin[0]]) > 1:
            if node.origin[0] not in seen:
                seen.add(node.origin[0])
                note(node.origin, heirs[node.origin[0]], "split")
        else:
            was = before[node.origin[0]]
            same = new.words(node) == old.words(was)
            note(node.origin, [node], "unchanged" if same else "amended")
    truth.moved = {old.address[k] for k in mutation.moved if k in old.address}
    for edit in mutation.edits:
        items = set().union(*(by_key.get(k, set()) for k in edit.keys))
        truth.edits.append((edit.kind, items))
    return truth
