"""What the commit says of decisions that were recorded, for whoever reads git's log."""

from collections.abc import Sequence

from minuted.model.dates import in_full
from minuted.model.force import KIND_IN_WORDS
from minuted.model.ledger import Line
from minuted.model.recording import Entry, FollowUp, Preview, Proposal


def message_of(preview: Preview, entries: Sequence[Entry | FollowUp], force: str) -> str:
    """Return the commit's message: what was recorded, and the reasons that were given."""
    added = preview.added
    if len(added) == 1:
        head, rest = _one(added[0]), []
    else:
        head = _several([p.line for p in added])
        rest = [f"- {_one(proposal)}" for proposal in added]
    reasons = [_reason(entries[p.entry]) for p in added]
    parts = [head, "\n".join(rest), *dict.fromkeys(filter(None, reasons))]
    forced = {f.diagnostic.code for f in preview.findings if force and force in f.diagnostic.hint}
    if forced:
        parts.append(f"Recorded all the same ({', '.join(sorted(forced))}): {force}")
    return "\n\n".join(part for part in parts if part)


def _one(proposal: Proposal) -> str:
    line = proposal.line
    what = KIND_IN_WORDS[line.kind].lower()
    number = line.minute or (f"{line.body}, " if line.body else "") + in_full(line.date)
    version = f" version {line.version}" if line.version else ""
    about = f", about {line.about}" if line.about else ""
    return f"{proposal.title}{version}, {line.audience}: {what} ({number}{about})"


def _several(lines: Sequence[Line]) -> str:
    count = f"{len(lines)} decisions recorded"
    meetings = {(line.audience, line.body, line.date) for line in lines}
    if len(meetings) == 1:
        audience, body, day = meetings.pop()
        return f"{count}: {audience}, {body}, {in_full(day)}"
    audiences = list(dict.fromkeys(line.audience for line in lines))
    return f"{count} for {', '.join(audiences[:5])}{' and others' if len(audiences) > 5 else ''}"


def _reason(entry: Entry | FollowUp) -> str:
    return f"Reason: {entry.reason}" if isinstance(entry, FollowUp) and entry.reason else ""
