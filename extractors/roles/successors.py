"""The post of somebody who follows or went before another: it is the one the other was said to hold.

Ylijohtaja Maija Malli jättää tehtävänsä. Hänen seuraajakseen on valittu Kai Lohi.
Puheenjohtajaksi valittiin Maija Malli. Hänen edeltäjänsä Kai Lohi toimi tehtävässä kuusi vuotta.
Hon efterträder Göran Malli, som går i pension.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.roles.beside import RoleClaim, owner_before
from extractors.roles.context import NamedPerson, Scene
from extractors.roles.pronouns import antecedent
from extractors.roles.title_phrases import phrase_at

REACH = 90
"""Characters from such a word to the name."""

FAR = 700
"""Characters back to where the other's post was said."""

GIVEN = re.compile(
    r"\w(?:ksi|kseen)\b|\b(?:till|tillträder|tillträdde|börjar|började|blir|blev|appointed|elected|named|chosen|becomes?)\b"
)
"""What says that a post is newly given: "valdes till direktör", "nimitettiin johtajaksi"."""

# "Hänen seuraajakseen on valittu".
FOLLOWS = re.compile(r"\b[Ss]euraaja(?:kseen|ksi)\b")
# "Hänen edeltäjänsä Kai Lohi".
BEFORE = re.compile(r"\b(?:[Hh]änen[ ])?[Ee]deltäjä(?:nsä|änsä)[ ]")
# "Hon efterträder Göran Malli".
SUCCEEDS = re.compile(r"\b(?:efterträder|succeeds|replaces)[ ]")
FOLLOWED = re.compile(
    r"\b(?:efterträds|efterträddes|kommer att efterträdas) av[ ]|\b(?:is|was|will be) succeeded by[ ]"
    r"|\b(?:[Hh]änen )?[Ss]euraajansa (?:on|tulee olemaan)[ ]|\b(?:[Hh]ans|[Hh]ennes) efterträdare (?:är|blir)[ ]"
)
""" "Han efterträds av (Nina Malli)", "Hänen seuraajansa on (Nina Malli)": the one who follows comes last."""


