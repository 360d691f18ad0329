"""The languages of the page: its words in Finnish, Swedish and English; dates and numbers as each writes them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from importlib import resources

from starlette.requests import Request

LANGUAGES = ("fi", "sv", "en")
COOKIE = "kieli"
Say = Callable[..., str]


def language_of(request: Request) -> str:
    """The language a person chose, else the first of the browser's that the page speaks, else Finnish."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    for part in request.headers.get("accept-language", "").split(","):
        if (code := part.strip()[:2].lower()) in LANGUAGES:
            return code
    return "fi"


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> dict[str, str]:
    """Finnish phrases of the page, and codes of the models -> words of this language, read from `locale/*.po`.

    >>> catalogue("en")["Haku"], catalogue("fi")["slides"]
    ('Search', 'kalvot')
    """
    from babel.messages.pofile import read_po

    with (resources.files("search_cli.web") / "locale" / f"{language}.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id and one.string}


def say_in(language: str) -> Say:
    """What puts a Finnish phrase of the page into a language; `{name}` is filled in.

    >>> say_in("en")("{n} asiakirjaa", n=3), say_in("fi")("{n} asiakirjaa", n=3)
    ('3 documents', '3 asiakirjaa')
    """
    words = catalogue(language)

    def say(phrase: str, **values: object) -> str:
        said = words.get(phrase, phrase)
        return said.format(**values) if values else said

    return say


def number_in(language: str, value: Decimal | int | str | None) -> str:
    """A number with the separators of a language.

    >>> number_in("fi", "9400000").replace("\\xa0", " "), number_in("en", 1234)
    ('9 400 000', '1,234')
    """
    return "" if value is None else _separated(language, str(value))


@lru_cache(maxsize=4096)
def _separated(language: str, value: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(Decimal(value), locale=language, decimal_quantization=False))
