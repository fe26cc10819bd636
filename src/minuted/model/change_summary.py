"""A comparison in plain words: the summary, and what happened to one clause."""

import re
from collections.abc import Iterator

from minuted.model.change import Change, Comparison, Note, Side, Status
from minuted.model.dates import in_full

SYMBOLS = {
    Status.UNCHANGED: "=",
    Status.AMENDED: "~",
    Status.ADDED: "+",
    Status.REMOVED: "-",
    Status.MERGED: ">",
    Status.SPLIT: "<",
}
"""What stands beside a clause, so that its status is seen without colour."""

_UNNUMBERED = re.compile(r"(?:^|/)p\d+$")
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")

NOTES = {
    Note.PUNCTUATION: "punctuation only",
    Note.CASE: "capital letters only",
    Note.HEADING: "heading renamed",
    Note.CONSEQUENTIAL: "consequential: a cross-reference follows the new numbers",
    Note.CHECK_NUMBER: "number changed, check the cross-reference",
}


def summary(comparison: Comparison) -> str:
    """Return the first thing to read, such as "2 clauses added, 1 moved; 24 unchanged".

    Everything counts once: what was amended and moved is under "amended". Sections, paragraphs
    and tables count as clauses; the title is spoken of by itself.
    """
    if comparison.is_quiet:
        return "No amendments."
    groups = list(_groups([c for c in comparison.changes if c.kind != "title"]))
    told = [(count, words, moved) for count, words, moved in groups if count]
    quiet = [c for c in comparison.changes if c.kind != "title" and _is_same(c)]
    parts = []
    for at, (count, words, moved) in enumerate(told):
        noun = ("" if at else " clause") + ("s" if not at and count != 1 else "")
        aside = f" ({moved} of them moved)" if moved else ""
        parts.append(f"{count}{noun} {words}{aside}")
    unchanged = f"{len(quiet)} unchanged"
    text = f"{', '.join(parts)}; {unchanged}." if parts else f"{unchanged}."
    text = text[:1].upper() + text[1:]
    if comparison.renumbered_only:
        text = f"Renumbered only, no wording changed: {text}"
    if comparison.changes[0].status is not Status.UNCHANGED:
        text += " The title changed."
    check = sum(Note.CHECK_NUMBER in c.notes for c in comparison.changes)
    if check:
        text += f" {check} cross-reference{'s' if check > 1 else ''} to check."
    return text


def _groups(changes: list[Change]) -> Iterator[tuple[int, str, int]]:
    for status in (Status.ADDED, Status.REMOVED, Status.AMENDED, Status.MERGED, Status.SPLIT):
        found = [c for c in changes if c.status is status]
        yield len(found), status.value, sum(c.moved for c in found)
    still = [c for c in changes if c.status is Status.UNCHANGED]
    yield sum(c.moved for c in still), "moved", 0
    yield sum(has_new_number(c) and not c.moved for c in still), "renumbered only", 0


def _is_same(change: Change) -> bool:
    return change.status is Status.UNCHANGED and not change.moved and not has_new_number(change)


def has_new_number(change: Change) -> bool:
    """Whether it prints another number than before; what has none goes with what it is under."""
    return change.renumbered and not any(
        "/" in address or _UNNUMBERED.search(address) for address in (*change.old, *change.new)
    )


def what_happened(change: Change) -> str:
    """Return what happened to a clause: "amended and moved (punctuation only)"."""
    words = [] if change.status is Status.UNCHANGED else [change.status.value]
    if change.moved:
        words.append("moved")
    elif has_new_number(change):
        words.append("renumbered")
    notes = ", ".join(NOTES[note] for note in change.notes)
    said = " and ".join(words) or "unchanged"
    return f"{said} ({notes})" if notes else said


def is_worth_showing(change: Change) -> bool:
    """Whether a change belongs in a list of changes: not if it is only renumbered."""
    return change.status is not Status.UNCHANGED or change.moved or bool(change.notes)


def numbers(change: Change) -> str:
    """Return where it was and is.

    `4.1`, `4.6 → 8.1`, `7.2, 7.3 → 7.2`, `table in 4`, `“Notes”`, `paragraph in “Notes”`
    """
    if change.kind == "title":
        return "Title"
    places = [[_place(address, change) for address in side] for side in (change.old, change.new)]
    old, new = (", ".join(dict.fromkeys(filter(None, side))) for side in places)
    both = old or new if not old or not new or old == new else f"{old} → {new}"
    if change.kind not in ("paragraph", "table"):
        return both
    both = both or (f"“{change.heading}”" if change.heading else "")
    return f"{change.kind} in {both}" if both else change.kind


def _place(address: str, change: Change) -> str:
    """Return a number; of what has none, what it stands under, or a heading's words."""
    if change.kind in ("paragraph", "table"):
        under = address.rpartition("/")[0]
        return "" if _UNNUMBERED.search(under) else under
    if _UNNUMBERED.search(address):
        return f"“{change.new_text or change.old_text}”"
    return address


def heading_words(change: Change) -> str:
    """Return a heading with its number, as it stands: "4 Prohibited use", "4 → 5 Monitoring"."""
    words = change.new_text or change.old_text
    where = numbers(change)
    return words if where.startswith("“") else f"{where} {words}"


def new_numbers(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """Return old and new numbers of the clauses and sections that are renumbered.

    What has no number of its own goes with what it stands under.
    """
    return tuple(
        (old, new)
        for change in comparison.changes
        if has_new_number(change)
        for old in change.old
        for new in change.new
        if old != new
    )


def readable(text: str) -> str:
    """Return words as they are shown: a picture's digest is cut down to its first digits."""
    return _DIGEST.sub(lambda match: f"{match[0][:8]}…", text)


def decided(side: Side) -> str:
    """Say which decision a text rests on: "FGB/2223/060922/15 (AS, 6 September 2022)"."""
    mark = side.decision
    if mark is None:
        return "no decision recorded"
    minute = mark.minute or f"{mark.body}, without a minute number"
    return f"{mark.kind} under {minute} ({mark.audience}, {in_full(mark.day)})"
