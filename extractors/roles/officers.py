"""Officers whom the issuer of a document names as its own: by their titles, in the parts of it that are theirs.

Kaupunginjohtaja Maija Malli                    a title that only the issuer can have
Lisätietoja: johtaja Maija Malli                after a label
Tekninen johtaja Maija Malli:                   as the author of what follows
johtaja Maija Malli, puh. 040 123 4567          with a number of their own
toteaa johtaja Maija Malli.                     speaking in a release that has no other body in sight
Maija Malli                                     signing
hallintojohtaja
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.lexicon.wordlists import wordlist
from extractors.people.titles import title
from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.issuing_body import MINUTES, Issuer
from extractors.roles.lists import TASKS
from extractors.text.morphology import readings

# "Johtaja Maija Malli 12.3.2024:" on a line by itself.
TITLED = re.compile(r"[ ]?(?:\d{1,2}\.\d{1,2}\.\d{4})?:?[ ]*(?:\n|\Z)")
MINUTES_OR_CASE = re.compile(rf"{MINUTES.pattern}|§|päätös|beslut", re.I)
NUMBER = re.compile(
    r"[ ]?(?:,[^\n,;:.]{3,40}){0,2}[,:;]?\s{1,2}"
    r"(?:(?:p|puh|puhelin|tel|tfn|gsm|matkapuhelin)\b\.?:?\s?)?(?:\+358|0)[\d ()–-]{6,}"
    r"|[ ]?[,:;]?\s{1,2}[\w.+-]+(?:@|\(at\)|\[at\])[\w-]+\.\w"
)
_CARD = re.compile(r"[ ]*(?:\n[^\n]{2,40}){0,4}\n[^\n\d@]{0,20}(?:(?:\+358|0)\d[\d ()–-]{6,}|[\w.+-]+(?:@|\(at\))\w)")
"""The rest of a contact card: a few short lines, then a number or an address."""

CARDS = 40
"""Lines up to the label of a list of officers."""


@lru_cache(maxsize=1)
def _official() -> re.Pattern[str]:
    return _any_of("official")


@lru_cache(maxsize=1)
def _speech() -> re.Pattern[str]:
    return _any_of("speech")


@lru_cache(maxsize=1)
def _no_officers() -> re.Pattern[str]:
    return re.compile("|".join(wordlist("offices")["not_officers"]))


def _any_of(name: str) -> re.Pattern[str]:
    words = sorted(wordlist("offices")[name], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.I)


def of_issuer(scene: Scene, issuer: Issuer, claim: RoleClaim) -> str | None:
    """The body of a role that the document's issuer must have: by its title, or by where its holder is named."""
    offices = wordlist("offices")
    if claim.role.startswith(tuple(offices["municipal"])):
        return issuer.municipality
    if claim.role in offices["councillors"]:
        return issuer.council(offices["councillors"][claim.role])
    if claim.role.startswith(tuple(offices["county"])):
        return issuer.county
    task = claim.role.split()[-1]
    if claim.role.startswith(ITS_COUNCIL) and task in TASKS:
        return issuer.council("")
    if task in TASKS:
        plain = claim.role in TASKS or claim.role in (f"I {task}", f"II {task}", f"1. {task}", f"2. {task}")
        if claim.role.startswith(ITS_BOARD):
            return _board_of_issuer(scene, issuer, claim)
        if claim.verbal:
            return _chosen_by_issuer(scene, issuer, claim) if plain else None
        if not plain:
            return None
        again, organ = scene.organ_of_part(claim.start)
        return organ if again else issuer.deciding or _chair_of_issuer(scene, issuer, claim)
    return (
        _company_led(scene, issuer, claim) or _told_before(scene, issuer, claim) or _own_officer(scene, issuer, claim)
    )


def _own_officer(scene: Scene, issuer: Issuer, claim: RoleClaim) -> str | None:
    """The issuer, where the title or the place in which its holder is named says that he is one of its own."""
    offices = wordlist("offices")
    if issuer.name is None:
        return None
    if claim.role in offices["heads_of"] and issuer.kind in offices["heads_of"][claim.role]:
        return issuer.name
    if _no_officers().search(claim.role) and not (issuer.kind == "school" and "rehtori" in claim.role):
        return None
    if claim.verbal:
        return issuer.name if _given_by_issuer(scene, issuer, claim) else None
    if claim.role == "toimitusjohtaja" and issuer.kind not in COMPANIES:
        return None
    slides = issuer.document.kind == "slides" and claim.start < TITLE_SLIDE and _presents(scene)
    if slides or _named_in_paragraph(scene, issuer, claim):
        return issuer.name
    own = _officially(scene, claim) or _signed(scene, issuer, claim) or _reachable(scene, issuer, claim)
    return issuer.name if own or _speaking(scene, issuer, claim) else None


