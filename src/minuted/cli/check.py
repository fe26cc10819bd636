"""`minuted check`: find every problem in the workspace."""

import click

from minuted.cli.common import desk_of, print_json, today
from minuted.cli.wording import count, say_diagnostics
from minuted.tasks.check import CheckReport, check


@click.command("check")
@click.option("--json", "as_json", is_flag=True, help="Print data for programs.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Find every problem in the workspace: where it is, what it is, what to do.

    Errors stop the copies that they concern; warnings stop nothing.
    """
    report = check(desk_of(ctx), today())
    if as_json:
        print_json({"problems": [_problem(report, i) for i in range(len(report.diagnostics))]})
    else:
        say_diagnostics(report.diagnostics, err=False)
        warnings = len(report.diagnostics) - report.errors
        looked = (
            f"{count(report.policies, 'policy', 'policies')},"
            f" {count(report.versions, 'issued version')},"
            f" {count(report.decisions, 'decision')} looked at"
        )
        click.echo(
            f"{looked}: {count(report.errors, 'error')}, {count(warnings, 'warning')}.", err=True
        )
    if report.errors:
        ctx.exit(1)


def _problem(report: CheckReport, index: int) -> dict[str, object]:
    problem = report.diagnostics[index]
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "file": problem.path,
        "line": problem.line or None,
        "column": problem.column or None,
        "message": problem.message,
        "hint": problem.hint,
        "audiences": list(problem.audiences),
    }
