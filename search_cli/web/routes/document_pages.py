"""A document: its text with what was found in it, beside the picture of its page; its versions and its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from extractors.model.document import Document, Passage
from extractors.model.errors import ReadError
from extractors.model.records import RECORD_KINDS, Entry, Record
from extractors.text.showing import shown_value
from index.outputs.held_versions import HeldVersion
from search_cli.web.drawing import address, draw
from search_cli.web.marks import Mark, Segment, anchor, segments
from search_cli.web.pictures import WIDTH, can_be_shown, is_left_out, picture, spot

router = APIRouter(include_in_schema=False)

PAGES = 50
"""Pages or slides of a document that one page of ours shows; the rest is turned to."""
PART = 40_000
"""Characters of a document without pages that one page of ours shows: about twenty printed pages."""
PATHS = {"people": "/henkilo", "bodies": "/taho"}
"""The kinds of records that are of a person or body of the whole corpus, and where its page is."""
SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


class ShownVersion(NamedTuple):
    """One version of a document with all its versions, when it vanished, and the things that it names."""

    held: HeldVersion
    history: list[Mapping[str, Any]]
    vanished: str | None
    things: Mapping[str, str]

    @property
    def entry(self) -> Entry:
        """The version with its records."""
        return self.held.entry

    @property
    def version(self) -> Mapping[str, Any]:
        """Its row in the store."""
        return self.held.row

    @property
    def is_newest(self) -> bool:
        """Whether no later version is held."""
        return bool(self.version["number"] == self.history[-1]["number"])


@router.get("/asiakirja/{document_id}")
async def document(request: Request, document_id: str) -> Response:
    """A document with its text marked, or one part of a long one."""
    version, part = number(request, "versio"), number(request, "osa")
    at = span_in(request.query_params.get("m", ""))
    shown: ShownVersion = await request.app.state.desk.ask(lambda index: shown_version(index, document_id, version))
    parts = parts_of(shown.entry.document)
    part = part or next((i for i, one in enumerate(parts, 1) if at and one[0] <= at[0] < one[1]), 1)
    if not 1 <= part <= len(parts):
        raise HTTPException(404, "the document has no such part")
    marks = list(marks_of(shown.entry, at, shown.things if shown.is_newest else {}))
    masked = shown.entry.document.model_copy(update={"text": shown_value(shown.entry.document.text)})
    return draw(
        request,
        "document",
        shown=shown,
        document=shown.entry.document,
        sheets=list(sheets_of(masked, parts[part - 1], marks)),
        records={kind: getattr(shown.entry.records, kind) for kind in RECORD_KINDS},
        part=part,
        parts=parts,
        at=at,
        searched=came_from(request),
        title=shown.entry.document.title,
        pictures=can_be_shown(shown.entry.document),
        left_out=is_left_out(shown.entry.document),
        spot=await request.app.state.desk.ask(lambda index: spot(index.home, shown.entry.document, at)),
        described=said_of,
        fact_of=lambda kind, record: fact_address(document_id, kind, record),
        place=lambda e: place_of(document_id, version, e.start, e.end),
        turned=lambda page: address(f"/asiakirja/{document_id}", {"versio": version, "osa": page}),
    )


def came_from(request: Request) -> str | None:
    """The search on this page that led here, with all that narrows it."""
    said = urlsplit(request.headers.get("referer", ""))
    ours = said.netloc == request.headers.get("host") and said.path == "/haku"
    return f"/haku?{said.query}" if ours else None


@router.get("/alkuperainen/{digest}")
async def original(request: Request, digest: str) -> Response:
    """The kept bytes of a document, handed over as a file: a browser never runs them."""
    return await original_bytes(request, digest)


async def original_bytes(request: Request, digest: str) -> Response:
    """The bytes with a hash as a file; 404 where they are not kept."""
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise HTTPException(404, "there are no such bytes")
    home = request.app.state.desk.home
    if not home.kept.exists(digest):
        raise HTTPException(404, "there are no such bytes")
    content = await request.app.state.desk.ask(lambda index: home.content(digest))
    named = {"content-disposition": f'attachment; filename="{digest[:16]}"', "cache-control": "private, immutable"}
    return Response(content, media_type="application/octet-stream", headers=named)


@router.get("/asiakirja/{document_id}/sivu/{page}.webp")
async def page_picture(request: Request, document_id: str, page: int) -> Response:
    """The picture of a page."""
    return await pictured(request, document_id, number(request, "versio"), page, number(request, "w") or WIDTH)


async def pictured(request: Request, document_id: str, version: int | None, page: int, width: int) -> Response:
    """The picture of a page; 404 where there is none."""

    def look(index: Any) -> bytes:
        return picture(index.home, held(index, document_id, version).entry.document, page, width)

    try:
        made = await request.app.state.desk.ask(look)
    except ReadError as error:
        raise HTTPException(404, error.reason) from error
    return Response(made, media_type="image/webp", headers={"cache-control": "private, max-age=86400"})


def number(request: Request, name: str) -> int | None:
    """A whole number of the address, None where there is none; no such page where it is something else."""
    said = request.query_params.get(name)
    if not said:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", said):
        raise HTTPException(404, f"{name} is a number")
    return int(said)


def span_in(said: str) -> tuple[int, int] | None:
    """The place that an address or a form writes as "12-30"."""
    found = SPAN.fullmatch(said)
    return (int(found[1]), int(found[2])) if found else None


def held(index: Any, document_id: str, number: int | None) -> HeldVersion:
    """A document, or an earlier version of it; 404 where it is not held."""
    from index.outputs.held_versions import version_of

    found = version_of(index.store, document_id, number)
    if found is None:
        raise HTTPException(404, "no such document or version is held")
    return found


def shown_version(index: Any, document_id: str, number: int | None) -> ShownVersion:
    """A version with what its page says of it; 404 where it is not held."""
    from index.things.lookup import things_in

    store, found = index.store, held(index, document_id, number)
    addresses = store.addresses(document_id)
    gone = max((one.vanished for one in addresses), key=lambda v: v or "", default=None)
    vanished = gone if addresses and all(one.vanished for one in addresses) else None
    return ShownVersion(found, store.history(document_id), vanished, things_in(store, document_id))


def parts_of(document: Document) -> list[tuple[int, int]]:
    """The spans of text that are shown at once.

    >>> len(parts_of(Document(id="a", text="x" * 100_000)))
    3
    """
    size = len(document.text)
    firsts: dict[int, int] = {}
    for passage in document.passages:
        if passage.page is not None:
            firsts.setdefault(passage.page, passage.start)
    if len(firsts) > PAGES:
        starts = [0, *(at for i, (_, at) in enumerate(sorted(firsts.items())) if i and i % PAGES == 0)]
    else:
        starts, at = [0], 0
        for passage in document.passages or (Passage(kind="paragraph", start=n, end=n) for n in range(0, size, PART)):
            if passage.start - at >= PART:
                at = passage.start
                starts.append(at)
    return list(zip(starts, [*starts[1:], size], strict=True))


def marks_of(entry: Entry, at: tuple[int, int] | None, things: Mapping[str, str]) -> Iterator[Mark]:
    """Every mention of a record as a mark, which leads to its person or body; and the words one came for."""
    for kind in RECORD_KINDS:
        for record in getattr(entry.records, kind):
            thing = things.get(record.id) if kind in PATHS else None
            link = f"{PATHS[kind]}/{quote(thing, safe='')}" if thing else ""
            for e in record.evidence:
                yield Mark(e.start, e.end, kind, said_of(record), link)
    if at and at[0] < at[1] <= len(entry.document.text):
        yield Mark(*at, "hit")


def said_of(record: Any) -> str:
    """A record in a few words, as its mark's tip says it."""
    names = ("name", "person", "role", "edtf", "low", "high", "unit", "value", "body")
    return " · ".join(str(v) for name in names if (v := getattr(record, name, None)) not in (None, ""))


