"""A template's colour, font and logo, made places that a school's brand fills."""

import colorsys
import re
from collections.abc import Iterable

from lxml import etree

from minuted.model.contrast import text_in
from minuted.model.copy import Brand
from minuted.model.diagnostic import Diagnostic
from minuted.writers import raster
from minuted.writers.docx import ooxml
from minuted.writers.docx.emptiness import LOGO, LOGO_ALT, bound
from minuted.writers.docx.faults import error, warning
from minuted.writers.docx.ooxml import PIC, WP, A, r, w
from minuted.writers.docx.package import Package
from minuted.writers.docx.pieces import escape, slot
from minuted.writers.logos import word_logo

_LOGO_MARK = re.compile(r"\{\{\s*logo\s*\}\}")
_HEX_BYTE = re.compile(r"[0-9A-F]{2}")
_ACCENT = "accent1"

COLOUR, FONT, SIZE = "brand.colour", "brand.font", "logo.size"


def is_brand_slot(name: str) -> bool:
    """Whether a slot's value depends on the brand alone."""
    return name.partition("|")[0] in (COLOUR, FONT, LOGO_ALT, SIZE, LOGO)


def open_colours(root: etree._Element) -> None:
    """Let every colour that follows the theme's first accent follow the brand.

    Word takes the colour from the theme; the value beside it is for programs that do not.
    """
    for element in root.iter(etree.Element):
        if element.get(w("themeColor")) == _ACCENT:
            attribute = "val" if element.tag == w("color") else "color"
            element.set(w(attribute), _shade_slot(element, "theme"))
        if element.get(w("themeFill")) == _ACCENT:
            element.set(w("fill"), _shade_slot(element, "themeFill"))


def _shade_slot(element: etree._Element, prefix: str) -> str:
    mixed = [element.get(w(prefix + how), "").upper() for how in ("Tint", "Shade")]
    tint, shade = (part if _HEX_BYTE.fullmatch(part) else "FF" for part in mixed)
    return slot(COLOUR if tint == shade == "FF" else f"{COLOUR}|{tint}|{shade}")


def open_theme(root: etree._Element) -> None:
    """Let the theme's first accent and its Latin fonts follow the brand."""
    for accent in root.iter(f"{{{A}}}{_ACCENT}"):
        for child in list(accent):
            accent.remove(child)
        etree.SubElement(accent, f"{{{A}}}srgbClr").set("val", slot(COLOUR))
    for kind in ("majorFont", "minorFont"):
        for latin in root.iterfind(f".//{{{A}}}{kind}/{{{A}}}latin"):
            latin.set("typeface", slot(f"{FONT}|{latin.get('typeface', '')}"))
            # The digits describe the old typeface's shapes and would mislead a substitution.
            latin.attrib.pop("panose", "")


def open_logos(package: Package, problems: list[Diagnostic]) -> str:
    """Make each picture whose alternative text has `{{ logo }}` a place for the brand's logo.

    Returns:
        the name of the part that the logo is to be; empty where the template has no place.
    """
    part_of_logo = package.free_name("word/media", "logo", "png")
    found, misplaced = False, False
    for part, root in package.trees.items():
        relationship = ""
        for drawing in list(root.iter(w("drawing"))):
            named = any(map(_names_logo, drawing.iter(f"{{{WP}}}docPr", f"{{{PIC}}}cNvPr")))
            if not named or not _is_one_picture(drawing):
                continue
            found = True
            relationship = relationship or package.relate(part, ooxml.REL_IMAGE, part_of_logo)
            _open_logo(drawing, relationship)
        misplaced = misplaced or any(map(_names_logo, root.iter(etree.Element)))
    if misplaced:
        problems.append(_no_picture())
    elif not found:
        problems.append(_no_logo())
    if not found:
        return ""
    package.parts[part_of_logo] = b""
    package.defaults["png"] = "image/png"
    return part_of_logo


def _no_logo() -> Diagnostic:
    return warning(
        "template-logo",
        "The template has no place for a logo, so no copy shows one.",
        "Insert a picture where the logo goes, and write {{ logo }} as its alternative "
        "text (right click, View Alt Text).",
    )


def _names_logo(element: etree._Element) -> bool:
    return any(_LOGO_MARK.search(element.get(name, "")) for name in ("descr", "title", "alt"))


