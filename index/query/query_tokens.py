"""The tokens of a query: words, phrases, operators, brackets, and fields with their values.

Punctuation in a question is no syntax, nor is a colon inside a word ("STM:ssä"), before a space ("Lahti: uusi silta"),
in a time or in an address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.model.errors import QueryError
from index.query.fields import FIELDS, FIELDS_IN_WORDS, NAMES, check, is_a_word, near_miss
from index.ranking.analysis import WORD, keys

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<open>\()|(?P<close>\))
    |(?P<operator>(?:AND|OR|NOT)(?=[\s("']|$))
    |(?<![^\s(])(?P<sign>[-+])(?=[^\W\d_]|["'(])
    |(?P<field>[^\W\d_]+):(?=[^:/]|$)
    |"(?P<phrase>[^"]*)"(?:~(?P<slop>\d+))?
    |(?<!\w)'(?P<exact>[^'\s](?:[^']*[^'\s])?)'(?!\w)
    |(?P<quote>")
    |(?P<word>[^\s()"]+)""",
    re.VERBOSE,
)


_CHUNK = re.compile(r"[^\s()\"]+")
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'|[^\s()\"]+")

_PROSE = re.compile(r"(?:\S+\s+){5}\S|.*[.?!…][\s:;()-]*$", re.DOTALL)
_OPERATOR = re.compile(r"\b(?:AND|OR|NOT)\b")
_SIGNED = re.compile(r"(?<![^\s(])[-+](?=[^\W\d_]|[\"'(])")
_SENTENCE = re.compile(r"[.,?!…;]")
_SHARES = re.compile(r"(?:[,/]|\b(?:ja|tai|sekä|eli))\s+$", re.IGNORECASE)
_NAMED = re.compile(r"(?<!\w)([^\W\d_]{2,}):([^\s/)]+)")
_QUOTES = str.maketrans("“”„«»’‘", '"""""\'\'')
_DASH = re.compile(r"(?<![^\s(])[–−](?=[^\W\d_]|[\"'(])")
"""What a word processor makes of the - in "kirjasto -avustus"."""
_NEAR = re.compile(r"NEAR(?:/\d+)?")


@dataclass(frozen=True)
class Token:
    """One token: its kind, its text without its signs, and where it stands; a field's text is `name:value`."""

    kind: str
    text: str
    at: int
    slop: int = 0


def tokens(query: str) -> list[Token]:
    """The tokens of a query in order.  Raises QueryError, which knows the spot, for one that cannot be meant.

    >>> [(token.kind, token.text) for token in tokens('STM:n laji:tiedote "uusi silta"')]
    [('word', 'STM:n'), ('field', 'kind:tiedote'), ('phrase', 'uusi silta')]
    """
    out: list[Token] = []
    at, typed = 0, _DASH.sub("-", query.translate(_QUOTES))
    prose = is_prose(typed)
    while match := _TOKEN.match(typed, at):
        kind, here = str(match.lastgroup), at
        at = match.end()
        if match["field"] is not None:
            token, at = _field(typed, match["field"], here, prose, query)
            out.append(token)
        elif match["phrase"] is not None:
            out.append(Token("phrase", match["phrase"], here + 1, int(match["slop"] or 0)))
            if typed[at : at + 1] == "~" and not prose:
                raise QueryError(
                    "~ after a phrase has no number",
                    position=at,
                    subject=query,
                    advice='Write how many other words may stand among these: "..."~5.',
                )
        elif match["exact"] is not None:
            out.append(Token("exact", match["exact"], here + 1))
        elif kind == "quote":
            begins = here == 0 or typed[here - 1] in " ("
            if begins and not prose and typed[here + 1 : here + 2].strip():
                raise _unclosed(here, query)
        elif kind in ("open", "close", "sign") and prose:
            continue
        elif kind == "sign":
            out += _sign(match[0], out, typed, here)
        elif kind != "space":
            if kind == "word" and not prose:
                _check_word(match[0], here, query)
                _check_between(match[0], out, typed[at:], query)
            out.append(Token(kind, match[0], here))
    return out


NAME_TAILS = frozenset(
    [
        *("asema", "hanke", "kampanja", "keskus", "kilpailu", "kokonaisuus", "laki", "lehti", "malli", "ohjelma"),
        *("palvelu", "projekti", "sarja", "seminaari", "sovellus", "strategia", "tapahtuma", "työryhmä", "verkosto"),
    ]
)
"""What a name of several words is: such a word stands after it with a space and a hyphen."""


def _sign(sign: str, before: list[Token], typed: str, here: int) -> list[Token]:
    """What a sign before a word says: -avustus, +rahoitus; nothing in "Vihreä kunta -hanke", "runoja tai -loruja"."""
    if sign == "-" and (_SHARES.search(typed[:here]) or _ends_a_name(before, typed, here + 1)):
        return []
    return [Token("operator", "NOT" if sign == "-" else "+", here)]


def _ends_a_name(before: list[Token], typed: str, at: int) -> bool:
    """Whether a hyphen belongs to the name before it: "Tulevaisuuden sote-keskus -ohjelma" leaves nothing out.

    Such a name has two words at least, or a capital or a hyphen in its last one.
    """
    word = WORD.match(typed, at)
    name = [token.text for token in before[-2:] if token.kind == "word"]
    if word is None or not name or not NAME_TAILS & set(keys(word[0]).bases):
        return False
    return len(name) > 1 or "-" in name[-1] or name[-1] != name[-1].lower()


