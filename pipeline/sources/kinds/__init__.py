"""A class a kind of source; `source_kinds` is the registry of them."""
