"""Names of files as plain text and back: a name may hold any bytes, and what is shown and kept may not.

Bytes that are no UTF-8 (an old memory stick), line breaks and signs that steer a terminal stand as `\\xE4`; each name
has one such spelling, and each spelling one name.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

ESCAPED = re.compile(r"\\x([0-9A-F]{2})")
STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Unicode's categories of signs that show nothing themselves: controls, formats, lone surrogates, line separators."""


def address_of(path: str | Path) -> str:
    """How a file is called in everything that is kept and shown.

    >>> import os
    >>> address_of(os.fsdecode(b"p\\xe4\\xe4t\\xf6s.txt")), address_of("päätös.txt"), address_of("a\\nb.txt")
    ('p\\\\xE4\\\\xE4t\\\\xF6s.txt', 'päätös.txt', 'a\\\\x0Ab.txt')
    """
    said = ESCAPED.sub(r"\\x5Cx\1", str(path))
    return "".join(_escaped(sign) if unicodedata.category(sign) in STEERING else sign for sign in said)


def spelled(said: str) -> str:
    """What a person typed, with the bytes that are no UTF-8 as they stand in an address.

    >>> import os
    >>> spelled(os.fsdecode(b"p\\xe4\\xe4t\\xf6s.txt")), spelled("päätös.txt")
    ('p\\\\xE4\\\\xE4t\\\\xF6s.txt', 'päätös.txt')
    """
    return "".join(_escaped(sign) if unicodedata.category(sign) == "Cs" else sign for sign in said)


def addresses_meant(said: str) -> tuple[str, ...]:
    """What a person may mean by an address or a path: as they typed it, and as a file from here.

    >>> addresses_meant("/srv/päätös.pdf"), addresses_meant("/srv/../a.pdf")
    (('/srv/päätös.pdf',), ('/srv/../a.pdf', '/a.pdf'))
    """
    if "\0" in said:  # no file is called so
        return (spelled(said),)
    return tuple(dict.fromkeys((spelled(said), address_of(Path(said).resolve()))))


def path_of(address: str) -> Path:
    """The file that `address_of` called so.

    >>> path_of(address_of("a\\nb.txt")) == Path("a\\nb.txt")
    True
    """
    if "\\x" not in address:
        return Path(address)
    whole = ESCAPED.sub(lambda m: "\x00" + m[1], address)
    first, *rest = whole.split("\x00")
    return Path(os.fsdecode(os.fsencode(first) + b"".join(bytes.fromhex(x[:2]) + os.fsencode(x[2:]) for x in rest)))


def _escaped(sign: str) -> str:
    return "".join(f"\\x{byte:02X}" for byte in os.fsencode(sign))
