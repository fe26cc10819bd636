"""A policy's front matter edited in place: a version added, all else left as it was typed."""

import json
import re
from dataclasses import dataclass

from minuted.errors import RefusedError
from minuted.model.front_matter import Version
from minuted.readers.front_matter import VERSION_KEYS, split
from minuted.readers.yaml_source import Mapping, Node, Scalar, Sequence, parse_yaml

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,;()'’/&+-]*[A-Za-z0-9.)]|[A-Za-z0-9]")
_RESERVED = re.compile(r"(?:null|true|false|yes|no|on|off)", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(slots=True)
class _Edit:
    """What changes: lines that take the place of others, and lines put in before one of them."""

    replaced: dict[int, str]
    at: int
    added: list[str]


def with_version(source: bytes, version: Version) -> bytes:
    """Return a policy's file with a version in its list.

    An entry of that name that is there already (not issued yet) gets what it lacks; otherwise a
    new one goes to the end of the list. Comments, order, layout and line ends stay.

    Raises:
        RefusedError: the list is written in a form that cannot be added to in place.
    """
    typed = _LINE.findall(source.decode("utf-8"))
    lines = [line.rstrip("\r\n") for line in typed]
    bare = [line.removeprefix("\ufeff") for line in lines[:1]] + lines[1:]
    count = split(bare)
    root, _ = parse_yaml("\n".join(bare[1 : count - 1]), first_line=2)
    if not count or not isinstance(root, Mapping):
        raise RefusedError("The front matter cannot be read.", "Put its errors right first.")
    edit = _edit(root, bare, count, version)
    ending = typed[0][len(lines[0]) :]
    for index, words in edit.replaced.items():
        typed[index] = words + typed[index][len(lines[index]) :]
    typed[edit.at : edit.at] = [line + ending for line in edit.added]
    return "".join(typed).encode()


def _edit(root: Mapping, lines: list[str], count: int, version: Version) -> _Edit:
    facts = {
        "version": version.name,
        "dated": version.dated,
        "narrative": version.narrative,
        "corrects": version.corrects,
        "fingerprint": version.fingerprint,
    }
    facts = {key: value for key, value in facts.items() if value}
    assert set(facts) <= set(VERSION_KEYS)
    versions = root.get("versions")
    if versions is None:
        return _Edit({}, count - 1, ["versions:", *_entry(facts, "  ")])
    if isinstance(versions, Scalar) and not versions.value and not versions.quoted:
        return _Edit({}, versions.end_line, _entry(facts, "  "))
    if not isinstance(versions, Sequence) or not versions.items:
        raise _not_in_place(versions)
    last = versions.items[-1]
    if not isinstance(last, Mapping) or _is_flow(lines, versions) or _is_flow(lines, last):
        raise _not_in_place(versions)
    name = last.get("version")
    if isinstance(name, Scalar) and name.value == version.name:
        return _completed(last, lines, facts)
    dash = lines[last.line - 1].find("-")
    return _Edit({}, last.end_line, _entry(facts, " " * dash))


def _completed(entry: Mapping, lines: list[str], facts: dict[str, str]) -> _Edit:
    """Give an entry what it lacks: values for its empty names, and the names it has not got."""
    indent = " " * (entry.column - 1)
    missing = [f"{indent}{k}: {yaml_value(v)}" for k, v in facts.items() if entry.get(k) is None]
    edit = _Edit({}, entry.end_line, missing)
    for name, value in entry.entries:
        if name.value in facts and isinstance(value, Scalar) and value.is_null:
            line = lines[name.line - 1]
            colon = line.index(":", name.column - 1 + len(name.value)) + 1
            after = line[colon:].lstrip().removeprefix(value.value)
            words = f"{line[:colon]} {yaml_value(facts[name.value])}{after and ' '}{after.lstrip()}"
            edit.replaced[name.line - 1] = words
    return edit


def _entry(facts: dict[str, str], indent: str) -> list[str]:
    done = [f"{key}: {yaml_value(value)}" for key, value in facts.items()]
    return [f"{indent}- {done[0]}", *(f"{indent}  {line}" for line in done[1:])]


def _is_flow(lines: list[str], node: Node) -> bool:
    return lines[node.line - 1][node.column - 1 : node.column] in ("[", "{")


def yaml_value(value: str) -> str:
    """Return a value as YAML reads it back: bare where that is safe, else in quotes."""
    if _PLAIN.fullmatch(value) and not _RESERVED.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _not_in_place(node: Node) -> RefusedError:
    how = f"given as “{node.value}”" if isinstance(node, Scalar) else "written in brackets"
    return RefusedError(
        f"The list of versions (line {node.line}) is {how}, and cannot be added to.",
        "Write each version on lines of its own, as in: - version: 1, then dated: below it.",
    )
