"""PowerPoint decks, through python-pptx: titles, boxes in reading order, tables, charts, SmartArt and notes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extractors.model.document import Issue, Page, RawDocument
from extractors.model.draft import Block, Claim, Draft
from extractors.model.errors import EmptyDocument, ReadError
from extractors.readers.claims.letterhead import letterhead
from extractors.readers.layout.geometry import reading_order
from extractors.readers.layout.links import in_office, links_once
from extractors.readers.layout.paper_dates import own_date
from extractors.readers.office.package import claims_of_properties, damaged, package_of, properties_of
from extractors.readers.office.powerpoint.slide_boxes import SlideBox, boxes_of, take_repeated
from extractors.readers.office.powerpoint.slide_text import clean
from extractors.readers.sandbox.bounds import refuse_pages
from extractors.readers.sniff import PPTX

TITLE_LETTERS = 3
"""So many letters a title has at least: "2024" and "1 / 12" are none."""

TOP_THIRD, MIDDLE = 0.33, 0.6
"""Parts of a slide's height: what stands lower is in larger type for another reason."""

LOWER, LOWEST = 0.85, 0.6
"""What type counts below the top third, and below the middle."""

BOLDER = 1.05
"""What bold type counts for beside type of the same size."""

NEARLY_BEST = 0.95
"""Of the largest type, from which the topmost box wins."""

LARGER = 1.1
"""Of the slide's usual type, above which a box is a title by its size."""

HARDLY_ANY = 160
"""Characters: of a slide that says less (a cover, "Kiitos!") what is largest is the title."""

TOP_QUARTER = 0.25
"""Of a slide's height, in which bold type is a title also in the usual size."""


def read_pptx(raw: RawDocument) -> Draft:
    """A PPTX (or slide show, template) as a Draft; raises DamagedDocument or EmptyDocument."""
    draft = Draft(PPTX)
    try:
        from pptx import Presentation

        deck = Presentation(package_of(raw))
        slides = list(deck.slides)
        refuse_pages(len(slides), raw.source)
        if not slides:
            raise EmptyDocument("the deck has no slides", subject=raw.source, advice="Ask for the deck itself.")
        found = [_boxes(slide, number, draft) for number, slide in enumerate(slides, 1)]
        draft.furniture += [line for line in take_repeated(found) if line not in draft.furniture]
        for number, (slide, boxes) in enumerate(zip(slides, found, strict=True), 1):
            _read_slide(slide, number, boxes, draft)
        draft.claims += claims_of_properties(properties_of(deck.part.package))
        draft.links = links_once(link for slide in slides for link in in_office(slide.part))
    except (ReadError, MemoryError, RecursionError):
        raise
    except Exception as error:  # python-pptx raises whatever a broken package leads it to
        raise damaged(raw, error) from error
    draft.claims.append(Claim("kind", "slides", "markup"))
    opening = next((p for p in draft.pages if p.title and not p.hidden), None) or next(
        (p for p in draft.pages if p.title), None
    )
    if opening and opening.title:
        draft.claims.append(Claim("title", opening.title, "layout"))
    _claim_date(draft)
    draft.claims += letterhead(draft)
    if not draft.blocks:
        raise EmptyDocument(
            "its slides hold no text", subject=raw.source, advice="They may be pictures: bring in a PDF."
        )
    return draft


def _boxes(slide: Any, number: int, draft: Draft) -> list[SlideBox]:
    """The boxes of one slide; where it is broken it stands empty, with an Issue."""
    try:
        boxes, running = boxes_of(slide)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        why = f"the slide is broken ({type(error).__name__}: {str(error)[:100]})"
        draft.issues.append(Issue(reason=why, page=number))
        return []
    draft.furniture += [line for line in dict.fromkeys(running) if line not in draft.furniture]
    return boxes


def _read_slide(slide: Any, number: int, boxes: list[SlideBox], draft: Draft) -> None:
    """Add the title, blocks and notes of one slide."""
    hidden = slide._element.get("show") in ("0", "false")
    title = title_of(boxes)
    text = title.headline if title else None
    draft.pages.append(Page(number=number, title=text, hidden=hidden))
    blocks: list[Block] = []
    if title and text:
        blocks.append(Block("title", text, page=number))
        title.blocks = title.blocks[title.headlines :]
    for box in reading_order([b for b in boxes if b.blocks], 12.0):
        blocks += [replace(b, page=number) for b in box.blocks]
        draft.issues += [issue.model_copy(update={"page": number}) for issue in box.issues]
    if slide.has_notes_slide:
        blocks += [Block("note", line, page=number) for line in _notes(slide)]
    draft.blocks += [replace(b, hidden=True) for b in blocks] if hidden else blocks


def title_of(boxes: list[SlideBox]) -> SlideBox | None:
    """The box that holds a slide's title: the title placeholder, else the topmost of those in the largest type."""
    for box in boxes:
        if box.is_title and box.headline:
            return box
    wordy = [b for b in boxes if b.headline and sum(c.isalpha() for c in b.headline) >= TITLE_LETTERS and not b.listed]
    if not wordy:
        return None
    height = max(b.slide_height for b in wordy)

    def weight(box: SlideBox) -> float:
        place = box.top / height
        return (
            box.size
            * (1.0 if place < TOP_THIRD else LOWER if place < MIDDLE else LOWEST)
            * (BOLDER if box.bold else 1.0)
        )

    best = max(weight(b) for b in wordy)
    first = min((b for b in wordy if weight(b) >= NEARLY_BEST * best), key=lambda b: (b.top, b.x0))
    usual = _usual_size(boxes)
    alone = sum(len(b.text) for b in boxes) < HARDLY_ANY
    return first if first.size > LARGER * usual or alone or (first.bold and first.top < TOP_QUARTER * height) else None


def _usual_size(boxes: list[SlideBox]) -> float:
    sizes: dict[float, int] = {}
    for box in boxes:
        sizes[box.size] = sizes.get(box.size, 0) + len(box.text)
    return max(sizes, key=lambda s: sizes[s], default=0.0)


def _notes(slide: Any) -> list[str]:
    frame = slide.notes_slide.notes_text_frame
    return [line for p in frame.paragraphs if (line := clean(p))] if frame is not None else []


def _claim_date(draft: Draft) -> None:
    """The date that stands alone on the first slide, or is written (not an updating field) in the footers."""
    first = next((p.number for p in draft.pages if not p.hidden), 1)
    lines = [b.text for b in draft.blocks if b.page == first and b.kind not in ("note", "table row")]
    if when := own_date(lines, running=draft.furniture):
        draft.claims.append(Claim("published", when, "text"))
