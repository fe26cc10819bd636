"""A tree laid out as policy Markdown reads it, with no word moved past another.

A paragraph after a heading is under it; those right after a clause's first words are the clause's
own; a heading holds neither notes nor pictures.
"""

from dataclasses import replace

from minuted.model.canonical import text_of
from minuted.model.document import Remark
from minuted.model.policy import (
    Bullets,
    Emphasis,
    Flow,
    Footnote,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Reference,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from minuted.readers.adopted.nodes import Node

_LOOSE = ("words", "bullets", "table")


def as_it_reads(root: Node) -> list[Remark]:
    """Change the tree in place; return what a human eye should look at."""
    remarks: list[Remark] = []
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        if parent.kind == "clause":
            _take_own(parent)
        parent.children = _under_headings(parent.children, remarks)
        waiting.extend(parent.children)
    return remarks


def _take_own(clause: Node) -> None:
    """Make the paragraphs and bullets right below a clause's first words its own."""
    while clause.lead and clause.children and clause.children[0].kind in ("words", "bullets"):
        own = clause.children.pop(0)
        clause.lead = _as_one_list([*clause.lead, *own.lead])
        clause.children[:0] = own.children


def _under_headings(children: list[Node], remarks: list[Remark]) -> list[Node]:
    """Return the children with loose ones under the heading that they stand after."""
    kept: list[Node] = []
    for child in children:
        if child.kind == "section":
            _bare_title(child, remarks)
        last = kept[-1] if kept else None
        if last is not None and last.kind == "section" and child.kind in _LOOSE:
            last.children.append(child)
        elif last is not None and last.kind == child.kind == "bullets":
            last.lead = _as_one_list([*last.lead, *child.lead])
        else:
            kept.append(child)
    return kept


def _as_one_list(flows: list[Flow]) -> list[Flow]:
    """Return flows with bullets that follow bullets in one list, as nothing parts them."""
    done: list[Flow] = []
    for flow in flows:
        last = done[-1] if done else None
        if isinstance(flow, Bullets) and isinstance(last, Bullets):
            done[-1] = Bullets((*last.items, *flow.items))
        else:
            done.append(flow)
    return done


def _bare_title(section: Node, remarks: list[Remark]) -> None:
    """Take notes and pictures out of a heading; they stand right below it."""
    apart: list[Inline] = []
    title = _without(section.title, apart)
    if not apart:
        section.title = title
        return
    below: list[Flow] = []
    for inline in apart:
        if isinstance(inline, Footnote):
            below += [Paragraph(paragraph) for paragraph in inline.paragraphs]
        else:
            below.append(Paragraph((inline,)))
    section.children[:0] = [Node("words", section.place, lead=[flow]) for flow in below]
    if not text_of(title):
        if not section.counts:
            first = section.children.pop(0)
            section.kind, section.lead, section.title = "words", first.lead, ()
        return
    section.title = title
    if any(isinstance(inline, Footnote) for inline in apart):
        remarks.append(
            Remark(
                "heading-note",
                f"A note hangs on the heading “{text_of(title)}”; headings have none, so its words"
                " stand below it.",
                "Hang it on the words that it explains: [^1].",
                section.place,
            )
        )


def _without(inlines: Inlines, apart: list[Inline]) -> Inlines:
    """Return a heading's words; its notes and pictures are added to `apart`."""
    done: list[Inline] = []
    for inline in inlines:
        match inline:
            case Footnote() | Image():
                apart.append(inline)
            case LineBreak():  # a heading is one line
                done.append(Text(" "))
            case Emphasis() | Strong() | Superscript() | Subscript() | Link():
                inner = _without(inline.children, apart)
                done += [replace(inline, children=inner)] if inner else []
            case Reference():
                done.append(replace(inline, children=_without(inline.children, apart)))
            case _:
                done.append(inline)
    return tuple(done)
