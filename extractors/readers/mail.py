"""E-mail (.eml, .mbox, .msg): headers are claims, the better body is read, attachments are documents of their own."""

from __future__ import annotations

import email
import re
from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage
from email.policy import Policy
from email.utils import parseaddr, parsedate_to_datetime
from itertools import count

from extractors.model.document import Issue, Link, RawDocument
from extractors.model.draft import Block, Claim, Draft
from extractors.model.errors import EmptyDocument, HostileDocument, ReadError, TooLarge, UnsupportedFormat
from extractors.readers.claims.dateline import HELSINKI
from extractors.readers.claims.issuers import issuers_lexicon
from extractors.readers.claims.release import release_signs, type_of
from extractors.readers.layout.plain_lines import lay
from extractors.readers.sandbox.bounds import current
from extractors.text.cleaning import one_line, plain
from extractors.text.decoding import decoded

DEEPEST = 30
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PEOPLE = {"from": "Lähettäjä", "to": "Vastaanottaja", "cc": "Kopio"}
MOST_NAMES = 2_000  # characters of a header of recipients: a list of hundreds is no text
ENVELOPE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]*\r?\n(?=[A-Za-z][\w-]*:|>?From )")
"""The line before each message of a mailbox, which stands after an empty one and before headers."""

QUOTED = re.compile(rb"(?m)^>(>*From )")
"""A line of a message that would be taken for the next one's beginning."""

RELEASE_SIGNS = 2
"""So many signs of a press release make a message one: "Tiedote 12.3.2024" and a dateline, not a word alone."""


def read_mail(raw: RawDocument) -> Draft:
    """The draft of a message; raises EmptyDocument where it has no text, HostileDocument where it nests too deep."""
    message = _parsed(raw)
    draft = _body(message, raw)
    draft.media_type = "message/rfc822"
    subject = one_line(_header(message, "subject"))
    if subject:
        draft.claims.append(Claim("title", subject, "mail header"))
        if type_of(subject.partition(":")[0]) in issuers_lexicon()["releases"]:
            draft.claims.append(Claim("kind", "press release", "address"))
        if not any(b.kind == "title" for b in draft.blocks):
            draft.blocks.insert(0, Block("title", subject, level=1))
    name, address = parseaddr(_header(message, "from"))
    if name or address:
        draft.claims.append(Claim("publisher", one_line(name or address), "mail header"))
    if when := _date(message):
        draft.claims.append(Claim("published", when, "mail header"))
    claims, signs = release_signs([b.text for b in draft.blocks[1:8]])
    if signs >= RELEASE_SIGNS:
        draft.claims += claims
    draft.blocks[1:1] = _people_of(message) if draft.blocks else []
    draft.claims = [c for c in draft.claims if not (c.field == "kind" and c.value == "web page")]
    for part in _attachments(message):
        draft.links.append(Link(url=f"{raw.source}!{part}", text=part, kind="attachment"))
    if not draft.blocks:
        raise EmptyDocument(
            "the message has no text", subject=raw.source, advice="Its attachments may be what matters."
        )
    return draft


def _people_of(message: EmailMessage) -> list[Block]:
    """Who wrote to whom, as lines of the text: "Vastaanottaja: Aino Kuusela <aino@hallala.example>"."""
    told = ((label, one_line(_header(message, name))) for name, label in PEOPLE.items())
    return [Block("paragraph", f"{label}: {words[:MOST_NAMES]}") for label, words in told if words]


def read_mbox(raw: RawDocument) -> Draft:
    """The draft of the one message in a mailbox; raises UnsupportedFormat where there are several."""
    messages = list(messages_of(raw))
    if len(messages) > 1:
        raise UnsupportedFormat(
            "it is a mailbox of several messages",
            subject=raw.source,
            advice="Bring it in with `louhi ingest`, which reads each of them.",
        )
    return read_mail(messages[0])


def messages_of(raw: RawDocument) -> Iterator[RawDocument]:
    """The messages of a mailbox, each a document of its own: `saapuneet.mbox!2.eml`."""
    envelopes = list(ENVELOPE.finditer(raw.content))
    starts, ends = [m.end() for m in envelopes], [*(m.start() for m in envelopes[1:]), len(raw.content)]
    if len(starts) > current().members:
        raise TooLarge(f"it holds more than {current().members} messages", subject=raw.source, advice="Split it.")
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        content = QUOTED.sub(rb"\1", raw.content[start:end])
        yield RawDocument(
            content=content, source=f"{raw.source}!{number}.eml", media_type="message/rfc822", fetched=raw.fetched
        )


