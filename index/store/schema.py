"""The store's tables.  Migrations bring an older store here; a test holds the two against each other.

documents 1──n versions 1──n passages          runs 1──n items
    │ 1           └──────1──n records
    ├──n addresses                             things 1──n mentions n──1 documents
    ├──n transitions (from version to version)    │ 1          n
    ├──1 document_groups                          ├──n thing_years
    └──1 sketches, n sketch_keys                  └──n cores 1──n profiles 1──n profile_keys
                                                state       alerts 1──n sent_alerts

Nothing here belongs to SQLite alone: names are kept in a folded column for LIKE, change numbers have 64 bits, and what
is ordered by is ordered by code points (`Ordered`), so that another database gives the same rows in the same order.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData()

Ordered = String().with_variant(String(collation="C"), "postgresql")
"""Text that is ordered by code points, as SQLite orders all text."""

# `change` grows with every put and delete: whoever makes something of the store (the full-text index) remembers the
# last number it has seen and catches up from there.  A deleted document stays as a row so that its going is seen too.
documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("version_id", String, nullable=False),
    Column("change", BigInteger, nullable=False, index=True),
    Column("deleted", Boolean, nullable=False, default=False),
    Column("vanished", String),  # when its last address stopped answering
    Index("documents_by_version", "version_id", "deleted"),  # whose a record is, found from the record
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
    Column("publishers", Text, nullable=False, server_default=""),  # all of them folded, to be looked for in
    Index("versions_by_publishers", "publishers", "id"),  # no text is walked past to look for one
    Index("versions_by_kind", "kind", "language", "published", "id"),  # nor for a kind, a language or a day
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
    Column("rest", JSON),  # level, cells, language, hidden, ocr, box where set
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
    Column("folded", Text, nullable=False, server_default=""),  # its names and aliases, spaced and in lower case
    Column("others", Text, nullable=False, server_default=""),  # whom else it names: a role's body, a contact's person
    Index("records_by_name", "kind", "name"),
    Index("records_by_time", "kind", "since", "until"),
    Index("records_by_amount", "kind", "type", "low", "high"),
)

# What a version's words are found by, to know a release that stands at another address too; see same_release.py.
release_keys = Table(
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

# A person or body of the corpus.  What it is called and counted as is made from its mentions; see index/things/.
things = Table(
    "things",
    metadata,
    Column("id", Ordered, primary_key=True),
    Column("kind", String, nullable=False),  # person or body
    Column("name", Text, nullable=False),  # what a person called it, else the lexicon, else most of its mentions
    Column("folded", Ordered, nullable=False),  # its names and aliases, spaced and in lower case, to be looked for in
    Column("renamed", Text),  # the name a person gave it
    Column("known", String),  # the lexicon's id
    Column("type", String),  # a body's kind: ministry, municipality ...
    Column("aliases", JSON, nullable=False),
    Column("merged_into", String, index=True),  # the thing that it is now part of
    Column("documents", Integer, nullable=False),  # in how many documents it is named now; 0 for one that is no more
    Column("mentions", Integer, nullable=False),  # how many times
    Column("change", BigInteger, nullable=False, index=True),  # grows when mentions go from one thing to another
    Index("things_by_documents", "kind", "documents", "name"),
    Index("things_by_name", "kind", "name"),
    Index("things_by_mentions", "kind", "mentions", "name"),
    Index("things_named", "kind", sqlite_where=text("documents > 0"), postgresql_where=text("documents > 0")),
)

# One row a person or body of a document as it is now.
mentions = Table(
    "mentions",
    metadata,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("record_id", String, primary_key=True),
    Column("kind", String, nullable=False),  # person or body
    Column("seq", Integer, nullable=False),  # the record's place among its kind, as in `records`
    Column("day", Ordered, nullable=False),  # when the document was published; ~ where that is not known
    Column("quotes", Integer, nullable=False),  # how many times the document names it
    Column("profile_id", String, nullable=False, index=True),
    Column("thing_id", String),
    Index("mentions_by_thing", "thing_id", "day", "document_id"),
    Index("mentions_by_day", "kind", "day", "thing_id", "document_id", "quotes"),  # all that a list of a time counts
)

# In how many documents of a year a thing is named, and how often; see yearly_counts.py.
thing_years = Table(
    "thing_years",
    metadata,
    Column("thing_id", Ordered, primary_key=True),
    Column("year", Ordered, primary_key=True),
    Column("kind", String, nullable=False),  # person or body
    Column("documents", Integer, nullable=False),
    Column("mentions", Integer, nullable=False),
    Index("thing_years_by_documents", "kind", "year", "documents"),
    sqlite_with_rowid=False,
)

# What mentions that say the same of a person or body have in common: those of one profile are always one thing.
profiles = Table(
    "profiles",
    metadata,
    Column("id", Ordered, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("known", String),
    Column("type", String),
    Column("aliases", JSON, nullable=False),
    Column("keys", JSON, nullable=False),  # what tells it from others, each with its rule and its reason in words
    Column("uses", Integer, nullable=False),  # in how many mentions
    Column("anchor", Ordered, nullable=False),  # the first of them: day, document, record
    Column("core_id", Integer, nullable=False),
    Index("profiles_by_core", "core_id", "name", "type", "uses"),
)

# The keys of profiles that alone make two one; a number of profiles may hold one.
profile_keys = Table(
    "profile_keys",
    metadata,
    Column("key", String, primary_key=True),
    Column("profile_id", ForeignKey("profiles.id", ondelete="CASCADE"), primary_key=True, index=True),
)

# Profiles that share such keys, as one: a new document is compared with these, not with all their profiles.
cores = Table(
    "cores",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),  # the name of one of its profiles
    Column("known", String, index=True),
    Column("least", Ordered, nullable=False),  # the least id among its profiles
    Column("size", Integer, nullable=False),  # how many profiles it has
    Column("posted", Integer, nullable=False),  # how many of them name a post in a body
    Column("contested", Boolean, nullable=False),  # profiles that share a key with its own are kept apart from them
    Column("thing_id", String, index=True),
)

# The keys of a core that join where one alone can be meant, and the titles that speak against it.
core_keys = Table(
    "core_keys",
    metadata,
    Column("key", String, primary_key=True),
    Column("core_id", ForeignKey("cores.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("uses", Integer, nullable=False),  # how many of its profiles hold it
    Column("calls", Integer, nullable=False),  # how many of them make it a key that can join
)

# People of one document who might be taken for each other by their names, and are therefore two.
namesakes = Table(
    "namesakes",
    metadata,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("profile_id", Ordered, primary_key=True),
    Column("name", String, nullable=False, index=True),  # what their names have in common
)

# Two things that may be one: what speaks for it, and what a person said of it.
candidates = Table(
    "candidates",
    metadata,
    Column("one", Ordered, primary_key=True),
    Column("other", Ordered, primary_key=True, index=True),
    Column("evidence", JSON, nullable=False),
    Column("state", String, nullable=False),  # open, accepted or refused
)

# Documents that are forms of one: a deck as PPTX and PDF, a page and its printed form.
document_groups = Table(
    "document_groups",
    metadata,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("group_id", Ordered, nullable=False, index=True),
    Column("reason", Text),
)

# What a document is known by to its other forms, where it has a title and words enough; see sketches.py.
sketches = Table(
    "sketches",
    metadata,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("numbers", Text, nullable=False),
)

sketch_keys = Table(
    "sketch_keys",
    metadata,
    Column("key", String, primary_key=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True),
)

# Small things to be remembered, by kind and key: saved searches, listings, what sites asked of us, what was told.
state = Table(
    "state",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", Ordered, primary_key=True),
    Column("data", JSON, nullable=False),
)

# What was told, the oldest first: its id is made of what it is about, so that nothing is told twice.
alerts = Table(
    "alerts",
    metadata,
    Column("id", String, primary_key=True),
    Column("seq", BigInteger, nullable=False, index=True),  # 1, 2, ... as it was told
    Column("document_id", String, index=True),  # what it is about, where that is a document
    Column("link", Text),  # where that is to be found
    Column("data", JSON, nullable=False),  # the alert: kind, title, text, source, when
)

# What each channel has sent of it.
sent_alerts = Table(
    "sent_alerts",
    metadata,
    Column("channel", String, primary_key=True),
    Column("alert_id", String, primary_key=True),
)
