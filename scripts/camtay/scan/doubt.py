"""`/Q/`: the page for people who doubt a sign. It judges a code or an address on the spot, without a request.

The page does not know which codes exist, only whether one can be ours: its check letter, and the host of an address.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from camtay import codes, urls
from camtay.model.site import Site
from camtay.project import Project
from camtay.scan.page import assemble, compressed, scan_locales
from camtay.templating import environment
from camtay.view import View, render

FILES = (f"{urls.SCAN_FOLDER}/index.html", f"{urls.SCAN_FOLDER.lower()}/index.html")
"""Where the page stands in the site: as printed, and all lower case."""

NEVER = " ".join(sorted(set(string.digits + string.ascii_uppercase) - set(codes.ALPHABET)))
"""What no code has."""


@dataclass(frozen=True)
class DoubtPage:
    """`size` is in bytes after brotli (quality 11)."""

    html: str
    size: int


def render_doubt(project: Project, policy: bool = True) -> DoubtPage:
    """The page, in the same frame as scan pages and in the same locales."""
    site = project.site
    views = [View(project, locale) for locale in scan_locales(project)]
    words = {"hosts": own_hosts(site), "never": NEVER}
    bodies = [Markup(render(v, "scan/doubt.html", **words)) for v in views]  # noqa: S704 - our own template
    html = assemble(
        project,
        views,
        [f"{v.w('doubt.title')} – {v.plain(site.short)}" for v in views],
        bodies,
        urls.absolute(site, f"{urls.SCAN_FOLDER}/"),
        [],
        views[0].w("scan.trust"),
        own_css=_own_styles(project.root, len(site.host) + 1),
        own_js=Markup(";\n") + _own_script(project.root),
        policy=policy,
    )
    return DoubtPage(html, compressed(html))


def own_hosts(site: Site) -> tuple[str, ...]:
    """Hosts of genuine addresses, the one on signs first; another where the site itself has moved."""
    return tuple(dict.fromkeys((site.host, urls.absolute(site, "").removeprefix("https://").rstrip("/"))))


@lru_cache(maxsize=16)
def _own_styles(root: Path, letters: int) -> Markup:
    source = environment(root).get_template("scan/doubt.css").render(letters=letters)
    return Markup(source.replace("\n", ""))  # noqa: S704 - our own file


@lru_cache(maxsize=16)
def _own_script(root: Path) -> Markup:
    source = environment(root).get_template("scan/doubt.js")
    text = source.render(alphabet=codes.ALPHABET, length=codes.LENGTH, look_alikes=codes.LOOK_ALIKES)
    return Markup(re.sub(r"\n\s*", "\n", text).strip())  # noqa: S704 - our own file
