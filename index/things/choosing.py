"""The one person or body that a name means; where it means several, they are named and none is taken."""

from __future__ import annotations

from extractors.model.errors import UnfitRequest
from index.store.naming import spaced
from index.store.store import Store
from index.things.evidence import ThingKind
from index.things.lookup import Thing, by_beginning, by_name, thing

NEAR = 3
"""So many are offered in place of one that is not there."""
ID = "thing-"
"""What all ids of people and bodies begin with."""
LIKE = len("thing-1a2b")
"""An id that begins like another for fewer letters is no slip of the pen."""
SHOWN = 8
"""So many that a name may mean are named."""
MOST = 200
"""So many are looked at: a name of more is none."""


def whole_thing(store: Store, key: str) -> Thing:
    """A thing by its id or by one it had before; raises UnfitRequest, naming the nearest, where there is none."""
    held = thing(store, key)
    if held is None:
        raise UnfitRequest("there is no such person or body", subject=key, advice=nearest(store, key))
    return held


def nearest(store: Store, said: str) -> str:
    """What may have been meant by an id that there is none of: ids that begin so, or things that are called so."""
    found: list[Thing] = []
    if said.startswith(ID):
        begins = (said[:end] for end in range(len(said), LIKE - 1, -1))
        found = next((some for one in begins if (some := by_beginning(store, one, NEAR))), [])
    elif said.strip():
        found = by_name(store, said, limit=NEAR)
    if not found:
        return "`louhi people --json` and `bodies` show ids."
    return f"Did you mean {' or '.join(f'{one.id} ({one.name})' for one in found)}?"


def unknown(store: Store, said: str, kind: str) -> str | None:
    """What to do where an id is none of a person, or of a body; None for what is no id but a name.

    "thing-1a2b3c4d5e6f7a8b" cut short finds nothing, and so does a body's id among people.
    """
    if not said.startswith(ID):
        return None
    held = thing(store, said)
    if held is not None and held.kind != kind:
        return f"{held.name} is a {held.kind}: search {held.kind}:{said}."
    return nearest(store, said)


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
