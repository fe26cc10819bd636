"""The office's template as python-docx opens it: where its styles and its lists are read."""

from io import BytesIO

from lxml import etree

from minuted.writers.docx.package import PackageFaultError


def styles_and_lists(template: bytes) -> tuple[etree._Element | None, etree._Element | None]:
    """Return the elements of the styles and of the lists; None for a part that is not there.

    python-docx is the field's own reader of Word files, so a template that it cannot open is one
    that other tools will stumble over too. Only a file that `read_package` has found harmless may
    be given to it.

    Raises:
        PackageFaultError: python-docx cannot open the file.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE

    from docx import Document

    try:
        part = Document(BytesIO(template)).part
        related = {relation.reltype: relation for relation in part.rels.values()}
        found: list[etree._Element | None] = []
        for kind in (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING):
            relation = related.get(kind)
            element = getattr(relation.target_part, "element", None) if relation else None
            found.append(element)
    except Exception as error:  # it raises whatever its parsers do, from KeyError to its own
        raise PackageFaultError(
            "template-broken",
            f"The template cannot be opened by other programs ({type(error).__name__}: {error}).",
            "Open it in Word, choose File, Save As, “Word Document (*.docx)”, and put that here.",
        ) from None
    return found[0], found[1]
