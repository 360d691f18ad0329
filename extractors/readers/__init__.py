"""READERS: which function reads which media type.  A reader is `read_x(raw: RawDocument) -> Draft`, imported late.

One whose documents hold files of other kinds is handed `reader_of` as well, so that it need not know who reads them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from extractors.model.draft import Draft, ReadsOne

OPENXML = "application/vnd.openxmlformats-officedocument"
OPENDOCUMENT = "application/vnd.oasis.opendocument"

READERS: dict[str, str] = {
    "text/html": "extractors.readers.web.html:read_html",
    "application/xhtml+xml": "extractors.readers.web.html:read_html",
    "text/plain": "extractors.readers.plain_text:read_plain",
    "application/rss+xml": "extractors.readers.web.feeds.feed:read_feed",
    "application/atom+xml": "extractors.readers.web.feeds.feed:read_feed",
    "application/sitemap+xml": "extractors.readers.web.feeds.feed:read_feed",
    "message/rfc822": "extractors.readers.mail:read_mail",
    "application/mbox": "extractors.readers.mail:read_mbox",
    "application/vnd.ms-outlook": "extractors.readers.mail:read_mail",
    "application/zip": "extractors.readers.archive:read_single",
    "application/pdf": "extractors.readers.pdf.pdf:read_pdf",
    "image/png": "extractors.readers.ocr.scanned_image:read_image",
    "image/jpeg": "extractors.readers.ocr.scanned_image:read_image",
    "image/tiff": "extractors.readers.ocr.scanned_image:read_image",
    "application/rtf": "extractors.readers.office.converted:read_converted",
    "application/vnd.ms-word.2003+xml": "extractors.readers.office.converted:read_converted",
    "application/msword": "extractors.readers.office.converted:read_converted",
    "application/vnd.ms-powerpoint": "extractors.readers.office.converted:read_converted",
    "application/vnd.ms-excel": "extractors.readers.office.converted:read_converted",
    f"{OPENXML}.presentationml.presentation": "extractors.readers.office.powerpoint.slides:read_pptx",
    f"{OPENXML}.wordprocessingml.document": "extractors.readers.office.word.docx:read_docx",
    f"{OPENXML}.spreadsheetml.sheet": "extractors.readers.office.spreadsheets.xlsx:read_xlsx",
    f"{OPENDOCUMENT}.spreadsheet": "extractors.readers.office.spreadsheets.ods:read_ods",
    f"{OPENDOCUMENT}.presentation": "extractors.readers.office.opendocument.odf:read_odp",
    f"{OPENDOCUMENT}.text": "extractors.readers.office.opendocument.odf:read_odt",
}


HOLD_OTHERS = frozenset(
    {media_type for media_type, reader in READERS.items() if reader.endswith((":read_single", ":read_converted"))}
    | {f"{OPENXML}.wordprocessingml.document"}
)
"""What is read by the reader of what it holds, or becomes; a Word document may have any file inserted into it."""


def reader_of(media_type: str) -> ReadsOne | None:
    """The function that reads a media type, None where there is none."""
    if media_type not in READERS:
        return None
    module, name = READERS[media_type].split(":")
    reader: Callable[..., Draft] = getattr(import_module(module), name)
    return partial(reader, reader_of=reader_of) if media_type in HOLD_OTHERS else reader
