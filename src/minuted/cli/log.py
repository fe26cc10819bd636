"""`minuted log`: print a policy's version table."""

import click

from minuted.cli.common import desk_of, print_json, print_table, today
from minuted.cli.wording import say_diagnostics
from minuted.model.copy import VERSION_TABLE_HEADINGS
from minuted.tasks.log import log


@click.command("log")
@click.argument("policy")
@click.option("--for", "code", default="", metavar="CODE", help="This audience's version table.")
@click.option("--json", "as_json", is_flag=True, help="Print data for programs.")
@click.pass_context
def command(ctx: click.Context, policy: str, code: str, as_json: bool) -> None:
    """Print a policy's version table.

    With --for CODE it is the table of that audience's copy; without, every decision of everybody.
    """
    logged = log(desk_of(ctx), policy, code, today())
    say_diagnostics(logged.diagnostics)
    if as_json:
        rows = [
            {
                **({} if code else {"for": audience}),
                "version": row.version,
                "date": row.date,
                "narrative": row.narrative,
                "minute": row.minute,
                "review_date": row.review_date,
            }
            for audience, row in logged.rows
        ]
        print_json({"policy": policy, "title": logged.title, "for": code or None, "rows": rows})
    elif code:
        print_table(VERSION_TABLE_HEADINGS, [row.cells() for _, row in logged.rows])
    else:
        print_table(
            ("For", *VERSION_TABLE_HEADINGS), [(who, *row.cells()) for who, row in logged.rows]
        )
