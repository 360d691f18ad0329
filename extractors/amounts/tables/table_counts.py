"""What the numbers of a table without units count: its column's head, its row's label or its caption names the things.

Fartyg            212    198       the label of the row
Vuosi | Hakemuksia | Päätöksiä     the head of the column
Loukkausilmoitukset lukuina        the caption, above rows of years
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from extractors.amounts.labelled_counts import counted_by
from extractors.amounts.tables.head_units import YEAR, HeadUnit, head_unit
from extractors.amounts.units import LEXICON
from extractors.lexicon.wordlists import alternatives
from extractors.text.head_nouns import head_of

_SUMS = re.compile(rf"(?i:{alternatives(LEXICON['labels']['sums or points'])}|\bmk\b|\bmilj|costs?\b)")
"""Words of tables whose numbers may be sums or points."""

_IN_FIGURES = re.compile(
    r" (?:lukuina|vuosittain|vuosina .*|i siffror|per år|in figures|by year)$|[ ,]+(?:19|20)\d\d\S*$"
)


def counts_things(caption: str, words: Iterable[str]) -> bool:
    """Whether nothing in a table, its caption, heads and labels, names a unit or speaks of money or points."""
    last = caption.rpartition("\n")[2]
    return not any(_SUMS.search(said) or head_unit(said) for said in (last, *words))


def count_of(value: Decimal | None, label: str, heads: Iterable[str], caption: str, language: str) -> HeadUnit | None:
    """The unit of a whole number of such a table; None where no word says what is counted.

    >>> count_of(Decimal(212), "Fartyg", (), "", "sv").unit
    'fartyg'
    >>> count_of(Decimal(212), "Salo", ("Hakemuksia",), "", "fi").unit
    'hakemus'
    """
    if value is None or value != int(value):
        return None
    of_column = next((noun for head in heads if (noun := counted_by(head, language))), None)
    noun = of_column or _of_label(label, language)
    if noun is None and YEAR.fullmatch(label):
        noun = counted_by(_IN_FIGURES.sub("", caption.rpartition("\n")[2].strip()), language)
    return HeadUnit("count", noun, Decimal(1)) if noun else None


def _of_label(label: str, language: str) -> str | None:
    """A row's label that names things, and no body or place that has a number of something else."""
    return None if label[:1].islower() or (language == "fi" and _names_a_body(label)) else counted_by(label, language)


def _names_a_body(label: str) -> bool:
    """ "Kuntayhtymät 14" counts them; "Helsingin kaupunki 14" is what it has."""
    return " " in label and head_of(label.rpartition(" ")[2].lower()) is not None
