"""What a live page says of itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

_REFRESH = re.compile(r"^\s*\d+\s*;\s*url=(.+)$", re.IGNORECASE)
_CARRIERS = {
    "script": "src",
    "iframe": "src",
    "frame": "src",
    "embed": "src",
    "object": "data",
    "form": "action",
    "base": "href",
}
"""Elements that run, show or take what is elsewhere; links that a person follows are none."""


@dataclass
class Page(HTMLParser):
    """One page as it came."""

    strong: set[str] = field(default_factory=set)
    """Texts in bold: the code of a scan page is one."""
    headings: set[str] = field(default_factory=set)
    canonical: str = ""
    refresh: str = ""
    links: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)
    """Hosts of scripts, frames and forms, as they are written."""
    policy: str = ""
    """Its own Content-Security-Policy."""
    _open: list[tuple[str, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what an element says; called by the parser."""
        values = {name: (value or "").strip() for name, value in attrs}
        if tag in ("strong", "h1"):
            self._open.append((tag, []))
        if tag == "a" and "href" in values:
            self.links.add(values["href"])
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href", "")
        if tag == "link" and values.get("rel") == "stylesheet":
            self._carries(values.get("href", ""))
        if tag == "meta":
            kind = values.get("http-equiv", "").lower()
            if kind == "content-security-policy":
                self.policy = values.get("content", "")
            if kind == "refresh" and (found := _REFRESH.match(values.get("content", ""))):
                self.refresh = found[1].strip()
        if tag in _CARRIERS:
            self._carries(values.get(_CARRIERS[tag], ""))

    def _carries(self, address: str) -> None:
        try:
            host = urlsplit(address).hostname
        except ValueError:
            host = address
        if host:
            self.elsewhere.add(host)

    def handle_data(self, data: str) -> None:
        """Text inside an element; called by the parser."""
        for _, parts in self._open:
            parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        """The end of an element; called by the parser."""
        if self._open and self._open[-1][0] == tag:
            _, parts = self._open.pop()
            (self.strong if tag == "strong" else self.headings).add(plain("".join(parts)))


def read(text: str) -> Page:
    """A page from its HTML, however broken."""
    found = Page()
    found.feed(text)
    found.close()
    return found


def plain(text: str) -> str:
    """A text in the form in which two of them are compared."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def refresh_of(text: str) -> str:
    """Where a page leads by itself; nothing if it stays. Former addresses on static hosts are such pages."""
    return read(text).refresh if "http-equiv" in text[:2_000].lower() and "refresh" in text[:2_000].lower() else ""
