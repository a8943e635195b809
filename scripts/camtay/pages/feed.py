"""What is new: an Atom feed a locale (RFC 4287), with dates and ids that come from the content alone."""

from __future__ import annotations

from dataclasses import dataclass

from camtay import urls
from camtay.locales import Locale
from camtay.model.entries import Entry
from camtay.project import Project
from camtay.view import View, render

NEWEST = 30
"""Entries of a feed."""


@dataclass(frozen=True)
class News:
    """`id` is the IRI of an entry in a locale: the signs' host and the entry's id stay for ever. Dates are days."""

    entry: Entry
    id: str
    published: str
    updated: str


def newest(project: Project, locale: Locale, most: int = NEWEST) -> list[News]:
    """Entries by the day of their last review, then by the day that their first code was issued, the latest first.

    Alleys are told with their village; what is a draft or no longer valid is no news."""
    first: dict[str, str] = {}
    for code in project.ledger.codes.values():
        day = code.events[0].date
        first[code.first_entry] = min(day, first.get(code.first_entry, day))
    found = []
    for entry in project.entries.values():
        if entry.kind == "alley" or entry.id in project.drafts or project.expired(entry):
            continue
        updated = entry.reviewed.isoformat()
        iri = f"https://{project.site.host}/id/{entry.id}#{locale.tag}"
        found.append(News(entry, iri, min(first.get(entry.id, updated), updated), updated))
    found.sort(key=lambda news: (news.updated, news.published), reverse=True)
    return found[:most]


def path(project: Project, locale: Locale) -> str:
    """Where the feed stands, relative to the site."""
    return f"{urls.folder(project.site, locale)}feed.xml"


def atom(project: Project, locale: Locale) -> str:
    """The feed as XML; of a site without entries, one that has none."""
    view, news = View(project, locale), newest(project, locale)
    updated = max((one.updated for one in news), default="2026-01-01")
    values = {"news": news, "updated": updated, "self_path": path(project, locale)}
    return render(view, "pages/feed.xml", **values)
