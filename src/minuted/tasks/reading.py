"""A workspace read into the model: each text once, by way of the cache.

    Desk ── organisation()          trust.yaml
         ├─ draft(slug)             policy_src/SLUG.md
         ├─ front(slug)            what the draft says above its text, without reading the text
         ├─ issued(slug, version)   governance/issued/SLUG/VERSION/SLUG.md, proved untouched
         └─ ledger(slug)            governance/minutes/SLUG.csv

Every read returns what it found wrong, with the file's path filled in.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from minuted.errors import MinutedError, NotFoundError, WorkspaceError
from minuted.model.copy import short_fingerprint
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.front_matter import FrontMatter
from minuted.model.ledger import Ledger
from minuted.model.organisation import Organisation
from minuted.resolve import Resolver
from minuted.store.cache import Cache, key_of
from minuted.store.workspace import SLUG, TRUST_YAML, Workspace
from minuted.tasks.known import Found, Known
from minuted.tasks.read_text import ReadText, with_pictures

_MOST_AT_ONCE = 8
"""How many texts pandoc reads in one run: what starting it takes is then next to nothing for each.
"""
_TURNS = 3
"""How many runs of pandoc each core gets at least, so that none waits long for another's last."""


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
        self._texts: dict[str, ReadText] = {}
        self._sources: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}
        self._parsed: dict[str, Found] = {}
        self._fronts: dict[str, tuple[FrontMatter | None, list[Diagnostic]]] = {}
        self._resolvers: dict[str, Resolver] = {}
        self._ledgers: dict[str, tuple[Ledger, list[Diagnostic]]] = {}
        self._organisation: tuple[Organisation | None, list[Diagnostic]] | None = None

    def again(self) -> "Desk":
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
            source = self._read(TRUST_YAML)
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

    def draft(self, slug: str) -> ReadText:
        """Read a policy's draft; one whose name cannot be a copy's is not to be trusted at all."""
        path = self.workspace.draft_path(slug)
        text = self.text(path)
        complaint = _slug_fault(slug, path)
        if complaint is not None:
            text = ReadText(path, None, (*text.diagnostics, complaint))
        return text

    def front(self, slug: str) -> tuple[FrontMatter | None, list[Diagnostic]]:
        """Read what a policy says of itself above its text; the text itself is not looked at."""
        path = self.workspace.draft_path(slug)
        if slug not in self._fronts:
            try:
                source = self.workspace.read(path)
            except WorkspaceError as error:
                self._fronts[slug] = None, [_unreadable(path, error)]
            else:
                front, found = self._known.found("front", source, _read_front)
                complaint = _slug_fault(slug, path)
                placed = [replace(d, path=path) for d in found]
                placed += [complaint] if complaint else []
                self._fronts[slug] = front, placed
        return self._fronts[slug]

    def text(self, path: str) -> ReadText:
        """Read any text of the workspace by its path."""
        if path not in self._texts:
            self._texts[path] = self._read_text(path)
        return self._texts[path]

    def issued(self, slug: str, version: str) -> ReadText:
        """Read a version as it was issued, and prove that its words are still those."""
        path = self.workspace.issued_path(slug, version)
        front = self.draft(slug).policy
        listed = front.front.version(version) if front else None
        if listed is None or not listed.issued:
            message = f"Version {version} of {slug} was never issued."
            hint = f"Known are the versions that {self.workspace.draft_path(slug)} lists."
            complaint = _error("unknown-version", path, 0, message, hint)
            return ReadText(path, None, (complaint,))
        if not listed.held:
            message = f"The text of version {version} is not held."
            hint = "Its front matter says so; where the text turns up, it can be imported."
            return ReadText(path, None, (_error("not-held", path, 0, message, hint),))
        if not self.workspace.exists(path):
            message = f"Version {version} was issued, and its text is not there."
            complaint = _error("issued-touched", path, 0, message, _put_back(path))
            return ReadText(path, None, (complaint,))
        text = self.text(path)
        if text.policy is None or text.resolver is None or text.errors:
            return text
        now = text.resolver.whole.fingerprint
        own = text.policy.front.version(version)
        if now != listed.fingerprint or own is None or own.fingerprint != listed.fingerprint:
            complaint = _touched(path, version, now, listed.fingerprint)
            text = replace(text, diagnostics=(*text.diagnostics, complaint))
        return text

    def ledger(self, slug: str) -> tuple[Ledger, list[Diagnostic]]:
        """Read a policy's ledger; one that is not there holds no decision."""
        if slug not in self._ledgers:
            self._ledgers[slug] = self._read_ledger(slug, self.workspace.ledger_path(slug))
        return self._ledgers[slug]

    def digest(self, path: str) -> str:
        """Return a key of a file's bytes, or that it is not there or cannot be read.

        Whoever reads the file later reads these same bytes.
        """
        if path not in self._digests:
            try:
                self._sources[path] = self._read(path)
            except WorkspaceError:
                self._digests[path] = "unreadable" if self.workspace.exists(path) else "absent"
        return self._digests[path]

    def files_of(self, slug: str) -> dict[str, str]:
        """Return which files of a policy have been read: the digests of their bytes, by path."""
        draft = self.workspace.draft_path(slug)
        policy = self.text(draft).policy
        versions = policy.front.versions if policy else ()
        issued = [self.workspace.issued_path(slug, version.name) for version in versions]
        texts = [self._texts[path] for path in (draft, *issued) if path in self._texts]
        pictures = [path for text in texts for path in text.pictures]
        paths = [self.workspace.ledger_path(slug), *(text.path for text in texts), *pictures]
        return {path: self.digest(path) for path in paths}

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
        unread = self._unread(paths)
        if not unread:
            yield list(paths)
            return
        from concurrent.futures import ThreadPoolExecutor

        cores = os.cpu_count() or 1
        shares = _shares(unread, cores)
        turn = {source: number for number, share in enumerate(shares, 1) for source in share}
        turns = {path: turn.get(self._sources.get(path, b""), 0) for path in paths}
        left = deque(paths)
        done = 0
        threads = ThreadPoolExecutor(cores)
        try:
            for number, read in enumerate(threads.map(_read_policies, shares), 1):
                for source, found in zip(shares[number - 1], read, strict=True):
                    self._parsed[key_of(source)] = found
                    self._known.keep("policy", source, found)
                done += len(read)
                progress(done, len(unread))
                ready: list[str] = []
                while left and turns[left[0]] <= number:
                    ready.append(left.popleft())
                yield ready
        finally:
            threads.shutdown(cancel_futures=True)

    def remembered(
        self, kind: str, about: str, find: Callable[[], Sequence[Diagnostic]]
    ) -> list[Diagnostic]:
        """Return what is wrong with something, from the cache where it was found before.

        Args:
            about: a key of all that the answer hangs on besides our own code.
        """
        _, found = self._known.found(kind, about.encode(), lambda _source: (None, find()))
        return list(found)

    def picture_fault(self, data: bytes) -> str:
        """Return why a picture cannot be used; empty where it can.

        An SVG is looked through once: the parser takes longer to load than a build with nothing to
        do has for all its logos.
        """
        from minuted.readers.pictures import picture_fault, picture_format

        def find() -> list[Diagnostic]:
            fault = picture_fault(data)
            return [_error("logo", "", 0, fault, "")] if fault else []

        if picture_format(data) != "svg":
            return picture_fault(data)
        return "".join(d.message for d in self.remembered("picture", key_of(data), find))

    def _unread(self, paths: Sequence[str]) -> list[bytes]:
        """Return what stands in those files that nobody has read before, each text once."""
        unread: dict[bytes, None] = {}
        for path in paths:
            if path in self._texts or not self.workspace.exists(path):
                continue
            try:
                source = self._sources[path] = self._read(path)
            except WorkspaceError:
                continue  # whoever reads it will say so
            if self._digests[path] not in self._parsed:
                unread[source] = None
        return [source for source in unread if not self._known.has("policy", source)]

    def _read(self, path: str) -> bytes:
        """Return a file's bytes, and note their digest.

        Raises:
            WorkspaceError: it cannot be read.
        """
        source = self._sources.pop(path, None)
        if source is None:
            source = self.workspace.read(path)
            self._digests[path] = key_of(source)
        return source

    def _read_ledger(self, slug: str, path: str) -> tuple[Ledger, list[Diagnostic]]:
        if path not in self._sources and not self.workspace.exists(path):
            self._digests[path] = "absent"
            return Ledger(slug), []
        try:
            source = self._read(path)
        except WorkspaceError as error:
            return Ledger(slug), [_unreadable(path, error)]
        ledger, found = self._known.found(
            f"ledger {path}", source, partial(_read_ledger, slug, path)
        )
        return ledger, list(found)

    def _read_text(self, path: str) -> ReadText:
        try:
            source = self._read(path)
        except WorkspaceError as error:
            return ReadText(path, None, (_unreadable(path, error),))
        digest = self._digests[path]
        if digest not in self._parsed:  # a draft that nobody has edited is its issued text again
            self._parsed[digest] = self._known.found("policy", source, _read_policy)
        policy, found = self._parsed[digest]
        placed = tuple(replace(d, path=path) for d in found)
        text = ReadText(path, policy, placed, digest)
        if b"![" in source:  # else there is no picture to look for
            text = with_pictures(self._read, text, self.picture_fault)
        if text.policy is None:
            return text
        if text.digest not in self._resolvers:
            self._resolvers[text.digest] = Resolver(text.policy)
        return replace(text, resolver=self._resolvers[text.digest])


