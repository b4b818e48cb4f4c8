"""A crew of worker processes: tasks done side by side, their results in the order of the tasks.

Memory is bounded: a worker has one task at hand and one waiting, and holds each result until it is
taken. A crew whose program was killed ends by itself: every pipe has its two ends in two processes
and nowhere else, so that a worker meets the end of the file where its next task would have been.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from threadview.errors import ThreadviewError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 2
"""Tasks that a worker is given at a time: the second is there when the first is done."""

PATIENCE = 2.0
"""Seconds that a worker is given to end before it is ended."""


class CrewError(ThreadviewError):
    """A worker died: the system was short of memory, or a library that it used crashed."""


def workers(wanted: int | None = None) -> int:
    """How many workers to use: so many, or one for each processor that this program may use; 1
    (nobody but this program) where processes cannot be had safely."""
    if wanted is None:
        found = getattr(os, "sched_getaffinity", None)
        wanted = len(found(0)) if found is not None else os.cpu_count() or 1
    return max(1, wanted) if _method() is not None else 1


def _method() -> str | None:
    """How workers are made. A forked one sees all that this program has read, but a program that
    runs threads must not be forked: a lock that one of them holds would stay locked. A spawned one
    runs the main module again, which only our own is known to bear."""
    if sys.platform == "linux":
        import threading

        return "fork" if threading.active_count() == 1 else None
    own = os.path.basename(sys.argv[0]).startswith(("threadview", "__main__"))  # noqa: PTH119
    return "spawn" if own else None


def in_order(
    work: Callable[[Task], Iterator[Result]], tasks: Iterable[Task], count: int
) -> Iterator[tuple[int, Result]]:
    """The results of all tasks, in order, each with its task's number from 0, by so many workers;
    by this program itself, where it is one. Tasks are taken from `tasks` a few ahead. `work` is a
    function at the top of a module.

    Raises:
        CrewError: a worker died; all results before the task at which it did are out.
        ThreadviewError: what `work` raises, at its place.
    """
    if count < 2:
        for nth, task in enumerate(tasks):
            for result in work(task):
                yield nth, result
        return
    with Crew(work, count) as crew:
        yield from crew.results(tasks)


class Crew(Generic[Task, Result]):
    """Workers that do `work`, a function at the top of a module, which yields results of a task."""

    def __init__(self, work: Callable[[Task], Iterator[Result]], count: int) -> None:
        from multiprocessing import get_context

        context: Any = get_context(_method() or "spawn")
        pipes = [context.Pipe() for _ in range(count)]
        self._pipes: list[Connection] = [ours for ours, _ in pipes]
        self._processes: list[BaseProcess] = []
        for nth, (_, theirs) in enumerate(pipes):
            others: list[Connection] = []
            if context.get_start_method() == "fork":  # those made so far are in the child as well
                others = [*self._pipes, *(end for _, end in pipes[nth + 1 :])]
            process = context.Process(target=_worker, args=(work, theirs, others), daemon=True)
            process.start()
            theirs.close()
            self._processes.append(process)

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[int, Result]]:
        """The results of all tasks, in order, each with its task's number from 0. Tasks are taken
        from `tasks` a few ahead.

        Raises:
            CrewError: a worker died; all results before the task at which it did are out.
        """
        waiting = iter(tasks)
        given: deque[int] = deque()
        nth = 0
        done = False
        while True:
            while not done and len(given) < AHEAD * len(self._pipes):
                task = next(waiting, None)
                if task is None:
                    done = True
                    break
                self._send(nth, task)
                given.append(nth)
                nth += 1
            if not given:
                return
            now = given[0]
            for result in self._received(now):
                yield now, result
            given.popleft()

    def _send(self, nth: int, task: Task) -> None:
        # A worker that is dead is met with when its results are asked for.
        with suppress(OSError):
            self._pipes[nth % len(self._pipes)].send(task)

    def _received(self, nth: int) -> Iterator[Result]:
        pipe = self._pipes[nth % len(self._pipes)]
        while True:
            try:
                ends, result = pipe.recv()
            except (EOFError, OSError):
                raise CrewError("a program that was reading died") from None
            if ends:
                if result is not None:
                    raise result
                return
            yield result

    def close(self) -> None:
        """Send the workers home, whatever they are at."""
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join(PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()

    def __enter__(self) -> Crew[Task, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _worker(
    work: Callable[[Any], Iterator[Any]], pipe: Connection, others: list[Connection]
) -> None:
    """The life of a worker: tasks from the pipe, results into it, until it is closed."""
    import signal
    from queue import SimpleQueue
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who gave the work says when it ends
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:
        other.close()
    tasks: SimpleQueue[Any] = SimpleQueue()

    def take() -> None:
        # Apart from the work, so that who sends a task never waits for who waits to send a result,
        # and so that the end comes at once. Nothing that was inherited is tidied up: it is
        # another's.
        with suppress(EOFError, OSError):
            while True:
                tasks.put(pipe.recv())
        os._exit(0)

    def tell(result: tuple[bool, Any]) -> None:
        try:
            pipe.send(result)
        except OSError:  # nobody wants it any more: who gave the work is gone, or has given up
            os._exit(0)

    Thread(target=take, daemon=True).start()
    while True:
        task = tasks.get()
        failed: ThreadviewError | None = None
        try:
            for result in work(task):
                tell((False, result))
        except ThreadviewError as error:
            failed = error
        tell((True, failed))
