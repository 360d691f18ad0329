"""Feeds and site maps: lists of documents with what the list says of each."""
