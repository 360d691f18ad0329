"""Reading a listing in a process of its own: what a site sends may be of any size and shape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from pydantic import TypeAdapter

from extractors.model.errors import TooLarge
from extractors.readers.sandbox.bounds import MEGABYTE, Bounds
from extractors.readers.sandbox.worker import Trade, done_safely
from pipeline.sources.kinds.source_kind import ListingKind
from pipeline.sources.listed_items import CutShort, ListedItem

HERE = "pipeline.sources.kinds.listing_task"
LISTING = Trade(
    "reading the listing",
    f"{HERE}:make_ready_to_list",
    "Allow more with seconds in settings.toml, or look at the listing: it may be made so.",
)
MOST = {"list": 20 * MEGABYTE}
OTHERWISE = 60 * MEGABYTE
"""A parsed page is a tree many times its size; feeds and site maps are read piece by piece."""


def listed_safely(kind: ListingKind, content: bytes, base: str, *, seconds: float, memory: int) -> list[ListedItem]:
    """The items of a listing, read within bounds.  Raises ReadError, SourceError, and CutShort with what it gave."""
    most = MOST.get(kind.name, OTHERWISE)
    if len(content) > most:
        raise TooLarge(
            f"it has {len(content) / MEGABYTE:.0f} MB, and at most {most / MEGABYTE:.0f} MB of such a listing are read",
            subject=base,
            advice="Watch its feed, or a part of it.",
        )
    named = f"{type(kind).__module__}:{type(kind).__qualname__}"
    bounds = Bounds(seconds=seconds, memory=memory)
    answer = done_safely(
        LISTING, f"{HERE}:list_items", {"kind": named, "base": base}, content, bounds=bounds, subject=base
    )
    said = json.loads(answer)
    items = _items().validate_python(said["items"])
    if said["cut"]:
        cut = CutShort(base)
        cut.items = items
        raise cut
    return items


def list_items(told: Mapping[str, Any], content: bytes) -> bytes:
    """The task: the bytes of a listing -> its items, as JSON, and whether it was cut short."""
    module, _, name = told["kind"].partition(":")
    kind: ListingKind = getattr(import_module(module), name)()
    try:
        items, cut = kind.listed(content, told["base"]), False
    except CutShort as short:
        items, cut = short.items, True
    return json.dumps({"items": _items().dump_python(items, mode="json"), "cut": cut}).encode()


def make_ready_to_list() -> None:
    """Import what nearly every listing needs."""
    import lxml.html  # noqa: F401


@cache
def _items() -> TypeAdapter[list[ListedItem]]:
    return TypeAdapter(list[ListedItem])
