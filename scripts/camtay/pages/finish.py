"""What every page gets once its body is made: a notice of texts that fell back, data for search engines, a card."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from camtay import urls
from camtay.model.entries import Entry, Place
from camtay.pages import cards, linked
from camtay.pages.page import Page
from camtay.project import Project
from camtay.view import View

Crumbs = Sequence[tuple[str, str]]


def alternates(project: Project, name: str) -> dict[str, str]:
    """Locale → path of the page that the interface word `path.NAME` names: a kind, `place`, `search` …"""
    return {loc.tag: urls.hub_path(project.site, loc, name) for loc in project.locales}


def finished(
    view: View,
    path: str,
    title: str,
    html: str,
    description: str,
    alternates: dict[str, str],
    kind: str,
    crumbs: Crumbs = (),
    about: Entry | Place | None = None,
) -> Page:
    """The page with a notice on top where a text had to fall back, and what it tells search engines."""
    for tag in sorted(view.fell_back):
        name = next(loc.name for loc in view.project.locales if loc.tag == tag)
        notice = Markup('<p class="ct-fallback">{}</p>').format(view.w("fallback", language=name))
        html = html.replace("</h1>", f"</h1>\n{notice}", 1)
    teller = View(view.project, view.locale)
    thing = (
        linked.commune(teller, about) if isinstance(about, Place) else linked.entry(teller, about) if about else None
    )
    reviewed = about.reviewed.isoformat() if isinstance(about, Entry) else ""
    data = linked.page(teller, path, title, description, crumbs, thing, reviewed)
    card = cards.of_page(view.project, view.locale, about if isinstance(about, Entry) else None)
    return Page(path, title, html, view.locale.tag, description, alternates, tuple(view.toc), kind, data, card)
