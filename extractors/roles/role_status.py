"""Is a post held on the day of its document, or proposed, coming, being left, or held before?

esitetään valittavaksi Maija Malli johtajaksi       proposed, unless the matter's decision accepts it
tuleva johtaja Maija Malli; aloittaa johtajana      coming
väistyvä johtaja; jää eläkkeelle johtajan virasta   leaving
entinen johtaja; on aiemmin toiminut johtajana      former
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from extractors.lexicon.wordlists import wordlist
from extractors.model.edtf import bounds
from extractors.model.value_kinds import RoleStatus
from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.lists import TASKS
from extractors.roles.owner.elected_organ import elected_organ
from extractors.roles.period import TRANSLATIVE, Period
from extractors.roles.standing.just_given import just_given, just_listed, tells_decision
from extractors.text.morphology import readings

STATUSES: tuple[RoleStatus, ...] = ("former", "leaving", "coming", "proposed")
REACH = 1500
"""Characters back to the label of the part of a matter that a sentence stands in, and on to its decision."""


@lru_cache(maxsize=32)
def _any_of(group: str, name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(wordlist('status')[group][name])})\b", re.I)


@lru_cache(maxsize=4)
def _label(name: str) -> re.Pattern[str]:
    words = sorted(wordlist("status")["labels"][name], key=len, reverse=True)
    return re.compile(rf"(?:^|\n)[ ]*(?:{'|'.join(words)})\b[ ]?(?=[:\n(]|(?-i:[A-ZÅÄÖ]))", re.I)


@lru_cache(maxsize=1)
def _accepted() -> re.Pattern[str]:
    return re.compile("|".join(wordlist("status")["labels"]["accepted"]), re.I)


def status(
    scene: Scene, claim: RoleClaim, term: Period, published: str | None, leaving: Collection[str] = ()
) -> RoleStatus:
    """What the words beside a title, its sentence, its term and the part of the matter say of holding the post.

    `leaving` are the ids of the people whom other sentences tell to be leaving what they do.
    """
    by_words = _of_holder(scene, claim) or _of_sentence(scene, claim) or _of_predicate(scene, claim)
    told = by_words or _of_term(term, published)
    if told:
        return told
    start, end = scene.sentence(claim.start)
    if just_given(scene, claim, _main_clause(scene, claim, start, end), term, published):
        return "coming"
    if just_listed(scene, claim, term, published):
        return "coming"
    if claim.rule == "list" and elected_organ(scene, claim) and published and tells_decision(scene, claim):
        return "coming"
    task = claim.role.split()[-1] in TASKS or claim.role.endswith(NO_EMPLOYMENT)
    leaves = not task and leaving and scene.identity(claim.person, claim.start, claim.end) in leaving
    return "leaving" if leaves else "held"


NO_EMPLOYMENT = ("ministeri", "valtuutettu", "kansanedustaja", "minister", "riksdagsledamot", "member of parliament")
"""Ends of titles of trust, which nobody leaves by retiring or by taking another job."""


def _of_predicate(scene: Scene, claim: RoleClaim) -> RoleStatus | None:
    """What the verb after a title and a name says: "johtaja Maija Malli on irtisanoutunut", "... jää eläkkeelle"."""
    # "Malli, joka on ollut johtajana, jää eläkkeelle".
    if claim.verbal:
        return "leaving" if _leaving_now(scene, claim) else None
    if claim.rule not in ("title before", "title after"):
        return None
    before = scene.text[scene.sentence(claim.start)[0] : claim.start]
    if _RETIRING.search(before):
        return "leaving"  # "Eläkkeelle kesällä jäävän johtajan Maija Mallin työtä jatkaa ..."
    of = _OF.match(scene.text, claim.end)
    body = scene.body_starting(of.end()) if of else None
    m = _PREDICATE.match(scene.text, body[0] if body else claim.end)
    if m is None:
        return None
    said = scene.text[m.start(1) : max(scene.sentence(claim.start)[1], m.end())]
    # "johtaja Maija Malli jää eläkkeelle".
    if _any_of("clause", "leaving").match(m[1]):
        return "leaving"
    return next((name for name in STATUSES[:3] if _any_of("predicate", name).match(said)), None)


def _leaving_now(scene: Scene, claim: RoleClaim) -> bool:
    """Does the sentence go on after "joka" with the post's end: "Malli, som varit chef sedan 1987, begär avsked"?"""
    who = scene.person_from(claim.start, claim.start + 1)
    if who is None or not _RELATIVE.match(scene.text, who.end) or claim.titled > scene.text.find(", ", who.end + 2) > 0:
        return False
    m = _PREDICATE.match(scene.text, who.end)
    return m is not None and _any_of("clause", "leaving").match(m[1]) is not None


