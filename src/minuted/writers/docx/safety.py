"""Whether a template could do more than be read: macros, embedded programs, outside pictures."""

from collections.abc import Iterator

from minuted.model.diagnostic import Diagnostic
from minuted.writers.docx import ooxml
from minuted.writers.docx.faults import error
from minuted.writers.docx.package import Package

_MACROS = ("vbaProject", "vbaData", "wordVbaData", "keyMapCustomizations", "attachedToolbars")
_EMBEDDED = ("oleObject", "package", "control", "activeXControlBinary", "aFChunk", "subDocument")
_FETCHING = ("LINK", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DATABASE", "RD")
_STARTING = ("DDE", "DDEAUTO", "MACROBUTTON", "EMBED", "CONTROL", "HTMLCONTROL")
_ACTIVE_FIELDS = frozenset((*_FETCHING, *_STARTING))


def safety_problems(package: Package) -> Iterator[Diagnostic]:
    """Yield an error for each kind of thing in the file that is refused."""
    everything = [one for some in package.relationships.values() for one in some]
    kinds = {one.type.rpartition("/")[2] for one in everything}
    macro_types = any("macro" in package.type_of(part).lower() for part in package.parts)
    if macro_types or kinds.intersection(_MACROS):
        yield error(
            "template-macros",
            "The template holds macros.",
            "Save it in Word as “Word Document (*.docx)”, which has none.",
        )
    if kinds.intersection(_EMBEDDED):
        yield error(
            "template-embedded",
            "The template holds an embedded object, such as a spreadsheet or a control.",
            "Delete the object in Word, or paste it again as a picture.",
        )
    for one in everything:
        if one.external and one.type != ooxml.REL_HYPERLINK:
            yield error("template-outside", *_outside(one.type.rpartition("/")[2], one.target))
    for name in sorted(_active_fields(package)):
        yield error(
            "template-field-code",
            f"The template holds the field {name}, which fetches or starts something.",
            "Click on it in Word, press Ctrl+Shift+F9 to turn it into plain text, and save.",
        )


def _outside(kind: str, target: str) -> tuple[str, str]:
    if kind == "attachedTemplate":
        return (
            f"The template is itself attached to another template ({target}).",
            "In Word: Developer, Document Template, and choose Normal there.",
        )
    return (
        f"The template fetches something from outside the file ({target}).",
        "In Word, delete the linked picture or object and insert it again as part of the file.",
    )


def _active_fields(package: Package) -> Iterator[str]:
    """Yield the name of each field in use that acts; a name may be spread over several runs."""
    for tree in package.trees.values():
        for simple in tree.iter(ooxml.w("fldSimple")):
            yield from _active(simple.get(ooxml.w("instr"), ""))
        open_codes: list[str] = []
        for element in tree.iter(ooxml.w("fldChar"), ooxml.w("instrText")):
            if element.tag == ooxml.w("instrText"):
                if open_codes:
                    open_codes[-1] += element.text or ""
                continue
            match element.get(ooxml.w("fldCharType")):
                case "begin":
                    open_codes.append("")
                case "separate" | "end" if open_codes:
                    yield from _active(open_codes[-1])
                    if element.get(ooxml.w("fldCharType")) == "end":
                        open_codes.pop()
                case _:
                    pass


def _active(code: str) -> Iterator[str]:
    word = code.split(maxsplit=1)[0].upper() if code.strip() else ""
    if word in _ACTIVE_FIELDS:
        yield word
