"""Roles that Swedish and English sentences give: a lead, titles in a series, each with its body.

har valts till verkställande direktör för Finlands Kommunförbund         chosen
Tidigare har Malli varit överdirektör vid X och stadsdirektör i Y        a series, the subject inside the verb
Till ny generaldirektör för X utnämndes Karin Malli                      the name last
Ordförande för arbetsgruppen är rådgivande tjänsteman Lena Malli         the title as the subject
has been appointed Director General of X; previously served as Senior Adviser at Y
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.lexicon.known_bodies import municipality
from extractors.lexicon.wordlists import either, wordlist
from extractors.people.titles import title
from extractors.roles.beside import RoleClaim, owner_before
from extractors.roles.context import NamedPerson, Scene, past_unit
from extractors.roles.lists import SAME_PLURAL, SWEDISH_AND
from extractors.roles.pronouns import PRONOUN, antecedent
from extractors.roles.title_phrases import TitlePhrase, first_phrase
from extractors.roles.town_titles import LOCAL_SV, PLACE, swedish_municipality

_ADVERB = either("role_patterns", "adverbs_sv_en")
_ADVERBS = rf"(?:(?:{_ADVERB}) )*"
NEW = (
    r"(?:ny |nya |den nya |the |a |an |new |first |next |its |en |sin |sina |första |nästa "
    r"|(?<=the )[a-z]+['’]s |[a-zåäö]{3,}(?:ens|ets|ans) )*"
)
_CHOSEN_TO = either("role_patterns", "chosen_sv")
_CHOSEN = rf"(?:{_CHOSEN_TO})"
_WORKS_AS = either("role_patterns", "works_sv")
_WORKS = rf"(?:{_WORKS_AS})"
_APPOINTED = r"(?:appointed|elected|named|chosen|nominated|promoted|selected|hired|recruited)"
_SERVES_AS = either("role_patterns", "serves_en")
_SERVES = rf"(?:{_SERVES_AS})"
_POST = r"(?:post|position|role|office|job|duties|task)"
_TAKES = (
    r"(?:takes?|took|taking|assumes?|assumed|holds?|held) (?:up |over )?(?:the |her |his |a |an )?(?:new )?"
    rf"{_POST} (?:of|as)"
)
_TAKES_SV = (
    r"(?:tillträder|tillträdde|sköter|skött|inleder|tar över|har haft) (?:\w+ )?"
    r"(?:tjänsten|posten|befattningen|uppdraget|arbetet) som"
)
_LEAVES = (
    r"(?:(?:retire[sd]?|resign(?:s|ed)?|step(?:s|ped)? down|stand(?:s|ing)? down|stood down|depart(?:s|ed)?) as"
    r"|(?:left|leaves|leaving|vacate[sd]?|resign(?:s|ed)? from|retire[sd]? from|g[ai]ve up) (?:his|her|their|the) "
    rf"{_POST} (?:as|of)"
    r"|(?:från|lämnar|lämnade|lämnat|lämna) (?:sin |sitt )?"
    r"(?:tjänst(?:en)?|post(?:en)?|uppdrag(?:et)?|jobb(?:et)?|befattning(?:en)?|arbete(?:t)?) som"
    r"|(?:avgår|avgick|avgått|slutar|slutade|slutat|pensioneras) (?:\w+ ){0,2}som)"
)
LEAD = re.compile(
    rf"\b(?:{_LEAVES} {NEW}|{_CHOSEN} {_ADVERBS}till {NEW}"
    rf"|{_WORKS} {_ADVERBS}(?:sin (?:bana|karriär) )?som {NEW}"
    rf"|varit {_ADVERBS}{NEW}"
    rf"|(?:är|var|blir|blev) {_ADVERBS}{NEW}"
    rf"|{_APPOINTED} (?:as |to be |to the post of |to the position of |for (?=[A-Z]))?{NEW}"
    rf"|{_SERVES} {_ADVERBS}as {NEW}"
    rf"|{_TAKES} {NEW}|{_TAKES_SV} {NEW}|(?:takes|took|taken) over as {NEW}"
    rf"|(?:is|was|been|be|became|becomes|become) {_ADVERBS}{NEW})"
)
"""What stands right before the title that a sentence gives somebody."""

_VIA = either("role_patterns", "via_sv_en")
VIA = re.compile(rf"\b(?:{_VIA})\b")
"""The verb before a body that somebody works in or moves to "som" something: "övergick till Kulturfonden som vd"."""

JOINS = re.compile(r"[,]?[ ](?:joins|joined|will join)(?:[ ][^.;\n]{1,60}?)?[ ]as[ ](?:the |a |an |its |new )*")
"""The verb after a name or the title beside it: "Ingrid Malli, Research Director at X, joins as a new member"."""

AS_AT_BODY = re.compile(rf"[ ](?:som|as)[ ]{NEW}")
"""What stands between such a body and the title."""

AS = re.compile(rf"[ ](?:som|till)[ ]{NEW}")
""" "fortsätter som kassör och Monica Malli (som) sekreterare": the verb is that of the first."""

APPOINTS = re.compile(r"\b(?:appoints|appointed|elected|named|nominated)[ ](?:[A-Z][\w-]*[ ]){0,3}\Z")
APPOINTS_TOO = re.compile(r"\b(?:appoints|appointed|elected|named|nominated)[ ][^.;\n]{4,80},?[ ]and[ ]\Z")
APPOINTED_TO = re.compile(r"(?:,[ ][^,.;\n]{3,40},)?[ ](?:as |to be )?(?:the |its |a |an )?(?=[A-Za-z])")

BY_DAY = re.compile(r",?[ ](?:som[ ])?till[ ]vardags[ ](?:är[ ])?")

NAME_LAST = re.compile(
    rf"(?:^|[\n.:] ?)(?:[Tt]ill {NEW}|[Ss]om {NEW}|[Aa]s {NEW}"
    rf"|(?:[Uu]ppdraget|[Tt]jänsten|[Pp]osten|[Bb]efattningen) som {NEW})",
)
_BEGINS_POST = r"(?:tillträder|börjar|inleder|fortsätter)(?:[ ](?:i|den|vid|från)[ ][\w. ]{3,24}?)?"
_GIVES = re.compile(
    r"(?:[ ](?:för tiden|för perioden|från och med|från|fr\.o\.m\.|räknat från)[ ](?:den[ ])?\d[\w. –-]{3,40}?)?"
    rf"[ ](?:har[ ]|has[ ]been[ ])?(?:{_CHOSEN}|{_APPOINTED}|fungerar|verkar|verkade|fungerade|{_BEGINS_POST}"
    r"|valde[ ]\w+|utsåg[ ]\w+|(?:sköts|har skötts|innehas)(?:[ ][^.,;:\n]{1,30})?[ ]av)[ ]"
)
_OF_SOMETHING = re.compile(rf"[ ](?:för|i|vid|på)[ ](?:[\w-]+[ ]){{0,3}}[\w-]+{_GIVES.pattern}")
""" "Till rektor för det nya skolcentret har valts (Ann Malli)": of what is no body here."""

IS = re.compile(r"[ ](?:är|var|blir|heter|is|was|will be)[ ](?:före detta |f\.d\. |the former |former )?")
GROUP_OF = re.compile(r"[A-ZÅÄÖ]\w+(?:ens|éns|ets|ns)[ ]")
"""The group, as a word, whose task the subject is: "Kommitténs ordförande var professor Lena Malli"."""
_OPENS_SUBJECT = re.compile(r"(?:(?:The|Den|Our|Its|Dess|Vår)[ ])?(?:(?:new|next|current|nya|ny|nästa|nuvarande)[ ])?")
""" "The next (Governor of the Bank will be)"."""

DENIES = re.compile(
    r"\b(?:inte|aldrig|not|never|om(?= (?:han|hon|hen|de|det|den|man|någon|ingen|(?-i:[A-ZÅÄÖ])\w+)\b)"
    r"|if|ifall|would|skulle|vill|kandiderar|söker)\b",
    re.IGNORECASE,
)
BODY_AFTER = re.compile(
    r"[ ](?:för|vid|på|i|inom|hos|av|of|at|for|in|with)[ ](?:the[ ])?(?:[A-Z]\w+[’'][ ]?s[ ]|riksdagens[ ])?"
)
"""What stands between a title and its body: "of the (Board)", "of Parliament's (Finance Committee)"."""
AT_LAST = re.compile(r"[ ](?:vid|på|hos|at)[ ](?:the[ ])?")
"""The body after the name: "Som projektledare anställs Ida Malli vid Yrkeshögskolan Novia"."""

NEXT = re.compile(r"(?:,|[ ](?:och|samt|and)|,[ ](?:och|samt|and))[ ](?:som[ ]|as[ ])?" + NEW)
REACH = 120
"""Characters of a title with what belongs to it, and from a title to the name it is given to."""


def in_swedish_and_english(scene: Scene) -> Iterator[RoleClaim]:
    """The roles that the sentences of both languages give."""
    for m in LEAD.finditer(scene.text):
        start, end = scene.sentence(m.start())
        who = _before(scene, start, m.start())
        if who and not DENIES.search(scene.text, start, m.end()):
            yield from _given(scene, who, m.end(), end, _where(scene, start, m.start()))
    for m in NAME_LAST.finditer(scene.text):
        yield from _name_last(scene, m.end())
    yield from _title_first(scene)
    yield from _plural_tasks(scene)
    for who in scene.people if scene.view.language in ("sv", "en") else ():
        yield from _via(scene, who)
        yield from _gapped(scene, who)
        yield from _appointed(scene, who)
        yield from _joining(scene, who)
        yield from _by_day(scene, who)


def _via(scene: Scene, who: NamedPerson) -> Iterator[RoleClaim]:
    """The body before "som" and the title: "Gunilla Malli övergick till Kulturfonden som vd", "joins the Bank as"."""
    end = scene.sentence(who.start)[1]
    following = scene.person_from(who.end, end)
    high = following.start if following else end
    for start, stop, name in scene.bodies_between(who.end, high):
        m = AS_AT_BODY.match(scene.text, stop)
        phrase = title_at(scene, m.end(), end) if m else None
        between = scene.text[who.end : start]
        if phrase and VIA.search(between) and not DENIES.search(between) and not re.search(r"[;:\n]", between):
            yield _claim(scene, who, phrase, name)
            return


def _gapped(scene: Scene, who: NamedPerson) -> Iterator[RoleClaim]:
    """The second of two posts whose verb stands with the first: "valdes till X och Monica Malli som sekreterare"."""
    m = AS.match(scene.text, who.end)
    start, end = scene.sentence(who.start)
    if m is None or not LEAD.search(scene.text, start, who.start) or DENIES.search(scene.text, start, m.end()):
        return
    phrase = title_at(scene, m.end(), end)
    if phrase and re.search(r"(?:[ ]och|,)[ ]\Z", scene.text[start : who.start]):
        yield _claim(scene, who, phrase, body_after(scene, phrase)[0])


def _appointed(scene: Scene, who: NamedPerson) -> Iterator[RoleClaim]:
    """The object of an English verb: "appointed Commodore Malli Commander of X"."""
    start, end = scene.sentence(who.start)
    second = APPOINTS_TOO.search(scene.text, start, who.start)
    if not (second or APPOINTS.search(scene.text, start, who.start)) or DENIES.search(scene.text, start, who.start):
        return
    m = APPOINTED_TO.match(scene.text, who.end)
    phrase = title_at(scene, m.end(), end) if m else None
    if phrase:
        yield _claim(scene, who, phrase, body_after(scene, phrase)[0])


def _joining(scene: Scene, who: NamedPerson) -> Iterator[RoleClaim]:
    """A post that somebody takes up beside the one told: "..., Research Director at X, joins as a new member"."""
    end = scene.sentence(who.start)[1]
    following = scene.person_from(who.end, end)
    m = JOINS.search(scene.text, who.end, following.start if following else end)
    phrase = title_at(scene, m.end(), end) if m else None
    if phrase and not DENIES.search(scene.text, who.end, phrase.start):
        yield _claim(scene, who, phrase, body_after(scene, phrase)[0])


def _by_day(scene: Scene, who: NamedPerson) -> Iterator[RoleClaim]:
    """The post of one who has a task of honour: "vice ordförande Bo Malli, till vardags kommundirektör i Pargas"."""
    m = BY_DAY.match(scene.text, who.end)
    phrase = title_at(scene, m.end(), scene.sentence(who.start)[1]) if m else None
    if phrase:
        yield _claim(scene, who, phrase, body_after(scene, phrase)[0])


IN_CLAUSE = re.compile(r"\b(?:[Hh]on|[Hh]an|[Ss]?[Hh]e|[Ss]he)\b(?=[ ])")
"""A pronoun in the midst of a sentence too: "kommer från Bolaget Ab, där han var ingenjör"."""

_WHERE = re.compile(
    rf",? (?:där|where) (?:han|hon|he|she) (?:(?:has|har|had|hade) )?{_ADVERBS}(?:(?:has|har|had|hade) )?\Z"
)
""" "från Bolaget Ab(, där han) var ingenjör"."""


def _before(scene: Scene, start: int, offset: int) -> NamedPerson | None:
    """The person whom a lead speaks of: named or meant by a pronoun right before it, with nobody else since."""
    named = scene.people_in(start, offset)
    last = named[-1] if named else None
    pronoun = IN_CLAUSE if scene.view.language in ("sv", "en") else PRONOUN
    for m in pronoun.finditer(scene.text, last.end if last else start, offset):
        meant = antecedent(scene, m.start())
        return NamedPerson(m.start(), m.end(), meant.name, meant.id) if meant else None
    if (
        last is None
        or offset - last.end > REACH
        or re.search(r"[;:\n]|, (?:att|that)\b", scene.text[last.end : offset])
        or _ANOTHER.search(scene.text, last.end, offset)
    ):
        return None
    return last


_ANOTHER = re.compile(r"\b(?:and|och) (?:its|their|the|his|her|dess|deras|hans|hennes) \w+")
"""Another subject after a name: "is chaired by Malli and its secretary is"."""


def _where(scene: Scene, start: int, at: int) -> str | None:
    """The body before "där han": the place of what a clause tells."""
    m = _WHERE.search(scene.text, start, at)
    body = scene.body_ending(m.start()) if m else None
    return body[1] if body else None


def _given(scene: Scene, who: NamedPerson, at: int, end: int, where: str | None = None) -> Iterator[RoleClaim]:
    """Each title of the series that follows a lead; `where` is the body of its clause."""
    for _ in range(REACH):
        phrase = title_at(scene, at, end)
        if phrase is None:
            return
        body, after = body_after(scene, phrase)
        yield _claim(scene, who, phrase, body or where)
        m = NEXT.match(scene.text, after)
        if m is None:
            return
        at = m.end()


def title_at(scene: Scene, at: int, end: int) -> TitlePhrase | None:
    """The Swedish or English title that starts at an offset, the body in the genitive before it allowed."""
    owner = scene.body_starting(at)
    opens = owner[0] + 1 if owner and scene.text[owner[0] : owner[0] + 1] == " " else at
    following = scene.person_from(opens, end)
    phrase = first_phrase(scene.view, opens, min(end, opens + REACH, following.start if following else end))
    if phrase is None or phrase.start > opens or phrase.case != "nominative":
        return None
    # "till ny rektor": the lead may have taken what the title takes too.
    return phrase._replace(start=opens) if _TAKEN.fullmatch(scene.text, phrase.start, opens) else None


_TAKEN = re.compile(rf"{NEW}(?:(?:next|current|outgoing|incoming|nya|ny|nästa|nuvarande|blivande|tillträdande) )*")


def _claim(scene: Scene, who: NamedPerson, phrase: TitlePhrase, body: str | None) -> RoleClaim:
    low, high = min(who.start, phrase.start), max(who.end, phrase.end)
    said = scene.text[who.start : who.end]
    reason = f"“{said}” is {who.name}, named before it" if PRONOUN.match(f"{said} ") else ""
    return RoleClaim(who.name, phrase.role, body, low, high, "verb", phrase.end, reason)


def body_after(scene: Scene, phrase: TitlePhrase) -> tuple[str | None, int]:
    """The body of a title and where the words go on: "för Finlands Kommunförbund", "i Karkkila", "Kommunförbundets"."""
    m = BODY_AFTER.match(scene.text, phrase.end)
    found = scene.body_starting(m.end()) if m else None
    if found:
        stop, name = past_unit(scene, found)
        return name, stop
    # "chef för enheten Tillstånd vid Regionförvaltningsverket".
    if placed := at_unit_of(scene, phrase.end):
        return placed
    # "stadsdirektör i Karkkila".
    town = PLACE.match(scene.text, phrase.end) if phrase.role.endswith(LOCAL_SV) else None
    if town:
        return _municipality(town[1]) or owner_before(scene, phrase), town.end()
    return owner_before(scene, phrase), phrase.end


_UNIT_AT = re.compile(
    r"[ ](?:för|över|vid|på|of|for|at)[ ](?:the[ ])?(?:[\w&’-]+,?[ ]){1,7}?"
    r"(?:vid|på|inom|at|in|of)[ ](?:the[ ])?(?=[A-ZÅÄÖ])"
)


def at_unit_of(scene: Scene, end: int) -> tuple[str, int] | None:
    """The body after a unit that a title is over: "chef för enheten Tillstånd vid Regionförvaltningsverket"."""
    m = _UNIT_AT.match(scene.text, end)
    body = scene.body_starting(m.end()) if m and scene.person_from(end, m.end()) is None else None
    return (body[1], body[0]) if body else None


def _municipality(place: str) -> str | None:
    """The municipality of a place by its Swedish or Finnish name: Träskända, Karkkila."""
    if swedish := swedish_municipality(place):
        return swedish
    finnish = municipality(place)
    return finnish.name if finnish else None


def _name_last(scene: Scene, at: int) -> Iterator[RoleClaim]:
    """The title first, the verb, and the name: "Till ny generaldirektör för X utnämndes Karin Malli"."""
    end = scene.sentence(at)[1]
    phrase = title_at(scene, at, end)
    if phrase is None:
        return
    body, after = body_after(scene, phrase)
    m = _GIVES.match(scene.text, after) or (_OF_SOMETHING.match(scene.text, after) if body is None else None)
    who = scene.person_from(m.end(), min(end, m.end() + REACH)) if m else None
    # "Till direktör utnämndes i går Karin Malli".
    if m and who and _leads_to(scene, m.end(), who.start):
        at_last = AT_LAST.match(scene.text, who.end) if body is None else None
        placed = scene.body_starting(at_last.end()) if at_last else None
        yield _claim(scene, who, phrase, placed[1] if placed else body)
        for other in _joined_to(scene, who) if phrase.role.endswith(SAME_PLURAL) else ():
            yield _claim(scene, other, phrase, body)


_DEGREE = rf"(?:[a-zåäö]+ )?[a-zåäö]*(?:{'|'.join(wordlist('titles')['sv']['degrees'])})"
_POST_AND_DEGREE = re.compile(rf"(?P<post>[a-zåäö-]{{4,}})[ ][^,;:\n]{{0,60}}, {_DEGREE}[ ]")
""" "lektorn vid Lunda skola, filosofie magister (Mats Malli)": what somebody chosen is until then, and the degree."""


def _leads_to(scene: Scene, at: int, name: int) -> bool:
    """Is nothing between the verb and the name but words of the one who is named: "utnämndes i går Karin Malli"?"""
    own = _POST_AND_DEGREE.fullmatch(scene.text, at, name)
    if own:
        return title(own["post"]) is not None
    return not re.search(r"[,;:\n]", scene.text[at:name])


_SINGULAR = {"ledamöterna": "ledamot", "medlemmarna": "medlem", "suppleanterna": "suppleant", "ersättarna": "ersättare"}
_PLURAL_TASK = re.compile(rf"\b({'|'.join(_SINGULAR)})[ ](?=[A-ZÅÄÖ])")


def _plural_tasks(scene: Scene) -> Iterator[RoleClaim]:
    """A task in the plural before its names: "samt ledamöterna Lisa Malli och Matts Malli"."""
    for m in _PLURAL_TASK.finditer(scene.text):
        who = scene.person_from(m.end(), m.end() + 1)
        for holder in (who, *_joined_to(scene, who)) if who else ():
            yield RoleClaim(holder.name, _SINGULAR[m[1]], None, m.start(), holder.end, "verb", m.end() - 1)


def _joined_to(scene: Scene, who: NamedPerson) -> Iterator[NamedPerson]:
    """The names that "och" or a comma joins to one: "Till protokolljusterare valdes Backa och Hellgren"."""
    for other in scene.people_in(who.end, scene.sentence(who.start)[1]):
        # "Backa och Hellgren", "Backa, Hellgren".
        if scene.text[who.end : other.start] not in SWEDISH_AND:
            return
        yield other
        who = other


def _title_first(scene: Scene) -> Iterator[RoleClaim]:
    """A title as the subject: "Ordförande för arbetsgruppen är rådgivande tjänsteman Lena Malli"."""
    for m in IS.finditer(scene.text):
        start, end = scene.sentence(m.start())
        group = GROUP_OF.match(scene.text, start, m.start())
        opens = _OPENS_SUBJECT.match(scene.text, group.end() if group else start, m.start())
        first = group.end() if group else start
        phrase = title_at(scene, first, m.start()) or title_at(scene, opens.end() if opens else first, m.start())
        who = scene.person_from(m.end(), min(end, m.end() + REACH))
        # "Malli är direktör": there the name comes first.
        if phrase is None or who is None or scene.person_from(start, m.start()):
            continue
        body, after = body_after(scene, phrase)
        of_what = re.fullmatch(r"(?:[ ](?:för|i|of|vid)[ ](?:the[ ])?[\w-]+)?", scene.text[after : m.start()])
        own_title = scene.text[m.end() : who.start].strip()
        if of_what and (not own_title or title_at(scene, m.end(), who.start + 1)):
            yield _claim(scene, who, phrase, body)
