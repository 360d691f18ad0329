"""The store's tables.  Migrations bring an older store here; a test holds the two against each other.

documents 1──n versions 1──n passages          runs 1──n items
    │ 1           └──────1──n records
    ├──n addresses
    └──n transitions (from version to version)
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

# `change` grows with every put and delete: whoever makes something of the store (the full-text index) remembers the
# last number it has seen and catches up from there.  A deleted document stays as a row so that its going is seen too.
documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("version_id", String, nullable=False),
    Column("change", Integer, nullable=False, index=True),
    Column("deleted", Boolean, nullable=False, default=False),
    Column("vanished", String),  # when its last address stopped answering
)

versions = Table(
    "versions",
    metadata,
    Column("id", String, primary_key=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("number", Integer, nullable=False),  # 1, 2, ... within the document
    Column("sha256", String, nullable=False, index=True),
    Column("fetched", String),
    Column("extractor", String, nullable=False, default=""),  # which Louhi read it
    Column("source", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("title", Text),
    Column("kind", String, nullable=False),
    Column("listing", Boolean, nullable=False),
    Column("language", String, nullable=False),
    Column("publisher", String),
    Column("published", String),
    Column("text", Text, nullable=False),
    Column("rest", JSON, nullable=False),  # publishers, pages, links, furniture, found_in, issues
    Column("seal", JSON),  # what the row, its passages and records were when they were written; see seal.py
)

passages = Table(
    "passages",
    metadata,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("page", Integer),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("rest", JSON),  # level, cells, language, hidden, ocr where set
)

# One row a record; `name`, `since`..`until` and `low`..`high` repeat what `data` holds, to be filtered and counted by.
records = Table(
    "records",
    metadata,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String, primary_key=True),  # people, roles, bodies, dates, amounts, contacts, identifiers
    Column("seq", Integer, primary_key=True),
    Column("name", String),
    Column("type", String),  # a body's or amount's kind
    Column("since", String),
    Column("until", String),
    Column("low", Float),
    Column("high", Float),
    Column("unit", String),
    Column("confidence", Float, nullable=False),
    Column("data", JSON, nullable=False),
    Index("records_by_name", "kind", "name"),
    Index("records_by_time", "kind", "since", "until"),
    Index("records_by_amount", "kind", "type", "low", "high"),
)

# What a version's words are found by, to know a release that stands at another address too; see alike.py.
alike = Table(
    "alike",
    metadata,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String, nullable=False, index=True),
)

# From which version to which a document went; more of them than versions, where a page goes back and forth.
transitions = Table(
    "transitions",
    metadata,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("before", ForeignKey("versions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("after", ForeignKey("versions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", String),
)

addresses = Table(
    "addresses",
    metadata,
    Column("address", String, primary_key=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sha256", String, nullable=False),
    Column("etag", String),
    Column("last_modified", String),
    Column("checked", String),  # last time it answered
    Column("vanished", String),
    Column("source", String),  # the watched source that named it
)

runs = Table(
    "runs",
    metadata,
    Column("id", String, primary_key=True),
    Column("started", String, nullable=False),
    Column("ended", String),
    Column("data", JSON, nullable=False),
)

items = Table(
    "items",
    metadata,
    Column("run_id", ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("address", String, nullable=False, index=True),
    Column("outcome", String, nullable=False),  # see runs.Outcome
    Column("error", String),  # the error's class
    Column("reason", Text),
    Column("advice", Text),
    Column("document_id", String),
    Column("source", String),
    Column("seconds", Float),
)

# What people said of records, and the machine's own records of the versions where that changed them.
corrections = Table(
    "corrections",
    metadata,
    Column("id", String, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("document_id", String, nullable=False, index=True),
    Column("data", JSON, nullable=False),
    Column("failed", Text),  # why it could not be applied when the document was last read
)

machine_records = Table(
    "machine_records",
    metadata,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("data", JSON, nullable=False),
)
