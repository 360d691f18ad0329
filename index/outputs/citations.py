"""Citations: a document, or words in one version of it, as others write it down: text, BibTeX, CSL-JSON, RIS.

Each says what lasts: who published what and when, the address it was seen at and the day, the version and the sha256 of
its bytes, and where in it the words stand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from extractors.model.document import Document, Model

if TYPE_CHECKING:
    from index.outputs.held_versions import HeldVersion

RIS_TYPES = {"slides": "SLIDE", "web page": "ELEC", "press release": "PRESS", "document": "RPRT"}
CSL_TYPES = {"slides": "speech", "web page": "webpage", "press release": "webpage", "document": "report"}
BIBTEX_SIGNS = str.maketrans({"{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_"})
"""What BibTeX would take for its own; a backslash is told apart below, as it would double these."""


class Citation(Model):
    """One thing that is cited; `quote` with its `page` where it is words, not the whole document.

    `published` is ISO 8601 at the precision that is known, `seen` the ISO day on which these bytes were fetched.
    """

    id: str
    title: str
    publishers: tuple[str, ...] = ()
    published: str | None = None
    address: str = ""
    seen: str | None = None
    version: int = 1
    sha256: str = ""
    kind: str = "document"
    language: str = "fi"
    quote: str | None = None
    page: int | None = None
    start: int | None = None
    end: int | None = None


def citation(
    document: Document,
    *,
    version: int = 1,
    seen: str | None = None,
    address: str | None = None,
    span: tuple[int, int] | None = None,
) -> Citation:
    """The citation of a document, or of the words at `span` in it.

    >>> document = Document(id="doc-1", title="Päätös", text="Rahoitus on 2 M€.", publishers=("STM",))
    >>> citation(document, span=(12, 16)).quote
    '2 M€'
    """
    words = document.text[span[0] : span[1]] if span else ""
    return Citation(
        id=document.id,
        title=document.title or document.source or document.id,
        publishers=document.publishers,
        published=document.published,
        address=address or document.source,
        seen=seen[:10] if seen else None,
        version=version,
        sha256=document.sha256,
        kind=document.kind,
        language=document.language,
        quote=" ".join(words.split()) or None,
        page=document.page_at(span[0]) if span else None,
        start=span[0] if span else None,
        end=span[1] if span else None,
    )


def cited_version(held: HeldVersion, span: tuple[int, int] | None = None) -> Citation:
    """The citation of a version that is held, by an address of the web where it has one."""
    address = next((one for one in held.addresses if one.startswith("http")), None)
    row = held.row
    return citation(held.entry.document, version=row["number"], seen=row["fetched"], address=address, span=span)


def plain(one: Citation) -> str:
    """One line for a footnote.

    >>> one = Citation(id="doc-1", title="Päätös", publishers=("STM",), published="2021-02-17", version=2,
    ...                address="https://stm.example/p", seen="2026-11-28", sha256="ab" * 32)
    >>> plain(one)
    'STM: Päätös. 17.2.2021. https://stm.example/p (luettu 28.11.2026, versio 2, sha256 abababababababab).'
    """
    who = "; ".join(one.publishers)
    when = f" {finnish_day(one.published)}." if one.published else ""
    page = f" {'kalvo' if one.kind == 'slides' else 's.'} {one.page}." if one.page else ""
    read = f"luettu {finnish_day(one.seen)}, " if one.seen else ""
    words = f" ”{one.quote}”," if one.quote else ""
    proof = f"({read}versio {one.version}, sha256 {one.sha256[:16]})"
    return f"{who + ': ' if who else ''}{one.title}.{when}{page}{words} {one.address} {proof}.".replace("  ", " ")


def bibtex(one: Citation) -> str:
    """A BibTeX entry.

    >>> print(bibtex(Citation(id="doc-1", title="A & B", published="2021-02", sha256="ab")))
    @misc{doc-1-v1,
      title = {A \\& B},
      year = {2021},
      month = {2},
      language = {fi},
      note = {version 1, sha256 ab}
    }
    """
    year, month, *_ = [*(one.published or "").split("T")[0].split("-"), "", ""]
    note = [f"version {one.version}", f"sha256 {one.sha256}"]
    note += [f"p. {one.page}"] if one.page else []
    note += [f"”{one.quote}”"] if one.quote else []
    fields = {
        "author": " and ".join(f"{{{bibtex_text(who)}}}" for who in one.publishers),
        "title": bibtex_text(one.title),
        "year": year,
        "month": month.lstrip("0"),
        "url": one.address if one.address.startswith("http") else "",
        "urldate": one.seen or "",
        "language": one.language,
        "note": bibtex_text(", ".join(note)),
    }
    return bibtex_entry(f"{one.id}-v{one.version}", fields)


def bibtex_entry(key: str, fields: Mapping[str, str]) -> str:
    """A BibTeX entry of fields that are escaped; empty ones are left out."""
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{re.sub(r'[^A-Za-z0-9-]', '', key)},\n{lines}\n}}"


def csl(one: Citation) -> dict[str, Any]:
    """An item of CSL-JSON, for citeproc, Zotero and Pandoc."""
    item: dict[str, Any] = {
        "id": f"{one.id}-v{one.version}",
        "type": CSL_TYPES[one.kind],
        "title": one.title,
        "author": [{"literal": who} for who in one.publishers],
        "language": one.language,
        "URL": one.address if one.address.startswith("http") else "",
        "version": str(one.version),
        "note": f"sha256: {one.sha256}" + (f"; {one.quote}" if one.quote else ""),
    }
    if one.published:
        item["issued"] = {"date-parts": [[int(n) for n in re.findall(r"\d+", one.published[:10])]]}
    if one.seen:
        item["accessed"] = {"date-parts": [[int(n) for n in one.seen.split("-")]]}
    if one.page:
        item["locator"] = str(one.page)
    return {name: value for name, value in item.items() if value not in ("", [])}


def ris(one: Citation) -> str:
    """A record of RIS, for EndNote and the like."""
    lines = [("TY", RIS_TYPES[one.kind]), ("ID", f"{one.id}-v{one.version}"), ("TI", one.title)]
    lines += [("AU", who) for who in one.publishers]
    lines += [("PY", one.published[:4]), ("DA", one.published[:10].replace("-", "/"))] if one.published else []
    lines += [("UR", one.address)] if one.address.startswith("http") else []
    lines += [("Y2", one.seen.replace("-", "/"))] if one.seen else []
    lines += [("SP", str(one.page))] if one.page else []
    lines += [("LA", one.language), ("ET", str(one.version)), ("N1", f"sha256: {one.sha256}")]
    lines += [("N2", one.quote)] if one.quote else []
    return ris_record(lines)


def ris_record(lines: Iterable[tuple[str, str]]) -> str:
    """Tags with their values as a record of RIS."""
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in lines) + "ER  - \r\n"


def many(citations: Iterable[Citation], form: str) -> str:
    """Several citations as one text of a form of FORMS."""
    some = list(citations)
    if form == "csl":
        return json.dumps([csl(one) for one in some], ensure_ascii=False, indent=1) + "\n"
    return ("\n" if form == "teksti" else "\n\n" if form == "bibtex" else "").join(map(FORMS[form], some)) + "\n"


FORMS: dict[str, Callable[[Citation], str]] = {
    "teksti": plain,
    "bibtex": bibtex,
    "csl": lambda one: json.dumps(csl(one), ensure_ascii=False, indent=1),
    "ris": ris,
}
"""The forms a citation is given in, by the name an address or option has for each."""

MEDIA_TYPES = {
    "teksti": "text/plain",
    "bibtex": "application/x-bibtex",
    "csl": "application/vnd.citationstyles.csl+json",
    "ris": "application/x-research-info-systems",
}


def finnish_day(day: str | None) -> str:
    """A day or month as Finnish writes it.

    >>> finnish_day("2021-02-17T14:26:00"), finnish_day("2021-02")
    ('17.2.2021', '2.2021')
    """
    return ".".join(str(int(n)) for n in reversed((day or "")[:10].split("-"))) if day else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def bibtex_text(text: str) -> str:
    """Words as a field of BibTeX holds them."""
    return _one_line(text).replace("\\", "/").translate(BIBTEX_SIGNS)
