"""All pages of a project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from camtay import urls
from camtay.locales import Locale
from camtay.model.entries import Alley, DayRoute, Entry, Guide, Place
from camtay.pages import feed, maps, places, ways
from camtay.pages.edits import CARD, EVERYTHING, NAMES, Edits
from camtay.pages.finish import Crumbs, alternates, finished
from camtay.pages.page import Page
from camtay.project import Project
from camtay.sketch import spot_of, stops
from camtay.text import alphabetical
from camtay.view import View, render

NEWS = 5
"""Entries that the start page tells as new."""


def all_pages(project: Project) -> Iterator[Page]:
    """Every page in every locale: home, hubs, places, entries."""
    for locale in project.locales:
        yield from lists(project, locale)
        for entry in project.entries.values():
            yield entry_page(project, locale, entry)


def few_pages(project: Project, edits: Edits = EVERYTHING) -> Iterator[Page]:
    """Every page that is not an entry's: a few, however many entries there are. With `edits` only those that may show
    what was edited."""
    for locale in project.locales:
        yield from lists(project, locale, edits)


def lists(project: Project, locale: Locale, edits: Edits = EVERYTHING) -> Iterator[Page]:
    """The pages of a locale that lead to entries; feed readers find the feed from each of them."""
    for page in _lists(project, locale, edits):
        yield replace(page, feed=feed.path(project, locale))


def _lists(project: Project, locale: Locale, edits: Edits) -> Iterator[Page]:
    if _home_shows(project, locale, edits):
        yield home(project, locale)
    yield from ways.pages(project, locale, edits)
    for kind, entries in project.by_kind.items():
        if edits.shown_by(entries, CARD):
            yield hub(project, locale, kind)
    if project.places:
        if edits.everything:  # it has numbers of entries, and no words of theirs
            yield place_hub(project, locale)
        for place in project.places.values():
            if edits.shown_by(_of_place(project, place), CARD):
                yield place_page(project, locale, place)
    located = maps.places_of(project)
    if located and edits.shown_by([*located, *project.by_kind.get("route", ())], CARD):
        yield map_page(project, locale)


def _home_shows(project: Project, locale: Locale, edits: Edits) -> bool:
    featured = View(project, locale).entries(project.site.featured)
    news = (one.entry for one in feed.newest(project, locale, NEWS)) if edits.any(NAMES) else ()
    return edits.any({"needs"}) or edits.shown_by(featured, CARD) or edits.shown_by(news, NAMES)


def home(project: Project, locale: Locale) -> Page:
    """The start page of a locale."""
    view = View(project, locale)
    found = {"news": feed.newest(project, locale, NEWS), "feed": f"/{feed.path(project, locale)}"}
    html = render(view, "pages/home.html", readers=ways.groups_of_readers(project), **found)
    site = project.site
    paths = {loc.tag: urls.folder(site, loc) for loc in project.locales}
    title, summary = view.plain(site.title), view.plain(site.summary)
    return finished(view, urls.folder(site, locale), title, html, summary, paths, "home")


def hub(project: Project, locale: Locale, kind: str) -> Page:
    """The list of all entries of a kind; guides by topic."""
    view = View(project, locale)
    entries = project.by_kind[kind]
    groups: list[tuple[str, list[Entry]]] = [("", list(entries))]
    if kind == "guide":
        guides = [e for e in entries if isinstance(e, Guide)]
        by_topic = [(view.plain(t.title), [e for e in guides if e.topic == t.id]) for t in project.site.topics]
        groups = [(title, list(found)) for title, found in by_topic if found]
    title, lead = view.w(f"kind.{kind}"), view.w(f"hub.{kind}")
    html = render(view, "pages/hub.html", title=title, lead=lead, groups=groups, crumbs=[])
    path = urls.hub_path(project.site, locale, kind)
    return finished(view, path, title, html, lead, alternates(project, kind), kind)


def place_hub(project: Project, locale: Locale) -> Page:
    """All communes of today, and every former name with what it belongs to now."""
    view = View(project, locale)
    communes = project.places.values()
    old = places.old_units(communes)
    lists = {
        "today": places.today(communes),
        "old": old,
        "letters": places.by_letter(old),
        "example": places.example(communes),
    }
    html = render(view, "pages/places.html", crumbs=[], **lists)
    path = urls.hub_path(project.site, locale, "place")
    return finished(view, path, view.w("places"), html, view.w("hub.place"), alternates(project, "place"), "place")


def map_page(project: Project, locale: Locale) -> Page:
    """All places on one sketch, as far as their spots are sure; the others with a search by name."""
    view = View(project, locale)
    unsure = [entry for entry in maps.places_of(project) if spot_of(entry) is None]
    unsure.sort(key=lambda entry: alphabetical(view.name(entry)))
    routes = [e for e in project.by_kind.get("route", ()) if isinstance(e, DayRoute) and len(stops(view, e)) > 1]
    shown = maps.of_all(view)
    lead = view.w("hub.map" if shown.lines else "map.unsure_how")
    html = render(view, "pages/map.html", map=shown, unsure=unsure, routes=routes, lead=lead, crumbs=[])
    path = urls.hub_path(project.site, locale, "map")
    return finished(view, path, view.w("map.title"), html, lead, alternates(project, "map"), "map")


def place_page(project: Project, locale: Locale, place: Place) -> Page:
    """One commune: its former names and what is there."""
    view = View(project, locale)
    entries = _of_place(project, place)
    crumbs = [(view.w("places"), view.hub("place"))]
    old = places.old_units([place])
    shown = maps.of_place(view, place, entries)
    html = render(view, "pages/place.html", place=place, old=old, entries=entries, crumbs=crumbs, map=shown)
    paths = {tag: f"{path}{place.id}/" for tag, path in alternates(project, "place").items()}
    title = view.plain(place.title)
    names = ", ".join(f"{unit.type} {unit.name}".strip() for unit in old)
    description = f"{title}. {view.w('place.former')}: {names}" if names else title
    return finished(view, paths[locale.tag], title, html, description, paths, "place", crumbs, place)


def _of_place(project: Project, place: Place) -> list[Entry]:
    return [e for e in project.by_place.get(place.id, ()) if not isinstance(e, Alley)]


def entry_page(project: Project, locale: Locale, entry: Entry) -> Page:
    """The full page of an entry."""
    entry = entry.whole()
    view = View(project, locale, explains=True)
    crumbs: Crumbs = [(view.w(f"kind.{entry.kind}"), view.hub(entry.kind))]
    if isinstance(entry, Alley):
        village = project.listed(entry.village)
        crumbs = [(view.w("kind.village"), view.hub("village")), (view.name(village), view.path(village))]
    html = render(view, f"pages/{entry.kind}.html", entry=entry, crumbs=crumbs, map=maps.of_entry(view, entry))
    paths = project.urls(entry)
    summary = view.plain(entry.summary)
    return finished(view, paths[locale.tag], view.plain(entry.title), html, summary, paths, entry.kind, crumbs, entry)


def redirects(project: Project) -> Iterator[tuple[str, str, Locale]]:
    """(old path, new path, language) of every place where a page once was."""
    for (kind, slug), name in project.moved.items():
        entry = project.entries[name]
        for locale in project.locales:
            old = f"{urls.hub_path(project.site, locale, kind)}{slug}/"
            yield old, urls.entry_path(project.site, locale, entry), locale
