"""The law of importing: every word of the source's body is in the result, in order, and no other.

    raw words of the source
    └─ what is left out by name, where it stands ─▶ words of the body ┐
                                                                     ├─▶ lost, gained, moved
    words of the result ─────────────────────────────────────────────┘

The raw words come by a way of their own, and the words of the result from the tree that the
Markdown is proved to read back to.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from minuted.model.document import Grid, Omitted
from minuted.readers.adopted.adopt import Adopted
from minuted.readers.adopted.alignment import gaps
from minuted.readers.adopted.apart import Pages
from minuted.readers.adopted.cover import NUMBERS_OF_LINES, PICTURE
from minuted.readers.adopted.named_runs import NamedRuns
from minuted.readers.adopted.result_words import Token, plain, tokens_of, words_in
from minuted.readers.adopted.spare import Spare

_NOTES = "footnotes, which stand at their marks"
_ROWS = "ends of table rows, which stand in their rows"
_SURE = 3
"""Words in a row that both have, from which on they are surely the same ones."""

_MARKS_OF_NOTES = "marks of notes"
_AROUND = ("header", "footer", "page number", "comment")
"""What stands beside the flow of a text without pages, unless it says where in it."""

_NEED_NOT_BE_WORDS = (PICTURE, NUMBERS_OF_LINES)

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
class _Named:
    name: str
    words: tuple[str, ...]
    in_the_flow: bool
    line: int = 0
    of_cover: bool = False


def account_for(raw: Iterable[str], adopted: Adopted) -> Account:
    """Hold a source's words against what was made of it."""
    source, tokens, named, apart = _apart(raw, adopted)
    grids = (part for part in adopted.document.parts if isinstance(part, Grid))
    whole_rows = [words for grid in grids for words in grid.put_back]
    account = _account(source, tokens, named, apart, whole_rows)
    notes = [token for token in tokens if token.kind == "note"]
    if account.holds or not notes:
        return account
    at_the_end = [*(token for token in tokens if token.kind != "note"), *notes]
    other = _account(source, at_the_end, named, apart, whole_rows)
    return other if other.holds else account


def _account(
    whole: Sequence[str],
    tokens: Sequence[Token],
    named: Sequence[_Named],
    apart: Mapping[str, int],
    whole_rows: Sequence[str],
) -> Account:
    made = [token.word for token in tokens]
    source, marks = _without_named(whole, tokens, named)
    spare = Spare([marks])
    body = len(source)
    lost: list[list[str]] = []
    gained: list[list[Token]] = []
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
        kept = [word for word in here if not spare.take(word)]
        body -= len(here) - len(kept)
        if kept and _same(kept, body_here):
            continue
        bare = [t.word for t in must if t.kind == "body"]
        if kept and bare and _same(kept, bare):
            kept, must = [], [t for t in must if t.kind == "note"]
        if kept:
            lost.append(kept)
        if must:
            gained.append(must)
    lost, added, moved, notes = _moved(lost, gained)
    added += list(_invented(whole, named))
    moved, ends = _without_ends_of_rows(moved, whole_rows)
    counted = Counter(apart)
    if notes:
        counted[_NOTES] += notes
    if ends:
        counted[_ROWS] += ends
    for one in named:
        if one.name != _MARKS_OF_NOTES:
            counted[one.name] += len(one.words)
    return Account(
        body,
        tuple(" ".join(run) for run in lost),
        tuple(" ".join(run) for run in added),
        tuple(" ".join(run) for run in moved),
        tuple(counted.items()),
    )


def _invented(whole: Sequence[str], named: Sequence[_Named]) -> Iterator[list[str]]:
    """Yield what went into the front matter and stands nowhere in the source."""
    said = set(whole)
    letters = "".join(whole)
    for one in named:
        if one.of_cover:
            words = [word for word in one.words if word not in said and word not in letters]
            if words:
                yield words


