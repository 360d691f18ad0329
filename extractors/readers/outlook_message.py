"""Outlook messages (.msg): an OLE container of properties, given as the message it was when it was sent."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from extractors.model.document import RawDocument
from extractors.model.errors import DamagedDocument
from extractors.readers.sandbox.bounds import current

# Properties by their MAPI numbers; 001F is text in UTF-16, 001E in the writer's code page, 0102 bytes.
SUBJECT, SENDER, SENDER_ADDRESS, TO, COPY = "0037", "0C1A", ("5D01", "0C1F"), "0E04", "0E03"
BODY, PAGE, FILE_NAME, FILE = "1000", "1013", ("3707", "3704"), "3701"
SUBMITTED, DELIVERED = 0x0039, 0x0E06
TIME = 0x0040  # the kind of a property that is a time
HEAD, ENTRY = 32, 16  # bytes before the first fixed property of a message, and of each
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
"""From where Windows counts its time, in tenths of a microsecond."""


def message_of(raw: RawDocument) -> EmailMessage:
    """The message of an OLE file; raises DamagedDocument where it is broken."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(raw.content)) as ole:
            return _message(ole)
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:  # olefile on broken bytes
        raise DamagedDocument(
            f"the message is broken ({error})", subject=raw.source, advice="Save it again as EML."
        ) from error


def _message(ole: Any) -> EmailMessage:
    message = EmailMessage()
    name, address = _text(ole, SENDER), next(filter(None, (_text(ole, n) for n in SENDER_ADDRESS)), "")
    sender = f'"{name}" <{address}>' if name and "@" in address else name or address
    headers = {"Subject": _text(ole, SUBJECT), "From": sender, "To": _text(ole, TO), "Cc": _text(ole, COPY)}
    for header, words in headers.items():
        if one_line := " ".join(words.replace("\x00", "").split()):
            message[header] = one_line
    if when := _sent(ole):
        message["Date"] = format_datetime(when)
    page = _bytes(ole, PAGE)
    message.set_content(_text(ole, BODY))
    if page:
        message.add_alternative(page.decode("utf-8", "replace"), subtype="html")
    for folder in sorted({entry[0] for entry in ole.listdir() if entry[0].startswith("__attach")})[: current().members]:
        content = _bytes(ole, FILE, folder)
        if content:
            called = next(filter(None, (_text(ole, n, folder) for n in FILE_NAME)), "liite").replace("\x00", "")
            message.add_attachment(content, maintype="application", subtype="octet-stream", filename=called)
    return message


def _bytes(ole: Any, number: str, folder: str = "") -> bytes:
    path = [*([folder] if folder else []), f"__substg1.0_{number}0102"]
    return ole.openstream(path).read(current().unpacked) if ole.exists(path) else b""


def _text(ole: Any, number: str, folder: str = "") -> str:
    from extractors.text.decoding import decode

    for kind in ("001F", "001E"):
        path = [*([folder] if folder else []), f"__substg1.0_{number}{kind}"]
        if ole.exists(path):
            content = ole.openstream(path).read(current().unpacked)
            return content.decode("utf-16-le", "replace") if kind == "001F" else decode(content)
    return ""


def _sent(ole: Any) -> datetime | None:
    """When it was sent, or came."""
    path = ["__properties_version1.0"]
    content = ole.openstream(path).read(current().unpacked) if ole.exists(path) else b""
    times = {}
    for at in range(HEAD, len(content) - ENTRY + 1, ENTRY):
        kind, number = (
            int.from_bytes(content[at : at + 2], "little"),
            int.from_bytes(content[at + 2 : at + 4], "little"),
        )
        if kind == TIME:
            times[number] = int.from_bytes(content[at + 8 : at + 16], "little")
    sent = times.get(SUBMITTED) or times.get(DELIVERED)
    try:
        return EPOCH + timedelta(microseconds=sent // 10) if sent else None
    except OverflowError:
        return None
