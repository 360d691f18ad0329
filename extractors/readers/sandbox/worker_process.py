"""The process at the other end of `worker`: reads documents from a pipe until it closes."""

from __future__ import annotations

import os
import signal
import sys

from extractors.model.document import Document, RawDocument
from extractors.model.errors import DamagedDocument, HostileDocument, ReadError, TooLarge
from extractors.readers.sandbox.bounds import MEGABYTE, Bounds, bounded
from extractors.readers.sandbox.worker import receive, send


def read_here(raw: RawDocument) -> Document:
    """Read a document in this process; anything unforeseen becomes the ReadError it stands for."""
    from extractors import read

    try:
        return read(raw)
    except ReadError:
        raise
    except MemoryError:
        raise TooLarge("reading it takes more memory than is allowed", subject=raw.source, advice="Split it.") from None
    except RecursionError:
        raise HostileDocument(
            "its parts contain one another without end",
            subject=raw.source,
            advice="Ask its publisher for a plain copy.",
        ) from None
    except Exception as error:
        raise DamagedDocument(
            f"it could not be understood ({type(error).__name__}: {str(error)[:200]})",
            subject=raw.source,
            advice="Open it in its own program and save it again.",
        ) from error


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


def limit_work(seconds: float) -> None:
    """Let the system end this process once it has worked that long from now on, where it can; 0 lifts the limit."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def main() -> None:
    """Serve: first the bounds come, then documents; an answer goes back for each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    questions = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end up among the answers
    bounds = receive(questions)
    assert isinstance(bounds, Bounds)
    limit_memory(bounds.memory - 50 * MEGABYTE)
    send(answers, True)
    while True:
        try:
            raw = receive(questions)
        except EOFError:
            return
        assert isinstance(raw, RawDocument)
        answer: Document | ReadError
        limit_work(bounds.seconds)
        try:
            with bounded(bounds):
                answer = read_here(raw)
        except ReadError as error:
            error.__cause__ = error.__context__ = None
            answer = error
        limit_work(0)
        send(answers, answer)


if __name__ == "__main__":
    main()
