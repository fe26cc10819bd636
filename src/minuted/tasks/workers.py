"""Processes that share work: an executor in which one that dies takes nothing with it.

    thread ── its own pipe ── process      submit() ──▶ whichever thread is free
    thread ── its own pipe ── process

Of `concurrent.futures`, `ProcessPoolExecutor` gives up all work when one process is killed, and may
wait for ever when that happens in the middle of a message, since all its processes share two pipes.
Here each has its own, and the system closes it with the process, at either end: a build that is
killed leaves no worker behind either. All of them keep their temporary files in one folder, which
goes when they do, however they went.
"""

import os
import shutil
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_TRIES = 2


class NoWorkerError(BrokenExecutor):
    """No process could be started: the work may be done in this one."""


class WorkerDiedError(BrokenExecutor):
    """The process that did the work died, and so did the one that tried again."""


class Workers(Executor):
    """So many processes, each started when there is work for it."""

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(count, initializer=_keep_interrupts_out)
        self._own = threading.local()
        self._all: list[_Worker] = []
        self._scratch = tempfile.mkdtemp(prefix="minuted-")
        self._stopped = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Let a process call a function of a module with arguments that can be pickled."""
        return self._threads.submit(self._elsewhere, fn, args, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes when they have done what they are at."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        for worker in self._all:
            worker.end()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def stop(self) -> None:
        """End the processes at once, whatever they are at; what was asked of them is cancelled."""
        self._stopped = True
        for worker in list(self._all):
            worker.stop()

    def _elsewhere(self, fn: Callable[..., T], args: Any, kwargs: Any) -> T:
        for _ in range(_TRIES):
            if self._stopped:
                raise CancelledError
            worker = self._worker()
            try:
                done, answer = worker.ask(fn, args, kwargs)
            except (EOFError, OSError):
                worker.end()
                self._own.worker = None
                continue
            if done:
                return answer  # type: ignore[no-any-return]
            raise answer
        raise WorkerDiedError("a process died twice over the same work")

    def _worker(self) -> "_Worker":
        """Return this thread's process, started if need be."""
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            try:
                worker = _Worker(self._scratch)
            except OSError as error:
                raise NoWorkerError(str(error)) from error
            self._own.worker = worker
            self._all.append(worker)
            if self._stopped:  # while it was being started
                worker.stop()
        return worker


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, scratch: str) -> None:
        # spawned on every system alike: Typst's threads do not survive a fork
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, scratch), daemon=True)
        try:
            self._process.start()
        except BaseException:
            self._pipe.close()
            raise
        finally:
            theirs.close()

    def ask(self, fn: Callable[..., Any], args: Any, kwargs: Any) -> tuple[bool, Any]:
        """Return whether the call went well, and what it returned or raised.

        Raises:
            EOFError, OSError: the process has died.
        """
        self._pipe.send((fn, args, kwargs))
        answer: tuple[bool, Any] = self._pipe.recv()
        return answer

    def stop(self) -> None:
        """Tell the process to end at once."""
        self._process.terminate()

    def end(self) -> None:
        """Let the process end, and wait until it has."""
        with suppress(OSError):
            self._pipe.close()
        self._process.join()


def _keep_interrupts_out() -> None:
    """Keep Ctrl-C from this thread, so that its process is born without an ear for it.

    Ctrl-C reaches every process of a terminal, and one that is still importing would complain.
    """
    if sys.platform != "win32":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # it would let interrupts in again where it is started
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _work(pipe: Connection, scratch: str) -> None:
    """Do what comes through the pipe, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # One process a core: libraries that would start a thread for every core, in every process, get
    # in each other's way. This is how Typst's is told; who has told it otherwise is left alone.
    os.environ.setdefault("RAYON_NUM_THREADS", "1")
    tempfile.tempdir = scratch
    Finalize(None, _remove_empty, (scratch,), exitpriority=0)  # if nobody else is left to do it
    with suppress(EOFError, OSError):
        while True:
            fn, args, kwargs = pipe.recv()
            pipe.send(_answer(fn, args, kwargs))


def _remove_empty(folder: str) -> None:
    with suppress(OSError):
        Path(folder).rmdir()


def _answer(fn: Callable[..., Any], args: Any, kwargs: Any) -> tuple[bool, Any]:
    try:
        return True, fn(*args, **kwargs)
    except Exception as error:
        error.add_note("in another process:\n" + traceback.format_exc())
        return False, error
