"""The term of a working group, steering group or other organ, where its document states one.

asetti ohjausryhmän ajalle 1.1.2022–31.12.2023        in the sentence, with a word that says so
1. Johtamisen alatyöryhmä / 1.3.2021 – 31.3.2023      on the line below its name
Työryhmän toimikausi jatkuu 30.6.2025 asti            by its head noun alone, which is a mention of the one it means
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.lexicon.wordlists import wordlist
from extractors.model.document import Document
from extractors.model.records import Body, DateMention, Evidence
from extractors.text.sentences import sentence_of

NEAR = 160
"""Characters between a name and its term in one sentence."""

_CUE = re.compile(
    r"toimikau|toimiaja|toimiaika|\bajalle\b|\bajaksi\b|\bkaudelle\b|\bkaudeksi\b|määräaja|mandat|\bterm\b",
    re.IGNORECASE,
)


def with_terms(document: Document, bodies: Sequence[Body], dates: Sequence[DateMention]) -> Iterator[Body]:
    """The bodies, each organ or group with the term the document states for it."""
    groups = {kind for kind, _, wider in wordlist("kinds")["kinds"] if wider in ("group", "organ")}
    spots = sorted((e.start, e.end, b.id) for b in bodies if b.kind in groups for e in b.evidence)
    terms: dict[str, tuple[str | None, str | None]] = {}
    for date in dates if spots else ():
        if "/" not in date.edtf:
            continue
        for proof in date.evidence:
            whose = _body_of_term(document, spots, proof)
            if whose:
                terms.setdefault(whose, _ends(date.edtf))
    for body in bodies:
        start, end = terms.get(body.id, (None, None))
        yield body.model_copy(update={"from_": start, "until": end}) if start or end else body


def _ends(edtf: str) -> tuple[str | None, str | None]:
    """The two ends of a span, None for an open one.

    >>> _ends("2021-03-01/2023-03-31"), _ends("../2021-06-30")
    (('2021-03-01', '2023-03-31'), (None, '2021-06-30'))
    """
    start, _, end = edtf.partition("/")
    return (None if start == ".." else start, None if end == ".." else end)


def _body_of_term(document: Document, spots: list[tuple[int, int, str]], proof: Evidence) -> str | None:
    text = document.text
    before = text[max(0, proof.start - NEAR) : proof.start]
    start = sentence_of(document, proof.start, proof.end)[0]
    own = text[start : proof.start]
    inside = [spot for spot in spots if start <= spot[0] and spot[1] <= proof.start and proof.start - spot[1] < NEAR]
    after = text[proof.end : proof.end + 40].split("\n")[0]
    if inside and _CUE.search(own[inside[-1][0] - start :] + after):
        return inside[-1][2]
    if not before.rpartition("\n")[2].strip(" •-–*(") and (above := before.rstrip(" •-–*(\n")):
        line_end = proof.start - len(before) + len(above)
        return next((who for _, end, who in spots if end == line_end), None)
    return None
