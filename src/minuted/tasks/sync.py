"""Exchange what was recorded with the others: fetch, join beside the workspace, look, go on, send.

ours ──┐
       ├─ joined beside the workspace ─▶ looked at ─▶ workspace goes on ─▶ sent
theirs ┘        │                           │
                └── a conflict: said ───────┴── cannot be read: said; nothing was changed
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from minuted.errors import HistoryError, RefusedError
from minuted.model.diagnostic import Diagnostic
from minuted.store.journey import journey
from minuted.store.remote import Exchange, Joined, Refused, Remote
from minuted.store.transaction import recording
from minuted.store.workspace import TRUST_YAML
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.reading import Desk
from minuted.tasks.sync_side import (
    DRAFTS,
    ISSUED,
    LEDGERS,
    Account,
    Side,
    account,
    new_in,
    read_side,
)
from minuted.tasks.touched import touched_complaint

ATTEMPTS = 4
"""How often somebody may be quicker before we give up."""

_ISSUED_PATH = re.compile(rf"{ISSUED}/([^/]+)/([^/]+)/")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A file that both sides changed in a way that cannot be joined.

    Attributes:
        words: what happened, as a sentence.
        hint: what to do, as a sentence.
        choice: whether one side's file can simply be taken.
    """

    path: str
    words: str
    hint: str
    choice: bool


class ConflictError(RefusedError):
    """What both sides recorded cannot be joined; nothing was changed."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        several = f"these {len(conflicts)} files" if len(conflicts) > 1 else "this file"
        super().__init__(
            f"What you and the others recorded does not go together in {several}.",
            "Nothing was changed, here or there. Settle it as said above, then sync again.",
        )
        self.conflicts = tuple(conflicts)


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """How to exchange.

    Attributes:
        mine, theirs: paths of files that conflicted, of which this side's is to be taken.
        interactive: whether git may ask for a password on the terminal.
    """

    mine: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    interactive: bool = False


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What came and went.

    Attributes:
        shown: the address of the other side.
        joined: whether both sides had something new.
        unrecorded: files that stay here, because they are not recorded.
        problems: what is wrong now and was not before.
        unsent: why what is ours could not be sent; None where it was, or there was nothing.
    """

    shown: str
    branch: str
    came: Account
    went: Account
    joined: bool
    unrecorded: tuple[str, ...]
    problems: tuple[Diagnostic, ...]
    unsent: HistoryError | None = None


def sync(desk: Desk, request: SyncRequest, today: date) -> SyncReport:
    """Fetch what the others recorded, join it with what is recorded here, and send that.

    Raises:
        NoHistoryError: the workspace is not kept in git.
        HistoryError: there is nobody to exchange with, they cannot be reached, or git refused.
        ConflictError: both changed the same place; the workspace is as it was.
        ComplaintsError: joined, a file could not be read any more; the workspace is as it was.
        RefusedError: files here that are not recorded stand in the way.
    """
    with recording(desk.workspace):
        exchange = Exchange(desk.workspace.root, interactive=request.interactive)
        with journey(exchange, desk.workspace):
            return _Sync(desk, request, today, exchange).run()


