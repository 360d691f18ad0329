"""How Alembic reaches a home's store; `migrate.py` hands it the connection."""

from alembic import context

from index.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
