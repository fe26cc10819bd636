"""Write docs/commands.md from the commands themselves.

    .venv/bin/python docs/make_commands.py

The examples are kept here; everything else on the page is what `minuted COMMAND --help` says.
"""

import inspect
from pathlib import Path

import click

from minuted.cli.app import app

PAGE = Path(__file__).with_name("commands.md")

OPENING = """\
# The commands

This page is made by `docs/make_commands.py` from the commands' own help, and tested against it.

`minuted` works in the folder that it is started in, or in the nearest one above it that holds
`governance/trust.yaml`. Data goes to standard output and messages to standard error. Where the
output is no terminal, a table is one line a row with tabs between the cells. Colours are left out
where the variable `NO_COLOR` is set.

| exit code | means |
|---|---|
| 0 | all is well; warnings, and schools that have adopted nothing, count as well |
| 1 | there are errors, something was refused, or something could not be made |
| 2 | the command was not understood |
"""

EXAMPLES = {
    "build": (
        ("minuted build", "everything that is out of date"),
        ("minuted build social-media --for AS", "one policy for one school"),
        ("minuted build --format pdf,docx", "no web pages"),
        ("minuted build --draft", "the working texts, marked DRAFT"),
        (
            "minuted build --on 31.1.2023 --output january",
            "the copies of that day, into a folder of their own",
        ),
    ),
    "check": (("minuted check", "everything"), ("minuted check --json", "for a program")),
    "compare": (
        ("minuted compare social-media 1 2", "what version 2 changed"),
        ("minuted compare social-media --for AS", "what changed since AS adopted it"),
        ("minuted compare social-media --between AS BAK", "what two schools have in force"),
        ("minuted compare social-media --draft", "what the draft would change"),
        (
            "minuted compare social-media 1 2 --format html --output changes.html",
            "a page to hand on",
        ),
        ("minuted compare old.md new.txt", "two files"),
    ),
    "confirm": (
        (
            "minuted confirm --for AS --meeting FGB/2223/060922 --minute FGB/2223/081122/2",
            "all draft minutes of a meeting",
        ),
    ),
    "correct": (
        (
            "minuted correct social-media --for AS --about FGB/2223/060922/15 --review-date 2023-07"
            ' --reason "Mistyped"',
            "the review date was wrong",
        ),
    ),
    "due": (
        ("minuted due", "what is due within three months, by body"),
        ("minuted due --before 31.8.2024 --for AS", "what concerns AS until then"),
        ("minuted due --xlsx agenda.xlsx --ics reviews.ics", "for Excel, and for a calendar"),
    ),
    "import": (
        ('minuted import "Social Media policy.docx"', "one file; what it is called comes from it"),
        ("minuted import old-policies --dry-run", "a folder: look first"),
        ("minuted import phones.pdf --policy mobile-phones", "under a name of your own"),
        ("minuted import --versions 2021.docx 2022.docx", "two versions of one policy"),
        ("minuted import --copies AS=as.docx DCT=dct.docx", "what two schools make of one policy"),
    ),
    "init": (("minuted init our-trust", "then: cd our-trust"),),
    "issue": (('minuted issue social-media --narrative "Annual update"', "asks, then issues"),),
    "log": (
        ("minuted log social-media", "every decision of everybody"),
        ("minuted log social-media --for MDPP", "the version table of the partnership's copy"),
    ),
    "ratify": (
        (
            "minuted ratify social-media --for AS --about 2022-07-04 --minute FGB/2223/060922/4",
            "a chair's action of 4 July",
        ),
    ),
    "record": (
        ("minuted record", "asks for everything"),
        ("minuted record social-media --for AS --minute FGB/2223/060922/15", "one decision"),
        (
            "minuted record --for AS --meeting FGB/2223/060922 social-media=15 e-safety=16:noted",
            "a whole meeting",
        ),
        ("minuted record --template meeting.xlsx", "an empty sheet to fill in"),
        ("minuted record --from meeting.xlsx", "all of it, or nothing"),
    ),
    "serve": (
        ("minuted serve", "the pages, in a browser"),
        ("minuted serve --port 9000 --no-browser", "only the link, at another port"),
    ),
    "show": (
        ("minuted show social-media", "the draft"),
        ("minuted show social-media --for AS", "what is in force at AS"),
        ("minuted show social-media --for AS --on 1.10.2022", "what was in force on that day"),
        ("minuted show social-media --version 1 --json", "a version, for a program"),
        ("minuted show policy_src/social-media.md", "a file"),
    ),
    "pack": (
        ("minuted pack --for AS --body FGB --date 2024-09-10", "into build/papers"),
        ("minuted pack --for AS --body FGB --date 10.9.24 --output agenda", "into this folder"),
    ),
    "status": (
        ("minuted status", "every policy, every school"),
        ("minuted status --for MDPP --state overdue", "what is overdue in the partnership"),
        ("minuted status social-media --on 1.10.2022", "as things stood on that day"),
        ("minuted status --xlsx status.xlsx", "for Excel"),
    ),
    "sync": (
        ("minuted sync", "what the others recorded comes in, what you did goes out"),
        ("minuted sync --mine policy_src/social-media.md", "where both changed the same lines"),
    ),
    "verify": (
        ("minuted verify social-media.pdf", "is this the approved text, unaltered and in force?"),
        ("minuted verify --json downloads/*.docx", "several, for a program"),
    ),
    "void": (
        (
            "minuted void social-media --for AS --about FGB/2223/060922/15"
            ' --reason "The meeting was inquorate"',
            "it does not count",
        ),
    ),
}


def page() -> str:
    """Return the whole page."""
    context = app.make_context("minuted", [], resilient_parsing=True)
    parts = [OPENING, "## Before the command\n", _options(app, context)]
    for name in app.list_commands(context):
        command = app.get_command(context, name)
        assert command is not None
        below = command.make_context(name, [], parent=context, resilient_parsing=True)
        parts.append(_section(name, command, below))
    return "\n".join(parts)


def _section(name: str, command: click.Command, context: click.Context) -> str:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    examples = EXAMPLES.get(name, ())
    column = max((len(typed) for typed, _ in examples), default=0) + 2
    lines = [f"{typed:{column}}# {meaning}" for typed, meaning in examples]
    return "\n".join(
        (
            f"## {context.command_path}\n",
            f"```text\n{usage}\n```\n",
            f"{inspect.cleandoc(command.help or '')}\n",
            _options(command, context),
            *(["```sh", *lines, "```\n"] if lines else []),
        )
    )


def _options(command: click.Command, context: click.Context) -> str:
    rows = []
    for param in command.get_params(context):
        is_help = "--help" in param.opts  # told of once, for all commands
        if isinstance(param, click.Option) and not (is_help and context.parent):
            value = "" if param.is_flag else f" {param.metavar or param.type.name.upper()}"
            rows.append(f"| `{', '.join(param.opts)}{value}` | {param.help or ''} |")
    return "\n".join(("| option | what it does |", "|---|---|", *rows, ""))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
