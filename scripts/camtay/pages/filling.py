"""Full pages: a body of ours in the theme's frame, with its policy, and what the rest of a build must know of it.

Nothing here knows the engine: `Theme` is told how a page that no frame is known for comes out of the theme's template.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from markupsafe import escape

from camtay import policy
from camtay.pages import frame, site_files
from camtay.pages.page import Page
from camtay.project import Project
from camtay.written import Told, silent, tell

Render = Callable[[Page, frame.Leaf], str]
"""HTML that the theme gives for a page with the words of a leaf."""


@dataclass(frozen=True)
class Written:
    """A page as it goes to the disk."""

    data: bytes
    told: Told


def key(made: Page) -> tuple[str, ...]:
    """Pages with the same key share a frame: addresses in one are relative, so these are pages of one folder."""
    if made.kind == "home" or made.path.count("/") < 2:
        return (made.path, made.locale, made.kind)
    return (made.path.rstrip("/").rpartition("/")[0], made.locale, made.kind)


def meta(project: Project, made: Page) -> dict[str, Any]:
    """The metadata of a page of ours, whatever makes it."""
    return {**site_files.meta(project, made), "template": "filled.html"}


def contents(made: Page) -> frame.Toc:
    """The table of contents. The theme takes what stands in it for HTML."""
    return frame.Toc([frame.Heading(str(escape(title)), str(escape(anchor))) for anchor, title in made.toc])


def leaf(project: Project, made: Page) -> frame.Leaf:
    """The words of a page where the theme's template looks for them."""
    own = meta(project, made)
    return frame.Leaf(own, made.html, own["url"], contents(made))


def written(html: str, made: Page) -> Written:
    """A page with this HTML as it goes to the disk, with its policy."""
    known = tell(html, f"/{made.path}", b"", made.html)
    data = policy.add(html, policy.full(known.scripts, known.styles)).encode()
    return Written(data, known._replace(size=len(data), sha256=hashlib.sha256(data).hexdigest()))


@dataclass
class Theme:
    """Makes the full pages of a project; `policies` is off in a preview, whose pages are reloaded by a script."""

    project: Project
    render: Render
    policies: bool = True
    frames: frame.Frames = field(default_factory=frame.Frames)
    _plain: dict[frame.Frame, Told] = field(default_factory=dict)
    """Of each frame, what is known of its pages whose bodies bring nothing that matters."""

    def whole(self, made: Page) -> str:
        """HTML without policy."""
        return self._filled(made)[0]

    def _filled(self, made: Page) -> tuple[str, frame.Frame | None]:
        page = leaf(self.project, made)

        def render(of: frame.Leaf) -> str:
            return self.render(made, of)

        return self.frames.filled(page, key(made), render)

    def page(self, made: Page) -> Written:
        """The page as it goes to the disk."""
        html, found = self._filled(made)
        usual = found if found and silent(made.html) else None
        plain = self._plain.get(usual) if usual else None
        if plain is None:
            plain = tell(html, f"/{made.path}", b"", made.html)
            if usual:
                self._plain[usual] = plain
        if self.policies:
            html = policy.add(html, policy.full(plain.scripts, plain.styles))
        data = html.encode()
        return Written(data, plain._replace(size=len(data), sha256=hashlib.sha256(data).hexdigest()))

    def kept(self) -> Iterable[tuple[str, list[str]]]:
        """Frames that a later build can fill without the theme, by name."""
        return self.frames.kept()


__all__ = ["Theme", "Written", "contents", "key", "leaf", "meta", "written"]
