"""Which mentions are one body, what it is called, and why."""

from __future__ import annotations

import pytest

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.mentions_to_bodies import _in_base_form, bodies_of, grouped
from extractors.model.document import Document


def said(*names: str) -> list[BodyMention]:
    return [BodyMention(40 * at, 40 * at + len(name), name, "body", "heads", 0.9) for at, name in enumerate(names)]


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (("Pohjois-Savon liitto", "PSL"), [["Pohjois-Savon liitto", "PSL"]]),
        (("Pohjois-Savon liitto", "psl"), [["Pohjois-Savon liitto"], ["psl"]]),
        (("Pohjois-Savon liitto", "PS"), [["Pohjois-Savon liitto"], ["PS"]]),
        (
            ("Pohjois-Savon liitto", "Pohjois-Suomen lautakunta", "PSL"),
            [["Pohjois-Savon liitto"], ["Pohjois-Suomen lautakunta"], ["PSL"]],
        ),
        (("Lounais-Hallan pelastuslaitos", "pelastuslaitos"), [["Lounais-Hallan pelastuslaitos", "pelastuslaitos"]]),
        (("POSOTE20 -ohjausryhmä", "POSOTE20-Ohjausryhmä"), [["POSOTE20 -ohjausryhmä", "POSOTE20-Ohjausryhmä"]]),
    ],
    ids=lambda value: "; ".join(value) if isinstance(value, tuple) else "",
)
def test_which_mentions_are_one_body(names: tuple[str, ...], groups: list[list[str]]) -> None:
    assert [[m.name for m in group.mentions] for group in grouped(said(*names))] == groups


def test_the_most_definite_kind_is_the_bodys() -> None:
    first, second = said("Kajonix", "Kajonix")
    assert [group.kind for group in grouped([first, second._replace(kind="company")])] == ["company"]
    assert [group.kind for group in grouped([first, second])] == ["body"]


STM = "Sosiaali- ja terveysministeriö"


@pytest.mark.parametrize(
    ("text", "mentions", "aliases", "rule", "reason", "sure"),
    [
        (
            "Hallanmaan kehitysyhtiö (HaKe) kasvaa. HaKe kertoi.",
            [
                BodyMention(0, 23, "Hallanmaan kehitysyhtiö", "company", "heads", 0.9),
                BodyMention(39, 43, "Hallanmaan kehitysyhtiö", "company", "short", 0.9, alias=True),
            ],
            ("HaKe",),
            "bodies.head-noun-words",
            "“HaKe” stands for “Hallanmaan kehitysyhtiö” in this document",
            True,
        ),
        (
            "Ruokavirasto kertoi. Virasto jatkaa.",
            [
                BodyMention(0, 12, "Ruokavirasto", "agency", "lexicon", 0.97, "ruokavirasto"),
                BodyMention(21, 28, "Ruokavirasto", "agency", "named before", 0.8, "ruokavirasto", alias=True),
            ],
            (),
            "bodies.lexicon-long",
            "“Virasto” is the agency named before",
            True,
        ),
        (
            "STM kertoi. Sosiaali- ja terveysministeriö jatkaa.",
            [
                BodyMention(0, 3, STM, "ministry", "lexicon", 0.97, "stm", alias=True),
                BodyMention(12, 42, STM, "ministry", "heads", 0.97, "stm"),
            ],
            ("STM",),
            "bodies.head-noun-known",
            f"“STM” is a short form of “{STM}” by the lexicon",
            True,
        ),
        (
            "Hallanmaan kehitysyhtiö kasvaa.",
            [BodyMention(0, 23, "Hallanmaan kehitysyhtiö", "company", "heads", 0.9)],
            (),
            "bodies.head-noun-words",
            None,
            False,
        ),
    ],
    ids=["defined", "named before", "short form", "once"],
)
def test_what_is_told_of_a_body(
    text: str, mentions: list[BodyMention], aliases: tuple[str, ...], rule: str, reason: str | None, sure: bool
) -> None:
    """Its short forms, the rule that found it by its name, and why they are its; several places make it surer."""
    (body,) = bodies_of(Document(id="d", text=text, language="fi"), grouped(mentions))
    (alone,) = bodies_of(Document(id="d", text=text, language="fi"), grouped([m for m in mentions if not m.alias]))
    assert (body.aliases, body.rule, body.reason) == (aliases, rule, reason)
    assert (body.confidence > alone.confidence) is sure


@pytest.mark.parametrize(
    ("names", "shorts", "bare"),
    [
        (["vate", "Vate", "Vatelle"], ["vate"], ["vate"]),
        (["Essoten"], ["Essote"], ["Essote"]),
        (["VATE"], ["vate"], ["vate"]),
        (["Hake"], ["vate"], ["Hake"]),
        (["Hallan liitto"], ["vate"], ["Hallan liitto"]),
    ],
    ids=lambda value: "; ".join(value),
)
def test_short_forms_in_base_form(names: list[str], shorts: list[str], bare: list[str]) -> None:
    assert _in_base_form(names, shorts) == bare