def place_of(document_id: str, version: int | None, start: int, end: int) -> str:
    """The address of a span of a document: its own words marked, and the page landed on them.

    >>> place_of("doc-1", 2, 5, 9)
    '/asiakirja/doc-1?versio=2&m=5-9#m5-9'
    """
    path = f"/asiakirja/{quote(document_id, safe='')}"
    return address(path, {"versio": version, "m": f"{start}-{end}"}) + f"#{anchor(start, end)}"


def fact_address(document_id: str, kind: str, record: Record) -> str:
    """The address of a fact's page: the document, the kind, the name and the words that prove it."""
    from index.corrections.corrections import name_of

    first = record.evidence[0]
    said = {"laji": kind, "nimi": name_of(record, kind), "m": f"{first.start}-{first.end}"}
    return address(f"/asiakirja/{quote(document_id, safe='')}/tieto", said)


class ShownBlock(NamedTuple):
    """A passage as it is drawn; a table row has a list of segments a cell."""

    passage: Passage
    cells: list[list[Segment]]


class ShownSheet(NamedTuple):
    """The passages of one page or slide, or all of a text that has none."""

    page: int | None
    blocks: list[ShownBlock]


def sheets_of(document: Document, part: tuple[int, int], marks: list[Mark]) -> Iterator[ShownSheet]:
    """The passages of one part in order, page by page, with their marks."""
    passages = document.passages or (Passage(kind="paragraph", start=0, end=len(document.text)),)
    some = [p for p in passages if p.end > part[0] and p.start < part[1]]
    for page, together in groupby(some, key=lambda p: p.page):
        yield ShownSheet(page, [_block(document, passage, marks) for passage in together])


def _block(document: Document, passage: Passage, marks: list[Mark]) -> ShownBlock:
    spans = passage.cells or ((passage.start, passage.end),)
    over = [m for m in marks if m.start < passage.end and m.end > passage.start]
    return ShownBlock(passage, [list(segments(document.text, low, high, over)) for low, high in spans])
