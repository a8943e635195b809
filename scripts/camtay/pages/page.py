"""What a page is once it is made, whatever engine publishes it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Page:
    """`path` is the address in directory form, relative to the host (`di-tich/thanh-co/`, empty for home)."""

    path: str
    title: str
    """Plain text."""
    html: str
    locale: str
    description: str
    alternates: dict[str, str] = field(hash=False)
    """Locale → path of the same page in that locale."""
    toc: tuple[tuple[str, str], ...] = ()
    """(anchor, title) of the second-level headings."""
    kind: str = ""
    """Kind of the entry or hub; `home`, `place` …"""
    data: str = ""
    """JSON-LD."""
    card: str = ""
    """Path of the picture that chat apps show with a link to the page; nothing where the site has no cards."""
    feed: str = ""
    """Path of the feed that a list of entries tells feed readers about."""

    @property
    def source(self) -> str:
        """Name of the generated file in MkDocs' terms."""
        return f"{self.path}index.md"
