"""The schools' copies read: whose each is, its text, its pictures, and what its table says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from minuted.errors import RefusedError
from minuted.model.organisation import Audience, Organisation
from minuted.model.policy import Image, Inline, Policy
from minuted.model.walking import map_blocks
from minuted.readers.adopted import adopt
from minuted.readers.adopted.law import Account, account_for
from minuted.tasks.audiences import find_audience
from minuted.tasks.copies_loose import with_loose_under
from minuted.tasks.copies_places import by_number
from minuted.tasks.copies_weave import wording
from minuted.tasks.documents import Source, names_of, read_source
from minuted.tasks.importing_decisions import record_of
from minuted.tasks.importing_fitted import readable
from minuted.tasks.importing_record import Record
from minuted.tasks.importing_text import (
    ImportRequest,
    Text,
    text_of_source,
    title_of_file,
)
from minuted.tasks.reading import Desk

_SHARED = 0.1
"""The least part of its words that a copy of the same policy shares with some other copy."""
_RUN = 3


@dataclass(frozen=True)
class SchoolCopy:
    """One school's copy.

    Attributes:
        text: what it says, references by number.
        record: what its version table comes to.
        schools: those that it is the copy of: a group's is that of its members.
    """

    audience: Audience
    source: Source
    made: Text
    text: Policy
    record: Record
    account: Account
    schools: frozenset[str]

    @property
    def code(self) -> str:
        """Whose it is."""
        return self.audience.code

    @property
    def file(self) -> str:
        """The file's own name, without its folder."""
        return Path(self.source.name).name


def read_copies(
    desk: Desk, organisation: Organisation, files: Mapping[str, Path], request: ImportRequest
) -> list[tuple[Audience, Source]]:
    """Read every copy.

    Raises:
        NotFoundError: a code is no school, group or trust.
        WorkspaceError, RefusedError, ComplaintsError: a file cannot be read or imported.
    """
    audiences = {code: find_audience(organisation, code) for code in files}
    names = names_of(desk)
    done: list[tuple[Audience, Source]] = []
    for code, path in files.items():
        source = read_source(path, tracked=request.tracked, names=names, law=True)
        if source.adopted is None:
            raise RefusedError(
                f"{source.name} is policy Markdown already, and no copy of a school.",
                "Leave it out; import the schools' Word files, PDFs, pages or texts.",
            )
        # what was added between numbers keeps its letter here, because a passage can say so
        adopted = adopt(source.adopted.document, names, keep_added=True)
        done.append((audiences[code], replace(source, adopted=adopted)))
    return done


def title_of(sources: Sequence[tuple[Audience, Source]]) -> str:
    """Return the title that most copies have, without the school's name where they differ in it."""
    counts: dict[str, int] = {}
    for audience, source in sources:
        title = _cover_title(source)
        bare = re.sub(rf"(?i)(?:\b(?:for|at|of) )?\b{re.escape(audience.name)}\b'?s?", " ", title)
        bare = " ".join(bare.split()).strip(" -–—:,|")
        for words in dict.fromkeys((title, bare)):
            counts[words] = counts.get(words, 0) + bool(words)
    best = max(counts, key=lambda words: counts[words]) if counts else ""
    return best or title_of_file(sources[0][1].name)


def _cover_title(source: Source) -> str:
    return readable(source.adopted.cover.title).strip() if source.adopted else ""


def copies_of(
    sources: Sequence[tuple[Audience, Source]], organisation: Organisation, title: str, slug: str
) -> list[SchoolCopy]:
    """Return the copies, each picture under one name in all of them.

    Raises:
        RefusedError: one is a copy of another policy.
    """
    paths: dict[str, str] = {}
    done: list[SchoolCopy] = []
    for audience, source in sources:
        made = text_of_source(source, title, slug)
        named = _Pictures(slug, paths)
        children = by_number(map_blocks(made.policy.children, named.named))
        pictures = tuple((paths[digest], data) for digest, data in named.of(made))
        done.append(
            SchoolCopy(
                audience,
                source,
                replace(made, pictures=pictures),
                replace(made.policy, children=children),
                record_of(made.adopted.cover, organisation, audience.code),
                account_for(source.words, made.adopted),
                _schools(organisation, audience.code),
            )
        )
    _refuse_strangers(done)
    texts = with_loose_under([copy.text.children for copy in done])
    return [
        replace(copy, text=replace(copy.text, children=children))
        for copy, children in zip(done, texts, strict=True)
    ]


class _Pictures:
    """Gives a picture the same name in whatever copy it stands."""

    def __init__(self, slug: str, paths: dict[str, str]) -> None:
        self._slug = slug
        self._paths = paths
        self._own: dict[str, str] = {}

    def named(self, inline: Inline) -> Inline:
        if not isinstance(inline, Image):
            return inline
        ending = inline.path.rpartition(".")[2]
        path = self._paths.setdefault(
            inline.sha256, f"{self._slug}-{len(self._paths) + 1}.{ending}"
        )
        self._own[inline.path] = inline.sha256
        return replace(inline, path=path)

    def of(self, made: Text) -> list[tuple[str, bytes]]:
        """Return a copy's pictures by digest."""
        return [(self._own[path], data) for path, data in made.pictures if path in self._own]


def _schools(organisation: Organisation, code: str) -> frozenset[str]:
    """Return the schools that a code stands for, on whatever day."""
    if code == organisation.trust.code:
        return frozenset(organisation.schools)
    if code in organisation.groups:
        return frozenset(member.school for member in organisation.groups[code].members)
    return frozenset((code,))


def _refuse_strangers(copies: Sequence[SchoolCopy]) -> None:
    """Refuse a copy that shares next to nothing with any other.

    Raises:
        RefusedError: there is one.
    """
    runs = [_runs(copy.text) for copy in copies]
    for at, (copy, own) in enumerate(zip(copies, runs, strict=True)):
        shares = [
            len(own & other) / max(1, min(len(own), len(other)))
            for place, other in enumerate(runs)
            if place != at
        ]
        if shares and max(shares) < _SHARED:
            others = [other for other in copies if other is not copy]
            hint = "Check that these are the files that were meant, and leave out what is not."
            if len(others) == 1:
                raise RefusedError(
                    f"{copy.file} ({copy.code}) and {others[0].file} ({others[0].code}) are copies"
                    " of different policies: hardly a sentence is the same.",
                    hint,
                )
            raise RefusedError(
                f"{copy.file} ({copy.code}) is a copy of another policy: hardly a sentence of it"
                f" stands in the other {len(others)} copies.",
                hint,
            )


def _runs(text: Policy) -> set[tuple[str, ...]]:
    words = " ".join(wording(b, numbers=False) for b in text.children).casefold().split()
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
