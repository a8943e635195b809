"""Content-Security-Policy of generated pages: only what a page carries may run, nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache

_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>")
_STYLE = re.compile(r"<style[^>]*>")
_CHARSET = re.compile(r'<meta charset="?utf-8"?>')


MEDIA = (
    "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'; sandbox allow-same-origin; "
    "frame-ancestors 'none'"
)
"""Policy of pictures and recordings: a drawing that somebody opens by itself is a document, and must never act."""


PREVIEW = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src *; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""Policy of the preview, whose pages are reloaded by a script inside them; its `/admin/` may talk to its server."""


@lru_cache(maxsize=1_000)
def source_hash(text: str) -> str:
    """CSP level 3 source expression for an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def hashes(html: str, body: str = "") -> tuple[list[str], list[str]]:
    """(scripts, styles) as source expressions, each once, in order.

    `body` is the part of the page that is made of content: our templates have none in it, so one that stands there came
    with somebody's words, and the policy must not name it."""
    html = html.replace(body, "", 1) if body else html
    scripts, styles = pieces(html)
    return list(dict.fromkeys(map(source_hash, scripts))), list(dict.fromkeys(map(source_hash, styles)))


def pieces(html: str) -> tuple[list[str], list[str]]:
    """Texts of all inline (scripts, styles) of a page."""
    scripts, styles = _inside(html, _SCRIPT, "</script>"), _inside(html, _STYLE, "</style>")
    return [s for s in scripts if s.strip()], [s for s in styles if s.strip()]


def _inside(html: str, opening: re.Pattern[str], closing: str) -> Iterator[str]:
    """What stands between tags, up to the first that closes. (A pattern for all of it goes letter by letter.)"""
    at = 0
    while found := opening.search(html, at):
        end = html.find(closing, found.end())
        if end < 0:
            return
        yield html[found.end() : end]
        at = end + len(closing)


def add(html: str, policy: str) -> str:
    """`html` with the policy as its first meta element after the charset."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    found = _CHARSET.search(html)
    return html[: found.end()] + meta + html[found.end() :] if found else html


def full_page(html: str, body: str = "") -> str:
    """Policy of a page with the theme: own files and the hashed inline pieces, but for those in `body`."""
    return full(*hashes(html, body))


def full(scripts: list[str], styles: list[str]) -> str:
    """The same from source expressions."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + " ".join(["'self'", *scripts]),
            "style-src " + " ".join(["'self'", *styles]),
            "img-src 'self' data:",
            "font-src 'self'",
            "media-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


def scan_page(html: str) -> str:
    """Policy of a scan page: the inline style and script in its head, and after a touch files of the same site."""
    return scan(*hashes(*head(html)))


def head(html: str) -> tuple[str, str]:
    """A scan page and what is below its head, as `hashes` takes them."""
    return html, html.partition("</head>")[2]


def scan(scripts: list[str], styles: list[str]) -> str:
    """The same from source expressions."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + " ".join(["'self'", *scripts]),
            "style-src " + " ".join(["'self'", *styles]),
            "img-src 'self' data:",
            "media-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def editor(connects: tuple[str, ...]) -> str:
    """Policy of `/admin/`: own files, and requests to the server that keeps the content (origins) alone.

    Svelte writes styles into the page while it runs; new pictures are shown from the browser's memory.
    """
    there = " ".join(("'self'", *connects))
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            f"img-src {there} data: blob:",
            "font-src 'self' data:",
            "media-src 'self' blob:",
            f"connect-src {there} blob: data:",
            "worker-src 'self'",
            "manifest-src 'self' data: blob:",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )
