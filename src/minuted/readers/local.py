"""Local amendments put where they belong: beside the clause that they replace or follow."""

from minuted.model.policy import Numbering, PassageKind
from minuted.readers.blocks import BlockReader
from minuted.readers.outline import OutlineChild, OutlineNode, OutlinePassage
from minuted.readers.passages import LocalAmendment
from minuted.readers.tree import Node, plain


def place(reader: BlockReader) -> None:
    """Read every amendment that was set aside, as a passage right after what it changes."""
    places: dict[int, int] = {}
    replaced: dict[tuple[str, str], int] = {}
    # an amendment may not change another: only what stands in everybody's text is a target
    targets = dict(reader.named)
    for amendment in reader.locals:
        line = amendment.node.position.line
        target = targets.get(amendment.anchor)
        if target is None or not target.number:
            reader.gathered.error(
                "unknown-target",
                line,
                0,
                f"No clause or section is named “{amendment.anchor}”, so nothing can be"
                f" {'replaced' if amendment.kind is PassageKind.REPLACES else 'added after it'}.",
                "Name the clause by putting []{#" + amendment.anchor + "} before its first word.",
            )
            reader.gathered.covered.append(amendment.node.position)
            continue
        if amendment.kind is PassageKind.REPLACES:
            _check_twice(reader, amendment, replaced)
        passage = OutlinePassage(amendment.kind, amendment.codes, [], target.number, line)
        reader.in_a_passage = True
        _fill(reader, amendment, target, passage)
        reader.in_a_passage = False
        if passage.children:
            after = places.get(id(target), 0) + 1
            places[id(target)] = after
            index = _index(target.home, target)
            target.home.insert(index + after, passage)


def _index(children: list[OutlineChild], node: OutlineNode) -> int:
    return next(i for i, child in enumerate(children) if child is node)


def _check_twice(
    reader: BlockReader, amendment: LocalAmendment, replaced: dict[tuple[str, str], int]
) -> None:
    for code in amendment.codes:
        line = amendment.node.position.line
        first = replaced.setdefault((code, amendment.anchor), line)
        if first != line:
            reader.gathered.error(
                "replaced-twice",
                line,
                0,
                f"“{amendment.anchor}” is replaced for {code} a second time;"
                f" the first is on line {first}.",
                "Keep one of the two.",
            )


def _fill(
    reader: BlockReader, amendment: LocalAmendment, target: OutlineNode, passage: OutlinePassage
) -> None:
    inner = plain(amendment.node.content)
    replaces = amendment.kind is PassageKind.REPLACES
    what = "clause" if target.is_clause else "section"
    words_alone = target.is_clause and bool(inner) and inner[0].tag in ("Para", "Plain")
    count = 1 if words_alone else _count(inner, target)
    if count == 0:
        how = (
            "as numbered items (1. …)"
            if target.is_clause
            else f"from its heading ({_marks(target)})"
        )
        _refuse(
            reader, amendment, f"“{amendment.anchor}” is a {what}: write another {what}, {how}."
        )
        return
    if replaces and count != 1:
        hint = f'A {what} is replaced by one {what}; add the others with after="…".'
        _refuse(reader, amendment, hint)
        return
    # stands in for the target's parent, gives out the numbers, and collects into the passage
    parent = OutlineNode(
        target.parent.number if target.parent else "",
        target.depth - 1,
        target.numbering,
        children=passage.children,
        inserted=target.inserted or not replaces,
        given=[
            target.number if replaces else target.next_insert(amendment.codes) for _ in range(count)
        ],
    )
    if words_alone:
        reader.clause(inner, parent, parent.next_number(), passage.line)
    elif target.is_clause:
        for node in inner:
            reader.clauses(node, parent)
    else:
        reader.sections(inner, parent, parent)


def _count(inner: list[Node], target: OutlineNode) -> int:
    """Return how many clauses or sections like the target there are; 0 where anything else is."""
    if target.is_clause:
        lists = [node for node in inner if node.tag == "OrderedList"]
        return sum(len(node.content[1]) for node in lists) if len(lists) == len(inner) else 0
    if not inner or inner[0].tag != "Header" or target.numbering is Numbering.UNNUMBERED:
        return 0
    levels = [node.content[0] for node in inner if node.tag == "Header"]
    if levels[0] != target.depth + 1 or min(levels) < levels[0]:
        return 0
    return levels.count(levels[0])


def _marks(target: OutlineNode) -> str:
    return "#" * (target.depth + 1)


def _refuse(reader: BlockReader, amendment: LocalAmendment, hint: str) -> None:
    reader.gathered.error(
        "local-content",
        amendment.node.position.line,
        0,
        "This local amendment does not hold what it needs to.",
        hint,
    )
    reader.gathered.covered.append(amendment.node.position)
