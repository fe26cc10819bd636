"""Fields proposed where the copies differ only in words that every school has its own of.

    ASH  Everybody at Ash Primary rings 01632 960010.   ┐   {{ school.name }}       of trust.yaml
    ELM  Everybody at Elm Junior rings 01632 960020.    ┘   {{ school.telephone }}  a new one

A name that all copies have alike, because it is meant, stays as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from minuted.model.policy import Block, Clause, Inline, Reference, Section, Text
from minuted.model.walking import map_blocks, walk
from minuted.tasks.copies_field_names import (
    CLOSE,
    OPEN,
    are_names,
    known_of,
    plain_name,
    replaced,
)
from minuted.tasks.copies_reading import SchoolCopy
from minuted.tasks.copies_slots import (
    HOLE,
    Kind,
    Slot,
    common_ends,
    holed,
    kind_of,
    slots_in,
)
from minuted.tasks.copies_weave import wording

_MOST_DISTINCT = 0.6
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """A field that takes the place of schools' own words.

    Attributes:
        name: such as `school.telephone`.
        values: each audience's own words, by its code.
        given: the codes of those whose words trust.yaml gets from their copies.
        is_new: whether trust.yaml has it for nobody.
        places: in how many places of the text it stands.
    """

    name: str
    values: Mapping[str, str]
    given: frozenset[str]
    is_new: bool
    places: int


@dataclass(frozen=True)
class Fielded:
    """The copies' texts with fields among their words, and which fields those are, by code."""

    texts: tuple[tuple[Block, ...], ...]
    proposals: tuple[Proposal, ...]
    used: Mapping[str, tuple[str, ...]]


def with_fields(copies: Sequence[SchoolCopy]) -> Fielded:
    """Propose fields for the places where the copies differ in nothing but a school's own words."""
    finder = _Finder(copies)
    finder.find()
    texts = tuple(finder.text(at) for at in range(len(copies)))
    used = {c.code: tuple(sorted(names)) for c, names in zip(copies, finder.used, strict=True)}
    return Fielded(texts, finder.proposals(), used)


@dataclass
class _Run:
    """One run of plain words; `templates` takes the place of its slots, by their index."""

    text: str
    slots: list[Slot]
    templates: dict[int, str] = field(default_factory=dict)

    def templated(self) -> str:
        """Return the words with fields in the slots that became some."""
        done, at = "", 0
        for index, slot in enumerate(self.slots):
            done += self.text[at : slot.start] + self.templates.get(index, slot.words)
            at = slot.end
        return done + self.text[at:]


@dataclass
class _Said:
    """What one block of a copy says of its own: with holes, and run by run."""

    number: str
    holed: str
    runs: list[_Run]

    def around(self, run: int, slot: Slot) -> tuple[str, str]:
        """Return the words before and after a slot."""
        texts = [one.text for one in self.runs]
        before = " ".join((*texts[:run], texts[run][: slot.start]))
        after = " ".join((texts[run][slot.end :], *texts[run + 1 :]))
        return before[-_NEAR:], after[:_NEAR]


