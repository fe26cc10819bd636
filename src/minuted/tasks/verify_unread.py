"""A copy's words read a second time by a way of its own: what the first passed over is told."""

from collections import Counter

from minuted.errors import MinutedError
from minuted.model.verification import Finding, FindingKind
from minuted.readers.adopted import adopt
from minuted.readers.adopted.law import account_for
from minuted.readers.word.raw_words import RawWordsError
from minuted.tasks.documents import FileKind, raw_words_of
from minuted.tasks.verify_reading import CopyFile

_KINDS: dict[str, FileKind] = {"docx": "word", "html": "page"}
"""A PDF's words are read by its tags and by its look already, and held against each other."""


def unread_words(copy: CopyFile, ours: bytes | None) -> list[Finding]:
    """Return a finding for each run of words that stands in a file and not in what was read of it.

    Args:
        ours: the copy that minuted makes, which may have such words too; None where there is none.
    """
    kind = _KINDS.get(copy.format)
    if kind is None or copy.data == ours:
        return []
    known = Counter(_unread(copy, ours, kind) if ours is not None else ())
    found: list[Finding] = []
    for run in _unread(copy, copy.data, kind):
        if known[run]:
            known[run] -= 1
            continue
        shown = run if len(run) < 120 else run[:117] + "…"
        found.append(
            Finding(
                FindingKind.HIDDEN,
                "",
                f"Words stand in the file that are no part of what could be read: “{shown}”.",
                "Open the copy and look for them.",
            )
        )
    return found


def _unread(copy: CopyFile, data: bytes, kind: FileKind) -> tuple[str, ...]:
    try:
        document = copy.document if data == copy.data else copy.again(data)
        return account_for(raw_words_of(data, copy.name, kind), adopt(document)).lost
    except (MinutedError, RawWordsError):
        return ()
