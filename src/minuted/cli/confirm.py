"""`minuted confirm`: minutes that were recorded as draft were confirmed."""

import click

from minuted.cli.common import desk_of, today
from minuted.cli.follow_up import BODY, FOR, ending, meeting_options
from minuted.cli.recording import settle
from minuted.errors import RefusedError
from minuted.model.recording import About, FollowUp
from minuted.tasks.follow_up import confirmations
from minuted.tasks.record import RecordRequest


@click.command("confirm")
@click.argument("policies", metavar="[POLICY]...", nargs=-1)
@FOR
@click.option(
    "--about", default="", metavar="REF", help="One decision: its minute number, or its date."
)
@click.option(
    "--meeting",
    default="",
    metavar="REF",
    help="All draft minutes of a meeting: a minute number without its item.",
)
@meeting_options("they were confirmed")
@BODY
@ending
@click.pass_context
def command(
    ctx: click.Context,
    policies: tuple[str, ...],
    code: str,
    about: str,
    meeting: str,
    minute: str,
    day: str,
    body: str,
    dry_run: bool,
    as_json: bool,
    yes: bool,
) -> None:
    """Record that minutes were confirmed.

    A copy says “draft minutes” until then. With --meeting, every policy's draft minutes of that
    meeting are confirmed at once.
    """
    if bool(about) == bool(meeting):
        raise click.UsageError("Name one decision with --about, or a whole meeting with --meeting.")
    if about and not policies:
        raise click.UsageError("Say which policy: minuted confirm POLICY --for CODE --about REF")
    desk = desk_of(ctx)
    now = today()
    wanted = [
        FollowUp(About.CONFIRMED, slug, code, about or meeting, minute, day, body)
        for slug in policies or ("",)
    ]
    entries = tuple(wanted)
    if meeting:
        entries = tuple(one for each in wanted for one in confirmations(desk, each, now))
        if not entries:
            raise RefusedError(
                f"No draft minutes of {meeting} are recorded for {code}.",
                "Check the number; it is a minute number without its item.",
            )
    settle(desk, RecordRequest(entries), now, yes=yes, dry_run=dry_run, as_json=as_json)
