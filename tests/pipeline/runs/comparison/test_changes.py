"""What changed between two versions: in words and in facts, without what changes by itself."""

from __future__ import annotations

from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from extractors.model.document import Document
from extractors.model.errors import SourceError
from extractors.model.records import DateMention, Entry, Records, Role, evidence
from extractors.reading import read_text
from index.home import Home
from index.store.duplicates.same_release import lasting
from index.store.store import Store
from pipeline.runs.comparison.changes import changed, fact_changes, fact_key, moment_of, recent, word_changes
from pipeline.runs.watch import add, pass_over
from tests.index.older import make_older
from tests.pipeline.conftest import Site, release
from tests.pipeline.told import logged_alerts
from tests.pipeline.world import light, understood

__all__ = ["light"]


def entry(text: str, **more: object) -> Entry:
    document = read_text(text, id="doc-1", language="fi")
    return Entry(document=document, records=understood(document).model_copy(update=more))


def said(before: str, after: str) -> list[str]:
    return [str(one) for one in fact_changes(entry(before), entry(after))]


@pytest.mark.parametrize(
    ("before", "after", "facts"),
    [
        (
            "Rahoitus on 262 miljoonaa euroa vuodessa.",
            "Rahoitus on 280 miljoonaa euroa vuodessa.",
            ["amounts: 262 miljoonaa euroa -> 280 miljoonaa euroa"],
        ),
        (
            "Torit saavat 2 miljoonaa euroa. Kirjastot saavat 3 miljoonaa euroa.",
            "Torit saavat 4 miljoonaa euroa. Kirjastot saavat 3 miljoonaa euroa.",
            ["amounts: 2 miljoonaa euroa -> 4 miljoonaa euroa"],
        ),
        ("Rahoituksesta ei päätetty.", "Rahoitus on 5 miljoonaa euroa.", ["amounts: - -> 5 miljoonaa euroa"]),
        ("Asiasta päätti Kuusiston kunta.", "Asiasta päätti hallitus.", ["bodies: Kuusiston kunta -> -"]),
        ("Rahoitus on 262 miljoonaa euroa.", "Rahoitus on 262 miljoonaa euroa edelleen.", []),
    ],
)
def test_facts(before: str, after: str, facts: list[str]) -> None:
    assert said(before, after) == facts


def test_what_other_rules_find_in_the_same_words_is_no_change() -> None:
    text = "Rahoitus on {} miljoonaa euroa. Asiasta päätti Kuusiston kunta."
    before, after = entry(text.format(262)), entry(text.format(280))
    before = before.model_copy(update={"records": before.records.model_copy(update={"bodies": ()})})
    assert [str(one) for one in fact_changes(before, after)] == [
        "bodies: - -> Kuusiston kunta",
        "amounts: 262 miljoonaa euroa -> 280 miljoonaa euroa",
    ]
    assert [str(one) for one in fact_changes(before, after, same_rules=False)] == [
        "amounts: 262 miljoonaa euroa -> 280 miljoonaa euroa"
    ]


def held(text: str, person: str, when: str, words: str) -> Entry:
    document: Document = read_text(text, id="doc-1", language="fi")
    spot, day = evidence(document, 0, 5), evidence(document, text.index(words), text.index(words) + len(words))
    role = Role(person=person, role="johtaja", body="Hallanmaan liitto", evidence=(spot,))
    return Entry(document=document, records=Records(roles=(role,), dates=(DateMention(edtf=when, evidence=(day,)),)))


def test_a_new_director_and_a_moved_date() -> None:
    before = held("Aino Lehto johtaa liittoa 1.3.2026 alkaen.", "Aino Lehto", "2026-03-01", "1.3.2026")
    after = held("Eero Salmi johtaa liittoa 1.5.2026 alkaen.", "Eero Salmi", "2026-05-01", "1.5.2026")
    assert [str(one) for one in fact_changes(before, after)] == [
        "roles: Aino Lehto, johtaja, Hallanmaan liitto -> Eero Salmi, johtaja, Hallanmaan liitto",
        "dates: 1.3.2026 -> 1.5.2026",
    ]


def test_words() -> None:
    before = read_text(
        "Otsikko\n\nTorit avataan keväällä.\n\nKunnat osallistuvat.\n\nSivu päivitetty 1.2.2026", language="fi"
    )
    after = read_text("Otsikko\n\nTorit avataan syksyllä.\n\nSivu päivitetty 3.4.2026\n\nUusi kappale.", language="fi")
    assert [(one.before, one.after) for one in word_changes(before, after)] == [
        ("Torit avataan keväällä.", "Torit avataan syksyllä."),
        ("Kunnat osallistuvat.", None),
        (None, "Uusi kappale."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Sivu päivitetty 3.4.2026",
        "Päivitetty viimeksi: 3.4.2026 klo 12.30",
        "Luettu 1 204 kertaa",
        "Tänään on tiistai 3.4.",
        "© Hallanmaan liitto 2026",
        "Senast uppdaterad: 3.4.2026",
        "Last modified: 2026-04-03",
    ],
)
def test_what_changes_by_itself(line: str) -> None:
    assert lasting(f"Alku\n{line}\nLoppu") == "Alku\nLoppu"


@pytest.mark.parametrize("line", ["Laki päivitetty eduskunnassa.", "Torit avataan 3.4.2026.", "Kello tikittää."])
def test_what_does_not(line: str) -> None:
    assert lasting(line) == line


