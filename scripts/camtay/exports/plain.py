"""Every entry as plain Markdown, a file in each locale, in the folders that its page has: `en/heritage/ID.md`.

Readable as it stands and in any Markdown program: front matter with title, locale, address and day of review, then
what the page says, steps with numbers, then the sources. `index.md` of each locale lists the files."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from typing import Any

import yaml

from camtay import parts, urls
from camtay.geo import degrees
from camtay.model.entries import Alley, Entry, Guide, LearningPath, Located, Village
from camtay.model.fields import (
    Address,
    Channel,
    Claim,
    Confidence,
    Coordinates,
    Event,
    ItemOfList,
    Picture,
    Rank,
    Section,
    Service,
    Step,
    Text,
    Where,
)
from camtay.model.learning import Lesson, Question, Stop
from camtay.project import Project
from camtay.view import View

FOLDER = "markdown"
_ELSEWHERE = frozenset(Entry.model_fields) | {"kind", "topic", "level", "village", "number", "alleys", "nearby"}
"""Fields that stand at the top or the foot, or that say where an entry belongs."""
_WAY = ("getting_there", "coordinates")
"""What stands below the story of a place."""


def files(project: Project) -> dict[str, bytes]:
    """Path in the folder → Markdown."""
    found: dict[str, bytes] = {}
    for locale in project.locales:
        home = urls.folder(project.site, locale)
        for entry in project.entries.values():
            found[_path(View(project, locale), entry)] = _Writer(View(project, locale), entry).text().encode()
        found[f"{home}index.md"] = _index(View(project, locale), home).encode()
    return dict(sorted(found.items()))


def _path(view: View, entry: Entry) -> str:
    return f"{view.path(entry).strip('/')}.md"


def _index(view: View, home: str) -> str:
    site = view.project.site
    lines = [_front(view, view.plain(site.title), urls.absolute(site, home)), f"# {view.plain(site.title)}", ""]
    lines += [view.plain(site.summary), ""]
    for kind, entries in view.project.by_kind.items():
        lines += [f"## {view.w(f'kind.{kind}')}", ""]
        lines += [f"- [{view.name(entry)}]({posixpath.relpath(_path(view, entry), home or '.')})" for entry in entries]
        lines.append("")
    return "\n".join(lines)


def _front(view: View, title: str, address: str, reviewed: str = "") -> str:
    """YAML between lines of `---`."""
    values = {"title": title, "locale": view.locale.tag, "address": address}
    values |= {"reviewed": reviewed} if reviewed else {}
    told = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{told}---\n"


class _Writer:
    """One entry in one locale; `lines` grow from top to foot."""

    def __init__(self, view: View, entry: Entry) -> None:
        self.view, self.entry, self.project = view, entry, view.project
        self.lines: list[str] = []

    def text(self) -> str:
        """The whole file."""
        view, entry = self.view, self.entry
        title, page = view.plain(entry.title), urls.absolute(self.project.site, view.path(entry)[1:])
        self.para(self.words(entry.summary))
        if self.project.expired(entry) and entry.valid_until:
            self.para(f"**{view.w('expired.notice', date=view.day(entry.valid_until))}**")
        for words, _ in view.told_of_translation(entry):
            self.para(f"*{words}*")
        self.list("", entry.phones)
        self.picture(entry.picture)
        if isinstance(entry, Alley):
            self.para(self.link(self.project.entries[entry.village]))
        for name in sorted(type(entry).model_fields, key=lambda name: (name in _WAY) - (name == "address")):
            if name not in _ELSEWHERE and (value := getattr(entry, name)):
                self.field(name, value)
        if isinstance(entry, Village):
            self.links(view.w("village.alleys"), view.alleys(entry.id))
        if isinstance(entry, Located):
            self.links(view.w("heritage.nearby"), view.entries(entry.nearby))
        self.links(view.w("related"), view.entries(entry.related))
        self.sources()
        notices = [
            f"*{view.w('fallback', language=loc.name)}*\n" for loc in self.project.locales if loc.tag in view.fell_back
        ]
        head = [_front(view, title, page, entry.reviewed.isoformat()), f"# {title}", "", *notices]
        return "\n".join([*head, *self.lines]).rstrip() + "\n"

    # ------------------------------------------------------------ pieces
    def words(self, text: Text) -> str:
        """A text as it was written, since what is written is Markdown; with its mark of another locale."""
        found, tag = text.in_(self.view.locale.tag)
        if tag != self.view.locale.tag:
            self.view.fell_back.add(tag)
        return found

    def line(self, text: Text) -> str:
        return " ".join(self.words(text).split())

    def claim(self, claim: Claim) -> str:
        """A claim on one line, with an asterisk where it is common knowledge, and its ways to get in touch."""
        told = self.line(claim.text)
        if claim.confidence is Confidence.MEMORY:
            self.view.from_memory = True
            told += "\\*"
        if isinstance(claim, Channel):
            told += f" <{claim.url}>" if claim.url else ""
        if number := getattr(claim, "phone", None) or getattr(claim, "number", None):
            told += f" – {self.view.tel(number)}"
        return told

    def link(self, entry: Entry) -> str:
        here = posixpath.dirname(_path(self.view, self.entry))
        return f"[{self.view.name(entry)}]({posixpath.relpath(_path(self.view, entry), here or '.')})"

    def para(self, words: str) -> None:
        self.lines += [words, ""]

    def head(self, title: str) -> None:
        if title:
            self.para(f"## {title}")

    def items(self, found: Iterable[str], mark: Callable[[int], str] = lambda _: "- ") -> None:
        """Bullets, or what `mark` says of the number; further lines of an item are indented by its width."""
        for n, item in enumerate(found, 1):
            first, *others = item.split("\n")
            self.lines += [mark(n) + first, *(f"{' ' * len(mark(n))}{line}".rstrip() for line in others)]
        self.lines += [""]

    def numbered(self, found: Iterable[str]) -> None:
        self.items(found, lambda n: f"{n}. ")

    def list(self, title: str, claims: Iterable[Claim]) -> None:
        if told := [self.claim(claim) for claim in claims]:
            self.head(title)
            self.items(told)

    def links(self, title: str, entries: Iterable[Entry]) -> None:
        if told := [self.link(entry) for entry in entries]:
            self.head(title)
            self.items(told)

    def picture(self, picture: Picture | None) -> None:
        if picture:
            self.para(f"*{self.alt(picture)}*")

    def alt(self, picture: Picture) -> str:
        credit = " · ".join(filter(None, (picture.credit, picture.licence)))
        return self.line(picture.alt) + (f" ({credit})" if credit else "")

    # ------------------------------------------------------------ fields
    def field(self, name: str, value: Any) -> None:
        """One field of the entry, by what it holds."""
        first = value[0] if isinstance(value, tuple) else value
        title = parts.name(self.view.locale, self.entry, (name,))
        if isinstance(first, Section):
            for section in value:
                self.head(self.line(section.title))
                self.para(self.words(section.text))
        elif isinstance(first, ItemOfList):
            for group in value:
                self.list(self.line(group.title), group.items)
        elif isinstance(first, Stop):
            self.stops(value)
        elif isinstance(first, Question):
            self.questions(title)
        elif isinstance(value, Claim):
            self.para(f"**{title}:** {self.claim(value)}{self.rank(value)}" if title else self.claim(value))
        elif isinstance(value, Address | Where):
            self.place(value)
        elif isinstance(value, Coordinates):
            if value.exact:
                self.para(f"**{self.view.w('way')}:** {degrees(value.lat)}, {degrees(value.lon)}")
        elif isinstance(value, int):
            words = {"length_m": ("alley.length", self.view.w("alley.metres", n=value))}
            label, told = words.get(name, (f"alley.{name}", str(value)))
            self.para(f"**{self.view.w(label)}:** {told}")
        elif isinstance(value, Text):
            self.para(self.words(value))
        elif name == "audience":
            self.audience(value)
        elif isinstance(first, Step | Lesson | Service):
            self.head(title)
            self.numbered(self.numbered_item(item) for item in value)
        elif isinstance(first, Event):
            self.head(title)
            self.items(f"**{self.view.moment(event.when)}**: {self.claim(event)}" for event in value)
        elif isinstance(first, Claim):
            self.list(title, value)

    def audience(self, ids: Iterable[str]) -> None:
        terms = [self.line(term.title) for term in self.project.site.audiences if term.id in ids]
        level = f". {self.view.w(f'guide.level.{self.entry.level}')}." if isinstance(self.entry, Guide) else ""
        self.para(f"**{self.view.w('guide.audience')}:** {', '.join(terms)}{level}")

    def place(self, names: Address | Where) -> None:
        view = self.view
        told = [("address.now", names.now), ("address.before", names.before)]
        self.items(f"{view.w(key)}: {self.line(text)}" for key, text in told)

    def rank(self, claim: Claim) -> str:
        if not isinstance(claim, Rank):
            return ""
        decision = f". {self.view.w('heritage.decision', number=claim.decision)}" if claim.decision else ""
        return decision + (f" ({self.view.moment(claim.date)})" if claim.date else "")

    def numbered_item(self, item: Step | Lesson | Service) -> str:
        if isinstance(item, Step):
            further = [self.claim(item.note)] if item.note else []
            further += [f"*{self.alt(item.picture)}*"] if item.picture else []
            return "\n\n".join([self.claim(item), *further])
        guide = self.project.entries.get(item.guide or "")
        if isinstance(item, Lesson) and guide:
            return f"{self.link(guide)}: {self.line(item.reason or guide.summary)}"
        if not isinstance(item, Service):
            return ""
        told = self.line(item.title) + (f" → {self.link(guide)}" if guide else "")
        return told + (f"\n\n{self.claim(item.note)}" if item.note else "")

    def questions(self, title: str) -> None:
        """With their answers and the right one behind each."""
        self.head(title)
        told = []
        for asked in self.entry.check if isinstance(self.entry, LearningPath) else ():
            answers = [f"{letter}. {self.line(text)}" for letter, text in zip("ABCD", asked.answers, strict=False)]
            right = f"→ **{asked.letter}.** {self.claim(asked.question.why)}"
            told.append("\n".join([self.line(asked.question.ask), "", *(f"- {a}" for a in answers), "", right]))
        self.numbered(told)

    def stops(self, stops: Iterable[Stop]) -> None:
        view = self.view
        for number, stop in enumerate(stops, 1):
            here = view.stop_entry(stop)
            self.head(f"{number}. {view.name(here) if here else self.line(stop.title) if stop.title else ''}")
            if stop.where:
                self.para(self.line(stop.where))
            claims = [self.claim(claim) for claim in stop.do]
            claims += [f"{view.w('route.stay')}: {self.claim(stop.stay)}"] if stop.stay else []
            claims += [self.claim(claim) for claim in stop.respect]
            self.items(claims)
            if stop.onward:
                self.para(f"**{view.w('route.onward')}:** {' '.join(self.claim(claim) for claim in stop.onward)}")
            if here:
                self.para(self.link(here))

    def sources(self) -> None:
        """With what each is for, and the line below."""
        view, entry = self.view, self.entry
        rests = view.rests_on(entry)
        self.head(view.w("sources"))
        if view.from_memory:
            self.para(view.w("sources.memory").replace("*", "\\*"))
        told = []
        for source in entry.sources:
            name = f"[{source.title}]({source.url})" if source.url else source.title
            day = view.moment(source.date) if source.date else view.w("sources.undated")
            used = rests.parts.get(source.id)
            told.append(f"{name} ({day})." + (f" {view.w('sources.for', parts='; '.join(used))}" if used else ""))
        self.items(told)
        code = view.code(entry)
        short = f" · {view.w('code')}: {urls.short_url(self.project.site, code)}" if code else ""
        self.para(f"{view.w('sources.reviewed', date=view.day(entry.reviewed))}{short}")