def _chair_of_issuer(scene: Scene, issuer: Issuer, claim: RoleClaim) -> str | None:
    """The association or party whose chair speaks in its own release: "sanoo puheenjohtaja Maija Malli"."""
    if claim.role not in CHAIRS or issuer.kind not in HAVE_CHAIRS:
        return None
    opens = claim.rule == "title before" and not scene.text[scene.sentence(claim.start)[0] : claim.start].strip()
    told = opens and issuer.document.kind == "press release" and not _others(scene, issuer, claim)
    return issuer.name if told or _speaking(scene, issuer, claim) else None


ITS_COUNCIL = ("valtuuston ", "kunnanvaltuuston ", "kaupunginvaltuuston ", "aluevaltuuston ")
"""How the tasks of a council without a name begin, which is the issuer's: "valtuuston puheenjohtaja"."""

ITS_BOARD = ("hallituksen ",)


def _board_of_issuer(scene: Scene, issuer: Issuer, claim: RoleClaim) -> str | None:
    """The company, association or university whose board somebody is on, in its own release, no other being named."""
    own = issuer.document.kind in ("press release", "web page") and issuer.kind in HAVE_BOARDS
    start, end = scene.sentence(claim.start)
    alone = all(issuer.parts(name) for name in scene.bodies_in(start, end))
    return issuer.name if own and alone and not _others(scene, issuer, claim) else None


HAVE_BOARDS = frozenset({"association", "foundation", "company", "university", "university of applied sciences"})
"""Kinds of body that have a "hallitus" which is no government."""


def _chosen_by_issuer(scene: Scene, issuer: Issuer, claim: RoleClaim) -> str | None:
    """The association whose release tells whom it chose to chair it: "Puheenjohtajaksi valittiin Maija Malli"."""
    chairs = (
        claim.role in CHAIRS and issuer.kind in HAVE_CHAIRS and issuer.document.kind in ("press release", "web page")
    )
    start, end = scene.sentence(claim.start)
    if not chairs or not _POST_GIVEN.search(scene.text[claim.start : claim.end]) or _of_something(scene, claim):
        return None
    named = scene.bodies_in(start, end)
    return issuer.name if all(issuer.parts(name) for name in named) and not _others(scene, issuer, claim) else None


CHAIRS = frozenset({"puheenjohtaja", "varapuheenjohtaja", "ordförande", "vice ordförande", "chair"})
HAVE_CHAIRS = frozenset({"association", "party", "foundation"})
"""Kinds of body whose chair speaks for it."""

TITLE_SLIDE = 300
"""Characters in which slides name who shows them."""

PRESENTERS = 2
"""People who show slides together; more are a list."""

SIGNED_FROM = 0.6
"""The share of a letter after which its signatures stand."""

SIGNATURE = 90
"""Characters of the longest signature: a name and a title."""

LABEL = 60
"""Characters of the longest label of officers: "Lisätietoja asiasta antavat:"."""

TITLE_WORDS = 4
"""Words of the longest title alone on its line."""

COMPANIES = frozenset({"company", "association", "foundation", "municipal enterprise"})
"""Kinds of body that a "toimitusjohtaja" leads."""


def _company_led(scene: Scene, issuer: Issuer, claim: RoleClaim) -> str | None:
    """The company of who leads one: the one just told, or the one whose release it is."""
    leads = claim.role in wordlist("offices")["company_heads"]
    if not leads:
        return None
    told = _company_told(scene, issuer, claim) or _own_company(scene, issuer, claim)
    return told or _only_company(scene, issuer, claim)


def _only_company(scene: Scene, issuer: Issuer, claim: RoleClaim) -> str | None:
    """The only company that a document names, where none issues it: "Luvanhaltijan vastine: Toimitusjohtaja Malli"."""
    if claim.verbal or claim.rule == "list" or issuer.kind in COMPANIES or _of_something(scene, claim):
        return None
    if scene.bodies_in(scene.view.line(claim.start)[0], claim.start):
        return None  # what the paragraph tells comes first
    return scene.companies[0] if len(scene.companies) == 1 else None


def _company_told(scene: Scene, issuer: Issuer, claim: RoleClaim) -> str | None:
    """The only body the paragraph has named, a company: "Malli Oy rakentaa kattilan. Toimitusjohtaja Malli ..."."""
    named = scene.bodies_between(scene.view.line(claim.start)[0], claim.start)
    told = {name for _, _, name in named}
    name = told.pop() if len(told) == 1 and claim.rule == "title before" else None
    if name is None or scene.kinds.get(name) != "company":
        return None
    # "Hän tulee Malli Oy:n johtajan paikalta. Toimitusjohtaja Malli jää eläkkeelle": the one that issues has one too
    return name if issuer.kind not in COMPANIES or any(_as_subject(scene, m) for m in named) else None


