"""Names again: where a name that one place gives away stands in others that do not, as at the start of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.bodies.body_mention import BodyMention

TELLING = frozenset({"heads", "companies", "lexicon"})
MOST = 300
"""Names looked for again; a document with more is a list of names, each of them told where it stands."""

_END = re.compile(r"(?::[a-zåäö]{1,4})?(?![\w-])")


def repeated_names(text: str, mentions: Sequence[BodyMention]) -> Iterator[BodyMention]:
    """The further places of the names of several words, written as where they were found or in base form."""
    named: dict[str, BodyMention] = {}
    for m in mentions:
        if m.layer in TELLING and not m.alias:
            for said in (text[m.start : m.end], m.name):
                if " " in said and said[:1].isupper() and "\n" not in said and "\t" not in said:
                    named.setdefault(said, m)
    taken = {(m.start, m.end) for m in mentions}
    for said, m in list(named.items())[:MOST]:
        at = text.find(said)
        while at >= 0:
            end = _END.match(text, at + len(said))
            whole = end and not text[max(0, at - 1) : at].strip('\n\t (,;:/|"”-')
            if whole and end and (at, end.end()) not in taken:
                yield m._replace(start=at, end=end.end())
            at = text.find(said, at + len(said))
