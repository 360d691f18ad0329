"""The correct thing commands: what a person says of a person or body once, for all documents of the corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from search_cli.commands.options import HomeOption, Json, held_home, print_json, say, speaker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.corrections.corrections import Correction
    from index.store.store import Store

app = typer.Typer(help="Correct a person or body of the whole corpus, once for all documents.", no_args_is_help=True)

Thing = Annotated[str, typer.Argument(metavar="THING", help="Its id, as `louhi people --json` and `bodies` show it.")]
Note = Annotated[str, typer.Option(help="Why, for those who read it later.")]
By = Annotated[str | None, typer.Option(help="Who says so.", show_default="the user's name")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say how much it would change, and change nothing.")]


@app.command()
def rename(
    thing: Thing,
    name: Annotated[str, typer.Argument(help="What it is called from now on.")],
    home: HomeOption = None,
    note: Note = "",
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Give a person or body another name.

    Example: `louhi correct thing rename thing-1a2b3c4d5e6f7a8b "Kauko Harjula"`
    """
    from index.corrections.thing_corrections import rename_thing

    _say(home, lambda store, who: rename_thing(store, thing, name, by=who, note=note), by, dry_run, json)


@app.command()
def merge(
    thing: Thing,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The thing that it is; its name and id stay.")],
    home: HomeOption = None,
    note: Note = "",
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Say that a person or body is the same as another.

    Example: `louhi correct thing merge thing-1a2b3c4d5e6f7a8b thing-9f8e7d6c5b4a3f2e`
    """
    from index.corrections.thing_corrections import merge_things

    _say(home, lambda store, who: merge_things(store, thing, into, by=who, note=note), by, dry_run, json)


@app.command()
def split(
    thing: Thing,
    mentions: Annotated[list[str], typer.Argument(help="Documents, or DOCUMENT/RECORD, that name another one.")],
    name: Annotated[str, typer.Option(help="What the other one is called.")] = "",
    home: HomeOption = None,
    note: Note = "",
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Say that some documents name another person or body.

    Example: `louhi correct thing split thing-1a2b3c4d5e6f7a8b doc-1a2b doc-5e6f --name "Matti Virtanen (Oulu)"`
    """
    from index.corrections.thing_corrections import split_thing

    _say(home, lambda store, who: split_thing(store, thing, mentions, name, by=who, note=note), by, dry_run, json)


@app.command()
def reject(
    thing: Thing,
    home: HomeOption = None,
    note: Note = "",
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Say that what is called so is no person, or no body, in any document, now or later.

    Example: `louhi correct thing reject thing-1a2b3c4d5e6f7a8b`
    """
    from index.corrections.thing_corrections import reject_thing

    _say(home, lambda store, who: reject_thing(store, thing, by=who, note=note), by, dry_run, json)


@app.command()
def refuse(
    one: Thing,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The thing that it is not.")],
    home: HomeOption = None,
) -> None:
    """Say that two of one name are two, so that they are asked about no more.

    Example: `louhi correct thing refuse thing-1a2b3c4d5e6f7a8b thing-9f8e7d6c5b4a3f2e`
    """
    from index.store.store import Store
    from index.things.candidate_pairs import refuse as told_apart

    with Store.open(held_home(home)) as store:
        told_apart(store, one, other)
    say(f"{one} and {other} are two.")


def _say(
    home: Path | None, made: Callable[[Store, str], Correction], by: str | None, dry_run: bool, json: bool
) -> None:
    from index.corrections.correction_log import correct
    from index.corrections.thing_corrections import preview
    from index.store.store import Store

    kept = held_home(home)
    with Store.open(kept) as store:
        one = made(store, speaker() if by is None else by)
        much = preview(store, one)
        if not dry_run:
            correct(store, one)
    if json:
        print_json(
            {"correction": None if dry_run else one.id, "action": one.action, "thing": one.name, **much._asdict()}
        )
        return
    what = f"{much.mentions} mentions in {much.documents} documents"
    say(f"It would change {what}." if dry_run else f"{one.id} is kept and applied: {what}.")
