"""Links that belong to a document: its attachments, and how to reach somebody."""

from __future__ import annotations

import re

from extractors.readers.web.piece import PagePiece

TELEPHONE = re.compile(r"(?:\+358|\b0)[\d\s()-]{7,14}\d\b")


def is_attachment(address: str) -> bool:
    """Whether an address looks like a file that belongs to a page.

    >>> is_attachment("/documents/10616/paatos.pdf"), is_attachment("https://vm.fi/tiedotteet")
    (True, False)
    """
    path = address.lower().split("#")[0]
    return path.split("?")[0].endswith(
        (".pdf", ".docx", ".doc", ".pptx", ".ppt", ".xlsx", ".xls", ".odt", ".odp", ".ods", ".rtf", ".zip", ".csv")
    ) or any(mark in path for mark in ("/documents/", "doctype=", "attachment", "liite", "ktproxy"))


def reaches(piece: PagePiece) -> bool:
    """Whether a piece says how to reach somebody: a mail address or a telephone number, as a link or as words."""
    if any(address.startswith(("mailto:", "tel:")) for address, _ in piece.links):
        return True
    return "@" in piece.text or TELEPHONE.search(piece.text) is not None
