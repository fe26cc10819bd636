"""A comparison as a file: a page, a Word file with tracked changes, a PDF for paper."""

from collections.abc import Callable, Mapping

from minuted.model.change import Side
from minuted.model.letter import Letter, letter
from minuted.store.workspace import packaged_templates
from minuted.tasks.compare import Compared
from minuted.tasks.compare_page import comparison_page

# The writers are imported when they are needed: they bring lxml or Typst with them.


def comparison_docx(compared: Compared) -> bytes:
    """Return the new text as a Word file with tracked changes, on the trust's template.

    Raises:
        RenderError: the template has a fault.
        EngineError: the file failed its own check.
    """
    from minuted.writers.docx.letterhead import Letterhead
    from minuted.writers.redline.document import comparison_docx

    head = Letterhead(_templates(compared).get("policy.docx", b""), _letter(compared))
    return comparison_docx(compared.report, head, when=compared.day)


def comparison_pdf(compared: Compared) -> bytes:
    """Return the changes as an accessible PDF, on the trust's template.

    Raises:
        RenderError: the template or a font has a fault.
    """
    from minuted.writers.redline.paper import comparison_pdf

    return comparison_pdf(compared.report, _templates(compared), _letter(compared))


FILES: Mapping[str, Callable[[Compared], bytes]] = {
    "html": comparison_page,
    "docx": comparison_docx,
    "pdf": comparison_pdf,
}
"""What makes a file of each format."""


def _templates(compared: Compared) -> dict[str, bytes]:
    if compared.office.workspace:
        return compared.office.workspace.templates()
    return {name: path.read_bytes() for name, path in packaged_templates().items()}


def _letter(compared: Compared) -> Letter:
    report, office = compared.report, compared.office
    title = report.new.title or report.old.title or report.new.policy
    return letter(
        f"{title}: what changed",
        f"From {_named(report.old)} to {_named(report.new)}",
        audience=office.audience,
        audience_name=office.audience_name,
        trust=office.trust,
        brand=office.brand,
        when=compared.day,
    )


def _named(side: Side) -> str:
    return f"the {side.name}" if side.name.startswith("draft") else side.name
