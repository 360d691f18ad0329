"""The database behind a home's store, by the home's settings, and what its errors mean to a person."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from extractors.model.errors import StoreAway, StoreError
from index.home import Home
from index.store.databases.meanings import CUT, RUN_AGAIN, ErrorMeaning
from index.store.databases.sqlite_database import SQLITE_MEANINGS, sqlite_engine

T = TypeVar("T")
AT_ONCE = 500
"""So many ids stand in one question to the database."""

_still_held: ContextVar[Callable[[], None] | None] = ContextVar("still_held", default=None)


def engine_for(home: Home) -> sa.Engine:
    """The engine of a home's database: PostgreSQL where its settings name one, else its own file."""
    url = home.database
    if url is None:
        return sqlite_engine(str(home.store))
    from index.store.databases.postgresql_database import postgresql_engine

    return postgresql_engine(url)


def database_name(home: Home) -> str:
    """What a home's database is called in messages; no password is shown."""
    if home.database is None:
        return str(home.store)
    from index.store.databases.postgresql_database import shown_url

    return shown_url(home.database)


@contextmanager
def held_everywhere(home: Home, busy: str, *, advice: str) -> Iterator[None]:
    """Be the one run that writes a home's store, whichever machine others run on: a file lock reaches its own alone.

    Raises HomeBusy, which says `busy`, where another is.
    """
    if home.database is None:
        yield
        return
    from index.store.databases.postgresql_database import RUN_LOCK, advisory_lock

    engine, name = engine_for(home), database_name(home)
    try:
        with (
            said_plainly(name),
            advisory_lock(engine, RUN_LOCK, busy, name=name, wait=False, advice=advice) as still,
        ):

            def look() -> None:
                with said_plainly(name):
                    still()

            token = _still_held.set(look)
            try:
                yield
            finally:
                _still_held.reset(token)
    finally:
        engine.dispose()


def hold_on() -> None:
    """Look whether what `held_everywhere` holds is held still, and take it again where the connection to it was cut.

    Raises HomeBusy where another run has taken it meanwhile, StoreAway where the database does not answer.
    """
    if look := _still_held.get():
        look()


def asking_plainly(engine: sa.Engine) -> sa.Engine:
    """The same database for questions of one statement each, which see one state of it without a transaction."""
    if engine.dialect.name != "postgresql":  # SQLite's BEGIN costs nothing
        return engine
    return engine.execution_options(isolation_level="AUTOCOMMIT", louhi_plain=True)


def upsert(db: sa.Connection, table: sa.Table) -> Any:
    """An INSERT that can say what is to be done where the row is there: both databases say it alike."""
    from sqlalchemy.dialects import postgresql, sqlite

    return postgresql.insert(table) if db.dialect.name == "postgresql" else sqlite.insert(table)


@contextmanager
def said_plainly(name: str) -> Iterator[None]:
    """Turn a database's error into a StoreError that a person understands."""
    try:
        yield
    except sa.exc.StatementError as error:
        if isinstance(error.orig, StoreError):  # what keepable.py refuses while a statement is made ready
            raise error.orig from error
        if not isinstance(error, sa.exc.DatabaseError):
            raise
        said = str(error.orig)
        for one in _meanings(error):
            if one.sign in said:
                raise one.kind(one.reason, subject=name, advice=one.advice) from error
        if error.connection_invalidated:
            raise StoreAway(CUT, subject=name, advice=RUN_AGAIN) from error
        raise StoreError(f"the store refused ({' '.join(said.split())})", subject=name) from error
    except (sa.exc.ResourceClosedError, sa.exc.PendingRollbackError) as error:  # it was cut before this was asked
        raise StoreAway(CUT, subject=name, advice=RUN_AGAIN) from error


def _meanings(error: sa.exc.DatabaseError) -> tuple[ErrorMeaning, ...]:
    if "sqlite3" in type(error.orig).__module__:
        return SQLITE_MEANINGS
    from index.store.databases.postgresql_database import POSTGRESQL_MEANINGS

    return POSTGRESQL_MEANINGS


def insert_rows(db: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put new rows into a table, however many: each with the same columns."""
    if not rows:
        return
    if db.dialect.name == "postgresql":
        from index.store.databases.postgresql_database import insert_as_json

        insert_as_json(db, table, rows)
    else:
        db.execute(table.insert(), [*rows])


def asked(db: sa.Connection, query: Any, column: Any, some: Iterable[Any]) -> Iterator[Any]:
    """The rows of a query for which a column is one of some values."""
    for keys in in_batches(sorted(some), AT_ONCE):
        yield from db.execute(query.where(among(db, column, keys)))


def among(db: sa.Connection, column: Any, some: Collection[Any]) -> sa.ColumnElement[bool]:
    """That a column is one of some values.  PostgreSQL gets them as one: a list of each length is another statement."""
    if db.dialect.name != "postgresql":
        return cast(sa.ColumnElement[bool], column.in_(some))
    type_: sa.types.TypeEngine[Any] = column.type if isinstance(column.type, sa.Integer) else sa.Text()
    return cast(sa.ColumnElement[bool], column == sa.any_(sa.literal([*some], sa.ARRAY(type_))))


def in_batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of `size` things, the last one shorter.

    >>> list(in_batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    stream = iter(things)
    while some := list(islice(stream, size)):
        yield some
