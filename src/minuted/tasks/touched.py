"""Issued texts whose bytes are not those that git recorded: no copy is made from them."""

from minuted.errors import HistoryError
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.tasks.plan import Failed, Plan
from minuted.tasks.reading import Desk
from minuted.tasks.render import Batch, Order


def touched_texts(desk: Desk) -> tuple[frozenset[str], list[Diagnostic]]:
    """Ask git which issued texts are not the bytes that it recorded; return their paths.

    The fingerprint has proved the words already; this finds what it does not count, such as an
    emphasis. A workspace outside git (a zip of one) has no such witness.
    """
    from minuted.store.history import History, NoHistoryError

    try:
        return frozenset(History.of(desk.workspace.root).touched("governance/issued")), []
    except NoHistoryError:
        return frozenset(), []
    except HistoryError as error:
        return frozenset(), [unread_complaint(error)]


def without_touched(
    touched: frozenset[str], plan: Plan, todo: list[Batch], orders: list[Order]
) -> tuple[list[Batch], list[Order]]:
    """Leave out what rests on issued texts that were touched, and note why in the plan."""
    spoiled: set[tuple[str, str]] = set()
    for path in sorted(touched):
        slug, version = path.split("/")[2:4] if path.count("/") >= 4 else ("", "")
        concerned = {
            (w.copy.policy, w.copy.audience)
            for w in plan.wanted
            if w.copy.policy == slug and w.copy.version == version
        }
        if concerned:
            spoiled |= concerned
            complaint = touched_complaint(path, version)
            plan.diagnostics.append(complaint)
            plan.failed += [Failed(p, a, complaint.message) for p, a in sorted(concerned)]
    if not spoiled:
        return todo, orders

    def kept(order: Order) -> bool:
        return (order.copy.policy, order.copy.audience) not in spoiled

    todo = [
        Batch(b.format, b.text, b.templates, b.images, tuple(filter(kept, b.orders))) for b in todo
    ]
    return [b for b in todo if b.orders], [order for order in orders if kept(order)]


def unread_complaint(error: HistoryError) -> Diagnostic:
    """Return the warning that git is there and could not be asked."""
    return Diagnostic(
        Severity.WARNING,
        "history-unread",
        "Whether issued texts are as git recorded them is not known; their words are, by their"
        f" fingerprints. {error.message}",
        error.hint,
        "governance/issued",
    )


def touched_complaint(path: str, version: str) -> Diagnostic:
    """Return the complaint about an issued file whose bytes are not those that git recorded."""
    return Diagnostic(
        Severity.ERROR,
        "issued-touched",
        f"This file of version {version} was changed after it was issued.",
        f"Put it back (git checkout -- {path}); what should change belongs in the draft.",
        path,
    )
