"""Record decisions: what would be written, and what is wrong with it; then written, all or nothing.

    RecordRequest ──prepare()──▶ Preview      lines, rows of the version table, complaints by field
                  ──carry_out()─▶ Recorded    read again under the lock; one commit

The entries are taken in the order of their dates, so that a sheet may hold years: an earlier entry
is what a later one is held against.
"""

import datetime
from dataclasses import dataclass, replace
from typing import TypeAlias

from minuted.errors import RefusedError
from minuted.model.nearest import did_you_mean
from minuted.model.organisation import Organisation
from minuted.model.recording import Entry, Finding, FollowUp, Preview, Proposal, Recorded
from minuted.store.history import History
from minuted.store.transaction import recording, require_history
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.follow_up import propose_follow_up
from minuted.tasks.reading import Desk
from minuted.tasks.record_book import Book
from minuted.tasks.record_decision import propose_decision
from minuted.tasks.record_entry import Findings, ReadEntry, read_entry
from minuted.tasks.record_message import message_of

Wanted: TypeAlias = Entry | FollowUp


@dataclass(frozen=True, slots=True)
class RecordRequest:
    """What to record.

    Attributes:
        entries: decisions, or lines about earlier ones.
        force: why it is recorded although something speaks against it; empty if it is not.
    """

    entries: tuple[Wanted, ...]
    force: str = ""


def prepare(desk: Desk, request: RecordRequest, today: datetime.date) -> Preview:
    """Return what recording would do, and change nothing.

    Everything that is wrong with an entry is among the preview's findings, beside its field.

    Raises:
        ComplaintsError: trust.yaml, a policy or its ledger cannot be used.
        NoHistoryError: the workspace is not kept in git.
    """
    return _Recorder(desk, request, today).preview()


def carry_out(
    desk: Desk, request: RecordRequest, preview: Preview, today: datetime.date
) -> Recorded:
    """Write what was previewed into the ledgers and record it in one commit.

    What was recorded by somebody else meanwhile is read first; what they recorded already adds
    nothing.

    Raises:
        RefusedError: there is an error among the findings, or what would be recorded now is not
            what was previewed; nothing was written.
        HistoryError: git cannot record it; the workspace is as it was.
        WorkspaceError: a file cannot be written; the workspace is as it was.
    """
    if not preview.ok:
        raise RefusedError("Nothing was recorded.", "Put right what is said above.")
    with recording(desk.workspace) as transaction:
        recorder = _Recorder(desk, request, today)
        now = recorder.preview()
        if not now.ok or not _as_seen(preview, now):
            raise RefusedError(
                "Somebody else has recorded something meanwhile, and nothing was recorded now.",
                "Do it again, and look at what it says.",
            )
        files = recorder.files()
        commit = ""
        if files:
            commit = transaction.record(files, message_of(now, request.entries, request.force))
    known = tuple(p for p in now.proposals if p.known)
    return Recorded(commit, now.added, known, now.outdated)


def _as_seen(preview: Preview, now: Preview) -> bool:
    """Whether every line that would be added now was previewed just so."""
    seen = {p.entry: replace(p.line, line=0) for p in preview.proposals}
    return all(seen.get(p.entry) == replace(p.line, line=0) for p in now.added)


class _Recorder:
    """Goes through the entries of one request."""

    def __init__(self, desk: Desk, request: RecordRequest, today: datetime.date) -> None:
        organisation, complaints = desk.again().organisation()
        if organisation is None or any(d.is_error for d in complaints):
            raise ComplaintsError("governance/trust.yaml", complaints)
        require_history(desk.workspace)
        self._desk = desk.again()
        self._history: History | None = None
        self._organisation: Organisation = organisation
        self._request = request
        self._today = today
        self._slugs = desk.workspace.slugs()
        self._books: dict[str, Book] = {}
        self._known: list[Proposal] = []
        self._found = [
            Findings(number, entry, request.force) for number, entry in enumerate(request.entries)
        ]

    def preview(self) -> Preview:
        """Return what would be recorded."""
        for slug, found, read in self._in_order():
            self._take(self._books[slug], found, read)
        for book in self._books.values():
            book.check(self._today)
        findings: list[Finding] = [finding for one in self._found for finding in one.found]
        broken = {one.number for one in self._found if one.broken}
        proposals = [*self._known]
        for book in self._books.values():
            proposals += [p for p in book.proposals(self._today) if p.entry not in broken]
        proposals.sort(key=lambda p: p.entry)
        outdated = (
            ()
            if broken
            else tuple(copy for book in self._books.values() for copy in book.outdated(self._today))
        )
        return Preview(tuple(proposals), tuple(findings), outdated)

    def files(self) -> list[tuple[str, bytes]]:
        """Return the ledgers that get new lines, with them."""
        return [(book.path, book.data()) for book in self._books.values() if book.lines]

    def _in_order(self) -> list[tuple[str, Findings, ReadEntry | None]]:
        """Read the entries, and return those that can be gone on with by their dates."""
        found: list[tuple[datetime.date, str, Findings, ReadEntry | None]] = []
        for one in self._found:
            slug = self._slug(one)
            if isinstance(one.entry, FollowUp):
                if slug:
                    found.append((datetime.date.max, slug, one, None))
                continue
            read = read_entry(one.entry, self._organisation, self._today, one)
            if slug and read is not None:
                found.append((read.date, slug, one, read))
        found.sort(key=lambda each: (each[0], each[2].number))
        return [(slug, one, read) for _, slug, one, read in found]

    def _take(self, book: Book, found: Findings, read: ReadEntry | None) -> None:
        if isinstance(found.entry, FollowUp):
            proposal = propose_follow_up(book, found.entry, found)
        elif read is not None:
            proposal = propose_decision(book, read, found)
        if proposal is None:
            return
        if proposal.known:
            self._known.append(proposal)
        else:
            book.add(proposal, found)

    def _slug(self, found: Findings) -> str:
        """Open the book of an entry's policy; return its slug, or an empty text."""
        word = found.entry.policy.strip()
        slugs = self._slugs
        slug = next((s for s in slugs if s.casefold() == word.casefold()), "")
        if not slug:
            known = f"Known are: {', '.join(slugs)}." if slugs else "policy_src holds none yet."
            message = f"There is no policy “{word}”." if word else "It is not said which policy."
            found.error("unknown-policy", "policy", message, did_you_mean(word, slugs, known))
            return ""
        if slug not in self._books:
            self._history = self._history or History.of(self._desk.workspace.root)
            self._books[slug] = Book.open(self._desk, slug, self._organisation, self._history)
        return slug
