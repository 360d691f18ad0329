"""How much one document may cost: bytes, pages, unpacked size, entities.  Every bound has its own named error.

The bounds of a run are set once (`bounded`) and asked for by the readers (`current`), so that no reader has to
carry them through its own functions.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from extractors.model.document import Model
from extractors.model.errors import DamagedDocument, HostileDocument, TooLarge

MEGABYTE = 1_000_000


class Bounds(Model):
    """What one document may cost: seconds of work, bytes of memory, pages, unpacked bytes, members of an archive, and
    how many bytes may come of it.

    The figures are for a script that reads without a run; a run grants its own (`pipeline/runs/run_settings.py`,
    settings.toml), and so does the drawing of a page (`extractors/readers/pdf/page_pictures.py`).
    """

    seconds: float = 60.0
    memory: int = 1_000 * MEGABYTE
    pages: int = 2_000
    unpacked: int = 300 * MEGABYTE
    members: int = 10_000
    answer: int = 320 * MEGABYTE  # all that may be unpacked, and the index of it


_current: ContextVar[Bounds] = ContextVar("bounds", default=Bounds(seconds=float("inf")))  # noqa: B039 - Bounds is frozen

# The most bytes of a format that can be read within a gigabyte and a minute: a parsed page is a tree many times its
# size, while a PDF is mostly pictures, which are never unpacked.
MOST_BYTES = {
    "application/pdf": 250 * MEGABYTE,
    "application/zip": 250 * MEGABYTE,
    "text/html": 20 * MEGABYTE,
    "text/plain": 20 * MEGABYTE,
    "message/rfc822": 60 * MEGABYTE,
    "application/rss+xml": 20 * MEGABYTE,
    "application/atom+xml": 20 * MEGABYTE,
    "application/sitemap+xml": 60 * MEGABYTE,
}
OTHERWISE = 150 * MEGABYTE
RATIO, RATIO_FROM = 200, 10 * MEGABYTE  # deflate makes office XML 5-30 times smaller; a thousandfold is a bomb
MOST_ATTRIBUTES = 200  # feedparser looks for each among all the others; a real entry's element has ten
MANY_ATTRIBUTES = re.compile(
    rb"""<[A-Za-z_][^<>=]*+(?:=\s*+(?:"[^"<]*+"|'[^'<]*+')[^<>="']*+){%d}""" % (MOST_ATTRIBUTES + 1)
)
ENTITY = re.compile(rb"<!ENTITY\s", re.IGNORECASE)


def current() -> Bounds:
    """The bounds of the run."""
    return _current.get()


@contextmanager
def bounded(bounds: Bounds) -> Iterator[None]:
    """Read within `bounds` in this block."""
    token = _current.set(bounds)
    try:
        yield
    finally:
        _current.reset(token)


def refuse_oversize(content: bytes, media_type: str, name: str | None = None) -> None:
    """Raise TooLarge where there are more bytes than a reader of this format can take."""
    most = MOST_BYTES.get(media_type, OTHERWISE)
    if len(content) > most:
        raise TooLarge(
            f"it has {len(content) / MEGABYTE:.0f} MB, and at most {most / MEGABYTE:.0f} MB of {media_type} are read",
            subject=name,
            advice="Split it, or save it without its pictures.",
        )


def refuse_pages(count: int, name: str | None = None) -> None:
    """Raise TooLarge where there are more pages than the run allows."""
    if count > current().pages:
        raise TooLarge(
            f"it has {count} pages, and at most {current().pages} are read",
            subject=name,
            advice="Split it, or allow more pages.",
        )


def refuse_entities(content: bytes, name: str | None = None) -> None:
    """Raise HostileDocument where XML declares entities of its own: no honest document needs them.

    >>> refuse_entities(b'<!DOCTYPE a [<!ENTITY b "haha">]><a>&b;</a>', "syote.xml")
    Traceback (most recent call last):
    extractors.model.errors.HostileDocument: syote.xml: it declares XML entities, which can be used to exhaust memory or read files. Ask its publisher for a plain copy.
    """  # noqa: E501
    if ENTITY.search(_in_ascii(content)):
        raise HostileDocument(
            "it declares XML entities, which can be used to exhaust memory or read files",
            subject=name,
            advice="Ask its publisher for a plain copy.",
        )


def refuse_attributes(content: bytes, name: str | None = None) -> None:
    """Raise HostileDocument where an element of XML has more attributes than any honest one.

    >>> refuse_attributes(b"<item " + b"a='1' " * 300 + b"/>", "syote.xml")
    Traceback (most recent call last):
    extractors.model.errors.HostileDocument: syote.xml: an element has more than 200 attributes. Do not open it.
    """
    if MANY_ATTRIBUTES.search(_in_ascii(content)):
        raise HostileDocument(
            f"an element has more than {MOST_ATTRIBUTES} attributes", subject=name, advice="Do not open it."
        )


def _in_ascii(content: bytes) -> bytes:
    """XML as bytes in which its signs can be looked for: UTF-16 hides them."""
    if b"\x00" in content[:4]:
        return content[:MEGABYTE].decode("utf-16", "ignore").encode("utf-8", "ignore")
    return content


def open_zip(content: bytes, name: str | None = None) -> zipfile.ZipFile:
    """A ZIP package whose promised sizes are within the bounds; DamagedDocument, HostileDocument or TooLarge otherwise.

    The sizes are promises, but zipfile unpacks no more of a member than it promised.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        members = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, OverflowError) as error:
        raise DamagedDocument(
            f"the ZIP package is broken ({error})", subject=name, advice="Fetch it again; it may have been cut short."
        ) from error
    bounds, unpacked = current(), sum(m.file_size for m in members)
    if len(members) > bounds.members:
        raise TooLarge(
            f"the package has {len(members)} files inside, and at most {bounds.members} are read",
            subject=name,
            advice="Unpack it and bring in the files that matter.",
        )
    if unpacked > RATIO_FROM and unpacked > RATIO * len(content):
        raise HostileDocument(
            f"{len(content)} bytes would unpack into {unpacked / MEGABYTE:.0f} MB: a decompression bomb",
            subject=name,
            advice="Do not open it.",
        )
    if unpacked > bounds.unpacked:
        raise TooLarge(
            f"it unpacks into {unpacked / MEGABYTE:.0f} MB, and at most {bounds.unpacked / MEGABYTE:.0f} MB are read",
            subject=name,
            advice="Unpack it and bring in the files that matter.",
        )
    return package


def member(package: zipfile.ZipFile, path: str, name: str | None = None) -> bytes:
    """The bytes of one member of a package, within the bounds; DamagedDocument where it cannot be unpacked."""
    import zlib

    try:
        with package.open(path) as stream:
            return stream.read(current().unpacked)
    except RuntimeError as error:  # zipfile's word for "a password is needed"
        from extractors.model.errors import EncryptedDocument

        raise EncryptedDocument(f"{path} inside it needs a password", subject=name) from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, KeyError, ValueError) as error:
        raise DamagedDocument(
            f"{path} inside it cannot be unpacked ({error})", subject=name, advice="Fetch it again."
        ) from error
