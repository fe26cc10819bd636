"""One text laid out in a prepared template: the body, and every part that it changes or adds."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from minuted.model.opc import relationships_name
from minuted.model.policy import Inline, Numbering, Policy, Reference, Section
from minuted.model.walking import numbered, words_in
from minuted.writers.docx import notes, ooxml
from minuted.writers.docx.body import Body
from minuted.writers.docx.members import content_types, relationships_pieces
from minuted.writers.docx.pieces import Pieces, split, substitute
from minuted.writers.docx.placeholders import TEXT
from minuted.writers.docx.prepare import Prepared
from minuted.writers.docx.runs import Words
from minuted.writers.docx.sheet import Links, Sheet

_PICTURE_TYPES = {"png": "image/png", "jpg": "image/jpeg"}
_LONGEST_BOOKMARK = 40
"""Word's own limit."""


def lay_out(text: Policy, prepared: Prepared, images: Mapping[str, bytes]) -> dict[str, Pieces]:
    """Return the members of the file that are not the template's alone, by name.

    Raises:
        RenderError: a picture, a link or a number cannot be written.
    """
    anchors = {block.anchor: block.number for block in numbered(text.children) if block.anchor}
    sheet = _sheet(text, prepared, images, anchors)
    words = Words(prepared.look, sheet, anchors, frozenset(_automatic(text)))
    body = Body(prepared.look, sheet, words).xml(text.children)
    members = dict(prepared.open)
    document = prepared.document
    members[document] = substitute(members[document], TEXT, split(body.encode()))
    overrides = dict(prepared.overrides)
    footnotes = prepared.footnotes
    if sheet.notes and not footnotes:
        footnotes = posixpath.join(posixpath.dirname(document), "footnotes.xml")
        members[footnotes] = notes.new_notes()
        overrides[footnotes] = ooxml.TYPE_FOOTNOTES
        sheet.document.to(ooxml.REL_FOOTNOTES, footnotes)
    if footnotes:
        own = split("".join(sheet.notes).encode())
        members[footnotes] = substitute(members[footnotes], notes.NOTES, own)
    for part, links in ((document, sheet.document), (footnotes, sheet.footnotes)):
        everything = [*prepared.relationships.get(part, ()), *links.made]
        if part and everything:
            pieces = relationships_pieces(part, everything, prepared.logo)
            members[relationships_name(part)] = pieces
    members |= {name: (content,) for name, content in sheet.media.items()}
    endings = {name.rpartition(".")[2] for name in sheet.media}
    defaults = {ending: _PICTURE_TYPES[ending] for ending in sorted(endings)}
    types = content_types({**defaults, **prepared.defaults}, overrides)
    members["[Content_Types].xml"] = (types,)
    return members


def _sheet(
    text: Policy, prepared: Prepared, images: Mapping[str, bytes], anchors: Mapping[str, str]
) -> Sheet:
    wanted = {inline.anchor for inline in _inlines(text) if isinstance(inline, Reference)}
    numbers = [number for anchor, number in anchors.items() if anchor in wanted]
    prefix = "rIdT"
    taken = [one.id for some in prepared.relationships.values() for one in some]
    while any(ident.startswith(prefix) for ident in taken):
        prefix += "T"
    return Sheet(
        images=images,
        bookmarks=_bookmarks(numbers),
        height=prepared.look.column.height,
        next_bookmark=prepared.first_bookmark,
        next_drawing=prepared.first_drawing,
        next_note=prepared.first_note,
        document=Links(prefix),
        footnotes=Links(prefix),
    )


def _bookmarks(numbers: list[str]) -> dict[str, str]:
    """Return a name for each number: letters, digits and underscores, whatever the case unique."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for number in numbers:
        name = "clause_" + re.sub(r"[^0-9A-Za-z]+", "_", number).strip("_")
        if len(name) > _LONGEST_BOOKMARK or name.lower() in taken:
            name = f"place_{len(names) + 1}"
        taken.add(name.lower())
        names[number] = name
    return names


def _automatic(text: Policy) -> Iterator[str]:
    """Yield the numbers that Word works out itself."""
    for block in numbered(text.children):
        unnumbered = isinstance(block, Section) and block.numbering is Numbering.UNNUMBERED
        if not (block.inserted or unnumbered):
            yield block.number


def _inlines(text: Policy) -> Iterator[Inline]:
    for _, inline in words_in(text.children):
        yield inline
