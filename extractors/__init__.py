"""The ground floor: bytes -> Document -> Records.  Knows nothing of Prefect, SQL, Whoosh or HTTP.

    read(path_or_bytes) -> Document        a real document
    read_text(text) -> Document            plain text taken as it is
    extract(document) -> Records
    extract_many(documents) -> Iterator[Records]
"""

from __future__ import annotations
