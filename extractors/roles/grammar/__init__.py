"""Roles by the grammar of sentences: which are parsed, who holds a title, and in which body."""
