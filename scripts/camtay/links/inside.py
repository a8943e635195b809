"""Links inside a built site: pages, anchors, downloads, addresses in other languages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from camtay import scan
from camtay.errors import Problem
from camtay.links.read import Link, Read, read
from camtay.text import nearest

_ELSEWHERE = ("tel", "sms", "mailto", "geo", "data", "javascript", "about")
"""Schemes that lead to no page."""


@dataclass(frozen=True)
class Site:
    """A built site: every page by its file, every file, and the addresses at which it is published."""

    pages: Mapping[str, Read]
    files: frozenset[str]
    bases: tuple[str, ...]
    """Without a slash at the end."""

    def file_of(self, path: str) -> str | None:
        """The file that a static host answers a path (from the root of the host) with."""
        plain = unquote(path)
        plain = (scan.file_of(plain) if self.files else plain).lstrip("/")
        tries = (
            (f"{plain}index.html",)
            if not plain or plain.endswith("/")
            else (plain, f"{plain}.html", f"{plain}/index.html")
        )
        return next((name for name in tries if name in self.files), None)

    def inside(self, page: str, to: str) -> tuple[str, str] | None:
        """(path from the root, anchor) of a link that stays inside, else nothing."""
        base = f"{self.bases[0]}/{page.removesuffix('index.html')}"
        full = urlsplit(urljoin(base, to))
        if full.scheme in _ELSEWHERE or f"{full.scheme}://{full.netloc}" not in self.bases:
            return None
        return posixpath.normpath(full.path) + "/" * (full.path.endswith("/") and len(full.path) > 1), full.fragment


def load(folder: Path, *bases: str) -> Site:
    """A built site. `bases` are its own addresses. Raises OSError."""
    files = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    pages = {name: read(folder / name) for name in sorted(files) if name.endswith(".html")}
    return Site(pages, files, tuple(base.rstrip("/") for base in bases))


def problems(site: Site) -> list[Problem]:
    """Everything that leads nowhere; a target that many pages name is told once, with the first of them."""
    found: dict[tuple[str, str], list[tuple[str, Link]]] = {}
    for page, content in site.pages.items():
        for link in content.links:
            if code := _fault(site, page, link.to):
                found.setdefault((code, _target(site, page, link.to)), []).append((page, link))
    known = sorted(site.files)
    told = []
    for (code, target), places in found.items():
        page, link = places[0]
        params = {"to": target, "n": str(len(places)), "nearest": nearest(target.strip("/"), known) or "–"}
        told.append(Problem(code, f"site/{page}", link.line, params=params))
    return told + list(_alternates(site))


def outside(site: Site) -> dict[str, list[str]]:
    """Every web address of somebody else → the pages that name it."""
    found: dict[str, list[str]] = {}
    for page, content in site.pages.items():
        for link in content.links:
            if urlsplit(link.to).scheme in ("http", "https") and site.inside(page, link.to) is None:
                found.setdefault(link.to.partition("#")[0], []).append(page)
    return {address: list(dict.fromkeys(pages)) for address, pages in sorted(found.items())}


def _target(site: Site, page: str, to: str) -> str:
    path, anchor = site.inside(page, to) or (to, "")
    return path + (f"#{anchor}" if anchor else "")


def _fault(site: Site, page: str, to: str) -> str:
    """The code of what is wrong with a link, or nothing."""
    inner = site.inside(page, to)
    if inner is None:
        return ""
    path, anchor = inner
    name = site.file_of(path)
    if name is None:
        return "link.dead"
    # `:~:text=` marks words and no place of the page's own.
    wanted = unquote(anchor).partition(":~:")[0]
    if wanted and name in site.pages and wanted not in site.pages[name].anchors:
        return "link.anchor"
    return ""


def _alternates(site: Site) -> Iterator[Problem]:
    """Pages whose other language is not there, or does not name them in return (RFC 8288 leaves it open; Google does
    not follow what is not confirmed)."""
    for page, content in site.pages.items():
        for tag, address in content.alternates.items():
            inner = site.inside(page, address)
            name = site.file_of(inner[0]) if inner else None
            if name is None:
                yield Problem("link.dead", f"site/{page}", params={"to": address, "n": "1", "nearest": "–"})
                continue
            back = site.pages[name].alternates.get(content.locale, "")
            returned = site.inside(name, back) if back else None
            if returned is None or site.file_of(returned[0]) != page:
                yield Problem("link.alternate", f"site/{page}", params={"to": address, "tag": tag})
