"""Why was this found: the rule of every record, and the reason where its words alone do not decide."""

from __future__ import annotations

import re

import pytest

from extractors.extraction import extract
from extractors.lexicon.reliability import rule_name
from extractors.lexicon.wordlists import wordlist
from extractors.model.document import Document
from extractors.model.records import RECORD_KINDS, Record, Records
from tests.quality.rule_table import Rule, rules, said

NAME = re.compile(r"[a-z]+\.[\w]+(?:-[\w]+)*")

TEXT = (
    "Sosiaali- ja terveysministeriön (STM) osastopäällikkö Kaisa Mallinen kertoi asiasta 11.2. STM:n mukaan hankkeelle"
    " HE 52/2024 vp varataan 9,4 miljoonaa euroa. Mallisen mielestä summa riittää.\n\n"
    "Lisätiedot: Kaisa Mallinen, puh. 044 123 4567"
)


@pytest.fixture(scope="module")
def records() -> Records:
    return extract(Document(id="d", text=TEXT, published="2021-02-17"))


def every(records: Records) -> list[Record]:
    return [record for kind in RECORD_KINDS for record in getattr(records, kind)]


def test_every_record_names_its_rule(records: Records) -> None:
    assert all(getattr(records, kind) for kind in RECORD_KINDS), "a kind of record is not found: nothing is tested"
    for kind in RECORD_KINDS:
        for record in getattr(records, kind):
            assert NAME.fullmatch(record.rule) and record.rule.startswith(f"{kind}."), record


def test_a_year_that_is_not_written_has_its_reason(records: Records) -> None:
    (date,) = records.dates
    assert date.reason == "the year is told from the document's own date (2021-02-17)"


def test_a_year_that_is_written_needs_none() -> None:
    (date,) = extract(Document(id="d", text="Kokous oli 11.2.2021.", published="2021-02-17")).dates
    assert (date.rule, date.reason) == ("dates.full-date", None)


def test_mentions_that_are_made_one_have_their_reason(records: Records) -> None:
    ministry = next(body for body in records.bodies if body.known == "stm")
    assert ministry.reason and "“STM”" in ministry.reason
    (person,) = records.people
    assert person.reason == "“Mallisen” alone is the “Kaisa Mallinen” of the same document"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Kelan pääjohtaja Maija Mallinen kertoi.", None),
        ("Kela\njohtaja Maija Mallinen", "the body is that of the row, list, sentence or heading the name stands in"),
    ],
)
def test_the_body_of_a_role_has_its_reason_where_the_title_does_not_say_it(text: str, reason: str | None) -> None:
    (role,) = extract(Document(id="d", text=text)).roles
    assert role.body and role.reason == reason


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_the_example_of_a_rule_fires_it(rule: Rule) -> None:
    document = Document(id="d", text=rule.text, language=rule.language, published=rule.published)
    found = [(record.rule, said(record)) for record in getattr(extract(document), rule.kind)]
    if rule.own:
        assert (rule.name, rule.found) in found, "mend the rule, or give it another example in lexicon/rules.toml"
    else:
        assert rule.found in [name for _, name in found]


def test_every_rule_whose_worth_is_known_has_its_example() -> None:
    known = {rule_name(kind, rule) for kind, some in wordlist("reliability").items() for rule in some}
    known |= {rule_name("dates", rule) for rule in wordlist("dates")["confidence"]}
    known |= {rule_name("amounts", rule) for rule in wordlist("units")["confidence"]}
    assert known - {rule.name for rule in rules()} == set(), "add them to lexicon/rules.toml"
