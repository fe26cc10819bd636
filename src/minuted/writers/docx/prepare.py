"""The office's template, read once for all policies and all schools.

policy.docx ──read──▶ Package ──open placeholders, logo, colours, headers──▶ Prepared
                                                                           ├─ fixed members
                                                                           ├─ members by brand
                                                                           └─ members by copy
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from minuted.model.copy import Brand
from minuted.model.diagnostic import Diagnostic, in_file_order
from minuted.model.opc import Relationship, relationships_name
from minuted.writers.docx import branding, drafting, notes, ooxml
from minuted.writers.docx.faults import error, warning
from minuted.writers.docx.look import Look, read_column, read_look
from minuted.writers.docx.members import relationships_pieces, serialise
from minuted.writers.docx.ooxml import w
from minuted.writers.docx.opened import styles_and_lists
from minuted.writers.docx.package import Package, PackageFaultError, read_package
from minuted.writers.docx.pieces import Pieces, fill, slot, slots, split
from minuted.writers.docx.placeholders import TEXT, Found, open_part
from minuted.writers.docx.properties import open_properties
from minuted.writers.docx.safety import safety_problems
from minuted.writers.docx.zipping import Member, deflate
from minuted.writers.logos import word_logo

_NAMED = "{{ policy.text }}"


@dataclass(frozen=True, eq=False)
class Prepared:
    """A template that is ready to take texts.

    Attributes:
        look: what the text takes from it.
        fixed: members that are the same in every copy.
        branded: members that differ by brand alone.
        open: members that differ by copy, the document among them; it has the slot of the text.
        document, footnotes: names of those parts; notes of the text go where the slot is.
        relationships: of the document and of the footnotes; the text adds its own.
        defaults, overrides: content types; the text adds its own.
        logo: the logo's part; empty where the template has no place for one.
        first_bookmark, first_drawing, first_note: numbers that the template leaves free.
    """

    look: Look
    fixed: tuple[Member, ...]
    branded: Mapping[str, Pieces]
    open: Mapping[str, Pieces]
    document: str
    footnotes: str
    relationships: Mapping[str, tuple[Relationship, ...]]
    defaults: Mapping[str, str]
    overrides: Mapping[str, str]
    logo: str
    first_bookmark: int
    first_drawing: int
    first_note: int


@lru_cache(maxsize=4)
def prepare(template: bytes) -> tuple[Prepared | None, tuple[Diagnostic, ...]]:
    """Return the template, ready, and every complaint about it; None where one is an error."""
    try:
        package = read_package(template)
        problems = list(safety_problems(package))
        if problems:  # nothing else may look into such a file
            return None, tuple(in_file_order(problems))
        styles, lists = styles_and_lists(template)
    except PackageFaultError as fault:
        return None, (error(fault.code, fault.message, fault.hint),)
    problems += _unfinished(package)
    # Headers first: a paragraph may be copied later on, and then takes its section's with it.
    _drop_thumbnail(package)
    drafting.open_drafts(package)
    logo = branding.open_logos(package, problems)
    _open_theme_and_colours(package)
    open_properties(package)
    found = Found()
    for tree in package.trees.values():
        open_part(tree, found)
    problems += found.problems
    if not found.rows:
        problems.append(_no_version_table())
    section = _section_of_text(package, found)
    problems += _open_text(package, found)
    look = read_look(styles, lists, read_column(section), problems)
    ordered = tuple(in_file_order(problems))
    if any(problem.is_error for problem in ordered):
        return None, ordered
    return _ready(package, look, logo), ordered


class KnownBrands:
    """What brands came to with one template, while there is room.

    A trust's schools come round with every policy. What is full stays as it is: of a ring that is
    longer than its memory, one that forgets what is oldest would never know anything.
    """

    MOST_BYTES = 64_000_000

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._members: dict[Brand, Mapping[str, Member]] = {}
        self._prepared: Prepared | None = None
        self._room = self.MOST_BYTES

    def of(self, prepared: Prepared, brand: Brand) -> Mapping[str, Member]:
        """Return the members that differ by brand alone.

        Raises:
            RenderError: the logo cannot be read.
        """
        if prepared is not self._prepared:
            self.clear()
            self._prepared = prepared
        members = self._members.get(brand)
        if members is None:
            members = brand_members(prepared, brand)
            taken = len(brand.logo) + sum(len(member.deflated) for member in members.values())
            if taken <= self._room:
                self._room -= taken
                self._members[brand] = members
        return members


known_brands = KnownBrands()


def brand_members(prepared: Prepared, brand: Brand) -> Mapping[str, Member]:
    """Return the members that differ by brand alone, compressed, by name; the logo among them.

    Raises:
        RenderError: the logo cannot be read.
    """
    names = {name for pieces in prepared.branded.values() for name in slots(pieces)}
    values = branding.brand_values(names, brand)
    members = {
        name: deflate(name, fill(pieces, values, ())) for name, pieces in prepared.branded.items()
    }
    if prepared.logo and brand.logo:
        members[prepared.logo] = deflate(prepared.logo, word_logo(brand))
    return members


def _unfinished(package: Package) -> Iterable[Diagnostic]:
    changes = ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "sectPrChange")
    for tree in package.trees.values():
        if next(tree.iter(*map(w, changes), w("commentReference")), None) is not None:
            yield warning(
                "template-review",
                "The template holds tracked changes or comments, which every copy would show.",
                "Accept or reject them all and delete the comments (Review), then save.",
            )
            return


def _drop_thumbnail(package: Package) -> None:
    """Drop the small picture of the template, which would stand for the copy in a folder."""
    everything = package.relationships.get("", [])
    package.relationships[""] = [
        r for r in everything if not r.type.endswith("/metadata/thumbnail")
    ]


def _open_theme_and_colours(package: Package) -> None:
    for part, tree in package.trees.items():
        branding.open_colours(tree)
        if package.type_of(part).endswith("theme+xml"):
            branding.open_theme(tree)
        if tree.tag == w("styles"):
            _name_language(tree)


def _name_language(styles: etree._Element) -> None:
    """Say that the words are British English where the template does not say what they are."""
    defaults = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    if defaults is not None and defaults.find(w("lang")) is None:
        language = etree.Element(w("lang"))
        language.set(w("val"), "en-GB")
        after = [w(n) for n in ("eastAsianLayout", "specVanish", "oMath", "rPrChange")]
        later = [child for child in defaults if child.tag in after]
        defaults.insert(defaults.index(later[0]) if later else len(defaults), language)


def _no_version_table() -> Diagnostic:
    return error(
        "template-version-table",
        "The template has no version table.",
        "Insert a table with a heading row, and in one further row write {{ row.version }}, "
        "{{ row.date }}, {{ row.narrative }}, {{ row.minute }} and {{ row.review_date }}.",
    )


def _section_of_text(package: Package, found: Found) -> etree._Element | None:
    """Return the properties of the section in which the text stands: the next that end one."""
    sections = drafting.sections_of(package.trees[package.document])
    if not found.texts:
        return sections[-1]
    after = False
    for element in package.trees[package.document].iter(w("p"), w("sectPr")):
        after = after or element is found.texts[0]
        if after and element.tag == w("sectPr") and element in sections:
            return element
    return sections[-1]


def _open_text(package: Package, found: Found) -> Iterable[Diagnostic]:
    """Put the slot of the text where its paragraph is."""
    if not found.texts:
        yield error(
            "template-text",
            f"The template has no {_NAMED}, the place where the policy's text goes.",
            f"Write {_NAMED} in a paragraph of its own, under the version table.",
        )
    elif len(found.texts) > 1:
        yield error(
            "template-text",
            f"The template has {_NAMED} {len(found.texts)} times.",
            "Leave it in one place.",
        )
    else:
        yield from _replace_by_slot(package, found.texts[0])


def _replace_by_slot(package: Package, paragraph: etree._Element) -> Iterable[Diagnostic]:
    body = package.trees[package.document].find(w("body"))
    words = "".join(text.text or "" for text in paragraph.iter(w("t")))
    if body is None or paragraph.getparent() is not body or words.strip() != slot(TEXT):
        yield error(
            "template-text",
            f"{_NAMED} does not stand alone in a paragraph of the template's own text.",
            "Give it a paragraph of its own, outside tables, text boxes, headers and footers.",
        )
        return
    section = paragraph.find(f"{w('pPr')}/{w('sectPr')}")
    if section is not None:
        ends = etree.Element(w("p"), nsmap={"w": ooxml.W})
        etree.SubElement(ends, w("pPr")).append(section)
        paragraph.addnext(ends)
    before = paragraph.getprevious()
    if before is None:
        body.text = slot(TEXT)
    else:
        before.tail = slot(TEXT)
    body.remove(paragraph)


def _ready(package: Package, look: Look, logo: str) -> Prepared:
    document = package.document
    footnotes = package.target(document, ooxml.REL_FOOTNOTES)
    first_note = notes.open_notes(package.trees[footnotes]) if footnotes else 1
    branding.drop_unused_images(package)
    package.drop_unreachable()
    pieces: dict[str, Pieces] = {}
    for name, content in package.parts.items():
        tree = package.trees.get(name)
        if name == logo:
            continue
        pieces[name] = split(serialise(tree)) if tree is not None else (content,)
    own = (document, footnotes) if footnotes else (document,)
    for part, relationships in package.relationships.items():
        if part not in own:
            pieces[relationships_name(part)] = relationships_pieces(part, relationships, logo)
    fixed: list[Member] = []
    branded: dict[str, Pieces] = {}
    open_: dict[str, Pieces] = {}
    for name, some in pieces.items():
        wanted = set(slots(some))
        if name in own or not all(map(branding.is_brand_slot, wanted)):
            open_[name] = some
        elif wanted:
            branded[name] = some
        else:
            fixed.append(deflate(name, fill(some, {}, ()), level=9))
    return Prepared(
        look=look,
        fixed=tuple(fixed),
        branded=branded,
        open=open_,
        document=document,
        footnotes=footnotes,
        relationships={part: tuple(package.relationships.get(part, ())) for part in own},
        defaults=package.defaults,
        overrides=package.overrides,
        logo=logo,
        first_bookmark=1 + _highest(package, [w("bookmarkStart")], w("id")),
        first_drawing=1
        + _highest(package, [f"{{{ooxml.WP}}}docPr", f"{{{ooxml.PIC}}}cNvPr"], "id"),
        first_note=first_note,
    )


def _highest(package: Package, tags: list[str], attribute: str) -> int:
    texts = [e.get(attribute, "") for tree in package.trees.values() for e in tree.iter(*tags)]
    return max((int(text) for text in texts if text.isdecimal() and len(text) < 10), default=0)
