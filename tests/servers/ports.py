"""Ports of loopback for servers of the tests' own, that no other test process takes meanwhile."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

FIRST, LAST = 20_000, 32_000
"""Below what systems give to connections of their own (Linux from 32,768 on), so that no client takes one meanwhile."""
BLOCK = 16
"""Ports that are taken together: SeaweedFS wants eight, three OpenSearch nodes six."""


@contextmanager
def free_ports(count: int = 1) -> Iterator[list[int]]:
    """So many free ports, for as long as the block runs.

    They are the ones after a port that is held all the while: another process that looks for ports cannot hold it too
    and goes on to the next block, even before the server of the first has opened any of its own.
    """
    assert count < BLOCK
    begin = os.getpid() * BLOCK  # workers begin apart, so that they seldom meet
    for step in range(0, LAST - FIRST, BLOCK):
        first = FIRST + (begin + step) % (LAST - FIRST)
        with socket.socket() as held:
            if not _bound(held, first):
                continue
            ports = list(range(first + 1, first + 1 + count))
            if all(is_free(one) for one in ports):
                yield ports
                return
    raise RuntimeError(f"no {count} free ports together between {FIRST} and {LAST}")


def is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as one:
        return _bound(one, port)


def free_port() -> int:
    """A port where nobody listens; a server that wants to keep it asks `free_ports`."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _bound(one: socket.socket, port: int) -> bool:
    try:
        one.bind(("127.0.0.1", port))
    except OSError:
        return False
    return True
