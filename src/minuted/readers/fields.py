"""Fields in policy Markdown: found before pandoc sees the text, and checked by Jinja's parser.

`{{ school.name }}` reaches pandoc with its inside replaced by private-use characters of the same
length, so that no `_`, `*` or `|` in it is taken for markup and every column stays where it was.
Jinja is used as a parser only: a policy's text is never run as a template.
"""

import functools
import re
from dataclasses import dataclass
from typing import Any

from minuted.model.diagnostic import Diagnostic, Severity

ROOTS = ("trust", "school", "policy")
_FIELD = re.compile(r"\{\{((?:(?!\{\{|\}\}).)+)\}\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_FIRST = 0xF0000
_MOST = 0xFFFD
_FILLER = "\ue000"
MASK = re.compile(r"\{\{([\U000F0000-\U000FFFFD])\ue000*\}\}")
"""A masked field as it comes back from pandoc; group 1 tells which."""

_TORN = re.compile(r"(?:\{\{)?[\ue000\U000F0000-\U000FFFFD]+(?:\}\})?")
LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}")
"""What only a field or a mistake could have left in the words."""


@dataclass(frozen=True, slots=True)
class FoundField:
    """A field in the source; `name` is empty where it is not one that can be filled."""

    name: str
    line: int
    column: int
    source: str


def mask(text: str) -> tuple[str, list[FoundField], list[Diagnostic]]:
    """Return the text with fields masked, the fields in order, and what is wrong with them."""
    found: list[FoundField] = []
    diagnostics: list[Diagnostic] = []
    lines = [
        _mask_line(line, number, found, diagnostics) if "{{" in line else line
        for number, line in enumerate(text.split("\n"), 1)
    ]
    return "\n".join(lines), found, diagnostics


def _mask_line(
    line: str, number: int, found: list[FoundField], diagnostics: list[Diagnostic]
) -> str:
    def replace(match: re.Match[str]) -> str:
        if len(found) > _MOST or _is_escaped(line, match.start()):
            return match[0]
        name, complaint = _read(match[1])
        found.append(FoundField(name, number, match.start() + 1, match[0]))
        if complaint:
            diagnostics.append(_bad_field(found[-1], complaint))
        return "{{" + chr(_FIRST + len(found) - 1) + _FILLER * (len(match[1]) - 1) + "}}"

    return _FIELD.sub(replace, line)


def _is_escaped(line: str, at: int) -> bool:
    """Whether an odd number of backslashes stands before a place."""
    first = at
    while first and line[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1


def field_at(mark: str, found: list[FoundField]) -> int | None:
    """Return the index of the field that a mask's first character stands for.

    None where it is no mask: an author can write any character by its number.
    """
    index = ord(mark) - _FIRST
    return index if index < len(found) else None


def unmasked(text: str, found: list[FoundField]) -> str:
    """Return a text for people, with each masked field as its author wrote it."""

    def source(match: re.Match[str]) -> str:
        index = field_at(match[1], found)
        return match[0] if index is None else found[index].source

    return _TORN.sub("{{ … }}", MASK.sub(source, text))


def _bad_field(field: FoundField, complaint: str) -> Diagnostic:
    shown = _short(field.source, 60)
    return Diagnostic(
        Severity.ERROR,
        "bad-field",
        f"“{shown}” is not a field that can be filled: {complaint}.",
        "Write a name with a dot, such as {{ school.name }} or {{ trust.name }}.",
        line=field.line,
        column=field.column,
    )


@functools.cache
def _parser() -> Any:
    """Return Jinja, once; most texts never need it, and its import takes a while."""
    from jinja2 import Environment

    return Environment(autoescape=True)


def _read(inside: str) -> tuple[str, str]:
    """Return the dotted name and no complaint, or an empty name and the complaint."""
    plain = inside.strip()
    if _NAME.fullmatch(plain):
        return _rooted(plain)
    if not plain:
        return "", "there is nothing between its braces"
    from jinja2 import nodes

    try:
        tree = _parser().parse("{{ " + plain + " }}")
    except Exception:  # besides its own errors, the parser lets ValueError and others slip
        return "", "its braces hold something that cannot be read"
    expressions = [
        node for output in tree.body if isinstance(output, nodes.Output) for node in output.nodes
    ]
    if len(expressions) != 1:
        return "", "its braces hold more than one thing"
    node = expressions[0]
    if isinstance(node, nodes.Filter):
        return "", "filters (|) are not allowed"
    if isinstance(node, nodes.Call):
        return "", "calls are not allowed"
    if isinstance(node, nodes.Name):
        return "", f"“{_short(node.name, 30)}” has no dot"
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return _rooted(f"{node.node.name}.{node.attr}")
    return "", "only a name with one dot is allowed, no calculation"


def _rooted(name: str) -> tuple[str, str]:
    root, _, attribute = name.partition(".")
    if root not in ROOTS:
        return "", f"“{_short(root, 30)}” is none of {', '.join(ROOTS)}"
    if not _NAME.fullmatch(name):
        shown = _short(attribute, 30)
        return "", f"“{shown}” is not a field's name (small letters, digits and _)"
    return name, ""


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
