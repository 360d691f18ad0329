"""Facets: what a person has chosen as plans, and the values of all hits with their counts.

A value is a code or a thing's id; choosing it finds as many documents as its count says, for both ask the engine for
the documents with that value.  Which facets there are is said in `index/query/fields.py`: a new one is an entry there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.model.errors import QueryError
from index.engines.engine import Counts
from index.opened import Opened
from index.query.fields import FACETS, codes_of
from index.query.plan import Has, Plan
from index.search.facet_values import ALL
from index.search.results import FacetValue

NEAR = 3
"""So many values are offered for one that is not there."""


def choices(opened: Opened, chosen: Mapping[str, Sequence[str]]) -> dict[str, Plan]:
    """What was chosen, as a plan for each facet; raises QueryError for a facet or value that there is none of."""
    out: dict[str, Plan] = {}
    for facet, values in chosen.items():
        if facet not in FACETS:
            raise QueryError(f"there is no facet {facet}", subject=facet, advice=f"There are: {', '.join(FACETS)}.")
        if values:
            found = (value for said in values for value in _values(opened, facet, said))
            out[facet] = Has(facet, tuple(dict.fromkeys(found)))
    return out


def _values(opened: Opened, facet: str, said: str) -> tuple[str, ...]:
    """The value that was meant: a code, a value that there is, or one that there was."""
    field = FACETS[facet]
    if field.code is not None:
        if found := codes_of(field, said):
            return found
        raise QueryError(f"there is no {facet} {said}", subject=said, advice=field.advice)
    if value := opened.values.meant(facet, said):
        return (value,)
    if field.thing and (advice := opened.unknown(facet, said)):
        raise QueryError(f"there is no {facet} {said}", subject=said, advice=advice)
    near = opened.values.called(facet, said)
    labels = opened.values.labels(facet, near[:NEAR])
    told = ", ".join(f"{value} ({label})" if value != label else value for value, label in labels.items())
    advice = f"Did you mean {told}?" if near else f"Take a value from the facets, or search {facet}:{said}."
    raise QueryError(f"there is no {facet} {said}", subject=said, advice=advice)


def facets(opened: Opened, plan: Plan, chosen: Mapping[str, Plan]) -> dict[str, tuple[FacetValue, ...]]:
    """The commonest values of each facet, in its order; the chosen ones are always among them."""
    wanted = {name: field.most if name not in chosen else ALL for name, field in FACETS.items()}
    found = opened.engine.facets(plan, chosen, wanted)
    return {name: _labelled(opened, name, _kept(name, counts, chosen.get(name))) for name, counts in found.items()}


def _kept(facet: str, counts: Counts, chosen: Plan | None) -> Counts:
    """The commonest values and those that are chosen, also where no document has them any more."""
    if not isinstance(chosen, Has):
        return counts
    held = dict(counts)
    some = counts[: FACETS[facet].most]
    shown = {value for value, _ in some}
    return some + [(value, held.get(value, 0)) for value in chosen.values if value not in shown]


def _labelled(opened: Opened, facet: str, counts: Counts) -> tuple[FacetValue, ...]:
    labels = opened.values.labels(facet, [value for value, _ in counts])
    told = [
        FacetValue.model_construct(value=value, label=labels.get(value, value), count=count) for value, count in counts
    ]
    return tuple(sorted(told, key=lambda one: one.value)) if FACETS[facet].in_order else tuple(told)


def more_values(
    opened: Opened, query: str, facet: str, chosen: Mapping[str, Sequence[str]], like: str
) -> tuple[FacetValue, ...]:
    """All values of one facet of a search; with `like`, those whose name holds its words."""
    from index.query.parser import parse

    if facet not in FACETS:
        raise QueryError(f"there is no facet {facet}", subject=facet, advice=f"There are: {', '.join(FACETS)}.")
    plan = opened.planner(query).plan_of(parse(query))
    counts = opened.engine.facets(plan, choices(opened, chosen), {facet: ALL})[facet]
    if like.strip():
        meant = set(opened.values.called(facet, like))
        counts = [one for one in counts if one[0] in meant]
    return _labelled(opened, facet, counts)
