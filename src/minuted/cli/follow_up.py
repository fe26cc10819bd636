"""What the commands about an earlier decision share: their options."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

FOR = click.option("--for", "code", required=True, metavar="CODE", help="Whose decision it was.")
ABOUT = click.option(
    "--about",
    required=True,
    metavar="REF",
    help="The earlier decision: its minute number, or its date where it had none.",
)
BODY = click.option("--body", default="", metavar="CODE", help="The body; the same if left out.")
REASON = click.option("--reason", default="", metavar="TEXT", help="Why; it is kept.")

_ENDING = (
    click.option("--dry-run", is_flag=True, help="Show what would be recorded, and stop."),
    click.option("--json", "as_json", is_flag=True, help="Print data for programs."),
    click.option("--yes", is_flag=True, help="Do not ask; needed where there is no terminal."),
)


def meeting_options(what: str) -> Callable[[Command], Command]:
    """Give a command the options that name the meeting at which something was done."""
    minute = click.option(
        "--minute", default="", metavar="REF", help=f"The minute number under which {what}."
    )
    day = click.option("--date", "day", default="", metavar="DATE", help="The day of that meeting.")

    def decorate(command: Command) -> Command:
        return minute(day(command))

    return decorate


def ending(command: Command) -> Command:
    """Give a command the options by which it writes or does not."""
    for option in reversed(_ENDING):
        command = option(command)
    return command
