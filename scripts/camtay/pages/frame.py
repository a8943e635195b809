"""The frame of full pages, rendered once for all pages that differ only in their words.

A theme's template costs the same for every page, though pages of one folder get the same menu, header and foot from it.
Here it is rendered once with a mark in the place of each word of the page, cut at the marks, and filled for every page.
Nothing is known of the template: the first pages of each frame are rendered in full as well, and where the two are not
the same, all pages of that frame are rendered in full.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import escape

Render = Callable[[Any], str]
"""HTML of a page, or of a stand-in for it."""
FIXED = ("locale", "theme_language", "site_name", "locale_names", "template")
"""Metadata that pages of one frame have in common."""
TRIED = 2
"""Pages of a frame that are rendered in full to see whether it holds: a second one shows what the first left behind."""

_MARK = re.compile("\ue000([0-9]+)(&amp;|&|\\\\u0026)\ue001")


class _Content(str):
    """A mark that answers like the content in whose place it stands when a template looks for something in it."""

    real: str

    def __contains__(self, words: object) -> bool:
        return isinstance(words, str) and words in self.real


@dataclass
class Heading:
    """A line of a table of contents, both as HTML."""

    title: str
    id: str


@dataclass
class Toc:
    """A table of contents, in the engine's shape."""

    items: list[Heading]


@dataclass
class Leaf:
    """What can differ between pages of one frame, as the engine's pages have it for a theme's template."""

    meta: dict[str, Any]
    content: str
    canonical_url: str
    toc: Toc


@dataclass(eq=False)
class Frame:
    """What pages have in common."""

    parts: list[str]
    """Fixed pieces at 0, 3, 6 …, each followed by the number of a word and how it was written."""
    tried: int = 0
    holds: bool = True


@dataclass
class Frames:
    """All frames of a build."""

    known: dict[Any, Frame] = field(default_factory=dict)

    def html(self, page: Any, key: tuple[Any, ...], render: Render) -> str:
        """What `render(page)` gives. Pages with the same `key` share whatever is not in their own words."""
        return self.filled(page, key, render)[0]

    def filled(self, page: Any, key: tuple[Any, ...], render: Render) -> tuple[str, Frame | None]:
        """The same with the frame that the page is in, if one holds it."""
        words, shape = _words(page)
        found = self.known.get((key, shape))
        if found is None:
            found = self.known[key, shape] = Frame(_MARK.split(render(_stand_in(page))))
        if not found.holds:
            return render(page), None
        filled = _filled(found.parts, words)
        if found.tried < TRIED:
            found.tried += 1
            whole = render(page)
            found.holds = whole == filled
            return whole, found if found.holds else None
        return filled, found

    def kept(self) -> Iterator[tuple[str, list[str]]]:
        """(name, pieces) of every frame that held, for `fill`."""
        for (key, shape), frame in self.known.items():
            if frame.holds and frame.tried:
                yield repr((key, shape)), frame.parts


def fill(page: Any, key: tuple[Any, ...], parts_of: Callable[[str], list[str] | None]) -> str | None:
    """The page in a frame that an earlier build kept, which `parts_of` gives by its name; None where there is none."""
    words, shape = _words(page)
    parts = parts_of(repr((key, shape)))
    return None if parts is None else _filled(parts, words)


def shell(page: Any, render: Render) -> str:
    """What a page has from the theme alone: its HTML without any of its words."""
    return "\0".join(_MARK.split(render(_stand_in(page)))[::3])


def _filled(parts: list[str], words: list[str]) -> str:
    made = list(parts)
    for at in range(1, len(parts), 3):
        word, how = words[int(parts[at])], parts[at + 1]
        made[at] = word if how == "&" else str(escape(word)) if how == "&amp;" else htmlsafe_json_dumps(word)[1:-1]
        made[at + 1] = ""
    return "".join(made)


def _words(page: Any) -> tuple[list[str], Any]:
    """The words of a page, in the order in which `_stand_in` counts them, and what else may differ between pages."""
    words: list[str] = []

    def look(value: Any) -> Any:
        if isinstance(value, str) and value:
            words.append(value)
            return 0
        if isinstance(value, dict):
            return tuple([(k, repr(v) if k in FIXED else look(v)) for k, v in value.items()])
        if isinstance(value, list | tuple):
            return tuple(map(look, value))
        return repr(value)

    shape = look(page.meta)
    words.append(page.content)
    if page.canonical_url:
        words.append(page.canonical_url)
    for item in page.toc.items:
        words += (item.title, item.id)
    common = _common(page)
    same = tuple([(n, word) for n, word in enumerate(words) if word in common])
    return words, (shape, same, bool(page.canonical_url), len(page.toc.items), "<h1" in page.content)


def _common(page: Any) -> set[str]:
    """Words that pages of a frame have in common: a template may ask whether the title is one of them, the site's name,
    and say it once. So where they stand as words of a page they are no marks, and are part of the frame."""
    return {value for key, value in page.meta.items() if key in FIXED and isinstance(value, str)}


def _stand_in(page: Any) -> Any:
    """A copy of a page with marks in place of its words. The ampersand in each shows later whether it was escaped."""
    numbers, common = count(), _common(page)

    def mark(word: str) -> str:
        number = next(numbers)
        return word if word in common else f"\ue000{number}&\ue001"

    def stand(value: Any) -> Any:
        if isinstance(value, str) and value:
            return mark(value)
        if isinstance(value, dict):
            return {k: v if k in FIXED else stand(v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return type(value)([stand(v) for v in value])
        return value

    made = copy.copy(page)
    made.meta = stand(dict(page.meta))
    made.content = _Content(mark(page.content))
    made.content.real = page.content
    made.canonical_url = mark(page.canonical_url) if page.canonical_url else page.canonical_url
    made.toc = copy.copy(page.toc)
    made.toc.items = [copy.copy(item) for item in page.toc.items]
    for item in made.toc.items:
        item.title, item.id = mark(item.title), mark(item.id)
    return made
