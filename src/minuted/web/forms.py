"""What forms share: days in three fields, errors beside them, and pages that have gone stale."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from minuted.model.dates import MonthOrDay
from minuted.model.diagnostic import Diagnostic
from minuted.model.ledger import Line
from minuted.model.recording import Preview
from minuted.tasks.holding import register_of
from minuted.tasks.reading import Desk

Errors = list[dict[str, str]]
"""As the summary at the top wants them: `text`, and `href` to the field."""


def typed_day(form: Mapping[str, str], name: str) -> str:
    """Return what was typed into the three fields of a day, as one text: `6.9.2022`, `9.2022`."""
    parts = [form.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year")]
    if not any(parts):
        return ""
    if not parts[0] and parts[1].isdigit() and parts[2].isdigit() and len(parts[2]) == 4:
        return f"{parts[2]}-{parts[1].zfill(2)}"
    words = [part for part in parts if part]
    return ".".join(words) if all(part.isdigit() for part in words) else " ".join(words)


def three_fields(day: MonthOrDay | None) -> tuple[str, str, str]:
    """Return what to show in the three fields of a day or a month."""
    if day is None:
        return ("", "", "")
    return (str(day.day) if day.day else "", str(day.month), str(day.year))


@dataclass(frozen=True, slots=True)
class Seen:
    """What a preview showed, so that it can be told whether it still holds.

    Attributes:
        mark: of the lines that would be added.
        lines: how many lines each ledger had, by slug.
    """

    mark: str
    lines: dict[str, int]

    @classmethod
    def of(cls, desk: Desk, preview: Preview) -> "Seen":
        """Note what a preview shows."""
        digest = hashlib.sha256()
        for proposal in preview.proposals:
            line = proposal.line
            digest.update(repr((proposal.policy, line.key, _plain(line))).encode())
        slugs = dict.fromkeys(proposal.policy for proposal in preview.proposals)
        counts = {slug: len(register_of(desk, slug).ledger.lines) for slug in slugs}
        return cls(digest.hexdigest(), counts)

    @classmethod
    def parse(cls, text: str) -> "Seen | None":
        """Read it from a form's hidden field; None where it is none."""
        try:
            read = json.loads(text)
            return cls(str(read["mark"]), {str(k): int(v) for k, v in read["lines"].items()})
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    def dump(self) -> str:
        """Return it as a form's hidden field has it."""
        return json.dumps({"mark": self.mark, "lines": self.lines})

    def since(self, desk: Desk) -> list[tuple[str, Line]]:
        """Return the lines that were added to the ledgers since, each with its policy's title."""
        found = []
        for slug, count in self.lines.items():
            if slug in desk.workspace.slugs():
                register = register_of(desk, slug)
                new = register.ledger.lines[count:] if count >= 0 else ()
                found += [(register.front.title, line) for line in new]
        return found


def _plain(line: Line) -> tuple[object, ...]:
    return (
        line.version,
        line.kind.value,
        line.narrative,
        str(line.review_date),
        line.minutes,
        str(line.effective),
        line.about,
        line.fingerprint,
    )


def as_error(diagnostic: Diagnostic, field: str) -> dict[str, str]:
    """Return a complaint as the summary wants it, with a link to the field it is about."""
    return {"text": f"{diagnostic.message} {diagnostic.hint}".strip(), "href": f"#{field}"}
