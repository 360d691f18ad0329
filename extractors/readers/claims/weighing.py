"""Which claim wins: the witnesses of title, date, publisher, language and kind, the strongest first."""

from __future__ import annotations

from extractors.model.document import RawDocument
from extractors.model.draft import Claim, Draft

STRENGTH: dict[str, tuple[str, ...]] = {
    name: tuple(part.strip() for part in witnesses.split(","))
    for name, witnesses in {
        "title": "placeholder, decision system, heading, json-ld, dateline, meta, open graph, outline, layout, text, "
        "mail header, html title, state, feed, hint, file properties, file name",
        "published": "json-ld, decision system, meta, dateline, state, markup, microdata, page date, text, "
        "mail header, revised, address, feed, hint, beside headline, search, file properties, file name",
        "publisher": "dateline, decision system, letterhead, json-ld, meta, text, mail header, open graph, layout, "
        "html title, feed, hint, address, file properties",
        "language": "markup, meta, json-ld, hint, file properties",
        "kind": "dateline, address, open graph, layout, text, markup, hint, feed, file properties",
    }.items()
}
"""A witness a reader names that is not listed here stands where "text" does."""
RANK = {name: {where: rank for rank, where in enumerate(order)} for name, order in STRENGTH.items()}

MACHINES = ("json-ld", "meta")
SEEN = ("dateline", "markup", "microdata", "page date", "address")
"""Witnesses of a day: what the head of a page says to machines, what its reader sees."""


def settle(draft: Draft, raw: RawDocument) -> dict[str, list[Claim]]:
    """The winning claim of each field, first in its list; of publishers, all whom the strongest witness names.

    >>> draft = Draft("text/html", claims=[Claim("title", "Kunta", "html title"), Claim("title", "Päätös", "heading")])
    >>> settle(draft, RawDocument(content=b"", source=""))["title"][0].value
    'Päätös'
    """
    hints = [Claim(name, value, "hint") for name, value in raw.hints if value]  # type: ignore[arg-type]
    by_field: dict[str, list[Claim]] = {}
    for claim in [*draft.claims, *hints]:
        if claim.value.strip():
            by_field.setdefault(claim.field, []).append(claim)
    settled: dict[str, list[Claim]] = {}
    for name, claims in by_field.items():
        ranks = RANK[name]
        claims.sort(key=lambda c: ranks.get(c.where, ranks.get("text", len(ranks))))
        first = claims[0]
        if name == "publisher":
            settled[name] = list(dict.fromkeys(c for c in claims if c.where == first.where))
        elif name == "published":
            first = _outvoted(first, claims)
            settled[name] = [_to_the_minute(first, claims)]
        else:
            settled[name] = [first]
    return settled


def _outvoted(first: Claim, claims: list[Claim]) -> Claim:
    """What a machine wrote into a page's head, unless two things that its reader sees agree on another day: a day of no
    machine's, or where the machines themselves name two days the other of these.

    >>> told = [Claim("published", day, by) for day, by in (("2020-03-01", "json-ld"), ("2019-02-03", "dateline"))]
    >>> _outvoted(told[0], told).value, _outvoted(told[0], [*told, Claim("published", "2019-02-03", "markup")]).value
    ('2020-03-01', '2019-02-03')
    """
    if first.where not in MACHINES:
        return first
    seen = [c for c in claims if c.where in SEEN and c.value[:10] != first.value[:10]]
    for claim in seen:
        if any(c.where != claim.where and c.value[:10] == claim.value[:10] for c in seen):
            return claim
    return first


def _to_the_minute(first: Claim, claims: list[Claim]) -> Claim:
    """Where the strongest witness knows the day alone, one that knows the hour of the same day says more."""
    if "T" in first.value or first.where == "decision system":
        return first
    return next(
        (
            c
            for c in claims
            if "T" in c.value and c.value.startswith(first.value) and c.where not in ("file properties", "hint")
        ),
        first,
    )
