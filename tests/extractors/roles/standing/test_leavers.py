"""Is somebody said to be leaving what they do: (language, text, bodies as written, whether)."""

from __future__ import annotations

import pytest

from extractors.roles.standing.leavers import leavers
from tests.extractors.roles.scenes import scene_of

LEAVES = [
    ("fi", "Maija Malmi jää eläkkeelle.", {}, True),
    ("fi", "Maija Malmi jää puhumaan.", {}, False),
    ("fi", "Maija Malmi, joka jää eläkkeelle, kertoi.", {}, True),
    ("fi", "Maija Malmi, joka jää puhumaan, kertoi.", {}, False),
    # moves to another body; a participle says that it is over
    ("fi", "Maija Malmi siirtyy syyskuussa Satakunnan Museoon.", {"Satakunnan Museoon": "Museo"}, True),
    ("fi", "Maija Malmi siirtyy syyskuussa Kelan puheille.", {"Kelan": "Kela"}, False),
    ("fi", "Maija Malmi siirtyy syyskuussa kauas.", {}, False),
    ("fi", "Maija Malmi siirtyy kuten Kari Vuorimaa Kelaan.", {"Kelaan": "Kela"}, False),
    ("fi", "Lakimiehenä työskennellyt Maija Malmi siirtyy Kelaan.", {"Kelaan": "Kela"}, False),
    ("sv", "Maija Malmi flyttar till Traficom.", {"Traficom": "Traficom"}, True),
    ("sv", "Maija Malmi flyttar Traficom.", {"Traficom": "Traficom"}, False),
    # who is granted leave, whose term ends
    ("fi", "Valtuusto myönsi eron tehtävästä: Maija Malmi", {}, True),
    ("fi", "Valtuusto myönsi varat: Maija Malmi", {}, False),
    ("fi", "Maija Malmi, jonka sijaisuus päättyy, kertoi.", {}, True),
    ("en", "The term of Maija Malmi ends in May.", {}, True),
    ("en", "The speech of Maija Malmi ends in May.", {}, False),
]


@pytest.mark.parametrize(("language", "text", "bodies", "leaves"), LEAVES)
def test_who_is_leaving(language: str, text: str, bodies: dict[str, str], leaves: bool) -> None:
    scene = scene_of(text, ["Maija Malmi", "Kari Vuorimaa"], bodies, language)
    assert ("Maija Malmi" in leavers(scene)) is leaves
