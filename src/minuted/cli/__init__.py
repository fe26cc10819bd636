"""The command line: one file a command; the one place that words errors and sets exit codes."""

import sys

import click

from minuted.cli.app import app
from minuted.errors import MinutedError


def main() -> None:
    """Run the command line and leave with its exit code: 0 well, 1 errors, 2 usage."""
    _speak_utf8()
    try:
        code = app.main(standalone_mode=False)
    except click.UsageError as error:
        error.show()
        code = 2
    except click.exceptions.Exit as error:
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing is half done; the next run goes on from here.", err=True)
        code = 1
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except MinutedError as error:
        from minuted.cli.wording import say_error

        say_error(error)
        code = 1
    except BrokenPipeError:
        # whoever read our output has heard enough; keep Python quiet about it at exit
        sys.stderr.close()
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


def _speak_utf8() -> None:
    """Write UTF-8 wherever output goes: a Windows console may have been given another encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
