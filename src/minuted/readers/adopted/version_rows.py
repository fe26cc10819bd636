"""Version tables and cover facts of documents, under the many names that they have.

    | Ver. | Approved  | Changes        | Minute   | Next review |     across: a row a decision
    | 2    | 6.9.22    | No amendments  | FGB/…/15 | Sept 2023   |

    | Policy approved by  | FGB            |                             down: a name and its value
    | Date of next review | September 2022 |

What the cells say stays word for word; what it means is worked out where the trust is known.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from minuted.model.document import Grid, Place
from minuted.readers.adopted.plain import plain_words

Column = Literal[
    "version",
    "date",
    "narrative",
    "minute",
    "review",
    "body",
    "school",
    "cycle",
    "owner",
    "person",
]

_NAMES: Mapping[Column, str] = {
    "review": r"(?:date (?:of|for) )?(?:the )?(?:next )?review(?: due)?(?: date)?|next review.*|"
    r"(?:date )?(?:of )?next review(?: date)?|(?:policy )?review due(?: by)?"
    r"|(?:to be )?reviewed? by"
    r"|date (?:of|for) next review|due for review|review on|renewal(?: date)?",
    "cycle": r"review (?:cycle|frequency|period|interval)|frequency(?: of review)?|reviewed every",
    "minute": r"minute(?:s|d)?(?: (?:number|no|ref(?:erence)?|item))?|min(?:ute)? ?(?:no|ref)|"
    r"(?:minute )?ref(?:erence)?(?: (?:number|no))?|agenda item",
    "version": r"(?:policy |document )?(?:version|ver|revision|rev|edition|v)"
    r"(?: ?(?:number|no|num))?|issue(?: (?:number|no))?|no|number",
    "body": r"(?:policy )?(?:approved|adopted|ratified|agreed|authorised|signed off) by"
    r"|(?:approving |responsible )?(?:committee|body|board)|approval body|governing body|meeting",
    "date": r"(?:policy )?(?:date(?:d)?|approved|adopted|ratified|agreed|amended|ballot|revised|"
    r"updated|reviewed|effective)(?: (?:on|of|by governors|date))?|"
    r"date (?:of )?(?:last )?(?:policy )?(?:approved|adopted|ratified|agreed|amended|amendment|"
    r"revised|revision|updated|reviewed|approval|adoption|ratification|ballot|meeting|issue|"
    r"issued|change|last review|review completed)(?: by governors)?|"
    r"(?:approval|adoption|ratification|meeting|effective|issue|amendment|ballot|revision"
    r"|last review) date"
    r"|last (?:reviewed|review|updated|amended)(?: on)?",
    "narrative": r"narrative|(?:brief )?(?:description|summary|details?|nature)"
    r"(?: of (?:the )?(?:changes?|amendments?|revisions?))?|changes?(?: made)?"
    r"|amendments?(?: made)?"
    r"|reasons?(?: for (?:change|review|amendment|issue))?|comments?|notes?"
    r"|revisions? made|what changed|status",
    "school": r"schools?|academy|academies|setting|site|for",
    "owner": r"(?:policy |document )?(?:owner|lead|holder)|responsible(?: person| officer)?"
    r"|person responsible",
    "person": r"(?:policy |document )?author|written by|prepared by|amended by|reviewed by"
    r"|updated by|by|approver|signed(?: by)?|chair(?: of governors)?",
}
_APPROVED = re.compile(
    r"(?i)(?:this |the )?(?:policy )?(?:(?:was|has been) )?(?:last )?"
    r"(?:approved|adopted|ratified|agreed|reviewed|signed off)"
    r"(?: by (?:the )?(?P<body>[^.:]{2,60}?))?:? on:? (?P<day>[^.:]{6,30})\.?"
)
_COMPILED = {column: re.compile(pattern) for column, pattern in _NAMES.items()}
_DECIDING = frozenset(("version", "date", "minute", "review"))
_A_CAPTION = 4
"""Words that may stand over a table, or before a blank, and say nothing by themselves."""

OF_A_POLICY: frozenset[Column | None] = frozenset(("minute", "review", "body"))
_REVIEWED_BY = re.compile(r"(?i)\s*reviewed\s+by\b")
_OF_APPROVAL = re.compile(r"(?i)approv|adopt|ratif|agreed|meeting")
_OF_A_CHANGE = re.compile(r"(?i)review|updat|amend|revis|issue|effective|change|ballot")


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One row, word for word.

    Attributes:
        cells: what each column that is known says; line breaks in a cell are line feeds.
        others: heading and words of the cells under headings that mean nothing here.
    """

    cells: Mapping[Column, str]
    others: tuple[tuple[str, str], ...]
    place: Place

    def words(self) -> str:
        """Return the whole row on one line."""
        every = [*self.cells.values(), *(text for _, text in self.others)]
        return " | ".join(" ".join(text.split()) for text in every if text.strip())


