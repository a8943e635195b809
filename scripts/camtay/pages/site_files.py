"""What a published site has beside its pages' bodies: metadata, menu, sitemap, policy, pictures, redirects."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from babel.core import get_global

from camtay import audio, markup, media, policy, urls
from camtay.locales import Locale
from camtay.model.entries import Entry
from camtay.pages import cards, feed, maps, search
from camtay.pages.page import Page
from camtay.pages.render import redirects
from camtay.project import Project


def meta(project: Project, page: Page) -> dict[str, Any]:
    """The metadata that the theme's templates read (`page.meta`)."""
    site = project.site
    locale = next(loc for loc in project.locales if loc.tag == page.locale)
    return {
        "title": page.title,
        "description": page.description,
        "locale": page.locale,
        "theme_language": theme_language(locale),
        "site_name": site.title.in_(page.locale).text,
        "data": page.data,
        "url": urls.absolute(site, page.path),
        "card": urls.absolute(site, page.card) if page.card else "",
        "feed": urls.absolute(site, page.feed) if page.feed else "",
        "og_locale": _with_country(locale),
        "manifest": f"/manifest-{page.locale}.webmanifest",
        "alternates": {tag: urls.absolute(site, path) for tag, path in page.alternates.items()},
        "x_default": urls.absolute(site, page.alternates[site.locales[0]]),
        "paths": {tag: f"/{path}" for tag, path in page.alternates.items()},
        "locale_names": {loc.tag: loc.name for loc in project.locales},
    }


def _with_country(locale: Locale) -> str:
    """`vi_VN`: Open Graph's names of locales have a country, here the one where most speak it."""
    tag = locale.tag.replace("-", "_")
    likely = get_global("likely_subtags").get(tag, tag).split("_")
    return f"{likely[0]}_{likely[-1]}"


@lru_cache(maxsize=64)
def theme_language(locale: Locale) -> str:
    """Name of Material's file of words for a locale; English where it has none."""
    import material

    folder = Path(material.__path__[0]) / "templates" / "partials" / "languages"
    names = (locale.tag, locale.tag.partition("-")[0])
    return next((name for name in names if (folder / f"{name}.html").is_file()), "en")


def menu(project: Project, pages: Iterable[Page], locale: Locale) -> list[Page]:
    """Pages of the side menu in a locale: home, then the hubs."""
    site = project.site
    kinds = [k for k in project.by_kind if k != "alley"] + (["place"] if project.places else [])
    kinds += ["map"] if maps.places_of(project) else []
    wanted = [urls.folder(site, locale)] + [urls.hub_path(site, locale, kind) for kind in kinds]
    by_path = {page.path: page for page in pages if page.locale == locale.tag}
    return [by_path[path] for path in wanted]


def theme_data(project: Project, pages: Iterable[Page]) -> dict[str, Any]:
    """Data for templates that belong to no page (the 404 page, the sitemap) and for the frame of all.

    `pages` are those that are not an entry's."""
    site = project.site
    notfound = [
        {
            "locale": loc.tag,
            "title": loc.word("notfound.title"),
            "text": loc.word("notfound.text"),
            "home": loc.word("notfound.home"),
            "href": "/" + urls.folder(site, loc),
            "sign": loc.word("doubt.missing"),
            "doubt": loc.word("scan.doubt"),
        }
        for loc in project.locales
    ]
    listed = [(page.locale, page.alternates, "") for page in pages]
    entries = [(project.urls(entry), entry.reviewed.isoformat()) for entry in project.entries.values()]
    sitemap = []
    for locale in project.locales:
        own = [one for one in listed if one[0] == locale.tag]
        for _, paths, lastmod in (*own, *((locale.tag, paths, day) for paths, day in entries)):
            addresses = {tag: urls.absolute(site, path) for tag, path in paths.items()}
            sitemap.append({"url": addresses[locale.tag], "alternates": addresses, "lastmod": lastmod})
    words = {"skip": "skip", "menu": "menu", "search": "search", "trust": "scan.trust", "doubt": "scan.doubt"}
    contact = site.contact
    office = {loc.tag: markup.plain(contact.office.in_(loc.tag).text) for loc in project.locales if contact.office}
    return {
        "notfound": notfound,
        "sitemap": sitemap,
        "source": site.locales[0],
        "words": {loc.tag: {name: loc.word(key) for name, key in words.items()} for loc in project.locales},
        "office": office,
        "search": {loc.tag: f"/{urls.hub_path(site, loc, 'search')}" for loc in project.locales},
        "email": contact.email,
        "phone": contact.phone.number if contact.phone else "",
    }


def of_theme(path: str) -> bool:
    """Whether a file is a script or sheet of the theme that no page of ours asks for."""
    return path.startswith(("assets/javascripts/", "assets/stylesheets/")) or path == "assets/camtay.css"


def with_policy(html: str, body: str = "") -> str:
    """The page with its Content-Security-Policy; `body` is the part of it that is made of content."""
    return policy.add(html, policy.full_page(html, body))


def write(project: Project, out: Path, preview: bool = False) -> None:
    """Pictures, voices, redirects of former addresses and robots.txt; no cards for a preview. Raises OSError."""
    cards.write_icons(project, out)
    if not preview:
        cards.write(project, out, project.root / "site")
    entries = project.entries.values()
    for path, data in _further(project, entries):
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    for old, new, locale in redirects(project):
        target = out / old / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_redirect(urls.absolute(project.site, new), f"/{new}", locale.tag), "utf-8")
    robots = f"User-agent: *\nAllow: /\nSitemap: {urls.absolute(project.site, 'sitemap.xml')}\n"
    (out / "robots.txt").write_text(robots, "utf-8")


def _further(project: Project, entries: Collection[Entry]) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file, made when it is asked for."""
    yield from ((asset.path, asset.data) for asset in assets(project.root, entries))
    yield from dict(maps.files(project)).items()
    yield from ((sound.path, sound.data) for sound in audio.sounds(project.root, entries))
    yield from ((feed.path(project, loc), feed.atom(project, loc).encode()) for loc in project.locales)
    for loc in project.locales:
        yield from ((file.path, file.data) for file in search.index(project, loc).files if file.data is not None)


def assets(root: Path, entries: Iterable[Entry]) -> Iterator[media.Asset]:
    """Every picture of the site in all its sizes, each once, one after the other: a province has thousands."""
    seen: set[str] = set()
    for name in media.names(entries):
        for size in media.SIZES:
            made = media.asset(root, name, size)
            if made.path not in seen:
                seen.add(made.path)
                yield made


def _redirect(canonical: str, path: str, tag: str) -> str:
    href, full = escape(path, quote=True), escape(canonical, quote=True)
    return (
        f'<!doctype html><html lang="{tag}"><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><title>→ {full}</title>'
        f'<link rel="canonical" href="{full}"><meta name="robots" content="noindex">'
        f'<meta http-equiv="refresh" content="0; url={href}"><p><a href="{href}">{full}</a></p>\n'
    )
