"""An example file of each kind, whole and sound, in which words in capitals say what to write instead."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jinja2 import Environment, PackageLoader, StrictUndefined

from camtay.source_problems import MARKS

FOLDERS = {
    "guide": "huong-dan",
    "path": "lo-trinh",
    "heritage": "di-tich",
    "route": "lich-trinh",
    "village": "lang",
    "speciality": "dac-san",
    "visitor": "khi-den",
    "procedures": "mot-cua",
}
"""Kind → folder in `guides/` for the first file of that kind."""
_TITLE = {"vi": "SỬA: tên bài", "en": "CHANGE: title"}


@dataclass(frozen=True)
class Sample:
    """What is known about a new file."""

    kind: str
    id: str
    day: date
    locales: tuple[str, ...] = ("vi", "en")
    title: str = ""
    """In the source locale; empty: left to be written."""
    topic: str = "topic"
    audience: str = "audience"
    guides: tuple[str, ...] = ("guide",)
    """Ids for a course."""
    area: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """`now` and `before` → locale → name of the commune or province."""


def text_of(sample: Sample) -> str:
    """The YAML of a new file."""
    source = sample.locales[0]
    environment = Environment(
        loader=PackageLoader("camtay", "templates/new"),
        autoescape=False,  # noqa: S701 - YAML; every word goes through `_quoted` or was checked for its form
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    in_locales = _in_locales(sample.locales)
    title = {**_TITLE, **({source: sample.title} if sample.title else {})}

    def said(vi: str, en: str) -> str:
        return vi if source == "vi" else en

    def address(indent: int, key: str) -> str:
        return in_locales(
            indent, sample.area.get(key) or {"vi": "SỬA: tên xã, tỉnh", "en": "CHANGE: commune, province"}
        )

    environment.globals |= {
        "kind": sample.kind, "id": sample.id, "day": sample.day.isoformat(),
        "topic": sample.topic, "audience": sample.audience, "guides": sample.guides,
        "title": in_locales(2, title),
        "said": said,
        "words": lambda vi, en: _quoted(said(vi, en)),
        "text": lambda indent, vi, en: in_locales(indent, {"vi": vi, "en": en}),
        "address": address,
    }  # fmt: skip
    return environment.get_template(f"{sample.kind}.yml").render().rstrip("\n") + "\n"


def _in_locales(tags: Sequence[str]) -> Callable[[int, Mapping[str, str]], str]:
    """Words below each other in the locales that they are known in; the source locale always has some."""

    def write(indent: int, words: Mapping[str, str]) -> str:
        known = {tag: words[tag] for tag in tags if tag in words}
        if tags[0] not in known:
            known = {tags[0]: words.get("en") or next(iter(words.values())), **known}
        return ("\n" + " " * indent).join(f"{tag}: {_quoted(text)}" for tag, text in known.items())

    return write


def _quoted(words: str) -> str:
    """A double-quoted YAML scalar: what JSON writes is one."""
    return json.dumps(words, ensure_ascii=False)


# ---------------------------------------------------------------- snippets
_MARKED = re.compile("|".join(rf"{mark} [^\"\n]*" for mark in MARKS))


def snippet(sample: Sample, topics: Sequence[str] = (), audiences: Sequence[str] = ()) -> str:
    """The file as a snippet of VS Code: what is to be written becomes stops for the Tab key, what is to be chosen
    a list."""
    number = 0

    def stop(words: str) -> str:
        nonlocal number
        number += 1
        return f"${{{number}:{words}}}"

    def choice(of: Sequence[str]) -> Callable[[re.Match[str]], str]:
        def write(found: re.Match[str]) -> str:
            nonlocal number
            number += 1
            return f"{found[1]}${{{number}|{','.join(of)}|}}" if of else found[1] + f"${{{number}:{found[2]}}}"

        return write

    text = text_of(sample).replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
    text = re.sub(r"(?m)^(id: )\S+", lambda found: found[1] + stop(sample.id), text, count=1)
    text = re.sub(rf"(?m)^(topic: )({sample.topic})", choice(topics), text)
    text = re.sub(rf"(?m)^(audience: \[)({sample.audience})", choice(audiences), text)
    text = _MARKED.sub(lambda found: stop(found[0].split(": ", 1)[1]), text)
    return text.replace(sample.day.isoformat(), "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}")
