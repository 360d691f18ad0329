"""What stands on the cover of a snapshot: how to cite it, and a page that tells a person what it is."""

from __future__ import annotations

import json
from collections.abc import Sequence

from index.outputs.snapshots.contents import SnapshotAbout


def citation_file(about: SnapshotAbout, key: str, title: str | None, authors: Sequence[str]) -> str:
    """CITATION.cff (version 1.2.0); nobody named is Louhi.

    >>> about = SnapshotAbout(louhi="louhi 0.1.0 ab", change=1, documents=2)
    >>> print(citation_file(about, "cd" * 32, None, ["Aino Esimerkki"]))
    cff-version: 1.2.0
    type: dataset
    message: "Cite the snapshot by its id, which tells every byte of it."
    title: "Louhi: 2 documents"
    version: "cdcdcdcdcdcd"
    authors:
      - name: "Aino Esimerkki"
    identifiers:
      - type: other
        value: "sha256:cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
        description: "The sha256 of manifest-sha256.txt"
    """
    found = f" found by {about.query}" if about.query else ""
    said = title or f"Louhi: {about.documents} documents{found}"
    lines = [
        "cff-version: 1.2.0",
        "type: dataset",
        f"message: {_quoted('Cite the snapshot by its id, which tells every byte of it.')}",
        f"title: {_quoted(said)}",
        f"version: {_quoted(key[:12])}",
        "authors:",
        *(f"  - name: {_quoted(name)}" for name in authors or ("Louhi",)),
        "identifiers:",
        "  - type: other",
        f"    value: {_quoted(f'sha256:{key}')}",
        f"    description: {_quoted('The sha256 of manifest-sha256.txt')}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A string as YAML takes it: JSON's strings are YAML's."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def read_me(about: SnapshotAbout, key: str) -> str:
    """LUE.txt: what is here and how to check it, in Finnish and in English."""
    of = {
        "fi": f"haun “{about.query}” " if about.query else "",
        "en": f" found by “{about.query}”" if about.query else "",
    }
    bytes_fi = (
        "alkuperäiset tiedostot" if about.objects else "ei mukana; documents.jsonl kertoo osoitteen ja tiivisteen"
    )
    bytes_en = "original bytes" if about.objects else "left out; documents.jsonl has the address and hash of each"
    return f"""\
TILANNEKUVA / SNAPSHOT
sha256:{key}

Tässä kansiossa on {of["fi"]}{about.documents} asiakirjaa ja niistä löydetyt tiedot sellaisina kuin ne olivat.

data/snapshot.json      Louhen ja kirjastojen versiot, haku, rajaukset ja lukumäärät
data/documents.jsonl    asiakirjat teksteineen ja tietoineen, yksi rivillä
data/records/           samat tiedot taulukoina; datapackage.json kertoo sarakkeet
data/corrections.jsonl  ihmisten korjaukset
data/collections.jsonl  kokoelmat: mitkä asiakirjat, muistiinpanot ja merkinnät
data/objects/           {bytes_fi}
CITATION.cff            näin viitataan

Tarkista: sha256sum -c manifest-sha256.txt
Tarkista myös lainaukset ja lue uudelleen: louhi snapshot verify KANSIO
Tunnus on manifest-sha256.txt-tiedoston sha256.

This folder holds {about.documents} documents{of["en"]} and what was found in them, as they were.

data/snapshot.json      versions of Louhi and its libraries, query, filters and counts
data/documents.jsonl    documents with their texts and records, one a line
data/records/           the same records as tables; datapackage.json tells the columns
data/corrections.jsonl  what people corrected
data/collections.jsonl  collections: which documents, notes and marks
data/objects/           {bytes_en}
CITATION.cff            how to cite it

Check: sha256sum -c manifest-sha256.txt
Check the quotes too, and read again: louhi snapshot verify FOLDER
The id is the sha256 of manifest-sha256.txt.
"""
