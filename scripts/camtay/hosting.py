"""What hosts need to know beside the pages: the spellings of codes, former addresses, headers.

Written into the built site: `_headers` and `_redirects` for hosts that read them (Netlify, Cloudflare Pages),
`.nojekyll` for GitHub Pages, and `_host/` with maps that `scripts/deploy/nginx.conf` and `scripts/deploy/Caddyfile`
include.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import brotli

from camtay import policy
from camtay.model.site import Site
from camtay.urls import SCAN_FOLDER

FOLDER = "_host"
EDITOR = "/admin"
MEDIA = "/media"
OPENER = "Cross-Origin-Opener-Policy"
RESOURCE = "Cross-Origin-Resource-Policy"
POLICY = "Content-Security-Policy"
HEADERS = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=()",
    OPENER: "same-origin",
    RESOURCE: "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}
"""Of every answer, beside the policy of its page: the one table that all hosts are given (`OTHERS` differ).

Permissions: what no page of ours asks for; reading aloud keeps the screen awake, sharing opens the phone's own list.
HSTS speaks of its own host alone: an office may have other hosts below its domain that it knows nothing of. No
Cross-Origin-Embedder-Policy: nothing here needs the powers that it would unlock."""
OTHERS = {
    # The window in which an editor signs in has to answer the page that opened it.
    EDITOR: {OPENER: "unsafe-none"},
    # Chat apps and feed readers show the pictures of a link; nobody may learn anything by that.
    MEDIA: {RESOURCE: "cross-origin"},
}
"""Folder → headers that have another value there."""
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

    def add(self, html: str, body: str = "") -> None:
        """Take those of one page, but for its `body`."""
        self.note(*policy.hashes(html, body))

    def note(self, scripts: Iterable[str], styles: Iterable[str]) -> None:
        """Take what `policy.hashes` found in a page."""
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
    differing = {name for folder in _folders(found) for name in OTHERS[folder]}
    shared = {name: value for name, value in HEADERS.items() if name not in differing}
    headers = "\n".join(
        [
            "/*",
            *(f"  {name}: {value}" for name, value in shared.items()),
            "  Content-Security-Policy: base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
            f"{MEDIA}/*",
            f"  Content-Security-Policy: {policy.MEDIA}",
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
        f"{FOLDER}/maps.conf": _nginx_maps(found),
        f"{FOLDER}/headers.conf": _nginx_headers(found),
        # Included by the nginx.conf that was shipped before `maps.conf`: a host that starts again must find it.
        f"{FOLDER}/policies.map": _nginx_values(_policies(found)),
        f"{FOLDER}/Caddyfile": _caddy(found),
    }


def answers(found: Rules) -> dict[str, dict[str, str]]:
    """Folder → name → value of all headers that protect readers; "" stands for every place that is not named."""
    folders = ("", *_folders(found), f"/{SCAN_FOLDER}")
    return {folder: {POLICY: _policies(found)[folder], **HEADERS, **OTHERS.get(folder, {})} for folder in folders}


def _folders(found: Rules) -> list[str]:
    return [folder for folder in OTHERS if folder != EDITOR or found.editor_policy]


def _policies(found: Rules) -> dict[str, str]:
    own = {EDITOR: found.editor_policy} if found.editor_policy else {}
    return {"": found.full_policy, f"/{SCAN_FOLDER}": found.scan_policy, MEDIA: policy.MEDIA, **own}


def _nginx_values(by_folder: Mapping[str, str]) -> str:
    """Lines of a `map $uri`: signs may be read in small letters too."""
    mark = {f"/{SCAN_FOLDER}": "~*"}
    return "".join(
        f'"{mark.get(folder, "~")}^{folder}(/|$)" "{value}";\n' if folder else f'default "{value}";\n'
        for folder, value in by_folder.items()
    )


def _nginx_variable(name: str) -> str:
    return "$camtay_" + name.lower().replace("-", "_")


def _nginx_maps(found: Rules) -> str:
    """For the level `http`: a variable for each header."""
    by_folder = answers(found)
    made = []
    for name in by_folder[""]:
        usual = by_folder[""][name]
        values = {folder: own[name] for folder, own in by_folder.items() if not folder or own[name] != usual}
        made.append(f"map $uri {_nginx_variable(name)} {{\n{_nginx_values(values)}}}\n")
    return "".join(made)


def _nginx_headers(found: Rules) -> str:
    """For the level `server`."""
    return "".join(f"add_header {name} {_nginx_variable(name)} always;\n" for name in answers(found)[""])


def _caddy(found: Rules) -> str:
    by_folder = answers(found)
    lines = [f"@camtay_page not path {' '.join(f'{folder} {folder}/*' for folder in by_folder if folder)}"]
    for folder, own in by_folder.items():
        matcher = f"@camtay_{folder[1:].lower() or 'page'}"
        lines += [f"{matcher} path {folder} {folder}/*"] if folder else []
        lines += [f'header {matcher} {name} "{value}"' for name, value in own.items()]
    moved = [f'redir "{path}" "{new}" 301' for old, new in found.moved for path in (old, old.rstrip("/"))]
    errors = [f'header {name} "{value}"' for name, value in by_folder[""].items()]  # the 404 page, wherever it is shown
    snippets = {"camtay": [*lines, *moved], "camtay_errors": errors}
    return "".join(f"({name}) {{\n\t" + "\n\t".join(inside) + "\n}\n" for name, inside in snippets.items())


def write(found: Rules, out: Path) -> None:
    """Put them into a built site. Raises OSError."""
    for name, text in files(found).items():
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def keep_inside(out: Path, site: Site) -> None:
    """Of a preview: links to the site's own domain lead to the preview instead. Raises OSError."""
    for path in sorted(out.rglob("*.html")):
        html = path.read_text("utf-8")
        turned = inside(html, site)
        if turned != html:
            path.write_text(turned, "utf-8")


def inside(html: str, site: Site) -> str:
    """A page of a preview whose links to the site's own domain lead to the preview instead."""
    own = "|".join(re.escape(origin) for origin in sorted({site.base_url.rstrip("/"), f"https://{site.host}"}))
    return re.sub(rf"""(<a\b[^>]*\bhref=["']?)(?:{own})(?![\w.:-])/?""", r"\g<1>/", html, flags=re.IGNORECASE)


PACKED = (".br", ".gz")
"""Endings of compressed files."""


def packed(name: str, data: bytes) -> dict[str, bytes]:
    """The compressed forms of a file of this name and content, none where they are not worth it."""
    if Path(name).suffix not in COMPRESSED or len(data) < WORTH_IT:
        return {}
    return {f"{name}.br": brotli.compress(data, quality=11), f"{name}.gz": gzip.compress(data, 9, mtime=0)}


def compress(site: Path) -> int:
    """Write FILE.br and FILE.gz beside every file worth it; how many files. The same bytes for the same site."""
    count = 0
    for path in sorted(site.rglob("*")):
        if path.suffix not in COMPRESSED or not path.is_file() or path.stat().st_size < WORTH_IT:
            continue
        if path.suffix == ".js" and path.parent == site / EDITOR[1:] and path.with_name(f"{path.name}.br").is_file():
            continue  # came with its compressed forms
        for name, data in packed(path.name, path.read_bytes()).items():
            path.with_name(name).write_bytes(data)
        count += 1
    return count
