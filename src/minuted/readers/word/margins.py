"""What stands around a Word file's text: headers and footers, notes, comments."""

from collections.abc import Iterator
from contextlib import contextmanager

from minuted.model.document import Omitted, OmittedKind, Place
from minuted.readers.word import changes
from minuted.readers.word.changes import Settling
from minuted.readers.word.faults import WordFaultError
from minuted.readers.word.fields import joined, lone_marks
from minuted.readers.word.found import paragraphs_of, with_label
from minuted.readers.word.names import Element, local, w
from minuted.readers.word.reading import Reading
from minuted.readers.word.story import Story
from minuted.readers.word.words import plain

_REAL_NOTES = (None, "normal")


def read_notes(reading: Reading, how: Settling) -> None:
    """Read all footnotes and endnotes, for the text to place them where their marks are."""
    for kind in ("footnote", "endnote"):
        part = reading.package.first(f"{kind}s")
        root = reading.package.tree(part) if part else None
        if root is None:
            continue
        changes.settle(root, how)
        with _apart(reading, part, root):
            for note in root.iterfind(w(kind)):
                if note.get(w("type")) not in _REAL_NOTES:
                    continue
                identity = note.get(w("id"), "")
                reading.apart = f"{kind} {identity}"
                found = paragraphs_of(Story(reading).items(note))
                inlines = tuple(with_label(one) for one in found)
                reading.notes[kind, identity] = tuple(one for one in inlines if one)


def read_comments(reading: Reading) -> dict[str, tuple[str, str]]:
    """Return who commented what, by the comments' ids."""
    part = reading.package.first("comments")
    root = reading.package.tree(part) if part else None
    if root is None:
        return {}
    return {
        comment.get(w("id"), ""): (
            joined([comment.get(w("author"), "")])[:80],
            joined(text.text or "" for text in comment.iter(w("t"))),
        )
        for comment in root.iterfind(w("comment"))
    }


def headers_and_footers(reading: Reading, how: Settling) -> Iterator[Omitted]:
    """Yield the words of every header and footer that a section of the text uses, each once."""
    seen: set[str] = set()
    root = reading.package.tree(reading.package.document)
    for reference in () if root is None else root.iter(w("headerReference"), w("footerReference")):
        kind: OmittedKind = "header" if local(reference) == "headerReference" else "footer"
        pointer = reading.package.related(reading.package.document).get(_identity(reference))
        if pointer is None or pointer.external or pointer.target in seen:
            continue
        seen.add(pointer.target)
        try:
            part = reading.package.tree(pointer.target)
        except WordFaultError as fault:
            if fault.code == "word-too-large":
                raise
            continue
        if part is None:
            continue
        changes.settle(part, how)
        with _apart(reading, pointer.target, part, quiet=True):
            reading.apart = kind
            found = paragraphs_of(Story(reading).items(part))
        text = joined(f"{plain(one.atoms)} " for one in found)
        if text:
            yield Omitted(kind, text, Place(0, 0, kind))


def _identity(reference: Element) -> str:
    return next(
        (str(value) for key, value in reference.attrib.items() if str(key).endswith("}id")), ""
    )


@contextmanager
def _apart(reading: Reading, part: str, root: Element, quiet: bool = False) -> Iterator[None]:
    """Let another part than the body be read, with counters and fields of its own.

    Args:
        quiet: whether nothing is told or left out of it.
    """
    before = reading.part, reading.fields, reading.alone, reading.contents
    counts = reading.silent, reading.paging
    paragraph, omitted, remarks = reading.paragraph, len(reading.omitted), len(reading.remarks)
    reading.part, reading.fields, reading.contents = part, [], 0
    reading.alone = lone_marks(root)
    reading.silent = reading.paging = 0
    reading.numbering.start_over()
    yield
    reading.part, reading.fields, reading.alone, reading.contents = before
    reading.silent, reading.paging = counts
    reading.paragraph, reading.apart = paragraph, ""
    reading.numbering.start_over()
    if quiet:
        del reading.omitted[omitted:], reading.remarks[remarks:]
