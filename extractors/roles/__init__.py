"""Roles: who holds which title or task where, and when.

grammar                 by the parsed sentence: "tulee Kelasta, jossa hän on toiminut johtajana", "on johtanut Tullia"
beside, appositions     "osastopäällikkö Kari Malli STM:stä", "Kari Malli, neuvotteleva virkamies, VM"
verbs, chairs, sv_en    "valitsi Piia Mallin hyvinvointialuejohtajaksi", "vetäjänä toimii Antti Malli", "valdes till"
pronouns, successors    "Hän on toiminut Kelan johtajana", "Hänen seuraajakseen valittiin"
lists, groups           "Jäsenet: ...", who was at a meeting, tables of members, "Risto Malli (SHP), ..."
    ▼ the body, where the title does not say it
owner, inherited_body   the noun, the row, the list, the sentence or the heading the name stands in
officers                officers whom the issuing body names as its own
    ▼ since when, and how it stands
period, role_status, standing
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.lexicon.reliability import reliability, surest, together
from extractors.model.document import Document
from extractors.model.records import Body, Evidence, Person, Role, evidence
from extractors.model.value_kinds import RoleStatus
from extractors.roles.appositions import set_beside
from extractors.roles.beside import RoleClaim, beside
from extractors.roles.chairs import by_chairing
from extractors.roles.context import Scene
from extractors.roles.grammar.attachment import NO_GRAMMAR, Grammar, said_by_grammar
from extractors.roles.groups.attendance import RULE as ATTENDANCE
from extractors.roles.groups.attendance import attendance, without_listed
from extractors.roles.groups.belonging import belonging
from extractors.roles.groups.checkers import checkers
from extractors.roles.groups.group_members import in_brackets, once_a_member
from extractors.roles.groups.member_tables import in_tables, member_tables, within_cells
from extractors.roles.groups.seats import seats
from extractors.roles.groups.told_group import with_told_groups
from extractors.roles.groups.untitled_members import untitled_members
from extractors.roles.inherited_body import inherited_body
from extractors.roles.issuing_body import Issuer
from extractors.roles.lists import TASKS, by_list
from extractors.roles.officers import of_issuer
from extractors.roles.owner.comes_from import from_where
from extractors.roles.owner.common_noun import by_common_noun
from extractors.roles.owner.elected_organ import elected_organ
from extractors.roles.owner.post_of_heading import post_of_heading
from extractors.roles.owner.speaker import by_subject
from extractors.roles.owner.spoken_for import REASON as FOR_BODY
from extractors.roles.owner.spoken_for import spoken_for
from extractors.roles.period import Period, period
from extractors.roles.pronouns import by_pronoun
from extractors.roles.role_status import status
from extractors.roles.shared_bodies import at_home, with_shared
from extractors.roles.standing.leavers import leavers
from extractors.roles.successors import of_posts_named_before, of_successors
from extractors.roles.sv_en.chosen_members import chosen_members
from extractors.roles.sv_en.leading_verbs import by_leading_verb
from extractors.roles.sv_en.posts_opening import posts_opening
from extractors.roles.sv_en.sentences_sv_en import in_swedish_and_english
from extractors.roles.sv_en.stand_ins import stand_ins
from extractors.roles.sv_en.verb_first import verb_first
from extractors.roles.titles_under_names import titles_under_names
from extractors.roles.verbs import by_verb, is_a, to_a_post
from extractors.text.morphology import readings

ISSUED = "the body is the one that issued the document"
AT_WORK = "the body is the one in which the sentence says the person works"


class RoleKey(NamedTuple):
    """What makes two mentions one role."""

    person: str
    role: str
    body: str | None
    status: RoleStatus
    who: str


def find_roles(
    document: Document, people: Sequence[Person], bodies: Sequence[Body], *, parse: bool = True
) -> Iterator[Role]:
    """The roles a document states, one Role for a person's title in a body, with every mention.

    Without `parse` the grammar of sentences is not asked: for measuring what it adds.
    """
    if not people:
        return
    scene = Scene(document, people, bodies)
    found: dict[RoleKey, list[Evidence]] = {}
    seen: set[tuple[RoleKey, Evidence]] = set()
    grouped: dict[str, str] = {}
    issuer = Issuer(document, bodies)
    leaving = leavers(scene)
    rules: dict[Evidence, str] = {}
    reasons: dict[Evidence, str] = {}
    terms: dict[RoleKey, Period] = {}
    groups: dict[tuple[str, str], str] = {}
    decided = [(claim, *_body(scene, issuer, claim)) for claim in claims(scene, parse=parse)]
    for claim, body, reason in with_told_groups(scene, decided):
        term = period(document, scene, claim)
        who = scene.identity(claim.person, claim.start, claim.end)
        key = RoleKey(claim.person, claim.role, body, status(scene, claim, term, document.published, leaving), who)
        if claim.group:
            groups[key.person, key.role] = claim.group
        # "Työryhmän jäsenet: ..." tells of the others' group too.
        if claim.rule == "list" and body:
            grouped.setdefault(who, body)
        if term != (None, None):
            terms.setdefault(key._replace(body=None), term)
        proof = evidence(document, claim.start, claim.end)
        if (key, proof) not in seen:
            seen.add((key, proof))
            found.setdefault(key, []).append(proof)
            rules[proof] = max(rules.get(proof, claim.rule), claim.rule, key=lambda rule: reliability("roles", rule))
            if reason or body:
                reasons.setdefault(proof, reason)
    for key, proofs in _joined(_in_their_group(found, grouped, reasons)).items():
        said = [reasons[proof] for proof in proofs if proof in reasons]
        start, end = terms.get(key._replace(body=None), (None, None))
        yield Role.model_validate(
            {
                "person": key.person,
                "role": key.role,
                "body": key.body,
                "from": start,
                "until": end,
                "status": key.status,
                "person_id": key.who or None,
                "group": groups.get((key.person, key.role)),
                "evidence": tuple(sorted(proofs, key=lambda e: e.start)),
                "confidence": together(reliability("roles", rules[proof]) for proof in proofs),
                "rule": surest("roles", [rules[proof] for proof in proofs]),
                "reason": "; ".join(dict.fromkeys(said)) if said and all(said) else None,
            }
        )


def _body(scene: Scene, issuer: Issuer, claim: RoleClaim) -> tuple[str | None, str]:
    """The body of a role, and what decided it where the words beside the title do not say it ("")."""
    elected = elected_organ(scene, claim)
    if elected and (claim.rule == "list" or claim.body is None):
        return elected, "the body is the organ that the heading of the matter names as elected"
    if claim.body:
        organ = _organ_of_chair(scene, issuer, claim)
        return (organ, ISSUED) if organ else (claim.body, claim.reason)
    # "LÄSNÄ  Malli Maija  puheenjohtaja": of the organ that meets.
    present = claim.rule == ATTENDANCE and claim.role.split()[-1] in TASKS
    if present and (body := of_issuer(scene, issuer, claim)):
        return body, ISSUED
    if body := _group(scene, claim):
        return body, "the body is the group in whose sentence, or under whose line, the task stands"
    if body := spoken_for(scene, claim):
        return body, FOR_BODY
    if body := inherited_body(scene, claim):
        return body, "the body is that of the row, list, sentence or heading the name stands in"
    if body := by_common_noun(scene, issuer, claim):
        return body, "the body is the one that the noun before the title stands for"
    if body := post_of_heading(scene, claim):
        return body, "the body is the one that the heading names with the post"
    if body := by_subject(scene, claim):
        return body, "the body is the one that the sentence is about, whose speaker this is"
    if body := of_issuer(scene, issuer, claim):
        return body, ISSUED
    return None, claim.reason


def _organ_of_chair(scene: Scene, issuer: Issuer, claim: RoleClaim) -> str | None:
    """The organ whose minutes list a task with a home in brackets: "Katri Malli, chair (Academy of Finland)"."""
    after = scene.text[claim.end : claim.end + 2] == " (" and scene.body_starting(claim.end + 2)
    if claim.rule != "title after" or claim.role.split()[-1] not in TASKS or not after or after[1] != claim.body:
        return None
    return issuer.organ if issuer.organ != claim.body else None


def claims(scene: Scene, *, parse: bool = True) -> Iterator[RoleClaim]:
    """Every role that any rule sees, in no order; where the grammar says whose a title is, no verb says otherwise."""
    said = said_by_grammar(scene) if parse else NO_GRAMMAR
    known = {(claim.titled, claim.person): claim for claim in said.claims if claim.body}
    told = [*at_home(scene, said.claims), *_told(scene, said, known)]
    told = list(from_where(scene, told))
    yield from told
    yield from of_successors(scene, told)
    yield from of_posts_named_before(scene, told)
    yield from stand_ins(scene, told)
    yield from by_leading_verb(scene, told)
    yield from untitled_members(scene, told)


def _told(scene: Scene, said: Grammar, known: dict[tuple[int, str], RoleClaim]) -> Iterator[RoleClaim]:
    """What the patterns see, where the grammar does not say otherwise."""
    present, rows = list(attendance(scene)), member_tables(scene)
    yield from present
    patterns = within_cells([*_by_pattern(scene), *in_tables(scene, rows)], rows)
    for claim in once_a_member(with_shared(scene, without_listed(patterns, present))):
        holders = said.holders.get(claim.titled)
        # "Kela valitsi Mallin johtajaksi, kertoi Lohi": by grammar the post is not Lohi's.
        if claim.rule == "verb" and holders is not None and claim.person not in holders:
            continue
        fuller = known.get((claim.titled, claim.person)) if claim.body is None else None
        if fuller:
            claim = claim._replace(body=fuller.body, reason=fuller.reason)
        # "Sisäministeriössä asiaa valmistelee hallitusneuvos Malli".
        elif claim.body is None and claim.titled in said.places:
            claim = claim._replace(body=said.places[claim.titled], reason=AT_WORK)
        yield claim


def _by_pattern(scene: Scene) -> Iterator[RoleClaim]:
    """The roles seen beside names, in lists, tables, signatures and by the words of a sentence."""
    columns = list(titles_under_names(scene))
    read_across = {(c.start, c.person) for c in columns}
    yield from columns
    for who in scene.people:
        # A column of titles beside a column of names is read across, not down.
        if (who.start, who.name) not in read_across:
            yield from beside(scene, who)
            yield from set_beside(scene, who)
        yield from by_verb(scene, who)
        yield from to_a_post(scene, who)
        yield from is_a(scene, who)
    yield from by_pronoun(scene)
    yield from by_chairing(scene)
    yield from in_swedish_and_english(scene)
    yield from verb_first(scene)
    yield from posts_opening(scene)
    yield from chosen_members(scene)
    yield from by_list(scene)
    yield from in_brackets(scene)
    yield from belonging(scene)
    yield from checkers(scene)
    yield from seats(scene)


def _group(scene: Scene, claim: RoleClaim) -> str | None:
    """The working group or organ that a task without a body is done in: named in the sentence, or on the line above."""
    # A "johtaja" is of no group, a "puheenjohtaja" may be.
    if claim.role.split()[-1] not in TASKS:
        return None
    before = scene.view.word_before(claim.start)
    if (
        before
        and scene.text[before.end : claim.start] == " "
        and any(r.case == "genitive" for r in readings(before.text))
    ):
        return None  # "vanhusneuvoston sihteeri": of something that is no body here
    group = scene.group_above(claim.start, 250)
    if group is None:
        return None
    between = scene.text[group[0] : claim.start]
    line, _, rest = between.partition("\n")
    # "kuuli nuorisovaltuustoa. Päätökseen osallistuivat:".
    told_of_others = scene.parted(group[0], group[0] + len(line))
    above = between.count("\n") == 1 and not told_of_others and ("(" in between or not rest.strip())
    return group[1] if above or group[0] > scene.sentence(claim.start)[0] else None


def _in_their_group(
    found: dict[RoleKey, list[Evidence]], grouped: dict[str, str], reasons: dict[Evidence, str]
) -> dict[RoleKey, list[Evidence]]:
    """A chair or secretary without a body chairs the group whose list names the person."""
    out: dict[RoleKey, list[Evidence]] = {}
    for key, proofs in found.items():
        inferred = grouped.get(key.who) if key.body is None and key.role.split()[-1] in TASKS else None
        for proof in proofs if inferred else ():
            reasons.setdefault(proof, "the body is the group whose list names the person")
        out.setdefault(key._replace(body=key.body or inferred), []).extend(proofs)
    return out


def _joined(found: dict[RoleKey, list[Evidence]]) -> dict[RoleKey, list[Evidence]]:
    """A role said without its body joins the same role said with one."""
    out = {key: list(proofs) for key, proofs in found.items()}
    for key in list(out):
        if key.body is None:
            # "johtaja Maija Malli" joins "Kelan johtaja Maija Malli".
            fuller = next((k for k in out if k.body and k._replace(body=None) == key), None)
            if fuller:
                held = set(out[fuller])
                out[fuller] += [p for p in out.pop(key) if p not in held]
    return out
