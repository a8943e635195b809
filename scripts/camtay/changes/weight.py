"""What somebody who decides must see first: numbers to call, prices, deadlines, places, links."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from camtay.changes.leaves import Leaf

_FIELDS = {
    "number": "phone",
    "phone": "phone",
    "zalo": "phone",
    "email": "contact",
    "url": "link",
    "lat": "place",
    "lon": "place",
    "valid_until": "day",
    "publish_from": "day",
    "successor": "link",
    "base_url": "host",
    "sign_host": "host",
    "emblem": "emblem",
}
"""Fields that always matter: name → what it is about."""
SORTS = ("host", "phone", "contact", "money", "day", "time", "place", "link", "emblem")
"""What a warning can be about, the most pressing first."""
_FIGURES = {
    "phone": re.compile(
        r"(?<![0-9.,])(?:(?:\+84|0)(?:[ .]?[0-9]){8,10}|1[89]00(?:[ .]?[0-9]){4,6})(?![0-9])"
        r"|(?<![0-9.,/])11[1-9](?![0-9/%]|[.,][0-9])(?!\s*(?:km|m|mm|ha|kg|hộ|người|năm|households|people|years)\b)"
    ),
    "money": re.compile(
        r"[0-9][0-9.,]*\s*(?:đồng|nghìn|ngàn|triệu|tỷ|tỉ|đ\b|VND|dong|thousand|million|billion|USD|%)", re.IGNORECASE
    ),
    "day": re.compile(
        r"[0-9]{1,2}[/-][0-9]{1,2}(?:[/-][0-9]{2,4})?(?![0-9])"
        r"|[0-9]{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
        r"|[0-9]+\s*(?:ngày|giờ|tháng|năm|phút|tuần|days?|hours?|months?|years?|minutes?|weeks?)\b",
        re.IGNORECASE,
    ),
}
_HEADS = {"cost": "money", "time": "time"}
"""Parts of an entry of which every word matters."""


@dataclass(frozen=True)
class Weight:
    """One thing that matters in a change; `before` and `after` are what to compare: figures, or the whole value."""

    sort: str
    before: str
    after: str


def weights(leaf: Leaf) -> list[Weight]:
    """Why a change matters; nothing for most."""
    before, after = leaf.before or "", leaf.after or ""
    if leaf.sort == "moved":
        return []
    names = [part for part in leaf.path if isinstance(part, str)]
    if names and names[-1] in _FIELDS:
        return [Weight(_FIELDS[names[-1]], before, after)]
    found = []
    for sort, pattern in _FIGURES.items():
        was, now = (
            Counter(_plain(f) for f in pattern.findall(before)),
            Counter(_plain(f) for f in pattern.findall(after)),
        )
        if was != now:
            found.append(Weight(sort, ", ".join((was - now).elements()), ", ".join((now - was).elements())))
    if names and names[0] in _HEADS and not found and names[-1] not in ("sources", "confidence"):
        found.append(Weight(_HEADS[names[0]], before, after))
    return found


def _plain(figure: str) -> str:
    return " ".join(figure.split())
