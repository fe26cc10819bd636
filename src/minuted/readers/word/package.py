"""The parts of a Word file, unpacked one at a time and never trusted.

Nothing outside the file is fetched, no entity is expanded, and no more is unpacked than a policy
can need: a part is looked at only when the text leads to it.
"""

import zipfile
from typing import Final

from lxml import etree

from minuted.model.opc import (
    CONTENT_TYPES_PART,
    MOST_PARTS,
    UNZIP_ERRORS,
    Relationship,
    TooManyPartsError,
    open_zip,
    read_member,
    read_relationship,
    relationships_name,
)
from minuted.readers.word.faults import SAVE_AGAIN, WordFaultError
from minuted.readers.word.kinds import no_document, refuse_other_files
from minuted.readers.word.names import STRICT, Element, w

MOST_FILE: Final = 100_000_000
MOST_XML: Final = 50_000_000
MOST_XML_IN_ALL: Final = 100_000_000
MOST_SIGNS: Final = 2_500_000
"""The most `<` that one part may have: each element costs memory and time, however small."""

MOST_PICTURES: Final = 200_000_000
_OFFICE_DOCUMENT: Final = "/officeDocument"
_MACROS: Final = ("vbaProject", "wordVbaData")


class Package:
    """The parts of one file.

    Attributes:
        document: the name of the main part.
        macros: whether the file brings macros, which are never looked at.
    """

    def __init__(self, data: bytes) -> None:
        """Open a file.

        Raises:
            WordFaultError: it is no Word file, it is broken, or it is made to do harm.
        """
        if len(data) > MOST_FILE:
            raise _too_large(f"is {len(data) // 1_000_000} MB", MOST_FILE)
        refuse_other_files(data)
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self._pictures_left = MOST_PICTURES
        self._xml_left = MOST_XML_IN_ALL
        self._unpacked: set[str] = set()
        try:
            self._zip = open_zip(data)
            infos = [i for i in self._zip.infolist() if i.filename and not i.is_dir()]
        except TooManyPartsError as error:
            raise _too_large(f"has {error} parts", MOST_PARTS) from error
        except UNZIP_ERRORS as error:
            raise _broken("the zip that it is has no end: part of it is missing") from error
        for info in infos:
            name = info.filename.replace("\\", "/").lstrip("/").lower()
            if name in self._infos:
                raise _broken(f"it holds the part {name} twice")
            self._infos[name] = info
        self.document = self._find_document(data)
        self.macros = any(
            one.type.endswith(_MACROS) for one in self.related(self.document).values()
        ) or any(name.endswith("vbaproject.bin") for name in self._infos)

    def has(self, part: str) -> bool:
        """Whether the file has a part of that name; names differ in case in some files."""
        return part.lower() in self._infos

    def picture(self, part: str) -> bytes | None:
        """Return the bytes of a picture; None where it is missing, broken or far too large."""
        info = self._infos.get(part.lower())
        if info is None or info.file_size > self._pictures_left:
            return None
        self._pictures_left -= info.file_size
        try:
            return read_member(self._zip, info)
        except UNZIP_ERRORS:
            return None

    def tree(self, part: str) -> Element | None:
        """Return a part's XML; None where there is no such part.

        Raises:
            WordFaultError: it is broken, or made to do harm.
        """
        info = self._infos.get(part.lower())
        if info is None:
            return None
        if info.file_size > MOST_XML:
            what = f"unpacks to {info.file_size // 1_000_000} MB in one part ({part})"
            raise _too_large(what, MOST_XML)
        if part.lower() not in self._unpacked:  # parts that overlap in the zip cost nothing to add
            self._unpacked.add(part.lower())
            self._xml_left -= info.file_size
        if self._xml_left < 0:
            what = f"unpacks to more than {MOST_XML_IN_ALL // 1_000_000} MB"
            raise _too_large(what, MOST_XML_IN_ALL)
        try:
            content = read_member(self._zip, info)
        except UNZIP_ERRORS as error:
            raise _broken(f"its part {part} cannot be unpacked") from error
        if content.count(b"<") > MOST_SIGNS:
            raise _too_large(f"has more in its part {part} than any policy", MOST_XML)
        return _parsed(content, part)

    def related(self, part: str) -> dict[str, Relationship]:
        """Return a part's pointers by their ids; of the file as a whole for the empty name."""
        known = self._relationships.get(part)
        if known is None:
            root = self.tree(relationships_name(part))
            known = {
                element.get("Id", ""): read_relationship(
                    part,
                    element.get("Id", ""),
                    element.get("Type", ""),
                    element.get("Target", ""),
                    element.get("TargetMode", ""),
                )
                for element in ([] if root is None else root)
            }
            self._relationships[part] = known
        return known

    def first(self, kind: str) -> str:
        """Return the part that the main part points to by a kind such as `styles`, or ''."""
        for one in self.related(self.document).values():
            if one.type.endswith(f"/{kind}") and not one.external and self.has(one.target):
                return one.target
        return ""

    def _find_document(self, data: bytes) -> str:
        targets = [
            one.target
            for one in self.related("").values()
            if one.type.endswith(_OFFICE_DOCUMENT) and not one.external
        ]
        for target in (*targets, "word/document.xml"):
            if self.has(target) and not target.lower().startswith(("xl/", "ppt/")):
                return target
        if self.has(CONTENT_TYPES_PART) and any(name.startswith("word/") for name in self._infos):
            raise _broken("the part that holds its text is missing")
        raise no_document(data)


