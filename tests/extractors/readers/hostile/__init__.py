"""Hostile documents of our own making: each is small to write down, and asks too much of a reader in its own way."""

from __future__ import annotations

from tests.extractors.readers.hostile.mails import MAILS
from tests.extractors.readers.hostile.markup import FEEDS, PAGES
from tests.extractors.readers.hostile.office import DECKS, SHEETS, TEXT_FILES
from tests.extractors.readers.hostile.packed import ARCHIVES
from tests.extractors.readers.hostile.papers import PAPERS, PICTURES
from tests.extractors.readers.hostile.pieces import Maker
from tests.extractors.readers.hostile.texts import TEXTS

KINDS = (TEXTS, PAGES, FEEDS, TEXT_FILES, SHEETS, DECKS, ARCHIVES, MAILS, PAPERS, PICTURES)
HOSTILE: dict[str, Maker] = {name: make for kind in KINDS for name, make in kind.items()}
assert len(HOSTILE) == sum(map(len, KINDS))
