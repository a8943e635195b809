"""Addresses and numbers that are not what they seem: hosts in look-alike letters, labels that name another place."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from camtay.text import LETTERS

_WESTERN = frozenset(LETTERS) | {chr(code) for code in range(0xDF, 0x100) if code != 0xF7}
"""Letters of Vietnamese and of western Europe: nobody takes them for others."""
_ADDRESS = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[^\W\d_]{2,})(?:[/:?#]\S*)?", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[0-9][0-9 .()-]*")
_DIALLED = re.compile(r"tel:(\+?[0-9][0-9 .()-]*|\*[0-9]{1,5}([*][0-9]{1,4})?(%23|#))", re.IGNORECASE)
"""What a `tel:` link may dial: a number, or a short code such as `*101#`. Longer codes can divert calls (TS 22.030)."""


@lru_cache(maxsize=10_000)
def strange_host(url: str) -> bool:
    """Whether the host of a web address can be read as another one: letters of two scripts, or a name before `@`."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        labels = [_decoded(label) for label in host.split(".")]
    except (ValueError, UnicodeError):
        return True
    if "@" in parts.netloc or not host:
        return True
    foreign = {c for label in labels for c in label.lower() if not c.isascii()} - _WESTERN
    return bool(foreign) and any(c.isascii() and c.isalpha() for label in labels for c in label)


def _decoded(label: str) -> str:
    return label[4:].encode().decode("punycode") if label.lower().startswith("xn--") else label


def strange_number(target: str) -> bool:
    """Whether a `tel:` address would dial more than a number."""
    return not _DIALLED.fullmatch(target)


def says_another(label: str, target: str) -> bool:
    """Whether the words of a link are an address or a number, and the link leads to another."""
    words = label.strip().strip("*_`").strip()
    if target.lower().startswith("tel:"):
        return bool(_NUMBER.fullmatch(words)) and _digits(words) != _digits(target[4:])
    if not target.lower().startswith(("http://", "https://")):
        return False
    found = _ADDRESS.fullmatch(words)
    try:
        host = urlsplit(target).hostname or ""
    except ValueError:
        return True
    return bool(found) and _bare(found[1]) != _bare(host) if found else False


def _digits(number: str) -> str:
    digits = re.sub(r"[^0-9]", "", number)
    return "0" + digits[2:] if number.strip().startswith("+84") else digits


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")
