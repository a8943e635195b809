"""Ways to a page that need no tree of menus: by search, by letter, by need, by audience."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from camtay import codes
from camtay.locales import Locale
from camtay.pages import search
from camtay.pages.finish import alternates, finished
from camtay.pages.page import Page
from camtay.project import Project
from camtay.text import alphabetical, initial
from camtay.view import View, render

Row = tuple[str, str, str]
"""(title, address, what sort of page)."""


def pages(project: Project, locale: Locale) -> Iterator[Page]:
    """All of them in a locale."""
    yield search_page(project, locale)
    yield letters_page(project, locale)


def search_page(project: Project, locale: Locale) -> Page:
    """The field, and the letters for whoever has no script."""
    view = View(project, locale)
    paths = alternates(project, "search")
    html = render(
        view,
        "pages/search.html",
        index=search.index(project, locale),
        letters=by_letter(view),
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


def by_letter(view: View) -> list[tuple[str, list[Row]]]:
    """Entries under their first letters. Alleys are found on the page of their village."""
    entries = (entry for entry in view.project.entries.values() if entry.kind != "alley")
    rows = [(view.plain(entry.title), view.path(entry), view.w(f"kind.{entry.kind}")) for entry in entries]
    rows.sort(key=lambda row: (alphabetical(row[0]), row[1]))
    return [(letter, list(group)) for letter, group in groupby(rows, key=lambda row: initial(row[0]))]
