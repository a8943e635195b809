"""What templates see: a project in one locale, and the words, links and headings made from it.

One `View` serves one page: it gathers the table of contents and whether any text had to fall back.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple
from urllib.parse import quote

from babel.numbers import format_decimal
from markupsafe import Markup, escape

from camtay import audio, markup, media, parts, urls
from camtay.geo import Point, distance, side
from camtay.locales import Locale
from camtay.model.entries import Entry, Located
from camtay.model.evidence import evidence
from camtay.model.fields import PIVOT, Claim, Confidence, Coordinates, Picture, Text
from camtay.model.glossary import GlossaryTerm
from camtay.model.learning import Stop
from camtay.project import Project, once
from camtay.templating import environment
from camtay.text import slugify


class Image(NamedTuple):
    """`path` is relative to the root of the site; pixels."""

    path: str
    width: int
    height: int


@once
def _image(project: Project, name: str, size: media.Size) -> Image:
    # Looked at once: where somebody puts another picture in its place, a preview reads the project again.
    made = media.asset(project.root, name, size)
    return Image(made.path, made.width, made.height)


class RestsOn(NamedTuple):
    """What the foot of a page says about its sources."""

    verified: int
    parts: dict[str, list[str]]
    """Source id → names of the parts that it bears."""


NO_MARK = Markup()
_html: Callable[[str], Markup] = partial(str.__new__, Markup)
"""`Markup(text)` of a text, without asking it first whether it is HTML already: half of the time of a short text."""


@lru_cache(maxsize=32)
def _asterisk(about: str) -> Markup:
    return Markup(f'<sup class="ct-m" title="{escape(about)}">*</sup>')  # noqa: S704 - escaped


@lru_cache(maxsize=1_000)  # most headings are words of the interface
def _heading(title: str | Markup, ready: bool) -> tuple[Markup, str, str]:
    """A title as HTML, without markup, and as an anchor. `ready` tells Markup from a text that reads the same."""
    words = escape(title)
    plain = words.striptags()
    return words, plain, slugify(plain)


@lru_cache(maxsize=1_000)
def _h2(title: str | Markup, ready: bool, anchor: str) -> Markup:
    """The same title as an element."""
    return Markup(f'<h2 id="{escape(anchor)}">{_heading(title, ready)[0]}</h2>')  # noqa: S704 - both are escaped


@dataclass
class View:
    """One page in the making: `project` in `locale`."""

    project: Project
    locale: Locale
    toc: list[tuple[str, str]] = field(default_factory=list)
    """(anchor, plain title) of every second-level heading, in order."""
    fell_back: set[str] = field(default_factory=set)
    """Locales that had to stand in for missing texts."""
    from_memory: bool = False
    """Whether a claim of this page rests on common knowledge."""
    marks: bool = True
    """Whether such claims are marked."""
    explains: bool = False
    """Whether the words of the glossary are gathered, to be explained at the foot of the page."""
    links: bool = True
    """Whether the first use of such a word leads there."""
    explained: list[str] = field(default_factory=list)
    """Ids of the words that were used, in the order of the text."""

    # ------------------------------------------------------------ words
    def w(self, key: str, **values: object) -> str:
        """A word of the interface."""
        return self.locale.word(key, **values)

    def t(self, text: Text) -> Markup:
        """A text as inline HTML, with its own `lang` where it fell back."""
        words = text.root.get(self.locale.tag)
        if words is not None:
            return _html(markup.inline(words))
        words, tag = text.in_(self.locale.tag)
        return self._tagged(markup.inline(words), tag, "span")

    def prose(self, text: Text) -> Markup:
        """A text as inline HTML in which difficult words are explained; not for headings and inside links."""
        words = text.root.get(self.locale.tag)
        if words is not None:
            html = markup.inline(words)
            return _html(self._explain(html, self.locale.tag) if self.explains else html)
        words, tag = text.in_(self.locale.tag)
        return self._tagged(self._explain(markup.inline(words), tag), tag, "span")

    def block(self, text: Text) -> Markup:
        """A text as paragraphs, with difficult words explained."""
        words, tag = text.in_(self.locale.tag)
        return self._tagged(self._explain(markup.block(words), tag), tag, "div")

    def _explain(self, html: str, tag: str) -> str:
        finder = self.project.finders.get(tag) if self.explains else None
        if finder is None:
            return html
        made, done = "", 0
        for start, end, term in finder.spans(html):
            if term not in self.explained:
                self.explained.append(term)
                if not self.links:
                    continue
                ids = f'id="t-{term}" href="#w-{term}" aria-describedby="d-{term}"'
                link = f'<a class="ct-term" {ids}>{html[start:end]}</a>'
                made, done = f"{made}{html[done:start]}{link}", end
        return made + html[done:]

    @property
    def terms(self) -> list[GlossaryTerm]:
        """The words that were used so far, in the order of the text."""
        if not self.explained:
            return []
        known = next(iter(self.project.finders.values())).terms
        return [known[id_] for id_ in self.explained]

    def plain(self, text: Text) -> str:
        """A text without markup, for titles and attributes."""
        words = text.root.get(self.locale.tag)
        if words is not None:
            return markup.plain(words)
        words, tag = text.in_(self.locale.tag)
        self.fell_back.add(tag)
        return markup.plain(words)

    def _tagged(self, html: str, tag: str, element: str) -> Markup:
        if tag == self.locale.tag:
            return Markup(html)  # noqa: S704 - markup.py escapes
        self.fell_back.add(tag)
        return Markup(f'<{element} lang="{tag}">{html}</{element}>')  # noqa: S704 - tag is a checked locale

    def claim(self, claim: Claim) -> Markup:
        """A claim inline; an asterisk says that it is common knowledge."""
        said = self.prose(claim.text)
        mark = self.mark(claim)
        return _html(f"{said}{mark}") if mark else said

    def mark(self, claim: Claim) -> Markup:
        """The asterisk after a claim that is common knowledge, else nothing."""
        if claim.confidence is not Confidence.MEMORY or not self.marks:
            return NO_MARK
        self.from_memory = True
        return _asterisk(self.w("confidence.memory"))

    def rests_on(self, entry: Entry) -> RestsOn:
        """How many claims of an entry were checked, and what each source is for."""
        found = evidence(entry)
        checked = set().union(*found.by_source.values())
        names = {source: parts.names(self.locale, entry, used) for source, used in found.by_source.items()}
        return RestsOn(len(checked), names)

    def h2(self, title: str | Markup, anchor: str = "") -> Markup:
        """A second-level heading that the table of contents lists."""
        ready = isinstance(title, Markup)
        _, plain, slug = _heading(title, ready)
        anchor = anchor or slug or f"s{len(self.toc) + 1}"
        taken = [a for a, _ in self.toc]
        while anchor in taken:
            anchor += "-2"
        self.toc.append((anchor, plain))
        return _h2(title, ready, anchor)

    def day(self, value: date) -> str:
        return self.locale.day(value)

    def moment(self, value: str) -> str:
        return self.locale.moment(value)

    def told_of_translation(self, entry: Entry) -> list[tuple[str, str]]:
        """What readers must know of the translation of an entry, each with the address of the original."""
        key, source = (entry.id, self.locale.tag), self.project.source_locale
        told = []
        if day := self.project.behind.get(key):
            say = self._speaking("translated.stale")
            told.append(self.w("translated.stale", language=source.name_in(say), date=say.day(day)))
        if key in self.project.by_machine:
            language = source.name_in(self._speaking("translated.machine"))
            told.append(self.w("translated.machine", language=language))
        return [(words, "/" + urls.entry_path(self.project.site, source, entry)) for words in told]

    def _speaking(self, key: str) -> Locale:
        """The locale whose words stand on the page for a word of the interface."""
        return self.locale if key in self.locale.words else Locale(PIVOT)

    # ------------------------------------------------------------ links
    def path(self, entry: Entry) -> str:
        """Address of an entry's page in this locale, from the root of the host."""
        return "/" + urls.entry_path(self.project.site, self.locale, entry)

    def hub(self, kind: str) -> str:
        return "/" + urls.hub_path(self.project.site, self.locale, kind)

    @property
    def home(self) -> str:
        return "/" + urls.folder(self.project.site, self.locale)

    def entries(self, ids: Iterable[str]) -> list[Entry]:
        """The entries with these ids."""
        return [self.project.listed(id_) for id_ in ids if id_ in self.project.entries]

    def place_path(self, place_id: str) -> str:
        return f"{self.hub('place')}{place_id}/"

    def name(self, entry: Entry) -> str:
        return self.plain(entry.name)

    def code(self, entry: Entry) -> str:
        """The short code of an entry, or nothing."""
        code = self.project.code_of(entry)
        return code.code if code else ""

    def tel(self, number: str) -> str:
        """A number as people read it: `1900 1234`, `113`."""
        if len(number) <= 4:
            return number
        if number.startswith(("1900", "1800")):
            return f"{number[:4]} {number[4:]}"
        return f"{number[:4]} {number[4:7]} {number[7:]}".strip()

    def ways(self, entry: Located) -> list[tuple[str, str]]:
        """(label, address) of map links: to the spot where it is sure, else a search by name."""
        where = f", {markup.plain(entry.address.now.source)}" if entry.address else ""
        return self._ways(entry.coordinates, self.name(entry), markup.plain(entry.name.source) + where)

    def _ways(self, spot: Coordinates | None, name: str, search: str) -> list[tuple[str, str]]:
        if spot and spot.exact:
            at = f"{spot.lat:.5f},{spot.lon:.5f}"
            return [
                (self.w("way.geo"), f"geo:{at}?q={at}({quote(name)})"),
                (self.w("way.google"), f"https://www.google.com/maps/dir/?api=1&destination={at}"),
                (self.w("way.osm"), f"https://www.openstreetmap.org/?mlat={spot.lat:.5f}&mlon={spot.lon:.5f}#map=17/{spot.lat:.5f}/{spot.lon:.5f}"),
            ]  # fmt: skip
        return [(self.w("way.search"), f"https://www.google.com/maps/search/?api=1&query={quote(search)}")]

    # ------------------------------------------------------------ stops of a day
    def stop_entry(self, stop: Stop) -> Entry | None:
        """The entry of a stop, where it has one."""
        return self.project.listed(stop.entry) if stop.entry else None

    def stop_way(self, stop: Stop) -> str:
        """A map link: with directions where the spot is sure, else a search by name."""
        entry = self.stop_entry(stop)
        if isinstance(entry, Located):
            found = self.ways(entry)
        else:
            title = entry.name if entry else stop.title
            named = [title, stop.where or self.project.site.area.now]
            words = [markup.plain(text.source) for text in named if text]
            found = self._ways(stop.coordinates, words[0], ", ".join(words))
        return found[len(found) // 2][1]  # the directions of three ways, or the only one

    def leg(self, here: Stop, there: Stop) -> str:
        """Kilometres between two stops as the crow flies, as people write them; nothing unless both spots are sure."""
        a, b = self._spot(here), self._spot(there)
        if a is None or b is None:
            return ""
        km = distance(a, b) / 1000
        return format_decimal(round(km, 1 if km < 10 else None), locale=self.locale.cldr)

    def _spot(self, stop: Stop) -> Point | None:
        """Where a stop is, if that is sure."""
        entry = self.stop_entry(stop)
        found = entry.coordinates if isinstance(entry, Located) else stop.coordinates
        return Point(found.lat, found.lon) if found and found.exact else None

    def near(self, here: Entry, most: int = 5, metres: float = 20_000) -> list[tuple[Entry, str]]:
        """The nearest places with a page, and how far; nothing where spots are not sure. `nearby` is told elsewhere."""
        if not isinstance(here, Located) or not (spot := here.coordinates) or not spot.exact:
            return []
        told = (here.id, *here.nearby)
        reach = 2_000.0  # where there is much, what is far need not be measured
        while True:
            reach = min(reach, metres)
            found = [(self._away(here, e), e) for e in self.project.around(spot, reach) if e.id not in told]
            close = sorted((away[0], e.id, e, away[1]) for away, e in found if away[0] <= reach)
            if len(close) >= most or reach >= metres:
                return [(entry, words) for _, _, entry, words in close[:most]]
            reach *= 4

    def alleys(self, village: str, but: str = "") -> list[Entry]:
        """The alleys of a village in its order, without the one called `but`."""
        return [alley for alley in self.project.alleys.get(village, ()) if alley.id != but]

    def away(self, here: Entry | None, others: Iterable[Entry]) -> list[tuple[Entry, str]]:
        """(entry, `350 m to the north-east`) seen from `here`, the nearest first; last those whose spot is not sure."""
        found = [(entry, *self._away(here, entry)) for entry in others]
        found.sort(key=lambda one: one[1])
        return [(entry, words) for entry, _, words in found]

    def _away(self, here: Entry | None, there: Entry) -> tuple[float, str]:
        """Metres and how people say it; without end and nothing where the two might as well be one spot."""
        a, b = (e.coordinates if isinstance(e, Located) else None for e in (here, there))
        if a is None or b is None or not (a.exact and b.exact):
            return math.inf, ""
        return self.far(Point(a.lat, a.lon), Point(b.lat, b.lon), a.precision_m + b.precision_m)

    def far(self, start: Point, end: Point, blur: int) -> tuple[float, str]:
        """The same of two points that are together sure within `blur` metres."""
        metres = distance(start, end)
        if metres < max(blur, 10):
            return math.inf, ""
        step = 10 if blur <= 40 else 50
        rounded = max(step, round(metres / step) * step)
        km = round(metres / 1000, 1 if metres < 10_000 else None)
        number = f"{rounded} m" if rounded < 1000 else f"{format_decimal(km, locale=self.locale.cldr)} km"
        return metres, self.w(f"side.{side(start, end)}", far=number)

    def texts(self, number: str) -> bool:
        """Whether a number can be sent a text message: a mobile one of Vietnam."""
        return bool(re.fullmatch(r"(0|\+84)[35789][0-9]{8}", number))

    def image(self, picture: Picture, size: media.Size = "page") -> Image:
        """Where a picture of this size is, and how large."""
        return _image(self.project, picture.file, size)

    def voice(self, entry: Entry) -> tuple[audio.Sound, str] | None:
        """The recorded voice of an entry in this locale and what to know before one starts it, if there is one."""
        recording = dict(audio.recordings(entry)).get(self.locale.tag)
        if recording is None:
            return None
        found = audio.sound(self.project.root, recording.file)
        minutes, seconds = divmod(round(found.seconds), 60)
        about = [self.w("listen.minutes", m=minutes, s=seconds) if minutes else self.w("listen.seconds", s=seconds)]
        about += [f"{found.kilobytes} kB"]
        about += [self.w("listen.reader", name=recording.reader)] if recording.reader else []
        return found, " · ".join([*about, recording.licence])


def render(view: View, template: str, **values: object) -> str:
    """HTML of a template with `v` as the view."""
    project = view.project
    templates = environment(project.root)
    given = {"v": view, "project": project, "site": project.site, **values}
    before = len(view.toc), view.fell_back.copy(), view.from_memory, len(view.explained)
    made = templates.quick(template, given, view.locale.mark, view.locale.word)
    if made is None:
        del view.toc[before[0] :], view.explained[before[3] :]
        view.fell_back, view.from_memory = before[1], before[2]
        made = templates.plain(template, given)
    return made
