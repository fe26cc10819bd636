"""How complaints are worded on a terminal: where, what, and what to do."""

import os
import re
from collections.abc import Iterable

import click

from minuted.errors import MinutedError
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.tasks.complaints import ComplaintsError

_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that a terminal acts on: a file's name could clear the screen or hide a line."""


def harmless(text: str) -> str:
    """Return a text that a terminal only prints, whatever a workspace's files are called."""
    return _ACTING.sub("\ufffd", text)


def styled(text: str, colour: str) -> str:
    """Return a word in bold colour, or plain where the user wants no colour (NO_COLOR)."""
    return text if os.environ.get("NO_COLOR") else click.style(text, fg=colour, bold=True)


def say_error(error: MinutedError) -> None:
    """Print what went wrong, on stderr, with the complaints that it carries."""
    if isinstance(error, ComplaintsError):
        say_diagnostics(error.diagnostics)
    click.echo(f"{styled('error:', 'red')} {harmless(error.message)}", err=True)
    if error.hint:
        click.echo(f"  → {harmless(error.hint)}", err=True)


def say_note(note: MinutedError) -> None:
    """Print, on stderr, something that the user should know and that stops nothing."""
    click.echo(f"{styled('note:', 'yellow')} {harmless(note.message)}", err=True)
    if note.hint:
        click.echo(f"  → {harmless(note.hint)}", err=True)


def in_words(diagnostic: Diagnostic) -> str:
    """Return a complaint as it is printed, in two lines."""
    place = diagnostic.path
    if diagnostic.line:
        place += f":{diagnostic.line}"
        if diagnostic.column:
            place += f":{diagnostic.column}"
    is_error = diagnostic.severity is Severity.ERROR
    severity = styled(diagnostic.severity.value, "red" if is_error else "yellow")
    head = f"{harmless(place)}: {severity}: " if place else f"{severity}: "
    message, hint = harmless(diagnostic.message), harmless(diagnostic.hint)
    return f"{head}{message} [{diagnostic.code}]\n  → {hint}"


def say_diagnostics(diagnostics: Iterable[Diagnostic], *, err: bool = True) -> None:
    """Print complaints, in the order given."""
    for diagnostic in diagnostics:
        click.echo(in_words(diagnostic), err=err)


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 copy`, `3 copies`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
