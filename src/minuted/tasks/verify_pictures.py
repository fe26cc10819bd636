"""A text's pictures in a PDF that says nothing of them: they are there, and cannot be read."""

from collections.abc import Iterator
from dataclasses import replace

from minuted.compare.copy_units import without_pictures
from minuted.model.verification import Finding, FindingKind
from minuted.tasks.verify_reading import CopyFile
from minuted.tasks.verify_texts import Candidate


def as_seen(candidate: Candidate, copy: CopyFile) -> Candidate:
    """Return a text as a copy of its kind can show it: read by its look, without its pictures."""
    if copy.way != "look":
        return candidate
    bare = without_pictures(candidate.lines)
    if bare == candidate.lines:
        return candidate
    return replace(candidate, lines=bare, pictured=candidate.lines)


def pictures_not_read(copy: CopyFile, candidate: Candidate) -> Iterator[Finding]:
    """Yield that the pictures of a text want looking at, or that the copy has none of them."""
    if not candidate.pictured:
        return
    if any(remark.code == "pictures-not-read" for remark in copy.document.remarks):
        yield Finding(
            FindingKind.NOTE,
            "pictures",
            "The text has pictures, and this PDF does not say what its own show.",
            "Look at them beside those of a copy that minuted makes.",
        )
    else:
        yield Finding(
            FindingKind.ALTERED,
            "pictures",
            "The text has pictures, and this copy has none.",
            "Compare it with a copy that minuted makes.",
        )