class _Sync:
    def __init__(self, desk: Desk, request: SyncRequest, today: date, exchange: Exchange) -> None:
        self._desk = desk
        self._request = request
        self._today = today
        self._exchange = exchange
        self._sides: dict[str, Side] = {}

    def run(self) -> SyncReport:
        remote = self._exchange.remote()
        start = self._exchange.history.head()
        joined = False
        problems: list[Diagnostic] = []
        for attempt in range(ATTEMPTS):
            ours = self._exchange.history.head()
            theirs = self._exchange.fetch(remote)
            wanted, is_join = self._wanted(remote, ours, theirs)
            joined |= is_join
            if wanted != ours:
                problems += self._go_on(ours, wanted)
            unsent: HistoryError | None = None
            if wanted != theirs:
                try:
                    self._exchange.push(remote, wanted)
                except Refused as error:
                    if attempt < ATTEMPTS - 1:
                        continue
                    unsent = error
                except HistoryError as error:
                    unsent = error
            return SyncReport(
                remote.shown,
                remote.branch,
                account(self._side(start), self._side(wanted), self._exchange),
                self._went(theirs, wanted),
                joined,
                tuple(self._exchange.unrecorded()),
                tuple(problems),
                unsent,
            )
        raise AssertionError

    def _wanted(self, remote: Remote, ours: str, theirs: str) -> tuple[str, bool]:
        """Return the commit that both sides should come to, and whether it joins the two."""
        if not theirs or theirs == ours:
            return ours, False
        base = self._exchange.base(ours, theirs)
        if base == theirs:
            return ours, False
        if base == ours:
            return theirs, False
        if not base:
            raise HistoryError(
                f"This workspace and {remote.shown} have no beginning in common.",
                "Check the address; or clone it anew, and copy your work into the clone.",
            )
        join = self._exchange.join(ours, theirs)
        tree = self._settled(join, ours, theirs, base)
        sides = self._side(ours), self._side(theirs)
        made = read_side(self._exchange, "", tree, self._desk.cache, self._today)
        unread = new_in(made.unread, *(side.unread for side in sides))
        if unread:
            raise ComplaintsError("What you and the others recorded, joined,", unread)
        message = f"Bring together what was recorded here and in {remote.name}/{remote.branch}\n"
        return self._exchange.commit(tree, (ours, theirs), message), True

    def _settled(self, join: Joined, ours: str, theirs: str, base: str) -> str:
        """Return the joined tree, with the sides that were chosen for files in conflict."""
        asked = {**dict.fromkeys(self._request.mine, ours)}
        asked |= dict.fromkeys(self._request.theirs, theirs)
        conflicts = [self._conflict(path, kind, base, theirs) for path, kind in join.conflicts]
        left = [c for c in conflicts if not (c.choice and c.path in asked)]
        if left:
            raise ConflictError(left)
        chosen: Mapping[str, str] = {c.path: asked[c.path] for c in conflicts}
        return self._exchange.settle(join.tree, chosen) if chosen else join.tree

    def _conflict(self, path: str, kind: str, base: str, theirs: str) -> Conflict:
        who = self._by(path, base, theirs)
        gone = "delete" in kind
        did = "deleted on one side and changed on the other" if gone else "changed on both sides"
        choose = f"Take one of the two: minuted sync --mine {path}, or --theirs {path}."
        if found := _ISSUED_PATH.match(path):
            slug, version = found.groups()
            own = self._exchange.last(path, base, "HEAD")
            return Conflict(
                path,
                f"You and the others{who} each issued a version {version} of {self._title(slug)}.",
                "Only one text can be that version, and theirs is with everybody. Take yours back"
                f" (git revert {own[:12]}), sync, and issue your changes again.",
                choice=False,
            )
        if path.startswith(f"{LEDGERS}/"):
            slug = path.rpartition("/")[2].removesuffix(".csv")
            return Conflict(
                path,
                f"The ledger of {self._title(slug)} was {did}{who}.",
                "A ledger's lines stay: put the file back, record it, then sync.",
                choice=False,
            )
        if path.startswith(f"{DRAFTS}/"):
            slug = path.rpartition("/")[2].removesuffix(".md")
            where = "" if gone else ", in the same lines"
            words = f"The draft of {self._title(slug)} was {did}{where}{who}."
            return Conflict(path, words, f"{choose} What is not taken stays in git.", choice=True)
        what = "The trust file" if path == TRUST_YAML else path
        return Conflict(path, f"{what} was {did}{who}.", choose, choice=True)

    def _by(self, path: str, base: str, theirs: str) -> str:
        names = self._exchange.authors(path, base, theirs)
        return f" ({', '.join(names)})" if names else ""

    def _title(self, slug: str) -> str:
        front, _ = self._desk.front(slug) if slug in self._desk.slugs() else (None, [])
        return front.title if front else slug

    def _go_on(self, ours: str, wanted: str) -> list[Diagnostic]:
        """Bring the workspace on, and return what is wrong there that was not here before."""
        coming = set(self._exchange.changed(ours, wanted))
        new = self._exchange.changed(ours, wanted, "A")
        hidden = {path for path in new if self._desk.workspace.exists(path)}  # git may ignore them
        in_the_way = sorted(coming & {*self._exchange.unrecorded(), *hidden})
        if in_the_way:
            several = ", ".join(in_the_way[:5]) + (" and others" if len(in_the_way) > 5 else "")
            raise RefusedError(
                f"The others changed {several}, and here it has changes that are not recorded.",
                "Nothing was changed. Record yours first (git commit), or put it back"
                " (git restore), then sync again.",
            )
        before, after = self._side(ours), self._side(wanted)
        found = new_in((*after.unread, *after.broken), before.unread, before.broken)
        touched = [
            touched_complaint(path, match[2])
            for path in self._exchange.changed(ours, wanted, "MTD")
            if (match := _ISSUED_PATH.match(path))
        ]
        self._exchange.advance(wanted)
        return [*found, *touched]

    def _went(self, theirs: str, wanted: str) -> Account:
        if theirs == wanted:
            return Account()
        if theirs:
            return account(self._side(theirs), self._side(wanted), self._exchange)
        nothing = Side("", {}, {}, (), (), {})
        return account(nothing, self._side(wanted), self._exchange)

    def _side(self, commit: str) -> Side:
        if commit not in self._sides:
            self._sides[commit] = read_side(
                self._exchange, commit, commit, self._desk.cache, self._today
            )
        return self._sides[commit]
