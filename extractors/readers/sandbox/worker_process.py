"""The process at the other end of `worker`: does what it is asked, one task at a time, until its pipe closes."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from typing import Any

from extractors.model.defects import stumbled
from extractors.model.errors import HostileDocument, LouhiError, TooLarge
from extractors.readers.sandbox.bounds import MEGABYTE, Bounds, bounded
from extractors.readers.sandbox.messages import NO_MEMORY, receive, send

MOST_SECONDS = 366 * 86_400.0
"""Of work: the system's clocks count no further than some years."""


def done_here(task: str, told: dict[str, Any], body: bytes, subject: str) -> bytes:
    """Do a task in this process; anything unforeseen becomes the LouhiError it stands for."""
    try:
        answer: bytes = named(task)(told, body)
    except LouhiError:
        raise
    except MemoryError:
        raise TooLarge("it takes more memory than is allowed", subject=subject, advice="Split it.") from None
    except RecursionError:
        raise HostileDocument(
            "its parts contain one another without end", subject=subject, advice="Ask its publisher for a plain copy."
        ) from None
    except Exception as error:
        raise stumbled(error, subject) from error
    return answer


def named(dotted: str) -> Any:
    """The function called "package.module:function"."""
    module, _, name = dotted.partition(":")
    return getattr(import_module(module), name)


def limit_memory(most: int) -> bool:
    """Refuse this process more than `most` bytes of its own data, where the system can; True when it can."""
    try:
        import resource

        kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    except (ImportError, ValueError, OSError):
        return False
    return True


def leave_no_core() -> None:
    """A process that crashes leaves no copy of its memory, and of a person's papers, behind."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        return


def limit_work(seconds: float) -> None:
    """Let the system end this process once it has worked that long from now on, where it can; 0 lifts the limit."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, min(seconds, MOST_SECONDS))


def main() -> None:
    """Serve: first come the bounds and how to make ready, then tasks; an answer goes back for each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    questions = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end up among the answers
    first, _ = receive(questions)
    bounds = Bounds.model_validate(first["bounds"])
    leave_no_core()
    limit_memory(bounds.memory - 50 * MEGABYTE)
    named(first["make_ready"])()
    send(answers, {"ready": True})
    while True:
        try:
            asked, body = receive(questions)
        except EOFError:
            return
        head: dict[str, Any]
        limit_work(bounds.seconds)
        try:
            with bounded(bounds):
                head, answer = {"ok": True}, done_here(asked["task"], asked["told"], body, asked["subject"])
        except LouhiError as error:
            head, answer = {"error": error.as_told()}, b""
        limit_work(0)
        del body
        if len(answer) > bounds.answer:
            answer = b""
            most = f"{bounds.answer / MEGABYTE:.0f} MB"
            too_large = TooLarge(f"what is in it takes more than {most}", subject=asked["subject"], advice="Split it.")
            head = {"error": too_large.as_told()}
        send(answers, head, answer)


if __name__ == "__main__":
    try:
        main()
    except MemoryError:  # not within a task: as its bytes came, or while an error still held on to all there was
        os._exit(NO_MEMORY)
