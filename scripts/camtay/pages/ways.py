"""Ways to a page that need no tree of menus: by search, by letter, by need, by audience."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from camtay import codes
from camtay.locales import Locale
from camtay.model.entries import Entry, Guide
from camtay.model.site import Term
from camtay.pages import search
from camtay.pages.edits import EVERYTHING, NAMES, Edits
from camtay.pages.finish import alternates, finished
from camtay.pages.page import Page
from camtay.project import Project
from camtay.text import alphabetical, beginning, initial
from camtay.view import View, render

Row = tuple[str, str, str]
"""(title, address, what sort of page)."""


def pages(project: Project, locale: Locale, edits: Edits = EVERYTHING) -> Iterator[Page]:
    """All of them in a locale, or those that may show what was edited."""
    yield search_page(project, locale)
    if edits.any({"title"}):
        yield letters_page(project, locale)
    if edits.any({"needs"}) and any(entry.needs for entry in project.entries.values()):
        yield needs_page(project, locale)
    groups = groups_of_readers(project) if edits.any(NAMES) else []
    if any(edits.shown_by(entries, NAMES) for _, entries in groups):
        yield readers_page(project, locale)


def search_page(project: Project, locale: Locale) -> Page:
    """The field, and the letters for whoever has no script."""
    view = View(project, locale)
    paths = alternates(project, "search")
    html = render(
        view,
        "pages/search.html",
        index=search.index(project, locale),
        letters=letters_of(view),
        here=f"/{paths[locale.tag]}",
        alphabet=codes.ALPHABET,
        look_alikes=codes.LOOK_ALIKES,
    )
    return finished(view, paths[locale.tag], view.w("search"), html, view.w("search.hint"), paths, "search")


def letters_page(project: Project, locale: Locale) -> Page:
    """The names of all entries in alphabetical order."""
    view = View(project, locale)
    paths = alternates(project, "letters")
    html = render(view, "pages/letters.html", letters=by_letter(view), crumbs=[])
    return finished(view, paths[locale.tag], view.w("letters"), html, view.w("letters.lead"), paths, "letters")


def letters_of(view: View) -> list[str]:
    """The letters of `by_letter` in their order."""
    titles = (r.title for r in search.records(view.project, view.locale) if r.kind not in ("alley", "place"))
    firsts = {beginning(title) for title in titles}
    return [letter for letter, _ in groupby(letter for _, letter in sorted(firsts))]


def by_letter(view: View) -> list[tuple[str, list[Row]]]:
    """Entries under their first letters. Alleys are found on the page of their village."""
    labels = search.labels(view.project, view.locale)
    rows = [
        (record.title, f"{labels[record.kind][1]}{record.slug}/", labels[record.kind][0])
        for record in search.records(view.project, view.locale)
        if record.kind not in ("alley", "place")
    ]
    rows.sort(key=lambda row: (alphabetical(row[0]), row[1]))
    return [(letter, list(group)) for letter, group in groupby(rows, key=lambda row: initial(row[0]))]


def needs_page(project: Project, locale: Locale) -> Page:
    """“I want to …”: guides by topic, then other entries, each as somebody says it who needs it."""
    view = View(project, locale)
    groups = [(view.plain(topic.title), _needs(view, topic.id)) for topic in project.site.topics]
    groups.append((view.w("topic.other"), _needs(view, "")))
    paths, lead = alternates(project, "needs"), view.w("needs.lead")
    html = render(view, "pages/needs.html", groups=[group for group in groups if group[1]], lead=lead, crumbs=[])
    return finished(view, paths[locale.tag], view.w("needs"), html, lead, paths, "needs")


def _needs(view: View, topic: str) -> list[tuple[str, str]]:
    """(what is wanted, address of the page for it) of a topic, or of entries without one, in alphabetical order."""
    project = view.project
    guides = (e for e in project.by_kind.get("guide", ()) if isinstance(e, Guide) and e.topic == topic)
    entries = guides if topic else (e for e in project.entries.values() if not isinstance(e, Guide))
    return sorted(
        ((view.plain(n), view.path(e)) for e in entries for n in e.needs), key=lambda row: alphabetical(row[0])
    )


def groups_of_readers(project: Project) -> list[tuple[Term, list[Entry]]]:
    """Groups of people with the learning paths and guides for them, paths first; groups without any are left out."""
    made = [e for kind in ("path", "guide") for e in project.by_kind.get(kind, ())]
    found = [(term, [e for e in made if term.id in getattr(e, "audience", ())]) for term in project.site.audiences]
    return [(term, entries) for term, entries in found if entries]


def readers_page(project: Project, locale: Locale) -> Page:
    """Pages by the people they are for."""
    view = View(project, locale)
    paths, lead = alternates(project, "readers"), view.w("readers.lead")
    html = render(view, "pages/readers.html", groups=groups_of_readers(project), lead=lead, crumbs=[])
    return finished(view, paths[locale.tag], view.w("readers"), html, lead, paths, "readers")
