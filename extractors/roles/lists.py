"""Roles that a label gives a list of names: "Jäsenet: ...", "muut jäsenet ovat ...", "Valmistelijat / lisätiedot:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.lexicon.wordlists import either, wordlist
from extractors.people.name_view import NameWord
from extractors.people.titles import title
from extractors.roles.beside import RoleClaim
from extractors.roles.context import NamedPerson, Scene
from extractors.roles.groups.group_members import home_of, said_group
from extractors.roles.title_phrases import phrase_at
from extractors.text.inflection import FROM_PLACE
from extractors.text.morphology import readings

# "Valmistelijat / lisätiedot:", "Lisätietoja antavat(t):".
LABEL_END = re.compile(r"(?:\s?/\s?[\w ]{3,20})?(?:[ ]?(?::|\(t\):?)[ ]*[-•*–]?)?[ ]*(?:(?:\n[ ]*){1,3}[-•*–]?[ ]*)?")
_VERBS = either("role_patterns", "list_predicates")
# "Muut jäsenet ovat", "Medlemmar är", "Jäseniksi valittiin lisäksi".
PREDICATE = re.compile(rf"\s(?:(?:{_VERBS})\s)?(?:lisäksi\s|myös\s|muun muassa\s|mm\.\s)?")
# "jäsenet", "jäseninä", "jäseniksi", "jäseniä".
PLURAL_ENDS = ("t", "nä", "na", "ksi", "iä", "ia", "jä", "ja")
OTHER_PLURALS = {
    "medlemmar": "medlem",
    "ledamöter": "ledamot",
    "suppleanter": "suppleant",
    "revisorer": "revisor",
    "experter": "expert",
    "sakkunniga": "sakkunnig",
    "ersättarna": "ersättare",
    "justerarna": "justerare",
    "protokolljusterarna": "protokolljusterare",
    "members": "member",
    "experts": "expert",
    "rapporteurs": "rapporteur",
    "secretaries": "secretary",
    "observers": "observer",
    "auditors": "auditor",
}
"""Swedish and English titles of several people -> of one."""

SAME_PLURAL = (
    "ersättare",
    "justerare",
    "sekreterare",
    "föredragande",
    "rådgivare",
    "forskare",
    "planerare",
    "ledare",
    "lärare",
)
"""Ends of Swedish titles that are one form for one and several: "Protokolljusterare: Bo Malli, Eva Malli"."""

SWEDISH_AND = (", ", " och ", " samt ")
"""What stands between the names of several people in a Swedish sentence."""

PLURAL_CASES = ("nominative", "essive", "translative", "partitive")
# "Maija Malli, Kari Lohi ja Pia Salo", or a name a line.
AND = re.compile(r"[ ]?(?:,|;|/)?\s{1,2}(?:(?:ja|sekä|och|and)\s)?|[ ]?(?:\n[ ]*){1,2}[-•*–]?[ ]*")
MINUTES = {"läsnä": "läsnä", "poissa": "poissa"}


def plural_title(word: str) -> str | None:
    """The title of several people, in base form.

    >>> plural_title("Jäsenet"), plural_title("valmistelijat"), plural_title("jäseninä"), plural_title("kunnat")
    ('jäsen', 'valmistelija', 'jäsen', None)
    """
    low = word.lower()
    # "Ledamöter".
    if low in OTHER_PLURALS:
        return OTHER_PLURALS[low]
    for r in readings(low):
        # "Jäsenet", "valmistelijoina".
        if r.plural and r.case in PLURAL_CASES and r.lemma != "vastaava" and title(r.lemma):
            return r.lemma.lower()
    return None


def by_list(scene: Scene) -> Iterator[RoleClaim]:
    """The roles that labels and predicates give the names listed after them."""
    for w in scene.view.words:
        low = w.text.lower()
        many = plural_title(w.text) if low.endswith(PLURAL_ENDS) or low in OTHER_PLURALS else None
        if many:
            yield from _listed(scene, w, many, several=True)
        elif _is_label(scene, w):
            found = title(w.text)
            if found:
                yield from _listed(
                    scene, w, found.base, several=found.language == "sv" and _of_several(scene, w, found.base)
                )


def _is_label(scene: Scene, w: NameWord) -> bool:
    """A title alone on its line, or at a line's start before a colon or wide space."""
    # "Sihteeri" opens a line, "sihteeri" stands in a sentence.
    if not w.text[0].isupper() or not title(w.text):
        return False
    line_start, line_end = scene.view.line(w.start)
    # "Kokouksen Sihteeri".
    if scene.text[line_start : w.start].strip(" -•*–|"):
        return False
    rest = scene.text[w.end : line_end]
    above = scene.person_before(w.start)
    if above and not rest.strip() and re.fullmatch(r"[ ]*\n[ ]*", scene.text[above.end : line_start]):
        return False  # the title of the name on the line above
    return not rest.strip() or re.match(r"\s?:|[ ]{2,}|\s?\||\(t\)|\s?/\s?\w", rest) is not None


