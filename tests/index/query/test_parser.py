"""Queries as trees, and the spot a wrong one is pointed at."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model.errors import QueryError
from index.query.parser import And, FieldIs, Fuzzy, Must, Node, Not, Or, Phrase, Prefix, QueryWord, parse
from index.query.query_amounts import AmountRange, amount_range
from index.query.times import span


def plain(node: Node) -> object:
    """A tree without its offsets, as short as can be."""
    match node:
        case QueryWord(text):
            return text
        case Phrase(said, exact, slop):
            return ("exact" if exact else "phrase", *said) + ((slop,) if slop else ())
        case Prefix(text):
            return text + "*"
        case Fuzzy(text, distance):
            return f"{text}~{distance}"
        case FieldIs(name, value):
            return f"{name}={value}"
        case Not(part):
            return ("not", plain(part))
        case Must(part):
            return ("must", plain(part))
        case And(parts):
            return ("and", *map(plain, parts))
        case Or(parts, free):
            return ("row" if free else "or", *map(plain, parts))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("kunta", "kunta"),
        ("kunta rahoitus", ("row", "kunta", "rahoitus")),
        ("STM:ssä", "STM:ssä"),
        ("tulevaisuuden sote-keskus -ohjelma", ("row", "tulevaisuuden", "sote-keskus", "ohjelma")),
        ("Vihreä kunta -hankkeen rahoitus", ("row", "Vihreä", "kunta", "hankkeen", "rahoitus")),
        ("rahoitus -hanke", ("row", "rahoitus", ("not", "hanke"))),
        ("rahoitus -avustus", ("row", "rahoitus", ("not", "avustus"))),
        ("-avustus", ("not", "avustus")),
        ("rahoitus –avustus", ("row", "rahoitus", ("not", "avustus"))),
        ("rahoitus −avustus", ("row", "rahoitus", ("not", "avustus"))),
        ("kunta – rahoitus", ("row", "kunta", "rahoitus")),
        ("Vihreä kunta –hankkeen rahoitus", ("row", "Vihreä", "kunta", "hankkeen", "rahoitus")),
        ("R&D", ("row", "R", "D")),
        ("NEAR kunta", ("row", "NEAR", "kunta")),
        ("kunta rahoitus -avustus", ("row", "kunta", "rahoitus", ("not", "avustus"))),
        (
            'rahoitus -"uusi silta" -laji:tiedote',
            ("row", "rahoitus", ("not", ("phrase", "uusi", "silta")), ("not", "kind=tiedote")),
        ),
        ("rahoitus -(avustus OR tuki)", ("row", "rahoitus", ("not", ("or", "avustus", "tuki")))),
        ("+hirvijahti +metsä", ("row", ("must", "hirvijahti"), ("must", "metsä"))),
        ("+rahoitus avustus +laji:tiedote", ("row", ("must", "rahoitus"), "avustus", "kind=tiedote")),
        ("+rahoitus", "rahoitus"),
        ("koulutuspalvelut ja -tuotteet", ("row", "koulutuspalvelut", "ja", "tuotteet")),
        ("Löytyykö runoja, -loruja tai -tansseja?", ("row", "Löytyykö", "runoja", "loruja", "tai", "tansseja")),
        ("satuja / -runoja", ("row", "satuja", "runoja")),
        (
            "kunnan uusien koulujen rahoitus vuonna 2021 -avustus",
            ("row", *["kunnan", "uusien", "koulujen", "rahoitus", "vuonna", "2021"], ("not", "avustus")),
        ),
        ("-5 astetta", ("row", "5", "astetta")),
        ("pa\u0308a\u0308to\u0308s", "päätös"),
        ("sosiaali- ja terveysministeriö", ("row", "sosiaali", "ja", "terveysministeriö")),
        ('"väliaikainen hallinto"', ("phrase", "väliaikainen", "hallinto")),
        ('"kunta rahoitus"~5', ("phrase", "kunta", "rahoitus", 5)),
        ("'sote-uudistus'", ("exact", "sote-uudistus")),
        ("https://vm.example.fi/hanke", ("phrase", "https", "vm", "example", "fi", "hanke")),
        ("kunta AND rahoitus", ("and", "kunta", "rahoitus")),
        ("kunta OR valtio AND rahoitus", ("or", "kunta", ("and", "valtio", "rahoitus"))),
        ("(kunta OR valtio) AND rahoitus", ("and", ("or", "kunta", "valtio"), "rahoitus")),
        ("kunta NOT valtio", ("row", "kunta", ("not", "valtio"))),
        ('NOT "väliaikainen hallinto"', ("not", ("phrase", "väliaikainen", "hallinto"))),
        ("hyvinvoint*", "hyvinvoint*"),
        ("kuntayhtimä~", "kuntayhtimä~2"),
        ("kunti~", "kunti~1"),
        ("kunti~2", "kunti~2"),
        ("laji:tiedote", "kind=tiedote"),
        ('henkilö:"Kauko Harjula" lausunto', ("row", "person=Kauko Harjula", "lausunto")),
        ("julkaistu:2021-02..2021-06", "published=2021-02..2021-06"),
        ("Mitä (esim. kunnissa) tehdään? :)", ("row", "Mitä", "esim", "kunnissa", "tehdään")),
        ("klo 14:30 kokous", ("row", "klo", "14:30", "kokous")),
        ("https://www.esimerkki.fi/sivu", ("phrase", "https", "www", "esimerkki", "fi", "sivu")),
        ('Kuka sanoi että rahaa on 5" verran?', ("row", "Kuka", "sanoi", "että", "rahaa", "on", "5", "verran")),
        ("VN/123/2026", ("phrase", "VN", "123", "2026")),
        ("laki (612/2026) voimaan", ("row", "laki", ("phrase", "612", "2026"), "voimaan")),
        ("HE 38/2026 vp", ("row", "HE", ("phrase", "38", "2026"), "vp")),
        ("kirjaamo@lehto.example", ("phrase", "kirjaamo", "lehto", "example")),
        ("ja/tai", ("row", "ja", "tai")),
        ("”väliaikainen hallinto”", ("phrase", "väliaikainen", "hallinto")),
        ("’sote-uudistus’", ("exact", "sote-uudistus")),
        ('"hyvinvointi* rahoitus"', ("phrase", "hyvinvointi*", "rahoitus")),
        ('"hyvinvointi*"', "hyvinvointi*"),
        ("sote-*", "sote-*"),
        ("kind:press release rahoitus", ("row", "kind=press release", "rahoitus")),
        ("määrä:>1 M€ hanke", ("row", "amount=>1 M€", "hanke")),
        ("summa:1 000 000 € 2021", ("row", "amount=1 000 000 €", "2021")),
        ("summa:10–20 %", "amount=10–20 %"),
        ("julkaistu:1.2.2021 – 30.6.2021", "published=1.2.2021 – 30.6.2021"),
        ("julkaistu:1.2.2021 - 30.6.2021 tie", ("row", "published=1.2.2021 - 30.6.2021", "tie")),
        ("julkaistu:2021-02 .. 2021-06", "published=2021-02 .. 2021-06"),
        ("julkaistu:2021 30 hanketta", ("row", "published=2021", "30", "hanketta")),
        ("aika:kevät 2021 rahoitus", ("row", "mentions=kevät 2021", "rahoitus")),
        ("taho:'Lehdon kaupunki'", "body=Lehdon kaupunki"),
    ],
)
def test_tree(query: str, tree: object) -> None:
    assert plain(parse(query)) == tree


@pytest.mark.parametrize(
    "query",
    [
        "klo 12:30",
        "klo 12:30–14:00",
        "STM:n rahoitus",
        "stm:ssä",
        "mitä thl:llä? mitä stm:ssä",
        "EU:n",
        "Kela:lle",
        "VM:kin",
        "ELY:t",
        "Lahti: uusi sote-keskus",
        "Lehto: kokous siirtyi",
        "https://www.esimerkki.fi/sivu",
        "http://esimerkki.fi:8080/a",
        "mailto:kirjaamo@esimerkki.fi",
        "urn:nbn:fi-fe2026",
        "doi:10.1000/182",
        "SOTE:uudistus",
        "mitä tehdään asialle:miksi kukaan ei vastaa",
        "Julkaisija: kaupunki kertoi tänään uudesta sillasta",
        "suhde 1:100",
        "a:b",
    ],
)
def test_a_colon_in_ordinary_text_is_no_field(query: str) -> None:
    assert "FieldIs" not in repr(parse(query))


@pytest.mark.parametrize(
    ("query", "position", "said"),
    [
        ("foo:bar", 0, "There are: title (otsikko), person"),
        ("rahoitus aihe:sote", 9, "there is no field aihe:"),
        ("publised:2021", 0, "Did you mean published:"),
        ("kunta AND kausi:2021", 10, "there is no field kausi:"),
        ("title:", 6, "nothing after title:. Write the value right after the colon: title:rahoitus"),
        ("otsikko: silta", 8, "right after the colon: otsikko:silta"),
        ("rahoitus kieli:", 15, "nothing after kieli:"),
        ('laji:""', 5, "nothing after laji:"),
        ("title:(silta OR tie)", 6, "write (title:one OR title:other)"),
        ('title:"silta', 6, "quote is opened here"),
        ("!kind:slides silta", 0, "Write NOT kind:slides"),
        ("kieli:xx", 6, "there is no language xx"),
        ("laji:kirja", 5, "there is no kind kirja. There are: slides (kalvot)"),
        ("silta kind:zzz", 11, "there is no kind zzz"),
        ("published:joskus", 10, "joskus is not a date"),
        ("published:2021-02-31", 10, "2021-02-31 is not a date"),
        ("published:>31.12.9999", 10, "is beyond all days"),
        ("published:2021..2020", 10, "ends before it begins. Write 2020..2021."),
        ("julkaistu:2021..kesä", 16, "kesä is not a date"),
        ("aika:tammikuu", 5, "tammikuu does not say which year"),
        ("amount:paljon", 7, "paljon is not an amount"),
        ("amount:20%..10%", 7, "ends before it begins"),
        ("amount:>paljon", 8, "paljon is not an amount"),
        ("hyv*alue", 3, "* stands only at the end of a word"),
        ("*alue", 0, "found inside compounds without it"),
        ("h*", 0, "only one letter before *"),
        ("kuntayhtymä~3", 11, "~ allows one or two letters to differ"),
        ('"sote uudistus"~', 15, "~ after a phrase has no number"),
        ("kuntayhtymä~0.5", 11, "~ allows one or two letters to differ"),
        ("kunta^2", 5, "^ means nothing here. Write kunta, or +kunta"),
        ("kunta||silta", 5, "|| means nothing here. Write kunta OR silta."),
        ("kunta|silta", 5, "| means nothing here. Write kunta OR silta."),
        ("kunta&&silta", 5, "&& means nothing here. Write kunta AND silta."),
        ("kunta NEAR/3 silta", 6, "NEAR/3 means nothing here. Write the words in quotes"),
        ("julkaistu : 2021", 10, "Write the value right after the colon: julkaistu:2021."),
        ("(" * 60 + "silta" + ")" * 60, 50, "too many brackets"),
        ("", 0, "nothing to search for"),
        ("?!", 0, "nothing to search for"),
        ("kunta AND", 6, "nothing after AND"),
        ("OR kunta", 0, "nothing before OR"),
        ("kunta NOT", 6, "nothing after NOT"),
        ("(kunta OR valtio", 0, "bracket is opened here"),
        ("kunta) AND valtio", 5, "without its ("),
        ('"väliaikainen hallinto', 0, "quote is opened here"),
        ("otsiko:kunta", 0, "Did you mean otsikko:"),
        ("titel:kunta", 0, "Did you mean title:"),
    ],
)
def test_a_wrong_query_is_pointed_at(query: str, position: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert said in str(caught.value)
    assert caught.value.position == position


@given(st.text(alphabet="kuntaä 'ABN\"()~*:-?.,5ORDT\n", max_size=40))
def test_any_text_is_parsed_or_refused_with_a_spot(text: str) -> None:
    try:
        parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021", ("2021", "2021")),
        ("2021-02..2021-06", ("2021-02", "2021-06")),
        ("2021-02..", ("2021-02", None)),
        ("..2021", (None, "2021")),
        (">2021-02", ("2021-03-01", None)),
        (">=2021-02", ("2021-02", None)),
        ("<2021", (None, "2020-12-31")),
        ("17.2.2021", ("2021-02-17", "2021-02-17")),
        ("1.2.2021..30.6.2021", ("2021-02-01", "2021-06-30")),
        ("2.2021", ("2021-02", "2021-02")),
        ("2/2021", ("2021-02", "2021-02")),
        ("2021…2023", ("2021", "2023")),
        ("2021–2023", ("2021-01-01", "2023-12-31")),
        ("2021/2023", ("2021-01-01", "2023-12-31")),
        ("2021-21", ("2021-03-01", "2021-05-31")),
        ("kevät 2021", ("2021-03-01", "2021-05-31")),
        ("helmikuu 2021", ("2021-02-01", "2021-02-28")),
        ("helmikuu 2021..", ("2021-02-01", None)),
        (">helmikuu 2021", ("2021-03-01", None)),
        ("<=17.2.2021", (None, "2021-02-17")),
        ("vuoden 2021 loppuun saakka", (None, "2021-12-31")),
        ("2020-luku", ("2020-01-01", "2029-12-31")),
    ],
)
def test_span(value: str, expected: tuple[str | None, str | None]) -> None:
    assert span(value, 0, value) == expected


@pytest.mark.parametrize("value", ["abc", "20", "2021-13", "2021-02-31", "31.2.2021", "2021-99", "..x", "..", ""])
def test_a_time_that_is_none(value: str) -> None:
    with pytest.raises(QueryError, match="is not a date"):
        span(value, 0, value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("20%", AmountRange("percent", "%", Decimal(20), Decimal(20))),
        ("10%..20%", AmountRange("percent", "%", Decimal(10), Decimal(20))),
        (">=1M€", AmountRange("money", "EUR", Decimal(1_000_000), None)),
        ("<=9,4milj", AmountRange(None, None, None, Decimal(9_400_000))),
        ("1..2M€", AmountRange("money", "EUR", Decimal(1_000_000), Decimal(2_000_000))),
        ("500000..1M€", AmountRange("money", "EUR", Decimal(500_000), Decimal(1_000_000))),
        ("6kk", AmountRange("duration", "month", Decimal(6), Decimal(6))),
        ("5000", AmountRange(None, None, Decimal(5000), Decimal(5000))),
        ("1 000 000 €", AmountRange("money", "EUR", Decimal(1_000_000), Decimal(1_000_000))),
        ("2 M€..", AmountRange("money", "EUR", Decimal(2_000_000), None)),
        ("9,4 miljoonaa euroa", AmountRange("money", "EUR", Decimal(9_400_000), Decimal(9_400_000))),
        ("10–20 %", AmountRange("percent", "%", Decimal(10), Decimal(20))),
        ("vähintään 2 miljardia euroa", AmountRange("money", "EUR", Decimal(2_000_000_000), None)),
        (">100 hlö", AmountRange("count", "henkilö", Decimal("100.000001"), None)),
        ("5 hevosta", AmountRange("count", "hevonen", Decimal(5), Decimal(5))),
    ],
)
def test_amount_range(value: str, expected: AmountRange) -> None:
    assert amount_range(value, 0, value) == expected


@pytest.mark.parametrize("value", ["paljon", ">", "yli", "..", "1M€..paljon", ""])
def test_an_amount_that_is_none(value: str) -> None:
    with pytest.raises(QueryError, match="is not an amount"):
        amount_range(value, 0, value)
