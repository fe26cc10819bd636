"""The law of importing: every word of the source's body is in the result, in order, and no other.

    raw words of the source ┐
                            ├─ aligned ──▶ lost, gained, moved
    words of the result     ┘
          typed labels may or may not be among the raw words; those that Word makes never are
          headers, contents, the cover and the like are accounted for by name

The raw words come by a way of their own, and the words of the result from the tree that the
Markdown is proved to read back to.
"""

import difflib
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from minuted.model.canonical import text_of
from minuted.model.policy import (
    Bullets,
    Code,
    Emphasis,
    Field,
    Flow,
    Footnote,
    Image,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Reference,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from minuted.readers.adopted.adopt import Adopted
from minuted.readers.adopted.apart import Pages
from minuted.readers.adopted.nodes import Node, printed_number
from minuted.readers.adopted.spare import Spare, Worded

_WORD = re.compile(r"[^\W_]+(?:_+[^\W_]+)*")
_MOST_COMPARED = 4_000_000
_RUN = 3
_NOTES = "footnotes, which stand at their marks"
_MARKS = re.compile(r"(?<=[^\W\d])\d{1,3}$|^\d{1,3}(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the words.

    Attributes:
        words: how many the source's body has.
        lost: words of the source that are not in the result, in runs as they stand there.
        gained: words of the result that are not in the source.
        moved: words that stand elsewhere than in the source.
        named: how many words were left out or went into the front matter, by what they are.
    """

    words: int
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    moved: tuple[str, ...]
    named: tuple[tuple[str, int], ...]

    @property
    def holds(self) -> bool:
        """Whether the law is kept."""
        return not (self.lost or self.gained or self.moved)


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    kind: str  # body, note, typed (a label) or alt; the last two need not be there
    page: int = 0


def account_for(raw: Iterable[str], adopted: Adopted) -> Account:
    """Hold a source's words against what was made of it."""
    source, tokens, named, apart = _apart(raw, adopted)
    account = _account(source, tokens, named, apart)
    notes = [token for token in tokens if token.kind == "note"]
    if account.holds or not notes:
        return account
    at_the_end = [*(token for token in tokens if token.kind != "note"), *notes]
    other = _account(source, at_the_end, named, apart)
    return other if other.holds else account


def _account(
    source: Sequence[str],
    tokens: Sequence[_Token],
    named: Sequence[tuple[str, str]],
    apart: Mapping[str, int],
) -> Account:
    made = [token.word for token in tokens]
    spare = Spare(_WORD.findall(_plain(text)) for _, text in named)
    lost: list[list[str]] = []
    gained: list[list[_Token]] = []
    body = len(source)
    found = list(gaps(source, made))
    for _, _, j1, j2 in found:  # words such as Chapter, whose number stands in the contents too
        spare.add(t.word for t in tokens[j1:j2] if t.kind == "typed" and not t.word.isdigit())
    for i1, i2, j1, j2 in found:
        here = source[i1:i2]
        must = [t for t in tokens[j1:j2] if t.kind in ("body", "note")]
        body_here = [t.word for t in must]
        if _same(here, body_here) or _same(here, made[j1:j2]):
            continue
        if _noted(here, body_here, spare):
            continue
        kept: list[str] = []
        for word in here:
            if spare.take(word):
                body -= 1
            else:
                kept.append(word)
        if kept and _same(kept, body_here):
            continue
        plain = [t.word for t in must if t.kind == "body"]
        if kept and plain and _same(kept, plain):
            kept, must = [], [t for t in must if t.kind == "note"]
        if kept:
            lost.append(kept)
        if must:
            gained.append(must)
    lost, added, moved, notes = _moved(lost, gained)
    counted = Counter(apart)
    if notes:
        counted[_NOTES] += notes
    for name, text in named:
        counted[name] += len(_WORD.findall(text))
    return Account(
        max(body, 0),
        tuple(" ".join(run) for run in lost),
        tuple(" ".join(run) for run in added),
        tuple(" ".join(run) for run in moved),
        tuple(counted.items()),
    )


def _apart(
    raw: Iterable[str], adopted: Adopted
) -> tuple[list[str], list[_Token], list[tuple[str, str]], Counter[str]]:
    """Take out of a source with pages what stands in one piece elsewhere than in the text.

    Returns:
        The source's other words; those of the result without the notes that were found; what is
        left out and was not found, by name; and how many words of what were found.
    """
    tokens = list(_tokens(adopted))
    omitted = adopted.document.omitted
    cover = [(name, text) for name, text, _ in adopted.cover.taken]
    said = _plain(" ".join(raw)).split("\f")
    pages = Pages([_WORD.findall(page) for page in said])
    found: Counter[str] = Counter()
    if len(said) == 1:
        named = [(str(one.kind), one.text) for one in omitted]
        return pages.left(), tokens, named + cover, found
    named = []
    for one in omitted:
        words = _WORD.findall(_plain(one.text))
        if one.kind != "comment" and one.place.page and pages.take(words, one.place.page):
            found[str(one.kind)] += len(words)
        else:
            named.append((str(one.kind), one.text))
    kept: list[_Token] = []
    for is_note, run in groupby(tokens, lambda token: token.kind == "note"):
        held = list(run)
        if is_note and pages.take([t.word for t in held], max(held[0].page - 1, 1), 3):
            found[_NOTES] += len(held)
        else:
            kept += held
    return pages.left(), kept, named + cover, found


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two runs are the same letters, whatever parts them; a note's mark may stand among."""
    left, right = "".join(one), "".join(other)
    return left == right or (
        bool(right) and abs(len(left) - len(right)) <= 3 and _MARKS.sub("", left) == right
    )


def _noted(source: Sequence[str], made: Sequence[str], spare: Spare) -> bool:
    """Whether two runs differ by notes' marks alone, set close to numbers (20181 for 2018)."""
    if len(source) != len(made):
        return False
    marks = [one[len(other) :] for one, other in zip(source, made, strict=True)]
    if not all(map(str.startswith, source, made)):
        return False
    wanted = Counter(mark for mark in marks if mark)
    return all(map(str.isdecimal, wanted)) and spare.take_all(wanted)


def _bare(word: str) -> str:
    """Return a word without the mark of a note that is set close to it."""
    return _MARKS.sub("", word) or word


def _moved(
    lost: list[list[str]], gained: list[list[_Token]]
) -> tuple[list[list[str]], list[list[str]], list[list[str]], int]:
    """Tell words that stand elsewhere from words that are nowhere.

    Returns:
        What is lost, what is gained, what is moved, and how many words of notes only stand at
        their marks instead of at the foot of a page.
    """
    there = Counter(_bare(token.word) for run in gained for token in run)
    noted = Counter(_bare(token.word) for run in gained for token in run if token.kind == "note")
    elsewhere: Counter[str] = Counter()
    notes = 0
    moved: list[list[str]] = []
    still_lost: list[list[str]] = []
    for run in lost:
        need = Counter(_bare(word) for word in run if not word.isdecimal())
        if need and all(there[word] - elsewhere[word] >= n for word, n in need.items()):
            elsewhere.update(need)
            if all(noted[word] >= n for word, n in need.items()):
                notes += len(run)
            else:
                moved.append(run)
        else:
            still_lost.append(run)
    still_gained: list[list[str]] = []
    for tokens in gained:
        left: list[str] = []
        for token in tokens:
            if elsewhere[_bare(token.word)] > 0:
                elsewhere[_bare(token.word)] -= 1
            else:
                left.append(token.word)
        if left:
            still_gained.append(left)
    return still_lost, still_gained, moved, notes


def _tokens(adopted: Adopted) -> Iterator[_Token]:
    """Yield the result's words, without the labels that Word makes: they stand nowhere."""
    worded = Worded(_WORD.findall(_plain(label)) for label in adopted.worded_labels)
    for node in adopted.tree.walk():
        if not node.placeholder:
            for token in _of_node(node, worded):
                yield _Token(token.word, token.kind, node.place.page)


def _of_node(node: Node, worded: Worded) -> Iterator[_Token]:
    if node.typed and text_of(node.title) != node.label:  # `Article 5` alone is its own heading
        yield from _of(node.label, "typed")
    if node.kind == "section":
        yield from _paragraph(node.title, worded)
    for flow in node.lead:
        yield from _flow(flow, worded)
    if node.grid is not None:
        for row in node.grid.rows:
            for cell in row:
                for paragraph in cell:
                    yield from _inlines(paragraph)


def _paragraph(inlines: Inlines, worded: Worded) -> Iterator[_Token]:
    tokens = list(_inlines(inlines))
    yield from tokens[worded.beginning([token.word for token in tokens]) :]


def _flow(flow: Flow, worded: Worded) -> Iterator[_Token]:
    if isinstance(flow, Paragraph):
        yield from _paragraph(flow.inlines, worded)
    elif isinstance(flow, Bullets):
        for item in flow.items:
            for inner in item:
                yield from _flow(inner, worded)


def _inlines(inlines: Inlines) -> Iterator[_Token]:
    """Yield a run's words; those that change their look half-way are one word."""
    run: list[str] = []
    kind = "body"
    for text, own in _texts(inlines, "body"):
        if own != kind:
            yield from _of("".join(run), kind)
            run, kind = [], own
        run.append(text)
    yield from _of("".join(run), kind)


def _texts(inlines: Inlines, kind: str) -> Iterator[tuple[str, str]]:
    for inline in inlines:
        match inline:
            case Text() | Code():
                yield inline.text, kind
            case LineBreak():
                yield " ", kind
            case Emphasis() | Strong() | Superscript() | Subscript() | Link():
                yield from _texts(inline.children, kind)
            case Reference() if inline.children:
                yield from _texts(inline.children, kind)
            case Reference():  # what the source prints, not what the result will
                yield printed_number(inline.anchor), kind
            case Field():
                yield f"{{{{ {inline.name} }}}}", kind
            case Footnote():
                for paragraph in inline.paragraphs:
                    yield " ", "note"
                    yield from _texts(paragraph, "note")
            case Image():
                yield inline.alt, "alt"


def _of(text: str, kind: str) -> Iterator[_Token]:
    for word in _WORD.findall(_plain(text)):
        yield _Token(word, kind)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def gaps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where two runs of words differ: from and to in each, in order.

    Runs of three words that each has once are the fixed points; between them the words are
    compared one by one.
    """
    at_old = at_new = 0
    for i, j in [*_fixed(old, new), (len(old), len(new))]:
        if i < at_old or j < at_new:
            continue
        yield from _between(old, new, at_old, i, at_new, j)
        at_old, at_new = i, j
        while at_old < len(old) and at_new < len(new) and old[at_old] == new[at_new]:
            at_old += 1
            at_new += 1


def _between(
    old: Sequence[str], new: Sequence[str], i1: int, i2: int, j1: int, j2: int
) -> Iterator[tuple[int, int, int, int]]:
    while i1 < i2 and j1 < j2 and old[i1] == new[j1]:
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and old[i2 - 1] == new[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
    if i1 == i2 and j1 == j2:
        return
    if i1 == i2 or j1 == j2 or (i2 - i1) * (j2 - j1) > _MOST_COMPARED:
        yield i1, i2, j1, j2
        return
    matcher = difflib.SequenceMatcher(None, old[i1:i2], new[j1:j2], autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag != "equal":
            yield i1 + a1, i1 + a2, j1 + b1, j1 + b2


def _fixed(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    first, second = _once(old), _once(new)
    pairs = sorted((i, second[key]) for key, i in first.items() if key in second)
    tails: list[int] = []
    chain: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(chain[at - 1] if at else -1)
        if at == len(tails):
            tails.append(j)
            chain.append(number)
        else:
            tails[at] = j
            chain[at] = number
    done: list[tuple[int, int]] = []
    number = chain[-1] if chain else -1
    while number >= 0:
        done.append(pairs[number])
        number = before[number]
    return done[::-1]


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    twice: set[tuple[str, ...]] = set()
    for at in range(len(words) - _RUN + 1):
        key = tuple(words[at : at + _RUN])
        if key in found:
            twice.add(key)
        found[key] = at
    return {key: at for key, at in found.items() if key not in twice}
