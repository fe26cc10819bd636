"""The group of commands; each is imported only when it is called, so that help is quick."""

from importlib import import_module
from pathlib import Path

import click

from minuted import __version__

COMMANDS = {
    "build": "Make every audience's copies of the text in force.",
    "check": "Find every problem in the workspace.",
    "compare": "Say what changed between two texts, clause by clause.",
    "confirm": "Record that minutes were confirmed.",
    "correct": "Put a mistyped decision right.",
    "due": "Say what to put on the next agendas.",
    "import": "Bring policies in from Word files, PDFs, web pages and texts.",
    "init": "Begin a workspace, with a small example that builds at once.",
    "issue": "Make the draft of a policy its next version.",
    "log": "Print a policy's version table, or all its decisions.",
    "pack": "Make the papers for a meeting.",
    "ratify": "Record that a body ratified its chair's action.",
    "record": "Record what a body decided.",
    "serve": "Open the pages for clerks, governors and the office on this machine.",
    "show": "Print a text's clauses with their numbers.",
    "status": "Say who is on which version, and what is overdue.",
    "sync": "Exchange what was recorded with the others.",
    "verify": "Say whether copies are the approved text, unaltered and in force.",
    "void": "Record that a decision does not count.",
}

ELSEWHERE = {"import": "cli.import_", "serve": "web.command"}
"""Commands whose file is not called as they are: `import` is Python's word, the web face's is its
own."""


class Commands(click.Group):
    """A group that knows its commands by name and one line, and imports them late."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return every command's name."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(_module(cmd_name)).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from their one line each, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, and for a mistyped one say which was probably meant."""
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            from minuted.model.nearest import did_you_mean

            hint = did_you_mean(name, COMMANDS, f"The commands are: {', '.join(COMMANDS)}.")
            raise click.UsageError(f"There is no command “{name}”. {hint}", ctx)
        return super().resolve_command(ctx, args)


def _module(name: str) -> str:
    return f"minuted.{ELSEWHERE.get(name, f'cli.{name}')}"


@click.command(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="minuted %(version)s")
@click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Work as if started in DIR.",
)
@click.pass_context
def app(ctx: click.Context, folder: Path) -> None:
    """Hold a school trust's policies, make every school's copies, keep the minutes.

    Started anywhere inside the trust's folder, minuted finds the rest by itself.
    """
    ctx.obj = folder
