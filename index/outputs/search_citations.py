"""Citations of whole searches: what was asked, of which state of the corpus, on which day, and a hash of what it found.

The hash is of the documents that were found, each with the hash of its bytes: whoever repeats the search, or holds the
rows it exported, counts it again and sees whether the same was found.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from extractors.model.document import Model
from index.outputs.citations import bibtex_entry, bibtex_text, finnish_day, ris_record
from index.store.database import asked
from index.store.schema import documents, versions
from index.store.store import Store

SHOWN = 16
"""Letters of a hash in a footnote; the other forms have all of it."""


class SearchCitation(Model):
    """A search as it is cited.

    `choices` are what narrows it, in words; `change` is the number of the store's last change, `louhi` who read the
    documents, `seen` the ISO day of the search, `sha256` the hash of what it found (see `hash_of_found`).
    """

    query: str
    choices: tuple[str, ...] = ()
    address: str
    change: int
    louhi: str
    seen: str
    total: int
    sha256: str

    @property
    def id(self) -> str:
        """A short name for lists of references."""
        return f"haku-{self.sha256[:12]}"

    @property
    def title(self) -> str:
        """What was asked, in words."""
        words = f"”{self.query}”" if self.query else "kaikki asiakirjat"
        return f"Louhi: haku {words}" + (f" ({'; '.join(self.choices)})" if self.choices else "")

    @property
    def proof(self) -> str:
        """The state it was asked of and what it found, in one line."""
        return f"{self.total} documents, state {self.change}, {self.louhi}, sha256 {self.sha256}"


def hash_of_found(found: Iterable[tuple[str, str]]) -> str:
    """The sha256 of what a search found: a line "ID SHA256" for each document, in the order of the ids.

    >>> one, other = ("doc-1", "aa"), ("doc-2", "bb")
    >>> hash_of_found([one, other]) == hash_of_found([other, one]) == sha256(b"doc-1 aa\\ndoc-2 bb\\n").hexdigest()
    True
    """
    told = sha256()
    for document, digest in sorted(found):
        told.update(f"{document} {digest}\n".encode())
    return told.hexdigest()


def found_in(store: Store, ids: Iterable[str]) -> list[tuple[str, str]]:
    """Documents that are held now, each with the hash of its bytes."""
    wanted = sa.select(documents.c.id, versions.c.sha256).join(versions, documents.c.version_id == versions.c.id)
    with store.reading() as db:
        rows = asked(db, wanted.where(~documents.c.deleted), documents.c.id, ids)
        return [(document, digest) for document, digest in rows]


def plain(one: SearchCitation) -> str:
    """One line for a footnote.

    >>> one = SearchCitation(query="tori", choices=("laji: kalvot",), address="http://koti/haku?q=tori", change=7,
    ...                      louhi="louhi 1.0", seen="2026-11-28", total=3, sha256="ab" * 32)
    >>> print(plain(one).replace(" (haettu", "\\n(haettu"))
    Louhi: haku ”tori” (laji: kalvot), 3 asiakirjaa. http://koti/haku?q=tori
    (haettu 28.11.2026, tila 7, louhi 1.0, sha256 abababababababab).
    """
    proof = f"haettu {finnish_day(one.seen)}, tila {one.change}, {one.louhi}, sha256 {one.sha256[:SHOWN]}"
    many = "1 asiakirja" if one.total == 1 else f"{one.total} asiakirjaa"
    return f"{one.title}, {many}. {one.address} ({proof})."


def bibtex(one: SearchCitation) -> str:
    """A BibTeX entry."""
    fields = {
        "author": "{Louhi}",
        "title": bibtex_text(one.title),
        "year": one.seen[:4],
        "url": one.address,
        "urldate": one.seen,
        "note": bibtex_text(one.proof),
    }
    return bibtex_entry(one.id, fields)


def csl(one: SearchCitation) -> dict[str, Any]:
    """An item of CSL-JSON."""
    day = {"date-parts": [[int(n) for n in one.seen.split("-")]]}
    return {
        "id": one.id,
        "type": "dataset",
        "title": one.title,
        "author": [{"literal": "Louhi"}],
        "URL": one.address,
        "version": str(one.change),
        "issued": day,
        "accessed": day,
        "note": one.proof,
    }


def ris(one: SearchCitation) -> str:
    """A record of RIS: an online database."""
    day = one.seen.replace("-", "/")
    lines = [("TY", "DBASE"), ("ID", one.id), ("TI", one.title), ("AU", "Louhi"), ("PY", one.seen[:4]), ("DA", day)]
    return ris_record([*lines, ("UR", one.address), ("Y2", day), ("ET", str(one.change)), ("N1", one.proof)])


SEARCH_FORMS: Mapping[str, Callable[[SearchCitation], str]] = {
    "teksti": lambda one: plain(one) + "\n",
    "bibtex": lambda one: bibtex(one) + "\n",
    "csl": lambda one: json.dumps([csl(one)], ensure_ascii=False, indent=1) + "\n",
    "ris": ris,
}
"""The forms a search is cited in: those that a document is."""
