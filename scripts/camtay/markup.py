"""The small safe Markdown of texts: `**bold**`, `*italic*`, `` `code` ``, `[label](https://…)`, paragraphs.

markdown-it-py's "zero" preset with four rules switched on: HTML is never passed through, and only
http, https, tel and mailto links and links inside the site become links.

What comes out goes through nh3 as well, wherever it holds an element: a second pair of eyes, which reads HTML as
browsers do and knows nothing of Markdown, in case a rule that somebody switches on one day lets something through.
That is five microseconds a text, once for each text that has any markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import nh3

from camtay import deceit
from camtay.text import HIDDEN_CHARACTERS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TAG = re.compile(r"<[a-zA-Z/!?][^>\n]*>?")
_LINK = re.compile(r"\]\(\s*<?\s*([^)\s>]*)")
_ENTITY = re.compile(r"&(#[0-9]+|#x[0-9a-fA-F]+|colon|Tab|NewLine);", re.IGNORECASE)
_ALLOWED = re.compile(r"(https?://|tel:|mailto:|#|/(?!/)|\./|\.\./)", re.IGNORECASE)


_WHOLE_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?\s*([^)\s>]*)")


class Fault(NamedTuple):
    """A piece of text that markup refuses; `code` is of `messages.MESSAGES`."""

    code: str
    found: str
    label: str = ""
    """The words of a link, where it is they that deceive."""


def faults(text: str) -> Iterator[Fault]:
    """HTML in `text`, links that are unsafe, and links that are not what they seem."""
    for tag in _TAG.finditer(text):
        yield Fault("text.html", tag[0][:40])
    for link in _LINK.finditer(text):
        target = html.unescape(link[1])
        if _ENTITY.search(link[1]) or not _ALLOWED.match(target):
            yield Fault("text.link", link[1][:60])
    for link in _WHOLE_LINK.finditer(text):
        yield from _deceit(link[1], html.unescape(link[2]))


def _deceit(label: str, target: str) -> Iterator[Fault]:
    scheme = target.partition(":")[0].lower()
    if scheme in ("http", "https") and deceit.strange_host(target):
        yield Fault("link.host", target[:60])
    elif scheme == "tel" and deceit.strange_number(target):
        yield Fault("link.dial", target[:60])
    elif deceit.says_another(plain(label), target):
        yield Fault("link.other", target[:60], label[:60])


def _validate(url: str) -> bool:
    return bool(_ALLOWED.match(url))


@lru_cache(maxsize=1)
def _engine() -> MarkdownIt:
    """Made with the first text that has any markup: a check meets none, and the package takes its time to load."""
    from markdown_it import MarkdownIt

    engine = MarkdownIt("zero", {"html": False, "typographer": False}).enable(
        ["emphasis", "backticks", "link", "newline", "escape", "entity"]
    )
    engine.validateLink = _validate  # type: ignore[method-assign]
    return engine


_KNOWN = nh3.Cleaner(
    tags={"p", "strong", "em", "code", "a", "br"},
    attributes={"a": {"href", "title"}},
    url_schemes={"http", "https", "tel", "mailto"},
    link_rel=None,
)
_WORDS = re.compile(r"(?=\S)[^*_`\[\]\\<>&\"'\n\0]+")
"""Texts in which nothing has a meaning to Markdown or HTML: most of them."""
_RUN = r"[^*_`\[\]\\<&\0\t-\r\x1c-\x1f\x85\u2028\u2029]"
_BOLD = rf"(?<![^ (])\*\*[^\W_](?:{_RUN}*[^\W_])?\*\*(?![^ .,;:!?)])"
_CODE = r"(?<!`)`[^`*_\[\]\\<&\s](?:[^`*_\[\]\\<&\t-\r\x1c-\x1f\x85\u2028\u2029]*[^`*_\[\]\\<&\s])?`(?!`)"
_EASY = re.compile(rf"(?=\S){_RUN}*+(?:(?:{_BOLD}|{_CODE}){_RUN}*+)*+(?<=\S)")
"""Texts with quotation marks, and with nothing but whole words in bold and code that nobody can read in two ways: there
is no need for an engine that takes a tenth of a millisecond to weigh all ways."""
_BOLD_HERE, _CODE_HERE = re.compile(r"\*\*([^*]+)\*\*"), re.compile("`([^`]+)`")


@lru_cache(maxsize=4_000)  # all pages of an entry are made one after the other
def inline(text: str) -> str:
    """HTML of a one-paragraph text; safe to put into a page."""
    if _WORDS.fullmatch(text):
        return text.strip()
    if _EASY.fullmatch(text):
        return _belt(_easy(text))
    return _belt(str(_engine().renderInline(text)).strip())


@lru_cache(maxsize=1_000)
def block(text: str) -> str:
    """HTML of a text of paragraphs, each in `<p>`."""
    if _WORDS.fullmatch(text):
        return f"<p>{text.strip()}</p>"
    if _EASY.fullmatch(text):
        return _belt(f"<p>{_easy(text)}</p>")
    return _belt(str(_engine().render(text)).strip())


def _easy(text: str) -> str:
    """Such a text as markdown-it writes it."""
    shown = text.replace(">", "&gt;").replace('"', "&quot;")
    return _CODE_HERE.sub(r"<code>\1</code>", _BOLD_HERE.sub(r"<strong>\1</strong>", shown))


def _belt(made: str) -> str:
    seen = _seen(made)
    return _KNOWN.clean(seen) if "<" in seen else seen


def _seen(made: str) -> str:
    """Without what can't be seen and was written as an entity (`&rlm;`): as a character it was taken out on reading."""
    return HIDDEN_CHARACTERS.sub("", made)


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """The words alone, without markup: for titles, descriptions, signs and search."""
    if _WORDS.fullmatch(text):
        return text
    if _EASY.fullmatch(text):
        return _seen(_CODE_HERE.sub(r"\1", _BOLD_HERE.sub(r"\1", text)))
    tokens: list[Token] = _engine().parseInline(text)
    children = tokens[0].children or [] if tokens else []
    return _seen("".join(" " if t.type in ("softbreak", "hardbreak") else t.content for t in children))
