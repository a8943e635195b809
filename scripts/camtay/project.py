"""One instance, read and checked across files: site, entries, places, ledger."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, update_wrapper
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from camtay import addresses, interface, translation, urls
from camtay import ledger as ledgers
from camtay import source as sources
from camtay.across import (
    course_problems,
    ledger_problems,
    reference_problems,
    slug_problems,
    synonym_problems,
    unsure_problems,
)
from camtay.addresses import Address
from camtay.audio import audio_problems
from camtay.cards import card_problems
from camtay.clock import print_day
from camtay.errors import CamtayError, Problem, fail, ordered
from camtay.kept import Watched
from camtay.ledger import Code, Ledger
from camtay.library import Library, Wholes
from camtay.locales import Locale
from camtay.media import picture_problems
from camtay.model.entries import (
    ORDER,
    Alley,
    DayRoute,
    Entry,
    Guide,
    LearningPath,
    Located,
    Place,
    Places,
    Village,
    publishable,
)
from camtay.model.fields import Coordinates
from camtay.model.glossary import Glossary
from camtay.model.site import Site
from camtay.model.style import StyleWords
from camtay.model.synonyms import Synonyms
from camtay.quiet import quiet
from camtay.schedule import hidden_on, schedule_problems
from camtay.source import Source
from camtay.spots import missing_spots, shared_spots
from camtay.terms import Finder
from camtay.translation import State, Translated
from camtay.yaml_file import Document, Path_

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, eq=False)
class Project:
    """Everything that pages, scan pages and signs are made from. Nothing in it is changed later."""

    root: Path
    site: Site
    locales: tuple[Locale, ...]
    entries: dict[str, Entry]
    """Publishable entries by id, in the order of menus: kind, then title. Drafts only where the project was read for a
    preview."""
    places: dict[str, Place]
    ledger: Ledger
    documents: dict[str, tuple[Document, Path_]] = field(repr=False)
    problems: tuple[Problem, ...] = ()
    """Warnings only."""
    glossary: Glossary | None = None
    style: dict[str, StyleWords] = field(default_factory=dict)
    """The instance's own words for the style check, by locale."""
    common: tuple[Document, ...] = field(default=(), repr=False)
    """Documents with texts that are no entry's: the site's and the glossary's."""
    day: date = field(default_factory=print_day)
    """The day of this run: SOURCE_DATE_EPOCH or today. What is overdue depends on it, and nothing else of a page."""
    places_document: Document = field(default_factory=lambda: Document(sources.PLACES), repr=False)
    about_places: Places | None = None
    """`places.yml` as a whole: where its names come from, and when it was reviewed."""
    drafts: frozenset[str] = frozenset()
    """Ids of entries that nobody outside may see on this day."""
    synonyms: Synonyms | None = None
    translations: tuple[Translated, ...] = field(default=(), repr=False)
    """The state of every text in every locale but the source's; of a project without a lock, nothing."""
    addresses: tuple[Address, ...] = field(default=(), repr=False)
    """Where pages are known to have been."""
    recorded: Mapping[tuple[str, str], Sequence[Any]] = field(default_factory=dict, repr=False)
    """(entry, locale) → its record in the search, of those whose words are what they were (`search.recorded`)."""
    searched: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Files of the search that the site has already: what they are made from (`search.keys`) → where they stand."""

    @cached_property
    def moved(self) -> dict[tuple[str, str], str]:
        """(kind, slug) of every place where a page once was → the entry to go to."""
        return addresses.moved(self.entries, self.addresses, self.ledger)

    @cached_property
    def behind(self) -> dict[tuple[str, str], date]:
        """(entry, locale) of translations whose originals have changed since → the day that the oldest is of."""
        found: dict[tuple[str, str], date] = {}
        for one in self.translations:
            if one.state is State.STALE and one.line:
                key, day = (one.unit.owner, one.locale), date.fromisoformat(one.line.day)
                found[key] = min(day, found.get(key, day))
        return found

    @cached_property
    def by_machine(self) -> frozenset[tuple[str, str]]:
        """(entry, locale) of which a machine translated something and nobody has looked at it."""
        return frozenset((one.unit.owner, one.locale) for one in self.translations if one.machine)

    @cached_property
    def source_locale(self) -> Locale:
        return self.locales[0]

    @cached_property
    def by_kind(self) -> dict[str, tuple[Entry, ...]]:
        """Entries of each kind that has any, in the order of menus."""
        grouped: dict[str, list[Entry]] = {kind: [] for kind in ORDER}
        for entry in self.entries.values():
            grouped[entry.kind].append(entry)
        return {kind: tuple(found) for kind, found in grouped.items() if found}

    @cached_property
    def by_place(self) -> dict[str, tuple[Entry, ...]]:
        """Entries of each commune that has any, communes in the order of `places.yml`."""
        grouped: dict[str, list[Entry]] = {id_: [] for id_ in self.places}
        for entry in self.entries.values():
            for id_ in dict.fromkeys(entry.place):
                if id_ in grouped:
                    grouped[id_].append(entry)
        return {id_: tuple(found) for id_, found in grouped.items() if found}

    @cached_property
    def alleys(self) -> dict[str, tuple[Alley, ...]]:
        """Village → its alleys in their order."""
        found: dict[str, list[Alley]] = {}
        for entry in self.by_kind.get("alley", ()):
            if isinstance(entry, Alley):
                found.setdefault(entry.village, []).append(entry)
        return {village: tuple(own) for village, own in found.items()}

    @cached_property
    def _spotted(self) -> tuple[list[float], list[Located]]:
        """Degrees of latitude and places with a page whose spots are sure, from the south to the north."""
        own = [e for e in self.entries.values() if isinstance(e, Located) and not isinstance(e, Alley)]
        found = [(e.coordinates.lat, e.id, e) for e in own if e.coordinates and e.coordinates.exact]
        found.sort(key=lambda one: one[:2])
        return [lat for lat, _, _ in found], [entry for _, _, entry in found]

    def around(self, spot: Coordinates, metres: float) -> Iterator[Located]:
        """Places within so many metres, and some a little further."""
        lats, located = self._spotted
        high = metres / 110_000 + 1e-4  # degrees: a degree of latitude is at least 110.5 km
        wide = high / max(0.05, math.cos(math.radians(min(89.0, abs(spot.lat) + high))))
        for entry in located[bisect_left(lats, spot.lat - high) : bisect_right(lats, spot.lat + high)]:
            if entry.coordinates and abs(entry.coordinates.lon - spot.lon) <= wide:
                yield entry

    @cached_property
    def next_lessons(self) -> dict[str, tuple[tuple[LearningPath, str | None], ...]]:
        """Guide → each path that contains it, with the guide that follows there (None after the last one)."""
        found: dict[str, tuple[tuple[LearningPath, str | None], ...]] = {}
        for path in self.entries.values():
            if isinstance(path, LearningPath):
                for guide, following in zip(path.guides, (*path.guides[1:], None), strict=True):
                    found[guide] = (*found.get(guide, ()), (path, following))
        return found

    def carrying(self, tags: Sequence[str]) -> Project:
        """The project with these locales alone, for signs. Raises CamtayError for one that it does not have."""
        known = {locale.tag: locale for locale in self.locales}
        if unknown_ := [tag for tag in tags if tag not in known]:
            raise fail("translation.locale", name=unknown_[0], known=", ".join(known))
        return replace(self, locales=tuple(known[tag] for tag in tags))

    @cached_property
    def next_stops(self) -> dict[str, tuple[tuple[DayRoute, int | None], ...]]:
        """Entry → each day route that stops there, with the number of the stop that follows (None after the last)."""
        found: dict[str, tuple[tuple[DayRoute, int | None], ...]] = {}
        for route in self.entries.values():
            for number, stop in enumerate(route.stops if isinstance(route, DayRoute) else (), 1):
                if stop.entry and isinstance(route, DayRoute):
                    following = number if number < len(route.stops) else None
                    found[stop.entry] = (*found.get(stop.entry, ()), (route, following))
        return found

    @cached_property
    def synonyms_of(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """Entry → (what people call it, what they call another one that it stands behind), in every locale."""
        found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        for group in self.synonyms.groups if self.synonyms else ():
            words = tuple(word for words in group.words.values() for word in words)
            for number, entry in enumerate(group.entries):
                first, later = found.get(entry, ((), ()))
                found[entry] = (first, (*later, *words)) if number else ((*first, *words), later)
        return found

    def due(self, entry: Entry) -> date:
        """The last day on which an entry's review still holds."""
        days: int = getattr(self.site.review_days, entry.kind)
        return entry.reviewed + timedelta(days=days)

    def overdue(self, entry: Entry) -> bool:
        """Whether the entry should have been looked at again."""
        return self.due(entry) < self.day

    def expired(self, entry: Entry) -> bool:
        """Whether the entry is no longer valid."""
        return entry.expired(self.day)

    @cached_property
    def finders(self) -> dict[str, Finder]:
        """By locale, what finds the words of the glossary in a text; empty without a glossary."""
        return {loc.tag: Finder(self.glossary, loc.tag) for loc in self.locales} if self.glossary else {}

    def listed(self, id_: str) -> Entry:
        """The entry with this id as lists need it: see `model.listed`."""
        found = self.entries
        return found.listed(id_) if isinstance(found, Watched) else found[id_]

    def let_go(self) -> None:
        """Keep no whole records, for who needs what lists show of thousands: one that is asked for is read again."""
        room = getattr(self.entries, "room", None)
        if isinstance(room, Library):
            room.let_go()

    def entry(self, id_: str, kind: type[E]) -> E:
        """The entry with this id, known to be of this kind."""
        found = self.entries[id_]
        assert isinstance(found, kind)
        return found

    def code_of(self, entry: Entry) -> Code | None:
        """The code to print for an entry."""
        return self.ledger.of(entry.id)

    def urls(self, entry: Entry) -> dict[str, str]:
        """Path of the entry's page in every locale."""
        return {loc.tag: urls.entry_path(self.site, loc, entry) for loc in self.locales}


