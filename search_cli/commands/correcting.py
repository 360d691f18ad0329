"""The correct commands: what a person says of a record, kept for good and applied again at every reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from search_cli.commands import thing_correcting
from search_cli.commands.options import HomeOption, Json, held_home, out, print_json, say, speaker

if TYPE_CHECKING:
    from extractors.model.records import Entry
    from index.corrections.corrections import Action

app = typer.Typer(
    help="Correct what Louhi found; corrections are kept and applied at every reading.", no_args_is_help=True
)

app.add_typer(thing_correcting.app, name="thing")

Doc = Annotated[str, typer.Argument(metavar="DOCUMENT", help="The document's id.")]
Kind = Annotated[
    str, typer.Argument(metavar="KIND", help="people, bodies, dates, amounts, contacts, roles or identifiers.")
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The record's name or value; an amount's words.")]
Value = Annotated[str, typer.Argument(metavar="VALUE", help="The new name, value or kind.")]
Quote = Annotated[str | None, typer.Option(help="Only the mention with these words.")]
Start = Annotated[int | None, typer.Option(help="Where the words start, where they stand in several places.")]
Note = Annotated[str, typer.Option(help="Why, for those who read it later.")]


@app.command()
def accept(document: Doc, kind: Kind, name: Name, home: HomeOption = None, note: Note = "") -> None:
    """Say that a record is right.

    Example: `louhi correct accept doc-1a2b3c4d5e6f7a8b people "Kauko Harjula"`
    """
    _correct(home, "accept", document, kind, name, note=note)


@app.command()
def reject(
    document: Doc,
    kind: Kind,
    name: Name,
    quote: Quote = None,
    start: Start = None,
    home: HomeOption = None,
    note: Note = "",
) -> None:
    """Say that a record, or one mention of it, is wrong.

    Example: `louhi correct reject doc-1a2b3c4d5e6f7a8b people "Sote-uudistus"`
    """
    _correct(home, "reject", document, kind, name, quote=quote, start=start, note=note)


@app.command()
def rename(document: Doc, kind: Kind, name: Name, value: Value, home: HomeOption = None, note: Note = "") -> None:
    """Give a record another name, EDTF or value.

    Example: `louhi correct rename doc-1a2b3c4d5e6f7a8b dates 2021-02-11 2021-11-02`
    """
    _correct(home, "rename", document, kind, name, value=value, note=note)


@app.command()
def retype(document: Doc, kind: Kind, name: Name, value: Value, home: HomeOption = None, note: Note = "") -> None:
    """Give a record another kind ("ministry"), or make it another kind of record ("bodies").

    Example: `louhi correct retype doc-1a2b3c4d5e6f7a8b people Sosteri bodies`
    """
    _correct(home, "retype", document, kind, name, value=value, note=note)


@app.command()
def merge(document: Doc, kind: Kind, name: Name, value: Value, home: HomeOption = None, note: Note = "") -> None:
    """Say that two records of a document are one; VALUE is the name that stays.

    Example: `louhi correct merge doc-1a2b3c4d5e6f7a8b bodies VM Valtiovarainministeriö`
    """
    _correct(home, "merge", document, kind, name, value=value, note=note)


@app.command()
def split(
    document: Doc,
    kind: Kind,
    name: Name,
    value: Value,
    quote: Annotated[str, typer.Option(help="The words of the mention that is another record.")],
    start: Start = None,
    home: HomeOption = None,
    note: Note = "",
) -> None:
    """Say that one mention of a record is another record, named VALUE.

    Example: `louhi correct split doc-1a2b3c4d5e6f7a8b people "Matti Virtanen" "Matti Virtanen (Oulu)"
    --quote "Matti Virtasen"`
    """
    _correct(home, "split", document, kind, name, value=value, quote=quote, start=start, note=note)


@app.command()
def add(
    document: Doc,
    kind: Kind,
    value: Value,
    quote: Annotated[str, typer.Option(help="The words in the document that prove it.")],
    start: Start = None,
    field: Annotated[list[str] | None, typer.Option(help="Other fields, as name=value (repeatable).")] = None,
    home: HomeOption = None,
    note: Note = "",
) -> None:
    """Add a record that Louhi did not find.

    Example: `louhi correct add doc-1a2b3c4d5e6f7a8b amounts EUR --quote "kaksi miljoonaa"
    --field kind=money --field low=2000000`
    """
    pairs = dict(one.split("=", 1) for one in field or [] if "=" in one)
    if len(pairs) != len(field or []):
        raise typer.BadParameter("write name=value", param_hint="--field")
    _correct(home, "add", document, kind, value, value=value, quote=quote, start=start, fields=pairs, note=note)


Item = Annotated[
    str, typer.Argument(help="DOCUMENT/RECORD, as `louhi people --explain --json` and `louhi show` name them.")
]


@app.command()
def together(kind: Kind, one: Item, other: Item, home: HomeOption = None, note: Note = "") -> None:
    """Say that a person or body of two documents is one, whatever the evidence.

    Example: `louhi correct together people doc-1a2b/person-3c4d doc-5e6f/person-7a8b`
    """
    _decide(home, "together", kind, one, other, note)


@app.command()
def apart(kind: Kind, one: Item, other: Item, home: HomeOption = None, note: Note = "") -> None:
    """Say that a person or body of two documents is not one, whatever the evidence.

    Example: `louhi correct apart people doc-1a2b/person-3c4d doc-5e6f/person-7a8b`
    """
    _decide(home, "apart", kind, one, other, note)


def _decide(home: Path | None, action: str, kind: str, one: str, other: str, note: str) -> None:
    from datetime import datetime

    from extractors.model.errors import StoreError
    from extractors.model.ids import stable_id
    from index.corrections.correction_log import correct
    from index.corrections.corrections import Correction
    from index.store.store import Store

    kept = held_home(home)
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    with Store.open(kept) as store:
        for item in (one, other):
            document, _, record = item.rpartition("/")
            entry = store.entry(document)
            if entry is None or record not in ids_of(entry):
                raise StoreError(
                    "no such record is held",
                    subject=item,
                    advice="Write DOCUMENT/RECORD, as `louhi show DOCUMENT --json` names them.",
                )
        said = Correction.model_validate(
            {
                "id": stable_id("correction", action, one, other, when),
                "when": when,
                "action": action,
                "document": "",
                "sha256": "",
                "kind": kind,
                "name": one,
                "value": other,
                "note": note,
                "by": speaker(),
            }
        )
        correct(store, said)
    say(f"{said.id} is kept and applied.")


def ids_of(entry: Entry) -> set[str]:
    """The ids of a document's people and bodies."""
    return {p.id for p in entry.records.people} | {b.id for b in entry.records.bodies}


