"""The record store: documents, versions, records, addresses and runs; SQLite through SQLAlchemy, and the only truth."""
