"""Searching: the list of hits with its facets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from index.search.results import Hit, Results
from search_cli.web.drawing import address, draw
from search_cli.web.handing_over import offered
from search_cli.web.marks import Mark, Segment, anchor, segments
from search_cli.web.narrowing import FACETS, PER_PAGE, Narrowing, narrowing
from search_cli.web.routes.download_pages import ENDINGS

router = APIRouter(include_in_schema=False)

SHOWN = 8
"""Values of a facet that are shown before "more"."""


NAMED = ("body", "person", "publisher")
"""Facets whose values are names: there may be thousands, looked for on a page of their own."""


@router.get("/haku")
async def found(request: Request) -> Response:
    """The hits of a search, with its facets."""
    asked = narrowing(request.query_params)
    results, hints = await request.app.state.desk.ask(lambda index: looked_for(index, asked))
    pages = max(1, -(-results.total // PER_PAGE))
    return draw(
        request,
        "results",
        asked=asked,
        results=results,
        hints=hints,
        hits=[shown(hit) for hit in results.hits],
        facets=[facet_of(asked, results, name, facet) for name, facet in FACETS.items()],
        chosen=[
            (asked.without(facet, value).address(), label_of(results, facet, value))
            for facet, values in asked.chosen.items()
            for value in values
        ],
        pages=pages,
        endings=(*offered(*ENDINGS), "atom"),
        title=asked.query,
    )


def looked_for(index: Any, asked: Narrowing) -> tuple[Results, tuple[str, ...]]:
    """The results of a search, and why there are none where there are none."""
    results = index.search(
        asked.query, limit=PER_PAGE, offset=asked.offset, sort=asked.sort, fold=True, chosen=asked.chosen
    )
    if results.total:
        return results, ()
    from index.search.suggest import hints

    return results, tuple(hints(index.opened, asked.query))


def shown(hit: Hit) -> dict[str, Any]:
    """A hit as the list draws it: its passage, or what is around the words, and where they are in the document."""
    found = runs(hit.passage, hit.highlights)
    marks = [Mark(start, end, "hit") for start, end in found]
    first = found[0] if found else None
    at = (hit.start + first[0], hit.start + first[1]) if first else (hit.start, hit.end)
    where = f"{at[0]}-{at[1]}"
    path = f"/asiakirja/{quote(hit.document_id, safe='')}"
    low, high = excerpt(hit.passage, found)
    return {
        "hit": hit,
        "segments": list[Segment](segments(hit.passage, low, high, marks)),
        "begun": low > 0,
        "goes_on": high < len(hit.passage),
        "address": address(path, {"m": where}) + f"#{anchor(*at)}",
        "cited": address(path.replace("/asiakirja/", "/viite/", 1), {"m": where}),
    }


MOST, BEFORE = 300, 80
"""Characters of a passage that the list shows, and of those before the first word that was found: three lines."""


def excerpt(text: str, found: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """What of a passage the list shows: whole words around the first that was found.

    >>> text = "sana " * 100 + "raha " * 100
    >>> low, high = excerpt(text, [(500, 504)])
    >>> text[low:low + 9], high - low, text[low:high].count("raha")
    ('sana sana', 299, 45)
    """
    if len(text) <= MOST:
        return 0, len(text)
    first = found[0][0] if found else 0
    low = max(0, min(first - BEFORE, len(text) - MOST))
    low = text.find(" ", low, first) + 1 or low if low else 0
    high = min(len(text), low + MOST)
    return low, high if high == len(text) else max(text.rfind(" ", low, high), low + MOST // 2)


SIGNS = "€$£%‰"


def runs(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Words found side by side as one run, so that a phrase is one mark; a sign of money or per cent belongs to it.

    >>> runs("noin 2,1 M€ vuodessa", [(5, 8), (9, 10)])
    [(5, 11)]
    """
    out: list[tuple[int, int]] = []
    for start, stop in spans:
        end = stop + len(text[stop:]) - len(text[stop:].lstrip(SIGNS))
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def facet_of(asked: Narrowing, results: Results, name: str, facet: str) -> dict[str, Any]:
    """A facet as the list draws it: its values, those ticked among them first of all shown."""
    ticked = asked.chosen.get(facet, ())
    values: list[dict[str, Any]] = [
        {"value": one.value, "label": one.label, "count": one.count, "ticked": one.value in ticked}
        for one in results.facets.get(facet, ())
    ]
    most = max((int(one["count"]) for one in values), default=1)
    first = values if facet == "year" else [v for i, v in enumerate(values) if i < SHOWN or v["ticked"]]
    more = facet in NAMED and len(values) > SHOWN
    rest = (
        [] if more else [v for v in values if v not in first]
    )  # a page of their own has all of them, to be looked for
    return {
        "name": name,
        "facet": facet,
        "values": first,
        "rest": rest,
        "most": most,
        "ticked": bool(ticked),
        "all": asked.address("/haku/arvot", lista=name, sivu=None) if more else None,
    }


def label_of(results: Results, facet: str, value: str) -> str:
    """What a ticked value is called."""
    return next((one.label for one in results.facets.get(facet, ()) if one.value == value), value)
