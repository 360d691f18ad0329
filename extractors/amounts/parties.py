"""Who pays a sum and who gets it, where the sentence says so outright; in every other case nothing is said.

Kulttuurirahasto myönsi Oulun teatterille 20 000 euroa.        payer, verb, payee in the allative, sum
Oulun teatterille myönnettiin 20 000 euroa.                    payee, passive verb
Teatteri Malli Oy sai kaupungilta 20 000 euroa.                payee, verb, payer in the ablative
Kulturfonden beviljade 20 000 euro åt Malli teater rf.         Swedish and English: the payee after the sum
The Foundation granted EUR 20,000 to Malli Theatre Ltd.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.amounts.amount_mention import Mention
from extractors.amounts.units import LEXICON
from extractors.bodies.companies import ASSOCIATION, COMPANY, PARTNERSHIP
from extractors.lexicon.known_bodies import known_body
from extractors.lexicon.wordlists import alternatives
from extractors.text.base_forms import base_form
from extractors.text.head_nouns import head_of
from extractors.text.morphology import readings
from extractors.text.sentences import sentence


class Parties(NamedTuple):
    """The payer and the payee of a sum, in base form; None where the words do not say."""

    payer: str | None = None
    payee: str | None = None


NOBODY = Parties()
_WORD = r"[^\W\d_][\w&:’'-]*"
_NAME = rf"[A-ZÅÄÖ][\w&:’'-]*(?: {_WORD}){{0,6}}?"
_VERBS = {
    language: {kind: f"(?:{alternatives(verbs)})" for kind, verbs in kinds.items()}
    for language, kinds in LEXICON["giving"].items()
}
_SUM_NEXT = r"(?: [^\W\d]+){0,2} \Z"


def _other(name: str, *endings: str) -> str:
    """Who stands between the verb and the sum, by the endings of its case: "Oulun yliopistolle"."""
    return rf"(?: (?P<{name}>{_WORD}(?: {_WORD}){{0,5}}?(?:{'|'.join(endings)})))?"


_FINNISH = (
    ("payer", re.compile(rf"\A(?P<payer>{_NAME}) {_VERBS['fi']['gives']}{_other('payee', 'lle')}{_SUM_NEXT}")),
    ("", re.compile(rf"\A(?P<payee>{_NAME}lle) {_VERBS['fi']['given']}{_SUM_NEXT}")),
    ("payee", re.compile(rf"\A(?P<payee>{_NAME}) {_VERBS['fi']['gets']}{_other('payer', 'lta', 'ltä')}{_SUM_NEXT}")),
)
"""What stands before the sum, and which of its two is the subject of the verb; of the passive none is."""


class _Foreign(NamedTuple):
    """Before the sum who gives or who gets it, after it to whom or from whom."""

    gives: re.Pattern[str]
    gets: re.Pattern[str]
    to_whom: re.Pattern[str]
    from_whom: re.Pattern[str]


def _after_sum(lead: str, name: str, ends: str) -> re.Pattern[str]:
    return re.compile(rf"{lead} (?P<who>{name})(?=[.,;]|$|{ends})")


_SV_NAME, _SV_ENDS = r"[A-ZÅÄÖ][\w&-]*(?: [\w&-]+){0,4}?", " för | i | år "
_EN_NAME, _EN_ENDS = r"[A-Z][\w&-]*(?: (?:of |and |the )?[A-Z][\w&-]*){0,5}", " for | in "
_FOREIGN = {
    "sv": _Foreign(
        gives=re.compile(rf"\A(?P<who>{_NAME}) (?:har )?{_VERBS['sv']['gives']} \Z"),
        gets=re.compile(rf"\A(?P<who>{_NAME}) {_VERBS['sv']['gets']}(?: [^\W\d]+)? \Z"),
        to_whom=_after_sum("(?: i [a-zåäö]+)? (?:till|åt)", _SV_NAME, _SV_ENDS),
        from_whom=_after_sum("(?: i [a-zåäö]+)? av", _SV_NAME, _SV_ENDS),
    ),
    "en": _Foreign(
        gives=re.compile(rf"\A(?:The )?(?P<who>{_NAME}) (?:has |will )?{_VERBS['en']['gives']} \Z"),
        gets=re.compile(rf"\A(?:The )?(?P<who>{_NAME}) (?:has |will )?{_VERBS['en']['gets']} \Z"),
        to_whom=_after_sum(" to(?: the)?", _EN_NAME, _EN_ENDS),
        from_whom=_after_sum(" from(?: the)?", _EN_NAME, _EN_ENDS),
    ),
}

# "Tuensaaja", "Mottagare".
_PAYEE_HEAD = re.compile(r"(?i:saaja|tuensaaja|mottagare|recipient|grantee|beneficiary)")
# "Hakija", "Sökande".
_APPLICANT_HEAD = re.compile(r"(?i:hakija|sökande|applicant)")
# "Myönnetty", "Beviljat belopp".
_GRANTED_HEAD = re.compile(r"(?i:myönn|beviljat|granted|awarded)")


def parties_of(text: str, m: Mention, language: str) -> Parties:
    """Who pays and who gets the money of a mention.

    >>> from decimal import Decimal
    >>> said = "Opetusministeriö myönsi Oulun yliopistolle 20 000 euroa."
    >>> parties_of(said, Mention(43, 56, "money", Decimal(20000), Decimal(20000), "EUR", "exact", "money"), "fi")
    Parties(payer='Opetusministeriö', payee='Oulun yliopisto')
    """
    # In a table the heads tell who gets it.
    if m.kind != "money" or m.rule in ("table cell", "row of figures"):
        return NOBODY
    start, end = sentence(text, m.start)
    before, after = text[start : m.start].lstrip(), text[m.end : end]
    if language not in _FOREIGN:
        return _finnish(before)
    words = _FOREIGN[language]
    if (said := words.gives.match(before)) and _is_named(said["who"]):
        other = words.to_whom.match(after)
        return Parties(said["who"], other["who"] if other else None)
    if (said := words.gets.match(before)) and _is_named(said["who"]):
        other = words.from_whom.match(after)
        return Parties(other["who"] if other else None, said["who"])
    return NOBODY


def _finnish(before: str) -> Parties:
    for subject, pattern in _FINNISH:
        m = pattern.match(before)
        if m and (not subject or _in_nominative(m[subject])):
            said = m.groupdict()
            found = {who: _base(said.get(who)) for who in Parties._fields}
            return NOBODY if subject and found[subject] is None else Parties(**found)
    return NOBODY


def _base(said: str | None) -> str | None:
    """The base form of a name that is one: of a known body, of a kind of body or of a company."""
    if said is None:
        return None
    name = base_form(said)
    return name if _is_body(name) else None


def _is_body(name: str) -> bool:
    last = name.rpartition(" ")[2].partition(":")[0]
    formed = last in PARTNERSHIP or last.lower() in COMPANY | ASSOCIATION
    return formed or known_body(name) is not None or head_of(last.lower()) is not None


_DEFINITE = ("en", "et")
"""How a Swedish body of one word ends: "Kulturfonden", "Ministeriet"."""


def _is_named(name: str) -> bool:
    """Does it name somebody: two words, or one that is a known body's, has a capital inside or ends as a body does?"""
    inner_capital = name[1:] != name[1:].lower()
    return " " in name or inner_capital or name.endswith(_DEFINITE) or known_body(name) is not None


def _in_nominative(subject: str) -> bool:
    last = subject.rpartition(" ")[2].partition(":")[0]
    known = readings(last) or readings(last.lower())
    return not known or any(r.case == "nominative" for r in known)


def payee_of_row(corner: str, head: str, label: str) -> str | None:
    """The recipient that a table's row names: under "Saaja", or under "Hakija" beside a column of what was granted.

    >>> payee_of_row("Saaja", "Avustus, €", "Malli ry"), payee_of_row("Hakija", "Haettu, €", "Malli ry")
    ('Malli ry', None)
    """
    told = _PAYEE_HEAD.search(corner) or (_APPLICANT_HEAD.search(corner) and _GRANTED_HEAD.search(head))
    return label if told and re.search(r"[^\W\d_]{2}", label) else None
