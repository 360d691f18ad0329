"""The command that moves a home to a database or an object store, and back."""

from __future__ import annotations

from typing import Annotated

import typer

from search_cli.commands.options import HomeOption, Json, held_home, out, print_json, say

app = typer.Typer()
HOME = "home"
"""What stands for the home's own folder."""


@app.command()
def move(
    to: Annotated[
        list[str],
        typer.Option(
            "--to",
            metavar="URL",
            help="postgresql://user@host/database for the store, s3://bucket/folder for original bytes, or `home` for "
            "the home's own folder; may be given twice.",
        ),
    ],
    home: HomeOption = None,
    json: Json = False,
) -> None:
    """Move what is kept to a database or an object store, or back; where it is cut off, the same command does the rest.

    Example: `louhi move --to postgresql://louhi@db.example.fi/louhi --to s3://louhi/objects`
    """
    from index import Index
    from index.home import DATABASES, OBJECT_STORES
    from index.store.maintenance.moving import move as move_home
    from pipeline.runs.ingest import writing

    places: dict[str, str | None] = {}
    for one in to:
        if one == HOME:
            places |= {"store": None, "objects": None}
        elif one.startswith(DATABASES):
            places["store"] = one
        elif one.startswith(OBJECT_STORES):
            places["objects"] = one
        else:
            raise typer.BadParameter(
                f"{one.partition(':')[0]!r} is no place Louhi knows: postgresql://, s3:// or home", param_hint="--to"
            )
    kept = held_home(home)
    with writing(kept):
        found = move_home(kept, places)
        with Index.open(kept) as index:
            index.rebuild()
    if json:
        print_json(found.model_dump(mode="json"))
    else:
        out().print(f"{found.rows} rows are the same in {found.store}; {found.objects_moved} objects went there.")
        say(f"The home keeps its store in {found.store}, its original bytes in {found.objects}.")
        for one in found.left:
            say(f"A copy is left in {one}: clear it once you need it no more, for `louhi forget` does not reach it.")
