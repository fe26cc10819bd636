"""A whole meeting at once: one audience, one day, and which item of the agenda each policy was."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from minuted.errors import RefusedError
from minuted.model.dates import parse_british
from minuted.model.meeting import minute_of_meeting
from minuted.model.minutes import pattern_of
from minuted.model.organisation import Organisation
from minuted.model.recording import Entry
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.reading import Desk


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a meeting's agenda: a policy, its number, and what was decided if that is said."""

    policy: str
    number: str
    decision: str = ""

    @classmethod
    def parse(cls, text: str) -> "Item":
        """Read `social-media=15` or `data-protection=17:deferred`.

        Raises:
            RefusedError: it is neither.
        """
        policy, equals, rest = text.partition("=")
        number, _, decision = rest.partition(":")
        if not equals or not policy.strip() or not number.strip():
            raise RefusedError(
                f"“{text}” is no item of a meeting.",
                "Write POLICY=ITEM, such as social-media=15, or social-media=15:noted.",
            )
        return cls(policy.strip(), number.strip(), decision.strip())


def entries_of(desk: Desk, meeting: str, items: Sequence[Item], common: Entry) -> tuple[Entry, ...]:
    """Return an entry for each item of a meeting.

    Args:
        desk: the workspace.
        meeting: its number, which is a minute number without the item: `FGB/2223/060922`. Empty
            where `common` gives body and date instead.
        items: in the order of the agenda.
        common: what all have in common; its policy, minute and decision do not count, but for a
            decision where an item has none of its own.

    Raises:
        RefusedError: no minute number can be made of the meeting's.
        ComplaintsError: trust.yaml cannot be used.
    """
    organisation, complaints = desk.organisation()
    if organisation is None:
        raise ComplaintsError("governance/trust.yaml", complaints)
    return tuple(
        replace(
            common,
            policy=item.policy,
            minute=_minute(organisation, meeting, item, common),
            decision=item.decision or common.decision,
        )
        for item in items
    )


def _minute(organisation: Organisation, meeting: str, item: Item, common: Entry) -> str:
    body = next((b for b in organisation.bodies if b.casefold() == common.body.casefold()), "")
    if meeting.strip():
        minute = minute_of_meeting(meeting, item.number, organisation, body)
        if not minute:
            patterns = {b: pattern_of(b, organisation).text for b in organisation.bodies}
            said = ", ".join(f"{b} {text}" for b, text in patterns.items())
            raise RefusedError(
                f"“{meeting}” is no meeting’s number of any body.",
                f"It is a minute number without its item; the patterns are: {said}. Or give --body"
                " and --date.",
            )
        return minute
    day = parse_british(common.date)
    if not body or day is None or not day.day:
        raise RefusedError(
            "It is not said which meeting it was.",
            "Give its number, such as --meeting FGB/2223/060922, or --body and --date.",
        )
    return pattern_of(body, organisation).format(body, day.first_day(), item.number)