_PREDICATE = re.compile(
    r"(?:, (?:jo(?:ka|nka|lla|lle|ta)|som|who)\b[^.;\n]{1,160}?(?=, ))?,?[ ]"
    r"(?:on[ ]|har[ ]|has[ ])?((?:[^\W\d_]+[ ,.]){1,5})"
)
"""The words after a name, a clause that tells of it stepped over: "Malli, joka on johtanut X:ää, (jää eläkkeelle)"."""

_OF = re.compile(r"[ ](?:of|at|vid|på|från)[ ](?:the[ ])?")

_RETIRING = re.compile(
    r"\b(?:eläkkeelle (?:\S+ ){0,3}jäävä\w*"
    r"|tehtävä(?:n|nsä|stään) (?:\S+ ){0,2}(?:jättävä|luopuva|eroava)\w*) (?:[A-ZÅÄÖ]\S*n )*\Z",
    re.I,
)


def _of_holder(scene: Scene, claim: RoleClaim) -> RoleStatus | None:
    """What an adjective beside the title says: "entinen johtaja", "väistyvä Kelan pääjohtaja"."""
    # "ex-ministeri", "emeritusprofessori".
    if claim.role.lower().startswith(("ex-", "emerit", "ent.")):
        return "former"
    said = scene.text[claim.start : claim.end]
    if claim.verbal and claim.titled > claim.start and not scene.person_from(claim.start, claim.start + 1):
        said = scene.text[claim.start : claim.titled]  # "kunniapuheenjohtajaksi (kutsuttiin entinen jäsen Malli)"
    for word in [*claim.role.split(), *said.split(), *_before_title(scene, claim)]:
        found = _holder_word(word.strip(".,;()").lower())
        if found:
            return found
    titled = _title_after(scene, claim)
    return "former" if _BEFORE_THIS.search(scene.text, max(0, titled - 20), titled) else None


def _title_after(scene: Scene, claim: RoleClaim) -> int:
    """Where the title of a claim begins: after the name, in "Malli, formerly Senior Adviser"."""
    if claim.rule != "title after":
        return claim.start
    at = scene.text.rfind(claim.role, claim.start, claim.end)
    return at if at > 0 else claim.start


_BEFORE_THIS = re.compile(
    r"\b(?:[Ff]öre detta|[Ff]\. ?d\.|[Tt]he then|Then|formerly|previously|until recently|aiemmin|aikaisemmin|tidigare)"
    r" \Z"
)
"""Words before a title that say it was held earlier: "före detta riksdagsledamot Malli"."""


def _before_title(scene: Scene, claim: RoleClaim) -> list[str]:
    """The word before a title, past the genitives between: "väistyvä (Kelan) pääjohtaja"."""
    at, out = claim.start, list[str]()
    for _ in range(OWNERS + 1):
        w = scene.view.word_before(at)
        if w is None or scene.text[w.end : at].strip(".") != " ":
            break
        whose = w.text.endswith(("n", "ns", "ts")) or (w.text[0].isupper() and w.text.endswith("s"))
        if not out or _agrees(w.text, scene.text[claim.start : claim.end]):
            out.append(w.text)
        if not whose:
            break
        at = w.start
    return out


OWNERS = 2
"""Genitives between an adjective and the title: "entinen Kelan johtokunnan jäsen"."""


def _agrees(word: str, title: str) -> bool:
    """May an adjective be of the title and not of the genitive between: "väistyvän hallituksen puheenjohtaja" not?"""
    cases = {r.case for r in readings(word)} - {None}
    of_title = {r.case for w in title.split()[:3] for r in readings(w.strip(",.")) if w[0].islower()} - {None}
    return not cases or not of_title or bool(cases & of_title)


@lru_cache(maxsize=20_000)
def _holder_word(low: str) -> RoleStatus | None:
    table = wordlist("status")["holder"]
    lemmas = {low} | {r.lemma.lower() for r in readings(low)}
    for name in STATUSES:
        # "väistyvä", "entisen"; "valittu johtaja" may have begun.
        if lemmas & set(table[name]) and low not in ("valittu", "nimitetty", "esitetty", "ehdotettu"):
            return name
    return None


