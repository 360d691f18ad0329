"""Does a head noun with what stands before it name a body, or only speak of one: a list of small rules.

"Etelä-Savon hyvinvointialue" is a name, "uusi hyvinvointialue" is none.
"""

from __future__ import annotations

from collections.abc import Callable

from extractors.bodies.head_nouns.modifiers import generic_part, is_place, placed, proper, technical
from extractors.bodies.head_nouns.noun_phrase import NounPhrase, said
from extractors.lexicon.known_bodies import known_body
from extractors.lexicon.wordlists import wordlist
from extractors.text.base_forms import base_form


def named(p: NounPhrase) -> bool:
    """Does the phrase name a body, or only speak of one?  The first of RULES that has an answer decides."""
    return next((answer for rule in RULES if (answer := rule(p)) is not None), False)


def several_or_thing(p: NounPhrase) -> bool | None:
    """ "ministeriöt", "hankintayksikkö": many of a kind, and compounds that are things."""
    return False if p.form.plural or p.form.lemma in wordlist("modifiers")["no_compounds"] else None


def listed(p: NounPhrase) -> bool | None:
    """ "Helsingin seudun liikenne": the lexicon has it."""
    return True if p.first < p.last and known_body(base_form(said(p, p.first, p.last))) else None


def of_a_place(p: NounPhrase) -> bool | None:
    """ "Hirvilammen kunta", "Suomen hallitus": heads that only a place, or a name known for one, makes a name."""
    # "hallitus", "kunta", "kaupunki".
    if p.form.head.modified not in ("place", "name"):
        return None
    if p.form.head.word == "lääni" and _is_an_area(p):
        return False
    before = p.words[p.first : p.last]
    by_place = any(placed(w) or (p.form.head.modified == "place" and proper(w)) for w in before)
    return p.genitive and not p.owner and by_place


OFFICE_CASES = ("nominative", "genitive", "allative", "ablative")
"""The cases in which a province does something or is dealt with: "Oulun läänin maaherra", "lausunto Lapin lääniltä"."""


def _is_an_area(p: NounPhrase) -> bool:
    """Is a province where something is, and no authority: "asui Oulun läänissä", "Lapin läänin Kemissä"?"""
    after = p.words[p.last + 1] if p.last + 1 < len(p.words) else None
    place = after is not None and after.gap == " " and after.capital
    return p.form.case not in OFFICE_CASES or (p.form.case == "genitive" and place)


def of_a_name(p: NounPhrase) -> bool | None:
    """ "Oulun seudun ympäristöpalvelut -kuntayhtymä", "Etelä-Savon hyvinvointialue"."""
    return True if p.dashed or (p.proper and p.form.head.modified != "none" and not _somebodys_unit(p)) else None


def of_its_task(p: NounPhrase) -> bool | None:
    """ "alueellisen valmistelun jaosto": a genitive says which organ."""
    return True if p.genitive and p.form.head.modified == "any" else None


def bare_head(p: NounPhrase) -> bool | None:
    """ "Talouden yksikkö" alone on its line, "kaupunginhallitus", "Eettinen lautakunta", but not "lautakunta"."""
    # "kaupunginhallitus", "sosiaali- ja terveyslautakunta" are told by other rules.
    if not p.form.bare or p.compound:
        return None
    return p.form.head.alone or _heads_its_line(p) or _titled(p) or _owned_unit(p) or _adjective_names(p)


def _heads_its_line(p: NounPhrase) -> bool:
    # "Talouden yksikkö" on a line by itself.
    first = p.words[p.first]
    return p.form.head.unit and p.genitive and first.first and first.capital and _ends_line(p)


def _owned_unit(p: NounPhrase) -> bool:
    """ "Espoon kaupungin tekninen toimiala"."""
    return p.form.head.unit and p.owner and p.adjective


def _titled(p: NounPhrase) -> bool:
    """ "Talouden Palvelualue": capitals that no sentence asks for."""
    word = p.head
    capitals = p.words[p.first].capital and word.capital and not word.first and not word.text.isupper()
    return p.genitive and capitals and p.form.head.modified != "none"


