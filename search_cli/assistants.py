"""Tools for assistants by the Model Context Protocol: search, show, things, roles, dates, amounts, cite.

Every answer carries its evidence: the document, the version, the place and the words, and how to cite them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from extractors.model.errors import SetupError

if TYPE_CHECKING:
    from index import Index

MOST = 50
"""Items of one answer: an assistant reads all it is given."""
LONGEST = 20_000
"""Characters of a document's text in one answer."""
ABOUT = (
    "Finnish public administration's slides, web pages and press releases, with the people, bodies, roles, dates and "
    "amounts in them.  Any Finnish word form and any part of a compound finds a document.  Quote the words of the "
    "evidence, and cite with the tool cite."
)


def assistant_tools(index: Index) -> Any:
    """The server with its tools over an open index; raises SetupError where the protocol's library is not there."""
    try:
        from mcp.server import MCPServer
    except ImportError as error:
        advice = "pip install 'louhi[assistants]'"
        raise SetupError("tools for assistants need a part that is not installed", advice=advice) from error

    server = MCPServer("louhi", instructions=ABOUT)

    @server.tool()
    def search(query: str, limit: int = 10) -> dict[str, Any]:
        """Find documents; each hit has its best passage, page and place (start, end) in the document's text."""
        from search_cli.render.json_values import results_value

        found = results_value(index.search(query, limit=_few(limit)))
        return {"total": found["total"], "hits": found["hits"], "did_you_mean": found["did_you_mean"]}

    @server.tool()
    def show(document: str, start: int = 0) -> dict[str, Any]:
        """A document's text from a place on, and everything that was found in it."""
        from index.outputs.export_rows import entry_value

        entry = index.store.entry(document)
        if entry is None:
            return {"error": f"no document {document} is held"}
        said = entry_value(entry.document, entry.records)
        text = entry.document.text[max(start, 0) : max(start, 0) + LONGEST]
        about = {name: said["document"][name] for name in ("id", "title", "kind", "published", "publisher", "source")}
        return {**about, "text": text, "length": len(entry.document.text), **_records(said)}

    @server.tool()
    def things(name: str, kind: Literal["person", "body"], limit: int = 10) -> list[dict[str, Any]]:
        """People or bodies whose names hold these words, with ids and how many documents name each."""
        from index.things.lookup import by_name

        return [one.model_dump(mode="json") for one in by_name(index.store, name, kind, _few(limit))]

    @server.tool()
    def roles(thing: str) -> list[dict[str, Any]]:
        """The roles of a person, or the people of a body, over time, each with the words that prove it."""
        from index.things.histories import tenures_of
        from index.things.lookup import thing as thing_of

        found = thing_of(index.store, thing)
        return [one.model_dump(mode="json") for one in tenures_of(index.store, found)[:MOST]] if found else []

    @server.tool()
    def dates(words: str = "", limit: int = 20) -> list[dict[str, Any]]:
        """Times and deadlines as EDTF, with the sentence each stands in."""
        return _rows(index, "dates", words, limit)

    @server.tool()
    def amounts(words: str = "", limit: int = 20) -> list[dict[str, Any]]:
        """Money, percentages, durations and counts, with the sentence each stands in."""
        return _rows(index, "amounts", words, limit)

    @server.tool()
    def cite(
        document: str,
        start: int | None = None,
        end: int | None = None,
        form: Literal["teksti", "bibtex", "csl", "ris"] = "teksti",
    ) -> str:
        """How to cite a document, or its words from start to end: address, version, sha256, page, day seen."""
        from index.outputs.citations import citation, many

        entry, history = index.store.entry(document), index.store.history(document)
        if entry is None:
            return f"no document {document} is held"
        span = (start, end) if start is not None and end is not None else None
        latest = history[-1]
        return many([citation(entry.document, version=latest["number"], seen=latest["fetched"], span=span)], form)

    return server


def _few(limit: int) -> int:
    return max(1, min(limit, MOST))


def _records(said: dict[str, Any]) -> dict[str, Any]:
    return {kind: some[:MOST] for kind, some in said.items() if kind not in ("document", "contacts")}


def _rows(index: Index, kind: str, words: str, limit: int) -> list[dict[str, Any]]:
    from index.outputs.tables.tables import table_rows
    from index.store.filters import Filter

    rows, _ = table_rows(index.store, kind, Filter(), name=words or None, limit=_few(limit))
    return [{name: value for name, value in row.items() if name != "evidence" or len(value) < MOST} for row in rows]
