"""The built site as one ZIM file for Kiwix (openzim.org): pages, pictures, styles, and a search that needs no accents.

libzim is under the GPL-3, so it is an extra (`zim`) that only this command loads; nothing of it goes into the site."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import mimetypes
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from PIL import Image

from camtay.errors import fail
from camtay.project import Project
from camtay.text import fold

MAIN = "index.html"
ICONS = ("icon-192.png", "assets/images/favicon.png")
INSTALL = "pip install 'camtay[zim]'"
LANGUAGES = {
    "vi": "vie", "en": "eng", "lo": "lao", "th": "tha", "km": "khm", "my": "mya", "zh": "zho", "ja": "jpn",
    "ko": "kor", "fr": "fra", "de": "deu", "ru": "rus", "es": "spa", "hmn": "hmn", "cjm": "cjm",
}  # fmt: skip
"""ISO 639-3 codes, in which a ZIM file names its languages."""
SERVER_ONLY = re.compile(r"(_|Q/|q/|keep/|sw\.js$|robots\.txt$|sitemap\.xml|404\.html$)|.*\.(br|gz)$")
"""What only a web server needs. Codes lead to the site of the web: a phone that scans has it."""
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_LINK = re.compile(r'(href|src)="([^":?#]*)([?#][^"]*)?"')


@dataclass(frozen=True)
class Page:
    """A page as Kiwix is given it: `heading` and `words` are what the search reads of title and text, also without
    accents and, of English ones, in the other number."""

    path: str
    title: str
    html: str
    heading: str
    words: str


def pages(site: Path, base: str) -> Iterator[Page]:
    """Every page of a built site, by its address: `di-tich/gieng-co/`; `base` is the site's address on the web."""
    files = {_address(path) for path in _files(site)} | {""}

    def known(path: str) -> str:
        return (path or MAIN) if path in files else ""

    for path in _files(site):
        if path.endswith(".html"):
            yield page(_address(path), (site / path).read_text("utf-8"), base, known)


def page(path: str, html: str, base: str, known: Callable[[str], str]) -> Page:
    """One page. Readers of ZIM files have addresses of their own, which the site's policy would block, and no page at
    the bare root. `known` gives a path inside the file for one that begins at the root; other such links lead to the
    web, at `base`."""
    up = "../" * path.count("/")
    reader = _Reader()
    reader.feed(html)
    title = " ".join("".join(reader.title).split()) or path
    words = " ".join(" ".join(reader.words).split())

    def link(found: re.Match[str]) -> str:
        name, target, rest = found[1], found[2], found[3] or ""
        if target.startswith("/"):
            inside = known(target[1:])
            return f'{name}="{up}{inside}{rest}"' if inside else f'{name}="{base}{target[1:]}{rest}"'
        whole = posixpath.normpath(posixpath.join("/", path, "" if path.endswith("/") else "..", target))
        return f'{name}="{up}{MAIN}{rest}"' if target and whole == "/" else found[0]

    made = _LINK.sub(link, _POLICY.sub("", html))
    told = [searched(title), searched(words)]
    if reader.tag.split("-")[0] == "en":
        told = [f"{text}\n{one_or_many(text)}" for text in told]
    return Page(path, title, made, *told)


def searched(words: str) -> str:
    """Words as a search in a ZIM file needs them, each way once: as they are, for readers that take what is typed as it
    is (Kiwix 3.3); without accents, for those that take these off but leave đ; and without either."""
    small = unicodedata.normalize("NFC", words.casefold())
    marked = "".join(c for c in unicodedata.normalize("NFD", small) if not unicodedata.combining(c))
    return "\n".join(dict.fromkeys((small, marked, fold(words))))


def one_or_many(words: str) -> str:
    """The other number of each English word: `tunnel` for tunnels, `cities` for city. libzim cuts words down to their
    stems for one language a file, which is the site's first; so the file holds both forms, as often as the word itself
    stands there: a page about tunnels comes first for one and for many."""
    return " ".join(other for word in re.findall(r"\b[a-z]{3,}\b", words) for other in _numbers(word))


def _numbers(word: str) -> tuple[str, ...]:
    if word.endswith(("ss", "us", "is")):
        return (f"{word}es",)
    if word.endswith("ies"):
        return (f"{word[:-3]}y", word[:-1])
    if word.endswith(("ches", "shes", "ses", "xes", "zes")):
        return (word[:-2], word[:-1])  # buses, houses
    if word.endswith("s"):
        return (word[:-1],)
    if word.endswith("y") and word[-2] not in "aeiou":
        return (f"{word[:-1]}ies",)
    return (f"{word}es" if word.endswith(("ch", "sh", "x", "z")) else f"{word}s",)


