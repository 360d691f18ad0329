"""The one person or body that a name means; where it means several, they are named and none is taken."""

from __future__ import annotations

from extractors.model.errors import UnfitRequest
from index.store.naming import spaced
from index.store.store import Store
from index.things.evidence import ThingKind
from index.things.lookup import Thing, by_name, thing

SHOWN = 8
"""So many that a name may mean are named."""
MOST = 200
"""So many are looked at: a name of more is none."""


def one_called(store: Store, said: str, kind: ThingKind) -> Thing:
    """The thing with this id, else the only one that is called so in any form.

    Of several the one whose whole name it is goes first.  Raises UnfitRequest where there is none, or no telling which.
    """
    held = thing(store, said)
    if held is not None and held.kind == kind:
        return held
    found = by_name(store, said, kind, MOST)
    whole = [one for one in found if spaced(one.name) == spaced(said)]
    if len(found) == 1 or len(whole) == 1:
        return (whole or found)[0]
    plural = "people" if kind == "person" else "bodies"
    if not found:
        raise UnfitRequest(
            f"no {kind} is called so", subject=said, advice=f"`louhi {plural} WORDS` lists those there are."
        )
    some = whole or found
    named = "; ".join(f"{one.name} ({one.documents} documents): {one.id}" for one in some[:SHOWN])
    more = f"; and {len(some) - SHOWN} more" if len(some) > SHOWN else ""
    raise UnfitRequest(
        f"{len(some)} {plural} are called so", subject=said, advice=f"Name one by its id: {named}{more}."
    )
