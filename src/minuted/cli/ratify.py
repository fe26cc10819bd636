"""`minuted ratify`: a body ratified its chair's action."""

import click

from minuted.cli.common import desk_of, today
from minuted.cli.follow_up import ABOUT, BODY, FOR, ending, meeting_options
from minuted.cli.recording import settle
from minuted.model.recording import About, FollowUp
from minuted.tasks.record import RecordRequest


@click.command("ratify")
@click.argument("policy")
@FOR
@ABOUT
@meeting_options("it was ratified")
@BODY
@ending
@click.pass_context
def command(
    ctx: click.Context,
    policy: str,
    code: str,
    about: str,
    minute: str,
    day: str,
    body: str,
    dry_run: bool,
    as_json: bool,
    yes: bool,
) -> None:
    """Record that a body ratified its chair's action.

    The text was in force since the chair's action, and stays so; the version table says when it was
    ratified, and under which minute.
    """
    desk = desk_of(ctx)
    wanted = FollowUp(About.RATIFIED, policy, code, about, minute, day, body)
    settle(desk, RecordRequest((wanted,)), today(), yes=yes, dry_run=dry_run, as_json=as_json)
