"""What Word's own validator lets through: dangling names, silent pictures, wrong numbers or words.

The Open XML SDK accepts a style or a list that no part of the file defines, and knows nothing of
accessibility or of what the text should be. Here the numbers that Word would print are worked out
from the file's lists and styles, and compared with the text.
"""

import zipfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from contract import Copy, Verdict, serve
from expectation import as_read, compare, compare_notes, shown
from word_numbers import as_printed

COLUMN = "Word XML"
NUMBERS = "Word numbers"
LANGUAGE = "en-GB"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
PARTS = ("document", "footnotes", "endnotes", "header", "footer")


def judge(copies: Sequence[Copy], _tools: Path) -> Iterator[Verdict]:
    """Judge each Word file."""
    for copy in copies:
        try:
            with zipfile.ZipFile(copy.path) as package:
                findings = tuple(_findings(package))
        except (zipfile.BadZipFile, ElementTree.ParseError, KeyError) as error:
            findings = (f"It is no Word file: {error}",)
        yield Verdict(copy.name, COLUMN, findings)
        yield Verdict(copy.name, NUMBERS, tuple(_of_text(copy)))


def _of_text(copy: Copy) -> Iterator[str]:
    """Each number that Word counts, and each word, in order."""
    try:
        text, notes = as_printed(copy.path)
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError) as error:
        yield f"It is no Word file: {error}"
        return
    if not text.strip():
        yield "It has no words."
    elif copy.expected is not None:
        yield from compare(copy.expected, as_read(text))
        yield from compare_notes(copy.expected, notes)


def _findings(package: zipfile.ZipFile) -> Iterator[str]:
    names = package.namelist()
    styles = ElementTree.fromstring(package.read("word/styles.xml"))
    numbering = (
        ElementTree.fromstring(package.read("word/numbering.xml"))
        if "word/numbering.xml" in names
        else None
    )
    for name in names:
        stem = name.removeprefix("word/").removesuffix(".xml")
        if name == f"word/{stem}.xml" and stem.startswith(PARTS):
            part = ElementTree.fromstring(package.read(name))
            yield from _dangling(stem, part, styles, numbering)
            yield from _silent_pictures(stem, part)
            yield from _foreign_words(stem, part)
        elif name.endswith(".rels"):
            yield from _outside(name, ElementTree.fromstring(package.read(name)))
    document = ElementTree.fromstring(package.read("word/document.xml"))
    yield from _tables(document)
    yield from _levels(document, styles)
    yield from _foreign_words("styles", styles)
    if styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") is None:
        yield "Its styles give no language."
    title = (
        ElementTree.fromstring(package.read("docProps/core.xml")).findtext(DC_TITLE)
        if "docProps/core.xml" in names
        else None
    )
    if not (title or "").strip():
        yield "It has no title in its properties."


def _dangling(
    stem: str, part: Element, styles: Element, numbering: Element | None
) -> Iterator[str]:
    defined = {(s.get(f"{W}type"), s.get(f"{W}styleId")) for s in styles.iter(f"{W}style")}
    for tag, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")):
        used = {u.get(f"{W}val") for u in part.iter(f"{W}{tag}")}
        for name in sorted(str(u) for u in used if (kind, u) not in defined):
            yield f"{stem}: the {kind} style {name} is not defined."
    lists = (
        set()
        if numbering is None
        else {n.get(f"{W}numId") for n in numbering.findall(f"{W}num")} | {"0"}
    )
    numbered = {n.get(f"{W}val") for n in [*part.iter(f"{W}numId"), *styles.iter(f"{W}numId")]}
    for name in sorted(str(n) for n in numbered - lists - {"0"}):
        yield f"{stem}: the list {name} is not defined."


def _silent_pictures(stem: str, part: Element) -> Iterator[str]:
    for picture in part.iter(f"{WP}docPr"):
        decorative = any(d.get("val") in ("1", "true") for d in picture.iter(DECORATIVE))
        if not decorative and not (picture.get("descr") or "").strip():
            yield f"{stem}: the picture {picture.get('name')} says nothing to those who cannot see."


def _foreign_words(stem: str, part: Element) -> Iterator[str]:
    for name in sorted({str(lang.get(f"{W}val", LANGUAGE)) for lang in part.iter(f"{W}lang")}):
        if name != LANGUAGE:
            yield f"{stem}: some of it is marked as {name}, not {LANGUAGE}."


def _outside(name: str, relationships: Element) -> Iterator[str]:
    for one in relationships.iter(RELATIONSHIP):
        if one.get("TargetMode") == "External" and not one.get("Type", "").endswith("/hyperlink"):
            yield f"{name}: it fetches {one.get('Target')} from outside."


def _tables(document: Element) -> Iterator[str]:
    # Programs that accept or reject changes take a table's name for words of the text, which a
    # redline must give back to the letter: its tables have none.
    tracked = any(next(document.iter(f"{W}{tag}"), None) is not None for tag in ("ins", "del"))
    for table in document.iter(f"{W}tbl"):
        says = shown("".join(t.text or "" for t in table.iter(f"{W}t")))
        first = table.find(f"{W}tr")
        if first is None or first.find(f"{W}trPr/{W}tblHeader") is None:
            yield f"A table's first row is not marked as its heading: “{says}”."
        properties = table.find(f"{W}tblPr")
        named = properties is not None and any(
            (properties.find(f"{W}{tag}") is not None) for tag in ("tblCaption", "tblDescription")
        )
        if not named and not tracked:
            yield f"A table has neither title nor description: “{says}”."


def _levels(document: Element, styles: Element) -> Iterator[str]:
    by_name = {s.get(f"{W}styleId"): s for s in styles.iter(f"{W}style")}

    def level_of(name: str | None) -> int | None:
        for _ in range(20):  # along basedOn; a longer chain would be a circle
            style = by_name.get(name)
            if style is None:
                return None
            level = style.find(f"{W}pPr/{W}outlineLvl")
            if level is not None:
                value = int(level.get(f"{W}val", "9"))
                return value + 1 if value < 9 else None
            based = style.find(f"{W}basedOn")
            name = None if based is None else based.get(f"{W}val")
        return None

    used = [level_of(s.get(f"{W}val")) for s in document.iter(f"{W}pStyle")]
    levels = [level for level in used if level is not None]
    if not levels:
        yield "It has no headings."
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"A heading of level {after} follows one of level {before}."


if __name__ == "__main__":
    serve(judge)
