"""The same copies for other programs: the same clauses, names, version table, logo, page numbers.

    Document ──▶ markdown        for pandoc: one paragraph a clause, its number typed before it
             ──▶ look            for pandoc: its own Word template with a school's header and footer
             ──▶ word_template   for docxtpl: minuted's own Word copy, with tags for the school

What an office would have to do by hand to get that far is not counted.
"""

import io
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

import docx
from minuted.model.canonical import canonical
from minuted.model.copy import VERSION_TABLE_HEADINGS, Copy, VersionRow
from minuted.tasks.desk import open_desk
from minuted.tasks.plan import Scope, Wanted
from minuted.tasks.planner import make_plan
from minuted.writers import writer
from minuted.writers.base import Assets

FORMAT = "commonmark+pipe_tables+attributes"
LOGO = "Logo 1"
"""What Word calls the picture that docxtpl is to replace."""

_LOGO_HEIGHT = "17mm"
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+.!|<>~^$\"'-])")
_NAME = "{{ school.name }}"


@dataclass(frozen=True)
class Document:
    """One copy that there should be; `logo` is a PNG."""

    wanted: Wanted
    logo: Path

    @property
    def copy(self) -> Copy:
        """All but the text."""
        return self.wanted.copy

    @property
    def name(self) -> str:
        """A file name without its ending."""
        return f"{self.copy.policy}-{self.copy.audience}"

    def lines(self) -> list[tuple[str, str]]:
        """Return number and words of each section and clause, names filled in."""
        text = canonical(self.wanted.text).split("\n")[2:]
        pairs = (line.split("\t", 1) for line in text if line)
        return [(number, words.replace(_NAME, self.copy.audience_name)) for number, words in pairs]


def documents(workspace: Path, today: date) -> list[Document]:
    """Return every copy of a workspace, policy by policy."""
    desk = open_desk(workspace)
    organisation, _ = desk.organisation()
    if organisation is None:
        raise ValueError(f"{workspace} has no trust")
    brands = workspace / "templates/brands"
    return [
        Document(wanted, brands / wanted.copy.audience / "logo.png")
        for wanted in make_plan(desk, organisation, Scope((), (), today, today)).wanted
    ]


def spread(among: list[Document], count: int) -> list[Document]:
    """Return some documents, evenly spread over policies and schools."""
    step = len(among) / count
    return [among[int(index * step)] for index in range(min(count, len(among)))]


def markdown(document: Document) -> str:
    """Return a copy as Markdown, for pandoc."""
    copy = document.copy
    picture = f"![{_plain(copy.brand.logo_alt)}]({document.logo.as_posix()})"
    head = [
        f"{picture}{{height={_LOGO_HEIGHT}}}",
        f"# {_plain(copy.title)}",
        f"**{_plain(copy.audience_name)}**",
        _plain(copy.trust_name),
        _table([row.cells() for row in copy.table]),
    ]
    return "\n\n".join([*head, *map(_clause, document.lines())]) + "\n"


def _clause(line: tuple[str, str]) -> str:
    number, words = line
    return f"{'' if '.' in number else '## '}{_plain(number)} {_plain(words)}"


def _table(rows: list[tuple[str, ...]]) -> str:
    rule = tuple("---" for _ in VERSION_TABLE_HEADINGS)
    cells = [tuple(map(_plain, row)) for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in (VERSION_TABLE_HEADINGS, rule, *cells))


def _plain(words: str) -> str:
    """Return words that Markdown leaves as they are."""
    return _SPECIAL.sub(r"\\\1", words)


def look(plain: bytes, school: str) -> bytes:
    """Return pandoc's own Word template with a school's name and page numbers on every page."""
    made = docx.Document(io.BytesIO(plain))
    (section, *_) = made.sections
    header = section.header.paragraphs[0]
    header.text = school
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer = section.footer.paragraphs[0]
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        footer.add_run(words)
        _add_field(footer, field)
    return _saved(made)


def _add_field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def word_template(document: Document, templates: dict[str, bytes]) -> bytes:
    """Return minuted's own Word copy of a policy, with docxtpl's tags in place of what differs."""
    fields = (f"{{{{ row[{index}] }}}}" for index in range(len(VERSION_TABLE_HEADINGS)))
    copy = replace(
        document.copy,
        audience_name="{{ school }}",
        fields={**document.copy.fields, "school.name": "{{ school }}"},
        table=(
            VersionRow("{%tr for row in versions %}", "", "", "", ""),
            VersionRow(*fields),
            VersionRow("{%tr endfor %}", "", "", "", ""),
        ),
        brand=replace(document.copy.brand, logo=document.logo.read_bytes(), logo_format="png"),
    )
    assets = Assets(templates, document.wanted.images)
    return writer("docx").compile(document.wanted.text, assets).stamp(copy)


def _saved(made: Any) -> bytes:
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()
