"""Templates to pages: one environment, and what every template may use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from extractors.text.showing import shown
from search_cli.web.languages import LANGUAGES, language_of, number_in, say_in
from search_cli.web.page_messages import message_in
from search_cli.web.phrasing import amount_in, time_in


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, everything escaped."""
    made = Environment(
        loader=PackageLoader("search_cli.web"),
        autoescape=True,
        finalize=fit,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["place"] = place
    made.filters["path"] = lambda value: quote(str(value), safe="")
    return made


def fit(value: Any) -> Any:
    """What a page may show of a value: no identity code whole, nothing that steers a terminal or turns text round.

    >>> fit("Hakija 131052-308T"), fit(3)
    ('Hakija 131052-****', 3)
    """
    if type(value) is not str:
        return value
    return _shown_before(value) if len(value) <= SHORT else shown(value)


SHORT, REMEMBERED = 200, 16_384
"""Characters of a value that is remembered as it is shown, and how many are: names and days come again and again."""


@lru_cache(maxsize=REMEMBERED)
def _shown_before(value: str) -> str:
    return shown(value)


def place(source: str) -> str:
    """Where a document is from, short: an address as it is, of a file its name.

    >>> place("/srv/paperit/esitys.pdf"), place("https://liitto.example/a/esitys.pdf")
    ('esitys.pdf', 'https://liitto.example/a/esitys.pdf')
    """
    return source if "://" in source else source.rstrip("/").rpartition("/")[2] or source


def wording(language: str) -> dict[str, Any]:
    """What every template says in a language: phrases, times, amounts and numbers."""
    return {
        "say": say_in(language),
        "day": lambda edtf: time_in(language, edtf),
        "amount": lambda row: amount_in(language, row),
        "number": lambda value: number_in(language, value),
        "reason": lambda sentence: message_in(language, sentence),
        "language": language,
    }


def draw(request: Request, template: str, code: int = 200, **values: Any) -> HTMLResponse:
    """A page: a template with its values, in the language of the one who asks."""
    language = language_of(request)
    words = (
        environment()
        .get_template(f"{template}.html")
        .render(
            **wording(language),
            languages=LANGUAGES,
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            token=getattr(request.state, "token", ""),
            **values,
        )
    )
    return HTMLResponse(words, code, headers={"vary": "cookie, accept-language"})


def address(path: str, parameters: Mapping[str, Any] | None = None) -> str:
    """A path of ours with its parameters, empty ones left out; lists repeat their name.

    >>> address("/haku", {"q": "lähitori & co", "laji": ["slides"], "sivu": None})
    '/haku?q=l%C3%A4hitori+%26+co&laji=slides'
    """
    kept = {name: value for name, value in (parameters or {}).items() if value not in (None, "", [], ())}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path
