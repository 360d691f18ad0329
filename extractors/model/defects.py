"""An error nobody foresaw: is the document damaged, or is Louhi at fault?  Who raised it tells."""

from __future__ import annotations

import errno
import logging
import re
from pathlib import Path
from types import TracebackType

from extractors.model.errors import DamagedDocument, ReadError, TooLarge

HERE = str(Path(__file__).resolve().parents[1])
MOST_WORDS = 120  # of a library: they stand within a sentence of ours
WANT_OF_MEMORY = re.compile(r"cannot allocate memory|failed to map segment|out of memory", re.IGNORECASE)
"""How the system and its loader say it: a library that is first needed for a document is taken in then."""
logger = logging.getLogger(__name__)


def is_ours(error: BaseException) -> bool:
    """Whether an error was raised by a line of Louhi, and not within a library that reads damaged bytes.

    >>> is_ours(ValueError("raised by nobody"))
    False
    """
    trace: TracebackType | None = error.__traceback__
    if trace is None:
        return False
    while trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_frame.f_code.co_filename.startswith(HERE)


def is_want_of_memory(error: BaseException) -> bool:
    """Whether an error says that there was no more memory, whatever it is called.

    >>> is_want_of_memory(OSError("libpdfium.so: failed to map segment from shared object"))
    True
    """
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return True
    return isinstance(error, OSError | ImportError) and WANT_OF_MEMORY.search(str(error)) is not None


def stumbled(error: Exception, source: str) -> ReadError:
    """The ReadError that stands for an unforeseen error: it says whose it is.

    >>> str(stumbled(ValueError("no such table"), "paatos.pdf"))
    'paatos.pdf: it cannot be read (ValueError: no such table). Fetch it again.'
    """
    if is_want_of_memory(error):
        return TooLarge("it does not fit into memory", subject=source, advice="Split it.")
    said = f"{type(error).__name__}: {error}"[:200] if str(error) else type(error).__name__
    if is_ours(error):
        logger.debug("a defect of Louhi's own", exc_info=error)
        return ReadError(
            f"Louhi stumbled over it ({said}); this is a defect of Louhi's, not of the document",
            subject=source,
            advice="Report it to Louhi's keepers, with the document if it may be shown.",
        )
    return DamagedDocument(f"it cannot be read ({said})", subject=source, advice="Fetch it again.")


def library_words(error: BaseException) -> str:
    """What a library said of a document, in words that tell a person something: no names of its own inside.

    >>> library_words(AttributeError("'_Element' object has no attribute 'overrides'"))
    'its parts are not what they should be'
    >>> library_words(OSError("cannot identify image file <_io.BytesIO object at 0x7feed39b420>"))
    'cannot identify image file'
    """
    inner = error.args[0] if error.args and isinstance(error.args[0], BaseException) else error
    said = re.sub(r"\s*<[\w. ]+ object at 0x[0-9a-f]+>", "", " ".join(str(inner).split()))
    if not said or isinstance(inner, AttributeError | TypeError | LookupError | AssertionError):
        return "its parts are not what they should be"
    return said[:MOST_WORDS]
