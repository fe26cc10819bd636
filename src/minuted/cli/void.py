"""`minuted void`: a decision does not count, because the meeting was inquorate, say."""

import click

from minuted.cli.common import desk_of, today
from minuted.cli.follow_up import ABOUT, BODY, FOR, REASON, ending, meeting_options
from minuted.cli.recording import settle
from minuted.model.recording import About, FollowUp
from minuted.tasks.record import RecordRequest


@click.command("void")
@click.argument("policy")
@FOR
@ABOUT
@REASON
@meeting_options("it was declared void")
@BODY
@ending
@click.pass_context
def command(
    ctx: click.Context,
    policy: str,
    code: str,
    about: str,
    reason: str,
    minute: str,
    day: str,
    body: str,
    dry_run: bool,
    as_json: bool,
    yes: bool,
) -> None:
    """Record that a decision does not count.

    What was in force before it is in force again. The decision stays in the ledger and in
    `minuted log`; copies do not print it. Where no date is given, today's is taken.
    """
    desk = desk_of(ctx)
    now = today()
    when = day or ("" if minute else now.isoformat())
    wanted = FollowUp(About.VOID, policy, code, about, minute, when, body, reason=reason)
    settle(desk, RecordRequest((wanted,)), now, yes=yes, dry_run=dry_run, as_json=as_json)
