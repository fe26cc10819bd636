"""What stands around the text in a copy: title page, version table, headers, and hidden things.

A copy like it is made anew and read in the same way. What both have is as it should be; what only
the copy has is told.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from minuted.compare.copy_match import LONGEST_VALUE, CopyWords, match
from minuted.compare.copy_table import (
    Row,
    printed_table,
    recorded,
    table_faults,
)
from minuted.compare.copy_units import CopyLine, copy_lines, usual
from minuted.model.copy import short_fingerprint
from minuted.model.document import Document, Omitted, Piece, Remark
from minuted.model.policy import Image
from minuted.model.verification import Claim, Finding, FindingKind
from minuted.model.version_table import version_table
from minuted.tasks.verify_anew import Elsewhere, day_of, elsewhere, made_anew, margin
from minuted.tasks.verify_reading import CopyFile
from minuted.tasks.verify_texts import Candidate, Texts

SERIOUS = frozenset(
    (
        "hidden-text",
        "laid-over",
        "tracked-change",
        "words-by-style",
        "text-box",
        "foreign",
        "comment",
    )
)
_FIRST_LINES = 12


@dataclass(slots=True)
class Surroundings:
    """A copy beside the one that minuted would make.

    Attributes:
        identical: whether both are the same bytes.
        ours: the bytes of the one that was made; None where none could be made.
        names: the school's and the trust's, by the fields that they are.
        other_names: of every other audience.
        made: the lines of the one that was made before its text; none where none could be made.
    """

    copy: CopyFile
    claim: Claim
    candidate: Candidate
    printed: tuple[Row, ...] | None
    ledger: tuple[Row, ...]
    identical: bool = False
    ours: bytes | None = None
    fresh: Document | None = None
    made: tuple[CopyLine, ...] = ()
    notes: Counter[str] = field(default_factory=Counter)
    names: Mapping[str, str] = field(default_factory=dict)
    other_names: frozenset[str] = frozenset()
    elsewhere: "Callable[[], Elsewhere] | None" = None

    def without_notes(self, lines: Sequence[CopyLine]) -> list[CopyLine]:
        """Return lines without those that a copy made anew has after its text as well."""
        left = Counter(self.notes)
        kept: list[CopyLine] = []
        for line in lines:
            if left[line.words]:
                left[line.words] -= 1
            else:
                kept.append(line)
        return kept

    def where_text_begins(self, lines: Sequence[CopyLine]) -> int:
        """Return the index of the first line that belongs to the text, in an altered copy."""
        filled = [line.filled(self.candidate.fields) for line in self.candidate.lines]
        known = set(filled)
        first = next((at for at, line in enumerate(lines) if line.words in known), len(lines))
        if self.made:  # whatever our own title page does not have stands in the text's place
            front = {line.words for line in self.made} | self._table_lines()
            at = 0
            last = 0
            for at, line in enumerate(lines[:first]):
                if line.words in front:
                    last = at + 1
            return min(last, first)
        opening = set(filled[0].split()[:2]) if filled else set()
        for at, line in enumerate(lines[:first]):
            if opening and set(line.words.split()[:2]) == opening:
                return at
        return first if first < len(lines) else 0

    def findings(self, before: Sequence[CopyLine]) -> Iterator[Finding]:
        """Yield what is amiss around the text.

        Args:
            before: the lines that stand before it.
        """
        yield from self._table()
        yield from self._hidden()
        yield from self._pictures()
        if self.fresh is not None and self.claim.ours:
            yield from self._title_page(before)
            yield from self._margins()
            yield from self._claims()
        elif not self.claim.ours:
            yield Finding(
                FindingKind.NOTE,
                "",
                "It does not look like a copy that minuted made: only its text was checked, not"
                " its title page, headers or footers.",
            )
        elif self.fresh is None:
            yield Finding(
                FindingKind.NOTE,
                "",
                "No copy could be made to hold its title page against; only its text and its"
                " version table were checked.",
                "Try: minuted check",
            )

    def _table_lines(self) -> set[str]:
        rows = (*(self.printed or ()), *self.ledger)
        return {"\t".join(row).rstrip("\t") for row in rows}

    def _table(self) -> Iterator[Finding]:
        if self.printed is None:
            if self.ledger and self.claim.ours and not self.claim.draft:
                yield Finding(
                    FindingKind.TABLE, "version table", "Its version table is missing or changed."
                )
            return
        for fault in table_faults(self.printed, self.ledger):
            if not fault.recorded and not fault.heading:
                place, what = f"version table, row {fault.row}", fault.printed
                yield Finding(FindingKind.TABLE, place, f"The ledger has no such row: “{what}”.")
            elif not fault.row:
                what = f"The ledger has a row that it has not: “{fault.recorded}”."
                yield Finding(FindingKind.TABLE, "version table", what)
            else:
                place = f"version table, row {fault.row}, {fault.heading}"
                recorded_as = f"“{fault.recorded}”" if fault.recorded else "nothing"
                printed = f"“{fault.printed}”" if fault.printed else "Nothing"
                message = f"{printed} is printed; the ledger has {recorded_as}."
                yield Finding(FindingKind.TABLE, place, message)

    def _hidden(self) -> Iterator[Finding]:
        expected = Counter(_remark_key(r) for r in (self.fresh.remarks if self.fresh else ()))
        for remark in self.copy.document.remarks:
            if expected[_remark_key(remark)]:
                expected[_remark_key(remark)] -= 1
            elif remark.code in SERIOUS and not self._is_our_style(remark):
                yield Finding(FindingKind.HIDDEN, remark.place.words, remark.message, remark.hint)
        told = " ".join(r.message for r in self.copy.document.remarks)
        for omitted in self._unexpected():
            if omitted.kind == "hidden text" and omitted.text[:40] not in told:
                message = f"There are words that nobody sees: “{_short(omitted.text)}”."
                yield Finding(FindingKind.HIDDEN, omitted.place.words, message)

    def _pictures(self) -> Iterator[Finding]:
        """Yield the pictures that the copy made anew has not; a PDF's are read by no one."""
        if self.fresh is None or self.copy.format == "pdf":
            return
        names = {
            inline.sha256: inline.alt
            for part in self.copy.document.parts
            for inline in (part.inlines if isinstance(part, Piece) else ())
            if isinstance(inline, Image)
        }
        own = set(self.fresh.pictures)
        for digest in self.copy.document.pictures:
            if digest not in own:
                name = names.get(digest, "")
                yield Finding(
                    FindingKind.ALTERED,
                    f"picture “{name}”" if name else "picture",
                    "It is another picture than the approved text has.",
                    "Look at both; where it is the same to the eye, it was saved anew.",
                )

    def _is_our_style(self, remark: Remark) -> bool:
        """Whether a style sheet's words are a page's foot; where no page was made to compare."""
        return remark.code == "words-by-style" and self.fresh is None

    def _unexpected(self) -> Iterator[Omitted]:
        """Yield what the copy has in its margins, or hidden, and the one made anew has not."""
        known = {(o.kind, margin(o.text)) for o in (self.fresh.omitted if self.fresh else ())}
        for omitted in self.copy.document.omitted:
            if (omitted.kind, margin(omitted.text)) not in known:
                yield omitted

    def _margins(self) -> Iterator[Finding]:
        known = [margin(o.text) for o in (self.fresh.omitted if self.fresh else ())]
        for omitted in self._unexpected():
            if omitted.kind in ("header", "footer", "contents list", "page number"):
                renamed = self._renamed(margin(omitted.text), known)
                if renamed is not None:
                    yield renamed[1]
                    continue
                if omitted.kind == "page number" or (
                    self.elsewhere is not None and self.elsewhere().explain(margin(omitted.text))
                ):
                    continue
                where = f"{omitted.kind}, {omitted.place.words}".removesuffix(f", {omitted.kind}")
                yield Finding(
                    FindingKind.ADDED,
                    where,
                    f"It says “{_short(omitted.text)}”, which no copy of this text says there.",
                )

    def _title_page(self, before: Sequence[CopyLine]) -> Iterator[Finding]:
        tables = self._table_lines() | {_headings()}
        own = Counter(line.words for line in self.made if line.words not in tables)
        extra: list[CopyLine] = []
        for line in before:
            if line.words in tables:
                continue
            if own[line.words]:
                own[line.words] -= 1
            else:
                extra.append(line)
        missing = [words for words, count in own.items() if count > 0]
        for line in list(extra):
            renamed = self._renamed(line.words, missing)
            if renamed is not None:
                extra.remove(line)
                missing.remove(renamed[0])
                yield renamed[1]
        if extra and self.elsewhere is not None:
            others = self.elsewhere()
            extra = [line for line in extra if not others.explain(line.words)]
            if not extra:
                return  # a copy in another format, printed or saved anew
        for line in extra:
            if line.words in self.other_names:
                yield Finding(
                    FindingKind.CLAIM,
                    line.place,
                    f"It names {line.words}; its record is that of {self.candidate.audience.name}.",
                )
                continue
            near = max(missing, key=lambda words: _alike(words, line.words), default="")
            if near and _alike(near, line.words) >= 0.3:
                missing.remove(near)
                yield Finding(
                    FindingKind.CLAIM,
                    line.place,
                    f"It says “{_short(line.words)}”; the record has “{_short(near)}”.",
                )
            else:
                yield Finding(
                    FindingKind.ADDED,
                    line.place,
                    f"Before the text stands: “{_short(line.words)}”.",
                    "Neither the record nor the template has these words.",
                )
        for words in missing:  # an older template may not have had it
            message = f"It does not say “{_short(words)}”, which a copy made today says."
            yield Finding(FindingKind.NOTE, "title page", message)

    def _renamed(self, words: str, expected: Sequence[str]) -> tuple[str, Finding] | None:
        """Return which expected words these are under another name of the school or the trust.

        A name is a field, and may have been another when the copy was made. It is one if the copy
        has it in two places at least, and if it is no other audience's.
        """
        for own in expected:
            for field_name, name in self.names.items():
                if usual(name) not in own:
                    continue
                open_name = re.escape(own).replace(re.escape(usual(name)), "(.{1,120}?)")
                found = re.fullmatch(open_name, words)
                if found and len(set(found.groups())) == 1 and self._is_a_name(found[1]):
                    message = (
                        f"The field {field_name} is “{found[1]}” here; trust.yaml has “{name}”."
                    )
                    hint = "Build the copy again if it is out of date."
                    return own, Finding(FindingKind.FIELD, "title page", message, hint)
        return None

    def _is_a_name(self, value: str) -> bool:
        document = self.copy.document
        printed = [line.words for line in copy_lines(document)[:_FIRST_LINES]]
        printed += {usual(omitted.text) for omitted in document.omitted}
        printed += [usual(said) for said in document.properties.values()]
        places = sum(value in said for said in printed)
        short = len(value.split()) <= LONGEST_VALUE and not re.search(r"[.;:!?]\s|[.;:!?]$", value)
        return places > 1 and short and value not in self.other_names

    def _claims(self) -> Iterator[Finding]:
        printed = self.claim.fingerprint
        own = self.candidate.fingerprint
        if printed and not printed.startswith("m1-") and printed != short_fingerprint(own):
            yield Finding(
                FindingKind.CLAIM,
                "fingerprint",
                f"It says that it is text {printed}; that text is {short_fingerprint(own)}.",
            )
        minute = self.claim.minute
        if minute and self.ledger and not any(minute in cell for r in self.ledger for cell in r):
            yield Finding(
                FindingKind.CLAIM,
                "properties",
                f"Its properties name the minute {minute}, which the ledger has not.",
            )
        version = self.claim.version
        if version and self.candidate.version and version != self.candidate.version:
            yield Finding(
                FindingKind.CLAIM,
                "version",
                f"It says that it is version {version}; its words are those of version"
                f" {self.candidate.version}.",
            )


