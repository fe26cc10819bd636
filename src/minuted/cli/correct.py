"""`minuted correct`: a decision was mistyped; a line is added that states it rightly."""

import click

from minuted.cli.common import desk_of, today
from minuted.cli.follow_up import ABOUT, FOR, REASON, ending
from minuted.cli.recording import settle
from minuted.model.recording import About, FollowUp
from minuted.tasks.record import RecordRequest


@click.command("correct")
@click.argument("policy")
@FOR
@ABOUT
@REASON
@click.option("--minute", default="", metavar="REF", help="The right minute number.")
@click.option("--date", "day", default="", metavar="DATE", help="The right date.")
@click.option("--body", default="", metavar="CODE", help="The right body.")
@click.option("--version", default="", metavar="V", help="The right version.")
@click.option("--narrative", default="", metavar="TEXT", help="The right narrative.")
@click.option(
    "--review-date", default="", metavar="DATE", help="The right review date; none for none."
)
@click.option("--effective", default="", metavar="DATE", help="The right day from which it counts.")
@click.option("--force", default="", metavar="REASON", help="Record what is odd but right.")
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
    version: str,
    narrative: str,
    review_date: str,
    effective: str,
    force: str,
    dry_run: bool,
    as_json: bool,
    yes: bool,
) -> None:
    """Put a mistyped decision right.

    Give what is wrong; the rest stays as it was. A line is added that says so, and the line that
    stood stays. What was decided cannot be corrected: declare it void, and record it anew.
    """
    desk = desk_of(ctx)
    wanted = FollowUp(
        About.CORRECTED,
        policy,
        code,
        about,
        minute,
        day,
        body,
        version,
        narrative,
        review_date,
        effective=effective,
        reason=reason,
    )
    request = RecordRequest((wanted,), force.strip())
    settle(desk, request, today(), yes=yes, dry_run=dry_run, as_json=as_json)
