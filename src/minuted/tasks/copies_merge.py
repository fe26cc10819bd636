"""Several copies' texts merged into one policy, with passages where they differ.

    a clause that some have              ::: {.only for="ASH OAK"}
    a clause in other words              ::: {.local for="ELM" replaces="clause-2-3"}
    a clause added with a letter         ::: {.local for="ELM" after="clause-2-3"}
    clauses under other numbers          their section as a whole, as that school's own

Numbers count for everybody, so what stands under one number belongs together, and each place has
the words that most copies have.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

from minuted.model.policy import (
    NOT_USED,
    Block,
    Clause,
    Numbered,
    Paragraph,
    Passage,
    PassageKind,
    Section,
    Text,
)
from minuted.tasks.copies_weave import (
    Item,
    head_of,
    is_not_used,
    is_shifted,
    loose_of,
    weave,
    wording,
)


@dataclass(frozen=True)
class Voice:
    """One text, and whose it is.

    Attributes:
        codes: the audiences that have it, as they were named.
        schools: those and, for groups, their members.
        weight: how many schools that is; the trust's own text outweighs all.
        by_number: whether its clauses are merged number by number even where they have come under
            other numbers, because its sections cannot be its own as a whole.
    """

    codes: tuple[str, ...]
    schools: frozenset[str]
    weight: int
    children: tuple[Block, ...]
    by_number: bool = False


@dataclass(frozen=True)
class Merged:
    """One text for all voices; `refused` are those whose text could not be brought into it."""

    children: tuple[Block, ...]
    refused: tuple[int, ...]


def merge(voices: Sequence[Voice], register: Iterable[str]) -> Merged:
    """Merge texts.

    Args:
        voices: the first of them leads where two are worth the same.
        register: the codes of all schools; one without a copy gets what most copies have.
    """
    merger = _Merger(voices, tuple(register))
    children, refused = merger.top()
    return Merged(children, tuple(sorted(refused)))


class _Merger:
    def __init__(self, voices: Sequence[Voice], register: tuple[str, ...]) -> None:
        self._voices = voices
        self._register = register

    def top(self) -> tuple[tuple[Block, ...], set[int]]:
        lists = {at: voice.children for at, voice in enumerate(self._voices)}
        items, refused = weave(lists)
        here = set(lists) - refused
        return self._placed(items, here, inside=False), refused

    # one list of siblings

    def _placed(self, items: Sequence[Item], here: set[int], *, inside: bool) -> tuple[Block, ...]:
        """Return the merged blocks of a list that these voices have."""
        done: list[Block] = []
        added: dict[str, list[Item]] = {}
        for item in items:
            if target := _added_after(item):
                added.setdefault(target, []).append(item)
        for item in items:
            if _added_after(item):
                continue
            has = _saying(item, here)
            some = not inside and has != here
            nothing: list[Block] = []
            if some and item.counts and self._overlap(has, here - has):
                some, nothing = False, [self._not_used(item, here - has)]
            blocks = list(self._at(item, has, inside=inside or some)) + nothing
            blocks += self._added(item.key, added.get(item.key, ()))
            if some:
                codes = self._codes_of_some(has, here - has)
                done.append(Passage(PassageKind.ONLY, codes, tuple(blocks)))
            else:
                done += blocks
        return tuple(_joined(done))

    def _not_used(self, item: Item, lacks: set[int]) -> Passage:
        """Return the amendment of those that have nothing at a place which a group has."""
        block = next(iter(item.blocks.values()))
        words = (Text(NOT_USED),)
        blank: Block = (
            replace(block, title=words, children=(), inserted=False)
            if isinstance(block, Section)
            else Clause(item.key, 1, (Paragraph(words),))
        )
        return Passage(PassageKind.REPLACES, self._codes(lacks), (blank,), item.key)

    def _at(self, item: Item, has: set[int], *, inside: bool) -> Iterable[Block]:
        """Return what stands at one place, each school's own words after it."""
        blocks = {which: block for which, block in item.blocks.items() if which in has}
        if not item.counts:
            return (next(iter(blocks.values())),)
        known = {which: b for which, b in blocks.items() if isinstance(b, Clause | Section)}
        return self._numbered(known, inside=inside)

    def _numbered(self, blocks: Mapping[int, Numbered], *, inside: bool) -> list[Block]:
        own: set[int] = set()
        if inside:
            shared = self._heaviest({w: wording(b) for w, b in blocks.items()})
            first = _lifted(blocks[min(shared)], self._codes(shared))
        else:
            shared = self._heaviest({w: head_of(b) for w, b in blocks.items()})
            children, own = self._children({w: blocks[w] for w in sorted(shared)})
            first = replace(blocks[min(shared)], children=children)
        done: list[Block] = [first]
        others: dict[str, list[int]] = {}
        for which in sorted((set(blocks) - shared) | own):
            others.setdefault(wording(blocks[which]), []).append(which)
        for alike in others.values():
            words = (blocks[alike[0]],)
            done.append(Passage(PassageKind.REPLACES, self._codes(alike), words, first.number))
        return done

    def _children(self, blocks: Mapping[int, Numbered]) -> tuple[tuple[Block, ...], set[int]]:
        """Return the merged children, and the voices that have the whole in their own way."""
        lists = {which: block.children for which, block in blocks.items()}
        if len({wording_of(children) for children in lists.values()}) == 1:
            return next(iter(lists.values())), set()
        aside = self._shifted(lists) | self._lacking(lists)
        lists = {which: children for which, children in lists.items() if which not in aside}
        items, refused = weave(lists)
        return self._placed(items, set(lists) - refused, inside=False), aside | refused

    def _shifted(self, lists: Mapping[int, tuple[Block, ...]]) -> set[int]:
        """Return the voices whose clauses have other numbers than most others have for them.

        Number by number nearly all of their words would be their own, and none of it would say
        why; so the whole is theirs.
        """
        alike: dict[str, list[int]] = {}
        for which, children in lists.items():
            alike.setdefault(wording_of(children), []).append(which)
        texts = [lists[group[0]] for group in alike.values()]
        groups = list(alike.values())
        best: tuple[int, list[int]] | None = None
        for leading in texts:
            aside = [at for at, text in enumerate(texts) if is_shifted(leading, text)]
            cost = sum(self._weight(groups[at]) for at in aside)
            if best is None or cost < best[0]:
                best = (cost, aside)
        shifted = {which for at in (best[1] if best else []) for which in groups[at]}
        return {which for which in shifted if not self._voices[which].by_number}

    def _lacking(self, lists: Mapping[int, tuple[Block, ...]]) -> set[int]:
        """Return the voices that lack unnumbered things of a group that they are in."""
        keys = {which: set(loose_of(children)) for which, children in lists.items()}
        return {
            which
            for which, schools in ((which, self._voices[which].schools) for which in lists)
            if any(schools < self._voices[w].schools and keys[w] - keys[which] for w in lists)
        }

    def _added(self, target: str, items: Sequence[Item]) -> list[Block]:
        """Return the passages of what schools added after a place, with letters."""
        runs: dict[int, list[Block]] = {}
        for item in items:
            for which, block in item.blocks.items():
                runs.setdefault(which, []).append(block)
        alike: dict[str, list[int]] = {}
        for which, run in runs.items():
            alike.setdefault(wording_of(run), []).append(which)
        return [
            Passage(PassageKind.AFTER, self._codes(group), tuple(runs[group[0]]), target)
            for group in alike.values()
        ]

    # whose

    def _overlap(self, has: Iterable[int], lacks: Iterable[int]) -> bool:
        """Whether a group is on one side and a school of it on the other.

        No passage is for the one and not for the other: a group has what all its schools have.
        """
        ours = [self._voices[which].schools for which in has]
        return any(self._voices[which].schools & one for which in lacks for one in ours)

    def _heaviest(self, words: Mapping[int, str]) -> set[int]:
        groups: dict[str, list[int]] = {}
        for which in sorted(words):
            groups.setdefault(words[which], []).append(which)
        return set(max(groups.values(), key=self._weight))

    def _weight(self, voices: Iterable[int]) -> int:
        return sum(self._voices[which].weight for which in voices)

    def _codes(self, voices: Iterable[int]) -> tuple[str, ...]:
        return tuple(sorted({code for which in voices for code in self._voices[which].codes}))

    def _codes_of_some(self, has: set[int], lacks: set[int]) -> tuple[str, ...]:
        """Return whom a passage is for that some have and others lack."""
        codes = set(self._codes(has))
        more = self._weight(has) - self._weight(lacks)
        if more > 0 or (more == 0 and min(has) < min(lacks)):
            without = frozenset[str]().union(*(self._voices[which].schools for which in lacks))
            codes |= set(self._register) - without
        return tuple(sorted(codes))


