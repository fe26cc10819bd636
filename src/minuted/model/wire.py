"""Texts and diagnostics as plain JSON, for caches and for work that is done elsewhere.

A dataclass becomes a list: its name, then its fields in order. Only the classes of the policy
model and of diagnostics can come back, so that reading a cache never makes anything else.
"""

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from minuted.model import diagnostic, policy

VERSION = 1
"""To be raised when a class gains, loses or reorders a field."""

_CLASSES: dict[str, type] = {
    cls.__name__: cls
    for module in (policy, diagnostic)
    for cls in vars(module).values()
    if isinstance(cls, type) and cls.__module__ == module.__name__
}
_FIELDS = {
    name: tuple(f.name for f in fields(cls)) for name, cls in _CLASSES.items() if is_dataclass(cls)
}


def encode(value: object) -> str:
    """Return dataclasses of the model, tuples of them, texts and numbers as JSON."""
    return json.dumps(_flat(value), ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> Any:
    """Return what was encoded.

    Raises:
        ValueError: the text is not one that `encode` made, or another version of it did.
    """
    try:
        return _made(json.loads(text))
    except (KeyError, TypeError, IndexError, RecursionError) as error:
        raise ValueError(f"not a text in wire form: {error}") from error


def _flat(value: object) -> object:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Enum):
        return ["=" + type(value).__name__, value.value]
    if isinstance(value, tuple | list):
        return ["", *(_flat(item) for item in value)]
    name = type(value).__name__
    return [name, *(_flat(getattr(value, field)) for field in _FIELDS[name])]


def _made(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    name = value[0]
    if name == "":
        return tuple(_made(item) for item in value[1:])
    if name.startswith("="):
        return _CLASSES[name[1:]](value[1])
    return _CLASSES[name](*(_made(item) for item in value[1:]))
