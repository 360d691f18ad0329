"""Short forms that only their document can read: defined (vate), ambiguous (SM), bare organs (Valtuusto, Kh);
and acronyms with a case ending (H&M:n)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.bodies.body_mention import BodyMention
from extractors.bodies.body_words import BodyWord
from extractors.bodies.head_nouns.modifiers import technical
from extractors.bodies.head_nouns.phrase_growing import phrase_at
from extractors.bodies.lexical import known_single
from extractors.bodies.owners import SHORT, Owner, can_own, owned_name, without_owner_noun
from extractors.lexicon.known_bodies import known_bodies, known_body
from extractors.lexicon.wordlists import wordlist
from extractors.model.document import Document
from extractors.text.abbreviations import Definition, definitions, stands_for
from extractors.text.base_forms import base_form, without_colon
from extractors.text.finnish_model import Entity
from extractors.text.head_nouns import head_of
from extractors.text.inflection import forms
from extractors.text.morphology import readings

REGIONAL_KIND = {
    "pelastuslaitos": "rescue service",
    "sairaanhoitopiiri": "hospital district",
    "hyvinvointialue": "wellbeing services county",
}
REGIONAL = frozenset(REGIONAL_KIND.values())

EUROPE = frozenset({"eu", "komissio", "europarlamentti", "eurooppa-neuvosto", "eu-tuomioistuin"})
"""Where one of these is named, a bare "komissio" is the European one."""

SPELLED_OUT = 0.8
"""How sure a weak mention is that one ministry of the same text is enough for: "STM" beside "ministeriö"."""

TWO = 2
"""Letters of the shortest acronym with a colon ("EU:n"); without one right after a name it has more."""

LONGEST_ENDING = 5
"""Letters of a case ending with its possessive: "STM:ssään"."""

UNREAD = 3
"""Letters up to which a word in capitals is an acronym though Voikko reads it: "TEM", "KHO"."""


def resolve_weak(mentions: Sequence[BodyMention]) -> list[BodyMention]:
    """Ambiguous short forms stay where the document names their body in full; the others go."""
    bodies = known_bodies()
    sure = {m.known for m in mentions if m.known and m.layer != "weak"}
    ministries = sum(bodies[known].kind == "ministry" for known in sure)
    parties = {m.known for m in mentions if m.kind == "party"}
    out = []
    for m in mentions:
        if m.layer == "party":
            # "SDP ja keskusta": one word that may be a party is none, two are.
            if len(parties) > 1:
                out.append(m._replace(layer="lexicon"))
        elif m.known == "komissio" and m.layer == "weak":
            # "EU:n mukaan ... komissio esittää".
            if sure & EUROPE:
                out.append(m._replace(layer="short", name=bodies[m.known].name, sure=0.85))
        elif m.layer not in ("weak", "lexicon") or (m.layer == "lexicon" and m.known is not None):
            out.append(m)
        # "SM" beside "sisäministeriö"; "STM:n" beside any one ministry.
        elif m.known in sure or (m.kind == "ministry" and ministries > (0 if m.sure > SPELLED_OUT else 1)):
            out.append(m._replace(layer="short", name=bodies[m.known].name, sure=0.92) if m.known else m)
    return out


def without_defined_others(text: str, mentions: Sequence[BodyMention]) -> list[BodyMention]:
    """The mentions less the guessed ones whose words the document defines as something else than a body.

    "Taloudelliset toimintaedellytykset (TAHE)": TAHE is no body, whatever the model thinks.
    """
    guessed = ("model", "acronyms")
    ends = {m.end for m in mentions}
    others = {d.short for d in definitions(text) if d.end not in ends and not _ends_in_head(d.long)}
    if not others:
        return list(mentions)
    return [m for m in mentions if m.layer not in guessed or text[m.start : m.end].partition(":")[0] not in others]


def _ends_in_head(long: str) -> bool:
    return head_of(long.split()[-1].lower()) is not None


def with_apposed(words: list[BodyWord], mentions: Sequence[BodyMention]) -> list[BodyMention]:
    """Names with the short form that stands right after them: "Liikenne- ja viestintävirasto Traficom"."""
    follower = {words[i].end: words[i + 1] for i in range(len(words) - 1) if words[i + 1].gap == " "}
    bodies = known_bodies()
    out = []
    for m in mentions:
        after = follower.get(m.end)
        if after and not m.alias and m.layer in ("heads", "lexicon") and after.capital:
            short = without_colon(after.text)
            known = bodies[m.known] if m.known else None
            # "Liikenne- ja viestintävirasto Traficomin".
            own = known is not None and any(after.low.partition(":")[0] in _lower_forms(a) for a in known.abbr)
            # "Tulevaisuuden tutkimuksen keskus TTK", by its initials.
            if own or (len(short) > TWO and short.isupper() and " " in m.name and stands_for(short, m.name)):
                m = m._replace(end=after.end)
        out.append(m)
    return out


@lru_cache(maxsize=2_000)
def _lower_forms(name: str) -> frozenset[str]:
    return frozenset(form.lower() for form in forms(name))


def define_short(text: str, words: list[BodyWord], mentions: Sequence[BodyMention]) -> Iterator[BodyMention]:
    """Every place where a short form stands that the document has defined for one of its bodies."""
    defined: dict[str, BodyMention] = {}
    ends = {m.end: m for m in mentions if m.layer in ("heads", "lexicon", "companies", "model")}
    starts = {m.start: m for m in reversed(mentions) if m.layer != "weak"}
    word_at = {w.end: at for at, w in enumerate(words)}
    for d in definitions(text):
        long = ends.get(d.end) or starts.get(d.start)
        if long is None:
            long = _defined_phrase(text, words, word_at.get(d.end), d)
            if long is not None:
                yield long
        if long is not None and not long.alias:
            defined[d.short] = long
    defined |= _after_comma(words, mentions, defined)
    defined |= _in_bracket(text, mentions, defined)
    defined |= _by_being(words, mentions, defined)
    if not defined:
        return
    lookup: dict[str, BodyMention] = {}
    for short, long in defined.items():
        for form in forms(short):
            lookup[form.lower()] = long
    for word in words:
        low = word.low.partition(":")[0]
        found = lookup.get(low)
        end = word.end
        # "HVK-valmistelu", where HVK is defined.
        if found is None and "-" in low:
            part = low.partition("-")[0]
            found, end = (lookup.get(part), word.start + len(part)) if word.text[: len(part)].isupper() else (None, end)
        if found and (word.start >= found.end or word.end <= found.start):
            yield BodyMention(
                word.start, end, found.name, found.kind, "short", 0.93, found.known, alias=True, owned=found.owned
            )


def _defined_phrase(text: str, words: list[BodyWord], at: int | None, d: Definition) -> BodyMention | None:
    """The long form itself, where it ends in a head noun that alone would be too common a word to count."""
    form = head_of(words[at].low) if at is not None else None
    # "yhteistyökumppanit (YK)".
    if at is None or form is None or form.plural:
        return None
    first = phrase_at(words, at, form).first
    start = words[first].start if first < at else d.start
    return BodyMention(
        start, d.end, base_form(" ".join(text[start : d.end].split())), form.head.kind, "abbreviations", 0.9
    )


def _after_comma(
    words: list[BodyWord], mentions: Sequence[BodyMention], defined: dict[str, BodyMention]
) -> dict[str, BodyMention]:
    """ "Itä-Savon sairaanhoitopiirin kuntayhtymä, Sosteri": a coined name in a list item right after the full one."""
    found: dict[str, BodyMention] = {}
    at_start = {w.start: i for i, w in enumerate(words)}
    by_end = {m.end: m for m in mentions if m.layer == "heads" and not m.alias}
    for start, i in at_start.items():
        word = words[i]
        long = by_end.get(start - len(word.gap)) if word.gap == ", " else None
        if long is None or not word.capital or word.text in defined or known_body(word.text):
            continue
        ends_line = i + 1 == len(words) or "\n" in words[i + 1].gap
        # "Sosteri", but not "Kuntayhtymä, Kuopio".
        if ends_line and not readings(word.text):
            found[word.text] = long
    return found


_BRACKET = re.compile(r" ?\(([A-ZÅÄÖ][A-ZÅÄÖ0-9-]{2,9})\)")


def _in_bracket(text: str, mentions: Sequence[BodyMention], defined: dict[str, BodyMention]) -> dict[str, BodyMention]:
    """ "Vesistöjen neuvottelukunta (VNTEAS)": capitals in brackets right after a body of a head noun are its own."""
    found: dict[str, BodyMention] = {}
    for m in mentions:
        bracket = _BRACKET.match(text, m.end) if m.layer in ("heads", "foreign", "companies") and not m.alias else None
        short = bracket[1] if bracket else ""
        if short and short not in defined and not technical(short) and known_single(short.lower()) is None:
            found[short] = m
    return found


def _by_being(
    words: list[BodyWord], mentions: Sequence[BodyMention], defined: dict[str, BodyMention]
) -> dict[str, BodyMention]:
    """ "Hallote on Hallanmaan palvelujen kuntayhtymä.": a sentence that says what a coined name is."""
    found: dict[str, BodyMention] = {}
    by_start = {m.start: m for m in mentions if m.layer == "heads" and not m.alias and not m.known}
    for name, verb, after in zip(words, words[1:], words[2:], strict=False):
        told = by_start.get(after.start) if name.first and verb.low in ("on", "oli") else None
        if told is not None and name.capital and not readings(name.text) and name.text not in defined:
            found[name.text] = told
    return found


def name_owned(mentions: Sequence[BodyMention], words: list[BodyWord], owner: Owner | None) -> list[BodyMention]:
    """Bare organs get the issuer's name; the bare "valtuusto", "Kh" and "Kv" are its too."""
    out = []
    for m in mentions:
        name = without_owner_noun(m.name)
        # "Kaupunginhallitus" of Espoo's minutes.
        if owner and m.owned and not m.known and can_own(owner, m.name):
            name = owned_name(m.name, owner)
        out.append(m._replace(name=name) if name != m.name else m)
    if owner is None:
        return out
    taken = [(m.start, m.end) for m in out]
    for word in words:
        organ = _bare_organ(word, owner)
        if organ and not any(s < word.end and word.start < e for s, e in taken):
            out.append(BodyMention(word.start, word.end, organ, "council", "short", 0.8, alias=True))
    return sorted(out)


