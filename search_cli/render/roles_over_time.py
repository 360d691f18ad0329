"""A person or a body over time, as a terminal shows it: each role with its span and the sentences that say so."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text

from search_cli.render.cells import cell, clip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import RenderableType

    from index.things.lookup import Thing

SENTENCES = 3
"""Sentences that are shown of a role: the first ones that say it."""


def history_of(thing: Thing, roles: Sequence[Mapping[str, Any]], *, ids: bool = False) -> RenderableType:
    """Names first, then the roles in order of time; `ids` adds the ids a person copies from."""
    about = [thing.type or thing.kind, f"{thing.documents} documents", f"{thing.mentions} mentions"]
    parts: list[RenderableType] = [Text.assemble((thing.name, "bold"), "  ", (", ".join(about), "dim"))]
    parts += [Text(thing.id, style="dim", no_wrap=True)] if ids else []
    if others := [name for name in thing.aliases if name != thing.name]:
        parts.append(Text(f"also {', '.join(others)}"))
    parts += [Text(), Text(f"Roles ({len(roles)})" if roles else "Roles: none.", style="bold")]
    for role in roles:
        who = role["body"] if thing.kind == "person" else role["person"]
        status = f" ({role['status']})" if role["status"] != "held" else ""
        what = ", ".join(part for part in (role["role"], who) if part)
        parts.append(Text.assemble((spanned(role["first"], role["last"]), "bold"), f"  {what}{status}"))
        told = {(proof["document"], cell(proof.get("sentence") or proof["quote"])): proof for proof in role["proofs"]}
        for (document, sentence), proof in list(told.items())[:SENTENCES]:
            said = clip(sentence, cell(proof["quote"]))
            parts += [Text(line) for line in textwrap.wrap(said, 76, initial_indent="    ", subsequent_indent="    ")]
            page = f"p. {proof['page']}" if proof.get("page") else None
            where = [(proof.get("published") or "")[:10], cell(proof.get("title")), page, document if ids else None]
            parts.append(Text("    " + "  ".join(part for part in where if part), style="dim"))
        if len(told) > SENTENCES:
            parts.append(Text(f"    and {len(told) - SENTENCES} more", style="dim"))
    return Group(*parts)


def spanned(first: str | None, last: str | None) -> str:
    """The days of a role as far as they are known.

    >>> spanned("2021-03-01", None), spanned("2021-03-01", "2021-03-01"), spanned(None, None)
    ('2021-03-01 –', '2021-03-01', 'no day')
    """
    if first == last:
        return first or "no day"
    return f"{first or ''} – {last or ''}".strip()
