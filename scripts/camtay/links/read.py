"""What a built page links to, and what can be linked to in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_ADDRESSES = {
    "a": ("href",),
    "audio": ("src",),
    "form": ("action",),
    "iframe": ("src",),
    "img": ("src", "srcset"),
    "link": ("href",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "video": ("src",),
}
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url=(.+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Link:
    """`to` as it stands in the page, without its entities; `line` counts from 1."""

    to: str
    line: int


@dataclass
class Read(HTMLParser):
    """One page: its links, the names that an anchor can lead to, and its addresses in other languages."""

    links: list[Link] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    alternates: dict[str, str] = field(default_factory=dict)
    """Language → absolute address, `x-default` left out."""
    canonical: str = ""
    locale: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what an element says; called by the parser."""
        values = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        if tag == "html":
            self.locale = values.get("lang", "")
        self.anchors.update(values[name] for name in ("id", "name") if values.get(name))
        if tag == "link" and values.get("rel") == "alternate" and values.get("hreflang"):
            if values["hreflang"] != "x-default":
                self.alternates[values["hreflang"]] = values.get("href", "")
                return
        elif tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href", "")
        elif tag == "meta" and (found := _REFRESH.match(values.get("content", ""))):
            self.links.append(Link(found[1].strip(), line))
            return
        for name in _ADDRESSES.get(tag, ()):
            if name not in values:
                continue
            several = [part.split()[0] for part in values[name].split(",") if part.strip()]
            self.links += [Link(to, line) for to in (several if name == "srcset" else [values[name].strip()])]


def read(path: Path) -> Read:
    """One built page. Raises OSError."""
    found = Read()
    found.feed(path.read_text("utf-8", "replace"))
    found.close()
    return found
