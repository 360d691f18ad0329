"""The one exception tree.  Everything Louhi raises on purpose is a LouhiError.

    LouhiError
    ├── ReadError               a document could not be read
    │   ├── EmptyDocument       no bytes, or nothing in them
    │   ├── UnsupportedFormat   a format no reader knows
    │   ├── EncryptedDocument   a password is needed
    │   ├── DamagedDocument     truncated, malformed, not what it says it is inside
    │   ├── TooLarge            over the bound on bytes, pages or unpacked size
    │   ├── HostileDocument     bombs, endless recursion, external entities
    │   ├── ReadTimeout         took longer than the run allows
    │   └── NeedsOCR            a scan, and no Tesseract to read it with
    ├── FetchError              an address did not give a document
    ├── SourceError             a source that cannot be understood or reached
    ├── StoreError              the store cannot be opened, written or trusted
    │   ├── HomeBusy            another run holds the home's writer lock
    │   ├── StoreAway           the database or the object store does not answer now: it may pass
    │   ├── UnfitRequest        what is asked for is not held, or cannot be done with it
    │   └── UnkeepableText      text that no database keeps: NUL, or half of a surrogate pair
    ├── EngineError             a full-text engine is missing, damaged or of another version
    │   └── EngineAway          one that serves does not answer now: it may pass
    ├── QueryError              a query that cannot be parsed; knows the spot
    └── SetupError              a part of the machine is missing (Voikko, the Finnish model)

A message says what happened, to which document, and what to try.
"""

from __future__ import annotations


class LouhiError(Exception):
    """Something went wrong that a person can understand.

    `reason` is a sentence without its full stop; `subject` names the document, address or file;
    `advice` says what to try.

    >>> str(LouhiError("it is empty", subject="a.pdf", advice="Fetch it again."))
    'a.pdf: it is empty. Fetch it again.'
    """

    def __init__(self, reason: str, *, subject: str | None = None, advice: str | None = None) -> None:
        self.reason, self.subject, self.advice = reason.rstrip("."), subject, advice
        super().__init__(reason, subject, advice)

    def __str__(self) -> str:
        said = f"{self.subject}: {self.reason}." if self.subject else f"{self.reason}."
        return f"{said} {self.advice}" if self.advice else said

    def as_told(self) -> dict[str, str | None]:
        """This error as plain words, as it crosses from one process to another; `from_told` makes it again.

        >>> from_told(TooLarge("it has 900 pages", subject="a.pdf").as_told())
        TooLarge('it has 900 pages', 'a.pdf', None)
        """
        known = next(one.__name__ for one in type(self).__mro__ if one.__module__ == __name__)
        return {"kind": known, "reason": self.reason, "subject": self.subject, "advice": self.advice}

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.reason, self.subject, self.advice, self.__dict__.copy())


def from_told(told: dict[str, str | None]) -> LouhiError:
    """The error that another process told of; a ReadError where it is of a kind that nobody knows."""
    kind = globals().get(told.get("kind") or "")
    cls = kind if isinstance(kind, type) and issubclass(kind, LouhiError) else ReadError
    return cls(told.get("reason") or "it cannot be read", subject=told.get("subject"), advice=told.get("advice"))


def _rebuild(
    cls: type[LouhiError], reason: str, subject: str | None, advice: str | None, state: dict[str, object]
) -> LouhiError:
    """For copies: keyword-only arguments need help to be made again."""
    error = cls.__new__(cls)
    LouhiError.__init__(error, reason, subject=subject, advice=advice)
    error.__dict__.update(state)
    return error


class ReadError(LouhiError):
    """A document could not be read."""


class EmptyDocument(ReadError):
    """No bytes, or nothing in them."""


class UnsupportedFormat(ReadError):
    """A format no reader knows."""


class EncryptedDocument(ReadError):
    """A password is needed."""


class DamagedDocument(ReadError):
    """Truncated, malformed, or not what it says it is inside."""


class TooLarge(ReadError):
    """Over the bound on bytes, pages or unpacked size."""


class HostileDocument(ReadError):
    """Bombs, endless recursion, external entities."""


class ReadTimeout(ReadError):
    """Reading took longer than the run allows."""


class NeedsOCR(ReadError):
    """A scan without usable text, and no Tesseract to read it with."""


class FetchError(LouhiError):
    """An address did not give a document."""


class SourceError(LouhiError):
    """A source that cannot be understood or reached."""


class StoreError(LouhiError):
    """The store cannot be opened, written or trusted."""


class HomeBusy(StoreError):
    """Another run holds the home's writer lock."""


class StoreAway(StoreError):
    """The database or the object store does not answer now: what was stored is safe, and it may answer again."""


class UnfitRequest(StoreError):
    """What is asked for is not held, or cannot be done with it: the store is well, the request is to be changed."""


class UnkeepableText(StoreError):
    """Text that no database keeps: with NUL, or with half of a surrogate pair."""

    def __init__(
        self,
        reason: str = "its text holds a character that cannot be kept (NUL, or half of a surrogate pair)",
        *,
        subject: str | None = None,
        advice: str | None = "Take that character out and try again.",
    ) -> None:
        super().__init__(reason, subject=subject, advice=advice)


class EngineError(LouhiError):
    """A full-text engine is missing, damaged or of another version."""


class EngineAway(EngineError):
    """An engine that serves does not answer now: what it holds is left as it is, and it may answer again."""


class QueryError(LouhiError):
    """A query that cannot be parsed; `position` is the offset of the spot in the query."""

    def __init__(
        self, reason: str, *, position: int = 0, subject: str | None = None, advice: str | None = None
    ) -> None:
        super().__init__(reason, subject=subject, advice=advice)
        self.position = position


class SetupError(LouhiError):
    """A part of the machine is missing."""
