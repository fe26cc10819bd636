"""The decisions of a ledger while lines are being added to it, found by whose they are and by name.

A sheet may hold thousands of rows, and each is held against all before it: so a further decision is
put to the others, and nothing is gone through again.
"""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from minuted.model.ledger import Decision, Ledger, Line
from minuted.model.organisation import Organisation

Key: TypeAlias = tuple[str, datetime.date, str, str]


class Decided:
    """A ledger's decisions, and those of lines that were added since."""

    def __init__(self, ledger: Ledger, organisation: Organisation) -> None:
        self._policy = ledger.policy
        self._lines = list(ledger.lines)
        self._bare = {replace(line, line=0): line.line for line in ledger.lines}
        self._groups: dict[str, list[str]] = {}
        for group in organisation.groups.values():
            for member in group.members:
                self._groups.setdefault(member.school, []).append(group.code)
        self._trust = organisation.trust.code
        self._fill(ledger)

    @property
    def all(self) -> Sequence[Decision]:
        """Every decision, in the order they were first recorded."""
        return self._all

    @property
    def ledger(self) -> Ledger:
        """The ledger with what was added."""
        return Ledger(self._policy, tuple(self._lines))

    def for_audience(self, code: str) -> list[Decision]:
        """Return those that may cover an audience, in order: its own, its groups', the trust's."""
        codes = dict.fromkeys((code, *self._groups.get(code, ()), self._trust))
        places = sorted(place for c in codes for place in self._by_audience.get(c, ()))
        return [self._all[place] for place in places]

    def called(self, key: Key) -> list[Decision]:
        """Return those that are, or were once, recorded under these date, body and minute."""
        places = dict.fromkeys(self._by_key.get(key, ()))
        return [self._all[place] for place in places]

    def line_like(self, line: Line) -> int:
        """Return the number of a line that says just the same; 0 where there is none."""
        return self._bare.get(replace(line, line=0), 0)

    def add(self, line: Line) -> None:
        """Take a further line in."""
        self._lines.append(line)
        self._bare[replace(line, line=0)] = line.line
        if line.kind.is_about_another or self._waiting:
            self._fill(self.ledger)
        else:
            self._place(Decision(line, line, draft_minutes=line.minutes == "draft"))

    def _fill(self, ledger: Ledger) -> None:
        self._all: list[Decision] = []
        self._by_audience: dict[str, list[int]] = {}
        self._by_key: dict[Key, list[int]] = {}
        self._waiting = bool(ledger.resolved.lost)
        for decision in ledger.resolved.decisions:
            self._place(decision)

    def _place(self, decision: Decision) -> None:
        place = len(self._all)
        self._all.append(decision)
        self._by_audience.setdefault(decision.stated.audience, []).append(place)
        for stated in (decision.stated, *decision.earlier):
            self._by_key.setdefault(stated.key, []).append(place)
