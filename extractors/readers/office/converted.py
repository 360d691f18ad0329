"""RTF, Word 2003 XML and the Office files of before 2007: LibreOffice makes them new ones, which are then read.

It runs without a window and, on Linux, without the network, with a profile of its own that is thrown away, and no
longer than a document may take.  Where
it is not installed, the document is refused with a sentence that says so.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from extractors.model.document import RawDocument
from extractors.model.draft import Draft, ReaderOf
from extractors.model.errors import DamagedDocument, ReadTimeout, UnsupportedFormat
from extractors.readers.sandbox.bounds import current
from extractors.readers.sniff import DOC, DOCX, PPT, PPTX, RTF, WORD_2003, XLS, XLSX

PROGRAMS = ("soffice", "libreoffice")
NEW_USERS, NEW_NETWORK = 0x10000000, 0x40000000  # as in Linux's sched.h
MOST_SECONDS = 60  # where the run sets no bound
BECOMES = {
    RTF: ("rtf", "docx", DOCX, "an RTF"),
    WORD_2003: ("xml", "docx", DOCX, "a Word 2003 XML document"),
    DOC: ("doc", "docx", DOCX, "an old Word document (.doc)"),
    PPT: ("ppt", "pptx", PPTX, "an old PowerPoint deck (.ppt)"),
    XLS: ("xls", "xlsx", XLSX, "an old Excel workbook (.xls)"),
}
"""Media type -> its ending, the ending and the media type of what it is made into, and what it is called."""


def read_converted(raw: RawDocument, reader_of: ReaderOf) -> Draft:
    """The Draft of what LibreOffice makes of a file; raises UnsupportedFormat where it is not here."""
    from extractors.readers.sniff import media_type

    kind = media_type(raw.content, raw.source, raw.media_type)
    ending, new, becomes, called = BECOMES[kind]
    program = _program()
    if program is None:
        raise UnsupportedFormat(
            f"it is {called}, which is read through LibreOffice, and that is not here",
            subject=raw.source,
            advice="Install LibreOffice, or save it as DOCX, PPTX, XLSX or PDF.",
        )
    content = _converted(raw, program, ending, new)
    reader = reader_of(becomes)
    assert reader is not None
    draft = reader(raw.model_copy(update={"content": content}))
    draft.media_type = kind
    return draft


def is_installed() -> bool:
    """Whether LibreOffice is on this machine."""
    return _program() is not None


def _program() -> str | None:
    """Where LibreOffice is."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def as_pdf(content: bytes, ending: str, source: str) -> bytes:
    """The pages or slides of an Office file as a PDF, for pictures of them.

    Raises UnsupportedFormat where LibreOffice is not here, ReadTimeout and DamagedDocument where it does not manage.
    """
    program = _program()
    if program is None:
        raise UnsupportedFormat(
            "pictures of it need LibreOffice, which is not here", subject=source, advice="Install LibreOffice."
        )
    return _converted(RawDocument(content=content, source=source), program, ending, "pdf")


def _converted(raw: RawDocument, program: str, ending: str, new: str) -> bytes:
    """The bytes of the new file."""
    seconds = min(current().seconds, MOST_SECONDS)
    with tempfile.TemporaryDirectory(prefix="louhi-", ignore_cleanup_errors=True) as folder:
        (Path(folder) / f"a.{ending}").write_bytes(raw.content)
        command = [
            program,
            "--headless",
            "--norestore",
            "--nolockcheck",
            f"-env:UserInstallation={Path(folder).as_uri()}/profile",
            "--convert-to",
            new,
            "--outdir",
            f"{folder}/new",
            f"{folder}/a.{ending}",
        ]
        _run(command, seconds, raw.source)
        made = Path(folder) / "new" / f"a.{new}"
        if not made.is_file():
            raise DamagedDocument(
                "LibreOffice makes nothing of it",
                subject=raw.source,
                advice="Open it in its own program and save it again.",
            )
        return made.read_bytes()


def _run(command: list[str], seconds: float, source: str) -> None:
    """Run a program and all it starts within a time."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_limit(int(seconds) + 1),
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise ReadTimeout(
            f"LibreOffice took longer than {seconds:g} seconds over it",
            subject=source,
            advice="Allow more with `louhi ingest --seconds`, or save it as DOCX or PDF.",
        ) from None
    finally:
        with contextlib.suppress(OSError, AttributeError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _limit(seconds: int) -> Callable[[], None] | None:
    """What bounds the processor's time of a program that outlives us and shuts the network off, where the system can:
    a document names pictures and parts on other machines, which the program would fetch.
    """
    try:
        import resource
    except ImportError:
        return None
    unshare = _unshare()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        if unshare is not None and unshare(NEW_NETWORK) != 0:  # a plain user may have it among users of its own
            unshare(NEW_NETWORK | NEW_USERS)

    return limit


def _unshare() -> Callable[[int], int] | None:
    """Linux's call that gives a process a network of its own, in which nobody else is."""
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "unshare", None)
