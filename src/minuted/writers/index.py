"""Index pages: the copies of one audience, and the audiences of a whole build.

    build/index.html              of_build      every audience, with a link to
    build/ASH/index.html          of_audience   its policies, each with links to
    build/ASH/social-media.pdf                  the copy in each format

All links are relative, so that the folder can be put on a web site, a shared drive or a memory
stick as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from minuted.model.copy import Brand
from minuted.writers.html.head import brand_style, head
from minuted.writers.html.office import OfficePage, names
from minuted.writers.html.page import DRAFT, in_words
from minuted.writers.html.pictures import logo_uri

PAGE = "index.html"

_FORMATS = {"html": "Web page (HTML)", "pdf": "PDF", "docx": "Word (DOCX)"}


@dataclass(frozen=True, slots=True)
class PolicyEntry:
    """A policy on an audience's page.

    Attributes:
        version: its name; for a draft, the version that the draft would follow, or empty.
        review_date: ISO, a day or a month; empty where none is set.
        files: by format (`html`, `pdf`, `docx`), each copy's path from the page, with forward
            slashes and as it is on disk: nothing in it escaped yet.
    """

    title: str
    version: str
    review_date: str
    draft: bool
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AudienceIndex:
    """What an audience's page shows.

    Attributes:
        policies: in the order they are listed.
        home: path from this page to the whole build's; empty for no link.
    """

    name: str
    trust_name: str
    brand: Brand
    policies: tuple[PolicyEntry, ...]
    home: str = ""


@dataclass(frozen=True, slots=True)
class AudienceEntry:
    """An audience on the whole build's page.

    Attributes:
        path: from that page to the audience's own, with forward slashes, not escaped.
        policies: how many it has, drafts included.
        drafts: how many of these are drafts.
    """

    name: str
    code: str
    path: str
    policies: int
    drafts: int = 0


@dataclass(frozen=True, slots=True)
class BuildIndex:
    """What the whole build's page shows; `audiences` are in the order they are listed."""

    trust_name: str
    brand: Brand
    audiences: tuple[AudienceEntry, ...]


class IndexPages:
    """The office's index template, compiled once."""

    def __init__(self, templates: Mapping[str, bytes]) -> None:
        """Compile `index.html`; `templates` are as in `writers.base.Assets`.

        Raises:
            RenderError: the template cannot be used.
        """
        self._page = OfficePage(templates, PAGE)

    def of_audience(self, index: AudienceIndex) -> bytes:
        """Return one audience's page, as UTF-8.

        Raises:
            RenderError: the template fails, or the brand cannot be used.
        """
        has_draft = any(entry.draft for entry in index.policies)
        return self._render(
            f"Policies – {index.name}",
            f"The policies of {index.name}.",
            index.brand,
            {
                **names({"school.name": index.name, "trust.name": index.trust_name}),
                "title": "Policies",
                "home": _link(index.home),
                "policies": [_policy(entry) for entry in index.policies],
                "audiences": [],
            },
            draft=has_draft,
        )

    def of_build(self, index: BuildIndex) -> bytes:
        """Return the whole build's page, as UTF-8.

        Raises:
            RenderError: the template fails, or the brand cannot be used.
        """
        return self._render(
            f"Policies – {index.trust_name}",
            f"The policies of {index.trust_name}, school by school.",
            index.brand,
            {
                **names({"school.name": index.trust_name, "trust.name": index.trust_name}),
                "title": "Policies by school",
                "home": "",
                "policies": [],
                "audiences": [_audience(entry) for entry in index.audiences],
            },
            draft=any(entry.drafts for entry in index.audiences),
        )

    def _render(
        self,
        title: str,
        description: str,
        brand: Brand,
        variables: Mapping[str, object],
        *,
        draft: bool,
    ) -> bytes:
        logo = {"logo": logo_uri(brand), "logo_alt": brand.logo_alt}
        page = self._page.render(
            {**variables, **logo},
            {"head": head(title, description, (), brand_style(brand) + self._page.css)},
            {"the word DRAFT, beside a draft": DRAFT} if draft else {},
        )
        return page.encode("utf-8")


def _policy(entry: PolicyEntry) -> dict[str, object]:
    return {
        "title": entry.title,
        "version": entry.version,
        "review_date": in_words(entry.review_date),
        "draft": entry.draft,
        "files": [
            {"format": _FORMATS.get(form, form.upper()), "link": _link(path)}
            for form, path in entry.files.items()
        ],
    }


def _audience(entry: AudienceEntry) -> dict[str, object]:
    return {
        "name": entry.name,
        "code": entry.code,
        "link": _link(entry.path),
        "policies": _count(entry.policies, "policy", "policies"),
        "drafts": _count(entry.drafts, "draft", "drafts") if entry.drafts else "",
    }


def _link(path: str) -> str:
    return quote(path, safe="/")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
