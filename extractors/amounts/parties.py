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
from extractors.lexicon.known_bodies import known_body
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
_GIVING = r"(?:myön(?:si|tää|tänyt)|lahjoitti|lahjoittaa|maksoi|maksaa|osoitti|osoittaa|avusti|on myöntänyt|jakoi)"
_GIVEN = r"(?:myönnettiin|myönnetään|maksetaan|maksettiin|osoitetaan|osoitettiin|lahjoitettiin|annettiin|on myönnetty)"
_SUM_NEXT = r"(?: [^\W\d]+){0,2} \Z"

_GIVES = re.compile(rf"\A(?P<payer>{_NAME}) {_GIVING}(?: (?P<payee>{_WORD}(?: {_WORD}){{0,5}}?(?:lle)))?{_SUM_NEXT}")
_IS_GIVEN = re.compile(rf"\A(?P<payee>{_NAME}(?:lle)) {_GIVEN}{_SUM_NEXT}")
_GETS = re.compile(
    rf"\A(?P<payee>{_NAME}) (?:sai|saa|on saanut)(?: (?P<payer>{_WORD}(?: {_WORD}){{0,5}}?(?:lta|ltä)))?{_SUM_NEXT}"
)
_GIVES_SV = re.compile(
    rf"\A(?P<payer>{_NAME}) (?:har )?(?:beviljade|beviljat|beviljar|donerade|donerar|betalade|betalar) \Z"
)
_GETS_SV = re.compile(rf"\A(?P<payee>{_NAME}) (?:får|fick|har fått)(?: [^\W\d]+)? \Z")
_TO_SV = re.compile(
    r"(?: i [a-zåäö]+)? (?:till|åt) (?P<who>[A-ZÅÄÖ][\w&-]*(?: [\w&-]+){0,4}?)(?=[.,;]|$| för | i | år )"
)
_BY_SV = re.compile(r"(?: i [a-zåäö]+)? av (?P<who>[A-ZÅÄÖ][\w&-]*(?: [\w&-]+){0,4}?)(?=[.,;]|$| för | i | år )")
_GIVES_EN = re.compile(
    rf"\A(?:The )?(?P<payer>{_NAME}) (?:has |will )?(?:granted|grants?|awarded|awards?|donated|paid|pays?) \Z"
)
_GETS_EN = re.compile(
    rf"\A(?:The )?(?P<payee>{_NAME}) (?:has |will )?(?:received|receives|receive|was granted|was awarded) \Z"
)
_TO_EN = re.compile(r" to (?:the )?(?P<who>[A-Z][\w&-]*(?: (?:of |and |the )?[A-Z][\w&-]*){0,5})(?=[.,;]|$| for | in )")
_BY_EN = re.compile(
    r" from (?:the )?(?P<who>[A-Z][\w&-]*(?: (?:of |and |the )?[A-Z][\w&-]*){0,5})(?=[.,;]|$| for | in )"
)
_COMPANY_END = re.compile(r"(?:^| )(?:Oy|Oyj|Ab|Ky|ry|rf|sr|Ltd|rs)(?::\w+)?$")

_PAYEE_HEAD = re.compile(r"(?i:saaja|tuensaaja|mottagare|recipient|grantee|beneficiary)")
_APPLICANT_HEAD = re.compile(r"(?i:hakija|sökande|applicant)")
_GRANTED_HEAD = re.compile(r"(?i:myönn|beviljat|granted|awarded)")


def parties_of(text: str, m: Mention, language: str) -> Parties:
    """Who pays and who gets the money of a mention.

    >>> from decimal import Decimal
    >>> said = "Opetusministeriö myönsi Oulun yliopistolle 20 000 euroa."
    >>> parties_of(said, Mention(43, 56, "money", Decimal(20000), Decimal(20000), "EUR", "exact", "money"), "fi")
    Parties(payer='Opetusministeriö', payee='Oulun yliopisto')
    """
    if m.kind != "money" or m.rule in ("table cell", "row of figures"):
        return NOBODY
    start, end = sentence(text, m.start)
    before, after = text[start : m.start].lstrip(), text[m.end : end]
    if language == "fi":
        return _finnish(before)
    swedish = language == "sv"
    gives, gets = (_GIVES_SV, _GETS_SV) if swedish else (_GIVES_EN, _GETS_EN)
    to, by = (_TO_SV, _BY_SV) if swedish else (_TO_EN, _BY_EN)
    if (said := gives.match(before)) and _is_named(said["payer"]):
        other = to.match(after)
        return Parties(said["payer"], other["who"] if other else None)
    if (said := gets.match(before)) and _is_named(said["payee"]):
        other = by.match(after)
        return Parties(other["who"] if other else None, said["payee"])
    return NOBODY


def _finnish(before: str) -> Parties:
    for pattern in (_GIVES, _IS_GIVEN, _GETS):
        m = pattern.match(before)
        if m is None:
            continue
        said = m.groupdict()
        payer, payee = _base(said.get("payer")), _base(said.get("payee"))
        subject = said.get("payee" if pattern is _GETS else "payer")
        if subject is None or _in_nominative(subject):
            return Parties(payer, payee) if pattern is _IS_GIVEN or (payee if pattern is _GETS else payer) else NOBODY
    return NOBODY


def _base(said: str | None) -> str | None:
    """The base form of a name that is one: of a known body, of a kind of body or of a company."""
    if said is None:
        return None
    name = base_form(said)
    return name if _is_body(name) else None


def _is_body(name: str) -> bool:
    last = name.rpartition(" ")[2].lower()
    return known_body(name) is not None or _COMPANY_END.search(name) is not None or head_of(last) is not None


def _is_named(name: str) -> bool:
    """Does it name somebody: two words, or one that is a body's?"""
    return " " in name or known_body(name) is not None or name[1:] != name[1:].lower() or name.endswith(("en", "et"))


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
