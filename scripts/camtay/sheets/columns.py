"""Columns of a spreadsheet, made from the content model, and what stands in their cells.

A cell has one fixed form as text, whatever the YAML looks like: two rows are the same when these forms are. Nothing is
written for a cell whose form is as it was, so whatever the form leaves out stays as it is.
"""

from __future__ import annotations

import hashlib
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from babel import Locale as Babel

from camtay.model.described import Described, Field, Words
from camtay.text import fold, nfc
from camtay.yaml_file import Path_

Sort = Literal[
    "ref", "show", "id", "owner", "code", "line", "text", "choice", "places", "ids", "day", "whole", "degrees",
    "phone", "claims", "lines", "sources",
]  # fmt: skip
"""`ref` and `show` are not the editor's; `owner` is the entry that a row belongs to; `claims` has a statement a line,
`lines` a note a line, `sources` a source a line."""
HEAD = "head"
"""Stands in the hidden column `ref` of the row with the visible headings, so that it is known wherever it stands."""
NONE = "–"
"""Stands on the line of a statement that has no words in the column's language."""
RETURN = "⏎"
"""Stands for a line break inside a statement, since each has a line."""


@dataclass(frozen=True)
class Column:
    """One column. `width` is in characters, as spreadsheets measure it; `path` leads into the row's mapping."""

    key: str
    sort: Sort
    width: int
    label: Words
    path: Path_ = ()
    hint: Words = field(default_factory=dict)
    locale: str = ""
    """The language of its words, where the content has several."""
    options: Mapping[str, Words] = field(default_factory=dict)
    """Value → what people see; `choice`, `owner`, `places` and `ids` have some."""
    required: bool = False

    def heading(self, locale: str) -> str:
        """What stands above the column."""
        return self.label.get(locale, self.label["en"])

    def shown(self, value: str, locale: str) -> str:
        """A cell's fixed form as people see it."""
        if self.sort == "day":
            return "/".join(reversed(value.split("-")))
        if self.sort in ("places", "ids"):
            return "; ".join(self._word(id_, locale) for id_ in value.split(",") if id_)
        return self._word(value, locale) if self.options else value

    def _word(self, value: str, locale: str) -> str:
        words = self.options.get(value, {})
        return words.get(locale, words.get("en", value)) if self.sort != "ids" else value

    def known(self) -> dict[str, str]:
        """Folded label in every language, and the value itself → value. A label of two values stands for neither."""
        found: dict[str, str] = {}
        shared: set[str] = set()
        for value, words in self.options.items():
            for word in words.values():
                if found.setdefault(fold(word), value) != value:
                    shared.add(fold(word))
        return {word: value for word, value in found.items() if word not in shared} | {v: v for v in self.options}


def digest(values: Mapping[str, str], columns: Sequence[Column]) -> str:
    """A fingerprint of a row: tells whether anything in it was changed since the export."""
    text = "\x1f".join(values.get(column.key, "") for column in columns if column.path)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def prints(values: Mapping[str, str], columns: Sequence[Column]) -> tuple[str, ...]:
    """A short fingerprint of each cell of a row, in the order of the columns: tells which of them was changed."""
    cells = (f"{column.key}\x1f{values.get(column.key, '')}" for column in columns if column.path)
    return tuple(urlsafe_b64encode(hashlib.sha256(cell.encode()).digest()[:3]).decode() for cell in cells)


_TOGETHER = ({"lat", "lon"}, {"state", "inspected_on"}, {"number", "sources", "confidence"})
"""Columns of a row itself that mean something only together."""


def together(columns: Sequence[Column]) -> list[tuple[str, ...]]:
    """Keys of columns that mean something only together, so that nobody mixes two people's: the numbers of a position,
    a statement with its sources, the lines of a list in all languages. Any other column stands alone."""
    groups: dict[tuple[object, ...], list[Column]] = {}
    for column in columns:
        if column.path and column.sort == "claims":
            groups.setdefault(column.path, []).append(column)
        elif column.path:
            one = next((i for i, keys in enumerate(_TOGETHER) if column.key in keys), column.key)
            groups.setdefault(column.path[:-1] or (one,), []).append(column)
    found: list[tuple[str, ...]] = []
    for group in groups.values():
        apart = all(column.sort == "text" for column in group)
        found += [(column.key,) for column in group] if apart else [tuple(column.key for column in group)]
    return found


@dataclass(frozen=True)
class Ref:
    """Which item a row was exported from: the n-th one of a name, and what it and each of its cells was then.

    Sheets of before have no fingerprints of cells."""

    name: str
    n: int
    digest: str
    cells: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}#{self.n}:{self.digest}" + (f":{''.join(self.cells)}" if self.cells else "")

    @classmethod
    def read(cls, text: str) -> Ref | None:
        """None for an empty cell and for anything else that no export wrote."""
        found = re.fullmatch(r"(.{1,300})#([0-9]{1,6}):([0-9a-f]{12})(?::((?:[0-9A-Za-z_-]{4}){1,200}))?", text)
        return cls(found[1], int(found[2]), found[3], tuple(re.findall("....", found[4] or ""))) if found else None


# ---------------------------------------------------------------- from the model
def of_model(record: Described, locales: Sequence[str], skip: Sequence[str], base: Path_ = ()) -> Iterator[Column]:
    """The columns of a record's fields that fit cells, the languages of a text beside each other.

    `skip` names fields that a sheet leaves alone, by their path with slashes; so does it what fits no cell."""
    if base and record.beside:
        yield from wordings(base, locales, "text", {"vi": "", "en": ""}, {}, 44, True)
    for one in record.fields:
        path = (*base, one.name)
        if "/".join(map(str, path)) not in skip and one.name not in skip and not one.by_locale:
            yield from _of_field(one, path, locales, skip)