def _parsed(content: bytes, part: str) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if _declares(content):
            raise _entities(part) from error
        said = getattr(error, "msg", "") or str(error)
        if "epth" in said:
            raise WordFaultError(
                "word-too-deep",
                f"The document's part {part} has things within things more than 250 deep.",
                "No program writes such a file: ask whoever sent it for another copy.",
            ) from error
        if "huge text" in said.lower():
            raise _too_large(f"has a word without end in its part {part}", MOST_XML) from error
        raise _broken(f"its part {part} is cut short or damaged") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _entities(part)
    space = str(root.tag).rpartition("}")[0][1:]
    if space.startswith("http://purl.oclc.org/ooxml/"):
        _loosen(root)
    return root


def _declares(content: bytes) -> bool:
    return any("<!DOCTYPE".encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be"))


def _entities(part: str) -> WordFaultError:
    return WordFaultError(
        "word-entities",
        f"The document's part {part} declares entities, which no Word file does.",
        "Do not use this file: ask whoever sent it for another copy.",
    )


def _loosen(root: Element) -> None:
    """Let the names of “Strict Open XML” be the usual ones."""
    for element in root.iter("*"):
        space, _, name = str(element.tag).rpartition("}")
        if space[1:] in STRICT:
            element.tag = f"{{{STRICT[space[1:]]}}}{name}"
        for key, content in list(element.attrib.items()):
            space, _, name = str(key).rpartition("}")
            if space[1:] in STRICT:
                del element.attrib[key]
                element.set(f"{{{STRICT[space[1:]]}}}{name}", str(content))


def _broken(why: str) -> WordFaultError:
    return WordFaultError("word-broken", f"The document is broken: {why}.", SAVE_AGAIN)


def _too_large(what: str, most: int) -> WordFaultError:
    limit = f"{most // 1_000_000} MB" if most > 1_000_000 else str(most)
    return WordFaultError(
        "word-too-large",
        f"The document {what}, and at most {limit} are read.",
        "In Word make its pictures smaller (Picture Format, Compress Pictures), or part it in two.",
    )


def body_of(root: Element | None) -> Element:
    """Return the element that holds the text.

    Raises:
        WordFaultError: there is none.
    """
    bodies = [] if root is None else root.findall(w("body"))
    if len(bodies) != 1:
        raise _broken("the part that is to hold its text holds none, or more than one")
    return bodies[0]
