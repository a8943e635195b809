"""The built site as a zip that works from a USB stick: every link leads to a file (`file://` has no host, no folders
that open by themselves and no `/Q/CODE` without its ending).

What only a host or a signal needs stays out: the service worker, the editor, settings of hosts, cards of chat apps and
the lower-case twins of scan pages, which a stick can't hold beside the others (FAT and exFAT ignore case). A browser
reads no data from a disk but runs scripts from there, so the index of the search is a script (see camtay-search.js)."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Container, Mapping
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from camtay import policy, urls
from camtay.project import Project
from camtay.texts import text

NAME = "usb.zip"
README = "DOC-TRUOC-README.txt"
_LEFT_OUT = re.compile(
    rf"{urls.SCAN_FOLDER.lower()}/|admin/|keep/|_|\.|sw\.js$|404\.html$|robots\.txt$|sitemap\.xml|media/card-"
    r"|manifest-|.*\.(br|gz|map)$"
)
_TAG = re.compile(r"<(a|audio|form|html|iframe|img|link|meta|script|source|video)\b[^>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r'(?<![\w-])(href|src|action|data-m)="([^"]*)"', re.IGNORECASE)
_METADATA = re.compile(r'\brel="?(canonical|alternate)\b', re.IGNORECASE)
_MANIFEST = re.compile(r'<link rel="?manifest"?[^>]*>\n?', re.IGNORECASE)
_INDEX = re.compile(r"(assets/search-[\w.-]+)\.json$")
_SEARCH = re.compile(r'(?<![\w-])(data-(?:index|part))="([^"]*)"')
_REFRESH = re.compile(r'(\bcontent="\d+; *url=)([^"]+)', re.IGNORECASE)
_POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\" content=\"[^\"]*'self'[^\"]*\">")
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first one that a zip can hold."""


def site_files(folder: Path) -> dict[str, Path]:
    """Path in the zip → file of the built site. Raises OSError."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path for name, path in found.items() if not _LEFT_OUT.match(name)}


def zip_file(project: Project, folder: Path) -> bytes:
    """The zip of the site in `folder`; the same site gives the same bytes. Raises OSError."""
    files = site_files(folder)
    own = {urlsplit(project.site.base_url).netloc, project.site.host}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        _add(archive, README, readme(project).encode("utf-8-sig"))
        for name, path in files.items():
            data = path.read_bytes()
            if index := _INDEX.match(name):
                name, data = f"{index[1]}.js", b"ctSearchIndex(" + data + b");"
            if name.endswith(".html"):
                data = page(data.decode("utf-8", "replace"), name, files, own, project.site.base_url).encode()
            _add(archive, name, data)
    return made.getvalue()


def readme(project: Project) -> str:
    """Which file to open, in Vietnamese and English, with the line ends of Windows."""
    parts = [
        text("usb_readme", tag, title=project.site.title.in_(tag).text, address=project.site.base_url)
        for tag in ("vi", "en")
    ]
    return "\n\n".join(parts).replace("\n", "\r\n") + "\r\n"


def page(html: str, name: str, files: Mapping[str, object], own: Container[str], base: str) -> str:
    """A page whose links lead to files; `own` are the site's hosts."""

    def there(address: str) -> str:
        return escape(_relative(unescape(address), name, files, own, base))

    def tag(found: re.Match[str]) -> str:
        if _METADATA.search(found[0]):
            return found[0]
        if found[1].lower() == "meta":
            return _REFRESH.sub(lambda m: m[1] + there(m[2]), found[0])
        return _ADDRESS.sub(lambda m: f'{m[1]}="{there(m[2]) if m[1] != "data-m" else _stem(m[2], name)}"', found[0])

    def index(found: re.Match[str]) -> str:
        path = _INDEX.sub(r"\1.js", posixpath.relpath(found[2].lstrip("/"), posixpath.dirname(name) or "."))
        return f'{found[1]}="{escape(path)}"'

    before, html = html, _MANIFEST.sub("", html)
    if 'id="ct-search"' in html:
        html = _SEARCH.sub(index, html)
    html = _TAG.sub(tag, html)
    scan = name.startswith(f"{urls.SCAN_FOLDER}/")
    if scan:  # the page for doubtful signs leads to other scan pages
        html = html.replace(f'"/{urls.SCAN_FOLDER}/" + value', 'value + ".html"')
    if _POLICY.search(html):
        bare = _POLICY.sub("", html, count=1)
        allowed = (policy.scan if scan else policy.full)(*_named(before, bare))
        html = policy.add(bare, allowed.replace("'self'", "'self' file:"))
    return html


def _named(before: str, after: str) -> tuple[list[str], list[str]]:
    """(scripts, styles) of a changed page as its policy names them: those that the policy of the page before named. One
    that came with somebody's words is not among them."""
    named = _POLICY.search(before)
    allowed = unescape(named[0]) if named else ""
    found = []
    for own, changed in zip(policy.pieces(before), policy.pieces(after), strict=True):
        pairs = zip(own, changed, strict=True)
        kept = [policy.source_hash(new) for old, new in pairs if policy.source_hash(old) in allowed]
        found.append(list(dict.fromkeys(kept)))
    return found[0], found[1]


def _stem(address: str, name: str) -> str:
    """What a page adds `.js` to."""
    return posixpath.relpath(address.lstrip("/"), posixpath.dirname(name) or ".")


def _relative(address: str, name: str, files: Mapping[str, object], own: Container[str], base: str) -> str:
    """The file that an address means, seen from the page; addresses of others and of what is left out stay whole."""
    if not address or address.startswith("#") or re.match(r"(?!https?:)[a-z][a-z0-9+.-]*:", address, re.IGNORECASE):
        return address
    whole = urljoin(base + name, address)
    parts = urlsplit(whole)
    if parts.netloc.lower() not in own:
        return address
    path = unquote(parts.path).lstrip("/")
    code = re.sub(
        rf"^{urls.SCAN_FOLDER}/([0-9A-Z]+)(\.html)?$",
        lambda m: f"{urls.SCAN_FOLDER}/{m[1].upper()}.html",
        path,
        flags=re.IGNORECASE,
    )
    for wanted in (path, code, posixpath.join(path, "index.html")):
        if wanted in files:
            rest = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
            return quote(posixpath.relpath(wanted, posixpath.dirname(name) or ".")) + rest
    return whole


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """A file with a fixed date and rights."""
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100644 << 16
    archive.writestr(info, data, zipfile.ZIP_DEFLATED, 9)