def attachments_of(raw: RawDocument) -> Iterator[RawDocument]:
    """The files attached to a message, each a document of its own: `message.eml!paatos.pdf`."""
    seen: dict[str, int] = {}
    for part in _walk(_parsed(raw), raw.source):
        name = _filename(part)
        if not name or _is_picture_of_the_body(part):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            seen[name] = seen.get(name, 0) + 1
            own = name if seen[name] == 1 else f"{seen[name]}-{name}"
            yield RawDocument(
                content=content, source=f"{raw.source}!{own}", media_type=part.get_content_type(), fetched=raw.fetched
            )


def _is_picture_of_the_body(part: EmailMessage) -> bool:
    """A logo or a signature that the message's page shows, and no file that was sent."""
    return part.get_content_maintype() == "image" and (
        bool(part.get("content-id")) or part.get_content_disposition() == "inline"
    )


def _parsed(raw: RawDocument) -> EmailMessage:
    if raw.content.startswith(OLE):
        from extractors.readers.outlook_message import message_of

        return message_of(raw)
    try:
        message = email.message_from_bytes(raw.content, _class=_part_by_part(raw.source), policy=policy.default)
    except RecursionError as error:
        raise HostileDocument(
            "its parts are nested without end", subject=raw.source, advice="Do not open it."
        ) from error
    return message


def _part_by_part(source: str) -> Callable[..., EmailMessage]:
    """What makes the parts of a message while it is parsed, and refuses one with too many before the rest is parsed:
    two megabytes of `--x` are two hundred thousand parts.
    """
    made = count()  # one more than its parts: the parser makes one before it begins

    def part(policy: Policy[EmailMessage]) -> EmailMessage:
        if next(made) > current().members:
            raise _too_many_parts(source)
        return EmailMessage(policy)

    return part


def _too_many_parts(source: str) -> TooLarge:
    return TooLarge(f"it has more than {current().members} parts", subject=source, advice="Save the part that matters.")


def _walk(message: EmailMessage, source: str) -> Iterator[EmailMessage]:
    """Every part that is not a container, the nesting and the number bounded."""
    stack = [(message, 0)]
    seen = 0
    while stack:
        part, depth = stack.pop()
        seen += 1
        if depth > DEEPEST:
            raise HostileDocument(
                f"its parts are nested more than {DEEPEST} deep", subject=source, advice="Do not open it."
            )
        if seen > current().members:
            raise _too_many_parts(source)
        if part.is_multipart():
            payload = part.get_payload()
            stack += [
                (p, depth + 1)
                for p in reversed(payload if isinstance(payload, list) else [])
                if isinstance(p, EmailMessage)
            ]
        else:
            yield part


def _body(message: EmailMessage, raw: RawDocument) -> Draft:
    """The HTML part where it says no less than the plain one: it has headings, lists and unbroken lines."""
    pages: list[tuple[str, str]] = []
    for part in _walk(message, raw.source):
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and not _filename(part):
            words = _words(part)
            if words.strip():
                pages.append((kind, words))
    written = "\n\n".join(words for kind, words in pages if kind == "text/plain")
    for kind, words in pages:
        if kind == "text/html":
            try:
                draft = _html(words, raw.source)
            except ReadError as error:
                issue = Issue(reason=f"the message's page could not be read: {error.reason}")
                return _plain_draft(written, [issue])
            if sum(len(b.text) for b in draft.blocks) * 2 >= len(written):
                return draft
    return _plain_draft(written, [])


def _html(words: str, source: str) -> Draft:
    from extractors.readers.web.html import draft_of, parse

    return draft_of(parse(words, source), source)


def _plain_draft(written: str, issues: list[Issue]) -> Draft:
    text = plain(written)
    return Draft(
        "text/plain",
        [Block(p.kind, text[p.start : p.end], level=1 if p.kind == "list item" else None) for p in lay(text)],
        issues=issues,
    )


def _words(part: EmailMessage) -> str:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return ""
    return decoded(content, part.get_content_charset()).text if isinstance(content, bytes) else ""


def _filename(part: EmailMessage) -> str | None:
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError):
        name = None
    if name:
        return one_line(name)
    return "liite" if part.get_content_disposition() == "attachment" else None


def _attachments(message: EmailMessage) -> list[str]:
    return [name for part in _walk(message, "") if (name := _filename(part))]


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except (ValueError, LookupError, IndexError, TypeError, AttributeError):
        return ""


def _date(message: EmailMessage) -> str | None:
    try:
        when = parsedate_to_datetime(_header(message, "date"))
        when = when if when.tzinfo else when.replace(tzinfo=HELSINKI)
        return when.astimezone(HELSINKI).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
