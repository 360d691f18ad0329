"""What is packed by gzip or deflate, unpacked piece by piece: never more in memory at once than a piece."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

PIECE = 1_000_000  # bytes that are unpacked at a time
GZIP, ZLIB, RAW = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS
MAGIC = b"\x1f\x8b"  # what each member of a gzip stream begins with


def inflated(chunks: Iterable[bytes], packing: str | None = None) -> Iterator[bytes]:
    """The bytes of what is packed ("gzip", "deflate"), in pieces of at most a megabyte.

    Raises zlib.error where it is not packed so, EOFError where it ends too early.

    >>> b"".join(inflated([zlib.compress(b"lausunto")], "deflate"))
    b'lausunto'
    """
    if packing is None:
        yield from chunks
        return
    stream = zlib.decompressobj(GZIP if packing == "gzip" else ZLIB)
    begun, rest = False, b""
    for chunk in chunks:
        left, rest = rest + chunk, b""
        while left:
            if stream.eof:  # a gzip stream may have several members; what follows it otherwise is none of it
                if packing != "gzip" or not left.startswith(MAGIC[: len(left)]):
                    return
                if len(left) < len(MAGIC):
                    rest = left
                    break
                stream = zlib.decompressobj(GZIP)
            try:
                piece = stream.decompress(left, PIECE)
            except zlib.error:
                if begun or packing == "gzip":
                    raise
                stream = zlib.decompressobj(RAW)  # what many servers send for "deflate"
                piece = stream.decompress(left, PIECE)
            begun, left = True, stream.unused_data if stream.eof else stream.unconsumed_tail
            yield piece
    yield stream.flush()
    if begun and not stream.eof:
        raise EOFError("what is packed in it has no end")
