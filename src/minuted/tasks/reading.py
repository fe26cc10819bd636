"""A workspace read into the model: each text once, by way of the cache.

    Desk ── organisation()          trust.yaml
         ├─ draft(slug)             policy_src/SLUG.md
         ├─ front(slug)             what the draft says above its text, without reading the text
         ├─ issued(slug, version)   governance/issued/SLUG/VERSION/SLUG.md, proved untouched
         └─ ledger(slug)            governance/minutes/SLUG.csv

Every read returns what it found wrong, with the file's path filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from minuted.errors import MinutedError, NotFoundError, WorkspaceError
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.front_matter import FrontMatter
from minuted.model.ledger import Ledger
from minuted.model.organisation import Organisation
from minuted.store.cache import Cache
from minuted.store.workspace import SLUG, TRUST_YAML, Workspace
from minuted.tasks.files import Files, unreadable
from minuted.tasks.known import Found, Known
from minuted.tasks.pictures import picture_faults

if TYPE_CHECKING:
    from minuted.tasks.policy_texts import PolicyTexts
    from minuted.tasks.read_text import ReadText


class Desk:
    """A workspace with everything that was read from it; nothing is read twice.

    Attributes:
        notice: what the user should know before anything else; None where there is nothing.
    """

    def __init__(
        self, workspace: Workspace, cache: Cache, notice: MinutedError | None = None
    ) -> None:
        self.workspace = workspace
        self.notice = notice
        self._known = Known(cache)
        self._files = Files(workspace)
        self._parsed: dict[str, Found] = {}
        self._fronts: dict[str, tuple[FrontMatter | None, list[Diagnostic]]] = {}
        self._ledgers: dict[str, tuple[Ledger, list[Diagnostic]]] = {}
        self._organisation: tuple[Organisation | None, list[Diagnostic]] | None = None

    def again(self) -> Desk:
        """Return a desk for which the workspace is read anew; what is the same is not parsed."""
        desk = Desk(self.workspace, self.cache)
        desk._parsed = self._parsed  # by content
        return desk

    @property
    def cache(self) -> Cache:
        """What was read before, of this workspace and others."""
        return self._known.cache

    def organisation(self) -> tuple[Organisation | None, list[Diagnostic]]:
        """Read trust.yaml."""
        if self._organisation is None:
            source = self._files.read(TRUST_YAML)
            organisation, found = self._known.found("trust", source, _read_trust)
            self._organisation = organisation, list(found)
        return self._organisation

    def slugs(self, wanted: tuple[str, ...] = ()) -> list[str]:
        """Return the slugs asked for, or all.

        Raises:
            NotFoundError: one of them is no policy of this workspace.
        """
        slugs = self.workspace.slugs()
        known = frozenset(slugs)
        for slug in wanted:
            if slug not in known:
                raise NotFoundError(
                    f"There is no policy “{slug}”: {self.workspace.draft_path(slug)} is not there.",
                    f"Known are: {', '.join(slugs)}." if slugs else "policy_src holds none yet.",
                )
        return sorted(known.intersection(wanted)) if wanted else slugs

    @cached_property
    def _texts(self) -> PolicyTexts:
        # late: the classes of a text are many, and most of what a clerk asks needs no text
        from minuted.tasks.policy_texts import PolicyTexts

        return PolicyTexts(self._files, self._known, self.picture_fault, self._parsed)

    def text(self, path: str) -> ReadText:
        """Read any text of the workspace by its path."""
        return self._texts.text(path)

    def draft(self, slug: str) -> ReadText:
        """Read a policy's draft; one whose name cannot be a copy's is not to be trusted at all."""
        path = self.workspace.draft_path(slug)
        text = self.text(path)
        complaint = _slug_fault(slug, path)
        if complaint is not None:
            text = replace(
                text, policy=None, resolver=None, diagnostics=(*text.diagnostics, complaint)
            )
        return text

    def issued(self, slug: str, version: str) -> ReadText:
        """Read a version as it was issued, and prove that its words are still those."""
        draft = self.draft(slug).policy
        return self._texts.issued(slug, version, draft.front if draft else None)

    def front(self, slug: str) -> tuple[FrontMatter | None, list[Diagnostic]]:
        """Read what a policy says of itself above its text; the text itself is not looked at."""
        path = self.workspace.draft_path(slug)
        if slug not in self._fronts:
            try:
                source = self.workspace.read(path)
            except WorkspaceError as error:
                self._fronts[slug] = None, [unreadable(path, error)]
            else:
                front, found = self._known.found("front", source, _read_front)
                complaint = _slug_fault(slug, path)
                placed = [replace(d, path=path) for d in found]
                placed += [complaint] if complaint else []
                self._fronts[slug] = front, placed
        return self._fronts[slug]

    def ledger(self, slug: str) -> tuple[Ledger, list[Diagnostic]]:
        """Read a policy's ledger; one that is not there holds no decision."""
        if slug not in self._ledgers:
            self._ledgers[slug] = self._read_ledger(slug, self.workspace.ledger_path(slug))
        return self._ledgers[slug]

    def digest(self, path: str) -> str:
        """Return a key of a file's bytes, or that it is not there or cannot be read.

        Whoever reads the file later reads these same bytes.
        """
        return self._files.digest(path)

    def files_of(self, slug: str) -> dict[str, str]:
        """Return which files of a policy have been read: keys of their bytes, by path."""
        draft = self.workspace.draft_path(slug)
        policy = self.text(draft).policy
        versions = policy.front.versions if policy else ()
        issued = [self.workspace.issued_path(slug, version.name) for version in versions]
        ledger = self.workspace.ledger_path(slug)
        return {ledger: self.digest(ledger), **self._texts.files_read([draft, *issued])}

    def let_go(self, paths: Iterable[str]) -> None:
        """Keep no bytes of files that were only asked for their digests."""
        self._files.let_go(paths)

    def read_ahead(self, paths: Sequence[str]) -> None:
        """Read several texts at once, those of them that pandoc has to read."""
        for _ in self.read_in_turn(paths):
            pass

    def read_in_turn(
        self,
        paths: Sequence[str],
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Iterator[list[str]]:
        """Read several texts at once; yield their paths, in order, as soon as some are read.

        Args:
            progress: called with how many texts pandoc has read and how many it has to.
        """
        return self._texts.read_in_turn(paths, progress)

    def remembered(
        self, kind: str, about: str, find: Callable[[], Sequence[Diagnostic]]
    ) -> list[Diagnostic]:
        """Return what is wrong with something, from the cache where it was found before.

        Args:
            about: a key of all that the answer hangs on besides our own code.
        """
        _, found = self._known.found(kind, about.encode(), lambda _source: (None, find()))
        return list(found)

    def picture_faults(self, pictures: Sequence[bytes]) -> list[str]:
        """Return why each of some pictures cannot be used; empty where it can."""
        return picture_faults(self._known, pictures)

    def picture_fault(self, data: bytes) -> str:
        """Return why a picture cannot be used; empty where it can."""
        return self.picture_faults([data])[0]

    def _read_ledger(self, slug: str, path: str) -> tuple[Ledger, list[Diagnostic]]:
        if not self._files.is_there(path):
            return Ledger(slug), []
        try:
            source = self._files.read(path)
        except WorkspaceError as error:
            return Ledger(slug), [unreadable(path, error)]
        ledger, found = self._known.found(
            f"ledger {path}", source, partial(_read_ledger, slug, path)
        )
        return ledger, list(found)


# The readers are imported when something has to be read: they bring pandoc, YAML and lxml with
# them, and most commands find everything in the cache.


def _read_trust(source: bytes) -> Found:
    from minuted.readers.trust_yaml import read_trust

    try:
        return read_trust(source.decode("utf-8"), TRUST_YAML)
    except UnicodeDecodeError as error:
        message = f"The file is not in UTF-8 (byte {error.start + 1})."
        hint = "Open it in your editor and save it again with the encoding UTF-8."
        return None, [_error("not-utf-8", TRUST_YAML, 0, message, hint)]


def _read_ledger(slug: str, path: str, source: bytes) -> Found:
    from minuted.readers.ledger_csv import read_ledger

    return read_ledger(source, slug, path)


def _read_front(source: bytes) -> Found:
    from minuted.readers.policy_markdown import read_front

    return read_front(source)


def _slug_fault(slug: str, path: str) -> Diagnostic | None:
    if SLUG.fullmatch(slug) and slug != "index":
        return None
    return _error(
        "slug",
        path,
        0,
        f"“{slug}” cannot be a policy's short name.",
        "Name the file with small letters, digits and dashes: social-media.md",
    )


def _error(code: str, path: str, line: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, code, message, hint, path, line)
