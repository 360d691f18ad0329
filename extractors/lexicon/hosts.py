"""Whose site an address stands on."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from extractors.lexicon.known_bodies import known_bodies, slug
from extractors.lexicon.wordlists import wordlist
from extractors.model.draft import Claim


@cache
def _owners() -> dict[str, str]:
    """Domain -> the name of its owner: those of `lexicon/hosts.toml`, and the municipalities' own names."""
    data, known = wordlist("hosts"), known_bodies()
    owners = {host: known[body].name for host, body in data["hosts"].items()}
    for body in known.values():
        if body.kind == "municipality" and body.place and body.until is None:
            own = (name.rpartition(" ") for name in body.names)
            # "Korsholm" of "Korsholms kommun" and "Korsholm kommun".
            swedish = min((place for place, _, noun in own if noun in ("stad", "kommun")), key=len, default="")
            for name in filter(None, (body.place, swedish)):
                owners.setdefault(slug(name).replace("-", "") + ".fi", body.name)
    return {
        host: name
        for host, name in owners.items()
        if host not in data["others"]["not_municipal"] or host in data["hosts"]
    }


def owner_of(address: str) -> str | None:
    """The body whose site an http address stands on; None for a site nobody listed.

    >>> owner_of("https://stm.fi/-/paatos"), owner_of("https://paatokset.kuopio.fi/a?b=1"), owner_of("muistio.pdf")
    ('Sosiaali- ja terveysministeriö', 'Kuopion kaupunki', None)
    """
    if not address.lower().startswith(("http://", "https://")):
        return None
    try:
        labels = (urlsplit(address).hostname or "").lower().rstrip(".").split(".")
    except ValueError:
        return None
    return _owners().get(".".join(labels[-2:]))


def site_claims(*addresses: str) -> list[Claim]:
    """The claim that the owner of the site gave a document out: the weakest witness, for it may only be passed on."""
    owners = [owner for address in addresses if (owner := owner_of(address))]
    return [Claim("publisher", owner, "address") for owner in owners[:1]]
