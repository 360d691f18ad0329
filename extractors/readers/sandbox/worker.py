"""Reading untrusted documents in worker processes that can be ended.

A reader may hang, swell or crash on a hostile file.  Here each document is read in a process of its own pool: it is
killed when its time is up, it cannot take more memory than allowed, and what happens in it ends no other document.
Workers are reused, for starting Python costs more than reading a page.

Time is the processor's, where the system can count it, so that a busy machine reads what an idle one reads; a reader
that waits instead of working is ended when PATIENCE times as much has passed.

    read_safely(raw) -> Document                       or a ReadError that says why not
    read_many(raws) -> Iterator[Document | ReadError]  in order, several at a time
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO

from extractors.model.document import Document, RawDocument
from extractors.model.errors import DamagedDocument, EmptyDocument, ReadError, ReadTimeout
from extractors.readers.sandbox.bounds import Bounds

TO_START = 120.0  # seconds a worker may need to import the readers on a busy machine
PATIENCE = 5 if hasattr(signal, "setitimer") else 1
TO_RETIRE = 200  # documents after which a worker is replaced: libraries leak


class Worker:
    """One process that reads documents, one at a time."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds, self.served, self.overdue = bounds, 0, False
        self.process = subprocess.Popen(
            [sys.executable, "-m", "extractors.readers.sandbox.worker_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        try:
            self._ask(bounds, TO_START)
        except EOFError:
            self.end()
            raise DamagedDocument("the reading process did not start", advice="Run it again.") from None

    def read(self, raw: RawDocument) -> Document:
        """One document; raises the ReadError that stands for what went wrong."""
        self.served += 1
        try:
            answer = self._ask(raw, self.bounds.seconds * PATIENCE)
        except EOFError:
            code = self.process.wait()
            if self.overdue or (PATIENCE > 1 and code == -signal.SIGPROF):
                raise ReadTimeout(
                    f"reading took longer than {self.bounds.seconds * (PATIENCE if self.overdue else 1):g} seconds",
                    subject=raw.source,
                    advice="Allow more with `louhi ingest --seconds`, or look at the document: it may be made so.",
                ) from None
            raise DamagedDocument(
                f"the process that read it ended with status {code}",
                subject=raw.source,
                advice="The file is probably damaged; open it in its own program and save it again.",
            ) from None
        if isinstance(answer, Document):
            return answer
        raise answer if isinstance(answer, ReadError) else DamagedDocument("it gave no document", subject=raw.source)

    def _ask(self, question: object, seconds: float) -> object:
        """Send one question and wait for its answer; EOFError where the process ended instead."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        timer = threading.Timer(seconds, self._time_is_up)
        timer.daemon = True
        timer.start()
        try:
            send(self.process.stdin, question)
            return receive(self.process.stdout)
        except (OSError, ValueError) as error:
            raise EOFError(str(error)) from error
        finally:
            timer.cancel()

    def _time_is_up(self) -> None:
        self.overdue = True
        self.process.kill()

    @property
    def usable(self) -> bool:
        """Whether it may read another document."""
        return not self.overdue and self.process.poll() is None and self.served < TO_RETIRE

    def end(self) -> None:
        """Kill the process and let go of its pipes."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


def send(pipe: IO[bytes], thing: object) -> None:
    """Write a thing with its length before it."""
    body = pickle.dumps(thing, protocol=5)
    pipe.write(len(body).to_bytes(8, "big"))
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> object:
    """Read what `send` wrote; EOFError at the end."""
    length = pipe.read(8)
    if len(length) < 8:
        raise EOFError
    body = pipe.read(int.from_bytes(length, "big"))
    if len(body) < int.from_bytes(length, "big"):
        raise EOFError
    return pickle.loads(body)


_idle: list[Worker] = []
_owner = os.getpid()
_lock = threading.Lock()


def _take(bounds: Bounds) -> Worker:
    """A worker with these bounds: an idle one, else a new one.  After a fork the parent's workers are not ours."""
    global _owner
    with _lock:
        if os.getpid() != _owner:
            _idle.clear()
            _owner = os.getpid()
        for worker in _idle:
            if worker.bounds == bounds:
                _idle.remove(worker)
                return worker
    return Worker(bounds)


def _give_back(worker: Worker) -> None:
    if worker.usable:
        with _lock:
            _idle.append(worker)
    else:
        worker.end()


def close_workers() -> None:
    """End the idle workers; new ones are started when they are needed."""
    with _lock:
        leaving, _idle[:] = list(_idle) if os.getpid() == _owner else [], []
    for worker in leaving:
        worker.end()


atexit.register(close_workers)


def read_safely(
    raw: RawDocument, *, seconds: float = 60.0, memory: int = 1_000_000_000, pages: int = 2_000
) -> Document:
    """Read an untrusted document in a worker process, within `seconds`, `memory` (bytes) and `pages`.

    Raises ReadTimeout when the time is up, TooLarge when it needs more memory or has more pages,
    DamagedDocument when the worker crashes, and the reader's own ReadError otherwise.
    """
    if not raw.content:
        raise EmptyDocument("it is empty", subject=raw.source, advice="Fetch it again.")
    worker = _take(Bounds(seconds=seconds, memory=memory, pages=pages))
    try:
        return worker.read(raw)
    except ReadError:
        raise
    except BaseException:  # an interrupt leaves an answer under way: this worker must not be used again
        worker.process.kill()
        raise
    finally:
        _give_back(worker)


def read_many(
    raws: Iterable[RawDocument],
    workers: int = 2,
    *,
    seconds: float = 60.0,
    memory: int = 1_000_000_000,
    pages: int = 2_000,
) -> Iterator[Document | ReadError]:
    """Read documents `workers` at a time; each gives its Document or its ReadError, in the order of `raws`.

    Takes no more than a few of `raws` ahead of what has been asked for.
    """

    def one(raw: RawDocument) -> Document | ReadError:
        try:
            return read_safely(raw, seconds=seconds, memory=memory, pages=pages)
        except ReadError as error:
            return error

    waiting: deque[Future[Document | ReadError]] = deque()
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="reading") as pool:
        try:
            for raw in raws:
                waiting.append(pool.submit(one, raw))
                if len(waiting) > 2 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
