"""A version's narrative, proposed from its changes: "Section 9 (Phones) added; 3.2 amended"."""

import re
from collections.abc import Iterator

from minuted.model.change import Change, Comparison, Note, Status

MOST_NAMED = 6
"""How many places a narrative names for each thing that happened; more are counted."""

LONGEST_HEADING = 40
"""Characters of a heading that are quoted; a longer one goes by its number alone."""

_UNNUMBERED = re.compile(r"(?:^|/)p\d+$")

_WORDS = ("added", "removed", "amended", "merged", "split", "moved", "corrected in punctuation")


def narrative(comparison: Comparison) -> str:
    """Propose a version's narrative; empty where the texts are the same.

    What is under a new heading goes with it, and so does what is under one that is gone. What
    merely follows renumbering is worth no word, unless there is nothing else to say.
    """
    found: dict[str, list[str]] = {word: [] for word in _WORDS}
    for change in _outermost(comparison):
        word = _happened(change)
        if word:
            found[word].append(_place(change))
    parts = [f"{_listed(places)} {word}" for word, places in found.items() if places]
    if not parts:
        return "" if comparison.is_quiet else "Renumbered, no wording changed"
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _outermost(comparison: Comparison) -> Iterator[Change]:
    """Yield the changes but for those under a heading to which the same happened."""
    above: list[Change] = []
    for change in comparison.changes:
        while above and above[-1].depth >= change.depth:
            above.pop()
        whole = change.status in (Status.ADDED, Status.REMOVED)
        if not any(a.status is change.status for a in above):
            yield change
        if whole and change.kind == "section":
            above.append(change)


def _happened(change: Change) -> str:
    if change.status is Status.UNCHANGED:
        return "moved" if change.moved else ""
    if Note.CONSEQUENTIAL in change.notes:
        return ""
    small = {Note.PUNCTUATION, Note.CASE} & set(change.notes)
    return "corrected in punctuation" if small else change.status.value


def _place(change: Change) -> str:
    """Say where: `4.3`, `section 9 (Phones)`, `a table in 4`, `7.2 with 7.3`, `the title`."""
    if change.kind == "title":
        return "the title"
    addresses = change.new if change.status in (Status.ADDED, Status.SPLIT) else change.old
    if change.kind in ("paragraph", "table"):
        under = addresses[0].rpartition("/")[0]
        if change.heading and (not under or _UNNUMBERED.search(under)):
            under = f"“{change.heading}”"
        return f"a {change.kind} in {under}" if under else f"a {change.kind} before any heading"
    if change.status is Status.SPLIT:
        return change.old[0]
    name = " with ".join(addresses)
    if change.kind == "section":
        return _heading(change, name)
    return name


def _heading(change: Change, name: str) -> str:
    heading = change.new_text or change.old_text
    unnumbered = _UNNUMBERED.search(name) is not None
    if change.status is Status.AMENDED:
        return f"the heading “{heading}”" if unnumbered else f"the heading of {name}"
    if unnumbered:
        return f"“{heading}”"
    return f"section {name} ({heading})" if 0 < len(heading) <= LONGEST_HEADING else name


def _listed(places: list[str]) -> str:
    unique = list(dict.fromkeys(places))
    if len(unique) > MOST_NAMED:
        return f"{len(places)} clauses"
    return " and ".join(filter(None, (", ".join(unique[:-1]), unique[-1])))
