"""Review dates as a calendar (iCalendar, RFC 5545): one event a review, with an alarm ahead.

An event's UID names the policy and whoever decides on it, and nothing that changes. So a calendar
that is given a newer file moves the event to its new date instead of adding another.
"""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from minuted.model.agenda import Item
from minuted.model.dates import in_full
from minuted.model.organisation import Organisation

if TYPE_CHECKING:
    from icalendar import Event

AHEAD = datetime.timedelta(weeks=4)
"""How long before the review the alarm rings: in time for the next agenda."""


def reviews_calendar(items: Iterable[Item], organisation: Organisation) -> bytes:
    """Return the calendar of those items that have a review date; the same bytes for the same.

    A review in a month without a day stands on the month's first day.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", "-//minuted//Policy reviews//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", f"{organisation.trust.code} policy reviews")
    for item in items:
        if item.review is not None:
            calendar.add_component(_event(item, organisation))
    return bytes(calendar.to_ical())


def _event(item: Item, organisation: Organisation) -> "Event":
    from icalendar import Alarm, Event

    assert item.review is not None
    start = item.review.first_day()
    touched = item.touched or item.day
    event = Event()
    event.add("UID", uid_of(item, organisation))
    event.add("DTSTAMP", _midnight(touched))
    event.add("SEQUENCE", item.lines)
    event.add("DTSTART", start)
    event.add("DTEND", start + datetime.timedelta(days=1))
    event.add("SUMMARY", f"Review: {item.title} ({_who(item)})")
    event.add("DESCRIPTION", "\n".join(_description(item)))
    event.add("CATEGORIES", ["Policy review"])
    event.add("TRANSP", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", f"In four weeks: review of {item.title} ({_who(item)})")
    alarm.add("TRIGGER", -AHEAD)
    event.add_component(alarm)
    return event


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)


def uid_of(item: Item, organisation: Organisation) -> str:
    """Return what names an item's event for good: its policy and whoever decides on it."""
    return f"{item.policy}.{item.owner}.{organisation.trust.code}@policy-review.minuted"


def _who(item: Item) -> str:
    return f"{item.body} {item.owner}" if item.body and item.body != item.owner else item.owner


def _description(item: Item) -> Iterable[str]:
    assert item.review is not None
    word = "on" if item.review.day else "in"
    yield f"The review of {item.title} is due {word} {item.review.in_full()}, by {item.name}."
    if item.schools:
        yield f"It covers {', '.join(item.schools)} as well."
    if item.version:
        yield f"Version {item.version} is in force; the newest is {item.latest}."
    if item.decision is not None:
        stated = item.decision.stated
        minute = f", minute {stated.minute}" if stated.minute else ""
        yield f"Last decided on {in_full(stated.date)}{minute}."
