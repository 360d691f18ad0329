"""Freeze a corpus, or what a query and filters keep of it, in a new folder or ZIP: the same input gives the same id."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from extractors.model.errors import StoreError
from extractors.model.records import RECORD_KINDS
from extractors.text.showing import codes_shown, json_text
from index.corrections.correction_log import standing
from index.corrections.corrections import Correction
from index.home import Home
from index.outputs.collections import Collection, collections
from index.outputs.export_rows import Exported, exported
from index.outputs.exports import sure_enough
from index.outputs.formats.data_package import DataPackage
from index.outputs.snapshots.bag import close_bag, write_manifest
from index.outputs.snapshots.contents import (
    ABOUT,
    COLLECTIONS,
    CORRECTIONS,
    DOCUMENTS,
    RECORDS,
    Count,
    SnapshotAbout,
    added,
    counted,
    dependencies,
    document_line,
    object_path,
)
from index.outputs.snapshots.covers import citation_file, read_me
from index.outputs.snapshots.zipped import is_zipped, zip_folder
from index.outputs.whole_files import BEGINNING
from index.store.filters import Filter, conditions, select
from index.store.store import Store


class Frozen(NamedTuple):
    """A snapshot that was made: its folder or ZIP, its id, and what it says of itself."""

    folder: Path
    id: str
    about: SnapshotAbout


def freeze(
    store: Store,
    home: Home,
    folder: Path,
    wanted: Filter,
    *,
    louhi: str,
    query: str | None = None,
    found: Iterable[str] | None = None,
    objects: bool = True,
    codes: bool = False,
    title: str | None = None,
    authors: Sequence[str] = (),
) -> Frozen:
    """Freeze what the filter keeps, of `found` (what `query` finds) where it is given; `louhi` is who reads.

    Nothing of it is there until all of it is.  Raises StoreError where the folder holds something or cannot be written,
    and where the home is written meanwhile.
    """
    chosen = select(store, *conditions(wanted))
    ids = sorted(set(chosen) if found is None else set(chosen) & set(found))
    change = store.last_change()
    about = SnapshotAbout(
        louhi=louhi,
        dependencies=dependencies(),
        change=change,
        query=query,
        filters=wanted.model_dump(mode="json", exclude_defaults=True),
        objects=objects,
        personal_codes=codes,
        documents=len(ids),
    )
    try:
        with _new_folder(folder) as aside, codes_shown(codes):
            about = _data(store, home, aside, ids, about, wanted.min_confidence)
            if store.last_change() != change:
                advice = "Make the snapshot when no run is going on."
                raise StoreError("the home was written meanwhile", subject=str(home.root), advice=advice)
            key = write_manifest(aside)
            (aside / "CITATION.cff").write_text(citation_file(about, key, title, authors), encoding="utf-8")
            (aside / "LUE.txt").write_text(read_me(about, key), encoding="utf-8")
            close_bag(aside, {"External-Identifier": f"sha256:{key}", "Bag-Software-Agent": louhi})
    except OSError as error:
        raise StoreError(
            f"cannot be written ({error.strerror})", subject=str(folder), advice="Name another folder."
        ) from error
    return Frozen(folder, key, about)


def _data(store: Store, home: Home, aside: Path, ids: list[str], about: SnapshotAbout, least: float) -> SnapshotAbout:
    """Write all that is hashed; returns what the snapshot says of itself, with its counts."""
    (aside / RECORDS).mkdir(parents=True)
    table = DataPackage(aside / RECORDS)
    counts = {kind: Count() for kind in RECORD_KINDS}
    with (aside / DOCUMENTS).open("w", encoding="utf-8", newline="") as out:
        for one in exported(store, ids):
            kept = sure_enough(one.entry.records, least)
            table.write(one._replace(entry=one.entry.model_copy(update={"records": kept})))
            line = document_line(one.entry.document, kept, **_version_facts(store, home, aside, one, about.objects))
            counts = added(counts, counted(json.loads(line)))
            out.write(line)
    table.close()
    there = set(ids)
    said = [one for one in (held.correction for held in standing(store)) if _is_about(one, there)]
    _write_lines(aside / CORRECTIONS, (one.model_dump(mode="json", exclude_defaults=True) for one in said))
    groups = list(_collections_of(store, there))
    _write_lines(aside / COLLECTIONS, (one.model_dump(mode="json") for one in groups))
    about = about.model_copy(update={"counts": counts, "corrections": len(said), "collections": len(groups)})
    (aside / ABOUT).write_text(json_text(about.model_dump(mode="json"), indent=1) + "\n", encoding="utf-8")
    return about


def _write_lines(path: Path, values: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json_text(one) + "\n" for one in values), encoding="utf-8")


def _collections_of(store: Store, ids: set[str]) -> Iterator[Collection]:
    """The collections, each with those of its documents that the snapshot holds."""
    for one in collections(store):
        if items := tuple(item for item in one.items if item.document in ids):
            yield one.model_copy(update={"items": items})


def _version_facts(store: Store, home: Home, aside: Path, one: Exported, objects: bool) -> dict[str, object]:
    """What a line tells beside what was read: version, day, by which Louhi, and where its bytes are, if anywhere."""
    document = one.entry.document
    held = store.rows([document.id])[document.id]
    path = object_path(document.sha256) if objects and home.kept.exists(document.sha256) else None
    if path:
        content = home.content(document.sha256)  # raises where the bytes are not what they were
        (aside / path).parent.mkdir(parents=True, exist_ok=True)
        (aside / path).write_bytes(content)
    return {"version": one.about.version, "fetched": one.about.fetched, "read_by": held["extractor"], "object": path}


def _is_about(one: Correction, ids: set[str]) -> bool:
    """Whether a correction is of these documents, of a thing that they name, or of a name wherever it stands."""
    if one.document:
        return one.document in ids
    named = [item.rpartition("/")[0] for item in (*one.items, *one.others)]
    return one.action == "reject" or any(document in ids for document in named)


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """A folder to write into, which takes its place whole when the block ends well; a full one is left as it is.

    Where the place is called as a ZIP is, the folder is put into one.
    """
    if is_zipped(folder) and folder.exists():
        raise StoreError("there is something of that name", subject=str(folder), advice="Name a new one.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError("the folder is not empty", subject=str(folder), advice="Name a new one.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=BEGINNING, suffix=".part", dir=folder.parent))
    try:
        yield aside
        if is_zipped(folder):
            zip_folder(aside, folder)
        else:
            _on_the_disk(aside)
            aside.replace(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _on_the_disk(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
