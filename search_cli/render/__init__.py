"""Models as text, tables and JSON: pure functions."""