def surroundings_of(
    texts: Texts, copy: CopyFile, claim: Claim, candidate: Candidate
) -> Surroundings:
    """Make a copy like the one at hand, read it, and set the two side by side."""
    printed = printed_table(copy.document.parts)
    day = day_of(texts, candidate, printed, draft=not candidate.version)
    ledger = recorded(
        version_table(
            texts.front(candidate.policy),
            texts.ledger(candidate.policy),
            texts.organisation,
            candidate.audience.code,
            day,
        )
    )
    around = Surroundings(copy, claim, candidate, printed, ledger)
    organisation = texts.organisation
    around.names = {
        "school.name": candidate.audience.name,
        "trust.name": organisation.trust.name,
    }
    everybody = (organisation.audience(code) for code in organisation.codes())
    names = {usual(audience.name) for audience in everybody if audience is not None}
    around.other_names = frozenset(names - {usual(name) for name in around.names.values()})
    draft = not candidate.version
    wanted = texts.copy_on(candidate.policy, candidate.audience.code, day, draft=draft)
    if wanted is None or not claim.ours:
        return around
    made = texts.remembered(
        ("made", id(wanted), copy.format, copy.way), lambda: made_anew(texts, copy, wanted)
    )
    if made is None:
        return around
    data, fresh = made
    lines = copy_lines(fresh)
    matched = match(candidate.lines, CopyWords(lines), candidate.fields)
    if copy.way == "look":  # a Word file's page, or a web page, may have been printed to it
        around.elsewhere = partial(
            texts.remembered,
            ("elsewhere", id(wanted)),
            lambda: elsewhere(texts, wanted, candidate),
        )
    around.identical = data == copy.data
    around.ours = data
    around.fresh = fresh
    if matched is not None:
        around.made = tuple(lines[: matched.begin])
        around.notes = Counter(line.words for line in lines[matched.end :])
    return around


def _headings() -> str:
    from minuted.model.copy import VERSION_TABLE_HEADINGS

    return "\t".join(VERSION_TABLE_HEADINGS)


def _remark_key(remark: Remark) -> tuple[str, str]:
    return remark.code, remark.message


def _alike(one: str, other: str) -> float:
    a, b = Counter(one.lower().split()), Counter(other.lower().split())
    shared = sum((a & b).values())
    whole = 2 * shared / max(sum(a.values()) + sum(b.values()), 1)
    same_shape = bool(re.fullmatch(r"[A-Z]+(/\d+)+", one)) and bool(
        re.fullmatch(r"[A-Z]+(/\d+)+", other)
    )
    return max(whole, 0.5 if same_shape else 0.0)


def _short(text: str) -> str:
    text = text.replace("\t", " · ")
    return text if len(text) < 120 else text[:117] + "…"
