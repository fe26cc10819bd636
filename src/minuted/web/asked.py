"""A day asked for in an address, as GOV.UK asks for one: day, month and year in three fields."""

from dataclasses import dataclass
from datetime import date

from flask import request

from minuted.model.dates import parse_british

PARTS = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class Asked:
    """A day that was asked for, and what is wrong with what was typed.

    Attributes:
        day: None where none was asked for, or none could be read.
        typed: what was typed into the three fields, to be shown again.
        errors: as the error summary and the field want them; empty where nothing is wrong.
    """

    day: date | None
    typed: tuple[str, str, str]
    errors: list[dict[str, str]]


def asked_day(name: str) -> Asked:
    """Return the day asked for as `NAME=2023-08-29`, or in `NAME-day`, `-month` and `-year`."""
    whole = request.args.get(name, "").strip()
    typed = [request.args.get(f"{name}-{part}", "").strip() for part in PARTS]
    if whole and not any(typed):
        read = parse_british(whole)
        if read is not None and read.day:
            typed = [str(read.day), str(read.month), str(read.year)]
        else:
            typed = [whole, "", ""]
    day, day_in_month, year = None, typed[0], typed[2]
    if not any(typed):
        return Asked(None, ("", "", ""), [])
    if all(typed):
        read = parse_british(f"{day_in_month} {typed[1]} {year}") or parse_british(
            f"{day_in_month}.{typed[1]}.{year}"
        )
        if read is not None and read.day:
            day = date(read.year, read.month, read.day)
    errors = []
    if day is None:
        errors = [{"text": "Enter a real day, such as 29 8 2023", "href": f"#{name}-day"}]
    return Asked(day, (typed[0], typed[1], typed[2]), errors)