def of_successors(scene: Scene, claims: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """The claims that follow from these: the other's role, in its body."""
    for m in FOLLOWS.finditer(scene.text):
        other = _owner(scene, m.start())
        end = min(scene.sentence(m.start())[1], m.end() + REACH)
        who = scene.person_from(m.end(), end)
        yield from _same_post(scene, claims, other, who, m.start())
    for m in BEFORE.finditer(scene.text):
        who = scene.person_from(m.end(), m.end() + 1)
        yield from _same_post(scene, claims, antecedent(scene, m.start()), who, m.start(), new_post=True)
    for m in FOLLOWED.finditer(scene.text):
        who = scene.person_from(m.end(), min(scene.sentence(m.start())[1], m.end() + REACH))
        before = scene.person_before(m.start())
        other = _subject(scene, m.start()) or (antecedent(scene, m.start()) if before else None)
        yield from _same_post(scene, [c for c in claims if not who or c.person != who.name], other, who, m.start())
    for m in SUCCEEDS.finditer(scene.text):
        who = scene.person_from(m.end(), scene.sentence(m.start())[1])
        yield from _same_post(scene, claims, _subject(scene, m.start()), who, m.start(), new_post=True)


def of_posts_named_before(scene: Scene, claims: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """Who holds or gets the post that was named before: "Tehtävää hoitanut Malli", "valittiin tehtävään Malli"."""
    for m in HELD.finditer(scene.text):
        who = scene.person_from(m.end(), m.end() + 1)
        last = _last_given(scene, claims, m.start()) if who else None
        if who and last and last.person != who.name:
            yield RoleClaim(who.name, last.role, last.body, m.start(), who.end, "verb", -1, POST_BEFORE)
    for m in CHOSEN_TO_IT.finditer(scene.text):
        start, end = scene.sentence(m.start())
        who = scene.person_from(m.end(), min(end, m.end() + REACH))
        if who is None or NOT_SAID.search(scene.text, start, m.start()):
            continue
        yield from _to_the_post(scene, claims, who, m.start())
    yield from _left_by(scene, claims)
    for who in scene.people:
        if CHOSEN_SV.match(scene.text, who.end):
            yield from _to_the_post(scene, claims, who, who.start)


def _to_the_post(scene: Scene, claims: Sequence[RoleClaim], who: NamedPerson, at: int) -> Iterator[RoleClaim]:
    """The post of a heading or a sentence before, given to somebody whom no rule has given one here."""
    low, high = scene.sentence(at)
    if any(c.person == who.name and c.verbal and low <= c.start < high for c in claims):
        return
    post = _post_before(scene, at)
    if post:
        role, body = post
        yield RoleClaim(who.name, role, body, min(at, who.start), who.end, "verb", -1, POST_BEFORE)


LEFT = re.compile(
    r"[ ](?:jää|jäi|siirtyy|siirtyi|on[ ]jäänyt|on[ ]siirtynyt)[ ](?:[\w.]+[ ]){0,2}?(?:eläkkeelle|reserviin)\b"
)


def _left_by(scene: Scene, claims: Sequence[RoleClaim]) -> Iterator[RoleClaim]:
    """The post just given, of whoever goes in the next sentence: "Johtajaksi valittiin Lohi. Malli jää eläkkeelle."."""
    told = {claim.person for claim in claims}
    for who in scene.people:
        start = scene.sentence(who.start)[0]
        opens = not scene.text[start : who.start].strip()
        if who.name in told or not opens or LEFT.match(scene.text, who.end) is None:
            continue
        last = _last_given(scene, claims, who.start)
        if last and "\n" not in scene.text[last.end : who.start]:
            yield RoleClaim(who.name, last.role, last.body, who.start, who.end, "verb", -1, POST_BEFORE)


def _last_given(scene: Scene, claims: Sequence[RoleClaim], at: int) -> RoleClaim | None:
    """The last post that a sentence gives before an offset: "johtajaksi nimitettiin", not "työskentelee johtajana"."""
    given = [c for c in claims if c.verbal and at - FAR < c.start < c.end <= at]
    given = [c for c in given if TRANSLATIVE.search(scene.text, c.start, c.end)]
    return max(given, key=lambda c: (c.start, c.body is not None)) if given else None


def _post_before(scene: Scene, at: int) -> tuple[str, str | None] | None:
    """(role, body) of the vacancy last spoken of: "Kirjastonhoitajan tehtävän täyttäminen", "Val av rektor"."""
    low = max(scene.part(at).start, at - VACANCY_REACH)
    for m in reversed(list(VACANCY.finditer(scene.text, low, at))):
        w = scene.view.word_before(m.end("fi" if m["fi"] else "sv"))
        phrase = phrase_at(scene.view, w) if w else None
        if phrase and (m["sv"] or phrase.case == "genitive"):
            after = AT_BODY.match(scene.text, phrase.end) if m["sv"] else None
            placed = scene.body_starting(after.end()) if after else None
            return phrase.role, placed[1] if placed else owner_before(scene, phrase)
    return None


NOT_SAID = re.compile(r"\b(?:ehdot\w+|esit\w+|ei|eivät|jos|mikäli|että)\b")
"""What somebody only proposes, or what is not so: "ehdotti, että virkaan valitaan Malli"."""

TRANSLATIVE = re.compile(r"\wksi\b")
POST_BEFORE = "the post is the one that the text named before"

HELD = re.compile(
    r"\b(?:[Tt]ehtävää|[Vv]irkaa|[Tt]ointa|[Pp]estiä)[ ](?:[\w.–-]+[ ]){0,4}(?:hoitanut|hoitaneen|hoitaa)[ ]"
)
""" "Tehtävää vuodesta 2016 hoitanut (Outi Malli)"."""

CHOSEN_TO_IT = re.compile(
    r"\b(?:[Vv]alitsen|[Vv]alitsi|[Vv]alitsee|[Vv]alittiin|[Vv]alitaan|[Nn]imitettiin|[Nn]imitti|[Nn]imitän|[Pp]alkataan"
    r"|[Pp]alkattiin|[Oo]tetaan|[Oo]tan|[Mm]äärätään)[ ](?:tehtävään|virkaan|toimeen|virkasuhteeseen|työsuhteeseen)[ ]"
    r"|\b(?:[Tt]ehtävään|[Vv]irkaan|[Tt]oimeen)[ ]"
    r"(?:valittiin|valitaan|valitsen|nimitettiin|nimitetään|palkataan|otetaan)[ ]"
)
# "Karin Malli valdes.", but "valdes till" says to what.
CHOSEN_SV = re.compile(r"[ ](?:valdes|väljs|valts|utsågs|utses|anställs|anställdes)(?:[ ](?!till|som|in|att)|\.)")
# "Kirjastonhoitajan viran täyttäminen", "Val av rektor".
VACANCY = re.compile(
    r"(?P<fi>[\w-]+n)[ ](?:tehtävä|virka|viran|toimi|toimen|tehtävän|valinta|valitseminen|virkavaali|vaali)\b"
    r"|\b(?:[Vv]al av|[Tt]jänsten som|[Bb]efattningen som|[Aa]nställning av|[Uu]tseende av)[ ](?P<sv>[\w-]+)"
)
# "Tjänsten som rektor vid Skärgårdsskolan".
AT_BODY = re.compile(r"[ ](?:vid|för|i|på)[ ]")
VACANCY_REACH = 1500
"""Characters back to the vacancy: the matter of minutes, or a decision of one page."""


def _owner(scene: Scene, at: int) -> NamedPerson | None:
    """Whose successor: the name or pronoun in the genitive right before the word."""
    if before := _right_before(scene, at):
        return before
    said = scene.text[max(0, at - 6) : at]
    return antecedent(scene, at - 6) if said.lower() == "hänen " else None


def _subject(scene: Scene, at: int) -> NamedPerson | None:
    """Who succeeds: the name right before the verb, or the one its pronoun means."""
    if before := _right_before(scene, at):
        return before
    start = scene.sentence(at)[0]
    return antecedent(scene, start + 1) if re.match(r"\s*(?:Hon|Han|She|He)[ ]", scene.text[start:at]) else None


def _right_before(scene: Scene, at: int) -> NamedPerson | None:
    before = scene.person_before(at)
    return before if before and at - before.end == 1 else None


def _same_post(
    scene: Scene,
    claims: Sequence[RoleClaim],
    other: NamedPerson | None,
    who: NamedPerson | None,
    at: int,
    *,
    new_post: bool = False,
) -> Iterator[RoleClaim]:
    """The post of the other for one; that which he is given where he comes after: "Hon efterträder Göran Malli"."""
    if other is None or who is None or other.name == who.name:
        return
    low, high = scene.sentence(at)
    if any(c.person == who.name and low <= c.start < high for c in claims):
        return  # "valittiin Kai Lohen seuraajaksi Kelan johtajaksi": the sentence says the post itself
    held = [c for c in claims if c.person == other.name and at - FAR < c.start < high and c.role]
    if held:
        given = [c for c in held if GIVEN.search(scene.text, c.start, c.end)] if new_post else []
        last = max(given or held, key=lambda c: (c.start, c.body is not None))
        reason = f"the post of {other.name}, whom the sentence names beside"
        yield RoleClaim(who.name, last.role, last.body, min(at, who.start), who.end, "verb", -1, reason)
