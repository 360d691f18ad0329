"""Posts that open a Swedish or English sentence, before the name whose they are.

As Dean of the Faculty of Law, Anna Malli supervised the reform.
After ten years as legal counsel at the Bank of Finland, Outi Malli joined the Ministry.
Som rektor för Solbackens skola ansvarar Lars Malli för ekonomin.
Efter femton år som överläkare på Jakobstads sjukhus blir Kaj Malli chef.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.roles.beside import RoleClaim
from extractors.roles.context import Scene
from extractors.roles.sv_en.sentences_sv_en import NEW, body_after, title_at

_OPENS = re.compile(
    rf"(?:^|(?<=[.!?:\n”\"] )|(?<=\n))(?:"
    r"(?:As|In (?:his|her|the) (?:role|capacity|work) as|After (?:[\w-]+ ){1,4}as|Following (?:[\w-]+ ){1,4}as)"
    r"|(?:Som|I egenskap av|I sin roll som|Efter (?:[\w-]+ ){1,4}som))"
    rf"[ ]{NEW}"
)
_TO_NAME = re.compile(r",[ ](?:(?:Dr|Mr|Ms|Mrs|Professor)\.?[ ])?|[ ](?:har |hade )?[a-zåäö]+(?:r|de|te|it|ev|og|s)[ ]")
""" "As Dean, (Anna Malli)", "Som rektor ansvarar (Lars Malli)"."""


def posts_opening(scene: Scene) -> Iterator[RoleClaim]:
    """The posts that such sentences give the name after them."""
    for m in _OPENS.finditer(scene.text) if scene.view.language in ("sv", "en") else ():
        phrase = title_at(scene, m.end(), scene.sentence(m.end())[1])
        if phrase is None:
            continue
        body, after = body_after(scene, phrase)
        to = _TO_NAME.match(scene.text, after)
        who = scene.person_from(to.end(), to.end() + 1) if to else None
        if who:
            yield RoleClaim(who.name, phrase.role, body, phrase.start, who.end, "verb", phrase.end)
