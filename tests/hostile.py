"""A project whose every text is hostile: `tests/data/hostile.yml` put into every field that takes text."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from camtay import ledger as ledgers
from tests.conftest import MKDOCS, REPO

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48"><path d="M0 0h64v48H0z"/></svg>'
LOCALES = ("vi", "en")
DAY = date(2026, 11, 22)


@cache
def groups() -> dict[str, list[dict[str, str]]]:
    """Group → texts with what each tries."""
    loaded: dict[str, list[dict[str, str]]] = yaml.safe_load((REPO / "tests/data/hostile.yml").read_text("utf-8"))
    return loaded


@cache
def texts() -> tuple[str, ...]:
    """All of them, groups mixed, so that any stretch has something of each."""
    by_group = [[row["text"] for row in rows] for rows in groups().values()]
    longest = max(map(len, by_group))
    return tuple(rows[i] for i in range(longest) for rows in by_group if i < len(rows))


def written(text: str) -> str:
    """A text as a scalar of YAML: what can't stand in a file is escaped."""
    seen = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in seen)


def dump(data: Any) -> str:
    """YAML in brackets."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{written(key)}: {dump(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ",\n ".join(map(dump, data)) + "]"
    return written(data)


class Supply:
    """Hands out hostile texts in turn; each limit of length has a turn of its own."""

    def __init__(self) -> None:
        self.turns: dict[int, Iterator[str]] = {}
        self.given: set[str] = set()

    def one(self, limit: int = 500) -> str:
        """The next text of at most `limit` characters, not blank."""
        if limit not in self.turns:
            fitting = [t for t in texts() if len(t) <= limit and t.strip() and not re.fullmatch(r"[\s\x00-\x1f]+", t)]
            self.turns[limit] = itertools.cycle(fitting)
        text = next(self.turns[limit])
        self.given.add(text)
        return text

    def text(self, limit: int = 10_000) -> dict[str, str]:
        """One in each locale, with a letter in front that keeps it from being empty for a reader who drops all of it.

        Every third begins with the text itself: signs of formulas and markup of blocks act there only."""
        found = {tag: self.one(limit - 1) for tag in LOCALES}
        return {tag: text if len(self.given) % 3 else f"a{text}" for tag, text in found.items()}

    def claim(self, **more: Any) -> dict[str, Any]:
        return {**self.text(), "sources": ["s"], **more}

    def claims(self, count: int = 3) -> list[Any]:
        return [self.claim() for _ in range(count)]


def world(root: Path, each: int) -> Supply:
    """Write the project: `each` entries of each kind, a code for every entry. Returns what was used."""
    supply = Supply()
    files: dict[str, Any] = {}
    for number in range(each):
        for entry in _entries(supply, number):
            files[f"guides/{entry['kind']}/{entry['id']}.yml"] = entry
    files |= {
        "guides/site.yml": _site(supply),
        "guides/places.yml": _places(supply),
        "guides/glossary.yml": _glossary(supply),
        "guides/synonyms.yml": _synonyms(supply),
        **{
            f"guides/ui/{tag}.yml": {"home": supply.one(), "menu": supply.one(), "search": supply.one()}
            for tag in LOCALES
        },
        **{f"guides/style/{tag}.yml": {"verbs": [supply.one() for _ in range(9)]} for tag in LOCALES},
    }
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(dump(data), "utf-8")
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    (root / "docs/.overrides").mkdir(parents=True)
    (root / "guides" / PICTURE).write_bytes(SVG)
    ledger = ledgers.Ledger()
    ids = [entry["id"] for name, entry in files.items() if "/" in name.removeprefix("guides/") and "id" in entry]
    for id_ in [*ids, *(f"{i}-k" for i in ids if i.startswith("village"))]:
        ledger, _ = ledger.issue(id_, DAY, supply.one())
    ledger.write(root)
    return supply


PICTURE = "a\"'><img src=x onerror=ctAlive()>&#%27{{7*191}}.svg"
"""A file name as hostile as a disk allows."""


def _entries(supply: Supply, number: int) -> Iterator[dict[str, Any]]:
    text, claim, claims = supply.text, supply.claim, supply.claims
    address = {"before": text(), "now": text()}
    spot = {"lat": "16.75", "lon": f"107.{100 + number}", "precision_m": "20", "sources": ["s"], "note": supply.one()}
    picture = {"file": PICTURE, "alt": text(), "credit": supply.one(), "licence": supply.one()}

    def base(kind: str) -> dict[str, Any]:
        return {
            "kind": kind,
            "id": f"{kind}-{number}",
            "title": text(),
            "short": text(40),
            "summary": text(160),
            "reviewed": "2026-11-22",
            "sources": [{"id": "s", "title": supply.one(), "url": "https://thu.example/a?b=1&c=%22%3E"}],
            "phones": [{**claim(), "number": "0900 000 000"}],
            "needs": [text(80)],
            "confirm": [supply.one()],
            "place": [f"place-{number % 3}"],
            "related": [f"guide-{(number + 1) % 3}"],
        }

    located = {"address": address, "coordinates": spot, "getting_there": claims(2)}
    yield {
        **base("guide"),
        "topic": f"topic-{number % 9}",
        "audience": ["everyone"],
        "picture": picture,
        "prerequisites": claims(),
        "know": claims(),
        "steps": [claim(note=claim()), claim(picture=picture), claim()],
        "result": claim(),
        "cost": claim(),
        "time": claim(),
        "channels": [claim(url="https://thu.example/?a=1&b=2", phone="113")],
        "mistakes": claims(),
        "scams": claims(),
        "helpers": claims(2),
        "background": claims(2),
    }
    yield {
        **base("heritage"),
        **located,
        "rank": claim(decision=supply.one(), date="1986"),
        "story": [{"id": f"p{i}", "title": text(), **claim()} for i in range(3)],
        "timeline": [claim(when="1965/1967")],
        "disputed": claims(2),
        "admission": claim(),
        "visiting": claims(2),
        "etiquette": claims(2),
    }
    if number % 4:
        return
    yield {
        **base("path"),
        "audience": ["everyone"],
        "course": [{"guide": "guide-0", "reason": text()}, {"guide": "guide-1", "reason": text()}],
        "outcomes": claims(2),
        "questions": [
            {"ask": text(), "right": text(), "wrong": [text(), text()], "why": claim(), "guide": "guide-0"}
            for _ in range(5)
        ],
        "script": claims(2),
    }
    yield {
        **base("route"),
        "duration": claim(),
        "preparation": claims(2),
        "stops": [
            {"entry": "heritage-0", "do": claims(2), "stay": claim(), "onward": claims(1), "respect": claims(1)},
            {"title": text(), "where": text(), "coordinates": spot, "do": claims(1)},
        ],
        "safety": claims(2),
    }
    yield {
        **base("village"),
        **{**located, "coordinates": {**spot, "lat": "16.85"}},
        "story": [{"id": "p", "title": text(), **claim()}],
        "facts": claims(2),
        "visiting": claims(1),
        "etiquette": claims(1),
        "alleys": [
            {
                "id": f"village-{number}-k",
                "title": text(),
                "short": text(40),
                "summary": text(160),
                "landmarks": claims(2),
                "directions": claims(2),
                "confirm": [supply.one()],
            }
        ],
    }
    yield {
        **base("speciality"),
        "type": "dish",
        "what": claim(),
        "story": claims(2),
        "where": address,
        "season": claim(),
        "ocop": claim(),
        "eating": claims(1),
        "caution": claims(1),
    }
    yield {**base("visitor"), "sections": [{"id": "a", "title": text(), "items": claims(3)}]}
    yield {
        **base("procedures"),
        "office": text(),
        "address": address,
        "items": [{"id": "a", "title": text(), "guide": "guide-0", "note": claim()}],
    }


def _site(supply: Supply) -> dict[str, Any]:
    text, claim = supply.text, supply.claim
    worst = [row["text"] for row in groups()["polyglots"]]
    both = [dict(zip(LOCALES, pair, strict=True)) for pair in itertools.permutations(worst, 2)]
    return {
        "title": both[0],
        "short": {"vi": "<svg/onload=ctAlive()>", "en": '"><img src=x onerror=ctAlive()>'},
        "summary": both[7],
        "area": {"now": both[13], "before": both[20]},
        "base_url": "https://thu.example/",
        "topics": [{"id": f"topic-{i}", "title": text()} for i in range(9)],
        "audiences": [{"id": "everyone", "title": text()}],
        "contact": {
            "email": "a@thu.example",
            "phone": {**claim(), "number": "113"},
            "zalo": "123456789012",
            "office": both[22],
        },
        "emergency": [{**claim(), "number": "113"} for _ in range(3)],
        "sources": [{"id": "s", "title": supply.one()}],
        "home": [claim() for _ in range(20)],
        "featured": ["guide-0", "heritage-0"],
        "slogan": both[25],
        "cards": "none",
        "licence": worst[0],
    }


def _places(supply: Supply) -> dict[str, Any]:
    items = [
        {
            "id": f"place-{i}",
            "title": supply.text(),
            "code": supply.one(),
            "before": {"province": supply.one()},
            "former": [supply.one() for _ in range(4)],
        }
        for i in range(12)
    ]
    return {"kind": "places", "reviewed": "2026-11-22", "sources": [{"id": "s", "title": supply.one()}], "items": items}


def _glossary(supply: Supply) -> dict[str, Any]:
    terms = [
        {"id": f"w{i}", "title": supply.text(), "also": {"vi": [supply.one()], "en": [supply.one()]}, **supply.claim()}
        for i in range(40)
    ]
    # Words that other hostile texts hold, so that marks are put inside of these.
    terms += [
        {"id": f"x{i}", "title": dict.fromkeys(LOCALES, word), **supply.claim()}
        for i, word in enumerate(("script", "onerror", "img", "javascript", "src", "thu", "amp", "quot", "lt"))
    ]
    return {"kind": "glossary", "sources": [{"id": "s", "title": supply.one()}], "terms": terms}


def _synonyms(supply: Supply) -> dict[str, Any]:
    groups_ = [
        {
            "words": {tag: [f"{supply.one()} {i}", f"{supply.one()} x{i}"] for tag in LOCALES},
            "entries": [f"guide-{i % 3}"],
        }
        for i in range(60)
    ]
    return {"kind": "synonyms", "groups": groups_}
