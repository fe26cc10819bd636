"""Footnotes of the text, in Word's own part for them, beside any that the template has."""

from lxml import etree

from minuted.writers.docx.members import DECLARATION
from minuted.writers.docx.ooxml import BODY_PREFIXES, w
from minuted.writers.docx.pieces import Pieces, slot, split

NOTES = "footnotes"
"""The slot in the part of the footnotes where the text's go."""

_NEW = "<w:footnotes {namespaces}>{separators}{notes}</w:footnotes>"
_SEPARATOR = (
    '<w:footnote w:type="{kind}" w:id="{ident}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
)


def open_notes(root: etree._Element) -> int:
    """Put the slot behind a template's own notes; return the first number that they leave free."""
    notes = list(root.iterchildren(w("footnote")))
    if notes:
        notes[-1].tail = slot(NOTES)
    else:
        root.text = slot(NOTES)
    idents = [note.get(w("id"), "") for note in notes]
    return 1 + max((int(i) for i in idents if i.isdecimal() and len(i) < 10), default=0)


def new_notes() -> Pieces:
    """Return the part for a template that has none, with the slot in it."""
    namespaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in BODY_PREFIXES.items())
    separators = _SEPARATOR.format(kind="separator", ident=-1)
    separators += _SEPARATOR.format(kind="continuationSeparator", ident=0)
    part = _NEW.format(namespaces=namespaces, separators=separators, notes=slot(NOTES))
    return split(f"{DECLARATION}{part}".encode())