def write(project: Project, site: Path, target: Path) -> int:
    """Write the file; how many pages it holds. The same site gives the same bytes.

    Raises CamtayError: no built site, libzim is missing; OSError."""
    if not (site / MAIN).is_file():
        raise fail("zim.site", folder=site.name)
    if importlib.util.find_spec("libzim") is None:
        raise fail("zim.missing", install=INSTALL)
    from libzim.writer import Creator, Hint

    tags = [LANGUAGES.get(locale.tag.split("-")[0], "und") for locale in project.locales]
    creator = Creator(str(target)).config_indexing(True, tags[0]).config_nbworkers(1)
    creator.set_mainpath(MAIN)
    n = 0
    with creator:
        if icon := next((site / name for name in ICONS if (site / name).is_file()), None):
            creator.add_illustration(48, _icon(icon.read_bytes()))
        for name, value in _metadata(project, tags).items():
            creator.add_metadata(name, value)
        for one in pages(site, project.site.base_url):
            creator.add_item(_item(one.path, one.title, "text/html", one.html.encode(), (one.heading, one.words)))
            if fold(one.title) != one.title.casefold():
                # The list of titles is searched apart from the text, and only by the letters of a title.
                creator.add_redirection(f"_/{one.path}", fold(one.title), one.path, {Hint.FRONT_ARTICLE: True})
            n += 1
        for path in _files(site):
            if not path.endswith(".html"):
                kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
                creator.add_item(_item(path, "", kind, (site / path).read_bytes(), None))
    _settle(target, project.site.base_url)
    return n


def name(project: Project) -> str:
    """What the file is called: `quangtri-example`."""
    return re.sub(r"[^a-z0-9]+", "-", project.site.host.lower()).strip("-")


def _metadata(project: Project, tags: list[str]) -> dict[str, str]:
    site = project.site
    newest = max((entry.reviewed for entry in project.entries.values()), default=project.day)
    return {
        "Name": name(project),
        "Title": site.short.source[:30],
        "Description": site.summary.source[:80],
        "LongDescription": site.summary.source,
        "Language": ",".join(tags),
        "Creator": site.title.source,
        "Publisher": site.title.source,
        "Date": newest.isoformat(),
        "Source": site.base_url,
        "Scraper": "camtay",
        "Tags": "_ftindex:yes;_pictures:yes",
    }


def _files(site: Path) -> Iterator[str]:
    names = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return iter(sorted(name for name in names if not SERVER_ONLY.match(name)))


def _address(path: str) -> str:
    return path if path == MAIN or not path.endswith(f"/{MAIN}") else path.removesuffix(MAIN)


def _icon(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        made = io.BytesIO()
        image.convert("RGBA").resize((48, 48), Image.Resampling.LANCZOS).save(made, "PNG")
    return made.getvalue()


def _item(path: str, title: str, kind: str, data: bytes, words: tuple[str, str] | None) -> Any:
    from libzim.writer import Hint, IndexData, Item, StringProvider

    class Words(IndexData):  # type: ignore[misc]
        def has_indexdata(self) -> bool:
            return bool(words)

        def get_title(self) -> str:
            return words[0] if words else ""

        def get_content(self) -> str:
            return words[1] if words else ""

        def get_keywords(self) -> str:
            return ""

        def get_wordcount(self) -> int:
            return len(self.get_content().split())

        def get_position(self) -> None:
            return None

    class Made(Item):  # type: ignore[misc]
        def get_path(self) -> str:
            return path

        def get_title(self) -> str:
            return title

        def get_mimetype(self) -> str:
            return kind

        def get_contentprovider(self) -> Any:
            return StringProvider(data)

        def get_hints(self) -> dict[Any, int]:
            return {Hint.FRONT_ARTICLE: words is not None}

        def get_indexdata(self) -> Any:
            return Words()

    return Made()


def _settle(target: Path, name: str) -> None:
    """Give the file the same identity each time: libzim and the index in it draw theirs by lot.

    A ZIM file has its UUID at byte 8 and ends with the MD5 of all before (openzim.org, ZIM file format); an index of
    Xapian has its UUID behind the sign of its format."""
    data = bytearray(target.read_bytes())
    own = uuid5(NAMESPACE_URL, name).bytes
    for found in re.finditer(rb"\x0f\x0dXapian Glass..", bytes(data), re.DOTALL):
        data[found.end() : found.end() + 16] = own
    data[8:24] = own
    body = bytes(data[:-16])
    unlike = hashlib.md5(body, usedforsecurity=False).digest()
    data[8:24] = uuid5(NAMESPACE_URL, name + unlike.hex()).bytes  # another edition is another file
    data[-16:] = hashlib.md5(bytes(data[:-16]), usedforsecurity=False).digest()
    target.write_bytes(bytes(data))


class _Reader(HTMLParser):
    """Language, title and the words of the main part of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tag = ""
        self.title: list[str] = []
        self.words: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.tag = dict(attrs).get("lang") or ""
        if tag in ("title", "main", "script", "style", "svg"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            del self.inside[len(self.inside) - 1 - self.inside[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        last = self.inside[-1:]
        if last == ["title"] and "main" not in self.inside:
            self.title.append(data)
        elif last == ["main"]:
            self.words.append(data)