def _bare_organ(word: BodyWord, owner: Owner) -> str | None:
    low = word.low
    # "valtuustossa", but not "valtuustoaloite".
    if low.startswith("valtuusto") and base_form(low) == "valtuusto":
        return owned_name("valtuusto", owner)
    base = low.partition(":")[0]
    # "Kh", "Kv:n".
    if base in SHORT and word.text[:1].isupper() and owner.noun in ("kaupunki", "kunta"):
        stem = {"kaupunki": "kaupungin", "kunta": "kunnan"}[owner.noun]
        return f"{owner.genitive} {stem}{SHORT[base]}"
    return None


def generic_mentions(
    document: Document, words: list[BodyWord], mentions: Sequence[BodyMention]
) -> Iterator[BodyMention]:
    """ "SHP" and a bare "Pelastuslaitos" in brackets: the one of the region the document is about."""
    kinds = wordlist("modifiers")["generic_short"]
    region: list[str | None] = []  # looked for once, when first needed
    for word in words:
        form = head_of(word.low) if word.capital else None
        # "(SHP)", "(Pelastuslaitos)".
        organ = kinds.get(word.text) or (
            form and form.bare and form.head.whole and form.head.kind in REGIONAL and form.head.word
        )
        if not organ or not word.gap.endswith("(") or document.text[word.end : word.end + 1] not in ("", ")", ","):
            continue
        same = {m.known or m.name: m for m in mentions if m.name.lower().endswith(organ)}
        # The text names one "Etelä-Savon pelastuslaitos".
        if len(same) == 1:
            one = next(iter(same.values()))
            yield BodyMention(word.start, word.end, one.name, one.kind, "brackets", 0.8, one.known, alias=True)
            continue
        region = region or [_region(words)]
        if region[0]:
            name = f"{region[0]} {organ}"
            known = known_body(name)
            yield BodyMention(
                word.start,
                word.end,
                name,
                known.kind if known else REGIONAL_KIND.get(organ, "body"),
                "brackets",
                0.7,
                known.id if known else None,
                alias=True,
            )


