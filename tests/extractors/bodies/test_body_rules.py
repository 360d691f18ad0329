"""Which rule finds a body, which rules make a name of a head noun, brackets, and acronyms of no list."""

from __future__ import annotations

import pytest

from extractors.bodies import find_bodies
from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import words_of
from extractors.bodies.head_nouns import named_phrases
from extractors.bodies.head_nouns.noun_phrase import NounPhrase
from extractors.bodies.head_nouns.phrase_growing import phrase_at
from extractors.model.document import Document
from extractors.text.finnish_model import Entity
from extractors.text.head_nouns import head_of


@pytest.mark.parametrize(
    ("mention", "rule"),
    [
        (BodyMention(0, 4, "Kela", "agency", "heads", 0.8, "kela"), "head noun, known"),
        (BodyMention(0, 4, "Kela", "agency", "heads", 0.92), "head noun, name"),
        (BodyMention(0, 4, "Kela", "agency", "heads", 0.8), "head noun, words"),
        (BodyMention(0, 4, "Kela", "agency", "lexicon", 0.9, alias=True), "lexicon, short"),
        (BodyMention(0, 4, "Kela", "agency", "lexicon", 0.9), "lexicon, long"),
        (BodyMention(0, 4, "Oma Yritys", "body", "model", 0.9), "model, several words"),
        (BodyMention(0, 4, "Yritys", "body", "model", 0.9), "model, one word"),
        (BodyMention(0, 4, "Yritys", "body", "brackets", 0.9), "brackets"),
    ],
)
def test_the_rule_of_a_mention(mention: BodyMention, rule: str) -> None:
    assert mention.rule == rule


def phrase(text: str) -> NounPhrase:
    """The phrase of the last head noun of a text."""
    words = words_of(text)
    last = max(at for at, word in enumerate(words) if head_of(word.low))
    form = head_of(words[last].low)
    assert form is not None
    return phrase_at(words, last, form)


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        ("Hirvilammen kunta", "of_a_place of_a_name", "bare_head"),
        ("Suomen hallitus", "listed of_a_place of_a_name", "bare_head"),
        ("uuden kunta", "", "of_a_place bare_head"),
        ("Espoon kaupungin hallitus", "of_a_name", "of_a_place bare_head"),
        ("kunta", "", "of_a_place bare_head"),
        ("ministeriöt", "compound_name", "several_or_thing bare_head"),
        ("hankintayksikkö", "", "several_or_thing"),
        ("eduskunta", "bare_head name_by_itself", ""),
        ("lautakunta", "compound_name", "bare_head"),
        ("tarkastuslautakunta", "compound_name", ""),
        ("alatyöryhmä", "", "compound_name"),
        ("Sosiaali- ja terveyskeskus", "shared_end", ""),
        ("palkkaa sosiaali- ja terveyskeskus", "", "shared_end"),
        ("Hakemus meni ELY-keskukseen", "acronym_first capital_within", ""),
        ("Hakemus meni ICT-yksikköön", "capital_within", "acronym_first"),
        ("siirtyi Tilastokeskukseen", "capital_within", ""),
        ("siirtyi tilastokeskukseen", "", ""),
        ("talouden jaosto", "of_its_task compound_name", "bare_head"),
        ("Eettinen lautakunta", "bare_head compound_name", ""),
        ("Talouden yksikkö", "bare_head unit_of_something", ""),
        ("Talouden yksikkö kokoontui", "unit_of_something", "bare_head"),
        ("siitä päätti Talouden Palvelualue", "of_its_task bare_head unit_of_something capital_within", ""),
        ("tekninen jaosto", "bare_head compound_name", ""),
        ("vaikea jaosto", "compound_name", "bare_head"),
        ("vakava Neuvottelukunta", "bare_head capital_within", ""),
        ("Espoon yksikkö", "of_a_name bare_head unit_of_something", ""),
        ("Oulun seudun ympäristöpalvelut -kuntayhtymä", "of_a_name", "bare_head"),
        ("Etelä-Savon hyvinvointialue", "listed of_a_name", "bare_head"),
        ("palveluyksikkö", "", ""),
    ],
)
def test_what_makes_a_name_of_a_head_noun(text: str, yes: str, no: str) -> None:
    """Each rule's own answer; a capital within, the last of them, always has one."""
    answers = {rule.__name__: rule(phrase(text)) for rule in named_phrases.RULES}
    told = "" if answers["capital_within"] else " capital_within"
    assert [name for name, answer in answers.items() if answer is True] == yes.split()
    assert [name for name, answer in answers.items() if answer is False] == (no + told).split()