@dataclass
class History:
    """Everything that a document says of its versions and approval."""

    rows: list[VersionRow] = field(default_factory=list)
    facts: dict[Column, str] = field(default_factory=dict)
    others: list[tuple[str, str]] = field(default_factory=list)


def column_of(heading: str) -> Column | None:
    """Return what a heading of a version table means; None where it means nothing here."""
    bare = re.sub(r"[^a-z0-9 ]+", " ", heading.lower())
    bare = " ".join(bare.split())
    if not bare or len(bare) > 50:
        return None
    return next((c for c, pattern in _COMPILED.items() if pattern.fullmatch(bare)), None)


def read_table(grid: Grid) -> History | None:
    """Return what a version table says; None where the table is none."""
    plain = [[_cell(cell) for cell in row] for row in grid.rows]
    filled = [list(row) for row in plain]
    for at, column in sorted(grid.continued):  # a merged cell says the same in every row
        inside = 0 < at < len(filled) and column < min(len(filled[at]), len(filled[at - 1]))
        if inside and not filled[at][column] and not _is_sideways(grid, filled, at):
            filled[at][column] = filled[at - 1][column]
    if plain and _is_side_by_side(plain):
        return _down(plain, grid.place)
    return _across(filled, grid.place) or _down(plain, grid.place)


def columns_of(grid: Grid) -> list[Column | None]:
    """Return what the headings of a table mean, those across its top or down its side."""
    rows = [[column_of(_cell(cell)) for cell in row] for row in grid.rows]
    across = next((row for row in rows[:2] if len(set(row) - {None}) > 1), [])
    return across or [row[0] for row in rows if row] or [None]


def is_of_a_policy(columns: Sequence[Column | None]) -> bool:
    """Whether headings can be but those of a policy's own versions, wherever they stand.

    A table of programs has versions and dates, too; one of meetings has minutes.
    """
    named = frozenset(columns) - {None}
    timed = bool(named & {"version", "review"})
    return columns[0] is not None and timed and bool(OF_A_POLICY & named) and len(named) > 2


def facts_of(line: str) -> list[tuple[Column, str]]:
    """Return what a line of a cover says; nothing where it says nothing of the policy's history.

    `Approved by the Full Governing Body on 6 September 2022` tells a body and a date.
    """
    fact = fact_of(line)
    if fact is not None:
        return [fact]
    sentence = _APPROVED.fullmatch(" ".join(line.split()))
    if sentence is None:
        return []
    body, day = sentence["body"], sentence["day"]
    return [*([("body", body)] if body else []), ("date", day)]  # type: ignore[list-item]


def fact_of(line: str) -> tuple[Column, str] | None:
    """Return what a line of a cover such as `Date of next review: September 2022` says."""
    name, colon, value = line.partition(":")
    words = " ".join(value.split())
    column = _meant(name, words) if colon else None
    if column is None or not words or len(value) > 200:
        return None
    return column, words


def _meant(name: str, value: str) -> Column | None:
    """Return what a name means before its value: who reviewed it is no day, nor is `annually`."""
    column = column_of(name)
    if column == "review" and not re.search(r"\d{4}|\d[./-]\d", value):
        return "person" if _REVIEWED_BY.match(name) else "cycle"
    return column


def weight_of(name: str) -> int:
    """Return how surely a date's name says that it is the decision's: approved, date, reviewed."""
    if _OF_APPROVAL.search(name):
        return 2
    return 1 if column_of(name) == "date" and not _OF_A_CHANGE.search(name) else 0


