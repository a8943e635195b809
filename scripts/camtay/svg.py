"""SVG files that only draw. Opened by itself, a drawing is a document of the site and could run code in its name.

What is refused follows the list of what acts in SVG 2 (scripts, event attributes, links, animations, foreign
content) and what loads something from elsewhere (addresses in attributes and in CSS, `xml-stylesheet`, entities).
Sizes are looked for in the text, since they need not be exact.
"""

from __future__ import annotations

import re
from typing import Literal

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ACTIVE = {
    "script", "handler", "listener", "foreignobject", "iframe", "embed", "object", "audio", "video",
    "animate", "animatecolor", "animatemotion", "animatetransform", "set", "discard",
}  # fmt: skip
_INSIDE = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp)[;,])", re.IGNORECASE)
"""An address that leads nowhere: a part of the drawing itself, or a picture of pixels in it."""
_URL = re.compile(r"url\(\s*[\"']?", re.IGNORECASE)
_LOADING_CSS = re.compile(r"@import|image-set|cross-fade|\bsrc\(|\bimage\(|\\", re.IGNORECASE)
"""CSS that loads by other words than `url()`, and the backslash, which can hide them."""
_VIEW_BOX = re.compile(
    rb"""viewBox=["'][0-9.+-]+[ ,]+[0-9.+-]+[ ,]+([0-9]{1,5})(?:\.[0-9]*)?[ ,]+([0-9]{1,5})(?:\.[0-9]*)?["']"""
)


class _ActiveError(Exception):
    """Something in the drawing does more than draw."""


class _Inspector:
    """Target of the XML parser: judges each piece as it comes, and builds nothing."""

    def __init__(self) -> None:
        self.root: str | None = None
        self.style: list[str] | None = None
        """The CSS read so far, inside an element `style`."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.root = self.root or tag
        namespace, _, name = tag.removeprefix("{").rpartition("}")
        if namespace == _XHTML or name.lower() in _ACTIVE or self.style is not None:
            raise _ActiveError
        if name.lower() == "style":
            self.style = []
        for key, value in attributes.items():
            local = key.rpartition("}")[2].lower()
            if local.startswith("on") or key == _BASE or (local in ("href", "src") and not _INSIDE.match(value)):
                raise _ActiveError
            if not key.startswith("{"):
                _judge_css(value)

    def data(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def end(self, tag: str) -> None:
        if self.style is not None:
            _judge_css("".join(self.style))
            self.style = None

    def pi(self, target: str, text: str | None = None) -> None:
        raise _ActiveError

    def close(self) -> None:
        pass


def _judge_css(text: str) -> None:
    """Refuse CSS, or an attribute that may hold some (`style`, `fill`, `mask`), that loads from elsewhere."""
    if _LOADING_CSS.search(text) or any(not _INSIDE.match(text, found.end()) for found in _URL.finditer(text)):
        raise _ActiveError


def fault(data: bytes) -> Literal["image.active", "image.unreadable"] | None:
    """What keeps a drawing from being published, as a code of `messages.MESSAGES`."""
    inspector = _Inspector()
    parser = DefusedXMLParser(target=inspector)
    try:
        parser.feed(data)
        parser.close()
    except (_ActiveError, DefusedXmlException):
        return "image.active"
    except (ParseError, ValueError, LookupError):
        return "image.unreadable"
    return None if inspector.root == f"{{{SVG}}}svg" else "image.unreadable"


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height of the drawing in units of its own, where its `viewBox` says so."""
    found = _VIEW_BOX.search(data)
    return (int(found[1]), int(found[2])) if found else None
