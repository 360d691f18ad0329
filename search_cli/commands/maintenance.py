"""Commands that look after the home: status, dismiss, reindex, verify, backup."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from search_cli.commands.options import HomeOption, Json, held_home, out, print_json, say

app = typer.Typer()


@app.command()
def status(home: HomeOption = None, json: Json = False) -> None:
    """What is held, what failed and why, what needs a person.

    Example: `louhi status`
    """
    from index import Index
    from index.engines.growth import outgrown
    from index.store.status import status as sum_up
    from index.store.store import Store
    from search_cli.render.terminal import status_text

    kept = held_home(home)
    with Store.open(kept) as store:
        found = sum_up(store, kept)
    with Index.open(kept) as index:
        advice = outgrown(index)
    if json:
        print_json(found.model_dump(mode="json"))
    else:
        out().print(status_text(found))
    if advice:
        say(advice)


@app.command()
def dismiss(
    addresses: Annotated[
        list[str] | None, typer.Argument(metavar="[ADDRESS...]", help="Only these, as `louhi status` lists them.")
    ] = None,
    home: HomeOption = None,
    json: Json = False,
    source: Annotated[str | None, typer.Option(help="Only what this watched source gave.")] = None,
    reason: Annotated[str | None, typer.Option(help="Only failures with these words in their reason.")] = None,
    why: Annotated[str | None, typer.Option(help="Your own reason, kept with the run that dismisses them.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every failure there is.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="List what was dismissed, and dismiss nothing.")] = False,
) -> None:
    """Hear no more of failures that you have seen; each comes back only when it fails for another reason.

    Example: `louhi dismiss asiakirjat/esitsy.pdf --why "a mistyped name"`
    """
    from index.store.store import Store
    from pipeline.runs.dismiss import chosen_failures, dismissed
    from pipeline.runs.dismiss import dismiss as note
    from search_cli.render.terminal import table

    if not (addresses or source or reason or all_ or list_):
        raise typer.BadParameter("say which: addresses, --source, --reason or --all")
    with Store.open(held_home(home)) as store:
        if list_:
            found = dismissed(store)
        else:
            found = note(store, chosen_failures(store, addresses or (), source=source, reason=reason), why=why)
            known = {item.address for item in found}
            for one in [one for one in addresses or () if one not in known]:
                say(f"{one}: no such failure; `louhi status` lists them.")
    if json:
        print_json([item.model_dump(mode="json") for item in found])
    elif list_:
        rows = [item.model_dump(mode="json") for item in found]
        out().print(table("Dismissed", ["address", "reason", "source"], rows))
    else:
        say(f"{len(found)} failures are dismissed." if len(found) != 1 else "1 failure is dismissed.")
    if not list_ and not set(addresses or ()) <= {item.address for item in found}:
        raise typer.Exit(1)


@app.command()
def reindex(
    home: HomeOption = None,
    engine: Annotated[str | None, typer.Option(help="whoosh, tantivy or opensearch; the home keeps to it.")] = None,
) -> None:
    """Throw the full-text index away and make it anew from the store.

    Example: `louhi reindex --engine tantivy`
    """
    from index import Index
    from search_cli.render.progress import counting

    kept = held_home(home)
    with (
        counting("indexing") as progress,
        Index.open(kept, engine=engine, workers=os.cpu_count() or 1, progress=progress) as index,
    ):
        count = index.rebuild() if index.rebuilt is None else index.rebuilt
    if engine is not None:
        kept.set_engine(engine)
    say(f"{count} documents are indexed.")


@app.command()
def verify(home: HomeOption = None, json: Json = False) -> None:
    """Check every stored hash, span, quote and count, and the files of the full-text index.

    Example: `louhi verify`
    """
    from index.engines.damaged_indexes import damaged_indexes
    from index.store.maintenance.verify import Fault
    from index.store.maintenance.verify import verify as check
    from index.store.store import Store
    from search_cli.render.progress import counting

    kept = held_home(home)
    with Store.open(kept) as store, counting("checking") as tell:
        faults = list(check(store, kept, tell))
    for engine, name in damaged_indexes(kept):
        reason, advice = "the index's file is not what was written", f"`louhi reindex --engine {engine}` makes it anew."
        faults.append(Fault(subject=f"{engine}: {name}", reason=reason, advice=advice))
    if json:
        print_json([fault.model_dump() for fault in faults])
    for fault in faults:
        say(f"{fault.subject}: {fault.reason}. {fault.advice}")
    if faults:
        raise typer.Exit(1)
    say("All is as it was stored.")


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    home: HomeOption = None,
) -> None:
    """Copy the home, also while a run goes on.  The copy is itself a home: use it with --home, or move it back.

    Example: `louhi backup /mnt/varmuuskopiot/louhi-2026-11-22`
    """
    from index.store.maintenance.backup import backup as copy

    copy(held_home(home), folder)
    say(f"{folder} is a copy of the home; `louhi verify --home {folder}` checks it.")


@app.command()
def forget(
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="[DOCUMENT...]", help="Ids, or the paths or addresses they came from.")
    ] = None,
    home: HomeOption = None,
    json: Json = False,
    person: Annotated[str | None, typer.Option(help="Every document that names this person.")] = None,
    why: Annotated[str | None, typer.Option(help="Your own reason, kept with the record of what was removed.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Remove it; without this only what would go is shown.")] = False,
) -> None:
    """Remove documents for good: from the store, the kept bytes, the index, corrections, alerts and reports.

    Example: `louhi forget doc-1a2b3c4d5e6f7a8b --why "asked for by the person" --yes`
    """
    from index.store.store import Store
    from pipeline.runs.forget import copies_left, to_forget
    from pipeline.runs.forget import forget as remove

    kept = held_home(home)
    if not documents and not person:
        raise typer.BadParameter("name a document, or --person")
    if yes:
        records = [one.model_dump(mode="json") for one in remove(kept, documents or (), person=person, why=why)]
    else:
        with Store.open(kept) as store:
            records = [one.model_dump(mode="json") for one in to_forget(store, documents or (), person)]
    if json:
        print_json(records)
    for one in records:
        counts = one["removed"] if yes else one["counts"]
        told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        say(f"{one['document']}: {told}")
    say("Removed; a record of it is kept." if yes else "Nothing was removed: --yes removes it.")
    for copy in copies_left(kept):
        what = f"{'An' if copy.what == 'export' else 'A'} {copy.what} still holds what it held"
        if "://" in copy.folder:
            what = f"The {copy.what} that this home was moved from holds what it held, unless it was cleared"
        say(f"{what}: {copy.folder}")
