"""A policy's front matter edited in place: a version added, all else left as it was typed."""

import json
import re

from minuted.errors import RefusedError
from minuted.model.policy import Version
from minuted.readers.front_matter import VERSION_KEYS, split
from minuted.readers.yaml_source import Mapping, Node, Scalar, Sequence, parse_yaml

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,;()'’/&+-]*[A-Za-z0-9.)]|[A-Za-z0-9]")
_RESERVED = re.compile(r"(?:null|true|false|yes|no|on|off)", re.IGNORECASE)


def with_version(source: bytes, version: Version) -> bytes:
    """Return a policy's file with a version in its list.

    An entry of that name that is there already (not issued yet) gets what it lacks; otherwise a
    new one goes to the end of the list. Comments, order and layout stay.

    Raises:
        RefusedError: the list is written in a form that cannot be added to in place.
    """
    text = source.decode("utf-8")
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    bare = [lines[0].removeprefix("\ufeff"), *lines[1:]]
    count = split(bare)
    root, _ = parse_yaml("\n".join(bare[1 : count - 1]), first_line=2)
    if not isinstance(root, Mapping):
        raise RefusedError("The front matter cannot be read.", "Put its errors right first.")
    at, new = _addition(root, bare, count, version)
    lines[at:at] = new
    return ending.join(lines).encode()


def _addition(
    root: Mapping, lines: list[str], count: int, version: Version
) -> tuple[int, list[str]]:
    """Return before which line (counted from 0) to put which lines."""
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
        return count - 1, ["versions:", *_entry(facts, "  ")]
    if isinstance(versions, Scalar) and versions.is_null:
        return versions.end_line, _entry(facts, "  ")
    if not isinstance(versions, Sequence) or not versions.items:
        raise _not_in_place(versions)
    last = versions.items[-1]
    if not isinstance(last, Mapping) or _is_flow(lines, versions) or _is_flow(lines, last):
        raise _not_in_place(versions)
    name = last.get("version")
    if isinstance(name, Scalar) and name.value == version.name:
        missing = {key: value for key, value in facts.items() if last.get(key) is None}
        return last.end_line, [
            f"{' ' * (last.column - 1)}{k}: {_yaml(v)}" for k, v in missing.items()
        ]
    dash = lines[last.line - 1].find("-")
    return last.end_line, _entry(facts, " " * dash)


def _entry(facts: dict[str, str], indent: str) -> list[str]:
    done = [f"{key}: {_yaml(value)}" for key, value in facts.items()]
    return [f"{indent}- {done[0]}", *(f"{indent}  {line}" for line in done[1:])]


def _is_flow(lines: list[str], node: Node) -> bool:
    return lines[node.line - 1][node.column - 1 : node.column] in ("[", "{")


def _yaml(value: str) -> str:
    """Return a value as YAML reads it back: bare where that is safe, else in quotes."""
    if _PLAIN.fullmatch(value) and not _RESERVED.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _not_in_place(node: Node) -> RefusedError:
    return RefusedError(
        f"The list of versions (line {node.line}) is written in brackets, and cannot be added to.",
        "Write each version on lines of its own, as in: - version: 1, then dated: below it.",
    )
