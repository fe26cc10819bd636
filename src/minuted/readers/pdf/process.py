r"""Other people's PDF libraries at arm's length: a child process with a limit on time and memory.

parent ──"tables 1234\n" + bytes──▶ child (pdfium, pdfplumber)
       ◀──"5678\n" + JSON─────────
"""

import atexit
import contextlib
import json
import subprocess
import sys
import threading
from typing import Any

LONGEST = 90.0
"""Seconds for one file; a handbook of 100 pages takes five."""


class ChildDiedError(Exception):
    """The file took too long, or crashed what read it; its argument says which."""


class _Child:
    """One process, used for one file after another."""

    def __init__(self) -> None:
        # -P: the folder that minuted is started in may be a stranger's, with a json.py in it
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "minuted.readers.pdf.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, what: str, data: bytes, seconds: float) -> dict[str, Any]:
        """Return the answer to one request.

        Raises:
            ChildDiedError: there is none.
        """
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            return self._exchange(what, data)
        except (OSError, ValueError, EOFError):
            self.close()
            raise ChildDiedError("late" if late.is_set() else "crashed") from None
        finally:
            timer.cancel()

    def _exchange(self, what: str, data: bytes) -> dict[str, Any]:
        sending, receiving = self.process.stdin, self.process.stdout
        if sending is None or receiving is None:
            raise EOFError
        sending.write(f"{what} {len(data)}\n".encode("ascii"))
        sending.write(data)
        sending.flush()
        length = receiving.readline()
        if not length.endswith(b"\n"):
            raise EOFError
        answer = receiving.read(int(length))
        if len(answer) < int(length):
            raise EOFError
        found = json.loads(answer)
        return found if isinstance(found, dict) else {}

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.process.wait()

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self.process.poll() is None


class _Desk:
    """The one child that there is at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def ask(self, what: str, data: bytes, seconds: float) -> dict[str, Any]:
        with self._lock:
            if self._child is None or not self._child.alive:
                self.end()
                self._child = _Child()
            return self._child.ask(what, data, seconds)

    def end(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None


_desk = _Desk()
atexit.register(_desk.end)


def ask(what: str, data: bytes, seconds: float = LONGEST) -> dict[str, Any]:
    """Return what the child makes of a PDF.

    Args:
        what: `tables` for everything, `pages` for the same without tables, `words` for raw words.

    Raises:
        ChildDiedError: it took longer than `seconds`, or crashed.
    """
    return _desk.ask(what, data, seconds)


def end() -> None:
    """End the process that reads; the next file starts another."""
    _desk.end()