def _told_before(scene: Scene, issuer: Issuer, claim: RoleClaim) -> str | None:
    """The only body of its title's kind that the paragraph has named: "Nurmelan koulu ... Rehtori Malli kiittää"."""
    kinds = wordlist("offices")["told_of"].get(claim.role, ())
    if claim.rule != "title before" or issuer.kind in kinds or _of_something(scene, claim):
        return None
    start = max(scene.view.line(claim.start)[0], claim.start - PARAGRAPH)
    part = scene.part(claim.start)
    # "§ 53 Jäteveden johtaminen, Malli Oy" heads the matter.
    if part.kind != "main" and part.start < start and not scene.text[scene.view.line(part.start)[1] : start].strip():
        start = part.start
    named = [m for m in scene.bodies_between(start, claim.start) if scene.kinds.get(m[2]) in kinds]
    names = {m[2] for m in named}
    if any(_beside_a_person(scene, m) for m in named):
        return None
    company = "company" in kinds and not any(_as_subject(scene, m) for m in named)
    return names.pop() if len(names) == 1 and not company else None


PARAGRAPH = 500
"""Characters back to the body of a title's kind: some four sentences."""


def _beside_a_person(scene: Scene, mention: tuple[int, int, str]) -> bool:
    """Is a body said right after a name, whose it is: "toiminnanjohtaja Noora Malli Metsäliitto ry:stä"?"""
    who = scene.person_before(mention[0])
    return who is not None and re.fullmatch(r"[ ]?[,(]?[ ]?", scene.text[who.end : mention[0]]) is not None


def _as_subject(scene: Scene, mention: tuple[int, int, str]) -> bool:
    """Is a body named in its base form, as who does something: "Malli Oy irtisanoo", not "Malli Oy:n tilaus"?"""
    start, end, name = mention
    return scene.text[start:end].casefold() == name.casefold()


def _of_something(scene: Scene, claim: RoleClaim) -> bool:
    """Does a noun in the genitive before the title say whose it is: "Sataman toimitusjohtaja"?"""
    before = scene.view.word_before(claim.start)
    if before is None or scene.text[before.end : claim.start] != " ":
        return False
    return any(r.case == "genitive" and r.word_class == "nimisana" for r in readings(before.text))


def _own_company(scene: Scene, issuer: Issuer, claim: RoleClaim) -> str | None:
    """The company whose release it is, where the paragraph has named nobody else: "Toimitusjohtaja Malli jää"."""
    released = issuer.document.kind == "press release" and issuer.kind in COMPANIES
    own = released and not claim.verbal and not _of_something(scene, claim)
    if not own:
        return None
    start, _ = scene.sentence(claim.start)
    # "Malli tulee Betasta. Hän raportoi toimitusjohtaja Lohelle": the sentence names nobody, the paragraph the issuer.
    paragraph = scene.bodies_in(scene.view.line(claim.start)[0], claim.start)
    alone = any(issuer.parts(name) for name in paragraph) and not scene.bodies_in(start, claim.start)
    return issuer.name if alone or not _others(scene, issuer, claim) else None


def _presents(scene: Scene) -> bool:
    """Do the first words of slides name one or two people, who show them?"""
    return len({who.name for who in scene.people_in(0, TITLE_SLIDE)}) <= PRESENTERS


def _signed(scene: Scene, issuer: Issuer, claim: RoleClaim) -> bool:
    """Is it a signature: a name and a title and nothing else, at the end of a letter or a decision?"""
    said = scene.text[claim.start : claim.end]
    if issuer.document.kind != "document" or claim.start < SIGNED_FROM * len(scene.text):
        return False
    start, end = scene.view.line(claim.start)[0], scene.view.line(claim.end)[1]
    whole = not scene.text[start : claim.start].strip() and not scene.text[claim.end : end].strip()
    return claim.rule == "columns" or (
        whole and claim.rule in ("title before", "title after", "list") and len(said) < SIGNATURE
    )


def _officially(scene: Scene, claim: RoleClaim) -> bool:
    """Is the holder named where a body names its own officers: after a label, or as the author of what follows?"""
    line_start, line_end = scene.view.line(claim.start)
    lead = scene.text[line_start : claim.start]
    # "Lisätietoja: johtaja Maija Malli".
    if _official().search(lead) or (claim.rule == "list" and _official().match(scene.text, claim.start)):
        return True
    first = not lead.strip(" -•*–")
    # A line of a list below "Lisätietoja:".
    if first and _below_label(scene, line_start):
        return True
    # "Tekninen johtaja Maija Malli:".
    if claim.rule != "title before" or scene.text[line_end - 1 : line_end] != ":" or not (first or lead.endswith(", ")):
        return False
    return TITLED.match(scene.text, claim.end) is not None and MINUTES_OR_CASE.search(scene.text[:3000]) is not None