def _of_sentence(scene: Scene, claim: RoleClaim) -> RoleStatus | None:
    if claim.rule == "list":
        return "proposed" if claim.role in TASKS and _in_proposal(scene, claim) else None
    # "johtaja Maija Malli" by itself says nothing of time.
    if not claim.verbal and not TRANSLATIVE.search(scene.text[claim.start : claim.end]):
        return None
    start, end = scene.sentence(claim.start)
    sentence = _main_clause(scene, claim, start, end)
    # "esitetään valittavaksi Maija Malli johtajaksi".
    if _any_of("sentence", "proposed").search(sentence) and not _any_of("sentence", "decided").search(sentence):
        return "coming" if _accepted_here(scene, sentence, end) else "proposed"
    if _in_proposal(scene, claim):
        return "proposed"
    # "Ennen sitä Malli toimi johtajana".
    if _EARLIER.match(scene.text, start):
        return "former"
    # "övergår till Kela som direktör".
    if _MOVES_TO.search(scene.text[claim.start : claim.end]):
        return "coming"
    clause = _clause(scene, claim, start, end)
    said = next((name for name in STATUSES[:3] if _any_of("clause", name).search(clause)), None)
    if said == "coming" and _HELD_UNTIL_NOW.search(scene.text[claim.start : claim.end]):
        return None  # "Kelan johtajana toiminut Maija Malli siirtyy Tulliin"
    # "siirtyy Kelan johtajan tehtävästä Tulliin".
    if said == "coming" and _FROM_POST.match(scene.text, _title_end(scene, claim)):
        return "leaving"
    # "joka ottaa viran vastaan", "Hän aloittaa tehtävässään".
    if said is None and (_TO_TAKE_UP.search(scene.text, start, end) or _begins_next(scene, claim, end)):
        return "coming"
    return said or ("coming" if _newly_given(claim, clause, scene.text[claim.start : claim.end]) else None)


_TO_TAKE_UP = re.compile(r"\b(?:otta(?:a|vat)|on otettava) (?:vir|teht|pest)\w+ vastaan\b")
"""Said of one who is chosen: "Virkaan valittiin Maija Malli, joka ottaa viran vastaan kesäkuun alusta"."""

_FROM_POST = re.compile(r"[ ](?:tehtävästä|tehtävistä|virasta|paikalta|pestistä)\b")
"""A post that somebody moves from: "Maija Malli siirtyy Kelan johtajan tehtävästä Tulliin"."""

_BEGINS_NEXT = re.compile(
    r"\s{1,2}(?:Hän|Hon|Han|She|He) (?:aloittaa (?:uude\w+ )?(?:tehtäv|vir|työ)\w+|tillträder\b"
    r"|will (?:take up|take office|start in|begin in|assume)\b|takes up\b|takes office\b)"
)
"""How the sentence after one that gives a post goes on: "Hän aloittaa tehtävässään toukokuussa"."""

# "johtajaksi", "till direktör", "appointed Director".
_GIVEN = re.compile(r"\wksi\b|\btill\b|\b(?:blir|appointed|elected|chosen|named|selected|becomes|will become)\b")


def _begins_next(scene: Scene, claim: RoleClaim, end: int) -> bool:
    """Does the next sentence say that the one who was given the post has yet to begin in it?"""
    given = _GIVEN.search(scene.text, claim.start, claim.end)
    stop = claim.start + len(scene.text[claim.start : end].rstrip())
    return given is not None and _BEGINS_NEXT.match(scene.text, stop) is not None


def _title_end(scene: Scene, claim: RoleClaim) -> int:
    """Where the title of a claim ends, as far as its rule tells."""
    return claim.titled if claim.titled > 0 else _titled(scene, claim)


_MOVES_TO = re.compile(
    r"\b(?:övergår|flyttar|börjar|tillträder|will join|joins|will serve|will start|will take)\b[^.;\n]*"
    r" (?:som|as|of) (?:\S+ ){0,3}\S+\Z"
)
"""A post that somebody moves to: "övergår till Försvarshögskolan som kursdirektör"."""

_EARLIER = re.compile(
    r"\s*(?:(?:Before|Prior to) (?:that|this|then|joining|moving|becoming|taking|her|his|the appointment)\b"
    r"|Innan (?:dess|hon|han)\b|Dessförinnan\b|Ennen (?:sitä|tätä|nykyistä|siirtymistään|valintaansa|nimitystään)\b)"
)
"""How a sentence opens that tells of earlier work: "Before joining the agency, she was head of unit"."""

