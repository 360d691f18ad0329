"""Is a post one that the document's own news gives: (language, text, status), in a document of 14.3.2024."""

from __future__ import annotations

import pytest

from tests.extractors.roles.test_roles import roles_of

ORGAN = "Aluehallituksen"
MATTER = f"Pöytäkirja\n\n§ 44 {ORGAN} vaali\n\n"

GIVEN = [
    ("fi", "Hallitus valitsi uudeksi rehtoriksi Maija Malmin.", "coming"),
    ("fi", "Rehtoriksi valittiin Maija Malmi.", "coming"),
    ("fi", "Rehtoriksi valittiin Maija Malmi vuonna 2015.", "held"),
    ("fi", "Rehtoriksi valittiin Maija Malmi (s. 1971).", "coming"),
    ("fi", "Rehtoriksi valittiin Maija Malmi, joka aloitti jo.", "coming"),
    ("fi", "Rehtori Maija Malmi avasi lukuvuoden.", "held"),
    ("fi", "Rehtori Maija Malmi avasi lukuvuoden, jonka ohjelma valittiin jo keväällä.", "held"),
    ("fi", "Kokouksen sihteeriksi valittiin Maija Malmi.", "held"),
    ("fi", "Pöytäkirjantarkastajaksi valittiin Maija Malmi.", "held"),
    ("fi", "Sihteeriksi kaudelle 2024–2026 valittiin Maija Malmi.", "coming"),
    ("sv", "Till rektor valdes Maija Malmi.", "coming"),
    ("fi", "Rehtoriksi kaudelle 2020–2024 valittiin Maija Malmi.", "held"),
    # the sentence before tells the decision, where this one has no verb; not where that is another paragraph's
    ("fi", "Toimikunta asetettiin. Rehtoriksi professori Maija Malmi.", "coming"),
    ("fi", "Toimikunta kokoontui. Rehtoriksi professori Maija Malmi.", "held"),
    ("fi", "Toimikunta asetettiin.\n\nRehtoriksi professori Maija Malmi.", "held"),
    ("fi", "Toimikunta asetettiin. Rehtori Maija Malmi avasi kokouksen.", "held"),
    # what introduces a list tells it of all
    ("fi", "Johtokuntaan valittiin seuraavat: Maija Malmi, puheenjohtaja", "coming"),
    ("fi", "Johtokuntaan kuuluvat seuraavat: Maija Malmi, puheenjohtaja", "held"),
    ("fi", "Johtokuntaan valittiin vuonna 2015 seuraavat: Maija Malmi, puheenjohtaja", "held"),
    # a matter that elects an organ tells it before its list
    ("fi", f"{MATTER}Valtuusto valitsi jäsenet.\nJäsenet: Maija Malmi", "coming"),
    ("fi", f"{MATTER}Valtuusto keskusteli asiasta.\nJäsenet: Maija Malmi", "held"),
]


def status_of(text: str, language: str, published: str | None) -> str:
    """The status of the one post of a text, titles of rank aside."""
    found = roles_of(text, {ORGAN: "Aluehallitus"} if ORGAN in text else {}, language, published=published)
    (role,) = [r for r in found if r.role != "professori"]
    return role.status


@pytest.mark.parametrize(("language", "text", "status"), GIVEN)
def test_a_post_that_the_news_gives(language: str, text: str, status: str) -> None:
    assert status_of(text, language, "2024-03-14") == status


@pytest.mark.parametrize(
    "text", ["Rehtoriksi valittiin Maija Malmi.", "Johtokuntaan valittiin seuraavat: Maija Malmi, puheenjohtaja"]
)
def test_a_document_without_a_day_has_no_news(text: str) -> None:
    assert status_of(text, "fi", None) == "held"
