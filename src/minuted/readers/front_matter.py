"""The front matter of a policy: its title, its review cycle, its versions."""

import difflib
import re

from minuted.model.dates import parse_iso
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.front_matter import NOT_HELD, Adoption, FrontMatter, Version
from minuted.readers.yaml_source import Mapping, Node, Scalar, Sequence, parse_yaml

KEYS = (
    "title",
    "review",
    "approved-by",
    "adoption",
    "versions",
    "for",
    "owner",
    "statutory",
    "withdrawn",
    "formerly",
    "replaces",
)
VERSION_KEYS = ("version", "dated", "narrative", "fingerprint", "corrects")
_FENCE = re.compile(r"---[ \t]*")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,30}[A-Za-z0-9])?")
_FINGERPRINT = re.compile(r"m1-[0-9a-f]{64}")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def split(lines: list[str]) -> int:
    """Return how many lines the front matter takes, its two fences included; 0 where none is."""
    if not lines or not _FENCE.fullmatch(lines[0]):
        return 0
    for index, line in enumerate(lines[1:], 1):
        if _END.fullmatch(line):
            return index + 1
    return 0


def read_front_matter(lines: list[str]) -> tuple[FrontMatter | None, list[Diagnostic]]:
    """Read the front matter from a policy's lines.

    Returns:
        What it says (None where there is none, or it has no title), and every complaint, without
        a path.
    """
    count = split(lines)
    if not count:
        missing = not lines or not _FENCE.fullmatch(lines[0])
        message, hint = (
            (
                "The file does not begin with its front matter.",
                "Begin the file with ---, then title: and the rest, then --- on a line of its own.",
            )
            if missing
            else (
                "The front matter that begins here is never ended.",
                "Put --- on a line of its own after its last line, before the text.",
            )
        )
        return None, [Diagnostic(Severity.ERROR, "front-matter", message, hint, line=1)]
    root, diagnostics = parse_yaml("\n".join(lines[1 : count - 1]), first_line=2)
    reader = _FrontReader(diagnostics)
    front = reader.read(root) if root is not None or not diagnostics else None
    return front, diagnostics