def _of_field(one: Field, path: Path_, locales: Sequence[str], skip: Sequence[str]) -> Iterator[Column]:
    if one.sort == "text" and not one.many:
        width = 26 if one.form.limit and one.form.limit <= 60 else 44 if one.form.limit else 32
        yield from wordings(path, locales, "text", one.label, one.hint, width, one.required)
    elif one.sort == "choice" and not one.many:
        options = {choice.value: choice.label for choice in one.choices}
        yield Column(dotted(path), "choice", 18, one.label, path, one.hint, "", options, one.required)
    elif one.sort == "scalar" and not one.many:
        sort, width = _SCALARS.get(one.form.name, ("line", 24))
        yield Column(dotted(path), sort, width, one.label, path, one.hint, required=one.required)
    elif one.sort == "scalar":
        sort, width = ("ids", 24) if one.form.name == "id" or one.refers else ("lines", 40)
        sort = "places" if one.refers == "place" else sort
        yield Column(dotted(path), sort, width, one.label, path, one.hint, required=one.required)
    elif one.sort == "record" and one.record and one.many and one.record.beside:
        if not any(inner.required for inner in one.record.fields):
            yield from wordings(path, locales, "claims", one.label, one.hint, 44, one.required)
    elif one.sort == "record" and one.record and one.many and one.refers == "" and one.name == "sources":
        yield Column(dotted(path), "sources", 44, one.label, path, one.hint, required=one.required)
    elif one.sort == "record" and one.record and not one.many:
        for column in of_model(one.record, locales, skip, path):
            needed = column.required and one.required
            yield replace(column, label=_joined(one.label, column.label), required=needed, hint=column.hint or one.hint)


_SCALARS: dict[str, tuple[Sort, int]] = {
    "id": ("id", 20),
    "day": ("day", 13),
    "whole": ("whole", 11),
    "decimal": ("degrees", 12),
    "phone": ("phone", 16),
    "web": ("line", 30),
}


def wordings(
    path: Path_, locales: Sequence[str], sort: Sort, label: Words, hint: Words, width: int, required: bool
) -> Iterator[Column]:
    """A column for each language."""
    for i, locale in enumerate(locales):
        at = path if sort == "claims" else (*path, locale)
        names = {tag: f"{label[tag]} ({_language(locale, tag)})".strip() for tag in label}
        key = dotted((*path, locale))
        yield Column(key, sort, width, names, at, hint, locale, required=required and not i)


def _language(locale: str, tag: str) -> str:
    name = Babel.parse(locale, sep="-").get_language_name(tag) or locale
    return name[:1].lower() + name[1:] if tag == "vi" else name


def _joined(outer: Words, inner: Words) -> Words:
    return {tag: f"{outer[tag]}{' ' if inner[tag][:1] == '(' else ': '}{inner[tag]}" for tag in outer}


def dotted(path: Path_) -> str:
    """`("coordinates", "lat")` → `coordinates.lat`."""
    return ".".join(map(str, path))


# ---------------------------------------------------------------- the form of a cell
def at(data: Any, path: Path_) -> Any:
    """What stands at a path, or None."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def form(column: Column, data: Any, path: Path_) -> str:
    """What stands at a path of a mapping, in the column's fixed form; empty where there is nothing."""
    value = at(data, path)
    if column.sort == "claims":
        return claims_form([claim.get(column.locale) for claim in value or () if isinstance(claim, dict)])
    if column.sort == "sources":
        return "\n".join(source_line(source) for source in value or () if isinstance(source, dict))
    if isinstance(value, list):
        words = [tidy(item) for item in value if isinstance(item, str)]
        return ",".join(words) if column.sort in ("ids", "places") else "\n".join(map(one_line, words))
    return tidy_as(column.sort, tidy(value)) if isinstance(value, str) else ""


def tidy(text: str) -> str:
    """Text as cells and files are compared: composed, without blanks at its ends, with ordinary blanks inside."""
    return nfc(text).replace("\r", "").replace("\u00a0", " ").strip()


def tidy_as(sort: Sort, text: str) -> str:
    """Numbers in one spelling; what is none stays as it is, for the record to refuse."""
    if sort == "degrees" and re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", text):
        return repr(float(text))
    if sort == "phone" and re.fullmatch(r"\+?[0-9 .\-]+", text):
        return re.sub(r"[ .\-]", "", text)
    return text


def claims_form(words: Sequence[Any]) -> str:
    """A line a statement; empty where none has words."""
    lines = [one_line(tidy(text)) if isinstance(text, str) else "" for text in words]
    return "\n".join(line or NONE for line in lines) if any(lines) else ""


def one_line(text: str) -> str:
    return text.replace("\n", RETURN)


def source_line(source: Mapping[str, Any]) -> str:
    """A source on one line: `id | title | address | date`."""
    parts = [source.get("id"), source.get("title"), source.get("url"), source.get("date")]
    return " | ".join(tidy(part) for part in parts if isinstance(part, str))


# ---------------------------------------------------------------- text that looks like a formula
_RISKY = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """Text that a spreadsheet might take for a formula gets an apostrophe in front (also where it has some already)."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text
