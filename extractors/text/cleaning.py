"""Characters made plain: odd spaces, zero-widths, line ends."""

from __future__ import annotations

import re
from unicodedata import normalize

from extractors.text.characters import ODD_SPACES, UNSEEN

ODD = dict.fromkeys(ODD_SPACES, " ")
AS_WORDS = ODD | {0x0B: " "} | dict.fromkeys((*UNSEEN, 0xAD))
"""Words of a file of the office: odd spaces plain, zero-widths and soft hyphens gone, a line's own break a space."""
DROPPED = dict.fromkeys((*UNSEEN, 0xAD, 0x200E, 0x200F, 0x00))
PLAIN = ODD | DROPPED
SPACES = re.compile(r"\s+")
LINE_SPACES = re.compile(r"[^\S\n]+")
# What steers a terminal: titles and links (OSC), strings (DCS, SOS, PM, APC), colours and the cursor (CSI), the rest.
SEQUENCES = re.compile(
    r"(?:\x1b\]|\x9d)[^\x07\x1b\x9c\n]{0,2000}(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,2000}(?:\x1b\\|\x9c)"
    r"|\x1b\[[0-?]{0,100}[ -/]{0,10}[@-~]|\x9b[0-9;?]{1,100}[ -/]{0,10}[@-~]"
    r"|\x1b[ -/]{0,10}[0-~]?"
)
# Signs that show nothing and turn or hide what stands beside them; a lone surrogate is half a sign.
STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, and halves of a surrogate pair: no text, which no database keeps."""
SPACED = "\x0b\x0c\x85\u2028\u2029"

_MARK = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_MARKS = re.compile(rf"({_MARK}{{30}}){_MARK}+")
"""Marks on one letter beyond the thirty that Unicode calls safe in a stream: to sort more takes ever longer."""


def nfc(text: str) -> str:
    """A text with its letters composed: files from Macs write "ä" as "a" and a diaeresis.

    >>> nfc("Ha\\u0308ma\\u0308la\\u0308inen")
    'Hämäläinen'
    """
    return text if text.isascii() else normalize("NFC", _MARKS.sub(r"\1", text))


def is_keepable(text: str) -> bool:
    """Whether a database can keep a text.

    >>> is_keepable("Äänekoski"), is_keepable("a\\0b"), is_keepable("\\ud800")
    (True, False, False)
    """
    return not UNKEEPABLE.search(text)


def plain(text: str) -> str:
    """Line ends and odd spaces plain, zero-widths gone."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(PLAIN)


def one_line(text: str) -> str:
    """Odd spaces plain, zero-widths gone, white space collapsed.

    >>> one_line("  9,4\\u00a0M€ \\n vuo\\u00addessa ")
    '9,4 M€ vuodessa'
    """
    return SPACES.sub(" ", text.translate(PLAIN)).strip()


def lines_of(text: str) -> str:
    """The same, with line breaks kept: for addresses and other matter that is written line under line."""
    lines = (LINE_SPACES.sub(" ", line).strip() for line in text.translate(PLAIN).split("\n"))
    return "\n".join(line for line in lines if line)


def harmless(text: str, *, in_place: bool = False) -> str:
    """A text without what steers a terminal or turns its words about; `in_place` blanks it out, so that offsets hold.

    What pages write as &#150; is the dash that browsers show.

    >>> harmless("\x1b]0;Oma\x07\x1b[31mMatti\x1b[0m \u202eneksi\u202c 5\x9610 euroa")
    'Matti neksi 5–10 euroa'
    >>> harmless("a\x1b[31mb", in_place=True)
    'a     b'
    """
    if not STEERING.search(text):
        return text

    def without(found: re.Match[str]) -> str:
        return " " * len(found[0]) if in_place else ""

    def plain_sign(found: re.Match[str]) -> str:
        sign = found[0]
        if "\x80" <= sign <= "\x9f" and sign not in SPACED:
            sign = sign.encode("latin-1").decode("cp1252", "ignore")
            return sign or without(found)
        return " " if sign in SPACED else without(found)

    return STEERING.sub(plain_sign, SEQUENCES.sub(without, text))
