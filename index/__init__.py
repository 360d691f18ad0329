"""Keeps and finds: the store, the full text, search and exports."""
