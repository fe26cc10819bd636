"""Whether a copy says what the text says: every number and word, in order, and nothing between.

    expectation   4.2 "Staff must …"        4.3 "They must not …"
    copy      …   4.2 Staff must …          4.3 They must not …        …
              ▲   └──────────── nothing may stand between ────────┘    ▲
              title page, version table                               colophon

The words are compared as a reader sees them, by a pattern made of each entry; nothing of minuted
takes part, so that a mistake in a writer and in this judge would have to be made twice.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

KINDS = ("section", "clause", "paragraph", "table")

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""What a writer may put in for line breaking and no reader sees."""

LINE_END_HYPHEN = str.maketrans({"\ufffe": "-", "\x02": "-"})
"""How pdfium marks a hyphen at the end of a line."""

NOT_PRINTED = re.compile(r"\{\{ (?:trust|school|policy)\.[^}]* \}\}|<sha256:[0-9a-f]+>")
"""What stands in canonical form for a field and for a picture."""

NOTE_MARK = r"\s*[\[(]?\d{1,3}[\])]?"
BULLET = r"(?:[^\w\s]\s*|o\s+)?"
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a copy has to say.

    Attributes:
        label: the number as the copy prints it, such as `4.3` or `(a)`; empty for none.
        text: in canonical form, but with every field filled in and without pictures.
        kind: one of `KINDS`.
        depth: 1 for a top section; 0 where unknown.
    """

    label: str
    text: str
    kind: str
    depth: int = 0

    @classmethod
    def of(cls, given: Sequence[str | int]) -> "Entry":
        """Read `[label, text]`, `[label, text, kind]` or `[label, text, kind, depth]`.

        Raises:
            ValueError: it is none of these, or has what no copy prints.
        """
        if not isinstance(given, list) or not 2 <= len(given) <= 4:
            message = f"An entry is [label, text], [label, text, kind] or four with depth: {given}"
            raise ValueError(message)
        label, text = given[0], given[1]
        kind = given[2] if len(given) > 2 else ("clause" if label else "paragraph")
        depth = given[3] if len(given) > 3 else 0
        if not (isinstance(label, str) and isinstance(text, str) and isinstance(depth, int)):
            message = f"Label and text are strings and depth is a number: {given}"
            raise ValueError(message)  # noqa: TRY004 - the file's mistake, not a caller's
        if kind not in KINDS:
            message = f"The kind {kind!r} is none of {', '.join(KINDS)}: {given}"
            raise ValueError(message)
        if unprinted := NOT_PRINTED.search(text):
            message = f"No copy prints {unprinted.group()!r}: fill in fields, leave out pictures."
            raise ValueError(message)
        return cls(label, text, str(kind), depth)

    def as_json(self) -> list[str | int]:
        """Return what `of` reads."""
        return [self.label, self.text, self.kind, self.depth]

    @property
    def name(self) -> str:
        """What to call it in a finding."""
        return f"{self.kind} {self.label}" if self.label else f"{self.kind} “{shown(self.text)}”"

    @property
    def words(self) -> str:
        """Label and text in one line, for a finding."""
        return f"{self.label} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected of one copy.

    Attributes:
        entries: what it has to say, in order; None where it is judged by the rules alone.
        served_from: the folder, below that of all copies, in which what a page asks of its server
            lies; None for a copy that has everything in it.
    """

    entries: tuple[Entry, ...] | None
    served_from: str | None = None


def read_expectations(path: Path) -> dict[str, Expectation]:
    """Read a file that maps each copy's name to its entries, to null, or to where it is served.

    Raises:
        ValueError: it is no such file.
    """
    given = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(given, Mapping) or not given:
        message = "It has to map each copy's path to a list of entries, and has none."
        raise ValueError(message)
    read: dict[str, Expectation] = {}
    for name, entries in given.items():
        match entries:
            case None:
                read[name] = Expectation(None)
                continue
            case {"served_from": str(folder), **more} if not more:
                read[name] = Expectation(None, folder)
                continue
            case _:
                pass
        if not isinstance(entries, list) or not entries:
            message = f"{name} has no entries, so that an empty copy would pass."
            raise ValueError(message)
        read[name] = Expectation(tuple(Entry.of(entry) for entry in entries))
    return read


def shown(text: str) -> str:
    """Return the text's beginning on one line, short enough for a finding."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def as_read(text: str) -> str:
    """Return a copy's text as its reader sees it: composed letters, nothing invisible."""
    return unicodedata.normalize("NFC", text).translate(INVISIBLE).translate(LINE_END_HYPHEN)


def take_notes(text: str) -> tuple[list[str], list[str]]:
    """Split canonical text at its footnotes: the pieces around them, and their own words."""
    pieces: list[str] = []
    notes: list[str] = []
    rest = text
    while (start := rest.find("[^ ")) >= 0:
        depth = 0
        for end in range(start, len(rest)):
            depth += {"[": 1, "]": -1}.get(rest[end], 0)
            if depth == 0:
                break
        else:
            break
        pieces.append(rest[:start])
        notes.append(rest[start + 3 : end])
        rest = rest[end + 1 :]
    return [*pieces, rest], notes


