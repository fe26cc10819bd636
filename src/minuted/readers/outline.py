"""The outline of a text while it is being read: who stands under whom, and which number is next.

One counter for each parent serves headings and clauses alike; unnumbered things count apart, as
`p1`, `p2` …; appendices are lettered. The outline is thawed: nodes can still be added to. `freeze`
turns it into the model.
"""

from dataclasses import dataclass, field, replace

from minuted.model.policy import (
    Block,
    Bullets,
    Clause,
    Flow,
    Inlines,
    Numbering,
    Paragraph,
    Passage,
    PassageKind,
    Section,
    Table,
)

MAX_DEPTH = 5


def letters(count: int) -> str:
    """Return a to z for 1 to 26, then aa, bb … zz, then aaa, as Word counts."""
    repeats, index = divmod(count - 1, 26)
    return chr(ord("a") + index) * (repeats + 1)


def roman(count: int) -> str:
    """Return i, ii, iii, iv … for 1 and up."""
    done = ""
    for value, digits in _ROMAN:
        times, count = divmod(count, value)
        done += digits * times
    return done


_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


@dataclass(slots=True)
class OutlineNode:
    """The root, a section or a clause, with its counters.

    Attributes:
        number: in full; for an unnumbered section its address; empty for the root.
        depth: 0 for the root.
        parent: None for the root.
        home: the list of children that this node stands in: its parent's or a passage's.
        inserts: how many clauses each audience has added after this node.
        given: numbers for its next children, instead of counting.
    """

    number: str = ""
    depth: int = 0
    numbering: Numbering = Numbering.NUMBERED
    parent: "OutlineNode | None" = None
    home: "list[OutlineChild]" = field(default_factory=list)
    is_clause: bool = False
    title: Inlines = ()
    lead: tuple[Flow, ...] = ()
    children: "list[OutlineChild]" = field(default_factory=list)
    anchor: str = ""
    line: int = 0
    inserted: bool = False
    count: int = 0
    unnumbered: int = 0
    appendices: int = 0
    inserts: dict[str, int] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)

    def next_address(self) -> str:
        """Return the address of the next unnumbered thing under this node."""
        self.unnumbered += 1
        return f"{self.number}/p{self.unnumbered}" if self.number else f"p{self.unnumbered}"

    def next_number(self) -> str:
        """Return the number of the next section or clause under this node."""
        if self.given:
            return self.given.pop(0)
        self.count += 1
        return below(self.number, self.depth + 1, self.count)

    def next_appendix(self) -> str:
        """Return the next appendix' letter."""
        if self.given:
            return self.given.pop(0)
        self.appendices += 1
        return letters(self.appendices).upper()

    def next_insert(self, codes: tuple[str, ...]) -> str:
        """Return the number of the next clause that these audiences add after this node."""
        taken = max((self.inserts.get(code, 0) for code in codes), default=0) + 1
        for code in codes:
            self.inserts[code] = taken
        return self.number + letters(taken).upper()


def below(number: str, depth: int, count: int) -> str:
    """Return the number of the `count`th child, at `depth`, of the node of that number."""
    if depth == 4:
        return f"{number}({letters(count)})"
    if depth >= 5:
        return f"{number}({roman(count)})"
    return f"{number}.{count}" if number else str(count)


@dataclass(slots=True)
class OutlinePassage:
    """A passage; `codes` is empty where the author named nobody."""

    kind: PassageKind
    codes: tuple[str, ...]
    children: "list[OutlineChild]" = field(default_factory=list)
    target: str = ""
    line: int = 0


OutlineChild = OutlineNode | OutlinePassage | Paragraph | Bullets | Table


def freeze(children: list[OutlineChild]) -> tuple[Block, ...]:
    """Return the model's blocks for an outline's."""
    return tuple(_freeze(child) for child in children)


def _freeze(child: OutlineChild) -> Block:
    match child:
        case OutlinePassage():
            children = freeze(child.children)
            return Passage(child.kind, child.codes, children, child.target, child.line)
        case OutlineNode() if child.is_clause:
            return Clause(
                child.number,
                child.depth,
                child.lead,
                freeze(child.children),
                child.anchor,
                child.line,
                inserted=child.inserted,
            )
        case OutlineNode():
            return Section(
                child.number,
                child.depth,
                child.title,
                freeze(child.children),
                child.numbering,
                child.anchor,
                child.line,
                inserted=child.inserted,
            )
        case _:
            return replace(child)