def wording_of(blocks: Iterable[Block]) -> str:
    """Return all that several blocks say."""
    return "\n".join(wording(block) for block in blocks)


def _added_after(item: Item) -> str:
    """Return the number that something was added after; empty for what was not added."""
    return _target_of(next(iter(item.blocks.values())))


def _target_of(block: Block) -> str:
    if isinstance(block, Clause | Section) and block.inserted:
        target = block.number.rstrip(ascii_uppercase)
        return target if target != block.number else ""
    return ""


def _lifted(block: Numbered, codes: tuple[str, ...]) -> Numbered:
    """Return a block with what was added in it as passages; it is nobody else's block."""
    children: list[Block] = []
    for child in block.children:
        inner = _lifted(child, codes) if isinstance(child, Clause | Section) else child
        target = _target_of(child)
        last = children[-1] if children else None
        if not target:
            children.append(inner)
        elif isinstance(last, Passage):
            children[-1] = replace(last, children=(*last.children, inner))
        else:
            children.append(Passage(PassageKind.AFTER, codes, (inner,), target))
    return replace(block, children=tuple(children))


def _saying(item: Item, here: set[int]) -> set[int]:
    """Return the voices that have something there; "Not used" is nothing where others have."""
    if item.counts:
        saying = {which for which, block in item.blocks.items() if not is_not_used(block)}
        return saying or here
    return set(item.blocks)


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Join passages side by side that are for the same audiences."""
    done: list[Block] = []
    for block in blocks:
        last = done[-1] if done else None
        if (
            isinstance(block, Passage)
            and isinstance(last, Passage)
            and block.kind is last.kind is PassageKind.ONLY
            and block.codes == last.codes
        ):
            done[-1] = replace(last, children=(*last.children, *block.children))
        else:
            done.append(block)
    return done