def _of_several(scene: Scene, w: NameWord, role: str) -> bool:
    """Is a Swedish title of one form for one and several that of several: "Protokolljusterare: Bo Ek, Eva Malli"?"""
    names = scene.people_in(w.end, scene.view.line(w.end)[1]) if role.endswith(SAME_PLURAL) else []
    gaps = [scene.text[one.end : other.start] for one, other in pairwise(names)]
    opens = len(names) > 1 and scene.text[w.end : names[0].start] == ": "
    return opens and all(gap in SWEDISH_AND for gap in gaps)


def _listed(scene: Scene, w: NameWord, role: str, *, several: bool) -> Iterator[RoleClaim]:
    at = _list_start(scene, w, several=several)
    first = scene.person_from(at, at + 60)
    # "Jäsenet kokoontuivat. Maija Malli".
    if first is None or not _opens(scene, at, first):
        return
    # "Kelan hallituksen jäsenet", else the group whose name stands above.
    owner = scene.body_ending(w.start)
    body = owner[1] if owner else _group_above(scene, w)
    owners = _owners(scene, w) if several else []
    # "Kelan, THL:n ja Verohallinnon johtajat".
    if len(owners) > 1 and role not in TASKS:
        yield from _shared_out(scene, w, role, owners, first)
        return
    on_one_line = several and role.endswith(SAME_PLURAL)
    last = scene.view.line(w.start)[1] if on_one_line else len(scene.text)
    who: NamedPerson | None = first
    for _ in range(60 if several else 1):
        if who is None or who.start > last:
            return
        # "Malli Maija, varapuheenjohtaja" among the members.
        if several and role in MEMBERS and _has_task(scene, w, who):
            who = _next(scene, who)
            continue
        own = body if role in TASKS else owner[1] if owner else _comes_from(scene, who) if several else None
        yield _one_listed(scene, w, role, who, own)
        who = _next(scene, who)
        # "pääjohtajat Maija Malli ja Kari Lohi sekä toimitusjohtaja Pia Salo": another title begins.
        if who and role not in TASKS and several and titled_before(scene, who) and not titled_before(scene, first):
            return


def _comes_from(scene: Scene, who: NamedPerson) -> str | None:
    """The body in the elative or ablative right after a listed name: "Lasse Malli Tielaitoksesta"."""
    body = scene.body_starting(who.end + 1) if scene.text[who.end : who.end + 1] == " " else None
    return body[1] if body and FROM_PLACE.search(scene.text[who.end : body[0]]) else None


def titled_before(scene: Scene, who: NamedPerson) -> bool:
    """Does a title stand right before a name, within its line: "professori Maija Malli"?"""
    w = scene.view.word_before(who.start)
    return w is not None and scene.text[w.end : who.start] == " " and title(w.text) is not None


def _list_start(scene: Scene, w: NameWord, *, several: bool) -> int:
    """Where the names begin: after "jäsenet ovat", "Jäsenet:", or the bare label."""
    m = PREDICATE.match(scene.text, w.end) if several else None
    if m and (m[0].strip() or scene.person_from(m.end(), m.end() + 1)):
        return m.end()
    label = LABEL_END.match(scene.text, w.end)
    return label.end() if label else w.end


def _group_above(scene: Scene, w: NameWord) -> str | None:
    """The group whose name stands above a label, where the label is not another's."""
    group = scene.group_above(w.start, 600)
    return group[1] if group and not _of_another(scene, w, group[1]) else None


