"""A process that records, started by tests; it may kill itself at the Nth line that it runs.

python recording_process.py WORKSPACE KILL-AT COMMAND…     KILL-AT 0: it lives
python recording_process.py WORKSPACE xN CODE              N decisions for CODE, one after another

It counts the lines of the modules that write: a process killed between any two of them must leave
a workspace as it was, or as it was to be.
"""

import os
import signal
import sys
from types import FrameType
from typing import Any

WRITING = ("store/transaction.py", "store/output.py")
COMMITTING = ("store/history.py", "commit")


def main() -> int:
    root, how, *rest = sys.argv[1:]
    from minuted.cli import run

    if how.startswith("x"):
        return record_many(root, int(how[1:]), rest[0])
    if int(how):
        kill_at(int(how))
    return run(["-C", root, *rest])


def record_many(root: str, count: int, code: str) -> int:
    from minuted.cli import run

    school, _, item = code.partition(".")
    for number in range(count):
        words = ("--narrative", f"Process {item}, {number}", "--decision", "adopted")
        minute = ("--minute", f"FGB/2223/060922/{item}.{number}", "--version", "1")
        given = (*minute, *words, "--review-date", "2023-09", "--yes")
        done = run(["-C", root, "record", "phones", "--for", school, *given])
        if done:
            return done
    return 0


def kill_at(number: int) -> None:
    """Kill this process at the Nth line that it runs of the modules that write."""
    seen = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal seen
        name = frame.f_code.co_filename.replace(os.sep, "/")
        commits = name.endswith(COMMITTING[0]) and frame.f_code.co_name == COMMITTING[1]
        if not commits and not name.endswith(WRITING):
            return None
        if event == "line":
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)


if __name__ == "__main__":
    sys.exit(main())