# "johtajana toiminut Malli siirtyy".
_HELD_UNTIL_NOW = re.compile(r"na (?:\w+ )?(?:toiminut|toimiva|työskennellyt|työskentelevä|palvellut|ollut)\b")


def _newly_given(claim: RoleClaim, clause: str, said: str) -> bool:
    """Is the post told as one just given, or about to be: "valittiin uudeksi rehtoriksi", "johtajaksi tulee"?"""
    given = _GIVEN_TO.search(said) or _GIVEN_TO.search(clause)
    return claim.verbal and bool(given) and _any_of("clause", "newly").search(clause) is not None


# "johtajaksi", "till ny direktör", "as the new director".
_GIVEN_TO = re.compile(r"\wksi\b|\btill (?:ny|nya)\b|\bas (?:the )?(?:new|next)\b")


_PRONOUN = re.compile(r"(?:[Hh]än|Hon|Han|She|He)\b")
_RELATIVE = re.compile(r",\s(?:jo(?:ka|tka|nka|ta|lla|ssa|iden)|som|who|which)\b")


def _titled(scene: Scene, claim: RoleClaim) -> int:
    """Where the title of a claim stands: at its end where the name comes first."""
    named_first = scene.person_from(claim.start, claim.start + 1) or _PRONOUN.match(scene.text, claim.start)
    return claim.end if named_first else claim.start


def _main_clause(scene: Scene, claim: RoleClaim, start: int, end: int) -> str:
    """The sentence, or the relative clause in it, that holds the title."""
    cuts = [start, *(m.start() for m in _RELATIVE.finditer(scene.text, start, end)), max(end, claim.end)]
    titled = _titled(scene, claim)
    at = max(i for i, cut in enumerate(cuts[:-1]) if cut <= titled)
    return scene.text[cuts[at] : cuts[at + 1]]


def _clause(scene: Scene, claim: RoleClaim, start: int, end: int) -> str:
    """The part of the sentence, between commas, that holds the title."""
    titled = _titled(scene, claim)
    low = max((scene.text.rfind(mark, start, titled) for mark in (", ", "; ")), default=-1)
    highs = [at for mark in (", ", "; ") if (at := scene.text.find(mark, titled, end)) >= 0]
    return scene.text[max(start, low + 1) : min(highs, default=max(end, claim.end))]


_TO_OTHERS = re.compile(
    r"\b(?:valtuustolle|hallitukselle|lautakunnalle|fullmäktige|till (?:\w*styrelsen|fullmäktige)|\w+valtuustolle)\b",
    re.I,
)
"""Whom a proposal goes to, so that accepting it decides nothing yet."""


def _accepted_here(scene: Scene, sentence: str, end: int) -> bool:
    """Does the decision of the same matter accept what a sentence proposes: "Beslut: Enligt förslaget."?"""
    matter = scene.text[end : end + REACH].partition("§")[0]
    decided = _label("decision").search(matter)
    said = matter[decided.end() : decided.end() + DECISION] if decided else ""
    accepts = _accepted().search(f"{decided[0].strip()}: {said.lstrip(': ')}") if decided else None
    return accepts is not None and not _TO_OTHERS.search(sentence)


DECISION = 160
"""Characters of a decision in which it says that it accepts the proposal."""


def _in_proposal(scene: Scene, claim: RoleClaim) -> bool:
    """Is it in the proposal of a matter whose decision does not accept it?"""
    before = scene.text[max(0, claim.start - REACH) : claim.start]
    proposals = [m.end() for m in _label("proposal").finditer(before)]
    # The last label before the post is that of a decision, not of a proposal.
    if not proposals or any(m.end() > proposals[-1] for m in _label("decision").finditer(before)):
        return False
    after = scene.text[claim.end : claim.end + REACH].partition("§")[0]
    return _accepted().search(after) is None


def _of_term(term: Period, published: str | None) -> RoleStatus | None:
    """A term that ended before the document's day, or begins after it."""
    if not published:
        return None
    today = bounds(published[:10])
    start = bounds(term[0])[0] if term[0] else None
    end = bounds(term[1])[1] if term[1] else None
    # "johtajana 2010–2015" in a text of 2024.
    if end and today[0] and end < today[0]:
        return "former"
    return "coming" if start and today[1] and start > today[1] else None
