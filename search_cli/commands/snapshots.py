"""The snapshot command: freeze a corpus or what a query finds, and prove that it is as it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from search_cli.commands.options import Codes, HomeOption, Json, filtered, found_by, held_home, out, print_json, say

if TYPE_CHECKING:
    from index.store.filters import Filter

app = typer.Typer()


@app.command()
@filtered
def snapshot(
    wanted: Filter,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[verify] FOLDER", help="A new or empty folder, or a new file.zip; after verify, one to check."
        ),
    ],
    query: Annotated[str | None, typer.Option(help="Only what this search finds.")] = None,
    objects: Annotated[bool, typer.Option(help="With the original bytes; else their hashes and addresses.")] = True,
    title: Annotated[str | None, typer.Option(help="What the snapshot is called where it is cited.")] = None,
    author: Annotated[list[str] | None, typer.Option(help="Who made it, for the citation (repeatable).")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="verify: read nothing again.")] = False,
    codes: Codes = False,
    home: HomeOption = None,
    json: Json = False,
) -> None:
    """Freeze documents, records, corrections and bytes in a folder or ZIP by the BagIt standard; `verify` proves them.

    The id is the sha256 of its manifest: the same input gives the same id. `verify` checks every byte, quote and count,
    and reads the documents again, naming the first difference.

    Example: `louhi snapshot rahoitus-2026 --query rahoitus --published 2026`

    Example: `louhi snapshot verify rahoitus-2026`

    Example: `louhi snapshot rahoitus-2026.zip --query rahoitus`
    """
    match words:
        case ["verify", folder]:
            _verify(Path(folder), quick, json)
        case [folder] if folder != "verify":
            _freeze(Path(folder), wanted, query, objects, title, author or [], codes, home, json)
        case _:
            raise typer.BadParameter("give one FOLDER, or verify and one FOLDER", param_hint="[verify] FOLDER")


def _freeze(
    folder: Path,
    wanted: Filter,
    query: str | None,
    objects: bool,
    title: str | None,
    authors: list[str],
    codes: bool,
    home: Path | None,
    json: bool,
) -> None:
    from index.outputs.snapshots.freezing import freeze
    from index.store.maintenance.copies import note_copy
    from index.store.store import Store
    from pipeline.runs.extractor_version import extractor

    kept = held_home(home)
    found = found_by(kept, query)
    with Store.open(kept) as store:
        made = freeze(
            store,
            kept,
            folder,
            wanted,
            louhi=extractor(),
            query=query,
            found=found,
            objects=objects,
            codes=codes,
            title=title,
            authors=authors,
        )
    note_copy(kept, "snapshot", folder)
    if json:
        print_json({"folder": str(folder), "id": made.id, **made.about.model_dump(mode="json")})
        return
    out().print(f"{made.about.documents} documents in {folder}\nsha256:{made.id}", markup=False)
    say(f"`louhi snapshot verify {folder}` proves it.")


def _verify(folder: Path, quick: bool, json: bool) -> None:
    from extractors.model.errors import StoreError
    from extractors.readers.sandbox.reading_safely import entered_safely
    from index.outputs.snapshots.bag import id_of
    from index.outputs.snapshots.checking import check_snapshot
    from index.outputs.snapshots.zipped import opened_bag
    from index.store.maintenance.verify import Fault
    from pipeline.runs.extractor_version import extractor
    from search_cli.render.progress import counting

    key = ""
    try:
        with opened_bag(folder) as bag, counting("checking") as tell:
            faults = check_snapshot(bag, louhi=extractor(), reader=None if quick else entered_safely, tell=tell)
            key = "" if faults else id_of(bag)
    except StoreError as error:  # a ZIP of which a part cannot be unpacked
        faults = [Fault(subject=error.subject or str(folder), reason=error.reason, advice=error.advice or "")]
    if json:
        print_json([fault.model_dump() for fault in faults])
    for fault in faults:
        say(f"{fault.subject}: {fault.reason}. {fault.advice}")
    if faults:
        raise typer.Exit(1)
    if not json:
        out().print(f"All is as it was frozen.\nsha256:{key}", markup=False)
