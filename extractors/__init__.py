"""The ground floor: bytes -> Document -> Records.  Knows nothing of Prefect, SQL, Whoosh or HTTP.

read(path_or_bytes) -> Document        a real document
read_text(text) -> Document            plain text taken as it is
extract(document) -> Records
extract_many(documents) -> Iterator[Records]

The models these take and give are here too: Document, Passage, Records, Person, Role, Body, DateMention, Amount,
Contact, Identifier, Evidence, Issue, and LouhiError, which everything raised on purpose is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.extraction import extract as extract
    from extractors.extraction import extract_many as extract_many
    from extractors.model.document import Document as Document
    from extractors.model.document import Issue as Issue
    from extractors.model.document import Passage as Passage
    from extractors.model.document import RawDocument as RawDocument
    from extractors.model.errors import LouhiError as LouhiError
    from extractors.model.records import Amount as Amount
    from extractors.model.records import Body as Body
    from extractors.model.records import Contact as Contact
    from extractors.model.records import DateMention as DateMention
    from extractors.model.records import Entry as Entry
    from extractors.model.records import Evidence as Evidence
    from extractors.model.records import Identifier as Identifier
    from extractors.model.records import Person as Person
    from extractors.model.records import Record as Record
    from extractors.model.records import Records as Records
    from extractors.model.records import Role as Role
    from extractors.reading import read as read
    from extractors.reading import read_text as read_text

__all__ = [
    "Amount",
    "Body",
    "Contact",
    "DateMention",
    "Document",
    "Entry",
    "Evidence",
    "Identifier",
    "Issue",
    "LouhiError",
    "Passage",
    "Person",
    "RawDocument",
    "Record",
    "Records",
    "Role",
    "extract",
    "extract_many",
    "read",
    "read_text",
]

_RECORDS = "extractors.model.records"
_DOCUMENT = "extractors.model.document"
LAZY = {
    **dict.fromkeys(("Document", "Issue", "Passage", "RawDocument"), _DOCUMENT),
    **dict.fromkeys(("Amount", "Body", "Contact", "DateMention", "Entry", "Evidence", "Identifier"), _RECORDS),
    **dict.fromkeys(("Person", "Record", "Records", "Role"), _RECORDS),
    "LouhiError": "extractors.model.errors",
    "extract": "extractors.extraction",
    "extract_many": "extractors.extraction",
    "read": "extractors.reading",
    "read_text": "extractors.reading",
}
"""What this package gives and the module it lives in: imported when first asked for, for a quick start."""


def __getattr__(name: str) -> Any:
    if name in LAZY:
        return getattr(import_module(LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
