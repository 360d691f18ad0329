"""READERS: which function reads which media type.  A reader is `read_x(raw: RawDocument) -> Draft`, imported late."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from extractors.document import RawDocument
from extractors.draft import Draft

READERS: dict[str, str] = {
    "text/html": "extractors.readers.html:read_html",
    "application/xhtml+xml": "extractors.readers.html:read_html",
    "text/plain": "extractors.readers.text:read_plain",
    "application/rss+xml": "extractors.readers.feed:read_feed",
    "application/atom+xml": "extractors.readers.feed:read_feed",
    "application/sitemap+xml": "extractors.readers.feed:read_feed",
    "message/rfc822": "extractors.readers.mail:read_mail",
    "application/zip": "extractors.readers.archive:read_single",
    "application/pdf": "extractors.readers.pdf:read_pdf",
    "image/png": "extractors.readers.ocr_image:read_image",
    "image/jpeg": "extractors.readers.ocr_image:read_image",
    "image/tiff": "extractors.readers.ocr_image:read_image",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "extractors.readers.slides:read_pptx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "extractors.readers.docx:read_docx",
    "application/vnd.oasis.opendocument.presentation": "extractors.readers.odf:read_odp",
    "application/vnd.oasis.opendocument.text": "extractors.readers.odf:read_odt",
}


def reader_of(media_type: str) -> Callable[[RawDocument], Draft] | None:
    """The function that reads a media type, None where there is none."""
    if media_type not in READERS:
        return None
    module, name = READERS[media_type].split(":")
    reader: Callable[[RawDocument], Draft] = getattr(import_module(module), name)
    return reader
