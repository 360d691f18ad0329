"""English names of bodies: what ends in a head noun or opens with one, and missions abroad."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.lexicon.wordlists import wordlist

LONGEST = 8
"""Words before a head noun, or after it: an English name of more is none, and a page of capitals costs no more."""

NAME_WORD = (
    r"[A-ZÅÄÖ][\w&-]*(?:[’'](?!s )\w+|(?<=s)[’'](?= [A-Z])|(?<=man)[’']s(?= Office)|(?<=General)[’']s(?= Office)"
    r"|(?<=Minister)[’']s(?= Office))?"
)
""" "Finland", "People’s", "Farmers'", "Ombudsman's (Office)": a word of a name."""

_POINTING = ("The", "This", "Our", "A", "An", "Each")
"""What stands before a head that names nothing by itself."""


_DAY = rf"(?:{'|'.join(wordlist('dates')['weekdays']['en'])}|{'|'.join(wordlist('months')['en']['names'])})\b"
"""What "on" tells the time by, and no name: "the Finance Committee on Monday"."""


@lru_cache(maxsize=1)
def _english_pattern() -> re.Pattern[str]:
    heads = "|".join(head for head, _ in wordlist("foreign")["en"]["heads"])
    # "the Department for Africa and the Middle East", "the Council for the Study of the Sea"; not "... the Ministry"
    no_head = rf"(?!(?:{heads}|City|Municipality)\b)"
    before = rf"(?:{NAME_WORD} (?:(?:of|and|for|&) (?={NAME_WORD}))?){{0,{LONGEST}}}"
    after = (
        rf"(?: (?:of|for|on(?! {_DAY}))(?: the)? {NAME_WORD}(?:(?: and)? {NAME_WORD}){{0,{LONGEST}}}"
        rf"(?: and the {no_head}{NAME_WORD}(?: {no_head}{NAME_WORD})?(?! (?:of )?[A-Z]))?"
        rf"(?: (?:(?:of|for) {NAME_WORD}|of the {no_head}{NAME_WORD}(?! (?:of )?[A-Z])))?"
        rf"(?: with {NAME_WORD}(?: {NAME_WORD}){{0,2}})?)?"
    )
    return re.compile(
        rf"(?<![\w-])(?:(?:City|Municipality) of {NAME_WORD}|{before}(?:{heads})(?: District)?{after})(?![\w-])"
    )


_MISSION = re.compile(
    rf"(?<![\w-])(?:(?:Permanent )?(?:Embassy|Mission|Representation|Delegation|Consulate(?: General)?) of"
    rf" {NAME_WORD}|(?!The ){NAME_WORD} (?:Embassy|Permanent (?:Representation|Mission)))"
    rf"(?: (?:in|to)(?: the)? {NAME_WORD}(?: {NAME_WORD})*)?(?![\w-])"
)
""" "Permanent Mission of Finland to the United Nations", "Embassy of Finland in Cairo": a mission and where it is."""

_TRANSPORT_CENTRE = re.compile(
    rf"(?<![\w-])Centre for Economic Development, Transport and the Environment"
    rf"(?: (?:for|of) (?:{NAME_WORD} ){{0,2}}{NAME_WORD})?(?![\w-])"
)
"""A regional authority whose English name has a comma."""


def english_names(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Every name in an English text, with the kind of body it tells."""
    kinds: dict[str, str] = dict(wordlist("foreign")["en"]["heads"])
    for m in _TRANSPORT_CENTRE.finditer(text):
        yield m, "regional agency"
    for m in _MISSION.finditer(text):
        yield m, "agency"
    for m in _WITHOUT_ARTICLE.finditer(text):
        yield m, "parliament" if m[0] == "Parliament" else "agency"
    for m in _english_pattern().finditer(text):
        # "Ministry of Finance", "City of Espoo", "Finnish Transport Agency".
        words = m[0].split()
        head = next((w for w in words if w in kinds), None)
        office = _ANY_OFFICE_OF.match(m[0])
        named = m[0][office.end() :].split() if office else words[1:] if words[0] in _POINTING else words
        if head and len(named) > 1:  # "The Ministry" names none
            yield m, kinds[head]


_WITHOUT_ARTICLE = re.compile(
    r"(?<![\w’'-])(?<!the )(?<!The )(?<!uropean )(?<!innish )(?<!this )(?:Parliament|Customs)(?![\w-])"
    r"(?! (?:[A-Z]|duties|duty|officers?|of|house|building|union|clearance|declarations?|checks?))"
)
""" "presented to Parliament", "Customs seized": names by themselves where no article stands before them."""

_OFFICES = "Officer|Director|Manager|Chair|Chairman|Chairperson|President|Secretary|Head|CEO"
_ANY_OFFICE_OF = re.compile(
    rf"(?:{NAME_WORD} ){{0,4}}(?:{_OFFICES}|Chief|General|Dean|Vice-Chair) (?:of|for)(?: the)? "
)
""" "Head of Department": a post, and no body."""

OFFICE_OF = re.compile(rf"(?:{NAME_WORD} ){{0,4}}(?:{_OFFICES}) (?:of|at|for)(?: the)? (?={NAME_WORD} )")
""" "Managing Director of Birchwood Ferries Ltd": what somebody is, before the body."""