class _FrontReader:
    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        self._diagnostics = diagnostics

    def read(self, root: Node | None) -> FrontMatter | None:
        if not isinstance(root, Mapping):
            line = root.line if root else 1
            self._error(
                "front-matter", line, 0, "The front matter holds no names with values.",
                "Write title: and the policy's title, at least.",
            )  # fmt: skip
            return None
        self._known_keys(root, KEYS, "front matter")
        title = " ".join(self._text(root, "title").split())
        if not title:
            self._error(
                "title", root.line, 0, "The policy has no title.",
                "Write it in the front matter: title: Social Media policy",
            )  # fmt: skip
        if "{{" in title or "}}" in title:
            node = root.get("title")
            self._error(
                "title", node.line if node else root.line, 0, "A title cannot hold a field.",
                "Write the title in words that fit every school.",
            )  # fmt: skip
        return FrontMatter(
            title=title,
            review=" ".join(self._text(root, "review").split()),
            approved_by=self._list(root, "approved-by"),
            adoption=self._adoption(root),
            versions=self._versions(root),
            audiences=self._list(root, "for"),
            owner=self._text(root, "owner"),
            statutory=self._text(root, "statutory"),
            withdrawn=self._date(root, "withdrawn", day=True),
            formerly=self._list(root, "formerly"),
            replaces=self._list(root, "replaces"),
        ) if title else None  # fmt: skip

    def _adoption(self, root: Mapping) -> Adoption:
        text = self._text(root, "adoption")
        if text in ("", "local"):
            return Adoption.LOCAL
        if text != "trust":
            node = root.get("adoption") or root
            self._error(
                "adoption", node.line, node.column, f"“{text}” is no way of adoption.",
                "Write local (each school or group decides) or trust (the trust board does).",
            )  # fmt: skip
        return Adoption.TRUST

    def _versions(self, root: Mapping) -> tuple[Version, ...]:
        node = root.get("versions")
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return ()
        if not isinstance(node, Sequence):
            self._error(
                "versions", node.line, node.column, "The versions are not a list.",
                "Write each on a line of its own: - version: 1",
            )  # fmt: skip
            return ()
        done: list[Version] = []
        for item in node.items:
            version = self._version(item, done)
            if version:
                done.append(version)
        return tuple(done)

    def _version(self, item: Node, earlier: list[Version]) -> Version | None:
        if not isinstance(item, Mapping):
            self._error(
                "versions", item.line, item.column, "This entry of the versions has no names.",
                "Write it as - version: 1, with dated: and narrative: below.",
            )  # fmt: skip
            return None
        self._known_keys(item, VERSION_KEYS, "version")
        name = self._text(item, "version")
        if not _NAME.fullmatch(name) or _DEVICES.fullmatch(name):
            self._error(
                "version-name", item.line, item.column,
                f"“{name}” cannot be a version's name." if name else "This version has no name.",
                "Use a short name of letters, digits, dots and dashes, such as 1, 1.1 or 2019.",
            )  # fmt: skip
            return None
        if any(v.name.casefold() == name.casefold() for v in earlier):
            self._error(
                "repeated-version", item.line, item.column,
                f"Version {name} stands in the list a second time.", "Give each its own name.",
            )  # fmt: skip
            return None
        if earlier and not earlier[-1].issued:
            self._error(
                "unissued-version", earlier[-1].line, 0,
                f"Version {earlier[-1].name} is not issued, yet another version follows it.",
                "Only the last version of the list can be waiting to be issued.",
            )  # fmt: skip
        corrects = self._text(item, "corrects")
        if corrects and not any(v.name == corrects for v in earlier):
            self._error(
                "corrects", item.line, item.column,
                f"Version {name} corrects version {corrects}, which does not stand before it.",
                "Name a version that stands earlier in the list.",
            )  # fmt: skip
        return Version(
            name=name,
            dated=self._date(item, "dated"),
            narrative=" ".join(self._text(item, "narrative").split()),
            fingerprint=self._fingerprint(item, name),
            corrects=corrects,
            line=item.line,
        )

    def _fingerprint(self, item: Mapping, name: str) -> str:
        text = self._text(item, "fingerprint")
        if text and text != NOT_HELD and not _FINGERPRINT.fullmatch(text):
            node = item.get("fingerprint") or item
            self._error(
                "fingerprint-form", node.line, node.column,
                f"This is not the fingerprint of version {name}: it should be m1- and 64 digits"
                " (0 to 9, a to f).",
                f"Leave it to `minuted issue`; where the text is lost, write {NOT_HELD}.",
            )  # fmt: skip
        return text

    def _date(self, item: Mapping, key: str, *, day: bool = False) -> str:
        text = self._text(item, key)
        read = parse_iso(text) if text else None
        if text and (read is None or (day and not read.day)):
            node = item.get(key) or item
            forms = "2021-07-14" if day else "2021-07-14, or 2021-07 for a month"
            self._error(
                "date", node.line, node.column, f"“{text}” is not a date in the form read here.",
                f"Write it as {forms}.",
            )  # fmt: skip
            return ""
        return text

    def _text(self, item: Mapping, key: str) -> str:
        node = item.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return ""
        if isinstance(node, Scalar):
            return node.value.strip()
        self._error(
            "front-matter", node.line, node.column, f"“{key}” holds a list, not a text.",
            "Write one value after the colon.",
        )  # fmt: skip
        return ""

    def _list(self, item: Mapping, key: str) -> tuple[str, ...]:
        node = item.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return ()
        if isinstance(node, Scalar):
            return (node.value.strip(),)
        if isinstance(node, Sequence) and all(isinstance(i, Scalar) for i in node.items):
            return tuple(i.value.strip() for i in node.items if isinstance(i, Scalar))
        self._error(
            "front-matter", node.line, node.column, f"“{key}” is not a list of names.",
            f"Write it as {key}: [ONE, TWO]",
        )  # fmt: skip
        return ()

    def _known_keys(self, item: Mapping, known: tuple[str, ...], where: str) -> None:
        for key, _ in item.entries:
            if key.value in known:
                continue
            near = difflib.get_close_matches(key.value, known, 1)
            hint = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(known)}."
            self._diagnostics.append(
                Diagnostic(
                    Severity.WARNING,
                    "unknown-key",
                    f"“{key.value}” means nothing in a {where}, and is passed over.",
                    hint,
                    line=key.line,
                    column=key.column,
                )
            )

    def _error(self, code: str, line: int, column: int, message: str, hint: str) -> None:
        self._diagnostics.append(
            Diagnostic(Severity.ERROR, code, message, hint, line=line, column=column)
        )
