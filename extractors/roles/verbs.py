"""Roles that a verb gives: "valitsi Piia Mallin johtajaksi", "vetäjänä toimii Antti Malli", "utsågs till chef".

How sure each rule is, is measured: `extractors/lexicon/reliability.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.lexicon.wordlists import either
from extractors.people.name_words import is_finite_verb
from extractors.people.titles import title
from extractors.roles.beside import RoleClaim, fits, owner_before
from extractors.roles.context import NamedPerson, Scene
from extractors.roles.owner.body_after import body_at
from extractors.roles.title_phrases import TitlePhrase, first_phrase, phrase_at
from extractors.text.inflection import FROM_PLACE, IN_PLACE

_POST_VERBS = either("role_patterns", "post_verbs")
VERB = re.compile(rf"\b(?:{_POST_VERBS})\b")
# "till direktör", "som ny rektor", "became the director".
VERB_SV_EN = re.compile(r"\b(?:till|som|as|blir?|blev|becomes?|became)\s(?:the\s|ny\s|new\s)?", re.I)
# "Kelassa", "Tullista".
# "Tullista", "kaupungilta".
# "filosofian maisteriksi" is no post.
DEGREE = re.compile(
    r"(?:tieteen|tieteiden|tieteitten|maisteri|tohtori|lisensiaatti|kandidaatti|ekonomi|insinööri|restonomi)$"
)
TITLE_TO_NAME = 70
"""Characters between a title and the name it is given to: "johtajaksi on tänään nimitetty ... Maija Malli"."""

HEADLINE = 90
"""Characters after the name in the longest headline that gives a title."""

VERB_WORDS = 7
"""Words between a title and its name in which a verb gives it."""

NEXT_NAME = 40
"""Characters between a title and the next name, whose it then is."""

CASES = ("translative", "essive")
SAID_ENDS = re.compile(r",\s(?:että|jotta|att|that)\b|\d\. (?:Till|Som|Ny|To)\b")
"""What ends what a verb says of a name; also a sentence after a day: "tillträder 1.2. Till hovrättsråd utnämndes"."""


NOT_GIVEN = re.compile(
    r"\b(?:valde|valdes|valts|utsåg|utsågs|utnämnde|utnämndes|har|hade) (?:inte|aldrig)\b"
    r"|\b(?:did|does|was|were|has|have|had) (?:not|never) (?:been )?(?:appoint|elect|name|choose|chose|nominate)\w*"
)
"""What says that nobody was given the post: "valde inte Eva Malli till ordförande"."""

OF_THE_YEAR = re.compile(r"\bårets[ ]\Z")
""" "valdes till årets (företagare)": a prize, and no post."""


def by_verb(scene: Scene, who: NamedPerson) -> Iterator[RoleClaim]:
    """The roles in the translative or essive that the sentence of a mention gives its person."""
    start, end = scene.sentence(who.start)
    # A headline has no verb: "Maija Malli Kelan pääjohtajaksi".
    if not _has_verb(scene.text, start, end) and not VERB_SV_EN.search(scene.text, start, end):
        yield from _headline(scene, who)
        yield from _without_verb(scene, who, start)
        return
    if NOT_GIVEN.search(scene.text, start, who.end):
        return
    following = scene.person_from(who.end, end)
    previous = scene.person_before(who.start)
    right = min(end, following.start) if following else end
    left = max(start, previous.end) if previous else start
    for phrase in _phrases(scene, who.end, min(right, who.end + 160)):
        # "Malli kertoo, että johtajaksi valitaan Lohi".
        if SAID_ENDS.search(scene.text, who.end, phrase.start):
            break  # what somebody says of others
        # "pääjohtaja Malli on nimittänyt johtajaksi Lohen".
        if GIVES_OTHERS.match(scene.text, who.end) or _not_his(scene.text[who.end : phrase.start]):
            break
        if _says_so(scene.text, left, right, phrase.case) and not _meant_for(scene, who, phrase, following):
            yield RoleClaim(who.name, phrase.role, _body(scene, phrase), who.start, phrase.end, "verb", phrase.end)
            break
    nearest: TitlePhrase | None = None
    for phrase in _phrases(scene, left, who.start):
        nearest = phrase
    if nearest:
        between = scene.text[nearest.end : who.start]
        if (
            len(WHEN.sub("", between)) < TITLE_TO_NAME
            and "," not in between
            and ";" not in between
            and _gives(between, nearest.case)
        ):
            yield RoleClaim(who.name, nearest.role, _body(scene, nearest), nearest.start, who.end, "verb", nearest.end)


IS_A = re.compile(
    r"[ ](?:on|oli|är|var|is|was|has been|will be)[ ]"
    r"(?:(?:(?:appointed|elected|named)(?: as)?|myös|nykyään|nykyisin|edelleen|tällä hetkellä|toiminut|ollut|också|även"
    r"|also|currently|now)[ ])*(?:(?:the|a|an|den|en)[ ])?"
)
AFTER_IS_A = re.compile(r"[ ]?(?:[.,;:)!?\n]|$|(?:ja|sekä|och|and|joka|jonka|som|who|at|of|vid|för|i|in)\b|vuo\w+|\d)")


def is_a(scene: Scene, who: NamedPerson) -> Iterator[RoleClaim]:
    """The title after a name and "on": "Maija Malli on Kelan pääjohtaja"."""
    m = IS_A.match(scene.text, who.end)
    if not m:
        return
    limit = min(scene.sentence(who.start)[1], m.end() + 100)
    following = scene.person_from(m.end(), limit)
    phrase = first_phrase(scene.view, m.end(), following.start if following else limit)
    if phrase is None or phrase.case != "nominative" or not AFTER_IS_A.match(scene.text, phrase.end):
        return
    if not fits(scene, m.end(), phrase, ""):
        return
    yield RoleClaim(
        who.name,
        phrase.role,
        owner_before(scene, phrase) or body_at(scene, phrase.end),
        who.start,
        phrase.end,
        "verb",
        phrase.end,
    )


def _headline(scene: Scene, who: NamedPerson) -> Iterator[RoleClaim]:
    """A title that a headline gives without a verb: "Maija Malli Kelan pääjohtajaksi"."""
    line_start, line_end = scene.view.line(who.start)
    if scene.text[line_start : who.start].strip() or line_end - who.end > HEADLINE:
        return
    last = scene.view.word_before(line_end)
    phrase = phrase_at(scene.view, last) if last and last.start > who.end else None
    # "Maija Malli pääjohtajaksi", not "Maija Malli pääjohtaja".
    if phrase is None or phrase.case != "translative" or scene.text[who.end] != " ":
        return
    rest = scene.text[phrase.end : line_end].strip()
    if not rest and fits(scene, who.end, phrase._replace(case="nominative"), ""):
        yield RoleClaim(who.name, phrase.role, _body(scene, phrase), who.start, phrase.end, "verb", phrase.end)


def _without_verb(scene: Scene, who: NamedPerson, start: int) -> Iterator[RoleClaim]:
    """A post that opens the sentence, whose verb the one before has said: "Puheenjohtajaksi professori Maija Malli"."""
    opens = start + len(scene.text[start : who.start]) - len(scene.text[start : who.start].lstrip())
    w = scene.view.word_after(max(0, opens - 1)) if scene.text[opens : opens + 1].isalpha() else None
    phrase = phrase_at(scene.view, w) if w else None
    if w is None or phrase is None or phrase.case != "translative" or phrase.start != opens:
        return
    between = scene.text[phrase.end : who.start]
    if "," not in between and all(title(word) or DEGREE.search(word) for word in between.split()):
        yield RoleClaim(who.name, phrase.role, _body(scene, phrase), phrase.start, who.end, "verb", phrase.end)


WHEN = re.compile(
    r"(?:\w+[ ]vuoden[ ])?(?:määrä)?ajaksi\b|\w+vuotis(?:eksi[ ])?kaudeksi\b|\bkaudeksi\b|\bkaudelle[ ]\d{4}[–-]\d{4}|"
    r"[\d.–-]+(?:\s(?:asti|saakka|alkaen|lukien|lähtien))?|\bklo\b|\b(?:alussa|toistaiseksi|edelleen)\b"
)


def _gives(between: str, case: str = "translative") -> bool:
    """Only a verb, or nothing, between a title and the name it is given to."""
    words = WHEN.sub("", between)
    words = " ".join(
        w for w in words.split() if not title(w) and not DEGREE.search(w) and not OWNER.fullmatch(w)
    )  # "varapuheenjohtajaksi Isokylän kunnanjohtaja Aarne Malli"
    if SEEKS.search(words):
        return False
    return len(words.split()) <= VERB_WORDS and (not words.strip() or _says_so(words, 0, len(words), case))


GIVES_OTHERS = re.compile(
    r"[ ](?:(?:on|oli)[ ](?:tänään[ ])?)?(?:nimitt(?:i|änyt|ää)|valits(?:i|ee)|valinnut|määrä(?:si|nnyt)"
    r"|kutsu(?:i|nut)|palkka(?:si|nnut)|esitt(?:i|änyt|ää)|ehdott(?:i|anut|aa))\b"
)
"""What somebody does who gives a post to another."""


def _not_his(between: str) -> bool:
    """Does what leads from a name to a title say that he has not the post: "joka ei ole ehdolla", "haki"?"""
    return SEEKS.search(between) is not None or DENIED.search(between) is not None


DENIED = re.compile(r"\bei(?:vät)?[ ](?:enää[ ])?(?:ole|ollut|tule|tullut|asetu|jatka|valittu|valita)\b")
SEEKS = re.compile(r"\b(?:hak(?:i|ivat|ee|evat|enut|eneet)|pyrki\w*)\b")
"""Words of those who would have a post: "johtajaksi haki myös Maija Malli"."""


def _says_so(text: str, start: int, end: int, case: str) -> bool:
    """Is there a verb that says a title: any for "johtajaksi", a known one for "muistavat hänet sovittelijana"."""
    return _has_verb(text, start, end) if case == "translative" else VERB.search(text, start, end) is not None


def _has_verb(text: str, start: int, end: int) -> bool:
    """Does a stretch hold a verb that gives or holds a post, or any other: "äänestettiin", "pestattiin"?"""
    return VERB.search(text, start, end) is not None or any(
        is_finite_verb(m[0]) for m in _SMALL_WORD.finditer(text, start, end)
    )


_SMALL_WORD = re.compile(r"\b[a-zåäö]{3,}\b")


TO_A_POST = re.compile(
    r"\s(?:virkaan|tehtävään|toimeen|virkasuhteeseen|paikalle|virasta|tehtävästä|paikalta"
    r"|(?:paikan|pestin|tehtävän|viran|toimen|nuijan)[ ](?:sai|saa|otti|ottaa|peri|perii))\b(?:[^.;\n,]{0,50}?)[ ]$"
)
POST = re.compile(
    r"\s(?:virkaan|tehtävään|toimeen|virkasuhteeseen|paikalle|virasta|tehtävästä|paikalta|virkaa|tehtävää|tehtäviä"
    r"|tehtäviin|tehtävistä|tehtävissä|tehtävässä|virassa"
    r"|(?:paikan|pestin|tehtävän|viran|toimen)[ ](?:sai|saa|otti|ottaa|peri|perii))\b"
)


_GIVES_FI = either("role_patterns", "gives_fi")
GIVES = re.compile(rf"\b(?:{_GIVES_FI})\b")
"""Verbs by which a post is given, held or left."""


def to_a_post(scene: Scene, who: NamedPerson) -> Iterator[RoleClaim]:
    """A post in the genitive: "budjettineuvoksen virkaan Sanna Malli", "nimitti Sanna Mallin johtajan tehtävään"."""
    start, end = scene.sentence(who.start)
    view = scene.view
    for w in view.words[view.index_at(max(start, who.start - 90)) : view.index_at(min(end, who.end + 90))]:
        found = title(w.text)
        if not found or found.case != "genitive" or not POST.match(scene.text, w.end):
            continue
        before = w.end <= who.start and TO_A_POST.fullmatch(scene.text[w.end : who.start])
        after = (
            w.start >= who.end and scene.person_from(who.end, w.start) is None and GIVES.search(scene.text, start, end)
        )
        phrase = phrase_at(view, w) if before or after else None
        if phrase:
            lo, hi = min(phrase.start, who.start), max(phrase.end, who.end)
            yield RoleClaim(who.name, phrase.role, _post_owner(scene, phrase, start), lo, hi, "verb", phrase.end)


def _post_owner(scene: Scene, phrase: TitlePhrase, start: int) -> str | None:
    owner = owner_before(scene, phrase)
    lead = scene.body_starting(start + len(scene.text[start:]) - len(scene.text[start:].lstrip()))
    return owner or (lead[1] if lead and scene.text[lead[0] : lead[0] + 1] == ":" else None)


def _meant_for(scene: Scene, who: NamedPerson, phrase: TitlePhrase, following: NamedPerson | None) -> bool:
    """Does the title lead on to the next name: "... ja sihteeriksi Maija Malli"?"""
    if following is None or following.start <= phrase.end:
        return False
    between = scene.text[phrase.end : following.start]
    joined = JOINED.match(scene.text, who.end, phrase.start) is not None
    return len(between) < NEXT_NAME and "," not in between and (joined or _gives(between))


JOINED = re.compile(r"\s(?:ja|sekä|och|and)\s")
OWNER = re.compile(r"[A-ZÅÄÖ][\wåäö-]+n")


def _phrases(scene: Scene, start: int, end: int) -> Iterator[TitlePhrase]:
    view = scene.view
    for w in view.words[view.index_at(start) : view.index_at(end)]:
        found = title(w.text)
        if not found:
            continue
        if found.case in CASES or (
            found.language != "fi" and VERB_SV_EN.search(scene.text, max(start, w.start - 30), w.start)
        ):
            phrase = phrase_at(view, w)
            # "Director General": the first word is not all.
            if phrase and found.language != "fi":
                phrase = first_phrase(view, phrase.start, end) or phrase
            if phrase and not OF_THE_YEAR.search(scene.text, max(0, phrase.start - 10), phrase.start):
                yield phrase


def _body(scene: Scene, phrase: TitlePhrase) -> str | None:
    """The body of a role given by a verb: its genitive before it, or the place in the same breath after it."""
    owner = owner_before(scene, phrase)
    if owner:
        return owner
    m = re.compile(r"[ ](?:vid |på |i |för |of the |of |at |for )?").match(scene.text, phrase.end)
    found = scene.body_starting(m.end()) if m else None
    said = scene.text[m.end() : found[0]] if m and found else ""
    if m is None or found is None or not (m[0].strip() or IN_PLACE.search(said) or FROM_PLACE.search(said)):
        return None
    if phrase.case == "translative" and FROM_PLACE.search(said):
        return None  # "siirtyi johtajaksi Oulun kaupungilta": where the person was
    return found[1]
