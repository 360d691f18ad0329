"""The commands about one person or body of the corpus: where it is named and why all that is one, and over time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from search_cli.commands.options import HomeOption, Json, out, print_json, show, store_of

app = typer.Typer()

Ids = Annotated[bool, typer.Option("--ids", help="Show ids too, to copy.")]


@app.command()
def candidates(
    home: HomeOption = None,
    json: Json = False,
    limit: Annotated[int, typer.Option(min=1, help="The most pairs.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="How many of them to leave out.")] = 0,
) -> None:
    """List pairs of people and of bodies that may be one: accept one with `correct thing merge`, or refuse it.

    Example: `louhi candidates`
    """
    from index.things.candidate_pairs import candidates_of
    from search_cli.render.terminal import table

    with store_of(home) as store:
        rows = [one.model_dump(mode="json") for one in candidates_of(store, None, limit, offset)]
    if json:
        print_json(rows)
        return
    said = [{**row, "evidence": "; ".join(row["evidence"])} for row in rows]
    show(table("Candidates", ("kind", "name", "one", "other", "documents", "evidence"), said))


@app.command()
def thing(
    key: Annotated[str, typer.Argument(metavar="THING", help="Its id; one that was merged away answers too.")],
    home: HomeOption = None,
    json: Json = False,
    limit: Annotated[int, typer.Option(min=0, help="The most documents, the latest first; 0 for all.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="How many of them to leave out.")] = 0,
) -> None:
    """Show a person or body of the corpus: its names, where it is named, and why each mention is of it.

    Example: `louhi thing thing-1a2b3c4d5e6f7a8b`
    """
    from index.things.choosing import whole_thing
    from index.things.lookup import named_in
    from search_cli.render.terminal import table

    with store_of(home) as store:
        found = whole_thing(store, key)
        rows = [one.model_dump() for one in named_in(store, found.id, limit, offset)]
    if json:
        print_json({**found.model_dump(mode="json"), "named": rows})
        return
    out().print(f"{found.name} ({found.type or found.kind}, {found.id})", markup=False)
    if found.aliases:
        out().print(f"also {', '.join(found.aliases)}", markup=False)
    columns = ["document", "published", "publisher", "title", "name", "quote", "page", "because"]
    show(table("Named in", columns, rows, found.documents))


Name = Annotated[str, typer.Argument(help="A name in any form, or an id.")]


@app.command()
def person(name: Name, home: HomeOption = None, json: Json = False, ids: Ids = False) -> None:
    """Show a person over time: names, then each role with the sentences that say so.

    Example: `louhi person "Kauko Harjula"`
    """
    _over_time("person", name, home, json, ids)


@app.command()
def body(name: Name, home: HomeOption = None, json: Json = False, ids: Ids = False) -> None:
    """Show a body over time: names, then who held which role with the sentences that say so.

    Example: `louhi body "Hallanmaan liitto"`
    """
    _over_time("body", name, home, json, ids)


def _over_time(kind: Literal["person", "body"], name: str, home: Path | None, json: bool, ids: bool) -> None:
    from index.outputs.tables.witness import prove
    from index.things.choosing import one_called
    from index.things.histories import span_of, tenures_of
    from search_cli.render.roles_over_time import history_of

    with store_of(home) as store:
        found = one_called(store, name, kind)
        roles = []
        for tenure in tenures_of(store, found):
            proofs = [{**one.model_dump(), "evidence": [one.model_dump()]} for one in tenure.proofs]
            prove(store, proofs)
            first, last = span_of(tenure)
            kept = [{field: value for field, value in one.items() if field != "evidence"} for one in proofs]
            roles.append({**tenure.model_dump(mode="json"), "first": first, "last": last, "proofs": kept})
    if json:
        print_json({**found.model_dump(mode="json"), "tenures": roles})
    else:
        show(history_of(found, roles, ids=ids))
