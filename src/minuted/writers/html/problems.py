"""What is wrong with the office's web page templates, found by trying them on a small sample."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from minuted.model.copy import Brand, Copy, VersionRow
from minuted.model.diagnostic import Diagnostic, Severity, in_file_order
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import Clause, Paragraph, Policy, Section, Text
from minuted.writers.html.body import lay_out
from minuted.writers.html.fragment import words
from minuted.writers.html.office import STYLE, OfficePage, TemplateFaultError, read
from minuted.writers.html.page import PAGE, HtmlTemplate
from minuted.writers.index import (
    PAGE as INDEX_PAGE,
)
from minuted.writers.index import (
    AudienceEntry,
    AudienceIndex,
    BuildIndex,
    IndexPages,
    PolicyEntry,
)

_LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
_BRAND = Brand("#336699", logo=_LOGO, logo_format="svg", logo_alt="Sample logo")
_TEXT = Policy(
    FrontMatter("Sample policy"),
    (
        Section(
            "1", 1, (Text("First"),), (Clause("1.1", 2, (Paragraph((Text("Sample words."),)),)),)
        ),
    ),
)
_COPY = Copy(
    policy="sample-policy",
    title="Sample policy",
    audience="SAMPLE",
    audience_name="Sample school",
    trust_name="Sample trust",
    review="Sample cycle",
    version="sample-version",
    dated="January 2001",
    draft=False,
    fingerprint="m1-0123456789ab" + "0" * 52,
    minute="SAMPLE/MINUTE/1",
    decided=date(2002, 2, 2),
    review_date="2003-03-03",
    table=tuple(
        VersionRow(f"v{n}", f"date {n}", f"narrative {n}", f"minute {n}", f"review {n}")
        for n in (1, 2)
    ),
    fields={},
    brand=_BRAND,
    when=date(2002, 2, 2),
)
_DRAFT = replace(_COPY, draft=True, minute="", decided=None, review_date="", table=())
_BARE = replace(_COPY, brand=Brand("#336699"), review="", dated="", table=())
_FILES = {"html": "sample.html", "pdf": "sample.pdf", "docx": "sample.docx"}
_POLICIES = (
    PolicyEntry("Sample policy", "sample-version", "2003-03-03", draft=False, files=_FILES),
    PolicyEntry("Sample draft", "", "", draft=True, files={"html": "draft.html"}),
)
_AUDIENCES = (
    AudienceEntry("First school", "FIRST", "first/index.html", 2, 1),
    AudienceEntry("Second school", "SECOND", "second/index.html", 0),
)

# What a page must print, as the sample has it, and what the office calls it.
_MUST = {
    "Sample policy": "{{ policy.title }}",
    "Sample school": "{{ school.name }}",
    "narrative 1": "the version table, {{ versions }}",
    "minute 2": "the version table’s minute numbers",
}
_SHOULD = {
    "SAMPLE/MINUTE/1": "{{ decision.minute }}",
    "3 March 2003": "{{ decision.review_date }}",
    "0123 4567 89ab": "{{ policy.fingerprint }} or {{ policy.standing }}",
}
_MUST_IN_LIST = {
    "Sample policy": "the title of each of {{ policies }}",
    "sample.pdf": "the link of each of a policy’s files",
}
_MUST_IN_SCHOOLS = {
    "Second school": "the name of each of {{ audiences }}",
    "second/index.html": "the link of each of {{ audiences }}",
}

_OUTSIDE_STYLE = re.compile(r"@import\b|url\(\s*['\"]?(?!data:|#)[^)]*\)?", re.IGNORECASE)


def template_problems(templates: Mapping[str, bytes]) -> list[Diagnostic]:
    """Return what is wrong with `policy.html`, `index.html` and `policy.css`.

    Args:
        templates: the office's files, by path from `templates/`, as in `writers.base.Assets`.
    """
    found: list[Diagnostic] = []
    for problems in (_style, _policy_page, _index_pages):
        try:
            found += problems(templates)
        except TemplateFaultError as fault:
            found.append(fault.diagnostic)
    return in_file_order(found)


def _policy_page(templates: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    template = HtmlTemplate(OfficePage(templates, PAGE), lay_out(_TEXT, {}))
    page = template.stamp(_COPY).decode()
    for copy in (_DRAFT, _BARE):
        template.stamp(copy)
    yield from _missing(page, PAGE, _MUST, Severity.ERROR)
    yield from _missing(page, PAGE, _SHOULD, Severity.WARNING)
    yield from _loads(page, PAGE)


def _index_pages(templates: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    pages = IndexPages(templates)
    one = AudienceIndex("Sample school", "Sample trust", _BRAND, _POLICIES, "../index.html")
    page = pages.of_audience(one).decode()
    schools = pages.of_build(BuildIndex("Sample trust", _BRAND, _AUDIENCES)).decode()
    pages.of_audience(replace(one, policies=(), home="", brand=Brand("#336699")))
    yield from _missing(page, INDEX_PAGE, _MUST_IN_LIST, Severity.ERROR)
    yield from _missing(schools, INDEX_PAGE, _MUST_IN_SCHOOLS, Severity.ERROR)
    yield from _loads(page + schools, INDEX_PAGE)


def _style(templates: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    css = read(templates, STYLE)
    for outside in _OUTSIDE_STYLE.finditer(css):
        line = css.count("\n", 0, outside.start()) + 1
        yield _outside(STYLE, outside[0], line)


def _missing(
    page: str, name: str, wanted: Mapping[str, str], severity: Severity
) -> Iterator[Diagnostic]:
    # What a `<head>` says is not printed.
    printed = page.partition("</head>")[2] or page
    for sample, placeholder in wanted.items():
        if words(sample) not in printed:
            yield Diagnostic(
                severity,
                "template-placeholder",
                f"The page that it makes does not print {placeholder}.",
                "Put that back where readers look for it.",
                f"templates/{name}",
            )


def _loads(page: str, name: str) -> Iterator[Diagnostic]:
    finder = _Loads()
    finder.feed(page)
    finder.close()
    for what in finder.found:
        yield _outside(name, what)


def _outside(name: str, what: str, line: int = 0) -> Diagnostic:
    return Diagnostic(
        Severity.ERROR,
        "template-outside",
        f"It would load “{what}” from outside the page, and a browser is told not to.",
        "Take it out. A copy is one file that works without the internet and tells nobody who "
        "reads it; a logo goes into governance/trust.yaml, and style into templates/policy.css.",
        f"templates/{name}",
        line,
    )


class _Loads(HTMLParser):
    """Collects what a page would load or run."""

    _ELEMENTS = frozenset(("script", "iframe", "object", "embed", "base"))

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        values = {name: value or "" for name, value in attrs}
        source = values.get("src", values.get("href", "") if tag == "link" else "")
        if tag in self._ELEMENTS:
            self.found.append(source or f"<{tag}>")
        elif (source and not source.startswith("data:")) or "srcset" in values:
            self.found.append(source or values["srcset"])
