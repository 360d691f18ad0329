"""From bytes to characters, and characters to plain ones."""

from __future__ import annotations

import re

ODD = {cp: " " for cp in (0xA0, 0x202F, 0x2007, 0x2009, 0x200A, 0x2002, 0x2003, 0x3000)}
DROPPED = dict.fromkeys((0x200B, 0x200C, 0x2060, 0xFEFF, 0xAD, 0x200E, 0x200F))
SPACES = re.compile(r"[ \t\r\f\v\n]+")


def decode(content: bytes, charset: str | None = None) -> str:
    """The characters of a text file: BOM first, then UTF-8, then what was claimed, then windows-1252."""
    for bom, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(bom):
            return _plain(content.decode(name, "replace"))
    for name in ("utf-8", charset, "cp1252"):
        try:
            return _plain(content.decode(name or "utf-8"))
        except (UnicodeDecodeError, LookupError):
            continue
    return _plain(content.decode("latin-1"))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(ODD).translate(DROPPED)


def one_line(text: str) -> str:
    """Odd spaces plain, zero-widths gone, white space collapsed.

    >>> one_line("  9,4\\u00a0M€ \\n vuodessa ")
    '9,4 M€ vuodessa'
    """
    return SPACES.sub(" ", text.translate(ODD).translate(DROPPED)).strip()
