"""How pages word dates, fingerprints and counts."""

from datetime import date

from flask import Flask, current_app, request, url_for

from minuted.model.copy import short_fingerprint
from minuted.model.dates import MonthOrDay, in_full, parse_iso
from minuted.web.addresses import with_query
from minuted.web.setting import person, setting, today

NAVIGATION = (
    ("home.page", "Policies"),
    ("due.page", "Due"),
    ("papers.page", "Papers"),
    ("record.start", "Record a meeting"),
    ("compare.choose", "Compare"),
    ("verify.ask", "Check a copy"),
    ("office.page", "Office"),
)
"""What stands at the top of every page."""


def teach(app: Flask) -> None:
    """Give an app's templates the words that they share."""
    app.add_template_filter(in_words, "in_words")
    app.add_template_filter(short_fingerprint, "short_fingerprint")
    app.add_template_filter(count, "count")
    app.add_template_global(with_query, "with_query")
    app.context_processor(_shared)


def in_words(day: date | MonthOrDay | str | None) -> str:
    """Return a day or a month in full, such as `6 September 2022`; nothing for none."""
    if isinstance(day, str):
        day = parse_iso(day)
    if day is None:
        return ""
    return day.in_full() if isinstance(day, MonthOrDay) else in_full(day)


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 policy`, `3 policies`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _shared() -> dict[str, object]:
    return {
        "today": today(),
        "person": person(),
        "folder": setting().root.name,
        "endpoints": current_app.view_functions,
        "navigation": [
            {"text": text, "href": url_for(endpoint), "active": request.endpoint == endpoint}
            for endpoint, text in NAVIGATION
            if endpoint in current_app.view_functions
        ],
    }
