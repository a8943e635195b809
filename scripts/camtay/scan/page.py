"""One issued code → one complete HTML file with the entry in both locales of the instance."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import brotli
from markupsafe import Markup

from camtay import policy as policies
from camtay import urls
from camtay.ledger import Code
from camtay.locales import Locale
from camtay.model.entries import Entry, Guide
from camtay.project import Project, once
from camtay.scan.bundle import bundle
from camtay.scan.frame import Frame, Frames, Words
from camtay.sketch import drawn
from camtay.templating import environment
from camtay.view import View, render

BUDGET = 7_500
"""Bytes after brotli: with the TLS tickets and HTTP/2 settings, what fits a connection's first ten packets."""
BUDGET_GZIP = 9_000
"""Bytes after gzip, for phones and hosts without brotli."""
NOTHING = Markup()
CARRIED = 2
"""Locales whose text is inside a scan page; further ones are linked."""

_DUE = '<p class="w due">'
_NOTICE = re.compile(rf"{_DUE}.*?</p>")


class Framed(NamedTuple):
    """The frame of a page, and its own words as HTML."""

    frame: Frame
    words: Sequence[str]


@dataclass(frozen=True)
class ScanPage:
    """Sizes are in bytes, without pictures and the notice of an overdue review, which must not stop a build because
    time has passed: `size` after brotli (quality 11), `gzip` after gzip (level 9)."""

    code: str
    entry: str
    html: str
    framed: Framed | None = None
    """What is in the frame of other pages too, if the page is in one."""

    @cached_property
    def _counted(self) -> bytes:
        return _lasting(self.html).encode()

    @cached_property
    def size(self) -> int:
        """Bytes after brotli at its best."""
        return len(brotli.compress(self._counted, quality=11))

    @cached_property
    def gzip(self) -> int:
        """Bytes after gzip at its best."""
        return len(gzip.compress(self._counted, 9, mtime=0))

    @cached_property
    def about(self) -> int:
        """A little more than `size`, in a hundredth of the time: the page's own words after brotli in a hurry, and what
        is in all pages after brotli at its best."""
        if self.framed is None:
            return len(brotli.compress(self._counted, quality=1))
        own = _lasting("".join(self.framed.words)).encode()
        return self.framed.frame.size + len(brotli.compress(own, quality=1))

    @cached_property
    def fits(self) -> bool:
        """Whether it arrives with a connection's first packets."""
        # What brotli in a hurry brings below its budget, gzip at its best brings below its own: that has a fifth more
        # room, and gzip needs a tenth more than that at most. And what gzip in a hurry brings below brotli's budget,
        # brotli at its best does (`tests/test_scan_page.py`).
        if self.about <= BUDGET:
            return True
        hurried = len(gzip.compress(self._counted, 1, mtime=0))
        if hurried <= BUDGET:
            return True
        tight = len(brotli.compress(self._counted, quality=5)) <= BUDGET or self.size <= BUDGET
        return tight and (hurried <= BUDGET_GZIP or self.gzip <= BUDGET_GZIP)


def scan_locales(project: Project) -> tuple[Locale, ...]:
    """The locales inside every scan page."""
    return project.locales[:CARRIED]


def render_code(project: Project, code: Code, policy: bool = True) -> ScanPage:
    """The page of a code. Retired and retargeted codes get theirs too, with a word about it.

    What is only good to have is left out where there is no room for it."""
    whole = _render(project, code, policy, room=True)
    return whole if whole.fits else _render(project, code, policy, room=False)


def _lasting(html: str) -> str:
    return _NOTICE.sub("", html) if _DUE in html else html


@once
def _frames(project: Project) -> Frames:
    return Frames()


def _render(project: Project, code: Code, policy: bool, room: bool) -> ScanPage:
    entry = project.entries[code.entry]
    hard = room and isinstance(entry, Guide)
    views = [View(project, loc, marks=False, explains=hard, links=False) for loc in scan_locales(project)]
    site = project.site
    template, values = f"scan/{entry.kind}.html", {"entry": entry, "code": code, "room": room}
    made = (render(v, template, sketch=drawn(v, entry), **values) for v in views)
    bodies = [Markup(squeeze(html)[:-1]) for html in made]  # noqa: S704
    others = [(loc, "/" + urls.entry_path(site, loc, entry)) for loc in project.locales[CARRIED:]]
    canonical = urls.absolute(site, urls.entry_path(site, project.source_locale, entry))
    titles = [f"{v.name(entry)} – {v.plain(site.short)}" for v in views]
    words = Words(titles, views[0].plain(entry.summary), canonical, [href for _, href in others], bodies)

    def whole(of: Words) -> str:
        further = [(loc, href) for (loc, _), href in zip(others, of.others, strict=True)]
        return assemble(project, views, of.titles, of.bodies, of.canonical, further, of.description, policy=policy)

    html, frame, own = _frames(project).filled((policy,), words, whole)
    return ScanPage(code.code, entry.id, html, Framed(frame, own) if frame else None)


def assemble(
    project: Project,
    views: list[View],
    titles: Sequence[str],
    bodies: Sequence[Markup],
    canonical: str,
    others: list[tuple[Locale, str]],
    description: str,
    own_css: Markup = NOTHING,
    own_js: Markup = NOTHING,
    policy: bool = True,
) -> str:
    """A whole page in the frame of scan pages: one title and body a view, `others` being (locale, address).

    With styles of its own it gets only the frame's, and fetches nothing on a touch."""
    css = styles(project.root, tuple(v.locale.tag for v in views), entries=not own_css)
    js = script(project.root)
    values = {
        "site": project.site,
        "views": views,
        "titles": titles,
        "bodies": bodies,
        "others": others,
        "canonical": canonical,
        "description": description,
        "more": bundle(project).script_path.removesuffix(".js") if not own_css else "",
        "css": css + own_css if own_css else css,
        "js": js + own_js if own_js else js,
    }
    templates = environment(project.root)
    html = squeeze(templates.quick("scan/page.html", values) or templates.plain("scan/page.html", values))
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
def styles(root: Path, tags: tuple[str, ...], entries: bool = True) -> Markup:
    """What scan.css says, of which only the part above its mark is about every page in the frame."""
    frame, _, rest = environment(root).get_template("scan/scan.css").render().partition("/*entries*/")
    source = frame + rest if entries else frame
    # Only what is in the chosen locale is shown, not the way to it; without the script nothing is hidden. By styles,
    # since the header is drawn before the last of the page is there, and must not change its height then.
    others = [f".l-{a} .u:lang({b})" for a in tags for b in tags if a != b]
    hide = ",".join([*others, *(f".l-{a} .l:lang({a})" for a in tags)])
    hide += "{display:none}" if hide else ""
    return Markup(source.replace("\n", "") + hide)  # noqa: S704 - our own file


@lru_cache(maxsize=16)
def script(root: Path) -> Markup:
    return Markup(environment(root).get_template("scan/scan.js").render().strip())  # noqa: S704 - our own file


def squeeze(html: str) -> str:
    """Without empty lines, and without the line breaks and indents that templates leave between tags."""
    lines = [line for line in html.split("\n") if line and not line.isspace()]
    made = lines[:1]
    for before, line in pairwise(lines):
        start = line.lstrip()
        joined = before[-1] == ">" and start[0] == "<"
        made += (start,) if joined else ("\n", line)
    return "".join(made).strip() + "\n"
