"""From bytes to characters: by byte order mark, by UTF-8 where it fits, by what is declared, and by the letters.

A file often says nothing of its encoding, or something wrong.  Its letters tell: "HŠmŠlŠinen" is no name, and with the
Mac's table it is Hämäläinen.  What is mended so is told, for a reader should know; so is what stays odd.
"""

from __future__ import annotations

import re
from codecs import register_error
from typing import NamedTuple
from unicodedata import combining

META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{3,30})", re.IGNORECASE)
XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{3,30})", re.IGNORECASE)
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# What pages call Latin-1 is read as windows-1252 by every browser.
REALLY = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
HOME = "äöåÄÖÅ"
OTHERS = ("mac_roman", "cp850")
"""What else Finnish text has been kept in: old Macs, DOS."""

FEWEST = 3  # odd letters, before a text is thought to be in another encoding
ODD_SHARE = 0.3  # of the letters beyond ASCII, from which the text is not what it was taken for
LOOKED_AT = 200_000  # characters in which the letters are counted
WIDE = {"utf-32-le": 4, "utf-32-be": 4, "utf-16-le": 2, "utf-16-be": 2}
WIDE_SAMPLE = 4_000  # bytes by which text of two or four bytes a letter is known
BEYOND = re.compile(r"[^\x00-\x7f]")
_NEXT = "".join({chr(byte) for byte in range(0x80, 0xC0)} | set(bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")))
TWICE = re.compile(f"[ÂÃ][{_NEXT}]|â[{_NEXT}]{{2}}")
"""UTF-8 that was taken for windows-1252 and encoded again: "Ã¤" is ä, "â€“" a dash."""

SWEDISH_ASCII = str.maketrans({"{": "ä", "|": "ö", "}": "å"})
SWEDISH_CAPITALS = {"[": "Ä", "\\": "Ö", "]": "Å"}
IN_WORD = re.compile(r"(?<=[A-Za-z{|}])[{|}](?=[a-z{|}])|(?<=[a-z{|}])[{|}](?![\w{|}])")
CAPITAL = re.compile(r"(?<![\w\[\]\\{|}])[\[\]\\](?=[a-z{|}]{2})")

MENDED = "its letters were mended: {}"
STAYS_ODD = "its letters look wrong: they may be in an encoding that Louhi does not know"

FEWEST_PLAIN = 3
"""More characters than these tell an encoding by their letters."""

PLAIN_SHARE = 0.9
"""Of the characters, from which two or four bytes a letter are read rightly: text is nearly all letters and stops."""

ONE_BYTE = "louhi-one-byte"
"""What Python knows the reading of single bytes of windows-1252 by."""

TWICE_SEEN = 2
"""So often letters encoded twice must stand: one "Ã¤" may be spoken of."""


class Decoded(NamedTuple):
    """The characters of bytes, and what a reader should know of how they were told."""

    text: str
    note: str | None = None


def decode(content: bytes, charset: str | None = None) -> str:
    """The characters of bytes.

    >>> decode("Päätös".encode("cp1252")), decode("Päätös".encode("utf-8"), "iso-8859-1")
    ('Päätös', 'Päätös')
    """
    return decoded(content, charset).text


def decoded(content: bytes, charset: str | None = None) -> Decoded:
    """The characters of bytes, mended where their letters show that they were taken for others.

    >>> decoded("Väinö Hämäläinen".encode("mac_roman"))
    Decoded(text='Väinö Hämäläinen', note='its letters were mended: they are in Mac Roman')
    >>> decoded("Väinö Hämäläinen".encode().decode("cp1252").encode()).text
    'Väinö Hämäläinen'
    """
    for bom, name in BOMS:
        if content.startswith(bom):
            return Decoded(content.decode(name, "replace"))
    if wide := wide_encoding(content):
        return Decoded(content.decode(wide, "replace"), MENDED.format(f"they are in {wide.upper()}, unsaid"))
    return mended(_as_declared(content.rstrip(b"\x00"), charset))


def _as_declared(content: bytes, charset: str | None) -> str:
    """UTF-8 where it fits, else what is declared, else windows-1252."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as broken:
        declared = _declared(content) or (charset or "").lower()
        if declared in ("", "utf-8", "utf8") and broken.start > 0 and _mostly_utf8(content):
            return _patched(content)
    for name in (REALLY.get(declared, declared), "cp1252"):
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in content)


def wide_encoding(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, known by what its letters are; zero bytes alone are no proof.

    >>> wide_encoding("Kunnan päätös 14.5.2024".encode("utf-16-be")), wide_encoding(bytes(400) + b"abc" * 40)
    ('utf-16-be', None)
    """
    part = content[:WIDE_SAMPLE]
    if b"\x00" not in part:
        return None
    for name, size in WIDE.items():
        text = part[: len(part) // size * size].decode(name, "replace")
        plain = sum((ch.isalnum() and ch < "\u0250") or ch in " \t\r\n.,:;!?()-–/\"'%€§<>=&#" for ch in text)
        if len(text) > FEWEST_PLAIN and plain >= PLAIN_SHARE * len(text):
            return name
    return None


def mended(text: str) -> Decoded:
    """A text whose letters were taken for others, with the right ones."""
    begins = any(letter in text for letter in "ÂÃâ")  # quicker to find than what goes on from it
    if begins and (twice := len(TWICE.findall(text[:LOOKED_AT]))):
        once = TWICE.sub(_once, text)
        if once != text and any(letter in once for letter in HOME) and twice >= TWICE_SEEN:
            return Decoded(once, MENDED.format("they were encoded in UTF-8 twice"))
    head = text[:LOOKED_AT]
    if head.isascii():
        return _from_swedish_ascii(text)
    marks = [m.start() for m in BEYOND.finditer(head)]
    odd = sum(_is_odd(head, at) for at in marks)
    if odd < FEWEST or odd < ODD_SHARE * len(marks):
        return Decoded(text)
    taken = _bytes_of(text)
    for name in OTHERS if taken is not None else ():
        other = taken.decode(name, "replace") if taken is not None else ""
        if _is_better(other[:LOOKED_AT]):
            return Decoded(other, MENDED.format(f"they are in {'Mac Roman' if name == 'mac_roman' else 'CP850'}"))
    return Decoded(text, STAYS_ODD)


def _is_odd(text: str, at: int) -> bool:
    """Whether a character beyond ASCII cannot stand where it does: a capital inside a word, a sign between letters."""
    ch, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if combining(ch) or (ch in HOME and not (ch.isupper() and before.islower())):
        return False
    if not ch.isprintable() and not ch.isspace():
        return True
    if ch.isupper():
        return before.islower() or (before.isalpha() and after.islower())
    return not ch.isalnum() and not ch.isspace() and before.isalpha() and after.isalpha() and ch not in "’‘–—·‐‑´"


def _is_better(text: str) -> bool:
    """Whether a text reads as Finnish or Swedish: nearly all its letters beyond ASCII are ours, and none is odd."""
    marks = [m.start() for m in BEYOND.finditer(text)]
    ours = sum(text[at] in HOME for at in marks)
    odd = sum(_is_odd(text, at) for at in marks)
    return ours >= 0.6 * len(marks) and odd <= 0.1 * len(marks)


def _bytes_of(text: str) -> bytes | None:
    """The bytes that were taken for windows-1252; None for a text that holds what it has not."""
    try:
        return text.encode("cp1252")
    except UnicodeEncodeError:
        pass
    try:
        return b"".join(ch.encode("latin-1" if "\x80" <= ch < "\xa0" else "cp1252") for ch in text)
    except UnicodeEncodeError:
        return None


def _once(m: re.Match[str]) -> str:
    """What was encoded twice, encoded once; as it stands where it was not."""
    try:
        return (_bytes_of(m[0]) or b"").decode("utf-8") or m[0]
    except UnicodeDecodeError:
        return m[0]


def _from_swedish_ascii(text: str) -> Decoded:
    """The seven-bit code that has ä, ö and å in the places of brackets: "H{m{l{inen"."""
    head = text[:LOOKED_AT]
    brackets = sum(head.count(ch) for ch in "{|}")
    if brackets < FEWEST or len(IN_WORD.findall(head)) < 0.8 * brackets:
        return Decoded(text)
    small = text.translate(SWEDISH_ASCII)
    capitals = CAPITAL.sub(lambda m: SWEDISH_CAPITALS[m[0]], text).translate(SWEDISH_ASCII) if "{" in text else small
    return Decoded(capitals, MENDED.format("they are in the seven-bit code of Finland and Sweden"))


def _declared(content: bytes) -> str:
    found = META_CHARSET.search(content[:8192]) or XML_CHARSET.search(content[:200])
    return found[1].decode("ascii").lower() if found else ""


def _mostly_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return bad * 20 < sum(1 for ch in text[:200_000] if ch > "\x7f") + 20


def _patched(content: bytes) -> str:
    """UTF-8 with a few bytes of windows-1252 pasted in: each such byte is read as what it is.

    The decoder goes on from where it stood: begun anew after each such byte, it would copy all the rest each time.
    """
    return content.decode("utf-8", ONE_BYTE)


def _one_byte(broken: UnicodeError) -> tuple[str, int]:
    """What the decoder writes for a byte it cannot read ("\xe4" is ä), and where it goes on: the byte after."""
    if not isinstance(broken, UnicodeDecodeError):
        raise broken
    return broken.object[broken.start : broken.start + 1].decode("cp1252", "replace"), broken.start + 1


register_error(ONE_BYTE, _one_byte)
