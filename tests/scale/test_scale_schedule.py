"""The scheduler takes any executor, and knows nothing of what it schedules."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import samples
from minuted.store.cache import Cache
from minuted.tasks.cores import core_count
from minuted.tasks.crews import POOL_FROM, crew_for
from minuted.tasks.logos import Logos
from minuted.tasks.plan import Wanted
from minuted.tasks.render import MOST_ORDERS, Batch, Looks, Order, batches
from minuted.tasks.schedule import Crew, run
from minuted.tasks.workers import WorkerDiedError


def double(number: int) -> int:
    return 2 * number


def nothing(number: int) -> int:
    return -number


@pytest.mark.parametrize("ahead", [1, 3, 100])
def test_any_executor_will_do(ahead: int) -> None:
    with ThreadPoolExecutor(2) as threads:
        done = run(double, range(20), Crew(threads, ahead), nothing)
        assert sorted(done) == [2 * number for number in range(20)]


def test_without_an_executor_the_work_is_done_here() -> None:
    assert list(run(double, range(3), None, nothing)) == [0, 2, 4]


class Counting(Executor):
    """Does nothing until `most` pieces are with it or it has been given the last one."""

    def __init__(self, answer: Callable[[int], int]) -> None:
        self.answer = answer
        self.given: list[tuple[Future[int], int]] = []
        self.most = 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future: Future[int] = Future()
        self.given.append((future, args[0]))
        waiting = [one for one, _ in self.given if not one.done()]
        self.most = max(self.most, len(waiting))
        threading.Timer(0.02, self._answer, (future, args[0])).start()
        return future

    def _answer(self, future: Future[int], number: int) -> None:
        try:
            future.set_result(self.answer(number))
        except Exception as error:
            future.set_exception(error)


def test_no_more_is_handed_out_than_was_asked_for() -> None:
    executor = Counting(double)
    assert sorted(run(double, range(9), Crew(executor, 4), nothing)) == list(range(0, 18, 2))
    assert executor.most == 4


@pytest.mark.parametrize("ahead", [1, 4])
def test_pieces_are_asked_for_only_when_they_are_needed(ahead: int) -> None:
    asked: list[int] = []

    def pieces() -> Iterator[int]:
        for number in range(50):
            asked.append(number)
            yield number

    done = 0
    for _ in run(double, pieces(), Crew(Counting(double), ahead), nothing):
        done += 1
        assert len(asked) <= done + ahead
    assert done == 50


def test_work_that_its_processes_die_of_is_told_and_work_without_a_process_is_done_here() -> None:
    def answer(number: int) -> int:
        if number == 1:
            raise WorkerDiedError
        if number == 2:
            raise BrokenExecutor
        return 2 * number

    done = list(run(double, range(1, 5), Crew(Counting(answer), 2), nothing))
    assert sorted(done) == [-1, 4, 6, 8]
    assert done[-1] == 4


def test_what_nobody_waits_for_any_more_is_cancelled() -> None:
    started: list[Future[int]] = []

    class Never(Executor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            future: Future[int] = Future()
            if not started:
                future.set_result(args[0])
            started.append(future)
            return future

    results: Iterator[int] = run(double, range(9), Crew(Never(), 5), nothing)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert all(future.cancelled() for future in started[1:])


def test_a_text_for_many_schools_is_shared_out_evenly(tmp_path: Path) -> None:
    policy = samples.rich_policy()
    wanted = [
        Wanted("text", policy, {}, replace(samples.COPY, audience=f"S{number}"))
        for number in range(2 * MOST_ORDERS + 1)
    ]
    looks = Looks.of(("html",), {}, Logos(Cache(tmp_path)))
    todo, orders = batches(wanted, looks, lambda _path, _key: False)
    assert [len(batch.orders) for batch in todo] == [67, 67, 67]
    assert [order for batch in todo for order in batch.orders] == orders


def test_schools_with_large_logos_go_in_smaller_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logo = samples.png(40, 20)
    monkeypatch.setattr("minuted.tasks.render.MOST_LOGO_BYTES", 2 * len(logo))
    own = [replace(samples.COPY.brand, logo=bytes(bytearray(logo)), drawn=None) for _ in range(6)]
    shared = [replace(samples.COPY.brand, logo=logo, drawn=None)] * 6
    for brands, sizes in ((own, [2, 2, 2]), (shared, [6])):
        wanted = [
            Wanted("t", samples.rich_policy(), {}, replace(samples.COPY, audience=f"S{n}", brand=b))
            for n, b in enumerate(brands)
        ]
        looks = Looks.of(("html",), {}, Logos(Cache(tmp_path)))
        todo, _ = batches(wanted, looks, lambda _path, _key: False)
        assert [len(batch.orders) for batch in todo] == sizes


def test_a_process_that_may_use_one_core_starts_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: {3}, raising=False)
    copies = tuple(Order(f"S{n}/p.html", "", samples.COPY) for n in range(POOL_FROM))
    batches = [Batch("html", "", {}, {}, copies)] * 2
    with crew_for(batches, 0, "") as crew:
        assert crew is None
    with crew_for(batches, 2, "") as crew:  # who asks for two has two
        assert crew is not None


def test_cores_are_counted_where_no_process_is_kept_to_some(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 7)
    assert core_count() == 7