def _below_label(scene: Scene, start: int) -> bool:
    """Is a line in a list of people under a label of officers: "Lisätietoja:", a name on each line?"""
    for _ in range(CARDS):
        end = start
        while end and scene.text[end - 1].isspace():
            end -= 1
        start = scene.view.line(end)[0] if end else 0
        line = scene.text[start:end]
        if len(line) < LABEL and _official().search(line):
            return True
        if not line or not (scene.person_from(start, end) or re.search(r"\d{4}|@|\(at\)", line) or _is_title(line)):
            return False
    return False


def _is_title(line: str) -> bool:
    words = line.split()
    return 0 < len(words) <= TITLE_WORDS and title(words[-1]) is not None


def _reachable(scene: Scene, issuer: Issuer, claim: RoleClaim) -> bool:
    """Does the holder's own number or address follow, on the line or in the card, with no other body about?"""
    # "johtaja Maija Malli, puh. 040 123 4567".
    if NUMBER.match(scene.text, claim.end):
        return not _others(scene, issuer, claim)
    card = _CARD.match(scene.text, claim.end)
    if card is None or scene.person_from(claim.end, card.end()) or scene.body_between(claim.end, card.end()):
        return False
    return issuer.document.kind != "document" and not _others(scene, issuer, claim)


_POST_GIVEN = re.compile(r"\wksi\b|\btill (?:ny )?|\b(?:appointed|elected|chosen|named) ")
GIVE_OTHERS_POSTS = frozenset(
    {"ministry", "government", "court", "parliament", "party", "council", "committee", "body"}
)
"""Kinds of issuer that give posts in other bodies than themselves."""


def _given_by_issuer(scene: Scene, issuer: Issuer, claim: RoleClaim) -> bool:
    """Does a release give a post of its issuer's own: "Uudeksi rehtoriksi on valittu Maija Malli"?

    The sentence names nobody else, and neither does its paragraph before it.
    """
    said = scene.text[claim.start : claim.end]
    own = issuer.document.kind in ("press release", "web page") and issuer.kind not in GIVE_OTHERS_POSTS
    start, end = scene.sentence(claim.start)
    gives = own and _POST_GIVEN.search(said) is not None and GIVES_POST.search(scene.text, start, end) is not None
    return (
        gives and not _others(scene, issuer, claim) and all(issuer.parts(name) for name in scene.bodies_in(start, end))
    )


GIVES_POST = re.compile(
    r"\b(?:val(?:ittiin|itsi|inn\w+|ittu|itaan|des|ts|t|de)|nimit\w+|nime(?:tty|ttiin|si|nnyt)|palka\w+|utse\w+|utsågs?|utnämn\w+"
    r"|anställ\w+|appointed|elected|chosen|named)\b"
)


def _named_in_paragraph(scene: Scene, issuer: Issuer, claim: RoleClaim) -> bool:
    """Does a title open a sentence of a release whose paragraph has named its issuer before, and no other body?"""
    if issuer.document.kind not in ("press release", "web page") or claim.rule != "title before":
        return False
    start = scene.view.line(claim.start)[0]
    if scene.text[scene.sentence(claim.start)[0] : claim.start].strip():
        return False  # "jaostossa istuivat kirjastonjohtaja A ja kuoronjohtaja B"
    named = scene.bodies_in(start, claim.start)
    leads = claim.role.endswith(OFFICERS) and issuer.kind not in GIVE_OTHERS_POSTS and not _of_something(scene, claim)
    return leads and issuer.name in named and all(issuer.parts(name) for name in named)


OFFICERS = (
    "johtaja",
    "päällikkö",
    "insinööri",
    "suunnittelija",
    "koordinaattori",
    "direktör",
    "chef",
    "Director",
    "Manager",
)
"""Ends of titles that an issuer's own people have."""


def _speaking(scene: Scene, issuer: Issuer, claim: RoleClaim) -> bool:
    """Is the holder quoted in a release of the issuer, in a paragraph that has named no other body so far?"""
    if (
        issuer.document.kind not in ("press release", "web page")
        or issuer.kind == "ministry"
        or claim.rule not in ("title before", "title after")
    ):
        return False
    # "toteaa johtaja Maija Malli".
    around = scene.text[max(0, claim.start - 20) : claim.start] + " | " + scene.text[claim.end : claim.end + 20]
    return _speech().search(around) is not None and not _others(scene, issuer, claim)


def _others(scene: Scene, issuer: Issuer, claim: RoleClaim) -> bool:
    """Has the paragraph named a body before the claim that is neither the issuer nor a part of it?"""
    start = scene.view.line(claim.start)[0]
    return any(not issuer.parts(name) for name in scene.bodies_in(start, claim.start))