def _region(words: list[BodyWord]) -> str | None:
    """The genitive of the region a text speaks of most, if one stands out."""
    # "Etelä-Savossa", "Pohjois-Karjalan": regions of two parts, which are no people's names.
    counts = Counter(name for w in words if w.capital and "-" in w.text and (name := _regions().get(w.low)))
    ranked = counts.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > 2 * ranked[1][1]) else None


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    found = {}
    for name, genitive, _, _ in wordlist("regions")["regions"]:
        stem = genitive[:-1]
        for form in (name, genitive, *(stem + end for end in ("ssa", "sta", "lla", "lta", "lle"))):
            found[form.lower()] = genitive
    return found


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    """Marks of units, which are no names: "8 MW:n voimaloilla"."""
    return frozenset(wordlist("units")["measures"]["marks"])


def acronym_mentions(words: list[BodyWord], entities: Sequence[Entity]) -> Iterator[BodyMention]:
    """Acronyms with a case ending that no list has ("H&M:n", "NHG:n"); the model's opinion decides how sure."""
    for word in words:
        base, colon, ending = word.text.partition(":")
        # "NHG:n", but not "klo 12:30", "A:B".
        if not colon or not ending.islower() or not ending.isalpha() or len(ending) > LONGEST_ENDING:
            continue
        letters = base.replace("&", "")
        named = len(letters) >= TWO and letters.isalpha() and sum(c.isupper() for c in letters) >= TWO
        # "PDF:n", "MW:n".
        if not named or technical(base) or base in _units():
            continue
        labels = {e.label for e in entities if e.start < word.end and word.start < e.end}
        # "KUNTA:n": a word in capitals.
        if "ORG" not in labels and len(letters) > UNREAD and readings(letters.lower()):
            continue
        yield BodyMention(
            word.start,
            word.end,
            base,
            "body",
            "acronyms",
            0.88 if "ORG" in labels else 0.65 if "PRODUCT" not in labels else 0.4,
        )
