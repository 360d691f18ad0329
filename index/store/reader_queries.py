"""What a search asks of the store, said once: statements on the tables of `schema.py`, for any database.

SQLite is asked without SQLAlchemy, which takes longer to load than a search takes: `reader_sql.toml` holds the same
statements as SQLite's words, made by `python tools/reader_sql.py`; a test holds it against these.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from index.store.schema import addresses, document_groups, documents, mentions, passages, records, things, versions

IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
SINCE: sa.BindParameter[Any] = sa.bindparam("since", type_=sa.BigInteger)
KIND: sa.BindParameter[Any] = sa.bindparam("kind")

_OWN, _OTHER = document_groups.alias("own"), document_groups.alias("other")


def _latest(column: Any) -> sa.Select[Any]:
    return sa.select(sa.func.coalesce(sa.func.max(column), sa.literal_column("0")))


def _now(*columns: Any) -> sa.Select[Any]:
    """These columns of documents as they are now, with their current version."""
    held = documents.join(versions, versions.c.id == documents.c.version_id)
    return sa.select(*columns).select_from(held).where(~documents.c.deleted, documents.c.id.in_(IDS))


def _within(table: sa.Table, *columns: Any) -> sa.Select[Any]:
    """These columns of what the current versions of documents hold: passages, records."""
    held = documents.join(table, table.c.version_id == documents.c.version_id)
    return sa.select(documents.c.id, *columns).select_from(held).where(~documents.c.deleted, documents.c.id.in_(IDS))


_FORMS = (
    _OWN.join(_OTHER, (_OTHER.c.group_id == _OWN.c.group_id) & (_OTHER.c.document_id != _OWN.c.document_id))
    .join(documents, documents.c.id == _OTHER.c.document_id)
    .join(versions, versions.c.id == documents.c.version_id)
)

_ADDRESS = sa.select(addresses.c.address).where(
    addresses.c.document_id == documents.c.id, addresses.c.vanished.is_(None), addresses.c.address == versions.c.source
)
_ANOTHER = sa.select(sa.func.min(addresses.c.address)).where(
    addresses.c.document_id == documents.c.id, addresses.c.vanished.is_(None)
)
SOURCE = sa.func.coalesce(
    _ADDRESS.correlate(documents, versions).scalar_subquery(),
    _ANOTHER.correlate(documents).scalar_subquery(),
    versions.c.source,
)
"""Where a document is now: the address it was read at, else another that it has (it was moved), else the old one."""

QUERIES: dict[str, sa.Select[Any]] = {
    "last change": _latest(documents.c.change),
    "last thing change": _latest(things.c.change),
    "texts": _now(
        documents.c.id, sa.func.substr(versions.c.text, sa.literal_column("1"), sa.bindparam("most", type_=sa.Integer))
    ),
    "held": _now(
        documents.c.id,
        *(versions.c[name] for name in ("title", "kind", "language", "publisher", "published")),
        SOURCE,
        versions.c.text,
        documents.c.vanished,
    ),
    "facts": _now(
        documents.c.id,
        *(versions.c[name] for name in ("kind", "language", "published", "title")),
        versions.c.rest["publishers"],
    ),
    "versions": sa.select(documents.c.id, documents.c.version_id).where(~documents.c.deleted, documents.c.id.in_(IDS)),
    "pieces": _within(
        passages,
        *(passages.c[name] for name in ("kind", "page", "start", "end")),
        passages.c.rest["language"].as_string(),
    ).order_by(passages.c.version_id, passages.c.seq),
    "record types": _within(records, records.c.kind, records.c.type).where(records.c.type.is_not(None)).distinct(),
    "records": _within(records, records.c.data).where(records.c.kind == KIND),
    "groups": sa.select(document_groups.c.document_id, document_groups.c.group_id).where(
        document_groups.c.document_id.in_(IDS)
    ),
    "forms": sa.select(_OWN.c.document_id, _OTHER.c.document_id, versions.c.title, versions.c.kind, SOURCE)
    .select_from(_FORMS)
    .where(~documents.c.deleted, _OWN.c.document_id.in_(IDS))
    .order_by(_OTHER.c.document_id),
    "mentions": sa.select(mentions.c.document_id, mentions.c.record_id, mentions.c.thing_id).where(
        mentions.c.document_id.in_(IDS)
    ),
    "things named": sa.select(mentions.c.document_id, mentions.c.kind, mentions.c.thing_id)
    .where(mentions.c.document_id.in_(IDS))
    .distinct(),
    "documents naming": sa.select(mentions.c.thing_id, mentions.c.document_id)
    .where(mentions.c.thing_id.in_(IDS))
    .distinct(),
    "things moved": sa.select(things.c.id).where(things.c.change > SINCE),
    "things called": sa.select(things.c.id).where(
        things.c.kind == KIND, things.c.merged_into.is_(None), things.c.folded.contains(sa.bindparam("piece"))
    ),
    "thing names": sa.select(things.c.id, things.c.name).where(things.c.id.in_(IDS)),
    "now called": sa.select(things.c.id, sa.func.coalesce(things.c.merged_into, things.c.id)).where(
        things.c.kind == KIND, things.c.id.in_(IDS)
    ),
}
"""By name.  `ids` are documents or things, a few hundred at a time; the other parameters are named as they are."""