def found(text: str, *entities: tuple[str, str]) -> list[tuple[str, list[str], str]]:
    """(name, its words, the rule) of each body; (words, label) is what the model says."""
    said = [Entity(text.index(words), text.index(words) + len(words), label, words) for words, label in entities]
    bodies = find_bodies(Document(id="d", text=text), said)
    return [(b.name, [e.quote for e in b.evidence], b.rule.removeprefix("bodies.")) for b in bodies]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Risto Malli (Valtra), Jukka Korhonen (Kela)",
            [("Valtra", ["Valtra"], "brackets"), ("Kansaneläkelaitos", ["Kela"], "lexicon-short")],
        ),
        ("Jukka Korhonen (Valtra)", []),
        ("Risto Malli (Valtra)." + " Asia eteni hyvin." * 20 + " Jukka Korhonen (Valio)", []),
        ("Risto Malli (Valtra), Jukka Korhonen (puheenjohtaja)", [("Valtra", ["Valtra"], "brackets")]),
        ("Risto Malli (Valtra), Jukka Korhonen (pj)", [("Valtra", ["Valtra"], "brackets")]),
        ("Risto Malli (Valtra), Jukka Korhonen (Xanth Ystra Zorma Wilma Qorta)", [("Valtra", ["Valtra"], "brackets")]),
        ("Risto Malli (Valtra), Jukka Korhonen (Kokous peruttu)", [("Valtra", ["Valtra"], "brackets")]),
        (
            "(Kuopio)\n(Varkaus)",
            [("Kuopion kaupunki", ["Kuopio"], "brackets"), ("Varkauden kaupunki", ["Varkaus"], "brackets")],
        ),
        ("(Kuopio)", []),
        # the bracket's short form is the words' before it
        ("Web Coverage Service Malli (WCSM), Timo Malli (Valtra)", [("Valtra", ["Valtra"], "brackets")]),
        # a bare organ is the region's that the text speaks of most
        (
            "Asia koskee Etelä-Savon kuntia.\nRisto Malli (Pelastuslaitos)",
            [("Etelä-Savon pelastuslaitos", ["Pelastuslaitos"], "brackets")],
        ),
        ("Etelä-Savo ja Pohjois-Karjala.\nRisto Malli (Pelastuslaitos)", []),
        (
            "Etelä-Savo, Etelä-Savo, Etelä-Savo ja Pohjois-Karjala.\nRisto Malli (Pelastuslaitos)",
            [("Etelä-Savon pelastuslaitos", ["Pelastuslaitos"], "brackets")],
        ),
        (
            "Etelä-Savon pelastuslaitos.\nRisto Malli (Pelastuslaitos)",
            [("Etelä-Savon pelastuslaitos", ["Etelä-Savon pelastuslaitos", "Pelastuslaitos"], "head-noun-name")],
        ),
    ],
)
def test_bodies_in_brackets(text: str, expected: list[tuple[str, list[str], str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        ("Tilaus tehtiin H&M:n kanssa.", (), ["H&M"]),
        ("Tilaus tehtiin X:n kanssa.", (), []),
        ("Tilaus tehtiin PDF:n kanssa.", (), []),
        ("Tilaus tehtiin H2:n kanssa.", (), []),
        ("Tilaus tehtiin Iso:n kanssa.", (), []),
        ("Tilaus tehtiin KOTI:n kanssa.", (), []),
        ("Tilaus tehtiin KOTI:n kanssa.", (("KOTI:n", "ORG"),), ["KOTI"]),
        ("Tilaus tehtiin KOTI:n kanssa. Asiakas soitti.", (("Asiakas", "ORG"),), []),
        ("Tilaus tehtiin QXZ:n kanssa.", (), ["QXZ"]),
        ("TAHE kasvaa.", (("TAHE", "ORG"),), ["TAHE"]),
        ("Taloudelliset toimintaedellytykset (TAHE) paranevat. TAHE kasvaa.", (("TAHE", "ORG"),), []),
    ],
)
def test_acronyms_of_no_list(text: str, entities: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    assert [name for name, _, _ in found(text, *entities)] == expected


@pytest.mark.parametrize(
    ("entities", "confidence"),
    [((("QXZ:n", "ORG"),), "more"), ((("QXZ:n", "PRODUCT"),), "less"), ((), "as it is")],
)
def test_the_model_says_how_sure_an_acronym_is(entities: tuple[tuple[str, str], ...], confidence: str) -> None:
    text = "Tilaus tehtiin QXZ:n kanssa."
    words = words_of(text)
    from extractors.bodies.acronyms import acronym_mentions

    said = [Entity(text.index(one), text.index(one) + len(one), label, one) for one, label in entities]
    (mention,) = acronym_mentions(words, said)
    assert mention.sure == {"more": 0.88, "as it is": 0.65, "less": 0.4}[confidence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("STM vastaa. Sosiaali- ja terveysministeriö päätti.", [("Sosiaali- ja terveysministeriö", 2)]),
        ("Komissio päätti. Euroopan komissio vastaa.", [("Euroopan komissio", 2)]),
        ("Komissio päätti asiasta.", []),
        ("Komissio päätti asiasta. EU vastaa.", [("Euroopan komissio", 1), ("Euroopan unioni", 1)]),
        ("Keskusta esitti lisäystä.", []),
        ("Keskusta ja Vihreät esittivät lisäystä.", [("Keskusta", 1), ("Vihreät", 1)]),
        ("Hallanmaan liikunta ry (HaLi) päätti. HaLi kertoi.", [("Hallanmaan liikunta ry", 3)]),
    ],
)
def test_short_forms_that_stand_for_a_body_of_the_text(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(name, len(where)) for name, where, _ in found(text)] == expected
