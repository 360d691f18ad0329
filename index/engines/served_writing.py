"""Writing to an OpenSearch cluster whose nodes come and go, and what it says as sentences.

A part that the cluster is too busy for, or has no node for just now, is sent again after a wait, each time twice as
long.  Rows replace rows of their number, so that what came through although nobody heard of it is put once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from extractors.model.errors import EngineAway, EngineError
from index.trying_again import tried_again

T = TypeVar("T")

PASSING = (429, 502, 503, 504)
"""Statuses of what may be right in a while: too busy, or no node for it."""
NOT_FOUND = 404
WAITS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
"""Seconds before something is sent again: two minutes in all, which a node takes to be started."""
AT_ONCE, BYTES = 500, 8_000_000
"""Actions and bytes of a part."""


@contextmanager
def said_plainly(address: str) -> Iterator[None]:
    """What OpenSearch at an address and the way to it say as sentences."""
    from opensearchpy.exceptions import ConnectionError, OpenSearchException, TransportError

    try:
        yield
    except ConnectionError as error:
        raise EngineAway(
            f"OpenSearch cannot be reached ({type(error).__name__})",
            subject=address,
            advice="Start it, or mend url, user and ca in [opensearch] of settings.toml.",
        ) from error
    except TransportError as error:
        kind = EngineAway if error.status_code in PASSING else EngineError
        raise kind(f"OpenSearch refused a request ({error.status_code}: {error.error})", subject=address) from error
    except OpenSearchException as error:
        raise EngineError(f"OpenSearch failed ({error})", subject=address) from error


def until_answered(ask: Callable[[], T], address: str) -> T:
    """What is asked of the cluster, asked again while it is away.  Raises EngineAway where it stays away."""

    def once() -> T:
        with said_plainly(address):
            return ask()

    return tried_again(once, WAITS, EngineAway)


def send(client: Any, index: str, actions: Iterable[dict[str, Any]], address: str) -> None:
    """Do actions in an index, part by part, at a cluster's address.

    Raises EngineError where one is refused, EngineAway where the cluster stays away.
    """
    for part in parts(actions, client.transport.serializer.dumps):
        left = part

        def ask() -> None:
            nonlocal left
            left = _undone(client.bulk(index=index, body="\n".join(left) + "\n"), left, index)
            if left:
                raise EngineAway("OpenSearch has no place for what is written just now", subject=index)

        until_answered(ask, address)


def parts(actions: Iterable[dict[str, Any]], dumps: Callable[[Any], str]) -> Iterator[list[str]]:
    """Actions as bulk takes them, a few hundred at a time: what is to be done, and below it the row where there is one.

    >>> import json
    >>> list(parts([{"_op_type": "index", "_id": "1", "number": 1}, {"_op_type": "delete", "_id": "2"}], json.dumps))
    [['{"index": {"_id": "1"}}\\n{"number": 1}', '{"delete": {"_id": "2"}}']]
    """
    some: list[str] = []
    size = 0
    for action in actions:
        row = dict(action)
        line = dumps({row.pop("_op_type"): {"_id": row.pop("_id")}})
        if row:
            line += "\n" + dumps(row)
        if some and (len(some) >= AT_ONCE or size + len(line) > BYTES):
            yield some
            some, size = [], 0
        some.append(line)
        size += len(line.encode())
    if some:
        yield some


def _undone(told: Any, part: Sequence[str], index: str) -> list[str]:
    """Those actions of a part that are to be sent again; raises EngineError for one that is refused for good."""
    left = []
    for line, answer in zip(part, told["items"], strict=True):
        ((done, said),) = answer.items()
        status = int(said.get("status", 0))
        if status in PASSING:
            left.append(line)
        elif "error" in said and not (status == NOT_FOUND and done != "index"):
            raise EngineError(f"the index cannot be written ({said['error']})", subject=index)
    return left
