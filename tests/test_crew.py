"""A crew of workers: order, bounds, and what becomes of it when somebody dies."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice

import pytest

from threadview.crew import AHEAD, Crew, CrewError, in_order, workers
from threadview.errors import ThreadviewError

pytestmark = pytest.mark.skipif(workers(2) < 2, reason="no processes to be had safely here")


def pieces(task: int) -> Iterator[str]:
    """As many results as the task says; large ones, so that no pipe holds two."""
    if task == 13:
        raise ThreadviewError("thirteen", "take another")
    if task == 17:
        os._exit(1)
    for nth in range(task % 4):
        yield f"{task}.{nth}" + "x" * 100_000


def heads(results: Iterator[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(nth, text.rstrip("x")) for nth, text in results]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(count: int) -> None:
    tasks = [n for n in range(60) if n not in (13, 17)]
    expected = [
        (nth, f"{task}.{piece}") for nth, task in enumerate(tasks) for piece in range(task % 4)
    ]
    assert heads(in_order(pieces, tasks, count)) == expected


@pytest.mark.parametrize("count", [1, 2])
def test_an_error_comes_at_its_place(count: int) -> None:
    results = in_order(pieces, [1, 3, 13, 2], count)
    found = heads(islice(results, 4))
    assert found == [(0, "1.0"), (1, "3.0"), (1, "3.1"), (1, "3.2")]
    with pytest.raises(ThreadviewError, match="thirteen") as raised:
        next(results)
    assert raised.value.hint == "take another"


def test_a_worker_that_dies_is_told_of_at_its_task() -> None:
    results = in_order(pieces, [2, 1, 17, 3, 3, 3], 2)
    assert heads(islice(results, 3)) == [(0, "2.0"), (0, "2.1"), (1, "1.0")]
    with pytest.raises(CrewError):
        next(results)


def test_tasks_are_taken_a_few_ahead() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for nth in range(1000):
            taken.append(nth)
            yield 1

    results = in_order(pieces, tasks(), 2)
    next(results)
    assert len(taken) == 2 * AHEAD
    next(results)
    assert len(taken) == 2 * AHEAD + 1
    results.close()  # type: ignore[attr-defined]


def test_who_does_not_want_the_rest_hears_nothing_of_it(capfd: pytest.CaptureFixture[str]) -> None:
    """A worker that has a result in its hands when the pipe is closed says nothing on the
    terminal."""
    for _ in range(5):
        crew = Crew(pieces, 2)
        next(crew.results([3] * 50))
        for pipe in crew._pipes:
            pipe.close()
        for process in crew._processes:
            process.join()
    assert capfd.readouterr() == ("", "")


def test_who_does_not_want_the_rest_leaves_no_process() -> None:
    crew = Crew(pieces, 2)
    next(crew.results([1] * 50))
    processes = crew._processes
    crew.close()
    assert not any(process.is_alive() for process in processes)


PROGRAM = """
import os, time
from threadview.crew import Crew
def long(task):
    yield os.getpid()
    while True:
        pass
crew = Crew(long, 2)
results = crew.results([0, 1])
print(next(results)[1], *(process.pid for process in crew._processes), flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="no waiting for another's children here")
def test_workers_end_when_who_gave_the_work_is_killed() -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert program.stdout is not None
    ends = [os.pidfd_open(int(pid)) for pid in set(program.stdout.readline().split())]
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdout.close()
    for end in ends:
        assert select.select([end], [], [], 30)[0], "a worker outlived it"
        os.close(end)
