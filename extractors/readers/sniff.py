"""What a document is, told by its content.  A name or a sender's claim only settles what the bytes leave open.

application/pdf, text/html, text/plain, message/rfc822, application/zip, application/gzip,
application/rss+xml, application/atom+xml, application/sitemap+xml (site maps and their indexes),
image/png, image/jpeg, image/tiff, and the six office formats below
"""

from __future__ import annotations

import re
import zipfile

from extractors.lexicon.wordlists import either
from extractors.model.errors import DamagedDocument, EmptyDocument, EncryptedDocument, UnsupportedFormat
from extractors.readers.sandbox.bounds import member, open_zip, refuse_entities
from extractors.text.cleaning import SEQUENCES
from extractors.text.decoding import wide_encoding

PDF, HTML, TEXT, MAIL, ZIP = "application/pdf", "text/html", "text/plain", "message/rfc822", "application/zip"
MBOX, OUTLOOK = "application/mbox", "application/vnd.ms-outlook"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODP = "application/vnd.oasis.opendocument.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
RTF, WORD_2003 = "application/rtf", "application/vnd.ms-word.2003+xml"
DOC, PPT, XLS = "application/msword", "application/vnd.ms-powerpoint", "application/vnd.ms-excel"
RSS, ATOM, SITEMAP = "application/rss+xml", "application/atom+xml", "application/sitemap+xml"

MAGIC = {
    b"{\\rtf": RTF,
    b"\x1f\x8b": "application/gzip",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
RECOGNISED_ONLY = {  # recognised, so that the message can say what to do
    b"Rar!": ("a RAR archive", "Unpack it and bring in what is inside."),
    b"7z\xbc\xaf": ("a 7-Zip archive", "Unpack it and bring in what is inside."),
    b"%!PS": ("PostScript", "Save it as PDF."),
    b"GIF8": ("a GIF picture", "Save it as PNG to have its text read."),
    b"BM": ("a bitmap picture", "Save it as PNG to have its text read."),
    b"ID3": ("a sound recording", "Bring in its transcript."),
    b"OggS": ("a recording", "Bring in its transcript."),
    b"\x1aE\xdf\xa3": ("a video", "Bring in its transcript."),
    b"SQLite format 3": ("a database", "Export what matters as text."),
    b"MZ": ("a program", "Nothing in it can be read."),
    b"\x7fELF": ("a program", "Nothing in it can be read."),
}
ROOTS = {"rss": RSS, "RDF": RSS, "feed": ATOM, "urlset": SITEMAP, "sitemapindex": SITEMAP, "html": HTML}
FLAT = re.compile(
    r"office:mimetype=[\"'](application/vnd\.oasis\.opendocument\.(?:text|presentation|spreadsheet))[\"']"
)
ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")
PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE)
TAGS = either("reader_patterns", "html_tags")
HTML_TAG = re.compile(rf"<(?:!doctype\s+html|(?:{TAGS})(?=[\s/>]))", re.IGNORECASE)
_HEADERS = either("reader_patterns", "mail_headers")
MAIL_HEADER = re.compile(rf"(?:{_HEADERS}):\s", re.IGNORECASE)

SHORT_MAGIC = 2
"""First bytes as few as these may begin a text too ("BM" of a bitmap, "BMW:n tehdas"): the rest must be binary."""

BEGINNING = 20_000
"""Bytes by which text is told from what is none, and signs by which it is told what kind of text it is."""

SPACING = "\t\n\v\f\r\x1b"
"""Control signs that any text may hold: an Escape alone is left by many a program."""

FEW_ODD, ODD_IN = 2, 100
"""Other control signs that may stand in text of any encoding: so many, or one in so many."""

LETTERS = 0.5
"""The share of letters and spaces in text with many control signs: bold letters of an old printer are two in three."""

ZEROES = "\0" * 4
"""So many zeroes in a row fill a block of an archive or a program up, and stand in no text."""

LONGEST_SIGN = 4
"""Bytes of UTF-8's longest sign, which the end of the beginning may cut."""

FEWEST_TAGS = 3
"""So many tags make a text a page: one or two are spoken of ("<b> lihavoi")."""

FEWEST_HEADERS = 3
"""So many headers make a text a message: a list of "Aika: ...", "Date: ..." lines has fewer that mail knows."""