P = ParamSpec("P")
R = TypeVar("R")


def once(make: Callable[Concatenate[Project, P], R]) -> Callable[Concatenate[Project, P], R]:
    """A function whose results are kept as long as the project that they are of. They must not refer to it."""
    found: WeakKeyDictionary[Project, dict[tuple[object, ...], R]] = WeakKeyDictionary()

    def known(project: Project, /, *args: P.args, **kwargs: P.kwargs) -> R:
        own, key = found.setdefault(project, {}), (*args, *kwargs.items())
        if key not in own:
            own[key] = make(project, *args, **kwargs)
        return own[key]

    update_wrapper(known, make)
    return known


def load(root: Path, drafts: bool = False, wholes: Wholes = "held") -> Project:
    """The project at `root`, with its drafts for a preview. Raises CamtayError with every error of every file.

    `wholes`: see `source.read`."""
    project, problems = check(root, drafts, wholes=wholes)
    if project is None or any(p.severity == "error" for p in problems):
        raise CamtayError(problems)
    return project


def check(
    root: Path, drafts: bool = False, changed: Mapping[str, bytes] | None = None, wholes: Wholes = "held"
) -> tuple[Project | None, list[Problem]]:
    """The project, where that much is sound, and all problems in order. `drafts`: see `Project.entries`.

    `changed` gives files of `guides/`, by name, other content than the disk has."""
    if not (root / sources.FOLDER).is_dir():
        return None, [Problem("project.missing", params={"folder": sources.FOLDER, "root": root.absolute().name})]
    with quiet():
        return _check(root, drafts, changed, wholes)