def _without_ends_of_rows(
    moved: Sequence[list[str]], whole_rows: Iterable[str]
) -> tuple[list[list[str]], int]:
    """Take out of what is moved the words of rows that a page break parted, and count them."""
    known = Counter(word for words in whole_rows for word in words_in(words))
    left: list[list[str]] = []
    ends = 0
    for run in moved:
        need = Counter(run)
        if need <= known:
            known -= need
            ends += len(run)
        else:
            left.append(run)
    return left, ends


def _without_named(
    whole: Sequence[str], tokens: Sequence[Token], named: Sequence[_Named]
) -> tuple[Sequence[str], list[str]]:
    """Take what is left out by name from a source, each where it stands and the result lacks it.

    Returns:
        The source's other words, and the numerals of what was not found: marks of notes among them.
    """
    made = [token.word for token in tokens]
    missing = [False] * len(whole)
    lines = [0] * len(whole)
    at_source = at_made = 0
    for i1, i2, j1, j2 in [*gaps(whole, made), (len(whole),) * 2 + (len(made),) * 2]:
        if i1 - at_source >= _SURE:
            lines[at_source:i1] = [token.line for token in tokens[at_made:j1]]
        at_source, at_made = i2, j2
        if not _same(whole[i1:i2], made[j1:j2]):
            missing[i1:i2] = [True] * (i2 - i1)
    if not any(missing):
        return whole, []
    runs = NamedRuns(whole, missing, lines)
    marks: list[str] = []
    for one in sorted(named, key=lambda one: -len(one.words)):
        numerals = [word for word in one.words if word.isdecimal()]
        placed = one.in_the_flow and len(numerals) < len(one.words)
        if not (placed and runs.take(one.words, one.line)):
            marks += numerals
    return runs.left(), marks


def _apart(
    raw: Iterable[str], adopted: Adopted
) -> tuple[list[str], list[Token], list[_Named], Counter[str]]:
    """Take out of a source with pages what stands in one piece elsewhere than in the text.

    Returns:
        The source's other words; those of the result without the notes that were found; what is
        left out and was not found, by name; and how many words of what were found.
    """
    tokens = list(tokens_of(adopted))
    omitted = adopted.document.omitted
    said = plain(" ".join(raw)).split("\f")
    cover = [
        _Named(name, tuple(words_in(text)), True, of_cover=name not in _NEED_NOT_BE_WORDS)
        for name, text, _ in adopted.cover.taken
    ]
    pages = Pages([words_in(page) for page in said])
    found: Counter[str] = Counter()
    if len(said) == 1:
        named = [_beside(one) if one.kind in _AROUND else _named(one) for one in omitted]
        return pages.left(), tokens, named + cover, found
    named = []
    for one in omitted:
        words = words_in(one.text)
        at_foot = one.kind == "footer" or (one.kind == "page number" and one.place.line > 1)
        placed = one.kind != "comment" and one.place.page
        if placed and pages.take(words, one.place.page, at_foot=at_foot):
            found[str(one.kind)] += len(words)
        else:
            named.append(replace(_named(one), line=0))
    kept: list[Token] = []
    notes = 0
    for is_note, run in groupby(tokens, lambda token: token.kind == "note"):
        held = list(run)
        if is_note and pages.take([t.word for t in held], max(held[0].page - 1, 1), 3):
            found[_NOTES] += len(held)
        else:
            kept += held
        notes += is_note
    marks = [_Named(_MARKS_OF_NOTES, (str(n),), False) for n in range(1, notes + 1)]
    return pages.left(), kept, [*named, *cover, *marks, *marks], found


def _named(one: Omitted) -> _Named:
    return _Named(str(one.kind), tuple(words_in(one.text)), True, one.place.line)


def _beside(one: Omitted) -> _Named:
    """Return what stands beside the flow; its line says that it is in the flow, and not where."""
    return replace(_named(one), in_the_flow=bool(one.place.line), line=0)


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
    lost: list[list[str]], gained: list[list[Token]]
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
            elsewhere.update(_bare(word) for word in run)
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
