"""What goes through the pipe between Louhi and a process of its own: a head in JSON and a body of bytes.

Nothing in it can be made to run: a process that a document has taken over can say something wrong, but do nothing.

    >>> import io
    >>> pipe = io.BytesIO()
    >>> send(pipe, {"task": "read", "source": "päätös.pdf"}, b"%PDF-1.7")
    >>> _ = pipe.seek(0)
    >>> receive(pipe)
    ({'task': 'read', 'source': 'päätös.pdf'}, b'%PDF-1.7')
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import IO, Any

LENGTHS = struct.Struct(">IQ")
MOST_HEAD = 1_000_000  # a head holds a name, a few hints and bounds
MOST_BODY = 1_000_000_000
NO_MEMORY = 77  # the status of a process that could not even say that its memory ran out

Message = tuple[dict[str, Any], bytes]


class TooLong(Exception):
    """More was said than may be."""


def send(pipe: IO[bytes], head: Mapping[str, Any], body: bytes = b"") -> None:
    """Write one message."""
    said = json.dumps(head).encode()
    pipe.write(LENGTHS.pack(len(said), len(body)))
    pipe.write(said)
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes], most: int = MOST_BODY) -> Message:
    """Read one message.  Raises EOFError at the end, TooLong before anything over the bound is taken in."""
    head_length, body_length = LENGTHS.unpack(_exactly(pipe, LENGTHS.size))
    if head_length > MOST_HEAD or body_length > most:
        raise TooLong
    head = json.loads(_exactly(pipe, head_length))
    if not isinstance(head, dict):
        raise EOFError("what came is no message")
    return head, _exactly(pipe, body_length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    said = pipe.read(length)
    if len(said) < length:
        raise EOFError
    return said
