"""trust.yaml edited in place: values of fields added, all else left as it was typed."""

import json
import re
from collections.abc import Mapping as Values
from dataclasses import replace

from minuted.errors import RefusedError
from minuted.model.organisation import Audience
from minuted.readers.trust_yaml import read_trust
from minuted.readers.yaml_source import Mapping, Node, Scalar, parse_yaml
from minuted.store.workspace import TRUST_YAML

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def with_values(source: bytes, values: Values[str, Values[str, str]]) -> bytes:
    """Return trust.yaml with further fields of schools, groups or the trust.

    Args:
        values: by code, then by the field's own name, such as `telephone`; none of them is there.

    Raises:
        RefusedError: the file is written in a form that cannot be added to in place.
    """
    lines = _LINE.findall(source.decode("utf-8"))
    root, _ = parse_yaml("".join(lines))
    edits: list[tuple[int, int, str]] = []
    for code, fields in values.items():
        entry = _entry(root, code)
        if not isinstance(entry, Mapping) or not entry.entries:
            raise _not_in_place(code)
        edit = _edit(entry, fields)
        if edit is None:
            raise _not_in_place(code)
        edits.append(edit)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    for line, column, words in sorted(edits, reverse=True):
        if column:
            lines[line - 1] = _before_brace(lines[line - 1], column, words)
        else:
            if not lines[line - 1].endswith(("\n", "\r")):
                lines[line - 1] += ending
            lines[line:line] = [f"{one}{ending}" for one in words.split("\n")]
    edited = "".join(lines).encode()
    _prove(source, edited, values)
    return edited


def _entry(root: Node | None, code: str) -> Node | None:
    """Return what the file says of an audience."""
    trust = _get(root, "trust")
    short = _get(trust, "short_name")
    if isinstance(short, Scalar) and short.value == code:
        return trust
    return _get(_get(root, "schools"), code) or _get(_get(root, "groups"), code)


def _get(node: Node | None, name: str) -> Node | None:
    return node.get(name) if isinstance(node, Mapping) else None


def _edit(entry: Mapping, fields: Values[str, str]) -> tuple[int, int, str] | None:
    """Return what is put in: before a brace, or where the column is 0 as lines after a line."""
    there = entry.get("fields")
    pairs = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    if isinstance(there, Mapping) and there.brace:
        return there.end_line, there.brace, ", ".join(pairs)
    if there is None and entry.brace:
        return entry.end_line, entry.brace, f"fields: {{{', '.join(pairs)}}}"
    indent = entry.entries[0][0].column - 1
    if isinstance(there, Mapping):
        inner = there.entries[0][0].column - 1
        return there.end_line, 0, "\n".join(" " * inner + pair for pair in pairs)
    lines = [" " * (indent + 2) + pair for pair in pairs]
    if there is None:
        return entry.end_line, 0, "\n".join([" " * indent + "fields:", *lines])
    if isinstance(there, Scalar) and not there.value and not there.quoted and not entry.brace:
        return there.end_line, 0, "\n".join(lines)
    return None


def _before_brace(line: str, column: int, words: str) -> str:
    before, after = line[: column - 1], line[column - 1 :]
    bare = before.rstrip()
    joint = "" if bare.endswith("{") else " " if bare.endswith(",") else ", "
    return f"{bare}{joint}{words}{before[len(bare) :]}{after}"


def _prove(before: bytes, after: bytes, values: Values[str, Values[str, str]]) -> None:
    """Read the file again: it must say the same, and the new values besides.

    Raises:
        RefusedError: it does not.
    """
    old, _ = read_trust(before.decode("utf-8"), TRUST_YAML)
    new, complaints = read_trust(after.decode("utf-8"), TRUST_YAML)
    if old is None or new is None or any(d.is_error for d in complaints):
        raise _not_in_place(next(iter(values)))
    for code in [*old.codes(), *new.codes()]:
        one, other = old.audience(code), new.audience(code)
        wanted = {**one.fields, **values.get(code, {})} if one else {}
        if one is None or other is None or _bare(other) != _bare(one) or other.fields != wanted:
            raise _not_in_place(code)
    if list(old.bodies) != list(new.bodies):
        raise _not_in_place(next(iter(values)))


def _bare(audience: Audience) -> Audience:
    return replace(audience, line=0, fields={})


def _not_in_place(code: str) -> RefusedError:
    return RefusedError(
        f"{TRUST_YAML} is written in a form that the fields of {code} cannot be added to.",
        "Give it its fields on lines of their own, as docs/trust-file.md shows; then import again.",
    )