def _check(
    root: Path, drafts: bool, changed: Mapping[str, bytes] | None, wholes: Wholes
) -> tuple[Project | None, list[Problem]]:
    source = sources.read(root, changed, wholes)
    problems = [*source.problems, *sources.links_outside(root)]
    try:
        ledger = ledgers.read(root)
    except CamtayError as error:
        problems += error.problems
        ledger = None
    if ledger is not None:
        problems += ledgers.lost_events(ledger, root)
    if source.site is None:
        return None, ordered(problems)
    try:
        known = addresses.read(root)
    except CamtayError as error:
        problems, known = problems + error.problems, ()
    if ledger is not None:
        broken = source.unread or any(p.severity == "error" for p in source.problems)
        problems += addresses.problems(source.entries, source.documents, known)
        problems += [] if broken else addresses.lost(source.entries, known, ledger)
    problems += reference_problems(source, source.site) + slug_problems(source) + unsure_problems(source)
    problems += picture_problems(source, root) + audio_problems(source, root) + course_problems(source)
    problems += [*shared_spots(source), *synonym_problems(source)]
    problems += _card_problems(source)
    day = print_day()
    problems += schedule_problems(source, ledger, day)
    if ledger is not None:
        problems += ledger_problems(source, source.site, ledger, day)
    problems += interface.untranslated(source.site_document, source.ui, source.site.locales)
    lock, faults = translation.read(root)
    locales = source.site.locales
    common = (source.site_document, source.glossary_document, source.places_document)
    units = translation.units(source.documents, common, locales) if lock is not None else []
    translated = translation.judge(units, lock, locales[1:])
    problems += faults + translation.stale_problems(translated)
    if not any(p.severity == "error" for p in problems):
        problems += missing_spots(source)
    if source.shelf is not None and not changed:
        source.shelf.save()
    problems = ordered(problems)
    for document, _ in source.documents.values():
        document.close()
    if ledger is None or any(p.severity == "error" for p in problems):
        return None, problems
    return _project(root, source, source.site, ledger, problems, tuple(translated), known, day, drafts), problems