@app.command(name="list")
def list_(home: HomeOption = None, json: Json = False) -> None:
    """List the corrections in force; those that no longer fit their document are flagged.

    Example: `louhi correct list`
    """
    from index.corrections.correction_log import standing
    from index.store.store import Store
    from search_cli.render.terminal import table

    kept = held_home(home)
    with Store.open(kept) as store:
        rows: list[dict[str, Any]] = [{**s.correction.model_dump(), "flag": s.failed} for s in standing(store)]
    if json:
        print_json(rows)
    else:
        out().print(
            table(
                "Corrections",
                ["id", "when", "by", "action", "document", "kind", "name", "value", "quote", "note", "flag"],
                rows,
            )
        )


@app.command(name="export")
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write: one correction a line (JSON).")],
    home: HomeOption = None,
) -> None:
    """Write the corrections in force to a file, to be kept, read or taken into another home.

    Example: `louhi correct export korjaukset.jsonl`
    """
    from index.corrections.correction_file import write_corrections
    from index.corrections.correction_log import standing
    from index.store.store import Store

    with Store.open(held_home(home)) as store:
        held = [one.correction for one in standing(store)]
    write_corrections(file, held)
    say(f"{len(held)} corrections are written to {file}.")


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `louhi correct export` wrote.")],
    home: HomeOption = None,
) -> None:
    """Take in the corrections of a file; those held already change nothing.

    One that does not fit its document as it is here is kept and flagged.

    Example: `louhi correct import korjaukset.jsonl`
    """
    from index.corrections.correction_file import read_corrections
    from index.corrections.correction_log import take_corrections
    from index.store.store import Store

    some = read_corrections(file)
    with Store.open(held_home(home)) as store:
        count = take_corrections(store, some)
    say(f"{count} of {len(some)} corrections are new here; they are kept and applied.")


@app.command()
def undo(correction: Annotated[str, typer.Argument(help="The correction's id.")], home: HomeOption = None) -> None:
    """Take a correction back.

    Example: `louhi correct undo correction-1a2b3c4d5e6f7a8b`
    """
    from index.corrections.correction_log import undo as take_back
    from index.store.store import Store

    kept = held_home(home)
    with Store.open(kept) as store:
        take_back(store, correction)
    say(f"{correction} is taken back.")


def _correct(
    home: Path | None,
    action: Action,
    document: str,
    kind: str,
    name: str,
    *,
    value: str | None = None,
    quote: str | None = None,
    start: int | None = None,
    fields: dict[str, str] | None = None,
    note: str = "",
) -> None:
    from extractors.model.errors import StoreError
    from extractors.model.records import RECORD_KINDS
    from index.corrections.correction_log import correct
    from index.corrections.record_corrections import record_correction
    from index.store.store import Store

    if kind not in RECORD_KINDS:
        raise typer.BadParameter(
            f"{kind!r} is no kind of record; there are {', '.join(RECORD_KINDS)}", param_hint="KIND"
        )
    kept = held_home(home)
    with Store.open(kept) as store:
        entry = store.entry(document)
        if entry is None:
            raise StoreError("no such document is held", subject=document, advice="`louhi search` shows ids.")
        span = None if quote is None else _quoted(entry, quote, start)
        one = record_correction(
            entry, action, kind, name, value=value, span=span, fields=fields, by=speaker(), note=note
        )
        if failed := correct(store, one):
            raise StoreError(
                f"the correction does not fit: {failed}", subject=document, advice=f"See `louhi show {document}`."
            )
    say(f"{one.id} is kept and applied.")


def _quoted(entry: Entry, quote: str, start: int | None) -> tuple[int, int]:
    """Where the words stand in the document; where they stand in several places, `start` says which is meant."""
    from extractors.model.errors import StoreError

    text = entry.document.text
    places = [i for i in range(len(text)) if text.startswith(quote, i)]
    if start is None and len(places) == 1:
        start = places[0]
    if start is None or start not in places:
        said = (
            f"stands at {', '.join(map(str, places))}: choose with --start"
            if places
            else "does not stand in the document"
        )
        raise StoreError(f"“{quote}” {said}", subject=entry.document.id)
    return start, start + len(quote)