class _Finder:
    def __init__(self, copies: Sequence[SchoolCopy]) -> None:
        self._copies = copies
        self._known = [known_of(copy) for copy in copies]
        self._new: dict[str, dict[str, str]] = {}
        self._given: dict[str, dict[str, str]] = {}
        self._counts: dict[str, int] = {}
        self.used: list[set[str]] = [set() for _ in copies]
        self._said = [list(self._blocks(at)) for at in range(len(copies))]

    def _blocks(self, at: int) -> Iterator[_Said]:
        for block in walk(self._copies[at].text.children):
            runs: list[_Run] = []

            def hole(inline: Inline, runs: list[_Run] = runs) -> Inline:
                if isinstance(inline, Reference):
                    return replace(inline, number="")
                if not isinstance(inline, Text):
                    return inline
                run = _Run(inline.text, slots_in(inline.text, self._known[at].values()))
                runs.append(run)
                return Text(holed(run.text, run.slots))

            bare = replace(block, children=()) if isinstance(block, Clause | Section) else block
            (masked,) = map_blocks((bare,), hole)
            number = block.number if isinstance(block, Clause | Section) else ""
            yield _Said(number, wording(masked, numbers=False), runs)

    def find(self) -> None:
        """Decide what becomes of every hole."""
        alike: dict[str, dict[int, list[_Said]]] = {}
        for at, blocks in enumerate(self._said):
            for said in blocks:
                if HOLE in said.holed:
                    alike.setdefault(said.holed, {}).setdefault(at, []).append(said)
        for having in alike.values():
            # where a copy says it several times, the first of each belong together, and so on
            for turn in range(max(len(times) for times in having.values())):
                rows = {at: times[turn] for at, times in having.items() if turn < len(times)}
                if len({tuple(len(r.slots) for r in said.runs) for said in rows.values()}) == 1:
                    self._decide(rows)
        self._spread()

    def _decide(self, rows: Mapping[int, _Said]) -> None:
        first = next(iter(rows.values()))
        for run, one in enumerate(first.runs):
            for slot in range(len(one.slots)):
                words = {at: said.runs[run].slots[slot].words for at, said in rows.items()}
                if len(set(words.values())) == 1:
                    continue
                chosen = self._by_known(words)
                if 2 * len(chosen) < len(words):
                    around = first.around(run, one.slots[slot])
                    chosen = self._by_new(words, around) or chosen
                else:
                    chosen |= self._lacking(words, chosen)
                for at, (template, name) in chosen.items():
                    self._take(at, rows[at].runs[run], slot, template, name)
                for name in {name for _, name in chosen.values()}:
                    self._counts[name] = self._counts.get(name, 0) + 1

    def _take(self, at: int, run: _Run, slot: int, template: str, name: str) -> None:
        run.templates[slot] = template
        self.used[at].add(name)

    def _spread(self) -> None:
        """Put fields into a school's own wording of what has them in the other copies."""
        there: dict[str, set[str]] = {}
        for blocks in self._said:
            for said in blocks:
                for run in said.runs:
                    for template in run.templates.values():
                        name = template[template.index(OPEN) + 1 : template.index(CLOSE)]
                        there.setdefault(said.number, set()).add(name)
        for at, copy in enumerate(self._copies):
            values = self._known[at] | {
                name: own[copy.code] for name, own in self._new.items() if copy.code in own
            }
            for said in self._said[at]:
                names = there.get(said.number, set()) if said.number else set()
                for run in said.runs:
                    for index, slot in enumerate(run.slots):
                        for name in sorted(names & values.keys()):
                            template = replaced(slot.words, values[name], name)
                            if index not in run.templates and template:
                                self._take(at, run, index, template, name)

    def _by_known(self, words: Mapping[int, str]) -> dict[int, tuple[str, str]]:
        """Return what to write for the copies whose words hold a value that trust.yaml has."""
        found: dict[tuple[str, str], list[int]] = {}
        for at, text in words.items():
            for name, value in self._known[at].items():
                template = replaced(text, value, name)
                if template:
                    found.setdefault((template, name), []).append(at)
        best: list[int] = []
        choice = ("", "")
        for key, having in found.items():
            distinct = len({self._known[at][key[1]] for at in having})
            if distinct > 1 and len(having) > len(best):
                best, choice = having, key
        return dict.fromkeys(best, choice)

    def _lacking(
        self, words: Mapping[int, str], chosen: Mapping[int, tuple[str, str]]
    ) -> dict[int, tuple[str, str]]:
        """Return the same for schools that trust.yaml has no value of, and the copy tells it."""
        template, name = next(iter(chosen.values()))
        before, after = template[: template.index(OPEN)], template[template.index(CLOSE) + 1 :]
        found: dict[int, tuple[str, str]] = {}
        for at, text in words.items():
            value = text[len(before) : len(text) - len(after)]
            code = self._copies[at].code
            there = self._given.get(name, {}).get(code, value)
            if (
                name not in self._known[at]
                and f"{before}{value}{after}" == text
                and kind_of(value) is not None
                and value == there
            ):
                self._given.setdefault(name, {})[code] = value
                found[at] = (template, name)
        return found

    def _by_new(
        self, words: Mapping[int, str], around: tuple[str, str]
    ) -> dict[int, tuple[str, str]]:
        """Return what to write where every school has words of its own that nothing knows yet."""
        whole = {kind_of(text) for text in words.values()} - {"name", None}
        before, after = ("", "") if len(whole) == 1 else common_ends(list(words.values()))
        own = {at: text[len(before) : len(text) - len(after)] for at, text in words.items()}
        kinds = {kind_of(value) for value in own.values()}
        distinct = len(set(own.values()))
        if distinct < 2 or distinct < _MOST_DISTINCT * len(own) or None in kinds:
            return {}
        kind: Kind = next(k for k in kinds if k) if len(kinds) == 1 else "name"
        if kind == "name" and not are_names(list(own.values()), around):
            return {}
        values = {self._copies[at].code: value for at, value in own.items()}
        name = self._named(kind, around, values)
        self._new.setdefault(name, {}).update(values)
        return dict.fromkeys(words, (f"{before}{OPEN}{name}{CLOSE}{after}", name))

    def _named(self, kind: Kind, around: tuple[str, str], values: Mapping[str, str]) -> str:
        """Return a field's name: one with the same values, or of what stands around it."""
        for name, there in self._new.items():
            both = there.keys() & values.keys()
            if both and all(there[code] == values[code] for code in both):
                return name
        plain = plain_name(kind, around, values)
        taken = {name for known in self._known for name in known} | set(self._new)
        name, count = f"school.{plain}", 1
        while name in taken:
            count += 1
            name = f"school.{plain}_{count}"
        return name

    def text(self, at: int) -> tuple[Block, ...]:
        """Return a copy's text with fields among its words."""
        runs = (run for said in self._said[at] for run in said.runs)

        def change(inline: Inline) -> Inline:
            return Text(next(runs).templated()) if isinstance(inline, Text) else inline

        return map_blocks(self._copies[at].text.children, change)

    def proposals(self) -> tuple[Proposal, ...]:
        """Return the fields that were used, in the order of their names."""
        return tuple(self._proposal(name, count) for name, count in sorted(self._counts.items()))

    def _proposal(self, name: str, count: int) -> Proposal:
        given = self._new.get(name) or self._given.get(name, {})
        each = zip(self._copies, self._known, self.used, strict=True)
        values = {c.code: known[name] for c, known, used in each if name in used & known.keys()}
        return Proposal(name, values | given, frozenset(given), name in self._new, count)
