"""What a person types and what they get: forms, parts, names, passages, facets, order."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

import pytest

from extractors.model.document import Document, Passage
from extractors.model.errors import QueryError
from extractors.model.records import Amount, Body, DateMention, Entry, Evidence, Person, Records
from index import Index
from index.search.proofs import _breadth
from index.search.results import Results
from index.search.suggest import hints
from tests.index.corpus import counted

TEXTS = {
    "malli": (
        "Hallintomallit",
        "Alueilla, joilla on jo kuntayhtymämalli, valmistelu etenee. STM:ssä laaditaan toimeenpanosuunnitelmia.",
    ),
    "sote": (
        "Sote-maakuntauudistus",
        "Sote-maakuntauudistuksen rahoitus on auki. Muutoskustannuksista päätetään myöhemmin.",
    ),
    "pela": ("Pelastuslaitos", "Pelastuslaitoksen johtaja Harjula kertoi hyvinvointialueelle siirtyvistä asioista."),
    "vate": (None, "Väliaikaiset valmistelutoimielimet aloittivat. Toimielimen tehtävä on väliaikainen ja vaativa."),
    "alue": ("Alueet", "Alueen koulut ja alueen kirjastot."),
}


def made(one: str, title: str | None, text: str, **more: object) -> Document:
    return Document.model_validate({"id": one, "title": title, "text": text, **more})


def at(text: str, quote: str) -> Evidence:
    start = text.index(quote)
    return Evidence(start=start, end=start + len(quote), quote=quote)


SLIDES = (
    "Kalvo yksi: tausta.",
    "Kalvo kaksi: kustannukset ovat 9,4 miljoonaa euroa vuonna 2023.",
    "Kalvo kolme: Aino Kivelä, Lehdon hyvinvointialue.",
)
DECK = "\n\n".join(SLIDES)
DECISION = Entry(
    document=made(
        "deck",
        "Esitys",
        DECK,
        kind="slides",
        published="2022-05-03",
        publishers=("Lehdon kaupunki",),
        passages=tuple(
            Passage(kind="paragraph", page=i + 1, start=DECK.index(said), end=DECK.index(said) + len(said))
            for i, said in enumerate(SLIDES)
        ),
    ),
    records=Records(
        people=(Person(id="p1", name="Aino Kivelä", evidence=(at(DECK, "Aino Kivelä"),)),),
        bodies=(Body(id="b1", name="Lehdon hyvinvointialue", evidence=(at(DECK, "Lehdon hyvinvointialue"),)),),
        dates=(DateMention(edtf="2023", evidence=(at(DECK, "vuonna 2023"),)),),
        amounts=(
            Amount(
                kind="money",
                low=Decimal(9_400_000),
                high=Decimal(9_400_000),
                unit="EUR",
                evidence=(at(DECK, "9,4 miljoonaa euroa"),),
            ),
        ),
    ),
)
SWEDISH = made("sv", "Meddelande", "Kommunernas beslut om finansieringen.", language="sv", published="2021")
LONG = made(
    "long",
    "Pitkä",
    "Johdantoa riittää sivukaupalla. " * 60 + "Juuri tässä puhutaan tuulivoimasta. " + "Loppua riittää. " * 60,
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with Index.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add([made(one, title, text) for one, (title, text) in TEXTS.items()])
        opened.add([DECISION, SWEDISH, LONG])
        yield opened


def found(results: Results) -> set[str]:
    return {hit.document_id for hit in results.hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("toimeenpanosuunnitelma", {"malli"}),
        ("muutoskustannus", {"sote"}),
        ("kuntayhtymä", {"malli"}),
        ("uudistus", {"sote"}),
        ("STM", {"malli"}),
        ("stm", {"malli"}),
        ("sosiaali- ja terveysministeriö", {"malli"}),
        ("hyvinvointialue", {"pela", "deck"}),  # not every "alue"
        ("alue", {"malli", "pela", "alue", "deck"}),
        ('"väliaikainen valmistelutoimielin"', {"vate"}),
        ('"toimielin väliaikainen"~2', {"vate"}),
        ("'hyvinvointialueelle'", {"pela"}),
        ("'hyvinvointialue'", {"deck"}),
        ("kuntayhtyma", {"malli"}),
        ("hyvinvointi-alue", {"pela", "deck"}),
        ("alue (laji:kalvot OR tunnus:pela)", {"deck", "pela"}),
        ("valiaikainen", {"vate"}),
        ("muutoskustanus~", {"sote"}),
        ("valmistelu*", {"malli", "vate"}),
        ("kommun", {"sv"}),
        ("finansiering", {"sv"}),
        ("title:sote-maakuntauudistus", {"sote"}),
        ("otsikko:alueet", {"alue"}),
        ("laji:kalvot", {"deck"}),
        ("kieli:ruotsi", {"sv"}),
        ("julkaisija:Lehdon", {"deck"}),
        ("tunnus:vate", {"vate"}),
        ("julkaistu:2021..2022", {"deck", "sv"}),
        ("person:kivelä", {"deck"}),
        ('henkilö:"Aino Kivelän"', {"deck"}),
        ("body:hyvinvointialue", {"deck"}),
        ("mentions:2023-06", {"deck"}),
        ("mentions:2024", set()),
        ("amount:>9M€", {"deck"}),
        ("amount:<1M€", set()),
        ("alue NOT laji:kalvot", {"malli", "pela", "alue"}),
        ("(kirjasto OR pelastus) AND alue", {"alue", "pela"}),
        ("ja", {"vate", "alue"}),
    ],
)
def test_finds(index: Index, query: str, expected: set[str]) -> None:
    results = index.search(query)
    assert found(results) == expected
    assert results.total == len(expected)


@pytest.mark.parametrize(
    ("query", "one", "highlighted"),
    [
        ("kuntayhtymä", "malli", ["kuntayhtymämalli"]),
        ("STM", "malli", ["STM:ssä"]),
        ('"väliaikainen valmistelutoimielin"', "vate", ["Väliaikaiset", "valmistelutoimielimet"]),
        ('"toimielin tehtävä"', "vate", ["Toimielimen", "tehtävä"]),
        ('"vaativa väliaikainen"~1', "vate", ["väliaikainen", "vaativa"]),
        ("amount:>9M€", "deck", ["9,4 miljoonaa euroa"]),
        ("mentions:2023", "deck", ["vuonna 2023"]),
        ("person:kivelä", "deck", ["Aino Kivelä"]),
        ("kustannus amount:>9M€", "deck", ["kustannukset", "9,4 miljoonaa euroa"]),
        ("tuulivoima", "long", ["tuulivoimasta"]),
    ],
)
def test_highlights_the_words_as_they_stand(index: Index, query: str, one: str, highlighted: list[str]) -> None:
    hit = next(hit for hit in index.search(query).hits if hit.document_id == one)
    assert [hit.passage[a:b] for a, b in hit.highlights] == highlighted
    entry = index.store.entry(one)
    assert entry is not None
    assert entry.document.text[hit.start : hit.end] == hit.passage


def test_the_page_of_the_best_passage(index: Index) -> None:
    (hit,) = index.search("kustannukset laji:kalvot").hits
    assert (hit.page, hit.kind, hit.published, hit.publisher) == (2, "slides", "2022-05-03", "Lehdon kaupunki")
    (hit,) = index.search("body:lehdon").hits
    assert hit.page == 3


def test_a_long_passage_is_clipped_around_the_words_found(index: Index) -> None:
    (hit,) = index.search("tuulivoima").hits
    assert len(hit.passage) <= 700
    assert "Juuri tässä puhutaan tuulivoimasta." in hit.passage


def test_why_it_matched(index: Index) -> None:
    def through(query: str, one: str) -> tuple[str, str | None]:
        hit = next(hit for hit in index.search(query).hits if hit.document_id == one)
        return hit.why[0].through, hit.why[0].term

    assert through("kuntayhtymä", "malli") == ("part of a compound", "kuntayhtymä")
    assert through("muutoskustannus", "sote") == ("base form", "muutoskustannus")
    assert through('"alueen koulu"', "alue")[0] == "phrase"
    assert through("otsikko:alueet", "alue") == ("base form", "alue")
    assert through("otsikko:uudistus", "sote") == ("part of a compound", "uudistus")
    hit = index.search("alue").hits[0]
    assert hit.score == pytest.approx(sum(why.score + why.near for why in hit.why), abs=1e-3)


def test_the_time_that_tells_most_proves_a_hit() -> None:
    assert sorted([math.inf, 364.0, 0.0]) == [_breadth(one) for one in ("2028-01-01", "2023", "2026/..")]


@pytest.mark.parametrize("query", ["silta && koulu", "silta || koulu", "silta !koulu"])
def test_other_tools_operators_are_pointed_at(index: Index, query: str) -> None:
    with pytest.raises(QueryError, match=r"Write (AND|OR|NOT koulu)"):
        index.search(query)


def test_a_whole_word_goes_before_a_part(index: Index) -> None:
    assert index.search("alue").hits[0].document_id == "alue"


def test_facets_count_the_whole_result(index: Index) -> None:
    results = index.search("alue", limit=1)
    assert len(results.hits) == 1
    assert counted(results, "kind") == {"document": 3, "slides": 1}
    assert counted(results, "body") == {"Lehdon hyvinvointialue": 1}
    assert counted(results, "person") == {"Aino Kivelä": 1}
    assert counted(results, "year") == {"2022": 1}
    assert counted(results, "amount") == {"money": 1}
    assert index.search("alue", facets=False).facets == {}


def test_sorting(index: Index) -> None:
    def order(sort: str) -> list[str]:
        return [hit.document_id for hit in index.search("NOT tunnus:alue", sort=sort, limit=3).hits]

    assert order("newest")[:2] == ["deck", "sv"]
    assert order("oldest")[:2] == ["sv", "deck"]
    assert order("title")[:2] == ["deck", "malli"]
    with pytest.raises(QueryError, match="there is no order size"):
        order("size")


@pytest.mark.parametrize(
    ("query", "guess"),
    [
        ("kuntayhtimä", "kuntayhtymä"),
        ("pelastuslaitoz johtaja", "pelastuslaitos johtaja"),
        ("alue", None),
        ("xyzzy", None),
        ("kirjasdo", "kirjasto"),
        ("harjala", "harjula"),  # a name Voikko does not know, whole and no stem
        ("valiaikanien", "väliaikainen"),  # dots left out, and two letters changed about
        ('"väliakainen toimielin"', '"väliaikainen toimielin"'),
    ],
)
def test_did_you_mean(index: Index, query: str, guess: str | None) -> None:
    assert index.search(query).did_you_mean == guess


def test_similar_documents(index: Index) -> None:
    likest = index.similar("pela")
    assert "pela" not in found(likest)
    assert likest.hits[0].document_id == "deck"  # the hyvinvointialue
    with pytest.raises(QueryError, match="no document nobody"):
        index.similar("nobody")


@pytest.mark.parametrize("query", ["kind:kirja", "published:joskus", "amount:paljon", "mentions:2023-99"])
def test_a_value_that_cannot_be_meant_is_pointed_at(index: Index, query: str) -> None:
    with pytest.raises(QueryError) as caught:
        index.search(query)
    assert caught.value.position == query.index(":") + 1


@pytest.mark.real
def test_on_the_seeds(shared: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    from pathlib import Path

    from extractors import read

    assert isinstance(shared, Path)
    seeds = sorted((shared / "seeds").glob("*.txt"))
    held = [read(path) for path in seeds]
    number = {document.id: int(path.name[:3]) for path, document in zip(seeds, held, strict=True)}
    expected = {
        "toimeenpanosuunnitelma": {4},
        "muutoskustannus": {4},
        "hyvinvointialue": {0, 1, 3, 4},
        '"väliaikainen valmistelutoimielin"': {0, 3},
        "pelastuslaitos": {0, 3, 4},
        "kuntayhtymä": {1, 3, 4},
        "STM": {1, 4},
    }
    with Index.open(tmp_path_factory.mktemp("seeds")) as index:
        index.add(held)
        got = {query: {number[hit.document_id] for hit in index.search(query).hits} for query in expected}
        uudistus = {number[hit.document_id] for hit in index.search("uudistus").hits}
    assert got == expected
    assert 2 in uudistus


def test_every_match_by_id_the_likeliest_first(index: Index) -> None:
    hits = [hit.document_id for hit in index.search("alue", limit=100).hits]
    assert len(hits) > 2
    assert index.matches("alue") == hits
    assert index.matches("kind:slides alue") == ["deck"]
    assert index.matches("olematonsana") == []


def test_nothing_asked_for_is_everything_the_newest_first(index: Index) -> None:
    found = index.search("", limit=100)
    assert found.total == len(found.hits) == index.store.count()
    days = [hit.published[:10] for hit in found.hits if hit.published]
    assert days == sorted(days, reverse=True)
    assert index.matches("") == [hit.document_id for hit in found.hits]
    slides = index.search("", chosen={"kind": ["slides"]})
    assert slides.total == len(index.matches("", chosen={"kind": ["slides"]})) == len(slides.hits)
    assert {hit.kind for hit in slides.hits} == {"slides"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("otsikko:uudistus", {"sote"}),  # a part of a compound
        ("otsikko:maakun*", set()),
        ("otsikko:sote-maak*", {"sote"}),
        ("otsikko:hallintomali~", {"malli"}),
        ('otsikko:"alue koulu"', set()),
        ("otsikko:'alueet'", {"alue"}),
        ("otsikko:'alue'", set()),
        ("title:meddelandet", {"sv"}),
        ('"hallin* alue"', {"malli"}),
        ("person:kivel", {"deck"}),
        ("person:ivelä", set()),
        ("body:om", set()),
        ("body:hva", set()),
        ("publisher:Lehdon", {"deck"}),
        ("id:DECK", {"deck"}),
        ("laji:kalvosarjat", {"deck"}),
        ("kieli:sv-FI", {"sv"}),
        ('mentions:"kesä 2023"', {"deck"}),
        ('amount:"yli 9 miljoonaa euroa"', {"deck"}),
        ("määrä:9 M€..10 M€", {"deck"}),
        ('julkaistu:"toukokuu 2022"', {"deck"}),
    ],
)
def test_finds_by_field(index: Index, query: str, expected: set[str]) -> None:
    assert found(index.search(query)) == expected


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("julkaisija:Lehdom", ['No publisher is called Lehdom; near it: publisher:"Lehdon kaupunki" (1).']),
        ("julkaisija:lehto", ['No publisher is called lehto; near it: publisher:"Lehdon kaupunki" (1).']),
        ("publisher:zzz", ['No document has publisher:zzz; the commonest: publisher:"Lehdon kaupunki" (1).']),
        ("henkilö:Kivilä alue", ['No person is called Kivilä; near it: person:"Aino Kivelä" (1).']),
        ("kieli:en", ['No document has language:en; the commonest: language:"fi" (7), language:"sv" (1).']),
        ("published:1990", ["No document is of 1990; they are of 2021..2022."]),
        ("mentions:2040", ["No document speaks of 2040."]),
        ("amount:>1mrd€", ["No document names >1mrd€."]),
        ("otsikko:olematon", ["No document has olematon in its title."]),
        (
            "kieli:sv published:2022",
            ["No document meets all of it; alone they find: language:sv 1, published:2022 1."],
        ),
        ("xyzzy", []),
        ("alue AND xyzzy", ["No document holds xyzzy."]),
        ("alue AND (xyzzy OR plugh)", ["No document holds xyzzy.", "No document holds plugh."]),
        ("tuulivoima AND koulu", ["No document meets all of it; alone they find: tuulivoima 1, koulu 1."]),
        (
            '"koulu kirjasto"',
            ['1 document holds all words of "koulu kirjasto", but not so; "koulu kirjasto"~5 is wider.'],
        ),
        ("xyzz* plugh*", ["No word begins with xyzz.", "No word begins with plugh."]),
        ("alue AND xyzz*", ["No word begins with xyzz."]),
        ("'alueita'", ["No document holds 'alueita' as it is written."]),
    ],
)
def test_why_nothing_is_found(index: Index, query: str, said: list[str]) -> None:
    assert index.search(query).total == 0
    assert list(hints(index.opened, query)) == said
