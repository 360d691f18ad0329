"""The records: what a document says, each with the words that prove it.

`document.text[e.start:e.end] == e.quote` for every Evidence, always.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, PlainSerializer

from extractors.model.document import Document, Issue, Model
from extractors.model.value_kinds import AmountKind, AmountSense, DateEvent, Qualifier, RoleStatus


def plain_number(value: Decimal | None) -> str | None:
    """A decimal without exponent or needless zeros.

    >>> plain_number(Decimal("9.4E+6")), plain_number(Decimal("0.50"))
    ('9400000', '0.5')
    """
    if value is None:
        return None
    said = format(value, "f")
    return said.rstrip("0").rstrip(".") if "." in said else said


PlainDecimal = Annotated[Decimal, PlainSerializer(plain_number, return_type=str, when_used="json")]


class Evidence(Model):
    """Where a fact stands: `document.text[start:end] == quote`; `page` counts from 1."""

    start: int
    end: int
    quote: str
    page: int | None = None


def evidence(document: Document, start: int, end: int) -> Evidence:
    """The Evidence for a span of a document."""
    return Evidence(start=start, end=end, quote=document.text[start:end], page=document.page_at(start))


class Record(Model):
    """What every record has: one Evidence a mention, how sure Louhi is (0-1, calibrated), and why it was found.

    `rule` is the short stable name of what found it ("bodies.head-noun-known", "dates.full-date", "correction"), of the
    surest mention where several rules did; `reason` says what parts decided where the words alone do not: a merge of
    mentions, the year of a date, the body of a role.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    evidence: tuple[Evidence, ...] = Field(min_length=1)
    confidence: float = 1.0
    rule: str = ""
    reason: str | None = None


class Person(Record):
    """A person; `name` is the base form one would file it under."""

    id: str
    name: str


class Role(Record):
    """Who holds which role where, and when (EDTF).

    `status` is how it stands on the document's day: held; proposed (put forward, standing or applying for it); coming
    (decided or begun later); leaving; former.  `person_id` is the id of the Person, which tells two of one name apart.
    `group` is the group of a member who comes from `body`: "Johtoryhmä: Maija Malli (Kela)" is found from both.
    """

    person: str
    role: str
    body: str | None = None
    from_: str | None = Field(default=None, alias="from")
    until: str | None = None
    status: RoleStatus = "held"
    person_id: str | None = None
    group: str | None = None


class Body(Record):
    """An authority, organ, company or other body.

    `kind` is a word of `lexicon/kinds.toml` ("ministry", "municipality", ...) or "body"; `known` is the lexicon's id
    where the body is one of its entries.  `from_` and `until` (EDTF) are the term of a working group, steering group or
    other organ where the document states one.
    """

    id: str
    name: str
    kind: str = "body"
    aliases: tuple[str, ...] = ()
    known: str | None = None
    from_: str | None = Field(default=None, alias="from")
    until: str | None = None


class DateMention(Record):
    """A time the document speaks of, as EDTF (ISO 8601-2) no finer than the words.

    `sense` tells a deadline ("15.3. mennessä") from a plain date; `event` what happens then, where the sentence says:
    a word of DateEvent, of which "occasion" is what people come to that is no meeting (an information evening).
    """

    edtf: str
    sense: Literal["date", "deadline"] = "date"
    event: DateEvent | None = None


class Amount(Record):
    """A quantity; `low` or `high` is None where that end is open.

    `unit`: ISO 4217 for money, "%" for percent, day/week/month/year/hour/minute for durations, the counted noun in
    base form for counts.  `per` is what it is for each of ("year", "person"); `purpose` what it is for;
    `payer` and `payee` (names in base form) who pays and who gets it, where the sentence or table says so outright;
    `when` (EDTF) the year that the heads of its table say it is of; `sense` whether it is a total or a change.
    """

    kind: AmountKind
    low: PlainDecimal | None = None
    high: PlainDecimal | None = None
    unit: str | None = None
    qualifier: Qualifier = "exact"
    per: str | None = None
    purpose: str | None = None
    payer: str | None = None
    payee: str | None = None
    when: str | None = None
    sense: AmountSense = "amount"


class Contact(Record):
    """A phone number (E.164), an e-mail address or an address of a page, and whose it is."""

    kind: Literal["phone", "email", "url"]
    value: str
    person: str | None = None


class Identifier(Record):
    """A number of a matter, bill, statute, project or company: `kind` says of what."""

    kind: str
    value: str


class Records(Model):
    """All that was found in one document, each kind in order of first mention."""

    people: tuple[Person, ...] = ()
    roles: tuple[Role, ...] = ()
    bodies: tuple[Body, ...] = ()
    dates: tuple[DateMention, ...] = ()
    amounts: tuple[Amount, ...] = ()
    contacts: tuple[Contact, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    issues: tuple[Issue, ...] = ()


RECORD_KINDS: dict[str, type[Record]] = {
    "people": Person,
    "roles": Role,
    "bodies": Body,
    "dates": DateMention,
    "amounts": Amount,
    "contacts": Contact,
    "identifiers": Identifier,
}


class Entry(Model):
    """A document with its records: what the store keeps and the index takes."""

    document: Document
    records: Records = Records()
