"""What a YAML tree is expected to hold, asked for piece by piece, with a complaint where it is not.

Shape(complaints).mapping(node, "the school AS") ─▶ Mapping
                 .text(mapping, "name", …)       ─▶ "Ash Primary"
                 .day(mapping, "from", …)        ─▶ 2024-01-01
"""

import datetime
import re
from collections.abc import Iterable

from minuted.model.dates import parse_iso
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.nearest import did_you_mean
from minuted.model.organisation import Span
from minuted.readers.yaml_source import Mapping, Node, Scalar

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]", re.IGNORECASE)
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*")
BUILT_IN_FIELDS = ("name", "code", "label", "short_name")


def is_device(name: str) -> bool:
    """Whether Windows keeps a file name, its ending apart, for a device such as CON."""
    return bool(_DEVICES.fullmatch(name.partition(".")[0].strip()))


class Shape:
    """Reads pieces of a tree; whatever is wrong with them goes into its list of complaints."""

    def __init__(self, complaints: list[Diagnostic], path: str = "") -> None:
        self.complaints = complaints
        self._path = path

    def complain(
        self,
        code: str,
        node: Node | None,
        message: str,
        hint: str,
        *,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add a complaint about a node; about the file as a whole where there is none."""
        line, column = (node.line, node.column) if node else (0, 0)
        self.complaints.append(Diagnostic(severity, code, message, hint, self._path, line, column))

    def mapping(self, node: Node | None, what: str) -> Mapping | None:
        """Return names with values; None, without a complaint, where nothing is given."""
        if node is None or isinstance(node, Mapping):
            return node
        if isinstance(node, Scalar) and node.is_null:
            return None
        self.complain(
            "yaml-shape",
            node,
            f"{_capital(what)} should be names with values, and is something else.",
            "Write each name, a colon, a space and its value: name: Ash Primary",
        )
        return None

    def known_keys(self, mapping: Mapping, known: Iterable[str], what: str) -> None:
        """Complain of names that mean nothing here."""
        names = tuple(known)
        for key, _ in mapping.entries:
            if key.value not in names:
                self.complain(
                    "unknown-key",
                    key,
                    f"“{key.value}” means nothing in {what}.",
                    did_you_mean(key.value, names, f"Known here are: {', '.join(names)}."),
                )

    def text(self, mapping: Mapping, key: str, what: str) -> str:
        """Return a value as one line of words; empty where it is not given."""
        node = mapping.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return ""
        if isinstance(node, Scalar):
            return " ".join(node.value.split())
        self.complain(
            "yaml-shape",
            node,
            f"{key} of {what} should be plain words, and is a list or a group of names.",
            "Write the words after the colon; put them in quotes where they begin with { or [.",
        )
        return ""

    def needed(self, mapping: Mapping, key: str, what: str) -> str:
        """Return a value as one line of words, and complain where there is none."""
        before = len(self.complaints)
        text = self.text(mapping, key, what)
        if not text and len(self.complaints) == before:
            self.complain(
                "missing-key",
                mapping.get(key) or mapping,
                f"{_capital(what)} has no {key}.",
                f"Write {key}: and its {key.replace('_', ' ')}.",
            )
        return text

    def span(self, mapping: Mapping, what: str) -> Span:
        """Return the days from `from` to `to`."""
        start = self.day(mapping, "from", what)
        end = self.day(mapping, "to", what)
        if start and end and end < start:
            self.complain(
                "bad-span",
                mapping.get("to"),
                f"{_capital(what)} ends ({end.isoformat()}) before it begins "
                f"({start.isoformat()}).",
                "Put the earlier day in from and the later one in to; both are included.",
            )
            return Span()
        return Span(start, end)

    def day(self, mapping: Mapping, key: str, what: str) -> datetime.date | None:
        """Return an ISO day; None where none is given."""
        text = self.text(mapping, key, what)
        if not text:
            return None
        read = parse_iso(text)
        if read is None or not read.day:
            self.complain(
                "bad-date",
                mapping.get(key),
                f"“{text}” in {key} of {what} is not a day that can be read.",
                "Write year-month-day, such as 2024-01-01.",
            )
            return None
        return read.last_day()

    def code(self, key: Scalar, what: str) -> bool:
        """Whether a key can be a code; codes become names of folders, on Windows too."""
        if not _CODE.fullmatch(key.value):
            self.complain(
                "bad-code",
                key,
                f"“{key.value[:40]}” cannot be the code of {what}.",
                "Use up to 32 of the letters A to Z, digits, - and _, beginning with a letter or "
                "digit.",
            )
            return False
        if is_device(key.value):
            self.complain(
                "bad-code",
                key,
                f"“{key.value}” cannot be the code of {what}: Windows allows no folder of that "
                "name.",
                "Choose another code, such as one with a letter more.",
            )
            return False
        return True

    def fields(self, mapping: Mapping, what: str) -> dict[str, str]:
        """Return the values of `fields`; one without a value is left out, as if not written."""
        inner = self.mapping(mapping.get("fields"), f"fields of {what}")
        values: dict[str, str] = {}
        for key, _ in inner.entries if inner else ():
            name = key.value
            if name in BUILT_IN_FIELDS:
                self.complain(
                    "bad-field-name",
                    key,
                    f"The field {name} of {what} is there already, filled by its own {name}.",
                    "Give this one another name, such as short_title.",
                )
            elif not _FIELD_NAME.fullmatch(name):
                self.complain(
                    "bad-field-name",
                    key,
                    f"“{name[:40]}” cannot be the name of a field of {what}.",
                    "Use small letters, digits and _, beginning with a letter: headteacher",
                )
            elif inner and (text := self.text(inner, name, f"the fields of {what}")):
                values[name] = text
        return values


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
