"""A report of a corpus, or of what a query finds: one page of HTML that needs nothing else, to mail, keep or print."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Any, NamedTuple

from index.outputs.tables.tables import table_rows
from index.store.filters import Filter, conditions, select
from index.store.store import Store


class ReportTable(NamedTuple):
    """One kind of record in the report: its first rows, and how many there are."""

    kind: str
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: Sequence[dict[str, Any]]
    total: int


TABLES = (
    ("people", "Henkilöt", "-documents", (("name", "Nimi"), ("documents", "Asiakirjoja"), ("mentions", "Mainintoja"))),
    ("bodies", "Tahot", "-documents", (("name", "Nimi"), ("documents", "Asiakirjoja"), ("mentions", "Mainintoja"))),
    (
        "roles",
        "Roolit",
        "person",
        (("person", "Henkilö"), ("role", "Rooli"), ("body", "Taho"), ("status", "Tila"), ("title", "Asiakirja")),
    ),
    ("dates", "Ajat", "edtf", (("edtf", "Aika"), ("sentence", "Virke"), ("title", "Asiakirja"))),
    (
        "amounts",
        "Määrät",
        "-value",
        (("value", "Määrä"), ("purpose", "Tarkoitus"), ("sentence", "Virke"), ("title", "Asiakirja")),
    ),
)
"""Each table of the report: the kind of record, its title, its order and its columns, titles as the page has them."""


def report_page(
    store: Store, wanted: Filter, *, title: str, query: str, version: str, made: str, language: str, limit: int
) -> str:
    """The report of the documents that a Filter keeps; at most `limit` rows of a kind, and it says how many there are.

    It loads nothing and runs nothing: its only style is within it, and what documents say stands as text.
    """
    from search_cli.web.drawing import environment, wording

    style = (resources.files("search_cli.web") / "static" / "louhi.css").read_text(encoding="utf-8")
    tables = []
    for kind, said, order, columns in TABLES:
        rows, total = table_rows(store, kind, wanted, sort=order, limit=limit)
        tables.append(ReportTable(kind, said, columns, rows, total))
    return (
        environment()
        .get_template("report.html")
        .render(
            **wording(language),
            style=style,
            title=title,
            query=query,
            version=version,
            made=made,
            tables=tables,
            documents=_documents(store, wanted),
        )
    )


def _documents(store: Store, wanted: Filter) -> list[dict[str, Any]]:
    """The documents of the report, the latest first, those without a day last."""
    held = store.rows(sorted(select(store, *conditions(wanted))))
    rows = [
        {
            "id": key,
            "title": row["title"] or row["source"] or key,
            "link": row["source"] if str(row["source"]).startswith(("https://", "http://")) else "",
            "kind": row["kind"],
            "publisher": row["publisher"],
            "published": row["published"],
            "source": row["source"],
            "sha256": row["sha256"],
        }
        for key, row in held.items()
    ]
    return sorted(rows, key=lambda row: str(row["published"] or ""), reverse=True)
