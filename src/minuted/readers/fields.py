"""Fields in policy Markdown: found before pandoc sees the text, and checked by Jinja's parser.

`{{ school.name }}` reaches pandoc with its inside replaced by private-use characters of the same
length, so that no `_`, `*` or `|` in it is taken for markup and every column stays where it was.
Jinja is used as a parser only: a policy's text is never run as a template.
"""

import re
from dataclasses import dataclass

from minuted.model.diagnostic import Diagnostic, Severity

ROOTS = ("trust", "school", "policy")
_FIELD = re.compile(r"\{\{([^\n]*?)\}\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_FIRST = 0xF0000
_MOST = 0xFFFD
_FILLER = "\ue000"
MASK = re.compile(r"\{\{([\U000F0000-\U000FFFFD])?\ue000*\}\}")
"""A masked field as it comes back from pandoc; group 1 tells which."""

LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
"""What only a field or a mistake could have left in the words."""


@dataclass(frozen=True, slots=True)
class FoundField:
    """A field in the source; `name` is empty where it is not one that can be filled."""

    name: str
    line: int
    column: int


def mask(text: str) -> tuple[str, list[FoundField], list[Diagnostic]]:
    """Return the text with fields masked, the fields in order, and what is wrong with them."""
    found: list[FoundField] = []
    diagnostics: list[Diagnostic] = []

    def replace(match: re.Match[str]) -> str:
        inside = match[1]
        if not inside or len(found) >= _MOST:
            return match[0]
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
        name, complaint = _read(inside)
        found.append(FoundField(name, line, column))
        if complaint:
            diagnostics.append(_bad_field(match[0], complaint, line, column))
        return "{{" + chr(_FIRST + len(found) - 1) + _FILLER * (len(inside) - 1) + "}}"

    return _FIELD.sub(replace, text), found, diagnostics


def index_of(mark: str) -> int:
    """Return which of the found fields a mask's first private-use character stands for."""
    return ord(mark) - _FIRST


def _bad_field(source: str, complaint: str, line: int, column: int) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "bad-field",
        f"“{source}” is not a field that can be filled: {complaint}.",
        "Write a name with a dot, such as {{ school.name }} or {{ trust.name }}.",
        line=line,
        column=column,
    )


def _read(inside: str) -> tuple[str, str]:
    """Return the dotted name and no complaint, or an empty name and the complaint."""
    plain = inside.strip()
    if _NAME.fullmatch(plain):  # the common case, spared the import of Jinja
        return _rooted(plain)
    from jinja2 import Environment, TemplateSyntaxError, nodes

    try:
        tree = Environment(autoescape=True).parse("{{" + inside + "}}")
    except (TemplateSyntaxError, RecursionError):
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
        return "", f"“{node.name}” has no dot"
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return _rooted(f"{node.node.name}.{node.attr}")
    return "", "only a name with one dot is allowed, no calculation"


def _rooted(name: str) -> tuple[str, str]:
    root, _, attribute = name.partition(".")
    if root not in ROOTS:
        return "", f"“{root}” is none of {', '.join(ROOTS)}"
    if not _NAME.fullmatch(name):
        return "", f"“{attribute}” is not a field's name (small letters, digits and _)"
    return name, ""
