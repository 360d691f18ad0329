"""Dates: every time a document speaks of, as EDTF no finer than the words.

numeric, worded, year_parts, relative, distances, dates_sv_en
                    a flat text -> Atoms: what the words of one time say
ranges              Atoms -> ranges, "asti", "lähtien", years borrowed from the neighbour
resolving, shifts   an Atom and the document's date -> EDTF; tense says whether it has been or is to come
part_days           the day a time is told from: that of its part of the document, else the document's own
date_events         what happens then: a meeting, an election, the start, the end, coming into force
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from extractors.dates.date_events import event_of, open_ended
from extractors.dates.ranges import atoms_in
from extractors.dates.resolving import Context, edtf_of, year_reason
from extractors.dates.unresolved import Atom
from extractors.lexicon.reliability import rule_name
from extractors.lexicon.wordlists import wordlist
from extractors.model.document import Document
from extractors.model.edtf import is_edtf
from extractors.model.records import DateMention, Evidence, evidence
from extractors.model.value_kinds import DateEvent
from extractors.text.normalised import flat

_DEADLINE = re.compile(
    r"(?i:määräaika|määräpäivä|määräajan|hakuaika (?:päättyy|umpeutuu)|viimeinen (?:haku|jättö"
    r"|palautus|maksu)\w*|jätettävä|toimitettava|palautettava"
    r"|deadline|sista (?:dag|ansökningsdag)|ansökningstiden (?:går ut|slutar)|eräpäivä)[^.\n]{0,30}$"
)
_CONFIDENCE: dict[str, float] = wordlist("dates")["confidence"]
Sense = Literal["date", "deadline"]


def languages_of(document: Document) -> frozenset[str]:
    """The languages a document's rules are to read."""
    return frozenset({document.language, *(p.language for p in document.passages if p.language)})


def find_dates(document: Document) -> Iterator[DateMention]:
    """One DateMention for each time a document speaks of, with every mention.

    >>> doc = Document(id="a", published="2021-02-17", text="Jaosto kokoontui 11.2. ja jatkaa 30.6.2021 asti.")
    >>> [(d.edtf, d.evidence[0].quote) for d in find_dates(doc)]
    [('2021-02-11', '11.2.'), ('../2021-06-30', '30.6.2021 asti')]
    """
    text = flat(document)
    languages = languages_of(document)
    atoms = atoms_in(text, languages)
    context = Context(document, text, atoms)
    grouped: dict[tuple[str, Sense, DateEvent | None], list[tuple[float, Atom, Evidence]]] = {}
    for plain in atoms:
        words = context.words_around(plain)
        atom = open_ended(plain, *words, languages)
        value = edtf_of(atom, context)
        if value is None or not is_edtf(value) or (atom.rule == "quarter" and "XXXX" in value):
            continue
        late = atom.side == "deadline" or bool(_DEADLINE.search(text, max(0, atom.start - 70), atom.start))
        sure = _CONFIDENCE[atom.rule] * (0.6 if "XXXX" in value else 1.0)
        said = text[atom.start : atom.end]
        event = event_of(atom, said, *words, late=late, languages=languages)
        mentions = grouped.setdefault((value, "deadline" if late else "date", event), [])
        mentions.append((sure, atom, evidence(document, atom.start, atom.end)))
    for (value, sense, event), mentions in grouped.items():
        sure, atom, _ = max(mentions, key=lambda mention: mention[0])
        reasons = [year_reason(other, context) for _, other, _ in mentions]
        yield DateMention(
            edtf=value,
            sense=sense,
            event=event,
            evidence=tuple(where for _, _, where in mentions),
            confidence=round(sure, 3),
            rule=rule_name("dates", atom.rule),
            reason="; ".join(dict.fromkeys(filter(None, reasons))) if all(reasons) else None,
        )
