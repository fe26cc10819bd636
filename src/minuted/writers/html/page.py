"""A policy's page: the office's template filled with one audience's copy."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from minuted.model.copy import VERSION_TABLE_HEADINGS, Copy
from minuted.model.dates import MONTHS, parse_iso
from minuted.writers.html.body import Body
from minuted.writers.html.fragment import filled, words
from minuted.writers.html.head import brand_style, head
from minuted.writers.html.office import OfficePage, names
from minuted.writers.html.pictures import logo_uri

PAGE = "policy.html"
DRAFT = "DRAFT"

# What a line break would make hard to read: `AS: 6.9.22`, `29 August 2023`.
_TOGETHER = re.compile(
    r"(?<!\S)\S{1,20}: (?=\S*\d)\S{1,24}(?!\S)" rf"|\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b"
)


@dataclass(frozen=True)
class HtmlTemplate:
    """One text, laid out, with the page to put it in."""

    page: OfficePage
    body: Body

    def stamp(self, copy: Copy) -> bytes:
        """Return the page for one audience, as UTF-8.

        Raises:
            RenderError: a field has no value, the brand cannot be used, or the office's template
                fails or does not place what a copy needs.
        """
        values = filled(copy.fields)
        page = self.page.render(
            _variables(copy) | {"contents": self.body.contents.fill(values)},
            {"head": _head(copy, self.page.css), "text": self.body.text.fill(values)},
            {"the word DRAFT, in a draft": DRAFT} if copy.draft else {},
        )
        return page.encode("utf-8")


def _variables(copy: Copy) -> dict[str, object]:
    facts = dict(copy.fields) | copy.facts()
    return {
        **names(facts),
        "draft": copy.draft,
        "logo": logo_uri(copy.brand),
        "logo_alt": copy.brand.logo_alt,
        "version_headings": VERSION_TABLE_HEADINGS,
        "versions": tuple(tuple(map(_cell, row.cells())) for row in copy.table),
    }


def _head(copy: Copy, css: str) -> str:
    draft = f"{DRAFT}: " if copy.draft else ""
    return head(
        f"{draft}{copy.title} – {copy.audience_name}",
        f"{draft}{copy.title} of {copy.audience_name}. {copy.standing}.",
        (
            ("minuted:policy", copy.policy),
            ("minuted:audience", copy.audience),
            ("minuted:version", copy.version),
            ("minuted:status", "draft" if copy.draft else "adopted"),
            ("minuted:minute", copy.minute),
            ("minuted:decided", copy.decided.isoformat() if copy.decided else ""),
            ("minuted:review-date", copy.review_date),
            ("minuted:fingerprint", copy.fingerprint),
            ("minuted:date", copy.when.isoformat()),
        ),
        brand_style(
            copy.brand,
            running=f"{copy.title} · {copy.standing}",
            mark=DRAFT if copy.draft else "",
        )
        + css,
    )


def _cell(text: str) -> Markup:
    """Return a cell's words, with what belongs on one line kept there."""
    return Markup(_TOGETHER.sub(r'<span class="together">\g<0></span>', words(text)))


def in_words(iso: str) -> str:
    """Return `29 August 2023` or `August 2023` for an ISO date or month, else what was given."""
    day = parse_iso(iso)
    return day.in_full() if day else iso
