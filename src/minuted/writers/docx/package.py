"""A Word file as its parts, read without trusting it.

    policy.docx ── word/document.xml ──relationships──▶ word/styles.xml, word/header1.xml …

Parts are named as in the zip, without a slash in front. Nothing outside the file is ever fetched,
no entity is expanded, and no more is unpacked than a policy can need.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO

from lxml import etree

from minuted.model.opc import CONTENT_TYPES_PART, UNZIP_ERRORS, Relationship, read_relationship
from minuted.writers.docx import ooxml
from minuted.writers.docx.pieces import has_slot_marks

MOST_BYTES = 50_000_000
"""The most that a template may hold when unpacked."""

_MOST_PARTS = 2_000
_SAVE_AGAIN = "Open it in Word, choose File, Save As, “Word Document (*.docx)”, and put that here."


class PackageFaultError(Exception):
    """The file is no Word file that can be used.

    Attributes:
        code: of the diagnostic.
        hint: what to do.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


@dataclass
class Package:
    """The parts of one file, open to change.

    Attributes:
        parts: bytes by part name, relationship parts and content types left out.
        trees: the XML parts, parsed; these count, not their bytes.
        relationships: by the part they belong to; of the file as a whole under the empty name.
        defaults, overrides: content types by file ending and by part name.
        document: the name of the main part.
    """

    parts: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, etree._Element] = field(default_factory=dict)
    relationships: dict[str, list[Relationship]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)
    document: str = ""

    def type_of(self, part: str) -> str:
        """Return the content type of a part; empty where the file names none."""
        ending = posixpath.splitext(part)[1][1:].lower()
        return self.overrides.get(part) or self.defaults.get(ending, "")

    def target(self, part: str, kind: str) -> str:
        """Return the name of the part that `part` points to by that kind of relationship, or ''."""
        for relationship in self.relationships.get(part, ()):
            if relationship.type == kind and not relationship.external:
                return relationship.target
        return ""

    def relate(self, part: str, kind: str, target: str) -> str:
        """Make a part point to another and return the relationship's id, a new one."""
        taken = {relationship.id for relationship in self.relationships.get(part, ())}
        number = next(n for n in range(1, len(taken) + 2) if f"rIdM{n}" not in taken)
        made = Relationship(f"rIdM{number}", kind, target)
        self.relationships.setdefault(part, []).append(made)
        return made.id

    def free_name(self, folder: str, stem: str, ending: str) -> str:
        """Return a part name that is not taken, such as `word/header-minuted-1.xml`."""
        taken = {name.lower() for name in self.parts}
        names = (posixpath.join(folder, f"{stem}-{n}.{ending}") for n in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    def add_tree(self, part: str, content_type: str, tree: etree._Element) -> None:
        """Add an XML part."""
        self.parts[part] = b""
        self.trees[part] = tree
        self.overrides[part] = content_type

    def drop_unreachable(self) -> None:
        """Drop the parts that no relationship leads to, and the types and pointers they had."""
        reached = {""}
        waiting = [""]
        while waiting:
            for relationship in self.relationships.get(waiting.pop(), ()):
                if not relationship.external and relationship.target not in reached:
                    reached.add(relationship.target)
                    waiting.append(relationship.target)
        for name in [name for name in self.parts if name not in reached]:
            del self.parts[name]
            self.trees.pop(name, None)
            self.relationships.pop(name, None)
        self.overrides = {name: kind for name, kind in self.overrides.items() if name in self.parts}


def read_package(data: bytes) -> Package:
    """Read a Word file.

    Raises:
        PackageFaultError: it is none, it is broken, or it is made to do harm.
    """
    members = _unzip(data)
    package = Package()
    if CONTENT_TYPES_PART not in members:
        raise _not_word()
    _read_content_types(package, parse_xml(members.pop(CONTENT_TYPES_PART), CONTENT_TYPES_PART))
    for name, content in members.items():
        folder, base = posixpath.split(name)
        if posixpath.basename(folder) == "_rels" and base.endswith(".rels"):
            part = posixpath.join(posixpath.dirname(folder), base[: -len(".rels")])
            package.relationships[part] = list(_read_relationships(part, parse_xml(content, name)))
        else:
            package.parts[name] = content
    for name, content in package.parts.items():
        if name.endswith(".xml") or package.type_of(name).endswith("xml"):
            package.trees[name] = parse_xml(content, name)
    _settle_names(package)
    package.document = package.target("", ooxml.REL_DOCUMENT)
    _check_document(package)
    return package


def parse_xml(content: bytes, name: str) -> etree._Element:
    """Parse one part; comments and processing instructions are left out.

    Raises:
        PackageFaultError: it is broken, or declares entities, which no Word file does.
    """
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
    except etree.XMLSyntaxError as error:
        raise PackageFaultError(
            "template-broken",
            f"A part of the template ({name}) is broken: {error.msg}.",
            _SAVE_AGAIN,
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise PackageFaultError(
            "template-entities",
            f"A part of the template ({name}) declares entities, which no Word file does.",
            "Do not use this file; ask whoever made it, or start again from a clean template.",
        )
    if has_slot_marks(etree.tostring(root, encoding="unicode")):
        raise PackageFaultError(
            "template-broken",
            f"A part of the template ({name}) holds characters that no document may hold.",
            _SAVE_AGAIN,
        )
    return root


def _not_word() -> PackageFaultError:
    return PackageFaultError(
        "template-not-word",
        "The template is not a Word document: it is another kind of file, or has a password.",
        _SAVE_AGAIN,
    )


def _unzip(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            unpacked = sum(info.file_size for info in infos)
            if unpacked > MOST_BYTES or len(infos) > _MOST_PARTS:
                raise PackageFaultError(
                    "template-too-large",
                    f"The template unpacks to {unpacked // 1_000_000} MB in {len(infos)} parts; "
                    f"at most {MOST_BYTES // 1_000_000} MB in {_MOST_PARTS} are read.",
                    "Make its pictures smaller (in Word: Picture Format, Compress Pictures).",
                )
            members = {info.filename: archive.read(info) for info in infos}
    except UNZIP_ERRORS as error:
        raise _not_word() from error
    if len(members) != len(infos):
        raise PackageFaultError(
            "template-broken", "The template holds the same part twice.", _SAVE_AGAIN
        )
    return members


def _read_content_types(package: Package, root: etree._Element) -> None:
    for element in root:
        kind = element.get("ContentType", "")
        if element.tag == f"{{{ooxml.CONTENT_TYPES}}}Default":
            package.defaults[element.get("Extension", "").lower()] = kind
        elif element.tag == f"{{{ooxml.CONTENT_TYPES}}}Override":
            package.overrides[element.get("PartName", "").lstrip("/")] = kind


def _read_relationships(part: str, root: etree._Element) -> Iterator[Relationship]:
    for element in root:
        yield read_relationship(
            part,
            element.get("Id", ""),
            element.get("Type", ""),
            element.get("Target", ""),
            element.get("TargetMode", ""),
        )


def _settle_names(package: Package) -> None:
    """Let every pointer name its part as the zip does; names differ in case in some files."""
    spelling = {name.lower(): name for name in package.parts}

    def settled(name: str) -> str:
        return spelling.get(name.lower(), name)

    package.overrides = {settled(name): kind for name, kind in package.overrides.items()}
    for part, relationships in package.relationships.items():
        package.relationships[part] = [
            one if one.external else replace(one, target=settled(one.target))
            for one in relationships
        ]


def _check_document(package: Package) -> None:
    root = package.trees.get(package.document)
    strict = any(one.type.startswith(ooxml.STRICT) for one in package.relationships.get("", ()))
    if strict or (root is not None and str(root.tag).startswith("{" + ooxml.STRICT)):
        raise PackageFaultError(
            "template-strict",
            "The template was saved as “Strict Open XML Document”.",
            _SAVE_AGAIN,
        )
    if root is None or root.tag != ooxml.w("document") or root.find(ooxml.w("body")) is None:
        raise _not_word()
