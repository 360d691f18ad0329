"""Base forms of names: (as it stands, as it is filed)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.lexicon.wordlists import wordlist
from extractors.text.abbreviations import stands_for
from extractors.text.base_forms import base_form, title_form, without_colon
from extractors.text.head_nouns import head_of, paradigm
from extractors.text.inflection import forms

NAMES = [
    ("Kainuun hyvinvointialueella", "Kainuun hyvinvointialue"),
    ("KAINUUN HYVINVOINTIALUEEN", "Kainuun hyvinvointialue"),
    ("puolustusministeriölle", "puolustusministeriö"),
    ("maa- ja metsätalousministeriöstä", "maa- ja metsätalousministeriö"),
    ("alueellisen yhteistyön toimikunnassa", "alueellisen yhteistyön toimikunta"),
    ("parlamentaarisen työryhmän", "parlamentaarinen työryhmä"),
    ("Oulun seudullisen neuvottelukunnan", "Oulun seudullinen neuvottelukunta"),
    ("korkeimmalle hallinto-oikeudelle", "korkein hallinto-oikeus"),
    ("teknisessä lautakunnassa", "tekninen lautakunta"),
    ("Valtiontalouden tarkastusvirastoon", "Valtiontalouden tarkastusvirasto"),
    ("Tilastokeskukselta", "Tilastokeskus"),
    ("Uudenmaan ELY-keskuksen", "Uudenmaan ELY-keskus"),
    ("Pohjan Rakennus Oy:ltä", "Pohjan Rakennus Oy"),
    ("VM:lle", "VM"),
    ("Varkaudelle", "Varkaus"),
    ("Kelan", "Kela"),
    ("Pelloten", "Pelloten"),
]


@pytest.mark.parametrize(("said", "filed"), NAMES)
def test_base_forms(said: str, filed: str) -> None:
    assert base_form(said) == filed


@pytest.mark.parametrize("filed", [filed for _, filed in NAMES])
def test_a_base_form_is_its_own(filed: str) -> None:
    assert base_form(filed) == filed


@pytest.mark.parametrize("row", wordlist("heads")["heads"], ids=lambda row: row["word"])
def test_every_head_noun_is_known_in_all_its_forms(row: dict[str, object]) -> None:
    skipped = [*row.get("skip", []), *row.get("skip_bare", [])]  # type: ignore[misc]
    for form in paradigm(str(row["word"]), str(row["genitive"]), front=bool(row.get("front"))):
        if form not in skipped:
            found = head_of(form)
            assert found is not None, form


@given(st.text(max_size=60))
def test_any_text_has_a_base_form(text: str) -> None:
    base_form(text), title_form(text), without_colon(text)


@given(st.text(alphabet=st.sampled_from("aeioulkmnrstvpä"), min_size=3, max_size=9).map(str.capitalize))
def test_the_forms_of_a_name_hold_the_name(name: str) -> None:
    found = forms(name)
    assert name in found
    assert all(form.startswith(name[:-3]) for form in found)


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("THL", "Terveyden ja hyvinvoinnin laitos", True),
        ("vate", "väliaikainen valmistelutoimielin", True),
        ("KELA", "Tulli", False),
        ("", "Tulli", False),
    ],
)
def test_what_a_short_form_can_stand_for(short: str, long: str, fits: bool) -> None:
    assert stands_for(short, long) is fits
