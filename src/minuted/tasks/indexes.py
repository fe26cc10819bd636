"""Index pages of a build folder, made from the record of what lies in it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minuted.errors import RenderError, WorkspaceError
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.organisation import Organisation
from minuted.store.cache import key_of
from minuted.store.output import BuildFolder, Written
from minuted.tasks.brands import Brands
from minuted.tasks.identity import identity
from minuted.tasks.logos import Logos
from minuted.tasks.render import digest_of

if TYPE_CHECKING:
    from minuted.writers.index import IndexPages, PolicyEntry

PAGE = "index.html"
_ORDER = ("html", "pdf", "docx")

Policies = dict[str, dict[str, Written]]
"""By slug, then by format, what the record says of a copy."""


def write_indexes(
    organisation: Organisation,
    brands: Brands,
    logos: Logos,
    templates: dict[str, bytes],
    folder: BuildFolder,
    called: str,
) -> list[Diagnostic]:
    """Write a page for each audience that has copies and one for the whole folder, if changed.

    Args:
        called: what the folder is called in complaints.

    Returns:
        What the office's template did wrong, if anything.
    """
    copies = _copies(folder, organisation)
    pages = {f"{code}/{PAGE}" for code in copies} | ({PAGE} if copies else set())
    try:
        for path in folder.record:
            if path.rpartition("/")[2] == PAGE and path not in pages:
                folder.remove(path)
        _Pages(organisation, brands, logos, templates, folder, copies).write()
    except RenderError as error:
        place = "templates/index.html"
        return [Diagnostic(Severity.ERROR, "index-page", error.message, error.hint, place)]
    except WorkspaceError as error:
        return [Diagnostic(Severity.ERROR, "not-written", error.message, error.hint, called)]
    return []


def _copies(folder: BuildFolder, organisation: Organisation) -> dict[str, Policies]:
    found: dict[str, Policies] = {}
    for path, written in folder.record.items():
        facts = written.facts
        if facts.get("policy"):
            policies = found.setdefault(facts["audience"], {})
            policies.setdefault(facts["policy"], {})[path.rpartition(".")[2]] = written
    return {code: found[code] for code in organisation.codes() if code in found}


class _Pages:
    def __init__(
        self,
        organisation: Organisation,
        brands: Brands,
        logos: Logos,
        templates: dict[str, bytes],
        folder: BuildFolder,
        copies: dict[str, Policies],
    ) -> None:
        self._organisation = organisation
        self._brands = brands
        self._logos = logos
        self._templates = templates
        self._folder = folder
        self._copies = copies
        self._told: dict[str, str] = {}
        self._office = key_of(identity(), digest_of("html", templates))

    def write(self) -> None:
        """Write what is not current.

        Raises:
            RenderError: the office's template fails.
            WorkspaceError: a page cannot be written.
        """
        waiting: dict[str, tuple[str, str]] = {}
        trust = self._organisation.trust
        for code in [*self._copies, ""] if self._copies else []:
            audience = self._organisation.audience(code) or trust
            brand = self._brands[audience.code]
            path = f"{code}/{PAGE}" if code else PAGE
            key = key_of(
                self._office,
                repr((code, audience.name, trust.name, brand.colour, brand.font, brand.logo_alt)),
                brand.logo,
                self._said(code),
            )
            if not self._folder.is_current(path, key):
                waiting[code] = (path, key)
        if not waiting:
            return
        from minuted.writers.index import IndexPages

        pages = IndexPages(self._templates)
        for code, (path, key) in waiting.items():
            data = self._page(pages, code)
            self._folder.write(path, key, data, {})

    def _said(self, code: str) -> str:
        """Return everything that a page says of copies, as a text to compare."""
        if not code:
            return repr([self._said(each) for each in self._copies])
        if code not in self._told:
            facts = [
                (slug, sorted((name, sorted(w.facts.items())) for name, w in files.items()))
                for slug, files in sorted(self._copies[code].items())
            ]
            name = getattr(self._organisation.audience(code), "name", code)
            self._told[code] = key_of(repr((code, name, facts)))
        return self._told[code]

    def _page(self, pages: "IndexPages", code: str) -> bytes:
        from minuted.writers.index import AudienceEntry, AudienceIndex, BuildIndex

        trust = self._organisation.trust
        audience = self._organisation.audience(code) or trust
        (brand,) = self._logos.drawn("html", [self._brands[audience.code]])
        if code:
            copies = self._copies[code].items()
            entries = [entry for slug, files in copies for entry in _entries(slug, files)]
            entries.sort(key=lambda entry: entry.title.casefold())
            return pages.of_audience(
                AudienceIndex(audience.name, trust.name, brand, tuple(entries), f"../{PAGE}")
            )
        listed = [
            AudienceEntry(
                getattr(self._organisation.audience(c), "name", c),
                c,
                f"{c}/{PAGE}",
                len(policies),
                sum(any(w.facts.get("draft") for w in f.values()) for f in policies.values()),
            )
            for c, policies in self._copies.items()
        ]
        return pages.of_build(BuildIndex(trust.name, brand, tuple(listed)))


def _entries(slug: str, files: dict[str, Written]) -> Iterator["PolicyEntry"]:
    """Yield a policy's entry, or one for each text of which there are copies.

    They differ where one format was built at another time, or as drafts.
    """
    from minuted.writers.index import PolicyEntry

    alike: dict[tuple[str, str, str, bool], dict[str, str]] = {}
    for name in _ORDER:
        if name in files:
            facts = files[name].facts
            said = (
                facts.get("title", slug),
                facts.get("version", ""),
                facts.get("review_date", ""),
                bool(facts.get("draft")),
            )
            alike.setdefault(said, {})[name] = f"{slug}.{name}"
    for said, paths in sorted(alike.items(), key=lambda one: one[0][3]):  # drafts last
        yield PolicyEntry(*said, paths)