def _of_another(scene: Scene, label: NameWord, group: str) -> bool:
    """Does the word before a label say that it is of another group: "Hallinto-oikeuden jäsenet" below a board?"""
    before = scene.view.word_before(label.start)
    if before is None or scene.text[before.end : label.start] != " ":
        return False
    nouns = {r.lemma.lower() for r in readings(before.text) if r.case == "genitive" and r.word_class == "nimisana"}
    return bool(nouns) and not group.lower().endswith(tuple(nouns))


def _one_listed(scene: Scene, label: NameWord, role: str, who: NamedPerson, body: str | None) -> RoleClaim:
    """The role that a label gives one name; a member of a group without a name comes from the body in brackets."""
    group = said_group(scene, label) if role == "jäsen" and body is None else None
    home = home_of(scene, who) if group else None
    said = f"{group} {role}" if home else role
    return RoleClaim(who.name, said, home or body, min(label.start, who.start), who.end, "list")


def _owners(scene: Scene, w: NameWord) -> list[str]:
    """The bodies in the genitive before a title of several people: "Kelan, THL:n ja Verohallinnon johtajat"."""
    found: list[str] = []
    body = scene.body_ending(w.start)
    while body:
        found.insert(0, body[1])
        gap = re.search(r"(?:,|[ ](?:ja|sekä))[ ]\Z", scene.text[max(0, body[0] - 6) : body[0]])
        body = scene.body_ending(body[0] - len(gap[0])) if gap else None
    return found


def _shared_out(scene: Scene, w: NameWord, role: str, owners: list[str], first: NamedPerson) -> Iterator[RoleClaim]:
    """One body to each name where there are as many names as bodies; else nobody's is known."""
    names: list[NamedPerson] = []
    who: NamedPerson | None = first
    while who is not None and len(names) <= len(owners):
        names.append(who)
        who = _next(scene, who)
    same = len(names) == len(owners)
    for i, one in enumerate(names):
        yield RoleClaim(one.name, role, owners[i] if same else None, min(w.start, one.start), one.end, "list")


def _has_task(scene: Scene, w: NameWord, who: NamedPerson) -> bool:
    """Has a listed person a task of their own on the line: "Malli Maija, varapuheenjohtaja"?"""
    m = re.compile(r"[ ]?[,|–(-][ ]?(?:(?:I|II|1\.|2\.)[ ])?([^\W\d_][\w-]+)").match(scene.text, who.end)
    found = title(m[1]) if m else None
    own = found is not None and (found.base in TASKS or found.base.endswith("ordförande"))
    if found is not None and own and found.case == "nominative" and found.base not in MEMBERS:
        return True
    lead = scene.text[max(w.end, scene.view.line(who.start)[0]) : who.start].strip(" -•*–").split()
    opens = title(lead[0].strip(":")) if lead else None
    return opens is not None and opens.base in TASKS and opens.base not in MEMBERS


MEMBERS = ("jäsen", "medlem", "ledamot", "member")
"""What everybody of a group is, whatever task of their own they have."""

TASKS = frozenset(wordlist("offices")["tasks"])
"""What somebody does in a group, in its base form."""


LEAD = 60
"""Characters between a label and its first name: "Lisätietoja: Kelan neuvotteleva virkamies "."""


def _opens(scene: Scene, at: int, first: NamedPerson) -> bool:
    """Does the first name follow its label at once, a title or a body before it allowed?"""
    lead = scene.text[at : first.start]
    if "\n" in lead or len(lead) > LEAD or "." in lead.replace("vs.", ""):
        return False
    return all(
        title(w)
        or w.endswith("-")
        or w in ("ja", "sekä")
        or any(r.case == "genitive" for r in readings(w))
        or not w.isalpha()
        for w in lead.split()
    )


def _next(scene: Scene, who: NamedPerson) -> NamedPerson | None:
    """The next name of a list: after a comma or on one of the next lines, with no running text between."""
    nxt = scene.person_from(who.end, who.end + 260)
    if nxt is None:
        return None
    between = scene.text[who.end : nxt.start]
    close = _bracket_end(scene, who, nxt)
    if close:
        return _next(scene, NamedPerson(who.start, close, who.name))
    # Two empty lines, or a sentence that ends.
    if between.count("\n\n\n") or scene.parted(who.end, nxt.start):
        return None
    goes_on = _on_one_line(between) if "\n" not in between else _on_lines(scene, who, nxt, between.split("\n"))
    return nxt if goes_on else None


