"""Asking a clerk for a meeting's decisions, one after the other, each answer looked at at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import click

from minuted.cli.wording import harmless, say_diagnostics
from minuted.errors import MinutedError
from minuted.model.recording import NONE, Entry, Preview
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.reading import Desk
from minuted.tasks.record import RecordRequest, prepare
from minuted.tasks.record_entry import KINDS
from minuted.tasks.record_meeting import Item, entries_of


def ask_entries(desk: Desk, start: Entry, now: date) -> tuple[Entry, ...]:
    """Ask for the decisions of one meeting.

    Args:
        desk: the workspace.
        start: what was given as options already; it is not asked for.
        now: today.
    """
    return _Asking(desk, start, now).run()


class _Asking:
    def __init__(self, desk: Desk, start: Entry, now: date) -> None:
        organisation, complaints = desk.organisation()
        if organisation is None:
            raise ComplaintsError("governance/trust.yaml", complaints)
        self._desk = desk
        self._organisation = organisation
        self._now = now
        self._start = start
        self._done: list[Entry] = []

    def run(self) -> tuple[Entry, ...]:
        audiences = [
            (code, audience.name)
            for code in self._organisation.codes()
            if (audience := self._organisation.audience(code)) is not None
        ]
        self._start = replace(self._start, audience=choose("For whom", audiences))
        self._ask_meeting()
        while True:
            self._done.append(self._ask_item())
            again = click.confirm("Another policy at this meeting?", default=False, err=True)
            if not again:
                return tuple(self._done)

    def _ask_meeting(self) -> None:
        """Ask for body and day, which all items of a meeting have in common."""
        bodies = [(body.code, body.name) for body in self._organisation.bodies.values()]
        if not self._start.body:
            fitting = [
                (code, name)
                for code, name in bodies
                if self._may_decide(self._organisation.bodies[code].of)
            ]
            body = choose("Which body decided", fitting or bodies)
            self._start = replace(self._start, body=body)
        while not self._start.date:
            day = click.prompt("Date of the meeting (such as 6.9.22)", err=True)
            probe = self._preview(replace(self._start, date=day))
            if not self._complain(probe, "date"):
                self._start = replace(self._start, date=day)

    def _may_decide(self, of: str) -> bool:
        """Whether a body of this group or school may decide for the audience, on any day."""
        group = self._organisation.groups.get(of)
        members = {m.school for m in group.members} if group else set()
        return of in ("", self._start.audience, self._organisation.trust.code) or (
            self._start.audience in members
        )

    def _ask_item(self) -> Entry:
        slugs = [(slug, self._title(slug)) for slug in self._desk.slugs()]
        entry = replace(self._start, policy=choose("Which policy", slugs))
        entry = self._ask_minute(entry)
        entry = self._ask_decision(entry)
        entry = self._ask_words(entry, "narrative", "Narrative")
        return self._ask_words(
            entry, "review_date", f"Review date (such as August 2023; {NONE} for none)"
        )

    def _title(self, slug: str) -> str:
        policy = self._desk.draft(slug).policy
        return policy.front.title if policy else ""

    def _ask_minute(self, entry: Entry) -> Entry:
        while True:
            typed = click.prompt(
                "Minute number, or the item’s number alone (empty if there is none)",
                default="",
                show_default=False,
                err=True,
            ).strip()
            minute = typed
            if typed and typed.replace(".", "").isalnum() and len(typed) <= 6:
                (made,) = entries_of(self._desk, "", [Item(entry.policy, typed)], entry)
                minute = made.minute
                click.echo(f"  {harmless(minute)}", err=True)
            probe = replace(entry, minute=minute)
            if not self._complain(self._preview(probe), "minute", "date", "body", "for", "policy"):
                return probe

    def _ask_decision(self, entry: Entry) -> Entry:
        made = self._preview(entry).proposals
        usual = made[0].line.kind.value if made else "adopted"
        version = f" (version {made[0].line.version})" if made else ""
        while True:
            kind = choose(f"What was decided{version}", [(k, "") for k in KINDS], usual)
            probe = replace(entry, decision=kind)
            if not self._complain(self._preview(probe), "decision", "version"):
                return probe

    def _ask_words(self, entry: Entry, name: str, question: str) -> Entry:
        """Ask for a field that can be proposed, with the proposal as what Enter takes."""
        made = self._preview(entry).proposals
        line = made[0].line if made else None
        if line is not None and name in made[0].proposed:
            usual = line.narrative if name == "narrative" else ""
            if name == "review_date" and line.review_date:
                usual = line.review_date.in_full()
        else:
            usual = NONE if name == "review_date" else ""
        while True:
            words = click.prompt(question, default=usual, show_default=bool(usual), err=True)
            probe = entry.having(name, words.strip())
            if not self._complain(self._preview(probe), name):
                return probe

    def _preview(self, entry: Entry) -> Preview:
        return prepare(self._desk, RecordRequest((*self._done, entry)), self._now)

    def _complain(self, preview: Preview, *names: str) -> bool:
        """Say what is wrong with these fields of the entry; whether it has to be asked again."""
        found = [d for name in names for d in preview.of(len(self._done), name)]
        say_diagnostics([replace(d, path="") for d in found])
        return any(d.is_error for d in found)


def choose(question: str, options: Sequence[tuple[str, str]], usual: str = "") -> str:
    """Let somebody choose from a list, by number, by code, or by how code or name begins.

    Raises:
        MinutedError: there is nothing to choose from.
    """
    if not options:
        raise MinutedError(f"{question}? There is none yet.", "See minuted check.")
    click.echo(f"{question}?", err=True)
    width = max(len(key) for key, _ in options)
    for number, (key, words) in enumerate(options, 1):
        name = words if words != key else ""
        click.echo(harmless(f"  {number:>2}  {key:<{width}}  {name}".rstrip()), err=True)
    while True:
        typed = click.prompt(" ", default=usual or None, prompt_suffix="> ", err=True).strip()
        found = _chosen(typed, options)
        if found:
            return found
        click.echo(f"  “{harmless(typed)}” is not in the list: give a number or a name.", err=True)


def _chosen(typed: str, options: Sequence[tuple[str, str]]) -> str:
    """Return the key that was meant; empty where it is none, or could be several."""
    if typed.isdigit() and 1 <= int(typed) <= len(options):
        return options[int(typed) - 1][0]
    word = typed.casefold()
    for key, _ in options:
        if key.casefold() == word:
            return key
    begun = [
        key
        for key, name in options
        if word and (key.casefold().startswith(word) or name.casefold().startswith(word))
    ]
    return begun[0] if len(begun) == 1 else ""
