"""One issued code → one complete HTML file with the entry in both locales of the instance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import brotli
from markupsafe import Markup

from camtay import policy as policies
from camtay import urls
from camtay.ledger import Code
from camtay.locales import Locale
from camtay.model.entries import Entry
from camtay.project import Project
from camtay.scan.bundle import bundle
from camtay.view import View, environment, render

BUDGET = 7_500
"""Bytes after brotli: with the TLS tickets and HTTP/2 settings, what fits a connection's first ten packets."""
NOTHING = Markup()
CARRIED = 2
"""Locales whose text is inside a scan page; further ones are linked."""

_NOTICE = re.compile(r'<p class="w due">.*?</p>')


@dataclass(frozen=True)
class ScanPage:
    """`size` is in bytes after brotli (quality 11), without pictures and the notice of an overdue review."""

    code: str
    entry: str
    html: str
    size: int


def scan_locales(project: Project) -> tuple[Locale, ...]:
    """The locales inside every scan page."""
    return project.locales[:CARRIED]


def render_code(project: Project, code: Code, policy: bool = True) -> ScanPage:
    """The page of a code. Retired and retargeted codes get theirs too, with a word about it."""
    entry = project.entries[code.entry]
    views = [View(project, locale, marks=False) for locale in scan_locales(project)]
    site = project.site
    bodies = [Markup(render(v, f"scan/{entry.kind}.html", entry=entry, code=code)) for v in views]  # noqa: S704
    others = [(loc, "/" + urls.entry_path(site, loc, entry)) for loc in project.locales[CARRIED:]]
    canonical = urls.absolute(site, urls.entry_path(site, project.source_locale, entry))
    titles = [f"{v.name(entry)} – {v.plain(site.short)}" for v in views]
    html = assemble(project, views, titles, bodies, canonical, others, policy=policy)
    # A page that grows by the notice because time has passed must not stop a build: it is not counted.
    return ScanPage(code.code, entry.id, html, compressed(_NOTICE.sub("", html)))


def assemble(
    project: Project,
    views: list[View],
    titles: list[str],
    bodies: list[Markup],
    canonical: str,
    others: list[tuple[Locale, str]],
    own_css: Markup = NOTHING,
    own_js: Markup = NOTHING,
    policy: bool = True,
) -> str:
    """A whole page in the frame of scan pages: one title and body a view, `others` being (locale, address)."""
    html = (
        environment(project.root)
        .get_template("scan/page.html")
        .render(
            site=project.site,
            views=views,
            titles=titles,
            bodies=bodies,
            others=others,
            canonical=canonical,
            more=bundle(project).script_path.removesuffix(".js"),
            css=styles(project.root, tuple(v.locale.tag for v in views)) + own_css,
            js=script(project.root) + own_js,
        )
    )
    html = squeeze(html)
    return policies.add(html, policies.scan_page(html)) if policy else html


def compressed(html: str) -> int:
    """Bytes after brotli at its best."""
    return len(brotli.compress(html.encode(), quality=11))


def longest_field(project: Project, entry: Entry) -> str:
    """The field of an entry that takes most room, for the one who has to shorten it."""
    document, base = project.documents[entry.id]
    data: Any = document.data
    for part in base:
        data = data[part]
    sizes: dict[str, int] = {
        key: len(str(value))
        for key, value in data.items()
        if key not in ("sources", "confirm", "alleys", "timeline", "disputed")
    }
    return max(sizes, key=lambda key: sizes[key])


@lru_cache(maxsize=16)
def styles(root: Path, tags: tuple[str, ...]) -> Markup:
    source = environment(root).get_template("scan/scan.css").render()
    # Only the article of the chosen locale is shown; without the script none is hidden.
    hide = "".join(f".l-{a} #{b}{{display:none}}" for a in tags for b in tags if a != b)
    return Markup(source.replace("\n", "") + hide)  # noqa: S704 - our own file


@lru_cache(maxsize=16)
def script(root: Path) -> Markup:
    return Markup(environment(root).get_template("scan/scan.js").render().strip())  # noqa: S704 - our own file


def squeeze(html: str) -> str:
    """Without the line breaks and indents that templates leave between tags."""
    html = re.sub(r"\n\s*\n+", "\n", html)
    return re.sub(r">\n+\s*<", "><", html).strip() + "\n"
