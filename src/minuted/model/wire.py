"""Texts and diagnostics as plain JSON, for caches and for work that is done elsewhere.

A dataclass becomes a list: its name, then its fields in order. Only classes of the model can come
back, so that reading a cache never makes anything else.

    Text("a")              ["Text", "a"]
    (1, 2)                 ["", 1, 2]
    {"a": 1}               ["{}", "a", 1]
    Align.LEFT             ["=Align", "left"]
    date(2024, 1, 2)       ["@", "2024-01-02"]
"""

import datetime
import functools
import json
from dataclasses import fields, is_dataclass
from enum import Enum
from types import ModuleType
from typing import Any

from minuted.model import dates, diagnostic, front_matter, ledger, organisation

VERSION = 2
"""To be raised when a class gains, loses or reorders a field."""


class _Classes(dict[str, type]):
    """The model's classes by name; those of a text are loaded when the first of them is met."""

    def __missing__(self, name: str) -> type:
        from minuted.model import policy

        texts = _classes_of(policy)
        self.update(texts)
        return texts[name]


def _classes_of(module: ModuleType) -> dict[str, type]:
    return {
        cls.__name__: cls
        for cls in vars(module).values()
        if isinstance(cls, type) and cls.__module__ == module.__name__
    }


_CLASSES = _Classes()
for _module in (dates, diagnostic, front_matter, ledger, organisation):
    _CLASSES.update(_classes_of(_module))


@functools.cache
def _fields_of(name: str) -> tuple[str, ...]:
    cls = _CLASSES[name]
    return tuple(f.name for f in fields(cls)) if is_dataclass(cls) else ()


def encode(value: object) -> str:
    """Return the model's objects, tuples and mappings of them, texts and numbers as JSON."""
    return json.dumps(_flat(value), ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> Any:
    """Return what was encoded.

    Raises:
        ValueError: the text is not one that `encode` made, or another version of it did.
    """
    try:
        return _made(json.loads(text))
    except (KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a text in wire form: {error}") from error


_PLAIN = frozenset((str, int, float, bool, type(None)))


def _flat(value: object) -> object:
    # a text has tens of thousands of parts: what most of them are is asked first
    if type(value) in _PLAIN:
        return value
    if isinstance(value, (tuple, list)):
        return ["", *map(_flat, value)]
    if isinstance(value, Enum):
        return ["=" + type(value).__name__, value.value]
    if isinstance(value, dict):
        return ["{}", *(part for pair in value.items() for part in map(_flat, pair))]
    if isinstance(value, datetime.date):
        return ["@", value.isoformat()]
    name = type(value).__name__
    return [name, *[_flat(getattr(value, field)) for field in _fields_of(name)]]


def _made(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    # most parts are plain: a call for each of them would take as long as all the rest
    name, *parts = [part if type(part) is not list else _made(part) for part in value]
    if name == "":
        return tuple(parts)
    if name == "{}":
        return dict(zip(parts[::2], parts[1::2], strict=True))
    if name == "@":
        return _day(*parts)
    if name.startswith("="):
        return _member(name[1:], *parts)
    return _CLASSES[name](*parts)


# a ledger says the same few words, and the same days, in line after line


@functools.lru_cache(maxsize=4096)
def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@functools.lru_cache(maxsize=1024)
def _member(name: str, value: object) -> object:
    return _CLASSES[name](value)
