"""The line that opens a passage, `::: {.only for="AS DCT"}`, and the one that ends it."""

from dataclasses import dataclass

from minuted.model.policy import PassageKind
from minuted.readers.gathered import Gathered
from minuted.readers.tree import Node, Position


@dataclass(slots=True)
class LocalAmendment:
    """A `.local` passage, set aside until its target is known."""

    kind: PassageKind
    codes: tuple[str, ...]
    anchor: str
    node: Node


def read_opening(node: Node, gathered: Gathered) -> tuple[str, tuple[str, ...]]:
    """Return a passage's class (`only`, `local`, or empty) and the codes that it names, sorted."""
    line = node.position.line
    attributes = node.attributes
    pairs = attributes.pairs
    kind = next((c for c in ("only", "local") if c in attributes.classes), "")
    codes = tuple(sorted(dict.fromkeys(pairs.get("for", "").split())))
    allowed = {"only": {"for"}, "local": {"for", "replaces", "after"}}.get(kind, set())
    if not kind or attributes.id or set(attributes.classes) - {kind} or set(pairs) - allowed:
        gathered.error(
            "unknown-passage",
            line,
            0,
            f"A passage marked {attributes} is not understood."
            if attributes
            else "A passage without {…} is not understood.",
            'Write ::: {.only for="CODE CODE"} or ::: {.local for="CODE" replaces="anchor"}.',
        )
    elif not codes:
        gathered.error(
            "passage-for",
            line,
            0,
            "This passage does not say for whom it is.",
            'Write the codes of schools or groups: for="CODE CODE".',
        )
    return kind, codes


def read_amendment(node: Node, codes: tuple[str, ...], gathered: Gathered) -> LocalAmendment | None:
    """Return what a `.local` passage changes; None, and a complaint, where it does not say."""
    pairs = node.attributes.pairs
    kinds = [key for key in ("replaces", "after") if key in pairs]
    anchor = pairs[kinds[0]].removeprefix("#") if len(kinds) == 1 else ""
    if not anchor:
        gathered.error(
            "local-target",
            node.position.line,
            0,
            "This local amendment does not say what it changes.",
            'Name the clause by its anchor: replaces="anchor", or after="anchor" to add one.',
        )
        gathered.covered.append(node.position)
        return None
    kind = PassageKind.REPLACES if kinds[0] == "replaces" else PassageKind.AFTER
    return LocalAmendment(kind, codes, anchor, node)


def check_fences(node: Node, gathered: Gathered) -> None:
    """Count a passage's ::: lines as having reached the tree, and miss the one that ends it."""
    first, last = node.position.line, node.position.end_line - 1
    for line in (first, last):
        text = gathered.line(line)
        if text.lstrip(" >").startswith(":::"):
            gathered.covered.append(Position(line, 1, line, len(text) + 1))
        elif line == last:
            gathered.error(
                "unclosed-passage",
                first,
                0,
                "The passage that begins here is never ended.",
                "Write ::: on a line of its own after its last paragraph.",
            )
