"""What a booklet says of each entry: blocks of text in one locale, in the order in which one reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from camtay.markup import plain
from camtay.model.entries import Alley, DayRoute, Entry, LearningPath, Procedures, Speciality, Visitor
from camtay.model.fields import Claim, Confidence, Text
from camtay.view import View

Block = dict[str, Any]
"""`title`, `style` (text, list, steps, warn, check) and `items`: words with their language."""
BEFORE = (
    ("what", "speciality.what", "text"), ("rank", "heritage.rank", "text"), ("duration", "route.duration", "text"),
    ("safety", "route.safety", "warn"), ("preparation", "route.preparation", "check"),
    ("prerequisites", "guide.prerequisites", "check"), ("know", "guide.know", "list"),
    ("steps", "guide.steps", "steps"), ("result", "guide.result", "text"), ("cost", "guide.cost", "text"),
    ("time", "guide.time", "text"), ("channels", "guide.channels", "list"), ("scams", "guide.scams", "warn"),
    ("mistakes", "guide.mistakes", "list"),
    ("helpers", "guide.helpers", "list"), ("outcomes", "course.outcomes", "check"), ("facts", "village.facts", "list"),
    ("admission", "heritage.admission", "text"),
)  # fmt: skip
"""Fields before the story and what is each kind's own: name, heading, style."""
AFTER = (
    ("etiquette", "heritage.etiquette", "warn"), ("visiting", "heritage.visiting", "list"),
    ("getting_there", "heritage.getting_there", "list"), ("disputed", "heritage.disputed", "list"),
    ("landmarks", "alley.landmarks", "list"), ("directions", "alley.directions", "list"),
    ("season", "speciality.season", "text"), ("ocop", "speciality.ocop", "text"),
    ("eating", "speciality.eating", "list"), ("caution", "speciality.caution", "warn"),
    ("background", "guide.background", "list"),
)  # fmt: skip


class Words:
    """The words of a booklet; remembers whether something in it is common knowledge."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.from_memory = False

    def text(self, text: Text, end: str = "") -> dict[str, str]:
        words, tag = text.in_(self.view.locale.tag)
        return {"words": plain(words) + end, "lang": tag}

    def own(self, words: str) -> dict[str, str]:
        """Words of the interface."""
        return {"words": words, "lang": self.view.locale.tag}

    def claim(self, claim: Claim) -> list[dict[str, str]]:
        """A claim with its note, address and number; an asterisk marks what is common knowledge."""
        found = [self.text(claim.text, self._mark(claim))]
        note = getattr(claim, "note", None)
        if note:
            found.append(self.text(note.text, self._mark(note)))
        if url := getattr(claim, "url", None):
            found.append(self.own(str(url).removeprefix("https://").removeprefix("http://").strip("/")))
        if phone := getattr(claim, "phone", None) or getattr(claim, "number", None):
            found.append(self.own(self.view.tel(phone)))
        return found

    def _mark(self, claim: Claim) -> str:
        memory = claim.confidence is Confidence.MEMORY
        self.from_memory |= memory
        return "\u00a0*" if memory else ""


def blocks(words: Words, entry: Entry) -> list[Block]:
    """Everything that a chapter says under its title and summary."""
    return [
        *_address(words, entry),
        *_fields(words, entry, BEFORE),
        *_own(words, entry),
        *_fields(words, entry, AFTER),
        *_phones(words, entry),
    ]


def _block(words: Words, title: str | Text, style: str, items: list[Any]) -> Block:
    heading = words.text(title) if isinstance(title, Text) else words.own(title)
    return {"title": heading, "style": style, "items": items}


def _fields(words: Words, entry: Entry, fields: tuple[tuple[str, str, str], ...]) -> Iterator[Block]:
    for name, key, style in fields:
        value = getattr(entry, name, None)
        claims = value if isinstance(value, tuple) else (value,)
        if items := [words.claim(claim) for claim in claims if isinstance(claim, Claim)]:
            yield _block(words, words.view.w(key), style, items)


def _address(words: Words, entry: Entry) -> Iterator[Block]:
    address = entry.where if isinstance(entry, Speciality) else getattr(entry, "address", None)
    if address:
        before = {"words": f"{words.view.w('address.before')}: ", "lang": words.view.locale.tag}
        items = [[words.text(address.now)], [before, words.text(address.before)]]
        yield _block(words, words.view.w("address"), "text", items)


def _phones(words: Words, entry: Entry) -> Iterator[Block]:
    if entry.phones:
        yield _block(words, words.view.w("booklet.phones"), "list", [words.claim(phone) for phone in entry.phones])


def _own(words: Words, entry: Entry) -> Iterator[Block]:
    """What only one kind has, and stories, which all kinds write in their own way."""
    view = words.view
    for section in getattr(entry, "story", ()):
        if isinstance(entry, Speciality):
            yield _block(words, view.w("speciality.story"), "text", [words.claim(one) for one in entry.story])
            break
        text, tag = section.text.in_(view.locale.tag)
        paragraphs = [[{"words": plain(part), "lang": tag}] for part in text.split("\n\n") if part.strip()]
        yield _block(words, section.title, "text", paragraphs)
    events = [
        [words.own(f"{view.moment(event.when)}: "), *words.claim(event)] for event in getattr(entry, "timeline", ())
    ]
    if events:
        yield _block(words, view.w("heritage.timeline"), "list", events)
    if isinstance(entry, LearningPath):
        lessons = [(view.project.entries[lesson.guide], lesson.reason) for lesson in entry.course]
        items = [[words.text(guide.name, ":"), words.text(reason or guide.summary)] for guide, reason in lessons]
        yield _block(words, view.w("course.course"), "steps", items)
    if isinstance(entry, Visitor):
        for group in entry.sections:
            yield _block(words, group.title, "list", [words.claim(claim) for claim in group.items])
    if isinstance(entry, Procedures):
        services = [[words.text(item.title), *(words.claim(item.note) if item.note else ())] for item in entry.items]
        yield _block(words, view.w("procedures.items"), "list", services)
    if isinstance(entry, DayRoute):
        yield from _stops(words, entry)
    alleys = view.alleys(entry.id)
    if alleys:
        ways = [(alley, _directions(words, alley)) for alley in alleys]
        items = [[words.text(alley.name, ":" if way else ""), *way] for alley, way in ways]
        yield _block(words, view.w("village.alleys"), "list", items)


def _directions(words: Words, alley: Entry) -> list[dict[str, str]]:
    claims = alley.directions if isinstance(alley, Alley) else ()
    return [part for claim in claims for part in words.claim(claim)]


def _stops(words: Words, route: DayRoute) -> Iterator[Block]:
    view = words.view
    for number, stop in enumerate(route.stops, 1):
        here = view.project.entries[stop.entry] if stop.entry else None
        name = here.name if here else stop.title
        title = words.text(name) if name else words.own("")
        items = [words.claim(claim) for claim in stop.do]
        if stop.stay:
            items.append([words.own(f"{view.w('route.stay')}: "), *words.claim(stop.stay)])
        items += [words.claim(claim) for claim in stop.respect]
        items += [[words.own(f"{view.w('route.onward')}: "), *words.claim(claim)] for claim in stop.onward]
        yield {"title": {**title, "words": f"{number}. {title['words']}"}, "style": "list", "items": items}
