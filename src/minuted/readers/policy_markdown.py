"""Policy Markdown into the clause model, numbered, with a diagnostic for every complaint.

bytes ─▶ text ─▶ front matter ─▶ fields masked ─▶ pandoc ─▶ plain tree ─▶ outline ─▶ Policy
                                                                 │
                                        letters that did not arrive are complaints
"""

import contextlib
import gc
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from minuted.model.diagnostic import Diagnostic, Severity, in_file_order
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import Block, Inline, Numbering, Policy, Reference
from minuted.model.walking import map_blocks
from minuted.readers import coverage, fields, pandoc
from minuted.readers.blocks import BlockReader
from minuted.readers.characters import character_faults
from minuted.readers.front_matter import read_front_matter, split
from minuted.readers.gathered import Gathered
from minuted.readers.local import place
from minuted.readers.notes import without_nested
from minuted.readers.outline import OutlineNode, freeze

MAX_BYTES = 5_000_000
_MOST_OF_A_KIND = 20
_TOO_DEEP = "lists or emphasis are nested too deeply in it"


def read_policy(source: bytes) -> tuple[Policy | None, list[Diagnostic]]:
    """Read one policy.

    Args:
        source: the file's bytes: UTF-8, with or without a byte order mark, any line ends.

    Returns:
        The policy (None where there is no front matter to be trusted; without text where pandoc
        could not read it) and every complaint, in the order of the file and without a path. Where
        one of them is an error, the policy is good for showing but not for copies.

    Raises:
        EngineError: pandoc cannot be run; nothing is wrong with the text.
    """
    return _ended(_begun(source), pandoc.parse)


def read_policies(
    sources: Sequence[bytes],
) -> list[tuple[Policy | None, list[Diagnostic]]]:
    """Read several policies, each as `read_policy` does, for little more than half of the time.

    Raises:
        EngineError: pandoc cannot be run; nothing is wrong with the texts.
    """
    all_begun = [_begun(source) for source in sources]
    trees = iter(pandoc.trees([begun.markdown for begun in all_begun if begun.gathered]))
    return [
        _ended(begun, partial(_blocks, next(trees) if begun.gathered else b""))
        for begun in all_begun
    ]


def _blocks(tree: bytes, markdown: str) -> pandoc.Blocks:
    return pandoc.blocks_of(tree) if tree else pandoc.parse(markdown)


@dataclass(slots=True)
class _Begun:
    """A policy that is read as far as it can be without pandoc.

    Attributes:
        gathered: None where there is nothing for pandoc to read.
        markdown: what it is to read.
    """

    diagnostics: list[Diagnostic]
    front: FrontMatter | None = None
    gathered: Gathered | None = None
    markdown: str = ""


def _begun(source: bytes) -> _Begun:
    lines, complaint = _lines_of(source)
    if complaint is not None:
        return _Begun([complaint])
    front, diagnostics = read_front_matter(lines)
    diagnostics += character_faults(lines)
    skipped = split(lines)
    if not skipped:
        return _Begun(diagnostics)  # what is text cannot be told
    body = [""] * skipped + lines[skipped:]
    if not any(line.strip() for line in body):
        message = "The policy has no text."
        diagnostics.append(
            _error("empty-policy", skipped + 1, 0, message, "Write it below the front matter.")
        )
        return _Begun(diagnostics, front)
    try:
        masked, found, complaints = fields.mask("\n".join(body))
        diagnostics += complaints
        gathered = Gathered(found, masked.split("\n"), diagnostics)
        markdown = "\n".join(without_nested(gathered.lines, gathered))
    except RecursionError:
        diagnostics.append(_too_hard(_TOO_DEEP))
        return _Begun(diagnostics, front)
    return _Begun(diagnostics, front, gathered, markdown)


def _ended(
    begun: _Begun, parse: Callable[[str], pandoc.Blocks]
) -> tuple[Policy | None, list[Diagnostic]]:
    policy = Policy(begun.front) if begun.front else None
    if begun.gathered is not None:
        try:
            with _without_collection():
                children = _read_text(begun.gathered, parse(begun.markdown))
                policy = Policy(begun.front, children) if begun.front else None
        except pandoc.TextTooHardError as error:
            begun.diagnostics.append(_too_hard(str(error)))
        except RecursionError:
            begun.diagnostics.append(_too_hard(_TOO_DEEP))
    return policy, _bounded(in_file_order(begun.diagnostics))


def read_front(source: bytes) -> tuple[FrontMatter | None, list[Diagnostic]]:
    """Read only what a policy says of itself above its text; pandoc is not needed for it.

    Returns:
        As `read_policy`, with the complaints about the front matter alone.
    """
    lines, complaint = _lines_of(source)
    if complaint is not None:
        return None, [complaint]
    front, diagnostics = read_front_matter(lines)
    diagnostics += character_faults(lines[: split(lines)])
    return front, _bounded(in_file_order(diagnostics))


