"""One door for every file with a policy's text in it: the reader is picked by what the bytes are.

bytes ──kind_of──▶ policy Markdown ─────────────▶ Policy
                   Word, PDF, web page, text ──▶ Document ──adopt──▶ Adopted ──▶ Policy
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeAlias

from minuted.errors import RefusedError
from minuted.model.canonical import text_of
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.document import Document, Grid, Remark
from minuted.model.policy import Policy
from minuted.readers.adopted import Adopted, adopt
from minuted.readers.file_kinds import is_zip, other_file
from minuted.store.outside import read_outside
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.reading import Desk

MOST_PARAGRAPHS = 50_000
MOST_LETTERS = 2_000_000
"""A handbook of 35,000 words has 4,000 paragraphs and 250,000 letters."""

FileKind: TypeAlias = Literal["policy", "word", "pdf", "page", "text"]
Tracked: TypeAlias = Literal["refuse", "accept", "reject"]

_FOREIGN = frozenset(("unknown-key", "typed-number", "missing-key"))
"""Complaints that say that Markdown was never meant as a policy of ours."""

_OF_A_DRAFT = frozenset(("number-gap", "heading-as-words", "too-deep", "link-secured"))
"""Remarks on what an import makes of a file, which are nothing to who only reads it."""

_NAMES = {
    "policy": "policy Markdown",
    "word": "Word",
    "pdf": "PDF",
    "page": "web page",
    "text": "text",
}


@dataclass(frozen=True)
class Source:
    """A file that was read.

    Attributes:
        policy: with the numbers that the file prints.
        adopted: None for policy Markdown, which is a policy already.
        words: every word of the file, by a way that shares nothing with its reader; after each
            page of a PDF a form feed.
    """

    name: str
    kind: FileKind
    data: bytes
    policy: Policy
    adopted: Adopted | None = None
    words: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def of_reading(self) -> tuple[Diagnostic, ...]:
        """What a human eye should look at where no draft is made of the file."""
        return tuple(d for d in self.diagnostics if d.code not in _OF_A_DRAFT)

    @property
    def kind_in_words(self) -> str:
        """What sort of file it is."""
        return _NAMES[self.kind]


def kind_of(data: bytes, name: str) -> FileKind:
    """Return what a file is, by its bytes; its name decides between text and page only.

    Raises:
        RefusedError: it is of a program whose files cannot be read.
    """
    other = other_file(data)
    if other is not None:
        raise RefusedError(f"{name} is {other.what}.", other.hint)
    if is_zip(data):
        return "word"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    bare = data.removeprefix(b"\xef\xbb\xbf")
    if bare.startswith((b"---\n", b"---\r\n")):
        return "policy"
    start = bare[:4096].lstrip().lower()
    is_page = start.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in start
    if is_page or name.lower().endswith((".html", ".htm", ".xhtml")):
        return "page"
    return "text"


def names_of(desk: Desk | None) -> list[str]:
    """Return what the trust, its schools and groups are called, as a cover may have it."""
    organisation = desk.organisation()[0] if desk else None
    if organisation is None:
        return []
    found: list[str] = []
    for code in organisation.codes():
        audience = organisation.audience(code)
        if audience is not None:
            found += [audience.name, audience.label, code]
    return list(dict.fromkeys(found))


def read_source(
    path: Path,
    *,
    tracked: Tracked = "refuse",
    names: Iterable[str] = (),
    law: bool = False,
) -> Source:
    """Read a file.

    Args:
        tracked: what becomes of a Word file's tracked changes.
        names: of the trust, its schools and groups, as a cover may have them.
        law: whether its words are read a second time, by a way of their own.

    Raises:
        WorkspaceError: it cannot be read from disk.
        RefusedError: it is nothing that can be read.
        ComplaintsError: it has errors.
    """
    data = read_outside(path, str(path))
    return source_of(data, str(path), tracked=tracked, names=names, law=law)


def source_of(
    data: bytes,
    name: str,
    *,
    tracked: Tracked = "refuse",
    names: Iterable[str] = (),
    law: bool = False,
) -> Source:
    """Read a file's bytes; see `read_source`."""
    kind = kind_of(data, name)
    if kind == "policy":
        source = _policy(data, name)
        if source is not None:
            return source
        kind = "text"
    if kind == "text":
        _require_a_texts_length(data, name)
    document, found = _document(data, name, kind, tracked)
    if document is None:
        raise ComplaintsError(name, [replace(d, path=name) for d in found])
    _require_a_length(document, name)
    adopted = adopt(document, names)
    if not adopted.found.children:
        raise RefusedError(
            f"{name} holds no text of a policy.", "Check that it is the file that was meant."
        )
    words = raw_words_of(data, name, kind, tracked) if law else ()
    diagnostics = (*found, *(_diagnostic(r) for r in adopted.remarks))
    return Source(
        name,
        kind,
        data,
        adopted.found,
        adopted,
        tuple(words),
        tuple(replace(d, path=name) for d in diagnostics),
        {digest: picture.data for digest, picture in document.pictures.items()},
    )


