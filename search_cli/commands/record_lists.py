"""Commands that list records across the corpus: people, bodies, roles, dates, amounts, contacts, identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from search_cli.commands.options import HomeOption, Json, filtered, out, print_json, show, store_of

if TYPE_CHECKING:
    from pathlib import Path

    from index.store.filters import Filter

app = typer.Typer()

Name = Annotated[str | None, typer.Argument(help="Only those whose name or value holds these words.")]
Sort = Annotated[str, typer.Option(help="What to sort by; see the columns. A minus before it turns the order round.")]
Limit = Annotated[int, typer.Option(help="The most rows; 0 for all.")]


Explain = Annotated[bool, typer.Option("--explain", help="Say why mentions in several documents are one.")]


def _list(kind: str, home: Path | None, json: bool, wanted: Filter, explain: bool = False, **chosen: Any) -> None:
    from index.outputs.tables import LISTINGS, listing
    from search_cli.render.terminal import table

    with store_of(home) as store:
        rows, total = listing(store, kind, wanted, **chosen)
    if json:
        print_json(rows)
        return
    show(table(kind.capitalize(), LISTINGS[kind], rows, total))
    for row in rows if explain else ():
        out().print(f"\n{row['name']} ({row['id']})", *(f"   {line}" for line in row["why"]), sep="\n", markup=False)


def _command(kind: str, said: str, example: str, sort: str) -> None:
    @app.command(name=kind, help=f"{said}\n\nExample: `{example}`")
    @filtered
    def run(
        wanted: Any,
        name: Name = None,
        home: HomeOption = None,
        json: Json = False,
        sort: Sort = sort,
        limit: Limit = 50,
    ) -> None:
        _list(kind, home, json, wanted, name=name, sort=sort, limit=limit)


def _linked_command(kind: str, said: str, example: str) -> None:
    """A command over records that are one across documents where there is evidence for it."""

    @app.command(name=kind, help=f"{said}\n\nExample: `{example}`")
    @filtered
    def run(
        wanted: Any,
        name: Name = None,
        home: HomeOption = None,
        json: Json = False,
        sort: Sort = "-documents",
        limit: Limit = 50,
        explain: Explain = False,
    ) -> None:
        _list(kind, home, json, wanted, explain, name=name, sort=sort, limit=limit)


_linked_command(
    "people",
    "The people the corpus names, with their roles and where they are named.",
    "louhi people harjula --body sosiaali",
)
_linked_command(
    "bodies",
    "The bodies the corpus names, with their kinds, aliases and where they are named.",
    "louhi bodies ministeriö --explain",
)
_command(
    "roles",
    "Who holds which role where and when, or is proposed for it, or held it before.",
    "louhi roles --person 'Kauko Harjula'",
    "person",
)
_command("dates", "The times the corpus speaks of, with the sentence.", "louhi dates --mentions 2023", "edtf")
_command(
    "amounts",
    "Money, percentages, durations, counts and measures, with the sentence.",
    "louhi amounts --publisher valtiovarain --sort -high",
    "document",
)
_command("contacts", "Phone numbers and addresses, and whose they are.", "louhi contacts --person harjula", "person")
_command("identifiers", "Numbers of matters, bills, statutes and companies.", "louhi identifiers 'HE '", "value")
