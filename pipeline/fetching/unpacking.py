"""How an answer may be packed: what Louhi asks for, and what an answer says of itself."""

from __future__ import annotations

UNPACKED = ("gzip", "deflate")


def packings(said: str) -> list[str]:
    """How an answer is packed, by its Content-Encoding.

    >>> packings("GZip"), packings("identity"), packings("gzip, br")
    (['gzip'], [], ['gzip', 'br'])
    """
    return [one for one in said.lower().replace(" ", "").split(",") if one not in ("", "identity")]
