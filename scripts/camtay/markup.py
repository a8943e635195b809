"""The small safe Markdown of texts: `**bold**`, `*italic*`, `` `code` ``, `[label](https://…)`, paragraphs.

markdown-it-py's "zero" preset with four rules switched on: HTML is never passed through, and only
http, https, tel and mailto links and links inside the site become links.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

_TAG = re.compile(r"<[a-zA-Z/!?][^>\n]*>?")
_LINK = re.compile(r"\]\(\s*<?\s*([^)\s>]*)")
_ENTITY = re.compile(r"&(#[0-9]+|#x[0-9a-fA-F]+|colon|Tab|NewLine);", re.IGNORECASE)
_ALLOWED = re.compile(r"(https?://|tel:|mailto:|#|/(?!/)|\./|\.\./)", re.IGNORECASE)


class Fault(NamedTuple):
    """A piece of text that markup refuses; `code` is of `messages.MESSAGES`."""

    code: str
    found: str


def faults(text: str) -> Iterator[Fault]:
    """HTML and unsafe links in `text`."""
    for tag in _TAG.finditer(text):
        yield Fault("text.html", tag[0][:40])
    for link in _LINK.finditer(text):
        target = html.unescape(link[1])
        if _ENTITY.search(link[1]) or not _ALLOWED.match(target):
            yield Fault("text.link", link[1][:60])


def _validate(url: str) -> bool:
    return bool(_ALLOWED.match(url))


def _engine() -> MarkdownIt:
    engine = MarkdownIt("zero", {"html": False, "typographer": False}).enable(
        ["emphasis", "backticks", "link", "newline", "escape", "entity"]
    )
    engine.validateLink = _validate  # type: ignore[method-assign]
    return engine


_MD = _engine()
_WORDS = re.compile(r"(?=\S)[^*_`\[\]\\<>&\"'\n\0]+")
"""Texts in which nothing has a meaning to Markdown or HTML: most of them."""


@lru_cache(maxsize=20_000)
def inline(text: str) -> str:
    """HTML of a one-paragraph text; safe to put into a page."""
    if _WORDS.fullmatch(text):
        return text.strip()
    return str(_MD.renderInline(text)).strip()


@lru_cache(maxsize=5_000)
def block(text: str) -> str:
    """HTML of a text of paragraphs, each in `<p>`."""
    if _WORDS.fullmatch(text):
        return f"<p>{text.strip()}</p>"
    return str(_MD.render(text)).strip()


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """The words alone, without markup: for titles, descriptions, signs and search."""
    if _WORDS.fullmatch(text):
        return text
    tokens: list[Token] = _MD.parseInline(text)
    children = tokens[0].children or [] if tokens else []
    return "".join(" " if t.type in ("softbreak", "hardbreak") else t.content for t in children)
