"""PostgreSQL as the store uses it: for an archive that one machine's file does not hold.

One writes at a time, in the order of an advisory lock; readers see the store as it was when they began and wait for
nobody.  Text is ordered by code points, as SQLite orders it: a database made otherwise is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import sqlalchemy as sa

from extractors.model.errors import HomeBusy, StoreAway, StoreError
from index.store.databases.keepable import as_json, refuse_unkeepable
from index.store.databases.meanings import CUT, RUN_AGAIN, ErrorMeaning
from index.store.databases.patience import patience

WRITE_LOCK, RUN_LOCK, MIGRATE_LOCK = 5_568_531, 5_568_532, 5_568_533
"""The advisory locks of a database: of a transaction that writes, of a run, and of bringing the schema up to date."""

BY_CODE_POINTS = ("C", "POSIX", "C.UTF-8", "C.utf8")
MADE_SO = "Make it so: createdb --template=template0 --encoding=UTF8 --locale=C NAME"

POSTGRESQL_MEANINGS = (
    ErrorMeaning("lock timeout", "another Louhi is writing", "Wait for it to end, then try again.", HomeBusy),
    ErrorMeaning("No space left", "the database's disk is full", "Free some space there and run the command again."),
    ErrorMeaning(
        "read-only transaction", "the database cannot be written", "Name the server that is written, not a standby."
    ),
    ErrorMeaning(
        "permission denied", "the database does not let this user do that", "Give the user rights to the database."
    ),
    ErrorMeaning(
        "authentication failed", "the database does not know this user or password", "See PGPASSWORD or ~/.pgpass."
    ),
    ErrorMeaning("does not exist", "the database is not there", MADE_SO),
    *(
        ErrorMeaning(sign, "the database does not answer", "Start it, or name another in settings.toml.", StoreAway)
        for sign in ("Connection refused", "No such file or directory", "is starting up", "is shutting down")
    ),
    ErrorMeaning("could not translate host", "the database's host is not known", "Look at its name in settings.toml."),
    ErrorMeaning(
        "terminating connection",
        "the database was stopped",
        "What was stored before is safe; run the command again.",
        StoreAway,
    ),
    *(
        ErrorMeaning(sign, CUT, RUN_AGAIN, StoreAway)
        for sign in ("server closed the connection", "the connection is closed", "the connection is lost")
    ),
)


def shown_url(url: str) -> str:
    """An address as it may be shown: without the password.

    >>> shown_url("postgresql://louhi:salainen@db.example.fi/louhi")
    'postgresql://louhi:***@db.example.fi/louhi'
    """
    return sa.make_url(url).render_as_string(hide_password=True)


def postgresql_engine(url: str) -> sa.Engine:
    """An engine whose writers queue for a lock and whose readers see one state of the store.

    Raises StoreError where psycopg is not installed or the address is none.
    """
    try:
        engine = sa.create_engine(
            sa.make_url(url).set(drivername="postgresql+psycopg"),
            json_serializer=as_json,
            pool_pre_ping=True,
            connect_args={"application_name": "louhi", "connect_timeout": 15, "client_encoding": "utf8"},
        )
    except ModuleNotFoundError as error:
        raise StoreError(
            "psycopg is not installed", subject=shown_url(url), advice="pip install 'louhi[postgresql]'"
        ) from error
    except sa.exc.ArgumentError as error:
        raise StoreError(
            "the store's address cannot be read", advice="Write postgresql://user@host/database."
        ) from error
    refuse_unkeepable(engine)

    @sa.event.listens_for(engine, "begin")
    def _begin(db: sa.Connection) -> None:
        if db.get_execution_options().get("louhi_write"):
            db.exec_driver_sql(f"SET LOCAL lock_timeout = {int(1000 * patience())}")
            db.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
            db.exec_driver_sql("SET LOCAL lock_timeout = DEFAULT")
        elif not db.get_execution_options().get("louhi_plain"):
            db.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    return engine


def refuse_other_order(db: sa.Connection, name: str) -> None:
    """Raise StoreError for a database that is not in UTF-8, or orders text otherwise than by code points."""
    query = "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()"
    encoding, collate = db.exec_driver_sql(query).one()
    if encoding != "UTF8" or collate not in BY_CODE_POINTS:
        raise StoreError(
            f"the database is in {encoding} and orders text by {collate}, not by code points",
            subject=name,
            advice=MADE_SO,
        )


def insert_as_json(db: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put new rows into a table as one JSON text: sent one by one they cost ten times as much.

    What is None in a column of JSON is kept as JSON's null, as SQLAlchemy keeps it.
    """
    try:
        said = as_json([*map(dict, rows)], allow_nan=False)
    except ValueError:  # an amount beyond all floating numbers, which JSON cannot say
        db.execute(table.insert(), [*rows])
    else:
        db.execute(_from_json(table, tuple(rows[0])), {"rows": said})


@cache
def _from_json(table: sa.Table, names: tuple[str, ...]) -> sa.TextClause:
    columns = [table.c[name] for name in names]
    into = ", ".join(f'"{one.name}"' for one in columns)
    given = ", ".join(
        f"coalesce(\"{one.name}\", 'null')" if isinstance(one.type, sa.JSON) else f'"{one.name}"' for one in columns
    )
    rows = f'json_populate_recordset(CAST(NULL AS "{table.name}"), CAST(:rows AS json))'
    return sa.text(f'INSERT INTO "{table.name}" ({into}) SELECT {given} FROM {rows}')


@contextmanager
def advisory_lock(
    engine: sa.Engine, key: int, busy: str, *, name: str, wait: bool, advice: str
) -> Iterator[Callable[[], None]]:
    """Hold a lock of the database in this block, on a connection of its own: it goes when its holder dies.

    Gives what looks whether it is held still, and takes it again where the connection was cut.  Raises HomeBusy, which
    says `busy`, where another holds it and `wait` is not asked for.
    """
    how = "pg_advisory_lock" if wait else "pg_try_advisory_lock"

    def take() -> sa.Connection:
        db = engine.connect().execution_options(isolation_level="AUTOCOMMIT", louhi_plain=True)
        if db.exec_driver_sql(f"SELECT {how}({key})").scalar() is False:
            db.close()
            raise HomeBusy(busy, subject=name, advice=advice)
        return db

    held = take()

    def still() -> None:
        nonlocal held
        try:
            held.exec_driver_sql("SELECT 1")
        except sa.exc.DBAPIError:  # the lock went with its connection
            held.close()
            held = take()

    try:
        yield still
    finally:
        _let_go(held, key)
        held.close()


def _let_go(db: sa.Connection, key: int) -> Any:
    try:
        return db.exec_driver_sql(f"SELECT pg_advisory_unlock({key})").scalar()
    except sa.exc.SQLAlchemyError:  # the connection was cut: the lock went with it
        return None
