"""What all scan pages of a project have around their bodies, made once and filled for every code.

The template is rendered with a mark in the place of each word of the page and cut at the marks. The first pages in each
frame are rendered in full as well: where the two are not the same, all pages of that frame are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import brotli
from markupsafe import Markup, escape

from camtay import policy

TRIED = 2
"""Pages of a frame that are rendered in full too."""
_MARK = re.compile("<?\ue000([0-9]+)[^\ue001]*\ue001>?")
_DRAWN = re.compile("#i-[a-z]+")
_OWN = ("<style", "<script", "\ue000")


@dataclass(frozen=True)
class Words:
    """What differs from page to page: one title and body a locale carried, addresses of further ones."""

    titles: Sequence[str]
    description: str
    canonical: str
    others: Sequence[str]
    bodies: Sequence[Markup]

    @property
    def drawings(self) -> tuple[str, ...]:
        """Names of the drawings that the bodies use: the frame brings them."""
        return tuple(sorted({name for body in self.bodies for name in _DRAWN.findall(body)}))

    @property
    def plain(self) -> bool:
        """Whether no word brings what the policy of the page must know."""
        return not any(sign in body for body in self.bodies for sign in _OWN)

    def stand_in(self) -> Words:
        """The same with marks. Those of bodies look like elements, since bodies begin and end with one."""
        drawings = " ".join(self.drawings)
        texts = [f"\ue000{number}\ue001" for number in range(len(self.titles) + 2 + len(self.others))]
        titles, (description, canonical), others = (
            texts[: len(self.titles)],
            texts[len(self.titles) : len(self.titles) + 2],
            texts[len(self.titles) + 2 :],
        )
        bodies = [Markup(f"<\ue000{len(texts) + n} {drawings}\ue001>") for n in range(len(self.bodies))]  # noqa: S704
        return Words(titles, description, canonical, others, bodies)

    def flat(self) -> list[str]:
        """As HTML, in the order in which `stand_in` counts them."""
        texts = (*self.titles, self.description, self.canonical, *self.others)
        return [*(str(escape(text)) for text in texts), *self.bodies]


@dataclass(eq=False)
class Frame:
    """Fixed pieces at even places, the numbers of words between them."""

    parts: list[str]
    tried: int = 0
    holds: bool = True

    def fill(self, words: Sequence[str]) -> str:
        """The page with these words."""
        parts = self.parts.copy()
        parts[1::2] = [words[int(number)] for number in self.parts[1::2]]
        return "".join(parts)

    @cached_property
    def fixed(self) -> str:
        """What the frame brings to every page."""
        return "".join(self.parts[::2])

    @cached_property
    def inline(self) -> tuple[list[str], list[str]]:
        """CSP sources of the scripts and styles in it."""
        return policy.hashes(self.fixed)

    @cached_property
    def size(self) -> int:
        """Bytes after brotli at its best."""
        return len(brotli.compress(self.fixed.encode(), quality=11))


@dataclass
class Frames:
    """The frames of one project, by what decides them."""

    known: dict[tuple[object, ...], Frame] = field(default_factory=dict)

    def filled(
        self, key: tuple[object, ...], words: Words, render: Callable[[Words], str]
    ) -> tuple[str, Frame | None, Sequence[str]]:
        """What `render(words)` gives, the frame that holds it, if one does, and the words as HTML.

        Bodies must come as `render` leaves them."""
        if not words.plain:
            return render(words), None, ()
        own = (*key, words.drawings, len(words.titles), len(words.others))
        found = self.known.get(own)
        if found is None:
            found = self.known[own] = Frame(_MARK.split(render(words.stand_in())))
        if not found.holds:
            return render(words), None, ()
        flat = words.flat()
        filled = found.fill(flat)
        if found.tried < TRIED:
            found.tried += 1
            whole = render(words)
            found.holds = whole == filled
            return whole, found if found.holds else None, flat
        return filled, found, flat