def _card_problems(source: Source) -> list[Problem]:
    """Titles for which a card has no room. How wide a title is set is worked out once for each text of a file."""
    memos = {id_: source.documents[id_][0].memo for id_ in dict.keys(source.entries)}
    open_ = {id_: e for id_, e in source.entries.items() if memos[id_].get(("fits", id_)) is not True}
    if source.site is None or source.site.cards != "entries":
        return []
    found = list(card_problems(replace(source, entries=open_)))
    wrong = {problem.params["entry"] for problem in found}
    for id_ in open_:
        memos[id_]["fits", id_] = id_ not in wrong
    return found


def _project(
    root: Path,
    source: Source,
    site: Site,
    ledger: Ledger,
    problems: list[Problem],
    translated: tuple[Translated, ...],
    known: tuple[Address, ...],
    day: date,
    drafts: bool,
) -> Project:
    rank = {kind: i for i, kind in enumerate(ORDER)}
    topics, audiences = [t.id for t in site.topics], [t.id for t in site.audiences]

    def key(entry: Entry) -> tuple[int, str, int, str]:
        group = topics.index(entry.topic) if isinstance(entry, Guide) else 0
        if isinstance(entry, LearningPath):
            group = audiences.index(entry.audience[0])
        if isinstance(entry, Alley):
            return rank[entry.kind], entry.village, entry.number, entry.id
        return rank[entry.kind], "", group, entry.id

    hidden = hidden_on(source, day)
    shown = (e for e in source.published.values() if drafts or e.id not in hidden)
    entries = Watched(((e.id, e) for e in sorted(shown, key=key)), getattr(source.entries, "room", None))
    places = {p.id: p for p in source.places.items} if source.places else {}
    return Project(
        root,
        publishable(site),
        load_locales(site, source.ui),
        entries,
        places,
        ledger,
        {id_: found for id_, found in source.documents.items() if id_ in entries},
        tuple(problems),
        publishable(source.glossary) if source.glossary else None,
        source.style,
        (source.site_document, source.glossary_document),
        places_document=source.places_document,
        about_places=source.places,
        synonyms=source.synonyms,
        translations=translated,
        addresses=known,
        day=day,
        drafts=hidden,
    )


def load_locales(site: Site, own: dict[str, dict[str, str]]) -> tuple[Locale, ...]:
    """The locales of the instance with their interface words; an instance's own words win."""
    english = {**interface.words("en"), **own.get("en", {})}
    return tuple(Locale(tag, {**interface.words(tag), **own.get(tag, {})}, english) for tag in site.locales)


__all__ = ["Project", "Village", "check", "load", "load_locales"]