def _require_a_length(document: Document, name: str) -> None:
    """Refuse what is longer than any policy, before anything is made of it.

    Raises:
        RefusedError: it is.
    """
    if len(document.parts) <= MOST_PARAGRAPHS:
        letters = 0
        for part in document.parts:
            if isinstance(part, Grid):
                letters += sum(len(text_of(p)) for row in part.rows for cell in row for p in cell)
            else:
                letters += len(text_of(part.inlines))
            if letters > MOST_LETTERS:
                break
        else:
            return
    raise _too_long(name)


def _require_a_texts_length(data: bytes, name: str) -> None:
    if len(data) > MOST_LETTERS or data.count(b"\n") > MOST_PARAGRAPHS:
        raise _too_long(name)


def _too_long(name: str) -> RefusedError:
    return RefusedError(
        f"{name} has more words than any policy.",
        "Check that it is the file that was meant; where it holds several policies, part it.",
    )


def _policy(data: bytes, name: str) -> Source | None:
    """Read policy Markdown; None for other people's Markdown, which has front matter too.

    Raises:
        ComplaintsError: it has errors.
    """
    from minuted.readers.policy_markdown import read_policy

    policy, found = read_policy(data)
    diagnostics = tuple(replace(d, path=name) for d in found)
    if policy is None or any(d.is_error for d in diagnostics):
        foreign = _FOREIGN.intersection(d.code for d in diagnostics)
        if foreign and b"\nversions:" not in data:
            return None
        raise ComplaintsError(name, diagnostics)
    return Source(name, "policy", data, policy, diagnostics=diagnostics)


def _document(
    data: bytes, name: str, kind: FileKind, tracked: Tracked
) -> tuple[Document | None, list[Diagnostic]]:
    # the readers are imported when they are needed: each brings a library with it
    if kind == "word":
        from minuted.readers.word import read_word

        return read_word(data, tracked=tracked)
    if kind == "pdf":
        from minuted.readers.pdf import read_pdf

        return read_pdf(data, name), []
    if kind == "page":
        from minuted.readers.webpage import read_page

        return read_page(data, name), []
    from minuted.readers.typed import read_typed

    return read_typed(data, name)


def raw_words_of(data: bytes, name: str, kind: FileKind, tracked: Tracked = "accept") -> list[str]:
    """Return a file's words in order by a way that shares nothing with its reader.

    Raises:
        RefusedError: a PDF cannot be read.
        RawWordsError: a Word file cannot be read.
    """
    if kind == "word":
        from minuted.readers.word import raw_words as word_words

        settled: Literal["accept", "reject"] = "reject" if tracked == "reject" else "accept"
        return word_words.raw_words(data, tracked=settled)
    if kind == "pdf":
        from minuted.readers.pdf import raw_words

        return [word for page in raw_words(data, name) for word in (*page, "\f")]
    if kind == "page":
        from minuted.readers.webpage import raw_words as page_words

        return page_words(data)
    from minuted.readers.typed import raw_words as text_words

    return text_words(data)


def _diagnostic(remark: Remark) -> Diagnostic:
    place = remark.place
    where = f" ({place.words})" if place.words and not place.words.startswith("line ") else ""
    message = remark.message.rstrip(".") + where + "." if where else remark.message
    line = place.line if place.words.startswith("line ") else 0
    return Diagnostic(Severity.WARNING, remark.code, message, remark.hint, line=line)
