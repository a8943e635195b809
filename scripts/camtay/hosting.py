"""What hosts need to know beside the pages: the spellings of codes, former addresses, headers.

Written into the built site: `_headers` and `_redirects` for hosts that read them (Netlify, Cloudflare Pages),
`.nojekyll` for GitHub Pages, and `_host/` with maps that `scripts/deploy/nginx.conf` and `scripts/deploy/Caddyfile`
include.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import brotli

from camtay import policy
from camtay.model.site import Site
from camtay.urls import SCAN_FOLDER

FOLDER = "_host"
EDITOR = "/admin"
OPENER = "Cross-Origin-Opener-Policy"
HEADERS = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}
"""Of every answer, beside the policy of its page."""
COMPRESSED = frozenset(
    {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest", ".geojson", ".gpx", ".kml"}
)
WORTH_IT = 200
"""Bytes; what is smaller fits its packet anyway."""


@dataclass
class Inline:
    """CSP sources of everything that stands inside pages, gathered while they are made."""

    scripts: dict[str, None] = field(default_factory=dict)
    styles: dict[str, None] = field(default_factory=dict)

    def add(self, html: str) -> None:
        """Take those of one page."""
        scripts, styles = policy.hashes(html)
        self.scripts.update(dict.fromkeys(scripts))
        self.styles.update(dict.fromkeys(styles))


@dataclass(frozen=True)
class Rules:
    """What differs from site to site. `moved` is (former, present) as paths from the root of the host, `/a/b/`."""

    codes: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    scan_policy: str
    full_policy: str
    editor_policy: str | None = None
    """Of `/admin/`, where the site has a browser editor."""


def rules(
    codes: Iterable[str],
    moved: Iterable[tuple[str, str]],
    scan: Inline,
    full: Inline,
    editor: str | None = None,
) -> Rules:
    """`moved` relative to the site, as `pages.render.redirects` gives them.

    Policies as headers: those of the pages' own meta elements together, and no frames (a meta can't say that)."""
    frames = "; frame-ancestors 'none'"
    return Rules(
        tuple(sorted(codes)),
        tuple(sorted((f"/{old}", f"/{new}") for old, new in moved)),
        policy.scan(sorted(scan.scripts), sorted(scan.styles)) + frames,
        policy.full(sorted(full.scripts), sorted(full.styles)) + frames,
        editor + frames if editor else None,
    )


def files(found: Rules) -> dict[str, str]:
    """Name → text of every file, relative to the site."""
    scan = f"/{SCAN_FOLDER}"
    # These hosts put headers of several rules together, so the policy here is what all pages share; each page's own
    # meta element has the strict one. The window in which an editor signs in has to answer the one that opened it.
    shared = {name: value for name, value in HEADERS.items() if not (found.editor_policy and name == OPENER)}
    headers = "\n".join(
        [
            "/*",
            *(f"  {name}: {value}" for name, value in shared.items()),
            "  Content-Security-Policy: base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
            "/assets/*",
            "  Cache-Control: public, max-age=86400",
            "",
        ]
    )
    moved = "".join(f"{old} {new} 301\n" for old, new in found.moved)
    return {
        ".nojekyll": "",
        "_headers": headers,
        "_redirects": moved,
        # nginx compares the left side of a map without regard to case: any spelling of a code is answered.
        f"{FOLDER}/codes.map": "".join(f'"{scan}/{code}" "{scan}/{code}.html";\n' for code in found.codes),
        f"{FOLDER}/moved.map": "".join(f'"{old}" "{new}";\n"{old.rstrip("/")}" "{new}";\n' for old, new in found.moved),
        f"{FOLDER}/policies.map": f'default "{found.full_policy}";\n"~*^{scan}(/|$)" "{found.scan_policy}";\n'
        + (f'"~^{EDITOR}(/|$)" "{found.editor_policy}";\n' if found.editor_policy else ""),
        f"{FOLDER}/Caddyfile": _caddy(found),
    }


def _caddy(found: Rules) -> str:
    apart = f" {EDITOR} {EDITOR}/*" if found.editor_policy else ""
    lines = [f'{name} "{value}"' for name, value in HEADERS.items() if not (apart and name == OPENER)]
    moved = [f'redir "{path}" "{new}" 301' for old, new in found.moved for path in (old, old.rstrip("/"))]
    special = [
        f"@editor path{apart}",
        f'header @editor Content-Security-Policy "{found.editor_policy}"',
        f"@page not path{apart}",
        f'header @page {OPENER} "{HEADERS[OPENER]}"',
    ]
    return "\n".join(
        [
            "(camtay) {",
            *(f"\theader {line}" for line in lines),
            f"\t@scan path /{SCAN_FOLDER}/*",
            f"\t@full not path /{SCAN_FOLDER}/*{apart}",
            f'\theader @scan Content-Security-Policy "{found.scan_policy}"',
            f'\theader @full Content-Security-Policy "{found.full_policy}"',
            *(f"\t{line}" for line in (special if apart else ())),
            *(f"\t{line}" for line in moved),
            "}",
            "",
        ]
    )


def write(found: Rules, out: Path) -> None:
    """Put them into a built site. Raises OSError."""
    for name, text in files(found).items():
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def keep_inside(out: Path, site: Site) -> None:
    """Of a preview: links to the site's own domain lead to the preview instead. Raises OSError."""
    own = "|".join(re.escape(origin) for origin in {site.base_url.rstrip("/"), f"https://{site.host}"})
    link = re.compile(rf"""(<a\b[^>]*\bhref=["']?)(?:{own})(?![\w.:-])/?""", re.IGNORECASE)
    for path in sorted(out.rglob("*.html")):
        html = path.read_text("utf-8")
        inside = link.sub(r"\g<1>/", html)
        if inside != html:
            path.write_text(inside, "utf-8")


def compress(site: Path) -> int:
    """Write FILE.br and FILE.gz beside every file worth it; how many files. The same bytes for the same site."""
    count = 0
    for path in sorted(site.rglob("*")):
        if path.suffix not in COMPRESSED or not path.is_file() or path.stat().st_size < WORTH_IT:
            continue
        if path.suffix == ".js" and path.parent == site / EDITOR[1:] and path.with_name(f"{path.name}.br").is_file():
            continue  # came with its compressed forms
        data = path.read_bytes()
        path.with_name(f"{path.name}.br").write_bytes(brotli.compress(data, quality=11))
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(data, 9, mtime=0))
        count += 1
    return count
