"""The frame of full pages, rendered once for all pages that differ only in their words.

A theme's template costs the same for every page, though pages of one folder get the same menu, header and foot from it.
Here it is rendered once with a mark in the place of each word of the page, cut at the marks, and filled for every page.
Nothing is known of the template: the first pages of each frame are rendered in full as well, and where the two are not
the same, all pages of that frame are rendered in full.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field
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
class _Frame:
    parts: list[str]
    """Fixed pieces at 0, 3, 6 …, each followed by the number of a word and how it was written."""
    tried: int = 0
    holds: bool = True


@dataclass
class Frames:
    """All frames of a build."""

    known: dict[Any, _Frame] = field(default_factory=dict)

    def html(self, page: Any, key: tuple[Any, ...], render: Render) -> str:
        """What `render(page)` gives. Pages with the same `key` share whatever is not in their own words."""
        words, stand_in, shape = _marked(page)
        found = self.known.get((key, shape))
        if found is None:
            found = self.known[key, shape] = _Frame(_MARK.split(render(stand_in)))
        if not found.holds:
            return render(page)
        filled = _filled(found.parts, words)
        if found.tried < TRIED:
            found.tried += 1
            whole = render(page)
            found.holds = whole == filled
            return whole
        return filled


def shell(page: Any, render: Render) -> str:
    """What a page has from the theme alone: its HTML without any of its words."""
    return "\0".join(_MARK.split(render(_marked(page)[1]))[::3])


def _filled(parts: list[str], words: list[str]) -> str:
    made = list(parts)
    for at in range(1, len(parts), 3):
        word, how = words[int(parts[at])], parts[at + 1]
        made[at] = word if how == "&" else str(escape(word)) if how == "&amp;" else htmlsafe_json_dumps(word)[1:-1]
        made[at + 1] = ""
    return "".join(made)


def _marked(page: Any) -> tuple[list[str], Any, Any]:
    """The words of a page, a copy of it with marks in their place, and what else may differ between pages."""
    words: list[str] = []

    def mark(value: str) -> str:
        words.append(value)
        # The ampersand shows in the result whether the template escaped it.
        return f"\ue000{len(words) - 1}&\ue001"

    def stand(value: Any) -> tuple[Any, Any]:
        if isinstance(value, str) and value:
            return mark(value), str
        if isinstance(value, dict):
            pairs = {k: (v, k) if k in FIXED else stand(v) for k, v in value.items()}
            shapes = tuple((k, repr(value[k]) if k in FIXED else shape) for k, (_, shape) in pairs.items())
            return {k: v for k, (v, _) in pairs.items()}, shapes
        if isinstance(value, list | tuple):
            both = [stand(v) for v in value]
            return type(value)(v for v, _ in both), tuple(shape for _, shape in both)
        return value, repr(value)

    made = copy.copy(page)
    made.meta, shape = stand(dict(page.meta))
    content = _Content(mark(page.content))
    content.real = page.content
    made.content = content
    made.canonical_url = mark(page.canonical_url) if page.canonical_url else page.canonical_url
    made.toc = copy.copy(page.toc)
    made.toc.items = [copy.copy(item) for item in page.toc.items]
    for item in made.toc.items:
        item.title, item.id = mark(item.title), mark(item.id)
    # A template may ask whether the title is the site's name, and say it once.
    common = {value for key, value in page.meta.items() if key in FIXED and isinstance(value, str)}
    same = tuple(n for n, word in enumerate(words) if word in common)
    return words, made, (shape, same, bool(page.canonical_url), len(page.toc.items), "<h1" in page.content)
