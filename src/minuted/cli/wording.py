"""How complaints are worded on a terminal: where, what, and what to do."""

import os
from collections.abc import Iterable

import click

from minuted.errors import MinutedError
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.tasks.complaints import ComplaintsError


def styled(text: str, colour: str) -> str:
    """Return a word in bold colour, or plain where the user wants no colour (NO_COLOR)."""
    return text if os.environ.get("NO_COLOR") else click.style(text, fg=colour, bold=True)


def say_error(error: MinutedError) -> None:
    """Print what went wrong, on stderr, with the complaints that it carries."""
    if isinstance(error, ComplaintsError):
        say_diagnostics(error.diagnostics)
    click.echo(f"{styled('error:', 'red')} {error.message}", err=True)
    if error.hint:
        click.echo(f"  → {error.hint}", err=True)


def in_words(diagnostic: Diagnostic) -> str:
    """Return a complaint as it is printed, in two lines."""
    place = diagnostic.path
    if diagnostic.line:
        place += f":{diagnostic.line}"
        if diagnostic.column:
            place += f":{diagnostic.column}"
    is_error = diagnostic.severity is Severity.ERROR
    severity = styled(diagnostic.severity.value, "red" if is_error else "yellow")
    head = f"{place}: {severity}: " if place else f"{severity}: "
    return f"{head}{diagnostic.message} [{diagnostic.code}]\n  → {diagnostic.hint}"


def say_diagnostics(diagnostics: Iterable[Diagnostic], *, err: bool = True) -> None:
    """Print complaints, in the order given."""
    for diagnostic in diagnostics:
        click.echo(in_words(diagnostic), err=err)


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 copy`, `3 copies`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
