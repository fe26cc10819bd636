"""Schools' copies of one policy as clerks make them: one text, edited by each school on its own.

    base ──edits of ASH──▶ what ASH's file says     typed with its own numbers, names filled in
       ├───edits of OAK──▶ what OAK's file says
       └───edits of ELM──▶ what ELM's file says

What each file says is known here without reading anything.
"""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hypothesis import strategies as st

TITLE = "Bicycle policy"

_WHO = ("Pupils", "Staff", "Visitors", "Parents", "Volunteers", "Contractors")
_DO = ("lock", "clean", "register", "inspect", "repair", "park", "number", "photograph")
_WHAT = ("every bicycle", "their helmets", "the shed", "all scooters", "spare tyres", "the rack")
_WHEN = ("before the bell", "once a term", "at the gate", "in the yard", "by the wall", "on Monday")


@dataclass
class Clause:
    words: str
    bullets: list[str] = field(default_factory=list)
    children: list["Clause"] = field(default_factory=list)


@dataclass
class Part:
    title: str
    loose: list[str]
    clauses: list[Clause]
    table: list[tuple[str, str]] = field(default_factory=list)
    appendix: bool = False


@dataclass
class Text:
    parts: list[Part]

    def typed(self, values: dict[str, str]) -> str:
        """Return the file as a clerk types it."""
        lines = [f"# {TITLE}", ""]
        for number, part in _numbered(self.parts):
            named = f"Appendix {number}" if part.appendix else number
            lines += [f"## {named} {part.title}", ""]
            for words in part.loose:
                lines += [words, ""]
            lines += list(_typed(part.clauses, number))
            if part.table:
                lines += ["", "| Who | What |", "|---|---|"]
                lines += [f"| {who} | {what} |" for who, what in part.table]
            lines.append("")
        return "\n".join(lines).format(**values) + "\n"

    def said(self, values: dict[str, str]) -> list[str]:
        """Return what the file says: a line for each numbered thing, table row and paragraph."""
        lines: list[str] = []
        for number, part in _numbered(self.parts):
            lines.append(f"{number}\t{part.title}")
            lines += [f"\t{words}" for words in part.loose]
            lines += list(_said(part.clauses, number))
            if part.table:
                lines.append("\tWho\tWhat")
                lines += [f"\t{who}\t{what}" for who, what in part.table]
        return [line.format(**values) for line in lines]


def _numbered(parts: list[Part]) -> Iterator[tuple[str, Part]]:
    main = [part for part in parts if not part.appendix]
    last = [part for part in parts if part.appendix]
    yield from ((str(at), part) for at, part in enumerate(main, 1))
    yield from ((chr(64 + at), part) for at, part in enumerate(last, 1))


def _typed(clauses: list[Clause], above: str) -> Iterator[str]:
    for at, clause in enumerate(clauses, 1):
        yield f"{above}.{at} {clause.words}"
        for bullet in clause.bullets:
            yield f"• {bullet}"
        yield ""
        yield from _typed(clause.children, f"{above}.{at}")


def _said(clauses: list[Clause], above: str) -> Iterator[str]:
    for at, clause in enumerate(clauses, 1):
        yield f"{above}.{at}\t{' '.join((clause.words, *(f'• {b}' for b in clause.bullets)))}"
        yield from _said(clause.children, f"{above}.{at}")


_SENTENCE = st.builds(
    "{} {} {} {}.".format,
    st.sampled_from(_WHO),
    st.sampled_from(_DO),
    st.sampled_from(_WHAT),
    st.sampled_from(_WHEN),
)
_FIELDED = st.sampled_from(
    [
        "This is for everybody at {name}, whoever they are.",
        "The office of {name} answers on {phone} until four.",
        "Write to {email} when the shed is full.",
        "{head}, the headteacher, has the key of the shed.",
    ]
)
_WORDS = st.one_of(_SENTENCE, _SENTENCE, _SENTENCE, _FIELDED)
_BULLET = st.builds("{} {}".format, st.sampled_from(_DO), st.sampled_from(_WHAT))
_TITLES = ("Purpose", "Parking", "Helmets", "Repairs", "Theft", "Training", "Records", "Sheds")