def _no_picture() -> Diagnostic:
    return error(
        "template-logo",
        "In the template, {{ logo }} is the alternative text of something that is no plain "
        "picture, such as a group, a shape or a chart.",
        "Ungroup it, or insert the placeholder picture again (Insert, Pictures).",
    )


def _is_one_picture(drawing: etree._Element) -> bool:
    pictures = list(drawing.iter(f"{{{PIC}}}pic"))
    return len(pictures) == 1 and len(list(drawing.iter(f"{{{A}}}blip"))) == 1


def _open_logo(drawing: etree._Element, relationship: str) -> None:
    """Leave the picture's place and effects, and open its image, size and words."""
    for element in drawing.iter(f"{{{WP}}}docPr", f"{{{PIC}}}cNvPr"):
        element.set("descr", slot(LOGO_ALT))
        element.attrib.pop("title", "")
    for blip in drawing.iter(f"{{{A}}}blip"):
        blip.attrib.pop(r("link"), "")
        blip.set(r("embed"), relationship)
        # A second, vector image here would be shown instead of the school's.
        for more in list(blip.iterchildren(f"{{{A}}}extLst")):
            blip.remove(more)
    for crop in list(drawing.iter(f"{{{A}}}srcRect")):
        crop.attrib.clear()
    box = next(drawing.iter(f"{{{WP}}}extent"), None)
    if box is not None:
        size = f"{SIZE}|{_length(box, 'cx')}|{_length(box, 'cy')}"
        inner = drawing.iterfind(f".//{{{PIC}}}spPr/{{{A}}}xfrm/{{{A}}}ext")
        for extent in (box, *inner):
            extent.set("cx", slot(f"{size}|cx"))
            extent.set("cy", slot(f"{size}|cy"))
    bound(drawing, f"when {LOGO}")


def _length(box: etree._Element, side: str) -> int:
    """Return a side of a picture's box in EMU; a centimetre where the file does not say."""
    text = box.get(side, "")
    return int(text) if text.isdecimal() and 0 < len(text) < 12 else 360_000


def drop_unused_images(package: Package) -> None:
    """Drop the pointers to images that no picture shows any more, the placeholder's among them."""
    for part, root in package.trees.items():
        shown = {
            value
            for element in root.iter(etree.Element)
            for key, value in element.attrib.items()
            if str(key).startswith(f"{{{ooxml.R}}}")
        }
        if part in package.relationships:
            package.relationships[part] = [
                one
                for one in package.relationships[part]
                if one.type != ooxml.REL_IMAGE or one.id in shown
            ]


def brand_values(names: Iterable[str], brand: Brand) -> dict[str, bytes]:
    """Return the values of the brand's slots among the names, as escaped XML."""
    values = {}
    for name in names:
        kind, _, detail = name.partition("|")
        match kind:
            case "brand.colour":
                # headings take this colour, so it must be one that can be read on paper
                text = _shaded(text_in(brand.colour), *filter(None, detail.split("|")))
            case "brand.font":
                text = brand.font or detail
            case "logo.alt":
                text = brand.logo_alt
            case "logo.size":
                width, height, side = detail.split("|")
                text = str(_fit(brand, int(width), int(height))[side])
            case "logo":
                text = "yes" if brand.logo else ""
            case _:
                continue
        values[name] = escape(text).encode()
    return values


def _fit(brand: Brand, width: int, height: int) -> dict[str, int]:
    """Return the largest size of the logo in a box, its aspect ratio kept; any unit."""
    if not brand.logo:
        return {"cx": width, "cy": height}
    wide, high = raster.pixel_size(word_logo(brand))
    scale = min(width / wide, height / high)
    return {"cx": max(1, round(wide * scale)), "cy": max(1, round(high * scale))}


def _shaded(colour: str, tint: str = "FF", shade: str = "FF") -> str:
    """Return a colour as Word lightens or darkens it: by its lightness alone."""
    digits = colour.lstrip("#").upper()
    if tint == shade == "FF":
        return digits
    rgb = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    hue, light, saturation = colorsys.rgb_to_hls(*rgb)
    light = light * int(tint, 16) / 255 + (1 - int(tint, 16) / 255)
    light = light * int(shade, 16) / 255
    mixed = colorsys.hls_to_rgb(hue, light, saturation)
    return "".join(f"{round(channel * 255):02X}" for channel in mixed)