def _shares(unread: Sequence[bytes], cores: int) -> list[list[bytes]]:
    """Split what pandoc has to read into one run's worth each.

    The first runs are short, for whoever makes copies of what is read has nothing to do before.
    """
    most = max(1, min(_MOST_AT_ONCE, -(-len(unread) // (_TURNS * cores))))
    shares: list[list[bytes]] = []
    left = deque(unread)
    while left:
        size = min(most, 2 ** (len(shares) // cores))
        shares.append([left.popleft() for _ in range(min(size, len(left)))])
    return shares


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


def _read_policy(source: bytes) -> Found:
    from minuted.readers.policy_markdown import read_policy

    return read_policy(source)


def _read_policies(sources: Sequence[bytes]) -> Sequence[Found]:
    from minuted.readers.policy_markdown import read_policies

    return read_policies(sources)


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


def _unreadable(path: str, error: WorkspaceError) -> Diagnostic:
    return _error("unreadable", path, 0, error.message, error.hint)


def _put_back(path: str) -> str:
    return f"Put it back (git checkout -- {path}); what should change belongs in the draft."


def _touched(path: str, version: str, now: str, issued: str) -> Diagnostic:
    return _error(
        "issued-touched",
        path,
        0,
        f"The text of version {version} is not the one that was issued: its fingerprint is"
        f" {short_fingerprint(now)}, and {short_fingerprint(issued)} was recorded.",
        _put_back(path),
    )


def _error(code: str, path: str, line: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, code, message, hint, path, line)
