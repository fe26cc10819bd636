"""A policy's ledger, opened to have lines added at its end, and what the new lines come to.

Every line that stood keeps its bytes: order, quotation marks, line ends and all. What is wrong with
a new line is asked of the same checks that `minuted check` runs on lines that stand.
"""

import datetime
from collections import Counter
from dataclasses import dataclass, field, replace

from minuted.checks.ledger import check_ledger
from minuted.model.copy import VersionRow
from minuted.model.diagnostic import Diagnostic
from minuted.model.force import concerned, in_force
from minuted.model.front_matter import FrontMatter
from minuted.model.ledger import COLUMNS, Ledger, Line
from minuted.model.organisation import Organisation
from minuted.model.recording import Outdated, Proposal
from minuted.model.version_table import version_table
from minuted.readers.ledger_csv import HEADING, format_line, read_ledger
from minuted.store.history import History
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.reading import Desk
from minuted.tasks.record_basis import Texts
from minuted.tasks.record_decided import Decided
from minuted.tasks.record_entry import Findings

_MOST = 5

FORCIBLE = {"minute-pattern", "body-not-approving"}
"""What is a warning about a line that stands, and stops one that is about to be written."""

_HINTS = {
    "date-in-future": "Check the date.",
    "review-before-decision": "Check the review date.",
    "decision-clash": "Check the minute number; a recorded decision is put right: minuted correct.",
}
FORCE_HINT = ' If it is right all the same, say why: --force "REASON".'