def _field(typed: str, said: str, here: int, prose: bool, query: str) -> tuple[Token, int]:
    """A field with its value, or the word that only looks like one, and where it ends."""
    name, at = NAMES.get(said.lower()), here + len(said) + 1
    value = _value(name, typed, at)
    chunk = _CHUNK.match(typed, here)
    as_word = Token("word", chunk[0] if chunk else said, here), chunk.end() if chunk else at
    if name is None:
        if value is None or prose or is_a_word(said, value[0]):
            return as_word
        meant = near_miss(said)
        raise QueryError(
            f"there is no field {said}:",
            position=here,
            subject=query,
            advice=(f"Did you mean {meant}:?" if meant else f"There are: {FIELDS_IN_WORDS}.")
            + " For the words themselves, put them in quotes.",
        )
    if value is None or not value[0].strip("\"'"):
        if prose and typed[at : at + 1] != '"':
            return as_word
        if typed[at : at + 1] == '"' and value is None:
            raise _unclosed(at, query)
        after = _CHUNK.match(typed, at + 1)
        advice = f"Write the value right after the colon: {said}:{after[0] if after else FIELDS[name].example}."
        if typed[at : at + 1] == "(":
            advice = f"A field takes one value; write ({said}:one OR {said}:other)."
        raise QueryError(f"there is nothing after {said}:", position=at, subject=query, advice=advice)
    quoted = value[0][0] in "\"'"
    plain = value[0].strip(value[0][0]) if quoted and name != "title" else value[0]  # a title's quotes mean a phrase
    check(name, plain, at, query)
    return Token("field", f"{name}:{plain}", here), value.end()


def _value(name: str | None, typed: str, at: int) -> re.Match[str] | None:
    """A field's value; amounts, times and kinds may hold a space without quotes."""
    spaced = FIELDS[name].spaced if name else None
    return (spaced().match(typed, at) if spaced else None) or _VALUE.match(typed, at)


def _check_between(word: str, before: list[Token], after: str, query: str) -> None:
    """Raises QueryError for what other search services take between two words: "kunta NEAR/3 silta", "vuosi : 2021"."""
    if not before or not after.strip():
        return
    last, at = before[-1], len(query) - len(after) - len(word)
    if _NEAR.fullmatch(word):
        advice = 'Write the words in quotes, and how many others may stand among them: "kunta silta"~5.'
        raise QueryError(f"{word} means nothing here", position=at, subject=query, advice=advice)
    if word == ":" and last.kind == "word" and last.text.lower() in NAMES:
        advice = f"Write the value right after the colon: {last.text}:{after.split()[0]}."
        raise QueryError(
            f"there is a space before the colon of {last.text}:", position=at, subject=query, advice=advice
        )


def _check_word(word: str, at: int, query: str) -> None:
    """Raises QueryError for a sign that cannot be meant: of * and ~, and those that other search services take."""
    if glued := re.search(r"(?<=\w)(?:&&|\|\|?)(?=\w)", word):
        meant = "AND" if glued[0] == "&&" else "OR"
        raise QueryError(
            f"{glued[0]} means nothing here",
            position=at + glued.start(),
            subject=query,
            advice=f"Write {word[: glued.start()]} {meant} {word[glued.end() :]}.",
        )
    if boosted := re.fullmatch(r"(.*\w)\^\d+(?:[.,]\d+)?", word):
        raise QueryError(
            "^ means nothing here",
            position=at + len(boosted[1]),
            subject=query,
            advice=f"Write {boosted[1]}, or +{boosted[1]} for a word that every hit has to have.",
        )
    if (joined := re.fullmatch(r"&&|\|\||&|\|", word)) or re.match(r"![^\W_]", word):
        meant = ({"&": "AND", "|": "OR"}[word[0]]) if joined else f"NOT {word[1:]}"
        raise QueryError(
            f"{word if joined else '!'} means nothing here", position=at, subject=query, advice=f"Write {meant}."
        )
    star = word.find("*")
    if 0 <= star < len(word) - 1 and any(map(str.isalnum, word[star:])):
        raise QueryError(
            "* stands only at the end of a word",
            position=at + star,
            subject=query,
            advice="A word is found inside compounds without it.",
        )
    if star == 1 and word[0].isalpha():
        raise QueryError("there is only one letter before *", position=at, subject=query, advice="Write two or more.")
    if (match := re.match(r"!([^\W\d_]+):(?=\S)", word)) and match[1].lower() in NAMES:
        raise QueryError(
            f"{word[0]} before a field means nothing",
            position=at,
            subject=query,
            advice=f"Write NOT {word[1:]}.",
        )
    if (match := re.fullmatch(r"(.*\w)~(\d+(?:[.,]\d+)?)", word)) and match[2] not in ("1", "2"):
        raise QueryError(
            "~ allows one or two letters to differ",
            position=at + len(match[1]),
            subject=query,
            advice=f"Write {match[1]}~, {match[1]}~1 or {match[1]}~2.",
        )


def _unclosed(at: int, query: str) -> QueryError:
    return QueryError("a quote is opened here and not closed", position=at, subject=query, advice='Close it with ".')


def is_prose(query: str) -> bool:
    """Whether a query is a question in plain words, whose brackets and stray quotes are no syntax.

    >>> is_prose("Mistä löydän (esim. verkosta) lain?"), is_prose("(pelastus OR ensihoito) NOT hanke")
    (True, False)
    """
    named = (
        match[1].lower() in NAMES or (near_miss(match[1]) and not is_a_word(*match.groups()))
        for match in _NAMED.finditer(query)
    )
    asked = _OPERATOR.search(query) or (_SIGNED.search(query) and not _SENTENCE.search(query))
    return bool(_PROSE.match(query)) and not asked and not any(named)
