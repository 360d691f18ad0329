"""Packed answers: unpacked whole, and never more of them at once than a piece."""

from __future__ import annotations

import gzip
import zlib

import pytest

from extractors.readers.inflating import PIECE, inflated
from tests.pipeline.conftest import Site, reply
from tests.pipeline.fetching.answers import OPEN, fetcher

RAW = zlib.compressobj(wbits=-zlib.MAX_WBITS)
WORDS = ("Lähitorit avataan. " * 99).encode()


@pytest.mark.parametrize(
    ("body", "packing"),
    [
        (WORDS, "identity"),
        (gzip.compress(WORDS, mtime=0), "gzip"),
        (gzip.compress(WORDS[:50], mtime=0) + gzip.compress(WORDS[50:], mtime=0), "GZIP"),
        (gzip.compress(WORDS, mtime=0) + bytes(512), "identity, gzip"),
        (zlib.compress(WORDS), "deflate"),
        (RAW.compress(WORDS) + RAW.flush(), "deflate"),
    ],
    ids=["as it is", "gzip", "two members", "what follows it", "zlib", "raw"],
)
def test_a_packed_answer_is_unpacked(site: Site, body: bytes, packing: str) -> None:
    site.pages |= {**OPEN, "/sivu": lambda to: reply(to, 200, body, Content_Encoding=packing)}
    assert fetcher().get(f"{site.url}/sivu").content == WORDS


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_a_small_packed_answer_never_becomes_much_at_once(size: int) -> None:
    body = gzip.compress(bytes(3_000_000)) + gzip.compress(bytes(5_000_000))
    sizes = [len(piece) for piece in inflated((body[at : at + size] for at in range(0, len(body), size)), "gzip")]
    assert (sum(sizes), max(sizes) <= PIECE) == (8_000_000, True)
