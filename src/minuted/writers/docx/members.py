"""Parts as the members of a zip: their XML, their relationships, the list of content types."""

import posixpath
from collections.abc import Iterable, Mapping

from lxml import etree

from minuted.model.opc import Relationship
from minuted.writers.docx import ooxml
from minuted.writers.docx.ooxml import BODY_PREFIXES, w
from minuted.writers.docx.pieces import Pieces, escape, split

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def serialise(root: etree._Element) -> bytes:
    """Return a part as bytes, with the prefixes at its root that the text's XML counts on."""
    if root.tag in (w("document"), w("footnotes")):
        root = _with_prefixes(root)
    return DECLARATION.encode() + etree.tostring(root, encoding="utf-8", xml_declaration=False)


def _with_prefixes(root: etree._Element) -> etree._Element:
    if all(root.nsmap.get(prefix) == uri for prefix, uri in BODY_PREFIXES.items()):
        return root
    prefixes = {prefix: uri for prefix, uri in root.nsmap.items() if prefix is not None}
    wider = etree.Element(root.tag, nsmap={**prefixes, **BODY_PREFIXES})
    wider.attrib.update(root.attrib)
    wider.text = root.text
    wider.extend(list(root))
    return wider


def relationships_pieces(
    part: str, relationships: Iterable[Relationship], logo: str = ""
) -> Pieces:
    """Return a part's relationships; the one to the logo stands only where there is a logo."""
    done = [DECLARATION, f'<Relationships xmlns="{ooxml.RELATIONSHIPS}">']
    folder = posixpath.dirname(part)
    for one in relationships:
        target, mode = one.target, ' TargetMode="External"'
        if not one.external:
            target, mode = posixpath.relpath(f"/{one.target}", f"/{folder}"), ""
        xml = (
            f'<Relationship Id="{escape(one.id)}" Type="{escape(one.type)}" '
            f'Target="{escape(target)}"{mode}/>'
        )
        conditional = logo and one.target == logo and not one.external
        done.append(f"<?minuted when logo?>{xml}<?minuted end?>" if conditional else xml)
    return split("".join([*done, "</Relationships>"]).encode())


def content_types(defaults: Mapping[str, str], overrides: Mapping[str, str]) -> bytes:
    """Return the part that names every part's type."""
    done = [DECLARATION, f'<Types xmlns="{ooxml.CONTENT_TYPES}">']
    for ending, kind in defaults.items():
        done.append(f'<Default Extension="{escape(ending)}" ContentType="{escape(kind)}"/>')
    for name, kind in overrides.items():
        done.append(f'<Override PartName="/{escape(name)}" ContentType="{escape(kind)}"/>')
    return "".join([*done, "</Types>"]).encode()
