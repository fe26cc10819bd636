"""A Word file turned into a document: words, numbers as Word prints them, and what to look at.

    bytes ──Package──▶ parts ──settle──▶ no tracked changes ──Story──▶ items ──shape──▶ Document

It never raises, whatever the bytes, and takes no longer than a large honest file does.
"""

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.document import Document, Place, Remark
from minuted.readers.word import changes
from minuted.readers.word.changes import Settling
from minuted.readers.word.faults import WordFaultError
from minuted.readers.word.fields import lone_marks
from minuted.readers.word.margins import headers_and_footers, read_comments, read_notes
from minuted.readers.word.names import Element
from minuted.readers.word.numbering import Numbering
from minuted.readers.word.package import Package, body_of
from minuted.readers.word.pictures import Pictures
from minuted.readers.word.properties import read_properties
from minuted.readers.word.reading import Reading
from minuted.readers.word.references import stale, with_one_name_each
from minuted.readers.word.shape import shape
from minuted.readers.word.story import Story
from minuted.readers.word.styles import Styles


def read_word(
    data: bytes, *, tracked: Settling = "refuse"
) -> tuple[Document | None, list[Diagnostic]]:
    """Read a .docx or .docm.

    Args:
        tracked: what is done with tracked changes: the file is refused while it has any, or all
            of them are accepted, or rejected.

    Returns:
        The document; None with an error where it cannot be read. The complaints name no file.
    """
    try:
        return _read(data, tracked), []
    except WordFaultError as fault:
        return None, [Diagnostic(Severity.ERROR, fault.code, fault.message, fault.hint)]
    except RecursionError:
        message = "The document has things within things, deeper than any program writes them."
        hint = "Ask whoever sent it for another copy."
        return None, [Diagnostic(Severity.ERROR, "word-too-deep", message, hint)]


def _read(data: bytes, tracked: Settling) -> Document:
    package = Package(data)
    root = package.tree(package.document)
    body = body_of(root)
    _settle(package, body, tracked)
    styles_part, lists_part = package.first("styles"), package.first("numbering")
    styles = Styles(package.tree(styles_part) if styles_part else None)
    reading = Reading(
        package,
        styles,
        Numbering(package.tree(lists_part) if lists_part else None, styles),
        package.document,
        Pictures(package),
    )
    reading.comments = read_comments(reading)
    read_notes(reading, tracked)
    reading.alone = lone_marks(body)
    if package.macros:
        reading.remarks.append(_macros())
    items = with_one_name_each(Story(reading).items(body))
    reading.remarks += [*stale(items), *reading.uncounted()]
    shaped = shape(items)
    margins = list(headers_and_footers(reading, tracked))
    return Document(
        shaped.title,
        shaped.parts,
        (*margins, *sorted((*reading.omitted, *shaped.omitted), key=lambda one: one.place.line)),
        tuple(sorted(reading.remarks, key=lambda one: one.place.line)),
        dict(reading.pictures.found),
        read_properties(package),
    )


def _settle(package: Package, body: Element, tracked: Settling) -> None:
    """Settle the tracked changes of the body, or refuse the file where it has any.

    Raises:
        WordFaultError: it has, and nobody said what is to be done with them.
    """
    if tracked == "refuse":
        count = changes.count_changes(body)
        for kind in ("footnotes", "endnotes"):
            part = package.first(kind)
            root = package.tree(part) if part else None
            count += changes.count_changes(root) if root is not None else 0
        if count:
            raise WordFaultError(
                "word-changes",
                f"The document has {count} tracked change{'s' if count > 1 else ''} that nobody"
                " has accepted or rejected, so it says two things at once.",
                "Settle them in Word (Review, Accept or Reject), or say --accept-changes or"
                " --reject-changes here.",
            )
    changes.settle(body, "accept" if tracked == "refuse" else tracked)


def _macros() -> Remark:
    return Remark(
        "macros",
        "The document brings macros; they were not run, and nothing of them is kept.",
        "Nothing needs doing; the text is read without them.",
        Place(0, 0, ""),
    )