@pytest.mark.usefixtures("light")
def test_a_page_whose_furniture_changes_has_one_version(site: Site, home: Home) -> None:
    page = release("Lähitorit", "262 miljoonaa")
    site.pages["/sivu"] = page
    add(home, f"{site.url}/sivu", kind="page")
    pass_over(home)
    site.pages["/sivu"] = page.replace("</article>", "<p>Sivu päivitetty 3.4.2026</p></article>")
    [item] = pass_over(home).items
    assert (item.outcome, item.reason) == ("unchanged", "only what surrounds the text has changed")
    site.pages["/sivu"] = release("Lähitorit", "280 miljoonaa")
    pass_over(home)
    with Store.open(home) as store:
        [document] = store.ids()
        [change] = changed(store, document)
        assert recent(store) == recent(store, (change.when or "")[:10]) == [change]
        assert recent(store, "2999-01-01") == []
    assert [str(fact) for fact in change.facts] == ["amounts: 262 miljoonaa euroa -> 280 miljoonaa euroa"]
    assert change.number == 2


MILLIONS = [
    (262, 280, 262),
    (262, 280, 262, 280, 262, 300),
    (262, 280, 300, 262, 280, 262, 280),
]


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("millions", MILLIONS, ids=str)
def test_a_page_that_goes_back_and_forth_is_told_each_time(site: Site, home: Home, millions: tuple[int, ...]) -> None:
    add(home, f"{site.url}/sivu", kind="page")
    for money in millions:
        site.pages["/sivu"] = release("Lähitorit", f"{money} miljoonaa")
        pass_over(home)
    number = {money: at for at, money in enumerate(dict.fromkeys(millions), 1)}
    steps = list(pairwise(millions))
    said = [f"amounts: {old} miljoonaa euroa -> {new} miljoonaa euroa" for old, new in steps]
    with Store.open(home) as store:
        [document] = store.ids()
        found = list(changed(store, document))
        assert sorted(one.step for one in recent(store)) == [one.step for one in found]
    assert [(one.after, one.number) for one in found] == [(number[old], number[new]) for old, new in steps]
    assert [str(fact) for one in found for fact in one.facts] == said
    assert [one.text for one in logged_alerts(home) if one.kind == "changed facts"] == said


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("millions", [(262,), *MILLIONS[:1], (262, 280, 300)], ids=str)
def test_a_home_of_an_earlier_schema_knows_its_changes_and_tells_none_again(
    site: Site, home: Home, millions: tuple[int, ...]
) -> None:
    add(home, f"{site.url}/sivu", kind="page")
    for money in millions:
        site.pages["/sivu"] = release("Lähitorit", f"{money} miljoonaa")
        pass_over(home)
    with Store.open(home) as store, store.writing() as db:
        before = recent(store)
        make_older(db, "0003")
    site.pages["/sivu"] = release("Lähitorit", "900 miljoonaa")
    assert pass_over(home).counts == {"new version": 1}
    with Store.open(home) as store:
        latest, *earlier = recent(store)
        assert [str(fact) for fact in latest.facts] == [
            f"amounts: {millions[-1]} miljoonaa euroa -> 900 miljoonaa euroa"
        ]
        assert [one.model_copy(update={"when": None}) for one in earlier] == [
            one.model_copy(update={"when": None}) for one in before
        ]
    assert [alert.kind for alert in logged_alerts(home)].count("changed facts") == len(millions)


@pytest.mark.usefixtures("light")
def test_a_page_that_vanishes_is_marked_and_kept(site: Site, home: Home) -> None:
    site.pages["/sivu"] = release("Lähitorit")
    add(home, f"{site.url}/sivu", kind="page")
    pass_over(home)
    page = site.pages.pop("/sivu")
    for _ in range(2):
        [item] = pass_over(home).items
        assert (item.outcome, item.reason) == ("vanished", "there is nothing at that address (404)")
    with Store.open(home) as store:
        [document] = store.ids()
        assert store.rows([document])[document]["vanished"]
    site.pages["/sivu"] = page
    assert pass_over(home).ok
    with Store.open(home) as store:
        assert not store.rows([document])[document]["vanished"]


@pytest.mark.usefixtures("light")
def test_one_release_on_two_hosts_is_one_document(site: Site, home: Home) -> None:
    site.pages |= {"/a": release("Sama tiedote"), "/b": release("Sama tiedote")}
    for path in ("/a", "/b"):
        add(home, site.url + path, kind="page")
    assert pass_over(home).counts == {"read": 1, "same content": 1}
    with Store.open(home) as store:
        [document] = store.ids()
        assert len(store.addresses(document)) == 2


def test_a_day_that_is_told_to_be_of_something_else_is_another_fact() -> None:
    document = read_text("Hakuaika päättyy 1.2.2026.")
    day = evidence(document, 17, 25)
    starts, ends = (DateMention(edtf="2026-02-01", event=what, evidence=(day,)) for what in ("start", "end"))
    assert fact_key(starts) != fact_key(ends)
    assert fact_key(starts) == fact_key(starts.model_copy(update={"confidence": 0.5}))


@pytest.mark.parametrize("when", ["9999-12-31T23:00", "99.12.2026", "eilen"])
def test_a_moment_that_cannot_be_counted_from_is_said(when: str) -> None:
    with pytest.raises(SourceError, match="it is no day or time"):
        moment_of(when, ZoneInfo("America/New_York"))