def pattern_of_text(text: str) -> str:
    """Return the pattern that a copy's words must match to say this canonical text."""
    pieces, _ = take_notes(as_read(text))
    # Typst takes away the space before a footnote's mark, so it is not asked for.
    marked = [piece.rstrip() for piece in pieces[:-1]]
    return NOTE_MARK.join(_pattern_of_piece(piece) for piece in [*marked, pieces[-1]])


MARKS = re.compile(
    r"(?P<target>\s<(?:https?:|mailto:|tel:|\#)[^>\s]*>)"
    r"|(?P<raised>[\^~])"
    r"|(?P<bullet>•\s)"
    r"|(?P<space>\s+)"
    r"|(?P<word>\w+)"
    r"|(?P<other>[^\w\s])"
)


def _pattern_of_piece(piece: str) -> str:
    parts: list[str] = []
    for found in MARKS.finditer(piece):
        said = found.group()
        match found.lastgroup:
            case "target":  # some copies print a link's address, some only go there
                parts.append(rf"(?:\s*[<(]{re.escape(said.strip(' <>'))}[>)])?")
            case "raised":  # canonical `x^2` is printed as a raised 2
                parts.append(rf"\s*{re.escape(said)}?\s*")
            case "bullet":  # each writer has bullets of its own
                parts.append(BULLET)
            case "space":
                parts.append(r"\s+")
            case "word":
                parts.append(re.escape(said))
            case _:  # a line may break after a hyphen or a slash, with no space in the text
                parts.append(rf"{re.escape(said)}\s*")
    # A space after punctuation is asked for once, not twice.
    return re.sub(r"\\s\*((?:\\s\*)*)\\s\+", r"\\s+", "".join(parts))


def pattern_of(entry: Entry) -> re.Pattern[str]:
    """Return the pattern of an entry: its number, then its words, cut off at whole words."""
    text = entry.text.strip()
    label = r"\s*".join(re.escape(sign) for sign in entry.label)
    # Tags have no space after a number; without one, though, 1 and "5 days" would read 15 days.
    gap = r"\s+" if entry.label[-1:].isdigit() and text[:1].isdigit() else r"\s*"
    return re.compile(rf"(?<!\w){label}{gap}{pattern_of_text(text)}(?!\w)")


def cut_notes(entries: Sequence[Entry], text: str) -> tuple[str, list[str]]:
    """Take each footnote's words, and the mark before them, out of a copy's text.

    Returns:
        The text without them, and a finding for each footnote that is not there.
    """
    findings: list[str] = []
    for entry in entries:
        for note in take_notes(as_read(entry.text))[1]:
            found = re.search(rf"(?:{NOTE_MARK})?\s*{pattern_of_text(note)}", text)
            if found is None:
                findings.append(f"A footnote of {entry.name} is missing: “{shown(note)}”.")
            else:
                text = text[: found.start()] + "\n" + text[found.end() :]
    return text, findings


def compare_notes(entries: Sequence[Entry], found: Sequence[str]) -> list[str]:
    """Compare a copy's footnotes, in order, with those of its expectation."""
    wanted = [(e, note) for e in entries for note in take_notes(as_read(e.text))[1]]
    if len(found) != len(wanted):
        return [f"It has {len(found)} footnotes; the text has {len(wanted)}."]
    return [
        f"A footnote of {entry.name} reads “{shown(said)}”, not “{shown(note)}”."
        for said, (entry, note) in zip(found, wanted, strict=True)
        if not re.fullmatch(pattern_of_text(note.strip()), as_read(said).strip())
    ]


def compare(entries: Sequence[Entry], text: str, *, lines: bool = True) -> list[str]:
    """Compare a copy's text with its expectation.

    Args:
        entries: at least one.
        text: what comes before the first entry and the lines after the last are the copy's own.
        lines: whether a line of it is a paragraph or cell, so that words after the last entry and
            on its line are too many.

    Returns:
        A finding for each entry that is missing or changed, and for words that nobody wrote.
    """
    patterns = [pattern_of(entry) for entry in entries]
    at = _beginning(patterns, text)
    findings: list[str] = []
    for entry, pattern in zip(entries, patterns, strict=True):
        found = pattern.search(text, at or 0)
        if found is None:
            beyond = f" The copy goes on: “{shown(text[at : at + 200])}”." if at is not None else ""
            findings.append(
                f"{entry.name} is missing, changed or out of order: “{shown(entry.words)}”.{beyond}"
            )
            continue
        between = "" if at is None else text[at : found.start()]
        if between.strip():
            findings.append(
                f"Before {entry.name} stand words that the text does not have: “{shown(between)}”."
            )
        at = found.end()
    if lines and at is not None:
        beyond = text[at:].split("\n", 1)[0]
        if beyond.strip():
            findings.append(
                f"After {entries[-1].name} stand words that the text does not have: "
                f"“{shown(beyond)}”."
            )
    return findings


def _beginning(patterns: Sequence[re.Pattern[str]], text: str) -> int | None:
    """Return where the body begins: a contents list may hold the first entries before it."""
    best: tuple[int, int | None] = (0, None)
    for start in patterns[0].finditer(text):
        at = start.start()
        run = 0
        for pattern in patterns:
            found = pattern.match(text, _past_space(text, at))
            if found is None:
                break
            run, at = run + 1, found.end()
        if run > best[0]:
            best = (run, start.start())
    return best[1]


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
