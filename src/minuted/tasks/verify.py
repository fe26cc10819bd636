"""Whether a copy from anywhere is an approved text, unaltered and in force, by its own words.

file ──read──▶ Document ──lines──┐
every text, as each audience has it ──lines──┴─match──▶ that text, word for word: Standing
                                              └─ none ──▶ the nearest, and what differs
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from minuted.compare.copy_changes import differences
from minuted.compare.copy_match import CopyWords, Match, likeness, match
from minuted.compare.copy_units import CopyLine, copy_lines, usual
from minuted.errors import MinutedError, RefusedError
from minuted.model.change import Change, Comparison, Status
from minuted.model.change_summary import is_worth_showing, numbers, what_happened
from minuted.model.verification import (
    Claim,
    Finding,
    FindingKind,
    Held,
    Verdict,
    Verification,
)
from minuted.tasks.reading import Desk
from minuted.tasks.verify_claim import claim_of
from minuted.tasks.verify_pictures import as_seen, pictures_not_read
from minuted.tasks.verify_reading import CopyFile, read_bytes, read_copy
from minuted.tasks.verify_standing import standing
from minuted.tasks.verify_surroundings import SERIOUS, Surroundings, surroundings_of
from minuted.tasks.verify_texts import Candidate, Texts
from minuted.tasks.verify_unread import unread_words

_LONGEST = 3_000_000
"""Characters; a handbook of 35,000 words has 250,000."""

_NEAR = 0.22
"""How like a text a copy must be, to be called a copy of it at all."""


class Verifier:
    """Checks copies against one workspace; what it read for one serves the next."""

    def __init__(self, desk: Desk, today: date) -> None:
        """Take the workspace, and the day on which a text is to be in force.

        Raises:
            ComplaintsError: trust.yaml cannot be read.
        """
        self._texts = Texts(desk, today)

    def file(self, path: Path, name: str = "") -> Verification:
        """Check one file; one that cannot be read is a verdict too, never an exception."""
        try:
            copy = read_copy(path, name or str(path))
        except MinutedError as error:
            return _unreadable(name or str(path), error)
        return self._copy(copy)

    def data(self, data: bytes, name: str) -> Verification:
        """Check a file that lies in memory, such as one that was uploaded."""
        try:
            copy = read_bytes(data, name)
        except MinutedError as error:
            return _unreadable(name, error)
        return self._copy(copy)

    def _copy(self, copy: CopyFile) -> Verification:
        claim = claim_of(copy.document)
        lines = copy_lines(copy.document)
        if sum(len(line.words) for line in lines) > _LONGEST:
            return _unreadable(
                copy.name,
                RefusedError(
                    f"{copy.name} has more words than any policy.",
                    "Check that it is the file that was meant.",
                ),
            )
        found = self._matched(copy, claim, lines)
        if found is not None:
            candidate, matched = found
            return self._exact(copy, claim, lines, candidate, matched)
        nearest = self._nearest(copy, claim, lines)
        if nearest is None:
            return _unknown(copy, claim)
        return self._differing(copy, claim, lines, nearest)

    # finding the text

    def _candidates(self, copy: CopyFile, claim: Claim) -> Iterator[Candidate]:
        """Yield every text as the copy can have it, those first that it claims to be."""
        slugs = sorted(
            self._texts.slugs(),
            key=lambda slug: (
                slug != claim.policy,
                usual(self._texts.front(slug).title) != usual(claim.title),
                slug,
            ),
        )
        for slug in slugs:
            for version in self._texts.versions(slug):
                for candidate in sorted(
                    self._texts.candidates(slug, version),
                    key=lambda c: c.audience.code != claim.audience,
                ):
                    yield as_seen(candidate, copy)

    def _matched(
        self, copy: CopyFile, claim: Claim, lines: Sequence[CopyLine]
    ) -> tuple[Candidate, Match] | None:
        """Return the text that the copy's words are; of several, the likeliest."""
        said = " ".join(line.words for line in lines)
        words = CopyWords(lines)
        front = {line.words for line in lines[:40]}
        known: dict[tuple[str, tuple[str, ...]], Match | None] = {}
        best: tuple[tuple[object, ...], Candidate, Match] | None = None
        for candidate in self._candidates(copy, claim):
            values = tuple(candidate.fields.get(f, "") for f in _fields(candidate))
            key = (candidate.fingerprint, values)
            if key not in known:
                known[key] = match(candidate.lines, words, candidate.fields)
            matched = known[key]
            if matched is None:
                continue
            code = candidate.audience.code
            force = self._texts.in_force(candidate.policy, code, self._texts.today)
            rank = (
                len(matched.values),
                (candidate.version == "") != claim.draft,
                bool(claim.audience) and code != claim.audience,
                usual(candidate.audience.name) not in front and candidate.audience.name not in said,
                bool(claim.version) and candidate.version != claim.version,
                force.version != candidate.version,
            )
            if best is None or rank < best[0]:
                best = (rank, candidate, matched)
        return (best[1], best[2]) if best else None

    def _nearest(self, copy: CopyFile, claim: Claim, lines: Sequence[CopyLine]) -> Candidate | None:
        """Return the text that the copy is most like; None where it is like none."""
        best: tuple[float, Candidate] | None = None
        known: dict[str, float] = {}
        for candidate in self._candidates(copy, claim):
            if candidate.fingerprint not in known:
                filled = [
                    replace(line, words=line.filled(candidate.fields)) for line in candidate.lines
                ]
                known[candidate.fingerprint] = likeness(filled, lines)
            score = known[candidate.fingerprint]
            score += 0.02 * (candidate.policy == claim.policy)
            score += 0.02 * (candidate.version == claim.version and not claim.draft)
            score += 0.02 * (candidate.audience.code == claim.audience)
            score -= 0.01 * (candidate.version == "" and not claim.draft)
            if best is None or score > best[0] + 1e-9:
                best = (score, candidate)
        return best[1] if best and best[0] >= _NEAR else None

    # what is amiss

    def _exact(
        self,
        copy: CopyFile,
        claim: Claim,
        lines: Sequence[CopyLine],
        candidate: Candidate,
        matched: Match,
    ) -> Verification:
        around = surroundings_of(self._texts, copy, claim, candidate)
        findings = [
            *_title(copy, candidate, lines[: matched.begin]),
            *pictures_not_read(copy, candidate),
            *_values(matched),
            *_after(lines[matched.end :], around),
            *around.findings(lines[: matched.begin]),
            *unread_words(copy, around.ours),
        ]
        held, told = standing(self._texts, candidate, exact=True)
        return _verification(
            copy, claim, held, [*findings, *told], None, identical=around.identical
        )

    def _differing(
        self, copy: CopyFile, claim: Claim, lines: Sequence[CopyLine], candidate: Candidate
    ) -> Verification:
        around = surroundings_of(self._texts, copy, claim, candidate)
        begin = around.where_text_begins(lines)
        comparison = differences(
            candidate.lines,
            around.without_notes(lines[begin:]),
            candidate.fields,
            (candidate.title, copy.document.title or candidate.title),
        )
        findings = [
            *_altered(comparison),
            *pictures_not_read(copy, candidate),
            *around.findings(lines[:begin]),
        ]
        held, told = standing(self._texts, candidate, exact=False)
        held = replace(held, nearest=not claim.ours)
        if not any(f.kind is FindingKind.ALTERED for f in findings):
            findings.insert(0, _parted())
        return _verification(copy, claim, held, [*findings, *told], comparison)