def media_type(content: bytes, name: str | None = None, claimed: str | None = None) -> str:
    """The media type of a document's bytes.

    Raises EmptyDocument, UnsupportedFormat (naming the format and what to do), EncryptedDocument or DamagedDocument
    for office packages that show it from outside, and HostileDocument for XML that declares entities.

    >>> media_type(b"<!DOCTYPE html><title>Tiedote</title>")
    'text/html'
    >>> media_type("Kunnanhallitus päätti 3.2.2021.".encode("cp1252"), name="paatos.txt")
    'text/plain'
    """
    if not content.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise EmptyDocument("it is empty", subject=name, advice="Fetch it again.")
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in content[:1024]:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _package(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(content, name)
    for magic, known in MAGIC.items():
        if content.startswith(magic):
            return known
    for magic, (what, advice) in RECOGNISED_ONLY.items():
        if content.startswith(magic) and (len(magic) > SHORT_MAGIC or _is_binary(content)):
            raise UnsupportedFormat(f"it is {what}, which Louhi does not read", subject=name, advice=advice)
    text = _as_text(content)
    if text is None:
        return _binary(content, name, claimed)
    return _markup(text, content, name, claimed)


def _markup(text: str, content: bytes, name: str | None, claimed: str | None) -> str:
    """Tell mail, feeds, site maps, pages and plain text apart by how they begin."""
    said, called = (claimed or "").partition(";")[0].strip().lower(), (name or "").lower()
    if _is_mail(text):
        return MBOX if text.lstrip("\ufeff\r\n").startswith("From ") else MAIL
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<") and (found := _elements(start, content, name, said)):
        return found
    if (
        len(HTML_TAG.findall(text[:BEGINNING])) >= FEWEST_TAGS
        or "html" in said
        or called.endswith((".html", ".htm", ".xhtml"))
    ):
        return HTML
    if start[:1] in ("{", "[") and ("json" in said or called.endswith(".json") or _is_json(start)):
        raise UnsupportedFormat("it is JSON data, not a document", subject=name, advice="Bring in the page made of it.")
    return TEXT


def _elements(start: str, content: bytes, name: str | None, said: str) -> str | None:
    """What begins with an element: told by its root; None for a text that only begins with a "<"."""
    rest = start
    while begun := PROLOGUE.match(rest):
        rest = rest[begun.end() :]
    root = ROOT.match(rest.lstrip())
    element = root[1] if root else ""
    if known := _by_root(element, rest):
        refuse_entities(content, name)
        return known
    is_page = ROOTS.get(element, ROOTS.get(element.lower())) == HTML
    if is_page or (HTML_TAG.search(start[:BEGINNING]) and not start.startswith("<?xml")):
        return HTML
    refuse_entities(content, name)
    if not start.startswith("<?xml") and not (element and f"</{element}>" in start):
        return None
    if said in ("text/html", "application/xhtml+xml"):
        return HTML
    what = f"it is XML with the root element <{element}>" if element else "it is XML without a root element"
    raise UnsupportedFormat(
        f"{what}: neither a page, a feed nor a site map", subject=name, advice="Look for the page it was made for."
    )


def _by_root(element: str, rest: str) -> str | None:
    """The media type of XML of our kinds: Word 2003, flat OpenDocument, feeds and site maps."""
    if element == "wordDocument":
        return WORD_2003
    if element == "document" and (flat := FLAT.search(rest[:BEGINNING])):
        return flat[1]
    kind = ROOTS.get(element, ROOTS.get(element.lower()))
    return kind if kind in (RSS, ATOM, SITEMAP) else None


def _package(content: bytes, name: str | None) -> str:
    """Tell the ZIP-based formats apart by what the package holds."""
    package = open_zip(content, name)
    names = set(package.namelist())
    if not names:
        raise EmptyDocument("it is a ZIP archive with nothing in it", subject=name, advice="Fetch it again.")
    if "mimetype" in names:
        kind = member(package, "mimetype", name)[:100].decode("ascii", "replace").strip()
        known = next((odf for odf in (ODP, ODT, ODS) if kind.startswith(odf)), None)
        if known:
            _refuse_encrypted_odf(package, name)
            return known
        raise UnsupportedFormat(
            f"it is {kind}, which Louhi does not read", subject=name, advice="Save it as DOCX, ODT or PDF."
        )
    if "[Content_Types].xml" in names or any(n.startswith(("ppt/", "word/", "xl/")) for n in names):
        if any(n.startswith("ppt/") for n in names):
            return PPTX
        if any(n.startswith("word/") for n in names):
            return DOCX
        if "xl/workbook.xml" in names:
            return XLSX
        what = "a binary workbook (.xlsb)" if "xl/workbook.bin" in names else "an Office file of an unknown kind"
        raise UnsupportedFormat(
            f"it is {what}, which Louhi does not read", subject=name, advice="Save it as XLSX, DOCX or PDF."
        )
    return ZIP


def _refuse_encrypted_odf(package: zipfile.ZipFile, name: str | None) -> None:
    if "META-INF/manifest.xml" in package.namelist():
        manifest = member(package, "META-INF/manifest.xml", name)
        if b"encryption-data" in manifest:
            raise EncryptedDocument("it needs a password", subject=name, advice="Save a copy without the password.")


def _ole(content: bytes, name: str | None) -> str:
    """What the old Office container holds: .doc, .ppt, .xls, Outlook mail; refuses a new document under a password."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise EncryptedDocument("it needs a password", subject=name, advice="Save a copy without the password.")
    if "__properties_version1.0".encode("utf-16-le") in content:
        return OUTLOOK
    streams = {"WordDocument": DOC, "PowerPoint Document": PPT, "Workbook": XLS, "Book": XLS}
    for stream, kind in streams.items():
        if stream.encode("utf-16-le") in content:
            return kind
    raise UnsupportedFormat("it is an old Office file", subject=name, advice="Save it as DOCX, PPTX or PDF.")


def _binary(content: bytes, name: str | None, claimed: str | None) -> str:
    """What is neither text nor known: a PDF that lost its first bytes is still a PDF."""
    if b"endobj" in content and (b"%%EOF" in content or b"startxref" in content):
        return PDF
    if "pdf" in (claimed or "") or (name or "").lower().endswith(".pdf"):
        raise DamagedDocument("it is called a PDF but does not look like one", subject=name, advice="Fetch it again.")
    raise UnsupportedFormat("its format is not known", subject=name, advice="Save it as PDF, DOCX, HTML or plain text.")


def _as_text(content: bytes) -> str | None:
    """The beginning as text of some encoding, None where it is not text."""
    part = content[:200_000]
    if part.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return part.decode("utf-32", "replace")
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        return part.decode("utf-16", "replace")
    if wide := wide_encoding(part):
        return part.decode(wide, "replace")
    part = part.rstrip(b"\x00")  # what a program filled its last block up with
    few_zeroes = b"\x00" in part and part.count(0) <= len(part) // 1000
    if not (few_zeroes and HTML_TAG.search(part.decode("latin-1"))) and _is_binary(part):
        return None
    try:
        return part.decode("utf-8-sig")
    except UnicodeDecodeError:
        return part.decode("cp1252", "replace")


def _is_binary(content: bytes) -> bool:
    """Whether the beginning is no text: what steers a terminal (a log with colours and titles) can stand in one.

    >>> _is_binary(b"\\x1b]0;ajo\\x07\\x1b[1mHyv\\xe4ksyttiin\\x1b[m\\x1b]0;\\x07"), _is_binary(b"\\1\\2\\xff\\3")
    (False, True)
    """
    part = content[:BEGINNING]
    text = SEQUENCES.sub("", part.decode("utf-8", "replace"))
    odd = sum(sign < " " and sign not in SPACING for sign in text)
    if b"\x00" not in part and odd <= max(FEW_ODD, len(text) // ODD_IN):
        return False
    return not _is_lettered(text)


def _is_lettered(text: str) -> bool:
    """Whether what holds many control signs is text all the same: UTF-8, mostly letters, without a block of zeroes.

    >>> _is_lettered("K\\bKu\\bun\\bnt\\bta\\ba"), _is_lettered("Kunta\\0päätti"), _is_lettered("a.txt" + "\\0" * 90)
    (True, True, False)
    """
    if ZEROES in text or "\ufffd" in text[:-LONGEST_SIGN]:
        return False
    return sum(sign.isalpha() or sign.isspace() for sign in text) >= LETTERS * len(text)


def _is_mail(text: str) -> bool:
    """At least three header lines, two of them well-known and one of these From, Received or MIME-Version."""
    lines = text.lstrip("\ufeff\r\n")[:8000].splitlines()
    if lines and lines[0].startswith("From "):
        lines = lines[1:]
    head: list[str] = []
    for line in lines:
        if not line.strip():
            break
        if line[0] in " \t" and head:
            continue
        if not re.match(r"[A-Za-z][\w-]*:", line):
            return False
        head.append(line)
    known = [line for line in head if MAIL_HEADER.match(line)]
    wanted = ("from:", "received:", "mime-version:", "return-path:", "delivered-to:", "message-id:")
    return len(known) >= FEWEST_HEADERS and any(line.lower().startswith(wanted) for line in known)


def _is_json(start: str) -> bool:
    import json

    try:
        json.loads(start)
    except ValueError:
        return bool(re.match(r'(?:\{\s*"[^"]+"\s*:|\[\s*\{\s*")', start))
    except RecursionError:
        return True
    return True
