"""Scans."""

from __future__ import annotations

HOW_TO_INSTALL = (
    "Install Tesseract with Finnish and Swedish: apt-get install tesseract-ocr tesseract-ocr-fin tesseract-ocr-swe."
)


def read_scans(raw, sheets, draft):
    pass
