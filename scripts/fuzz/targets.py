"""What is fuzzed: each target takes bytes and ends quietly, or breaks a promise by raising.

The promises: bad content becomes Problems that can be told in every language, never a traceback; what markup makes
holds no element, attribute or address that it doesn't know; a drawing that is let through only draws."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from camtay import ledger, markup, project, source, svg, yaml_file
from camtay.errors import CamtayError, Problem
from camtay.repair.repair import repair
from camtay.text import HIDDEN_CHARACTERS

NAMES = ("site", "a", "places", "glossary", "synonyms", "ui/vi", "style/vi")
"""Files of `guides/` that are read in ways of their own."""
SITE = """\
title: {vi: Thử, en: Test}
short: {vi: Thử, en: Test}
summary: {vi: Trang thử., en: A test.}
area: {now: {vi: Thử, en: Thử}, before: {vi: Cũ, en: Cũ}}
base_url: https://thu.example/
topics: [{id: safety, title: {vi: An toàn, en: Safety}}]
audiences: [{id: everyone, title: {vi: Mọi người, en: Everyone}}]
"""
_ELEMENTS = {"p", "strong", "em", "code", "a", "br"}
_SCHEMES = {"", "http", "https", "tel", "mailto"}


class BrokenPromiseError(AssertionError):
    """Something came out that must not."""


@cache
def _root() -> Path:
    """A sound project of two files, in a folder that goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="camtay-fuzz-"))
    (folder / "guides").mkdir()
    here = Path(__file__).parents[2]
    (folder / "guides/site.yml").write_text(SITE, "utf-8")
    shutil.copy(here / "mkdocs.yml", folder)
    ledger._committed = lambda root: []  # asking git takes longer than all the rest, and the folder is not its own
    return folder


def _tell(problems: list[Problem]) -> None:
    for problem in problems:
        for locale in ("vi", "en"):
            problem.format(locale)


def yaml(data: bytes) -> None:
    """A file of any bytes is read, or told what is wrong with it."""
    document = yaml_file.of_bytes(data, "guides/a.yml")
    _tell(document.problems)
    if any(not 1 <= p.line <= data.count(b"\n") + data.count(b"\r") + 1 for p in document.problems if p.line):
        # U+0085, U+2028 and U+2029 end lines for YAML, too.
        text = data.decode("utf-8", "replace")
        if any(p.line > len(text.splitlines()) + 1 for p in document.problems):
            raise BrokenPromiseError("a place outside of the file")


def content(data: bytes) -> None:
    """The first byte chooses which file of `guides/` the others are; the whole project is checked with it."""
    name = f"guides/{NAMES[data[0] % len(NAMES)]}.yml" if data else source.SITE
    _tell(project.check(_root(), changed={name: data[1:]})[1])


def mended(data: bytes) -> None:
    """`camtay fix` ends, and what it wrote it leaves as it is."""
    first = repair(data)
    if first is not None and (again := repair(first.data)) is not None and again.data != first.data:
        third = repair(again.data)
        if third is None or third.data != again.data:
            raise BrokenPromiseError("repairing does not end")


def words(data: bytes) -> None:
    """What markup makes of any text is known elements with known addresses, as a parser of HTML5 sees it."""
    text = data.decode("utf-8", "replace")
    list(markup.faults(text))
    markup.plain(text)
    for html in (markup.inline(text), markup.block(text)):
        if HIDDEN_CHARACTERS.search(html) and not HIDDEN_CHARACTERS.search(text):
            raise BrokenPromiseError("what can't be seen")
        if found := live(html):
            raise BrokenPromiseError(found)


def live(html: str) -> str:
    """The first thing in a fragment that markup does not make; nothing where there is none."""
    from selectolax.lexbor import LexborHTMLParser

    for node in LexborHTMLParser(f"<body>{html}</body>").css("body *"):
        if node.tag not in _ELEMENTS:
            return f"<{node.tag}>"
        for name, value in node.attributes.items():
            if node.tag != "a" or name not in ("href", "title"):
                return f"<{node.tag} {name}>"
            scheme = "" if name == "title" else urlsplit(re.sub(r"[\x00-\x20]", "", value or "")).scheme.lower()
            if scheme not in _SCHEMES:
                return f"{scheme}:"
    return ""


def drawing(data: bytes) -> None:
    """A drawing is judged, whatever it is; one that is let through holds nothing that acts."""
    svg.size(data)
    if svg.fault(data) is None and re.search(rb"<(\w+:)?(script|foreignObject|iframe)\b", data, re.IGNORECASE):
        plain = re.sub(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", b"", data, flags=re.DOTALL)
        if re.search(rb"<(\w+:)?(script|foreignObject|iframe)\b", plain, re.IGNORECASE):
            raise BrokenPromiseError("a drawing that acts")


def events(data: bytes) -> None:
    """A ledger of any lines is read or refused with Problems; what was read is written in the same way again."""
    try:
        read = ledger.parse(data.decode("utf-8", "replace"))
    except CamtayError as error:
        _tell(list(error.problems))
        return
    if ledger.parse(read.text()).events != read.events:
        raise BrokenPromiseError("another ledger")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "yaml": yaml,
    "content": content,
    "mended": mended,
    "words": words,
    "drawing": drawing,
    "events": events,
}
