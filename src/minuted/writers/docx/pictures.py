"""Pictures of the text, drawn in the line."""

from minuted.errors import RenderError
from minuted.model.policy import Image
from minuted.writers import raster
from minuted.writers.docx import ooxml
from minuted.writers.docx.ooxml import EMU_PER_MM, EMU_PER_PIXEL, EMU_PER_TWIP
from minuted.writers.docx.pieces import escape
from minuted.writers.docx.sheet import Links, Sheet

_SVG_BOX = (2_000, 2_000)
"""What a drawing that is turned into pixels fits into: sharp in print over a whole column."""


def picture(image: Image, sheet: Sheet, links: Links, width: int, address: str) -> str:
    """Return the run of a picture: at its own size, or as wide as the author asked, if it fits.

    Args:
        image: from the text.
        sheet: has the bytes, and takes the part.
        links: of the part that the picture stands in.
        width: of the column there, in twips.
        address: of the clause, for complaints.

    Raises:
        RenderError: the bytes are missing, or are no picture.
    """
    data = sheet.images.get(image.sha256)
    if data is None:
        raise RenderError(
            f"The picture {image.path} is missing.",
            "Put it beside the policy, or take it out of the text.",
            address,
        )
    kind = raster.kind_of(data)
    try:
        wide, high = raster.natural_size(data, kind)
        shown = raster.to_png(data, kind, _SVG_BOX) if kind == "svg" else data
    except raster.UnreadableImageError as fault:
        raise RenderError(
            f"The picture {image.path} cannot be read: {fault}.",
            "Save it again as PNG, JPG or SVG.",
            address,
        ) from fault
    part = f"word/media/text-{image.sha256[:16]}.{'png' if kind == 'svg' else kind}"
    sheet.media[part] = shown
    cx = round(image.width * EMU_PER_MM) or wide * EMU_PER_PIXEL
    cy = cx * high / wide
    room = (width * EMU_PER_TWIP, sheet.height * EMU_PER_TWIP)
    scale = min(1, room[0] / cx, room[1] / cy)
    relationship = links.to(ooxml.REL_IMAGE, part)
    return _drawing(
        sheet.drawing_number(), relationship, image.alt, round(cx * scale), round(cy * scale)
    )


def _drawing(number: int, relationship: str, alt: str, cx: int, cy: int) -> str:
    named = f'id="{number}" name="Picture {number}" descr="{escape(alt)}"'
    size = f'cx="{max(cx, 1)}" cy="{max(cy, 1)}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr {named}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{ooxml.PIC}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relationship}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