@dataclass(slots=True)
class Book:
    """One policy's ledger with the lines that are to be added.

    Attributes:
        source: the file's bytes; empty where there is none yet.
        recorded: as the last commit has it; None where it has none.
        lines: the new ones, numbered as they will stand in the file.
        made: the proposal and the findings of each new line.
    """

    slug: str
    front: FrontMatter
    organisation: Organisation
    path: str
    source: bytes
    recorded: bytes | None
    ledger: Ledger
    texts: Texts
    decided: Decided
    lines: list[Line] = field(default_factory=list)
    made: list[tuple[Proposal, Findings]] = field(default_factory=list)

    @classmethod
    def open(
        cls, desk: Desk, slug: str, organisation: Organisation, history: History | None = None
    ) -> "Book":
        """Open a policy's ledger.

        Args:
            desk: one that has not read the ledger yet, if lines are to be added.
            slug: the policy's.
            organisation: the workspace's.
            history: asked what git has of it, if lines are to be added.

        Raises:
            ComplaintsError: its draft or the ledger cannot be read, so nobody can say what was
                decided so far.
        """
        draft = desk.draft(slug)
        if draft.policy is None:
            raise ComplaintsError(draft.path, draft.diagnostics)
        path = desk.workspace.ledger_path(slug)
        # before the ledger itself is read: somebody else may be recording
        recorded = history.recorded(path) if history else None
        ledger, found = desk.ledger(slug)
        if any(d.is_error for d in found):
            raise ComplaintsError(path, found)
        source = desk.workspace.read(path) if desk.workspace.exists(path) else b""
        texts = Texts(desk, slug, organisation)
        front, decided = draft.policy.front, Decided(ledger, organisation)
        return cls(slug, front, organisation, path, source, recorded, ledger, texts, decided)

    @property
    def after(self) -> Ledger:
        """The ledger with the new lines."""
        return self.decided.ledger

    def add(self, proposal: Proposal, found: Findings) -> None:
        """Take a new line in, unless it could not be read back as it is."""
        same = self.decided.line_like(proposal.line)
        if same:
            found.error(
                "ledger-repeat",
                "narrative",
                f"The ledger has this very line already (line {same}), and a line that stands in"
                " it twice counts once.",
                "Word the narrative a little differently, so that the two lines differ.",
            )
            return
        complaints = read_back(proposal.line)
        for complaint in complaints:
            found.take(_field(complaint), complaint)
        if not found.broken:
            line = replace(proposal.line, line=self._line_count() + 1)
            self.lines.append(line)
            self.decided.add(line)
            self.made.append((replace(proposal, line=line), found))

    def check(self, today: datetime.date) -> None:
        """Hold the new lines against everything, and give each its complaints."""
        if not self.made:
            return
        self._compare_with_git()
        by_line = {proposal.line.line: found for proposal, found in self.made}
        for complaint in check_ledger(self.after, self.front, self.organisation, today):
            found = by_line.get(complaint.line)
            if found is None or complaint.code == "minute-space":
                continue
            if complaint.code in FORCIBLE:
                hint = complaint.hint + FORCE_HINT
                found.forcible(complaint.code, _field(complaint), complaint.message, hint)
            else:
                # nothing stands yet that would have to be corrected by a further line
                hint = _HINTS.get(complaint.code, complaint.hint)
                found.take(_field(complaint), replace(complaint, hint=hint))

    def _compare_with_git(self) -> None:
        """Hold the lines that stood against those that git has: none of them may be gone."""
        found = self.made[0][1]
        kept, _ = read_ledger(self.recorded or b"", self.slug, self.path)
        now = {replace(line, line=0) for line in self.ledger.lines}
        before = {replace(line, line=0): line for line in kept.lines}
        gone = [line for bare, line in before.items() if bare not in now]
        if gone:
            lines = ", ".join(str(line.line) for line in gone[:_MOST])
            found.error(
                "ledger-changed",
                "policy",
                f"{self.path} was changed by hand: git has {_lines(len(gone))} in it that"
                f" {'is' if len(gone) == 1 else 'are'} no longer there as written (line {lines}).",
                f"See it with: git diff {self.path}. Put it back as it was; what is wrong in it is"
                " put right with: minuted correct.",
            )
        elif len(now) > len(before):
            found.warning(
                "ledger-unrecorded",
                "policy",
                f"{self.path} has {_lines(len(now) - len(before))} that git does not have yet,"
                " added by hand.",
                f"That is recorded together with this; look at it first: git diff {self.path}",
            )

    def data(self) -> bytes:
        """Return the file with the new lines at its end, in the form of those that stand."""
        data = self.source or HEADING.encode()
        end = b"\r\n" if data.partition(b"\n")[0].endswith(b"\r") else b"\n"
        if not data.endswith((b"\n", b"\r")):
            data += end
        for line in self.lines:
            data += format_line(line).rstrip("\n").encode() + end
        return data

    def proposals(self, today: datetime.date) -> list[Proposal]:
        """Return the new lines with the rows of the version table that each audience gets."""
        rows: dict[str, tuple[VersionRow, ...]] = {}
        done = []
        for proposal, _ in self.made:
            code = proposal.line.audience
            if code not in rows:
                rows[code] = self._new_rows(code, today)
            own = tuple(r for r in rows[code] if _is_of(r, proposal.line)) or rows[code]
            done.append(replace(proposal, rows=own))
        return done

    def outdated(self, today: datetime.date) -> list[Outdated]:
        """Return the audiences whose copies change."""
        codes = concerned(self.front, self.after, self.organisation, today)
        found = []
        for code in codes:
            before, after = (
                self._copy(ledger, code, today) for ledger in (self.ledger, self.after)
            )
            if before != after:
                found.append(Outdated(self.slug, code, gone=after is None))
        return found

    def _copy(self, ledger: Ledger, code: str, today: datetime.date) -> object:
        """Return what a copy's first page rests on; None where there is no copy."""
        force = in_force(self.front, ledger, self.organisation, code, today)
        if force.decision is None:
            return None
        stated = replace(force.decision.stated, line=0)
        table = version_table(self.front, ledger, self.organisation, code, today)
        return (force.version, stated.minute, stated.date, stated.review_date, table)

    def _new_rows(self, code: str, today: datetime.date) -> tuple[VersionRow, ...]:
        before, after = (
            version_table(self.front, ledger, self.organisation, code, today)
            for ledger in (self.ledger, self.after)
        )
        left = Counter(before)
        found = []
        for row in after:
            left[row] -= 1
            if left[row] < 0:
                found.append(row)
        return tuple(found)

    def _line_count(self) -> int:
        """Return how many lines the file will have, so far."""
        stands = self.source or HEADING.encode()
        ends = stands.count(b"\n") or stands.count(b"\r")
        return ends + (not stands.endswith((b"\n", b"\r"))) + len(self.lines)


def read_back(line: Line) -> list[Diagnostic]:
    """Return what is wrong with a line once it is written and read again."""
    read, complaints = read_ledger((HEADING + format_line(line)).encode(), "", "")
    if not any(c.is_error for c in complaints):
        same = [replace(back, line=0) for back in read.lines] == [replace(line, line=0)]
        assert same, "a line that was written reads back as another"
    return complaints


def _lines(count: int) -> str:
    return "a line" if count == 1 else f"{count} lines"


def _field(complaint: Diagnostic) -> str:
    return COLUMNS[complaint.column - 1] if 0 < complaint.column <= len(COLUMNS) else "policy"


def _is_of(row: VersionRow, line: Line) -> bool:
    """Whether a row of a version table shows a line: by its minute number, or its version."""
    minutes = row.minute.split()
    number = line.minute or line.about
    return number in minutes if line.minute else row.version == line.version
