"""A scheduler that knows nothing of formats: pieces of work, an executor, and what each came to.

    todo ──submit, some ahead──▶ Executor ──▶ what each piece came to, as it is done
                                     └──────▶ what it has no process for is done here

The executor may be any of `concurrent.futures`: processes of this machine, or of others.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeVar

from minuted.tasks.workers import WorkerDiedError

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Crew:
    """An executor, and how many pieces of work to hand it before the first is done.

    Attributes:
        ahead: enough that nobody waits for work; no more, because what is ahead takes memory.
    """

    executor: Executor
    ahead: int


def run(
    work: Callable[[T], R], todo: Iterable[T], crew: Crew | None, lost: Callable[[T], R]
) -> Iterator[R]:
    """Yield what each piece came to, as it is done; in this process where there is no crew.

    What an executor cannot do, because it has no process to do it, is done in this one. Pieces are
    taken as they are needed, so whoever makes them may still be at work when the first is done.

    Args:
        work: a function of a module; it and the pieces can be pickled.
        lost: says what becomes of a piece whose process died over it again and again.
    """
    waiting = iter(todo)
    undone: list[T] = []
    if crew is not None:
        undone = yield from _elsewhere(work, waiting, crew, lost)
    for piece in chain(undone, waiting):
        yield work(piece)


def _elsewhere(
    work: Callable[[T], R], waiting: Iterator[T], crew: Crew, lost: Callable[[T], R]
) -> Generator[R, None, list[T]]:
    """Take pieces as needed and yield what they came to; return those that were not done."""
    running: dict[Future[R], T] = {}
    undone: list[T] = []
    try:
        while True:
            for piece in islice(waiting, crew.ahead - len(running)):
                running[crew.executor.submit(work, piece)] = piece
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                piece = running.pop(future)
                try:
                    result = future.result()
                except WorkerDiedError:
                    result = lost(piece)
                except BrokenExecutor:
                    undone.append(piece)
                    continue
                yield result
    finally:
        for future in running:
            future.cancel()
    return undone
