"""Pages made with the office's own templates, and ways to read them without the writer's code."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html

import samples
from minuted.model.copy import Copy
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import Clause, Inline, Paragraph, Policy, Section, Text
from minuted.writers.base import Assets
from minuted.writers.html import HtmlTemplate, HtmlWriter

_FOLDER = Path(__file__).resolve().parents[2] / "templates"
TEMPLATES = {
    name: (_FOLDER / name).read_bytes() for name in ("policy.html", "index.html", "policy.css")
}
ASSETS = Assets(TEMPLATES, samples.IMAGES)


def compiled(policy: Policy, templates: Mapping[str, bytes] = TEMPLATES) -> HtmlTemplate:
    """Return a text compiled with the office's templates."""
    return HtmlWriter().compile(policy, Assets(templates, samples.IMAGES))


def page_of(policy: Policy, copy: Copy = samples.COPY) -> Any:
    """Return a copy as lxml reads it."""
    return read(compiled(policy).stamp(copy))


def read(page: bytes) -> Any:
    """Return a page as lxml reads it, told that it is UTF-8 as its own `<meta>` says."""
    assert b'<meta charset="utf-8">' in page
    return lxml.html.document_fromstring(page, lxml.html.HTMLParser(encoding="utf-8"))


def said(element: Any) -> str:
    """Return an element's words, white space as one space."""
    return " ".join(element.text_content().split())


def one(tree: Any, path: str) -> Any:
    """Return the only element of that CSS path."""
    found = tree.xpath(path)
    assert len(found) == 1, f"{len(found)} of {path}"
    return found[0]


def clause_text(*inlines: Inline | str, title: tuple[Inline, ...] = (Text("Title"),)) -> Policy:
    """Return a policy of one section and one clause that says this."""
    words = tuple(Text(i) if isinstance(i, str) else i for i in inlines)
    clause = Clause("1.1", 2, (Paragraph(words),))
    return Policy(FrontMatter("A policy"), (Section("1", 1, title, (clause,)),))


def with_rows(count: int) -> Copy:
    """Return a copy whose version table has that many rows."""
    row = samples.COPY.table[0]
    return replace(
        samples.COPY, table=tuple(replace(row, narrative=f"Round {n}") for n in range(count))
    )