def _lines_of(source: bytes) -> tuple[list[str], Diagnostic | None]:
    """Return the lines of a file as pandoc counts them, or why it has none that can be read.

    Tabs stay in the front matter, where they are mistakes, and are spaces in the text.
    """
    if len(source) > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES // 1_000_000} MB, too large for a policy."
        return [], _error("too-large", 0, 0, message, "Check that it is the right file.")
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return [], _not_utf8(source, error)
    # as pandoc has it, or its columns are others
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = text.split("\n")
    count = split(lines)
    return [*lines[:count], *(line.expandtabs(4) for line in lines[count:])], None


def _read_text(gathered: Gathered, blocks: pandoc.Blocks) -> tuple[Block, ...]:
    reader = BlockReader(gathered)
    root = reader.read(blocks)
    place(reader)
    _check_fields(gathered)
    if not any(d.is_error for d in gathered.diagnostics):
        _check_letters(gathered)
    return _numbered_references(root, reader, gathered)


def _numbered_references(
    root: OutlineNode, reader: BlockReader, gathered: Gathered
) -> tuple[Block, ...]:
    numbers = {name: node.number for name, node in reader.named.items()}
    for used in gathered.references:
        if used.anchor not in numbers:
            message = (
                f"This refers to “{used.anchor}”, and no clause or section has that anchor."
                if used.anchor
                else "This refers to nothing."
            )
            hint = "Put []{#name} before the clause's first word, or {#name} after a heading."
            gathered.error("unknown-reference", used.line, used.column, message, hint)
        elif reader.named[used.anchor].numbering is Numbering.UNNUMBERED and not used.worded:
            message = f"This refers to “{used.anchor}”, which has no number that could be printed."
            hint = f"Write words for it: [the notes](#{used.anchor})"
            gathered.error("unnumbered-reference", used.line, used.column, message, hint)
    children = freeze(root.children)
    if not gathered.references:
        return children

    def number(inline: Inline) -> Inline:
        if isinstance(inline, Reference):
            return replace(inline, number=numbers.get(inline.anchor, "?"))
        return inline

    return map_blocks(children, number)


def _check_fields(gathered: Gathered) -> None:
    for index, found in enumerate(gathered.found):
        if index in gathered.placed or not found.name:
            continue
        if coverage.covers(gathered.covered, found.line, found.column):  # else its text is lost
            gathered.error(
                "field-place",
                found.line,
                found.column,
                f"The field {{{{ {found.name} }}}} stands where none can be filled.",
                "Fields work among the words; not in a link's address, a picture's words,"
                " `code` or an attribute.",
            )


def _check_letters(gathered: Gathered) -> None:
    for line, column, text in coverage.lost(gathered.lines, gathered.covered):
        shown = text if len(text) <= 60 else text[:59] + "…"
        gathered.error(
            "lost-text",
            line,
            column,
            f"“{shown}” would reach no copy.",
            "Look for a table row with more cells than its heading, a footnote or a link's address"
            " that nothing refers to, or braces {…} with nothing before them.",
        )


@contextlib.contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the garbage collector from searching pandoc's tree while it is built.

    The tree holds no cycles and is gone soon; on 5,000 clauses the search takes ten times as long
    as reading the JSON itself.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _bounded(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Keep the first of each kind, so that one slip of thousands does not hide the others."""
    counts: dict[str, int] = {}
    done: list[Diagnostic] = []
    for diagnostic in diagnostics:
        counts[diagnostic.code] = counts.get(diagnostic.code, 0) + 1
        if counts[diagnostic.code] <= _MOST_OF_A_KIND:
            done.append(diagnostic)
    for code, count in counts.items():
        if count > _MOST_OF_A_KIND:
            last = next(d for d in reversed(done) if d.code == code)
            more = count - _MOST_OF_A_KIND
            done[done.index(last)] = replace(
                last, message=f"{last.message} (And {more} more of this kind.)"
            )
    return done


def _not_utf8(source: bytes, error: UnicodeDecodeError) -> Diagnostic:
    line = source.count(b"\n", 0, error.start) + 1
    column = error.start - (source.rfind(b"\n", 0, error.start) + 1) + 1
    return _error(
        "not-utf-8",
        line,
        column,
        f"The file is not in UTF-8: byte {source[error.start]:#04x} here cannot be read.",
        "Open it in your editor and save it again with the encoding UTF-8.",
    )


def _too_hard(reason: str) -> Diagnostic:
    return _error(
        "too-hard",
        0,
        0,
        f"The text could not be read: {reason}.",
        "Look for a footnote that cites itself, or brackets and lists nested very deeply.",
    )


def _error(code: str, line: int, column: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, code, message, hint, line=line, column=column)
