"""The command line: one file a command; the one place that words errors and sets exit codes."""

import atexit
import gc
import os
import sys
from collections.abc import Sequence

import click

from minuted.cli.app import app
from minuted.cli.wording import say_error
from minuted.errors import MinutedError


class _Stopped(int):
    """The exit code of a command that was stopped: 1, told from any other 1."""


STOPPED = _Stopped(1)


def main() -> None:
    """Run the command line and leave with its exit code."""
    _speak_utf8()
    # A command makes many small things, nearly all of which live as long as it does: looking for
    # rubbish among them every few hundred is a tenth of a build with nothing to do.
    gc.set_threshold(50_000, 20, 20)
    code = run(sys.argv[1:])
    if code is STOPPED:
        # Where Ctrl-C strikes in the midst of an import, Python remembers it as never handled, and
        # would end as if it had been killed, whatever code it is given.
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(1)
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command; return 0 for well, 1 for errors and refusals, 2 for wrong usage."""
    try:
        code = app.main(list(arguments), prog_name="minuted", standalone_mode=False)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing is half done; the next run goes on from here.", err=True)
        return STOPPED
    except MinutedError as error:
        say_error(error)
        return 1
    except BrokenPipeError:
        # whoever read our output has heard enough; keep Python quiet about it at exit
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        return 1
    except OSError as error:
        # what has a name was read and written elsewhere; this is a disk or a terminal that fails
        place = f"{error.filename}: " if error.filename else ""
        say_error(MinutedError(f"{place}{error.strerror or error}.", "Try again when it works."))
        return 1
    return code if isinstance(code, int) else 0


def _speak_utf8() -> None:
    """Write UTF-8 wherever output goes: a Windows console may have been given another encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
