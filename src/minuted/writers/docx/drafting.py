"""The mark of a draft: the word DRAFT in the header of every page, and large behind its text.

Word has up to three headers a section: the usual one, the first page's and the even pages'. Each
that any page may show gets the mark, and where the office made none, one is made to bear it.
"""

from lxml import etree

from minuted.writers.docx import ooxml
from minuted.writers.docx.emptiness import bound
from minuted.writers.docx.ooxml import BODY_PREFIXES, W, r, w
from minuted.writers.docx.package import Package

DRAFT = "draft"
"""The value that is not empty in a draft."""

_PLACED = "position:absolute;margin-left:0;margin-top:0;width:430pt;height:172pt;rotation:315;"
_CENTRED = "".join(
    f"mso-position-{way}:center;mso-position-{way}-relative:margin;"
    for way in ("horizontal", "vertical")
)
_BEHIND = f"{_PLACED}z-index:-251658752;{_CENTRED}"

# The shape type is Word's own for WordArt, as it writes it for its watermarks.
_MARK = f"""<w:p xmlns:w="{W}" xmlns:v="{ooxml.V}" xmlns:o="{ooxml.OFFICE}">
<w:pPr><w:suppressLineNumbers/><w:spacing w:before="0" w:after="60" w:line="240"
 w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>
<w:r><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>
<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>
<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/>
</v:formulas><v:path textpathok="t" o:connecttype="custom"
 o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/>
</v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>
<v:shape id="MinutedDraft{{number}}" o:spid="_x0000_s{{shape}}" type="#_x0000_t136" alt=""
 style="{_BEHIND}" o:allowincell="f" fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".5"/>
<v:textpath style="font-family:Arial;font-size:1pt;font-weight:bold" string="DRAFT"/></v:shape>
</w:pict></w:r>
<w:r><w:rPr><w:b/><w:bCs/><w:vanish w:val="0"/><w:color w:val="B00020"/><w:spacing w:val="20"/>
<w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr><w:t>DRAFT: not adopted</w:t></w:r>
</w:p>"""
_EMPTY_HEADER = f'<w:hdr xmlns:w="{W}"><w:p/></w:hdr>'
_FIRST_SHAPE = 20_481
"""Word counts the shapes of headers from a block of its own, far from the body's."""


def open_drafts(package: Package) -> None:
    """Give every header that a page may show the mark, for drafts only."""
    document = package.trees[package.document]
    sections = sections_of(document)
    marked: set[str] = set()
    there: dict[str, str] = {}
    for section in sections:
        for reference in section.iterchildren(w("headerReference")):
            there[reference.get(w("type"), "default")] = reference.get(r("id"), "")
        for kind in _kinds(package, section):
            if kind not in there:
                there[kind] = _add_header(package, section, kind)
        for ident in there.values():
            part = _header_part(package, ident)
            if part and part not in marked:
                marked.add(part)
                _mark(package.trees[part], len(marked))


def sections_of(document: etree._Element) -> list[etree._Element]:
    """Return the properties of each section in order; the last is made where it is missing."""
    body = document.find(w("body"))
    if body is not None and body.find(w("sectPr")) is None:
        etree.SubElement(body, w("sectPr"))
    # What a tracked change keeps of an earlier section is none of the sections.
    inside_change = w("sectPrChange")
    everything = document.iter(w("sectPr"))
    return [one for one in everything if next(one.iterancestors(inside_change), None) is None]


def _kinds(package: Package, section: etree._Element) -> list[str]:
    """Return the kinds of header that pages of a section may show."""
    settings = package.trees.get(package.target(package.document, ooxml.REL_SETTINGS))
    kinds = ["default"]
    if _is_on(section.find(w("titlePg"))):
        kinds.append("first")
    if settings is not None and _is_on(settings.find(w("evenAndOddHeaders"))):
        kinds.append("even")
    return kinds


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(w("val"), "1") not in ("0", "false", "off")


def _header_part(package: Package, ident: str) -> str:
    for one in package.relationships.get(package.document, ()):
        if one.id == ident and one.target in package.trees:
            return one.target
    return ""


def _add_header(package: Package, section: etree._Element, kind: str) -> str:
    """Give a section an empty header and return the id of the relationship to it."""
    folder = package.document.rpartition("/")[0]
    part = package.free_name(folder, "header-draft", "xml")
    package.add_tree(part, ooxml.TYPE_HEADER, etree.fromstring(_EMPTY_HEADER))
    ident = package.relate(package.document, ooxml.REL_HEADER, part)
    reference = etree.Element(w("headerReference"), nsmap=BODY_PREFIXES)
    reference.set(w("type"), kind)
    reference.set(r("id"), ident)
    section.insert(0, reference)
    return ident


def _mark(header: etree._Element, number: int) -> None:
    text = _MARK.replace("{number}", str(number)).replace("{shape}", str(_FIRST_SHAPE + number))
    mark = etree.fromstring(text, etree.XMLParser(remove_blank_text=True))
    header.insert(0, mark)
    bound(mark, f"when {DRAFT}")