def _on_one_line(between: str) -> bool:
    """ "Maija Malli, Kari Lohi", "Mia Malli (kesk.) ja Ville Malli (sd.)", and no other's task between."""
    other = any((found := title(word.strip(",;"))) and found.base in TASKS for word in between.split())
    joined = re.fullmatch(
        r"[^.;:]{0,90}?(?:,|;|\sja|\ssekä|\soch|\sand)\s(?:[\w-]+\s){0,4}", SHORT_BRACKET.sub("", between)
    )
    return joined is not None and not other


def _on_lines(scene: Scene, who: NamedPerson, nxt: NamedPerson, lines: list[str]) -> bool:
    """A name a line, each with its title, unit, number or address; no heading, label or prose between."""
    if any(_heads_others(scene, who, i, above, line) for i, (above, line) in enumerate(pairwise(lines[:-1]))):
        return False
    if not _leads_up_to(scene, nxt, lines[-1].strip(" -•*–|")):
        return False
    prose = any(len(x) > LISTED_LINE for x in lines)
    return not prose and len([x for x in lines[1:-1] if x.strip()]) <= LINES_OF_ONE


def _heads_others(scene: Scene, who: NamedPerson, nth: int, above: str, line: str) -> bool:
    """Does a line between two names head a list of its own: "Varajäsenet", "Sihteeri:", or a heading below a blank?"""
    head = line.strip(" -•*–:").split()
    if not head:
        return False
    label = _titles_alone(head) and (line.strip().endswith(":") or not above.strip())
    if plural_title(head[0]) or (label and nth) or _labels_next(scene, who, line):
        return True
    return nth > 0 and not above.strip() and not _is_detail(line)


def _leads_up_to(scene: Scene, nxt: NamedPerson, last: str) -> bool:
    """Do only titles stand before the next name on its line: not "Sihteeri:", nor "Varajäsenet" of others?"""
    if last and not all(title(w.strip(",:")) or w.endswith("-") or w in ("ja", "sekä") for w in last.split()):
        before = scene.view.word_before(nxt.start)
        phrase = phrase_at(scene.view, before) if before else None
        if phrase is None or scene.text[scene.view.line(nxt.start)[0] : phrase.start].strip(" -•*–|"):
            return False
    return not (last.endswith(":") or (last and plural_title(last.split()[0])))


LISTED_LINE = 110
"""Characters of the longest line of a list of people: a longer one is prose."""

LINES_OF_ONE = 4
"""Lines that tell of one person between two names: title, unit, number, address."""


SHORT_BRACKET = re.compile(r"[ ]\([^()\n]{1,12}\)")


TASK_WORDS = 3
"""Words of the longest task alone on its line: "Pysyvä asiantuntijajäsen"."""


def _titles_alone(words: list[str]) -> bool:
    """Is a line a title and no more: "Sihteeri", or a task of two or three words: "Pysyvä asiantuntija"?"""
    found = title(words[-1]) if words else None
    return found is not None and (len(words) == 1 or (len(words) <= TASK_WORDS and found.base in TASKS))


def _labels_next(scene: Scene, who: NamedPerson, line: str) -> bool:
    """Is a task alone on a line the label of the next name: the last name has its title beside it, on its own line?"""
    words = line.strip(" -•*–:").split()
    found = title(words[0]) if len(words) == 1 else None
    rest = scene.text[who.end : scene.view.line(who.end)[1]]
    return found is not None and found.base in TASKS and words[0][0].isupper() and len(rest.split()) > 1


def _bracket_end(scene: Scene, who: NamedPerson, nxt: NamedPerson) -> int | None:
    """Where a bracket after one name ends that holds another: "Maija Malli, Kela (varajäsen Matti Malli, Kela)"."""
    opened = scene.text.rfind("(", who.end, nxt.start)
    # "Maija Malli (Kela), Kari Lohi".
    if opened < 0 or ")" in scene.text[opened : nxt.start]:
        return None
    close = scene.text.find(")", nxt.end, who.end + 200) + 1
    return close if close and "\n" not in scene.text[who.end : close] else None


def _is_detail(line: str) -> bool:
    """A line that tells of the name above it: a number, an address, a title; not a heading."""
    # "puh. 040 123", "maija.malli@kela.fi", "johtaja".
    return bool(re.search(r"[\d@]|\(at\)", line)) or any(title(word.strip(",.")) for word in line.split())