def _fields(candidate: Candidate) -> list[str]:
    return sorted({name for line in candidate.lines for name in line.fields})


def _title(copy: CopyFile, candidate: Candidate, before: Sequence[CopyLine]) -> Iterator[Finding]:
    printed, own = usual(copy.document.title), usual(candidate.title)
    if printed and printed != own and not any(line.words == own for line in before):
        yield Finding(
            FindingKind.ALTERED,
            "title",
            f"Its title is “{printed}”; the text's is “{candidate.title}”.",
        )


def _values(matched: Match) -> Iterator[Finding]:
    for value in dict.fromkeys(matched.values):
        where = f"clause {value.address}"
        if value.beside:
            yield Finding(
                FindingKind.ADDED,
                where,
                f"Where {value.name} stands, more words stand: “{value.found}” instead of"
                f" “{value.expected}”.",
                "They are no part of the approved text.",
            )
        else:
            yield Finding(
                FindingKind.FIELD,
                where,
                f"The field {value.name} is “{value.found}” here; trust.yaml has"
                f" “{value.expected}”.",
                "A field is no part of the approved text. Build the copy again if it is out of"
                " date.",
            )


def _after(lines: Sequence[CopyLine], around: Surroundings) -> Iterator[Finding]:
    for line in around.without_notes(lines):
        yield Finding(
            FindingKind.ADDED,
            line.place,
            f"After the end of the text stands: “{_short(line.words)}”.",
            "It is no part of the approved text.",
        )


