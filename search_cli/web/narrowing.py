"""How a search is written in an address: its words, the ticked values of its facets, order and page."""

from __future__ import annotations

from typing import Any, Literal, get_args

from pydantic import Field
from starlette.datastructures import QueryParams

from extractors.model.document import Model
from extractors.model.errors import QueryError
from search_cli.web.drawing import address

Sort = Literal["score", "newest", "oldest", "title"]

FACETS = {
    "laji": "kind",
    "vuosi": "year",
    "taho": "body",
    "henkilo": "person",
    "julkaisija": "publisher",
    "kieli": "language",
}
"""The facets of the page: their name in an address, and the one the index counts by."""

PER_PAGE = 20
MOST_PAGES = 500
"""Pages a list is turned: what lies behind them is found by narrowing, and an export holds all."""


class Narrowing(Model):
    """One search as its address says it.

    >>> one = narrowing(QueryParams("q=lähitori&laji=slides&laji=web page&sivu=2"))
    >>> one.chosen, one.page, one.without("kind", "slides").address()
    ({'kind': ('slides', 'web page')}, 2, '/haku?q=l%C3%A4hitori&laji=web+page')
    """

    query: str = ""
    chosen: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    sort: Sort = "score"
    page: int = 1

    @property
    def offset(self) -> int:
        """How many hits stand on the pages before."""
        return (self.page - 1) * PER_PAGE

    def parameters(self, **changed: Any) -> dict[str, Any]:
        """The address's parameters, or those of one that differs in some: `sivu=None` is from its first page."""
        named = {name: self.chosen.get(facet, ()) for name, facet in FACETS.items()}
        order = self.sort if self.sort != "score" else None
        page = self.page if self.page > 1 else None
        return {"q": self.query, **named, "jarjestys": order, "sivu": page, **changed}

    def address(self, path: str = "/haku", **changed: Any) -> str:
        """The address of this search, or of one that differs from it in parameters."""
        return address(path, self.parameters(**changed))

    def with_(self, facet: str, value: str) -> Narrowing:
        """The same with one more value ticked, from its first page."""
        held = self.chosen.get(facet, ())
        return self.model_copy(update={"chosen": {**self.chosen, facet: (*held, value)}, "page": 1})

    def without(self, facet: str, value: str) -> Narrowing:
        """The same with a value no longer ticked, from its first page."""
        left = tuple(one for one in self.chosen.get(facet, ()) if one != value)
        kept = {name: values for name, values in {**self.chosen, facet: left}.items() if values}
        return self.model_copy(update={"chosen": kept, "page": 1})

    def turned(self, page: int) -> str:
        """The address of another page of it."""
        return self.model_copy(update={"page": page}).address()


def narrowing(given: QueryParams) -> Narrowing:
    """The search that an address asks for; raises QueryError for a page or an order that cannot be."""
    chosen = {facet: tuple(dict.fromkeys(v for v in given.getlist(name) if v)) for name, facet in FACETS.items()}
    sort = given.get("jarjestys") or "score"
    if sort not in get_args(Sort):
        raise QueryError(f"there is no order {sort!r}", advice=f"There are: {', '.join(get_args(Sort))}.")
    return Narrowing(
        query=given.get("q", ""),
        chosen={facet: values for facet, values in chosen.items() if values},
        sort=sort,  # type: ignore[arg-type]
        page=page_of(given.get("sivu")),
    )


def page_of(said: str | None) -> int:
    """The page that an address asks for, the first where it asks for none; raises QueryError for one that cannot be."""
    page = said or "1"
    if not page.isascii() or not page.isdigit() or not 1 <= int(page) <= MOST_PAGES:
        raise QueryError(f"there is no page {page[:20]!r}", advice=f"Pages are 1 to {MOST_PAGES}; narrow the search.")
    return int(page)
