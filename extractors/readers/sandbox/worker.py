"""Work on untrusted documents in processes that can be ended.

A reader may hang, swell or crash on a hostile file, and so may what looks for facts in it.  Here each task is done in a
process of its own pool: it is ended when its time is up, it cannot take more memory nor say more than allowed, and what
happens in it ends no other document.  Processes are reused, for starting one costs more than reading a page.

Time is the processor's, where the system can count it, so that a busy machine does what an idle one does; a process
that waits instead of working is ended when PATIENCE times as much has passed, and so is any where it cannot be told.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import signal
import subprocess
import threading
from collections.abc import Mapping
from typing import Any, NamedTuple

from extractors.model.errors import DamagedDocument, LouhiError, ReadError, ReadTimeout, TooLarge, from_told
from extractors.readers.sandbox.bounds import MEGABYTE, Bounds
from extractors.readers.sandbox.isolation import clean, command
from extractors.readers.sandbox.messages import NO_MEMORY, Message, TooLong, receive, send
from extractors.readers.sandbox.processor_time import watch_over

log = logging.getLogger("louhi.sandbox")

TO_START = 180.0  # seconds a process may need to make ready on a busy machine
PATIENCE = 5 if hasattr(signal, "setitimer") else 1
TO_RETIRE = 200  # tasks after which a process is replaced: libraries leak
OUT_OF_TIME = getattr(signal, "SIGPROF", None)
CRASHES = {getattr(signal, name, None) for name in ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE")} - {None}


class Trade(NamedTuple):
    """What a process is for: how its work is called in a sentence, how it makes ready ("module:function"), and what a
    person can do where it needs more time.
    """

    doing: str
    make_ready: str
    advice: str


class Worker:
    """One process of one trade, within bounds; does one task at a time."""

    def __init__(self, trade: Trade, bounds: Bounds) -> None:
        self.trade, self.bounds, self.served, self.overdue = trade, bounds, 0, False
        quiet = (
            None if log.isEnabledFor(logging.DEBUG) else subprocess.DEVNULL
        )  # a library's last words help nobody else
        try:
            self.process = subprocess.Popen(
                command("extractors.readers.sandbox.worker_process"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=quiet,
                env=clean(os.environ),
            )
        except OSError as error:
            reason = f"the process for {trade.doing} cannot be started ({error.strerror})"
            raise ReadError(reason, advice="Try again when less else is running.") from error
        told = {"bounds": bounds.model_dump(), "make_ready": trade.make_ready}
        try:
            self._ask(told, b"", TO_START)
        except (EOFError, TooLong):
            self.end()
            raise ReadError(
                f"the process for {trade.doing} did not start ({_status(self.process.returncode)})",
                advice="Allow it more memory in settings.toml, or run `louhi --verbose ...` to see what it says.",
            ) from None

    def do(self, task: str, told: Mapping[str, Any], body: bytes, subject: str) -> bytes:
        """What a task makes of a body.  Raises the LouhiError that stands for what went wrong."""
        self.served += 1
        asked = {"task": task, "told": dict(told), "subject": subject}
        try:
            head, answer = self._ask(asked, body, self.bounds.seconds * PATIENCE)
        except TooLong:
            self.process.kill()
            most = f"{self.bounds.answer / MEGABYTE:.0f} MB"
            raise TooLarge(f"what is in it takes more than {most}", subject=subject, advice="Split it.") from None
        except EOFError:
            raise self._died(self.process.wait(), subject) from None
        if "error" in head:
            raise from_told(head["error"])
        return answer

    def _died(self, code: int, subject: str) -> ReadError:
        """Why the process ended in the middle of a task, as one sentence that names the document."""
        doing = self.trade.doing
        if self.overdue or (OUT_OF_TIME and code == -OUT_OF_TIME):
            return ReadTimeout(
                f"{doing} took longer than {self.bounds.seconds * (PATIENCE if self.overdue else 1):g} seconds",
                subject=subject,
                advice=self.trade.advice,
            )
        if code == NO_MEMORY:
            return TooLarge("it takes more memory than is allowed", subject=subject, advice="Split it.")
        if code == -signal.SIGKILL:
            return TooLarge(
                f"the process for {doing} was ended by the system, most likely because memory ran out",
                subject=subject,
                advice="Try again when less else is running, or split the document.",
            )
        if -code in CRASHES:
            return DamagedDocument(
                f"a library crashed in {doing} ({_status(code)}), most likely on damaged bytes or for want of memory",
                subject=subject,
                advice="Open it in its own program and save it again.",
            )
        return DamagedDocument(
            f"the process for {doing} ended without an answer ({_status(code)})",
            subject=subject,
            advice="Try again; if it stays so, open the file in its own program and save it again.",
        )

    def _ask(self, head: Mapping[str, Any], body: bytes, seconds: float) -> Message:
        """Send one question and wait for its answer; EOFError where the process ended instead."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        ended = threading.Event()
        watched = (self.process.pid, seconds, ended, self._time_is_up)
        threading.Thread(target=watch_over, args=watched, daemon=True).start()
        try:
            send(self.process.stdin, head, body)
            return receive(self.process.stdout, self.bounds.answer + MEGABYTE)
        except (OSError, ValueError) as error:
            raise EOFError(str(error)) from error
        finally:
            ended.set()

    def _time_is_up(self) -> None:
        self.overdue = True
        self.process.kill()

    @property
    def usable(self) -> bool:
        """Whether it may do another task."""
        return not self.overdue and self.process.poll() is None and self.served < TO_RETIRE

    def end(self) -> None:
        """Kill the process and let go of its pipes."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


def _status(code: int | None) -> str:
    """How a process ended, in words.

    >>> _status(3), _status(-11)
    ('status 3', 'SIGSEGV')
    """
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"status {code}"


_idle: list[Worker] = []
_owner = os.getpid()
_lock = threading.Lock()


def _take(trade: Trade, bounds: Bounds) -> Worker:
    """A process of this trade with these bounds: an idle one, else a new one.

    After a fork the parent's processes are not ours.
    """
    global _owner
    with _lock:
        if os.getpid() != _owner:
            _idle.clear()
            _owner = os.getpid()
        for worker in _idle:
            if (worker.trade, worker.bounds) == (trade, bounds):
                _idle.remove(worker)
                return worker
    return Worker(trade, bounds)


def _give_back(worker: Worker) -> None:
    if worker.usable:
        with _lock:
            _idle.append(worker)
    else:
        worker.end()


def close_workers(trade: Trade | None = None) -> None:
    """End the idle processes, or those of one trade; new ones are started when they are needed."""
    with _lock:
        ours = list(_idle) if os.getpid() == _owner else []
        leaving = [worker for worker in ours if trade in (None, worker.trade)]
        _idle[:] = [worker for worker in ours if worker not in leaving]
    for worker in leaving:
        worker.end()


atexit.register(close_workers)


def done_safely(
    trade: Trade, task: str, told: Mapping[str, Any], body: bytes, *, bounds: Bounds, subject: str
) -> bytes:
    """Do a task ("module:function") in a process of a trade, within bounds.

    Raises ReadTimeout when the time is up, TooLarge when it needs more memory or says more than is allowed,
    DamagedDocument when the process crashes, and what the task itself raises, as far as it is a LouhiError.
    """
    worker = _take(trade, bounds)
    try:
        return worker.do(task, told, body, subject)
    except LouhiError:
        raise
    except BaseException:  # an interrupt leaves an answer under way: this process must not be used again
        worker.process.kill()
        raise
    finally:
        _give_back(worker)
