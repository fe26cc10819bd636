"""Whether the office's PDF template can be used, tried out on a small text of our own."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from minuted.errors import RenderError
from minuted.model.copy import Brand, Copy, VersionRow
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import (
    Align,
    Bullets,
    Clause,
    Field,
    Footnote,
    Paragraph,
    Policy,
    Section,
    Table,
    Text,
)
from minuted.writers.base import Assets
from minuted.writers.pdf.faults import TEMPLATE, TemplateError
from minuted.writers.pdf.writer import PdfWriter

CODE = "pdf-template"

_ONCE = (
    ("minuted-title", "`title`", "the policy's title"),
    ("minuted-version-table", "`versions`", "the version table"),
)


def template_problems(templates: Mapping[str, bytes]) -> list[Diagnostic]:
    """Return what is wrong with the template and its fonts; at most the first fault of each kind.

    Args:
        templates: the office's template files, by path from `templates/`.
    """
    try:
        return list(_incomplete(templates))
    except TemplateError as error:
        fault = Diagnostic(
            Severity.ERROR, CODE, error.fault, error.hint, error.path, error.line, error.column
        )
        return [fault]
    except RenderError as error:
        return [_problem(error.message, error.hint)]


def _incomplete(templates: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Make an adopted copy and a draft, and yield what they lack.

    Raises:
        RenderError: they cannot be made.
    """
    template = PdfWriter().compile(_text(), Assets(templates))
    template.stamp(_COPY)
    for label, argument, thing in _ONCE:
        times = template.times_placed(label)
        if times != 1:
            placed = "nowhere" if times == 0 else f"{times} times"
            yield _problem(
                f"Its function `opening` places {thing} {placed}.",
                f"Let it use {argument} once.",
            )
    template.stamp(replace(_COPY, draft=True, table=()))


def _problem(message: str, hint: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, CODE, message, hint, f"templates/{TEMPLATE}")


_COPY = Copy(
    policy="example",
    title="Example policy",
    audience="EX",
    audience_name="Example School",
    trust_name="Example Trust",
    review="Annually",
    version="1",
    dated="July 2021",
    draft=False,
    fingerprint="m1-" + "0" * 64,
    minute="FGB/2122/060921/1",
    decided=date(2021, 9, 6),
    review_date="2022-09",
    table=(VersionRow("1", "6 September 2021", "New", "FGB/2122/060921/1", "September 2022"),),
    fields={"school.name": "Example School"},
    brand=Brand(colour="#1d4f91"),
    when=date(2021, 9, 6),
)


def _text() -> Policy:
    """Return a text with a little of everything that a template may style."""

    def words(text: str) -> tuple[Text]:
        return (Text(text),)

    deepest = Section("1.1.1", 3, words("Heading"), (Paragraph(words("Words."), "1.1.1/p1"),))
    table = Table(
        (words("One"), words("Two")),
        ((words("three"), words("four")),),
        (Align.LEFT, Align.RIGHT),
        "1.2/p1",
    )
    note = Footnote((words("A note."),))
    lead = (
        Paragraph((Text("For "), Field("school.name"), note, Text(":"))),
        Bullets(((Paragraph(words("bullet")),),)),
    )
    clause = Clause("1.2", 2, lead, (table, Clause("1.2.1", 3, (Paragraph(words("sub-clause.")),))))
    section = Section(
        "1", 1, words("Heading"), (Section("1.1", 2, words("Heading"), (deepest,)), clause)
    )
    return Policy(FrontMatter("Example policy"), (section,))
