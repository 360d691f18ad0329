"""All that is kept and all that is made from it: the store, full text, search and exports.

Index.open(home) -> Index        .add(documents) .search(query) .similar(id) .delete(ids) .close()
rows(home, "amounts")            the rows of an export as dicts; frame(home, "amounts") as a table of pandas
Filter(publisher="liitto")       what they keep
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.frames import frame as frame
    from index.frames import rows as rows
    from index.home import Home as Home
    from index.index import Index as Index
    from index.search.results import Hit as Hit
    from index.search.results import Results as Results
    from index.store.filters import Filter as Filter

LAZY = {
    "Index": "index.index",
    "Home": "index.home",
    "Hit": "index.search.results",
    "Results": "index.search.results",
    "Filter": "index.store.filters",
    "frame": "index.frames",
    "rows": "index.frames",
}
"""What this package gives and the module it lives in: imported when first asked for."""


def __getattr__(name: str) -> Any:
    if name in LAZY:
        return getattr(import_module(LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
