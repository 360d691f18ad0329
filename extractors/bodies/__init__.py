"""Bodies: authorities, organs, groups and companies, each with every place that names it.

words ─┬─ phrases     names that end in a head noun ("Etelä-Savon hyvinvointialueelle")
       ├─ foreign     the same in Swedish and English ("bildningsnämnden", "City of Espoo")
       ├─ lexical     names the lexicon lists (Kela, STM:ssä)
       ├─ companies   Oy, Ab, ry
       ├─ coined      Teatteri Takapiha
       ├─ citywide    Rauman Satama
       ├─ acronyms    H&M:n
       ├─ brackets    "Jussi Virtanen (Kuopio)"
       ├─ slots       "tiedottaja Nina Malli, Merikeskus Vellamo, puh."
       ├─ repeats     the same names where nothing else tells
       ├─ modelled    what the model found, sifted
       └─ short       short forms the document defines, and bare organs of the issuer
             ▼ settle (overlaps), group (which are the same)
           Body
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.bodies.acronyms import (
    acronym_mentions,
    define_short,
    generic_mentions,
    name_owned,
    resolve_weak,
    with_apposed,
    without_defined_others,
)
from extractors.bodies.bodies_sv_en import foreign_mentions, possessive_mentions
from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import words_of
from extractors.bodies.brackets import bracket_mentions
from extractors.bodies.citywide import city_mentions
from extractors.bodies.coined_names import coined_mentions, with_coined_name
from extractors.bodies.companies import companies_abroad, company_mentions
from extractors.bodies.head_nouns.head_phrases import head_mentions
from extractors.bodies.lexical import lexical_mentions
from extractors.bodies.mentions_to_bodies import bodies_of, grouped, settle
from extractors.bodies.modelled import model_mentions
from extractors.bodies.named_before import named_before
from extractors.bodies.owners import owner_of
from extractors.bodies.people_before import without_people_before
from extractors.bodies.repeats import repeated_names
from extractors.bodies.short_companies import short_companies
from extractors.bodies.slots import slot_mentions
from extractors.model.document import Document
from extractors.model.records import Body
from extractors.text.finnish_model import Entity

LAYERS = ("model", "sift", "heads", "lexicon", "companies", "acronyms", "brackets", "short", "owner")
"""What finds bodies; `find_bodies(..., layers=...)` leaves some out, to see what each adds."""


def find_bodies(document: Document, entities: Sequence[Entity], *, layers: Sequence[str] = LAYERS) -> Iterator[Body]:
    """The bodies a document names, one Body for each, with every mention across inflection, abbreviation and language.

    >>> from extractors.reading import read_text
    >>> text = read_text("Pelastusneuvos sisäministeriöstä kertoo. SM:n näkemys on sama.")
    >>> [(b.name, [e.quote for e in b.evidence]) for b in find_bodies(text, ())]
    [('Sisäministeriö', ['sisäministeriöstä', 'SM:n'])]
    """
    yield from bodies_of(document, grouped(find_mentions(document, entities, layers=layers)))


def find_mentions(
    document: Document, entities: Sequence[Entity], *, layers: Sequence[str] = LAYERS
) -> list[BodyMention]:
    """Every place where a body is named, overlaps settled, names completed; not yet told apart or joined."""
    words = words_of(document.text)
    found: list[BodyMention] = []
    if "heads" in layers:
        found += head_mentions(words)
        found += foreign_mentions(document)
        found += possessive_mentions(document, entities)
        found = with_coined_name(words, found) + list(coined_mentions(words))
    if "lexicon" in layers:
        found += lexical_mentions(words, document.language)
    if "companies" in layers:
        found += company_mentions(words, entities)
        found += companies_abroad(document.text)
        found += city_mentions(words)
    if "acronyms" in layers:
        found += acronym_mentions(words, entities)
    if "brackets" in layers:
        found += bracket_mentions(document.text)
        found += slot_mentions(document.text)
    if "model" in layers:
        found += model_mentions(document.text, words, entities, sift="sift" in layers)
    found = [m for m in found if not _in_an_address(document.text, m)]
    found = without_people_before(document.text, words, found, entities)
    found += list(repeated_names(document.text, found))
    found += list(short_companies(words, found, document.publishers))
    found = resolve_weak(found)
    if "short" in layers:
        found = without_defined_others(document.text, with_apposed(words, found))
        found += define_short(document.text, words, found)
    found = settle(found + list(generic_mentions(document, words, found)) if "short" in layers else found)
    owner = owner_of(document, found) if "owner" in layers else None
    found = name_owned(found, words, owner)
    if "short" in layers:
        found = sorted(found + list(named_before(document.text, words, found, document.language, document.publishers)))
    return found


def _in_an_address(text: str, m: BodyMention) -> bool:
    """Is it a piece of an address that nothing else holds: "liikenne.kuusivirasto.fi"?"""
    before = text[max(0, m.start - 2) : m.start]
    after = text[m.end : m.end + 2]
    dotted = before[-1:] == "." and before[:1].isalnum()
    return text[m.start : m.start + 1].islower() and dotted and after[:1] == "." and after[1:].isalpha()
