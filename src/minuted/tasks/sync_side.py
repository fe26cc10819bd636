"""One side of an exchange, read from git without touching the workspace, and what sides differ in.

commit ─▶ trust.yaml, drafts, ledgers in a private folder ─▶ Side
Side, Side ─▶ Account: decisions, versions, drafts that one has and the other has not
"""

import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from minuted.checks.ledger import check_ledger
from minuted.model.diagnostic import Diagnostic
from minuted.model.front_matter import FrontMatter
from minuted.model.ledger import Ledger
from minuted.store.cache import Cache
from minuted.store.remote import Commit, Exchange
from minuted.store.workspace import TRUST_YAML, Workspace
from minuted.tasks.reading import Desk

DRAFTS, LEDGERS, ISSUED = "policy_src", "governance/minutes", "governance/issued"


@dataclass(frozen=True, slots=True)
class Side:
    """What a commit says.

    Attributes:
        fronts, ledgers: by slug, those that can be read.
        unread: what cannot be read, and why; broken: which rules the ledgers break.
        files: the bytes of trust.yaml, drafts and ledgers by path.
    """

    commit: str
    fronts: Mapping[str, FrontMatter]
    ledgers: Mapping[str, Ledger]
    unread: tuple[Diagnostic, ...]
    broken: tuple[Diagnostic, ...]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Decided:
    """How many lines came into a policy's ledger, and for whom."""

    policy: str
    title: str
    count: int
    audiences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What one side got from the other.

    Attributes:
        commits: the newest first.
        versions: each a title and the version that was issued.
        drafts: titles of the policies whose working text changed.
        taken_out: titles of the policies whose ledger lost lines that stood in it, and how many.
        trust_file: whether trust.yaml changed.
        others: further files that changed, by path.
    """

    commits: tuple[Commit, ...] = ()
    decisions: tuple[Decided, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    drafts: tuple[str, ...] = ()
    taken_out: tuple[tuple[str, int], ...] = ()
    trust_file: bool = False
    others: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing came."""
        return self == Account()


def read_side(exchange: Exchange, commit: str, tree: str, cache: Cache, today: date) -> Side:
    """Read a commit, or a tree that is none yet, in a folder of its own."""
    files = exchange.files(tree, _is_read)
    with tempfile.TemporaryDirectory(prefix="minuted-") as name:
        root = Path(name)
        for path, data in files.items():
            target = root / PurePosixPath(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        (root / DRAFTS).mkdir(exist_ok=True)
        return _read(Desk(Workspace(root), cache), commit, files, today)


def _is_read(path: str) -> bool:
    if path == TRUST_YAML:
        return True
    folder, _, name = path.rpartition("/")
    plain = ":" not in name and "\\" not in name  # what Windows would take for another folder
    wanted = (folder == DRAFTS and name.endswith(".md")) or (
        folder == LEDGERS and name.endswith(".csv")
    )
    return wanted and plain


def _read(desk: Desk, commit: str, files: Mapping[str, bytes], today: date) -> Side:
    unread: list[Diagnostic] = []
    broken: list[Diagnostic] = []
    fronts: dict[str, FrontMatter] = {}
    ledgers: dict[str, Ledger] = {}
    organisation = None
    if TRUST_YAML in files:
        organisation, complaints = desk.organisation()
        unread += [d for d in complaints if d.is_error]
    for slug in desk.slugs():
        front, complaints = desk.front(slug)
        ledger, more = desk.ledger(slug)
        unread += [d for d in (*complaints, *more) if d.is_error]
        ledgers[slug] = ledger
        if front is None:
            continue
        fronts[slug] = front
        if organisation is not None:
            path = desk.workspace.ledger_path(slug)
            found = check_ledger(ledger, front, organisation, today, path)
            broken += [d for d in found if d.is_error]
    return Side(commit, fronts, ledgers, tuple(unread), tuple(broken), files)


def new_in(found: Iterable[Diagnostic], *known: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the complaints that none of the others has, wherever in the file they stand."""
    before = {(d.code, d.path, d.message) for side in known for d in side}
    return [d for d in found if (d.code, d.path, d.message) not in before]


def account(old: Side, new: Side, exchange: Exchange) -> Account:
    """Return what `new` has and `old` has not."""
    changed = exchange.changed(old.commit, new.commit) if old.commit else list(new.files)
    decisions, versions, taken_out = [], [], []
    drafts = []
    for slug in sorted({*old.ledgers, *new.ledgers}):
        title = _title(slug, new, old)
        before = Counter(_lines(old, slug))
        after = Counter(_lines(new, slug))
        if gone := sum((before - after).values()):
            taken_out.append((title, gone))
        if came := after - before:
            known = set(old.ledgers[slug].lines) if slug in old.ledgers else set()
            own = new.ledgers[slug].lines if slug in new.ledgers else ()
            keys = {(*line.key, line.kind, line.about) for line in known}
            whose = [ln.audience for ln in own if (*ln.key, ln.kind, ln.about) not in keys]
            audiences = tuple(dict.fromkeys(whose))
            decisions.append(Decided(slug, title, sum(came.values()), audiences))
        earlier = (
            {v.name for v in old.fronts[slug].versions if v.issued} if slug in old.fronts else ()
        )
        listed = new.fronts[slug].versions if slug in new.fronts else ()
        issued = [v.name for v in listed if v.issued and v.name not in earlier]
        versions += [(title, name) for name in issued]
        if f"{DRAFTS}/{slug}.md" in changed and not issued:
            drafts.append(title)
    own_paths = (f"{DRAFTS}/", f"{LEDGERS}/", f"{ISSUED}/")
    return Account(
        tuple(exchange.commits(old.commit, new.commit)),
        tuple(decisions),
        tuple(versions),
        tuple(drafts),
        tuple(taken_out),
        TRUST_YAML in changed,
        tuple(p for p in changed if p != TRUST_YAML and not p.startswith(own_paths)),
    )


def _title(slug: str, *sides: Side) -> str:
    return next((side.fronts[slug].title for side in sides if slug in side.fronts), slug)


def _issued(side: Side, slug: str) -> list[str]:
    front = side.fronts.get(slug)
    return [version.name for version in front.versions if version.issued] if front else []


def _lines(side: Side, slug: str) -> list[bytes]:
    """Return a ledger's lines as they stand, but for the heading."""
    data = side.files.get(f"{LEDGERS}/{slug}.csv", b"")
    return [line for line in data.replace(b"\r\n", b"\n").split(b"\n")[1:] if line.strip(b", ")]
