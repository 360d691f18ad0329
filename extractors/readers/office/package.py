"""What the Office formats share: opening a package of XML safely, and the properties it carries."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from extractors.model.defects import is_ours, is_want_of_memory, library_words, stumbled
from extractors.model.document import RawDocument
from extractors.model.draft import Claim
from extractors.model.errors import DamagedDocument, HostileDocument, ReadError
from extractors.readers.claims.letterhead import of_properties
from extractors.readers.pdf.properties import claims_of_file
from extractors.readers.sandbox.bounds import member, open_zip, refuse_entities

STRUCK_OUT = "words that are struck through are left out"
"""What is struck no longer holds; the Issue names its words."""

# Slide shows, templates and macro files hold the same XML under another name, which the libraries refuse.
DECK = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
TEXT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BOOK = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
STANDARD_TYPES = {
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": BOOK,
    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml": BOOK,
    b"application/vnd.ms-excel.template.macroEnabled.main+xml": BOOK,
    b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml": DECK,
    b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml": DECK,
    b"application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml": DECK,
    b"application/vnd.ms-powerpoint.template.macroEnabled.main+xml": DECK,
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": TEXT,
    b"application/vnd.ms-word.document.macroEnabled.main+xml": TEXT,
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml": TEXT,
}
TOO_DEEP = re.compile(r"Excessive depth in document: (\d+)")
"""How the parser says it, with the name of an option of its own."""
CONTENT_TYPES = "[Content_Types].xml"
CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def package_of(raw: RawDocument) -> io.BytesIO:
    """The package of an Office Open XML file, within the bounds, under the name its library takes."""
    package = open_zip(raw.content, raw.source)
    if CONTENT_TYPES not in package.namelist():
        raise DamagedDocument(
            "the package does not say what it holds", subject=raw.source, advice="Save it again in its own program."
        )
    types = member(package, CONTENT_TYPES, raw.source)
    refuse_entities(types, raw.source)
    renamed = types
    for other, usual in STANDARD_TYPES.items():
        renamed = renamed.replace(other, usual)
    if renamed == types:
        return io.BytesIO(raw.content)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for name in dict.fromkeys(package.namelist()):
            copy.writestr(name, renamed if name == CONTENT_TYPES else member(package, name, raw.source))
    out.seek(0)
    return out


def xml_of(content: bytes, name: str | None = None) -> Any:
    """The root of an XML part, parsed without entities or network; DamagedDocument where it is broken."""
    from lxml import etree

    refuse_entities(content, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _too_deep(error, name) or DamagedDocument(
            f"a part of it is not well-formed ({str(error)[:120]})",
            subject=name,
            advice="Save it again in its own program.",
        ) from None


def damaged(raw: RawDocument, error: Exception) -> ReadError:
    """The error for what a library raised on a broken package; our own defect is called one."""
    if is_ours(error) or is_want_of_memory(error):
        return stumbled(error, raw.source)
    return _too_deep(error, raw.source) or DamagedDocument(
        f"the package is broken ({library_words(error)})",
        subject=raw.source,
        advice="Open it in its own program and save it again.",
    )


def _too_deep(error: Exception, name: str | None) -> HostileDocument | None:
    """The error for elements within elements without end, where it was this that stopped the parser."""
    if found := TOO_DEEP.search(str(error)):
        advice = "Ask its publisher for a plain copy."
        return HostileDocument(f"its parts are nested more than {found[1]} deep", subject=name, advice=advice)
    return None


def properties_of(package: Any) -> Any:
    """A package's core properties, None where it has none: its library would make up some, titled "Word Document"."""
    try:
        part = package.part_related_by(CORE_PROPERTIES)
    except KeyError:
        return None
    return getattr(part, "core_properties", part)


def claims_of_properties(properties: Any) -> list[Claim]:
    """Weak claims of a package's core properties."""
    try:
        return [*claims_of_file({"Title": properties.title or ""}), *of_properties(properties.author or "")]
    except (AttributeError, ValueError, KeyError, TypeError):
        return []