def _is_sideways(grid: Grid, rows: list[list[str]], at: int) -> bool:
    """Whether a row is one cell that goes across all its columns."""
    return sum(1 for column in range(len(rows[at])) if (at, column) not in grid.continued) < 2


def _cell(cell: tuple[tuple[object, ...], ...]) -> str:
    return "\n".join(plain_words(paragraph) for paragraph in cell).strip()  # type: ignore[arg-type]


def _across(rows: list[list[str]], place: Place) -> History | None:
    for start in range(min(2, len(rows))):
        columns = [column_of(cell) for cell in rows[start]]
        known = [c for c in columns if c]
        if len(set(known)) < 2 or not _DECIDING.intersection(known) or len(rows) - start < 2:
            continue
        if len(known) * 2 < sum(1 for cell in rows[start] if cell):
            continue
        history = History()
        for line in rows[start + 1 :]:
            if any(cell for cell in line):
                history.rows.append(_row(columns, rows[start], line, place))
        return history if history.rows else None
    return None


def _row(
    columns: list[Column | None], headings: list[str], line: list[str], place: Place
) -> VersionRow:
    cells: dict[Column, str] = {}
    others: list[tuple[str, str]] = []
    for column, heading, cell in zip(columns, headings, line, strict=False):
        if column is None or column in cells:
            if cell:
                others.append((heading, cell))
        else:
            cells[column] = cell
    return VersionRow(cells, tuple(others), place)


def _down(rows: list[list[str]], place: Place) -> History | None:
    """Read a table of names and values; several columns of values are several rows."""
    if not rows or min(len(row) for row in rows) < 2:
        return None
    columns = [column_of(row[0]) for row in rows]
    known = [c for c in columns if c]
    if len(known) < 2 or len(known) * 3 < len(rows) * 2 or not _DECIDING.intersection(known):
        return None
    history = History()
    values = max(len(row) for row in rows) - 1
    beside = _is_side_by_side(rows)
    if values > 1 and not beside and any(c == "version" for c in known):
        for at in range(1, values + 1):
            line = [row[at] if at < len(row) else "" for row in rows]
            if any(line):
                history.rows.append(_row(columns, [row[0] for row in rows], line, place))
        return history
    best: dict[Column, tuple[int, str, str]] = {}
    for name, value in _pairs(rows, 2 if beside else values + 1):
        column = _meant(name, value)
        weight = weight_of(name) if column == "date" else 0
        if not value or column is None:
            history.others += [(name, value)] if value or len(name.split()) > _A_CAPTION else []
        elif column not in best or weight > best[column][0]:
            history.others += [best[column][1:]] if column in best else []
            best[column] = (weight, name, value)
        else:
            history.others.append((name, value))
    history.facts = {column: value for column, (_, _, value) in best.items()}
    return history


def _is_side_by_side(rows: list[list[str]]) -> bool:
    """Whether names and values stand in pairs: `Version | 3 | Date | 6.9.23`."""
    if any(len(row) % 2 or len(row) < 4 for row in rows):
        return False
    last = [name for row in rows for name in row[2::2] if name]
    first = [row[0] for row in rows if row[0]]
    return _mostly_names(first) and _mostly_names(last) and not _mostly_names(rows[0][1::2])


def _mostly_names(cells: Sequence[str]) -> bool:
    return bool(cells) and 3 * sum(1 for cell in cells if column_of(cell)) >= 2 * len(cells)


def _pairs(rows: list[list[str]], wide: int) -> list[tuple[str, str]]:
    """Return names and values; `Approved by: | FGB | Date: 6.9.23` is two of them.

    Args:
        wide: how many cells a name and its value take.
    """
    found: list[tuple[str, str]] = []
    for row in rows:
        for at in range(0, len(row), wide):
            name, *values = row[at : at + wide]
            own = [(cell, fact_of(cell)) for cell in values]
            plain = " ".join(cell for cell, fact in own if cell and fact is None)
            found.append((name.strip(" :"), plain))
            found += [(cell.partition(":")[0].strip(), fact[1]) for cell, fact in own if fact]
    return found
