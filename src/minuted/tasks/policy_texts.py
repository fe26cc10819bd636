"""The texts of a workspace: drafts and issued versions, each read once, several of them at once.

Desk ── PolicyTexts ── Known       what pandoc made of the same bytes before
              └─────── Files       the bytes
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from minuted.errors import WorkspaceError
from minuted.model.copy import short_fingerprint
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.front_matter import FrontMatter
from minuted.resolve import Resolver
from minuted.store.cache import key_of
from minuted.tasks.cores import core_count
from minuted.tasks.files import Files, unreadable
from minuted.tasks.known import Found, Known
from minuted.tasks.read_text import ReadText, with_pictures

_MOST_AT_ONCE = 8
"""How many texts pandoc reads in one run: what starting it takes is then next to nothing for each.
"""
_TURNS = 3
"""How many runs of pandoc each core gets at least, so that none waits long for another's last."""


class PolicyTexts:
    """Texts by their paths.

    Attributes:
        parsed: what was read, by keys of the bytes: the same for any state of a workspace.
    """

    def __init__(
        self,
        files: Files,
        known: Known,
        picture_fault: Callable[[bytes], str],
        parsed: dict[str, Found],
    ) -> None:
        self.parsed = parsed
        self._files = files
        self._known = known
        self._picture_fault = picture_fault
        self._texts: dict[str, ReadText] = {}
        self._resolvers: dict[str, Resolver] = {}

    def text(self, path: str) -> ReadText:
        """Read any text by its path."""
        if path not in self._texts:
            self._texts[path] = self._read(path)
        return self._texts[path]

    def issued(self, slug: str, version: str, front: FrontMatter | None) -> ReadText:
        """Read a version as it was issued, and prove that its words are still those.

        Args:
            front: what the draft says above its text; None where it cannot be read.
        """
        workspace = self._files.workspace
        path = workspace.issued_path(slug, version)
        listed = front.version(version) if front else None
        if listed is None or not listed.issued:
            message = f"Version {version} of {slug} was never issued."
            hint = f"Known are the versions that {workspace.draft_path(slug)} lists."
            return ReadText(path, None, (_error("unknown-version", path, message, hint),))
        if not listed.held:
            message = f"The text of version {version} is not held."
            hint = "Its front matter says so; where the text turns up, it can be imported."
            return ReadText(path, None, (_error("not-held", path, message, hint),))
        if not workspace.exists(path):
            message = f"Version {version} was issued, and its text is not there."
            complaint = _error("issued-touched", path, message, _put_back(path))
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

    def files_read(self, paths: Sequence[str]) -> dict[str, str]:
        """Return the files that some texts were read from, pictures too: keys of them by path.

        They are of the bytes that were read, whatever lies there by now.
        """
        texts = [self._texts[path] for path in paths if path in self._texts]
        return {
            path: key
            for text in texts
            for path, key in {text.path: text.source, **text.pictures}.items()
        }

    def read_in_turn(
        self, paths: Sequence[str], progress: Callable[[int, int], None]
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

        cores = core_count()
        shares = _shares(list(unread), cores)
        turn = {source: number for number, share in enumerate(shares, 1) for source in share}
        turns = {path: turn[source] for source, same in unread.items() for path in same}
        left = deque(paths)
        done = 0
        threads = ThreadPoolExecutor(cores)
        try:
            for number, read in enumerate(threads.map(_read_policies, shares), 1):
                for source, found in zip(shares[number - 1], read, strict=True):
                    self.parsed[key_of(source)] = found
                    self._known.keep("policy", source, found)
                done += len(read)
                progress(done, len(unread))
                ready: list[str] = []
                while left and turns.get(left[0], 0) <= number:
                    ready.append(left.popleft())
                yield ready
        finally:
            threads.shutdown(cancel_futures=True)

    def _unread(self, paths: Sequence[str]) -> dict[bytes, list[str]]:
        """Return what nobody has read before, each text once, with the paths that hold it."""
        unread: dict[bytes, list[str]] = {}
        for path in paths:
            if path in self._texts or not self._files.workspace.exists(path):
                continue
            try:
                source = self._files.read_ahead(path)
            except WorkspaceError:
                continue  # whoever reads it will say so
            if self._files.digest(path) not in self.parsed:
                unread.setdefault(source, []).append(path)
        return {s: same for s, same in unread.items() if not self._known.has("policy", s)}

    def _read(self, path: str) -> ReadText:
        try:
            source = self._files.read(path)
        except WorkspaceError as error:
            why = (unreadable(path, error),)
            return ReadText(path, None, why, source=self._files.digest(path))
        digest = self._files.digest(path)
        if digest not in self.parsed:  # a draft that nobody has edited is its issued text again
            self.parsed[digest] = self._known.found("policy", source, _read_policy)
        policy, found = self.parsed[digest]
        placed = tuple(replace(d, path=path) for d in found)
        text = ReadText(path, policy, placed, digest, source=digest)
        if b"![" in source:  # else there is no picture to look for
            text = with_pictures(self._files.read, text, self._picture_fault)
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


def _read_policy(source: bytes) -> Found:
    from minuted.readers.policy_markdown import read_policy

    return read_policy(source)


def _read_policies(sources: Sequence[bytes]) -> Sequence[Found]:
    from minuted.readers.policy_markdown import read_policies

    return read_policies(sources)


def _put_back(path: str) -> str:
    return f"Put it back (git checkout -- {path}); what should change belongs in the draft."


def _touched(path: str, version: str, now: str, issued: str) -> Diagnostic:
    return _error(
        "issued-touched",
        path,
        f"The text of version {version} is not the one that was issued: its fingerprint is"
        f" {short_fingerprint(now)}, and {short_fingerprint(issued)} was recorded.",
        _put_back(path),
    )


def _error(code: str, path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, code, message, hint, path)
