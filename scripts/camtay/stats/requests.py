"""What was asked for, and from where one came: request line and `Referer` → what they mean for a count.

Both repeat endlessly in a log, so that what they mean is looked up and not worked out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import unquote_to_bytes

from camtay import codes

MEMORY = 50_000
"""Different values whose meaning is kept; beyond, all are forgotten and learnt anew."""
LONGEST = 2_000
"""Bytes of a request line or Referer; nobody's browser sends longer ones here."""
_SCAN = re.compile(rb"/[Qq]/([^/]{1,40}?)(?:\.html)?/?")
_DOUBT = re.compile(rb"/[Qq]/?(?:index\.html)?")
_CLICKED = re.compile(rb"[?&](?:fbclid|gclid|msclkid|ttclid)=")
"""Facebook, Google, Microsoft and TikTok add these to a link that somebody clicked. (Zalo's `zarsrc` says nothing
reliable: whether its scanner adds it is not documented.)"""


class Want(Enum):
    """What a request is for."""

    SCAN = "scan"
    DOUBT = "doubt"
    """The page for people who doubt a sign."""
    PAGE = "page"
    """A full page."""
    NOTHING = "nothing"


class Target(NamedTuple):
    """`code` is tidied (upper case); `locale` is that of a full page."""

    want: Want
    method: bytes = b""
    code: str = ""
    locale: str = ""
    clicked: bool = False
    """The address says that it was clicked as a link."""
    known: bool = False
    """The code was issued."""
    usual: bool = False
    """Nothing about the request itself speaks against a scan."""


NOTHING = Target(Want.NOTHING)
"""Of every request that has to do with no sign: compared by identity."""


class Origin(NamedTuple):
    """Where a request came from, by its Referer."""

    kind: str
    """`none`, `app` (an app that gives its name), `scan` (a scan page of ours), `own` (another page of ours),
    `worker` (our service worker) or `else` (another site)."""
    code: str = ""


@dataclass(frozen=True)
class Site:
    """What the count has to know of the instance."""

    hosts: frozenset[str]
    """In lower case, without port."""
    locales: tuple[tuple[str, str], ...]
    """(locale, first path segment of its pages): the source locale first, with its folders apart below."""
    source: str
    folders: frozenset[str]
    """First segments of the source locale's pages: `di-tich`, `huong-dan` …"""
    codes: frozenset[str]
    carried: tuple[str, ...]
    """Locales inside a scan page, the source locale first."""


Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass
class Memory(Generic[Value]):
    """Remembers the meaning of bytes that were seen; bounded."""

    learn: Callable[[bytes], Value]
    known: dict[bytes, Value] = field(default_factory=dict)

    def __call__(self, key: bytes) -> Value:
        found = self.known.get(key)
        if found is None:
            if len(self.known) >= MEMORY:
                self.known.clear()
            found = self.known[key] = self.learn(key)
        return found


def target(line: bytes, site: Site) -> Target:
    """What a request line asks for. Anything that is none (TLS to a plain port, say) asks for nothing."""
    method, _, rest = line[:LONGEST].partition(b" ")
    path = _path(rest.partition(b" ")[0])
    if path is None or not method.isalpha():
        return NOTHING
    path, question, query = path.partition(b"?")
    if b"%" in path:
        path = unquote_to_bytes(path)
    clicked = bool(_CLICKED.search(question + query))
    if found := _SCAN.fullmatch(path):
        code = codes.tidy(found[1].decode("ascii", "replace"))
        if code == "INDEX":
            return Target(Want.DOUBT, method)
        known = code in site.codes
        return Target(Want.SCAN, method, code, "", clicked, known, known and method == b"GET" and not clicked)
    if _DOUBT.fullmatch(path):
        return Target(Want.DOUBT, method)
    locale = _locale(path, site)
    return Target(Want.PAGE, method, locale=locale) if locale else NOTHING


def _path(uri: bytes) -> bytes | None:
    if uri.lower().startswith((b"http://", b"https://")):
        uri = b"/" + uri.split(b"//", 1)[1].partition(b"/")[2]
    return uri.partition(b"#")[0] if uri.startswith(b"/") else None


def _locale(path: bytes, site: Site) -> str:
    """The locale of a full page; nothing for other files."""
    if not path.endswith((b"/", b"/index.html")):
        return ""
    first = path.split(b"/")[1].decode("ascii", "replace")
    for locale, segment in site.locales:
        if segment == first:
            return locale
    return site.source if first in site.folders else ""


def origin(referer: bytes, site: Site) -> Origin:
    """Where a request came from."""
    if referer in (b"", b"-"):
        return Origin("none")
    text = referer[:LONGEST].decode("ascii", "replace")
    scheme, _, rest = text.partition("://")
    if scheme in ("android-app", "ios-app"):
        return Origin("app")
    host, slash, path = rest.partition("/")
    if host.rpartition("@")[2].partition(":")[0].lower() not in site.hosts:
        return Origin("else")
    path = slash + path.partition("?")[0].partition("#")[0]
    if path == "/sw.js":
        return Origin("worker")
    if found := _SCAN.fullmatch(path.encode("ascii", "replace")):
        return Origin("scan", codes.tidy(found[1].decode("ascii", "replace")))
    return Origin("own")


def preferred(languages: bytes, carried: Iterable[str]) -> str:
    """The locale in which a scan page opens for a phone with these languages, unless its owner has chosen another:
    the rule of `templates/scan/scan.js`. Nothing where the log has no languages."""
    offered = tuple(carried)
    asked = [part.partition(";")[0].strip().lower() for part in languages[:400].decode("ascii", "replace").split(",")]
    asked = [tag for tag in asked if tag and tag != "*"]
    if not asked:
        return ""
    for tag in asked:
        for locale in offered:
            if tag == locale.lower() or tag.split("-")[0] == locale.lower().split("-")[0]:
                return locale
    return "en" if "en" in offered else offered[0]
