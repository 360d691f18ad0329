"""What is one across documents, and what stays apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model.document import Document
from extractors.model.records import Body, Contact, Entry, Evidence, Person, Records, Role
from index.things.linking import Cluster, explain, link

QUOTE = (Evidence(start=0, end=1, quote="x"),)


def body(name: str, known: str | None = None) -> Body:
    return Body(id=f"body-{known or name}", name=name, known=known, evidence=QUOTE)


def person(name: str, which: str = "") -> Person:
    return Person(id=f"person-{name}{which}", name=name, evidence=QUOTE)


def entry(
    document: str, *bodies: Body, people: tuple[Person, ...] = (), publisher: str | None = None, **more: object
) -> Entry:
    read = Document(id=document, text="x", publishers=(publisher,) if publisher else ())
    return Entry(document=read, records=Records(bodies=bodies, people=people, **more))  # type: ignore[arg-type]


def groups(clusters: list[Cluster]) -> list[list[str]]:
    return sorted(sorted(item.document for item in c.items) for c in clusters)


def test_the_lexicon_joins_names_in_two_languages() -> None:
    (cluster,) = link([entry("a", body("Finansministeriet", "vm")), entry("b", body("Valtiovarainministeriö", "vm"))])
    assert cluster.name == "Valtiovarainministeriö"
    assert cluster.names == ("Finansministeriet",)
    assert "the lexicon knows both" in "\n".join(explain(cluster))


def test_a_bare_name_joins_nothing() -> None:
    assert groups(link([entry("a", body("Kaupunginhallitus")), entry("b", body("Kaupunginhallitus"))])) == [
        ["a"],
        ["b"],
    ]
    assert groups(link([entry("a", people=(person("Aino Salo"),)), entry("b", people=(person("Aino Salo"),))])) == [
        ["a"],
        ["b"],
    ]


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("Valtiovarainministeriön budjettiosasto", "Valtiovarainministeriön budjettiosasto", True),
        ("Valtiovarainministeriön budjettiosasto", "VM:n budjettiosasto", True),
        ("Sosiaali- ja terveysministeriön hallinto- ja kehittämisosasto", "STM:n hallinto- ja kehittämisosasto", True),
        ("Kelan hallitus", "Kansaneläkelaitoksen hallitus", True),
        ("Finansministeriets budgetavdelning", "Finansministeriets budgetavdelning", True),
        ("Puolustusvoimien pääesikunta", "Puolustusvoimien pääesikunta", True),
        ("Kelan hallitus", "Verohallinnon hallitus", False),
        ("Kelan työryhmä", "Kelan työryhmä", False),
        ("Valtiovarainministeriön osasto", "Valtiovarainministeriön osasto", False),
        ("Valtiovarainministeriön budjettiosasto", "Valtiovarainministeriön vero-osasto", False),
        ("Ministeriön budjettiosasto", "Ministeriön budjettiosasto", False),
        ("Yhtiön hallitus", "Yhtiön hallitus", False),
    ],
)
def test_a_part_of_a_known_body_is_one_wherever_it_is_named(one: str, other: str, same: bool) -> None:
    assert (len(link([entry("a", body(one)), entry("b", body(other))])) == 1) is same


def test_forms_of_one_surname_are_one_by_an_address() -> None:
    def told(document: str, name: str, value: str = "kari.hakuli@kunta.example", kind: str = "email") -> Entry:
        contact = Contact(kind=kind, value=value, person=name, evidence=QUOTE)  # type: ignore[arg-type]
        return entry(document, people=(person(name),), contacts=(contact,))

    said = [told("a", "Kari Hakulin"), told("b", "Kari Hakuli"), told("c", "Kari Hakuli")]
    for some in (said, said[::-1]):
        (cluster,) = link(some)
        assert (cluster.name, cluster.names) == ("Kari Hakuli", ("Kari Hakulin",))
    assert len(link([said[0], told("b", "Mari Hakuli")])) == 2
    assert len(link([said[0], told("b", "Kari Malli")])) == 2
    names = (("a", "Kari Hakulin"), ("b", "Kari Hakuli"))
    switchboard = [told(key, name, "+358912345", "phone") for key, name in names]
    assert len(link(switchboard)) == 2, "many may share a telephone"


def test_a_post_in_a_part_of_a_known_body_tells_who_is_meant() -> None:
    def told(document: str, where: str) -> Entry:
        who = person("Katri Halmelahti")
        role = Role(person=who.name, role="ylijohtaja", body=where, evidence=QUOTE)
        return entry(document, body(where), people=(who,), roles=(role,))

    office = "Valtiovarainministeriön budjettiosasto"
    joined = [
        c for c in link([told("a", office), told("b", office), told("c", "VM:n budjettiosasto")]) if c.kind == "person"
    ]
    assert groups(joined) == [["a", "b", "c"]]
    apart = [c for c in link([told("a", office), told("b", "Verohallinnon esikunta")]) if c.kind == "person"]
    assert groups(apart) == [["a"], ["b"]]


def test_the_issuer_joins_its_organs() -> None:
    entries = [
        entry(d, body("Ohjausryhmä"), publisher=p)
        for d, p in (("a", "Lohjan kaupunki"), ("b", "Lohjan kaupunki"), ("c", "Vihdin kunta"))
    ]
    assert groups(link(entries)) == [["a", "b"], ["c"]]


def test_a_name_that_says_whose_it_is_joins() -> None:
    assert groups(
        link([entry("a", body("Kuusamon metsäkuntayhtymä")), entry("b", body("Kuusamon metsäkuntayhtymä"))])
    ) == [["a", "b"]]


def test_a_post_in_a_named_body_or_an_address_joins_people() -> None:
    ministry = body("Valtiovarainministeriö", "vm")
    role = Role(person="Aino Salo", role="ylijohtaja", body="Valtiovarainministeriö", evidence=QUOTE)
    mail = Contact(kind="email", value="aino.salo@esim.fi", person="Aino Salo", evidence=QUOTE)
    entries = [
        entry("a", ministry, people=(person("Aino Salo"),), roles=(role,)),
        entry("b", ministry, people=(person("Aino Salo"),), roles=(role,), contacts=(mail,)),
        entry("c", people=(person("Aino Salo"),), contacts=(mail,)),
        entry("d", people=(person("Aino Salo"),)),
    ]
    assert groups([c for c in link(entries) if c.kind == "person"]) == [["a", "b", "c"], ["d"]]


def test_two_of_one_name_in_one_document_stay_two() -> None:
    mail = Contact(kind="email", value="a.salo@esim.fi", person="Aino Salo", evidence=QUOTE)
    both = entry("a", people=(person("Aino Salo"), person("Aino Salo", "2")), contacts=(mail,))
    assert groups(link([both])) == [["a"], ["a"]]


def test_a_persons_decision_wins_and_can_be_taken_back() -> None:
    entries = [
        entry("a", body("Verohallinto", "vero")),
        entry("b", body("Verohallinto", "vero")),
        entry("c", body("Veroryhmä")),
    ]
    a, b, c = "a/body-vero", "b/body-vero", "c/body-Veroryhmä"
    assert groups(link(entries, apart=[(a, b)])) == [["a"], ["b"], ["c"]]
    assert groups(link(entries, together=[(a, c)])) == [["a", "b", "c"]]
    assert groups(link(entries)) == [["a", "b"], ["c"]]


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from(["vm", "stm", None])), max_size=8, unique_by=lambda x: x[0]
    )
)
def test_every_item_is_in_one_cluster(rows: list[tuple[str, str | None]]) -> None:
    entries = [entry(d, body("Ryhmä", known)) for d, known in rows]
    clusters = link(entries)
    assert sorted(i.document for c in clusters for i in c.items) == sorted(d for d, _ in rows)
    assert len({c.id for c in clusters}) == len(clusters)
    assert all(len(c.reasons) == len(c.items) for c in clusters)


def written(document: str, text: str, *bodies: Body, **more: object) -> Entry:
    return Entry(document=Document(id=document, text=text), records=Records(bodies=bodies, **more))  # type: ignore[arg-type]


def test_an_unknown_name_joins_where_the_text_writes_it_as_one() -> None:
    one = written("a", "Asiasta tiedottaa Hallanmaan liitto.", body("Hallanmaan liitto"))
    other = written("b", "Mukana on myös Hallanmaan liitto.", body("Hallanmaan liitto"))
    bare = written("c", "Valmistelun ohjaus vaihtuu.", body("Valmistelun ohjaus"))
    again = written("d", "Nyt valmistelun ohjaus alkaa.", body("Valmistelun ohjaus"))
    assert groups(link([one, other, bare, again])) == [["a", "b"], ["c"], ["d"]]


def test_a_title_and_a_local_body_join_a_person_and_a_common_post_does_not() -> None:
    def named(document: str, title: str) -> Entry:
        role = Role(person="Otso Rautasalo", role=title, evidence=QUOTE)
        text = "Asiasta tiedottaa Hallanmaan liitto."
        return written(document, text, body("Hallanmaan liitto"), people=(person("Otso Rautasalo"),), roles=(role,))

    def people(title: str) -> list[list[str]]:
        found = link([named("a", title), named("b", title)])
        return groups([c for c in found if c.kind == "person"])

    assert people("hankejohtaja") == [["a", "b"]]
    assert people("jäsen") == [["a"], ["b"]]


def by(publisher: str, document: str, *titles: str, body: str | None = None, language: str = "fi") -> Entry:
    name = "Aino Salo"
    roles = tuple(Role(person=name, role=title, body=body, evidence=QUOTE) for title in titles)
    read = Document(id=document, text="x", publishers=(publisher,), language=language)
    return Entry(document=read, records=Records(people=(person(name),), roles=roles))


HALLA = "Hallanmaan liitto"
PUBLISHED = [
    ([by(HALLA, "a"), by(HALLA, "b")], [["a", "b"]]),
    ([by(HALLA, "a"), by("Kuusaron kaupunki", "b")], [["a"], ["b"]]),
    ([by(HALLA, "a", "valtuutettu"), by(HALLA, "b", "kaavoitusarkkitehti")], [["a"], ["b"]]),
    ([by(HALLA, "a", "johtaja"), by(HALLA, "b", "talousjohtaja")], [["a", "b"]]),
    ([by(HALLA, "a", "jäsen"), by(HALLA, "b", "talousjohtaja")], [["a", "b"]]),
    ([by(HALLA, "a", "maakuntajohtaja"), by(HALLA, "b", "landskapsdirektör", language="sv")], [["a", "b"]]),
]


@pytest.mark.parametrize(("entries", "expected"), PUBLISHED)
def test_one_publisher_speaks_of_one_person_unless_titles_differ(
    entries: list[Entry], expected: list[list[str]]
) -> None:
    assert groups(link(entries)) == expected


def test_an_initial_is_who_the_publisher_speaks_of_alone() -> None:
    def said(document: str, name: str) -> Entry:
        read = Document(id=document, text="x", publishers=(HALLA,))
        return Entry(document=read, records=Records(people=(person(name),)))

    one = [said("a", "Aino Salo"), said("b", "A. Salo")]
    assert groups(link(one)) == [["a", "b"]]
    assert groups(link([*one, said("c", "Antti Salo")])) == [["a"], ["b"], ["c"]]


def test_an_abbreviation_is_the_body_that_alone_is_called_so() -> None:
    def long(document: str, name: str) -> Entry:
        return entry(document, Body(id="body-long", name=name, aliases=("Halhyva",), evidence=QUOTE))

    one = [long("a", "Hallanmaan hyvinvointialue"), entry("b", body("Halhyva"))]
    assert groups(link(one)) == [["a", "b"]]
    assert groups(link([*one, long("c", "Hallalahden hyvinvointiyhtiö")])) == [["a"], ["b"], ["c"]]
