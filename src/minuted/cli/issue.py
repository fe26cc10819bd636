"""`minuted issue`: the draft becomes the next version."""

import sys
from dataclasses import replace

import click

from minuted.cli.common import desk_of, today
from minuted.cli.compare_text import change_lines
from minuted.cli.wording import count, say_diagnostics
from minuted.errors import RefusedError
from minuted.model.copy import short_fingerprint
from minuted.tasks.issue import Issue, IssueRequest, carry_out, prepare


@click.command("issue")
@click.argument("policy")
@click.option(
    "--narrative",
    default="",
    metavar="TEXT",
    help="What the version brings; proposed from its changes if left out.",
)
@click.option(
    "--version", default="", metavar="NAME", help="Its name; the next number if left out."
)
@click.option(
    "--correction",
    is_flag=True,
    help="It puts a slip of the latest version right; no meeting has to adopt it.",
)
@click.option("--yes", is_flag=True, help="Do not ask; needed where there is no terminal.")
@click.pass_context
def command(
    ctx: click.Context, policy: str, narrative: str, version: str, correction: bool, yes: bool
) -> None:
    """Make the draft of a policy its next version.

    It shows what changed, clause by clause, and asks. Without --narrative it proposes one.
    The text is frozen under governance/issued, the version is written into the draft's front
    matter, and both are recorded in one commit. Copies change when a body has adopted it; those of
    a corrected version at once, because a correction reaches them without a meeting.
    """
    desk = desk_of(ctx)
    now = today()
    request = IssueRequest(policy, narrative, version, now.isoformat(), correction)
    issue = prepare(desk, request, now)
    say_diagnostics(issue.diagnostics)
    _say(issue)
    if not yes:
        if not sys.stdin.isatty():
            raise RefusedError(
                "Nothing was issued: there is no terminal to ask at.",
                "Add --yes when the above is what you want.",
            )
        if issue.proposed:
            words = click.prompt("Narrative", default=issue.version.narrative, err=True)
            issue = prepare(desk, replace(request, narrative=words), now)
        click.confirm("Issue it?", abort=True, err=True)
    commit = carry_out(desk.workspace, issue)
    click.echo(f"Issued version {issue.version.name} of {issue.title} (commit {commit}).")
    if issue.reached:
        click.echo(
            f"Out of date now: the copies of {policy} ({', '.join(issue.reached)}).\n"
            f"  → Make them again: minuted build {policy}",
            err=True,
        )


def _say(issue: Issue) -> None:
    after = f"after version {issue.before.name}" if issue.before else "the first"
    pictures = len(issue.files) - 2
    click.echo(f"{issue.title}: version {issue.version.name}, {after}", err=True)
    click.echo(f"  dated        {issue.version.dated}", err=True)
    note = " (a proposal)" if issue.proposed else ""
    click.echo(f"  narrative    {issue.version.narrative}{note}", err=True)
    click.echo(f"  fingerprint  {short_fingerprint(issue.version.fingerprint)}", err=True)
    if issue.version.corrects:
        who = ", ".join(issue.reached) or "nobody, because nobody has that version in force"
        click.echo(f"  corrects     version {issue.version.corrects}; it reaches {who}", err=True)
    if pictures:
        click.echo(f"  with         {count(pictures, 'picture')}", err=True)
    if issue.since.comparison:
        click.echo("", err=True)
        for line in change_lines(issue.since.comparison, colour=True):
            click.echo(line, err=True)
        click.echo("", err=True)
    elif issue.since.obstacle:
        click.echo(f"  changes      cannot be shown. {issue.since.obstacle}", err=True)