def _clauses(depth: int) -> st.SearchStrategy[list[Clause]]:
    inner = _clauses(depth - 1) if depth else st.just([])
    clause = st.builds(
        Clause,
        words=_WORDS,
        bullets=st.lists(_BULLET, max_size=2) if not depth else st.just([]),
        children=inner,
    )
    return st.lists(clause, min_size=1 if depth else 0, max_size=4 if depth else 2)


_LOOSE = st.lists(
    _SENTENCE.map(lambda words: f"Note that {words[:1].lower()}{words[1:]}"), max_size=2
)
_ROWS = st.lists(st.tuples(st.sampled_from(_WHO), _BULLET), min_size=1, max_size=3)


def _parts(*, appendix: bool) -> st.SearchStrategy[Part]:
    return st.builds(
        Part,
        title=st.sampled_from(_TITLES),
        loose=_LOOSE,
        clauses=_clauses(1),
        table=st.one_of(st.just([]), st.just([]), _ROWS),
        appendix=st.just(appendix),
    )


@st.composite
def texts(draw: st.DrawFn) -> Text:
    main = draw(st.lists(_parts(appendix=False), min_size=1, max_size=4))
    last = draw(st.lists(_parts(appendix=True), max_size=2))
    return Text([*main, *last])


Edit = Callable[[st.DrawFn, Text], None]


def _amend(draw: st.DrawFn, text: Text) -> None:
    draw(st.sampled_from(draw(st.sampled_from(text.parts)).clauses)).words = draw(_WORDS)


def _add(draw: st.DrawFn, text: Text) -> None:
    clauses = draw(st.sampled_from(text.parts)).clauses
    clauses.insert(draw(st.integers(0, len(clauses))), Clause(draw(_WORDS)))


def _append(draw: st.DrawFn, text: Text) -> None:
    draw(st.sampled_from(text.parts)).clauses.append(Clause(draw(_WORDS)))


def _drop(draw: st.DrawFn, text: Text) -> None:
    clauses = draw(st.sampled_from(text.parts)).clauses
    if len(clauses) > 1:
        del clauses[draw(st.integers(0, len(clauses) - 1))]


def _swap(draw: st.DrawFn, text: Text) -> None:
    clauses = draw(st.sampled_from(text.parts)).clauses
    one, other = (draw(st.integers(0, len(clauses) - 1)) for _ in range(2))
    clauses[one], clauses[other] = clauses[other], clauses[one]


def _sub_clause(draw: st.DrawFn, text: Text) -> None:
    clause = draw(st.sampled_from(draw(st.sampled_from(text.parts)).clauses))
    if clause.bullets:
        clause.bullets.append(draw(_BULLET))
    elif clause.children and draw(st.booleans()):
        clause.children.pop(draw(st.integers(0, len(clause.children) - 1)))
    else:
        clause.children.append(Clause(draw(_WORDS)))


def _section(draw: st.DrawFn, text: Text) -> None:
    main = sum(not part.appendix for part in text.parts)
    text.parts.insert(draw(st.integers(0, main)), draw(_parts(appendix=False)))


def _no_section(draw: st.DrawFn, text: Text) -> None:
    if sum(not part.appendix for part in text.parts) > 1:
        del text.parts[draw(st.integers(0, len(text.parts) - 1))]
        if all(part.appendix for part in text.parts):
            text.parts[0].appendix = False


def _retitle(draw: st.DrawFn, text: Text) -> None:
    draw(st.sampled_from(text.parts)).title = draw(st.sampled_from(_TITLES))


def _note(draw: st.DrawFn, text: Text) -> None:
    part = draw(st.sampled_from(text.parts))
    part.loose = draw(_LOOSE)


def _rows(draw: st.DrawFn, text: Text) -> None:
    part = draw(st.sampled_from(text.parts))
    part.table = draw(st.one_of(st.just([]), _ROWS))


EDITS: tuple[Edit, ...] = (
    _amend,
    _add,
    _append,
    _drop,
    _swap,
    _sub_clause,
    _section,
    _no_section,
    _retitle,
    _note,
    _rows,
)


@st.composite
def edited(draw: st.DrawFn, schools: tuple[str, ...]) -> dict[str, Text]:
    """Return what each school's copy says: one text, with up to three edits of its own."""
    base = draw(texts())
    found: dict[str, Text] = {}
    for school in schools:
        own = copy.deepcopy(base)
        for edit in draw(st.lists(st.sampled_from(EDITS), max_size=3)):
            edit(draw, own)
        found[school] = own
    return found