def _altered(comparison: Comparison) -> Iterator[Finding]:
    for change in comparison.changes:
        if is_worth_showing(change):
            yield Finding(FindingKind.ALTERED, _where(change), _what(change))


def _where(change: Change) -> str:
    """Return where a change stands, as a reader of the copy would look for it."""
    if change.kind == "title":
        return "title"
    if change.status is Status.ADDED:
        return change.new[0]
    place = numbers(change)
    if change.kind in ("clause", "section"):
        return f"{change.kind} {place}"
    return place if place != change.kind else f"{place} at the top"


def _what(change: Change) -> str:
    match change.status:
        case Status.REMOVED:
            return f"It is missing: “{_short(change.old_text)}”."
        case Status.ADDED:
            return f"It was added: “{_short(change.new_text)}”."
        case Status.UNCHANGED:
            return "It stands in another place than in the approved text."
        case _:
            struck = "".join(s.text for s in change.words if s.op == "-").strip()
            added = "".join(s.text for s in change.words if s.op == "+").strip()
            if struck and added:
                return f"It has “{_short(added)}” where the approved text has “{_short(struck)}”."
            if added:
                return f"It has “{_short(added)}”, which the approved text has not."
            if struck:
                return f"It has not “{_short(struck)}”, which the approved text has."
            return f"It is {what_happened(change)}."


def _parted() -> Finding:
    return Finding(
        FindingKind.ALTERED,
        "",
        "Its words are not those of the text in the same order.",
        "Compare it with a copy that minuted makes.",
    )


_WORST = (
    (FindingKind.DRAFT, Verdict.DRAFT),
    (FindingKind.ALTERED, Verdict.ALTERED),
    (FindingKind.HIDDEN, Verdict.ALTERED),
    (FindingKind.ADDED, Verdict.ALTERED),
    (FindingKind.TABLE, Verdict.ALTERED),
    (FindingKind.CLAIM, Verdict.ALTERED),
    (FindingKind.NOT_ADOPTED, Verdict.NOT_ADOPTED),
    (FindingKind.SUPERSEDED, Verdict.SUPERSEDED),
)


def _verification(
    copy: CopyFile,
    claim: Claim,
    held: Held,
    findings: list[Finding],
    comparison: Comparison | None,
    *,
    identical: bool = False,
) -> Verification:
    if claim.draft and not any(f.kind is FindingKind.DRAFT for f in findings):
        findings.insert(
            0,
            Finding(
                FindingKind.DRAFT,
                "",
                "It is marked as a draft.",
                "Ask the school for its copy of the text that was adopted.",
            ),
        )
    kinds = {finding.kind for finding in findings}
    verdict = next((v for kind, v in _WORST if kind in kinds), Verdict.APPROVED)
    unique = tuple(dict.fromkeys(findings))
    return Verification(copy.name, verdict, claim, held, unique, comparison, identical)


def _unknown(copy: CopyFile, claim: Claim) -> Verification:
    finding = Finding(
        FindingKind.NOT_ADOPTED,
        "",
        "It is like no text of any policy in this workspace.",
        "Check that you are in the right trust's folder, and that it is a policy's copy.",
    )
    hidden = [
        Finding(FindingKind.HIDDEN, remark.place.words, remark.message, remark.hint)
        for remark in copy.document.remarks
        if remark.code in SERIOUS
    ]
    return Verification(copy.name, Verdict.UNKNOWN, claim, None, (finding, *hidden))


def _unreadable(name: str, error: MinutedError) -> Verification:
    finding = Finding(FindingKind.UNREADABLE, "", error.message, error.hint)
    return Verification(name, Verdict.UNREADABLE, Claim(), None, (finding,))


def _short(text: str) -> str:
    text = text.replace("\t", " · ").replace("\n", " / ")
    return text if len(text) < 120 else text[:117] + "…"
