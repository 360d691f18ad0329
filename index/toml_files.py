"""TOML that a person writes, read as editors leave it, and in one sentence what is wrong with what cannot be."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


class NotToml(ValueError):
    """Why a file is no TOML: the end of a sentence that begins with what it is."""


def toml_text(path: Path) -> str:
    """The text of a file without its byte order mark, "" where there is none.  Raises NotToml."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise NotToml(f"not TOML (a letter of it is not in UTF-8, {error.start} bytes in)") from error
    except OSError as error:
        raise NotToml(f"not to be read ({error.strerror})") from error


def toml_of(path: Path) -> dict[str, Any]:
    """What a file says, {} where there is none.  Raises NotToml.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "settings.toml"
    >>> _ = path.write_bytes(b"\\xef\\xbb\\xbf[run]\\nworkers = 2\\n")
    >>> toml_of(path)
    {'run': {'workers': 2}}
    """
    try:
        return tomllib.loads(toml_text(path))
    except NotToml:
        raise
    except RecursionError:
        raise NotToml("not TOML (its lists lie within one another without end)") from None
    except ValueError as error:  # a number of thousands of figures is one too
        raise NotToml(f"not TOML ({str(error).partition(';')[0]})") from error
