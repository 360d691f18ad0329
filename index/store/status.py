"""Status: what a home holds, what failed and why, and what needs a person."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from extractors.model.document import PARTLY_READ, Model
from extractors.text.personal_data.bank_accounts import PERSONAL as ACCOUNTS
from extractors.text.personal_data.health_data import PERSONAL as HEALTH
from extractors.text.personal_data.personal_codes import PERSONAL as CODES
from index.engines import engine_of
from index.home import Home
from index.store.maintenance.forgetting import cut_off
from index.store.run_log import Item, Run, latest_of_failed, recent_runs
from index.store.schema import addresses, corrections, documents, records, versions
from index.store.store import Store

PASSES = 100  # of the latest runs, where each source is looked for


class Need(Model):
    """Something only a person can mend: a scan nobody could read, a source that dries up, a correction that is lost ...

    `document` is the id of a document, or the name of a source; `text` says all of it.  Of what a document's reading
    noted, `source` is where it is from, `reason` and `pages` what is the matter where, `advice` what a person can do.
    """

    what: str
    document: str
    text: str
    source: str | None = None
    reason: str | None = None
    pages: tuple[int, ...] = ()
    advice: str | None = None


class Status(Model):
    """What a home holds now; `failed` are the addresses whose latest outcome is a failure that nobody dismissed."""

    home: str
    engine: str
    documents: int
    versions: int
    vanished: int
    addresses: int
    kinds: dict[str, int]
    languages: dict[str, int]
    records: dict[str, int]
    last_run: Run | None
    failed: tuple[Item, ...]
    dismissed: int = 0
    needs: tuple[Need, ...]


def status(store: Store, home: Home) -> Status:
    """Sum a home up."""
    ever_failed = latest_of_failed(store)
    with store.reading() as db:
        current = sa.select(versions).join(documents, documents.c.version_id == versions.c.id).subquery()

        def tally(column: sa.ColumnElement[str]) -> dict[str, int]:
            found = db.execute(
                sa.select(column, sa.func.count()).group_by(column).order_by(sa.func.count().desc(), column)
            )
            return {str(name): count for name, count in found}

        def count(table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
            return int(db.execute(sa.select(sa.func.count()).select_from(table).where(*where)).scalar_one())

        kept = sa.select(records.c.kind).join(documents, documents.c.version_id == records.c.version_id).subquery()
        found = db.execute(sa.select(kept.c.kind, sa.func.count()).group_by(kept.c.kind))
        by_kind = {str(kind): number for kind, number in found}
        return Status(
            home=str(home.root),
            engine=engine_of(home),
            documents=count(documents, ~documents.c.deleted),
            versions=count(versions),
            vanished=count(documents, documents.c.vanished.is_not(None)),
            addresses=count(addresses),
            kinds=tally(current.c.kind),
            languages=tally(current.c.language),
            records=by_kind,
            last_run=next((run for run in recent_runs(store, PASSES) if "why" not in run.data), None),
            failed=tuple(item for item in ever_failed if item.outcome == "failed"),
            dismissed=sum(item.outcome == "dismissed" for item in ever_failed),
            needs=(*_needs(db), *_cut_off(store), *_notes(recent_runs(store, PASSES), _watched(home))),
        )


def _cut_off(store: Store) -> Iterator[Need]:
    """Documents whose forgetting was cut off: something of them may be left."""
    for one in cut_off(store):
        yield Need(what="forgetting cut off", document=one.document, text="Run the same `louhi forget` again.")


def _watched(home: Home) -> set[str]:
    """The names of the sources that are watched now."""
    try:
        said = tomllib.loads(home.sources.read_text(encoding="utf-8")).get("source", [])
        return {str(entry["name"]) for entry in said}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _notes(runs: Sequence[Run], watched: set[str]) -> Iterator[Need]:
    """What the latest pass over each source noted of it; `runs` are the newest first."""
    seen: set[str] = set()
    for run in runs:
        looked_at = set(run.data.get("sources") or ())
        if not looked_at:
            continue
        for note in run.data.get("notes") or ():
            name = note["source"]
            if name not in seen and (name in looked_at & watched or (name not in looked_at and not seen)):
                yield Need(what="expectation not met", document=name, text=note["text"])
        seen |= looked_at


CURES = (
    (PARTLY_READ, "partly read", "The next run and `louhi retry` read on."),
    ("OCR", "needs OCR", "Install Tesseract with Finnish and Swedish; the next run reads it."),
    ("Tesseract", "needs OCR", "Install Tesseract with Finnish and Swedish; the next run reads it."),
    (CODES, "personal data", "`louhi forget` removes the document where it may not be kept."),
    (ACCOUNTS, "personal data", "`louhi forget` removes the document where it may not be kept."),
    (HEALTH, "personal data", "`louhi forget` removes the document where it may not be kept."),
    ("", "not understood", "`louhi show` tells what was read; `louhi correct` puts it right."),
)
"""Words of an issue's reason, what it is called, and what a person can do; the first that fits."""


def _what_of(reason: str) -> tuple[str, str]:
    """What is the matter, and its cure.

    >>> _what_of("it holds personal identity codes: 2 of them, masked in what is shown")[0]
    'personal data'
    """
    return next((what, cure) for words, what, cure in CURES if words in reason)


def _needs(db: sa.Connection) -> list[Need]:
    out = []
    issues = versions.c.rest["issues"]
    query = (
        sa.select(documents.c.id, versions.c.source, issues)
        .join(versions, documents.c.version_id == versions.c.id)
        .where(~documents.c.deleted, sa.cast(versions.c.rest, sa.Text).contains('"issues"'))
        .order_by(versions.c.source, documents.c.id)
    )
    found: dict[tuple[str, str, str], list[int]] = {}
    for document, source, said in db.execute(query):
        for issue in said or ():
            pages = found.setdefault((document, source, issue["reason"]), [])
            page = issue.get("page")
            pages += [page] if page is not None and page not in pages else []
    for (document, source, reason), pages in found.items():
        what, cure = _what_of(reason)
        where = f" (page {', '.join(map(str, pages))})" if pages and "page" not in reason else ""
        text = f"{source}: {reason}{where}. {cure}".rstrip()
        out.append(
            Need(what=what, document=document, text=text, source=source, reason=reason, pages=tuple(pages), advice=cure)
        )
    flagged = sa.select(corrections.c.id, corrections.c.document_id, corrections.c.failed)
    for key, document, failed in db.execute(
        flagged.where(corrections.c.failed.is_not(None)).order_by(corrections.c.seq)
    ):
        out.append(Need(what="correction no longer fits", document=document, text=f"{key}: {failed}"))
    return out