def _adjective_names(p: NounPhrase) -> bool:
    """ "Parlamentaarinen työryhmä", "sosiaalinen Neuvottelukunta", "tekninen jaosto"."""
    if not (p.adjective and p.form.head.modified == "any"):
        return False
    if p.head.capital or p.words[p.first].capital:
        return True
    return base_form(said(p, p.first, p.last)).startswith(ORGAN_ADJECTIVES)


ORGAN_ADJECTIVES = ("tekninen ", "oikeudellinen ", "kirkollinen ")
""" "tekninen jaosto": adjectives that name an organ in small letters too."""


def name_by_itself(p: NounPhrase) -> bool | None:
    """ "eduskunta", "konsernihallinto"."""
    return True if p.form.head.alone else None


FIELDS = (
    "tieteellinen",
    "tieteen",
    "tieteiden",
    "tieteitten",
    "humanistinen",
    "teologinen",
    "teknillinen",
    "farmaseuttinen",
)
"""How the words end by which a university's faculties are called."""


def faculty_of_a_field(p: NounPhrase) -> bool | None:
    """ "teknillisen tiedekunnan", "lääketieteen tiedekuntaan": its field names a faculty, in small letters too."""
    if p.form.head.kind != "faculty" or not p.form.bare or p.first == p.last:
        return None
    return True if base_form(said(p, p.first, p.last)).rpartition(" ")[0].lower().endswith(FIELDS) else None


def compound_name(p: NounPhrase) -> bool | None:
    """ "tarkastuslautakunta", but not "alatyöryhmä"."""
    # "hallintokeskus" needs more to be a name.
    if p.form.head.compound != "name":
        return None
    return p.compound or not generic_part(p.form.lemma[: len(p.form.lemma) - len(p.form.head.means)])


def shared_end(p: NounPhrase) -> bool | None:
    """ "Sosiaali- ja terveyskeskus": a capital makes a name of it."""
    return p.form.head.compound == "capital" and p.words[p.first].capital if p.compound else None


def unit_of_something(p: NounPhrase) -> bool | None:
    """ "talouden yksikkö" within a sentence."""
    return True if p.form.head.unit and p.genitive else None


def acronym_first(p: NounPhrase) -> bool | None:
    """ "ELY-keskus", but not "ICT-yksikkö"."""
    before = p.head.text[: len(p.form.lemma) - len(p.form.head.means)].rstrip("-")
    # "E-yksikkö", "Ely-keskus", "ELY-KESKUS".
    if len(before) <= 1 or not before.isupper() or p.head.text.isupper():
        return None
    return p.form.head.compound == "capital" and not technical(before)


def capital_within(p: NounPhrase) -> bool | None:
    """ "siirtyi Tilastokeskukseen": a capital that no sentence asks for."""
    return p.form.head.compound == "capital" and p.head.capital and not p.head.first and not p.head.text.isupper()


ORGANS = ("advisory board", "council")
"""Kinds of organ that a compound names, also where a sentence begins with it."""


def organ_opens(p: NounPhrase) -> bool | None:
    """ "Ravitsemusneuvottelukunta uusi suositukset", "valtion liikuntaneuvosto": an organ by its task."""
    if p.form.bare or p.form.plural or p.compound or p.form.head.kind not in ORGANS or p.head.text.isupper():
        return None
    before = p.words[p.first - 1] if p.first else None
    states = before is not None and before.low == "valtion" and p.words[p.first].gap == " "
    opens = p.head.capital and p.head.first and p.form.case in ("nominative", "genitive")
    return True if states or opens else None


RULES: list[Callable[[NounPhrase], bool | None]] = [
    several_or_thing,
    listed,
    of_a_place,
    of_a_name,
    of_its_task,
    faculty_of_a_field,
    bare_head,
    name_by_itself,
    compound_name,
    shared_end,
    unit_of_something,
    acronym_first,
    organ_opens,
    capital_within,
]
"""In order: the first with an answer decides."""


def _somebodys_unit(p: NounPhrase) -> bool:
    """Is it a bare unit of what may be a person ("Antonovin yksikkö"), and neither of a place nor of a body?"""
    unit = p.form.head.unit and p.form.bare and not p.owner
    return unit and not any(is_place(w.text) for w in p.words[p.first : p.last])


def _ends_line(p: NounPhrase) -> bool:
    after = p.words[p.last + 1] if p.last + 1 < len(p.words) else None
    return after is None or "\n" in after.gap
