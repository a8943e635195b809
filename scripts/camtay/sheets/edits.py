"""Changed cells → changes of the YAML mapping that a row stands for."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from camtay.sheets.columns import NONE, RETURN, Column, at, one_line, tidy
from camtay.yaml_edit import Edits, Items, OneLine, Words
from camtay.yaml_file import Path_

_SPOT = ("lat", "lon")


def edits_of(
    columns: Sequence[Column], data: Any, before: Mapping[str, str], wanted: dict[str, str],
    place: Callable[[Path_], Path_ | None],
) -> Edits:  # fmt: skip
    """Edits inside the item's mapping for every cell of `wanted` that differs from `before`; paths begin in it.

    What follows from these is put into `wanted`: where a statement goes, so does what it rests on."""
    changed = [column for column in columns if column.path and wanted[column.key] != before[column.key]]
    made: dict[Path_, Any] = {}
    for path in dict.fromkeys(column.path for column in changed if column.sort == "claims"):
        own = [column for column in columns if column.path == path]
        real = place(path)
        if real is not None:
            made |= _claims(at(data, real), own, wanted, real)
    for column in changed:
        real = place(column.path)
        if column.sort != "claims" and real is not None:
            made[real] = _data(column, wanted[column.key], at(data, real))
    for path in dict.fromkeys(column.path[:-1] for column in changed if len(column.path) > 1):
        _whole(made, columns, data, wanted, path, place)
    _rest_on_nothing(made, columns, data, wanted, place)
    return made


def _data(column: Column, value: str, old: Any) -> Any:
    """A cell's value as YAML data; None where it is empty."""
    if not value:
        return None
    if column.sort in ("ids", "places"):
        ids = value.split(",")
        return ids[0] if len(ids) == 1 and column.sort == "places" and not isinstance(old, list) else ids
    if column.sort == "lines":
        return _arranged(old, [tidy(one_line(item)) for item in old or () if isinstance(item, str)], value.split("\n"))
    if column.sort == "sources":
        return _sources(old, value.split("\n"))
    return Words(value) if column.sort in ("text", "phone") else value


def _whole(
    made: dict[Path_, Any], columns: Sequence[Column], data: Any, wanted: dict[str, str], path: Path_,
    place: Callable[[Path_], Path_ | None],
) -> None:  # fmt: skip
    """What holds for a mapping as a whole: a place without numbers and a statement without words go, a new place is
    written in one line."""
    real = place(path)
    own = {column.path[len(path) :]: column for column in columns if column.path[: len(path)] == path}
    if real is None or not real:
        return
    old = at(data, real)
    words = [c for rest, c in own.items() if len(rest) == 1 and c.locale and c.sort == "text" and rest == (c.locale,)]
    spot = [own[key,] for key in _SPOT if (key,) in own]
    if spot and not any(wanted[column.key] for column in spot):
        _drop(made, real, old, own.values(), wanted)
    elif spot and not isinstance(old, dict):
        new = {str(path_[-1]): made.pop(path_) for path_ in list(made) if path_[: len(real)] == real}
        made[real] = OneLine({key: value for key, value in new.items() if value is not None})
    elif words and ("sources",) in own and not any(wanted[column.key] for column in words):
        _drop(made, real, old, own.values(), wanted)


def _rest_on_nothing(
    made: dict[Path_, Any], columns: Sequence[Column], data: Any, wanted: dict[str, str],
    place: Callable[[Path_], Path_ | None],
) -> None:  # fmt: skip
    """What is new and names no source says that it rests on memory; a place is measured by who writes it."""
    for column in columns:
        whole = place(column.path) if column.path[-1:] == ("confidence",) else None
        real = whole[:-1] if whole else ()
        if not whole or real[-1:] == ("coordinates",) or (at(data, real) if real else data):
            continue
        own = {path[len(real) :]: value for path, value in made.items() if path[: len(real)] == real}
        if any(value is not None for value in own.values()) and not (own.get(("sources",)) or own.get(("confidence",))):
            made[(*real, "confidence")] = wanted[column.key] = "memory"


def _drop(
    made: dict[Path_, Any], real: Path_, old: Any, columns: Iterable[Column], wanted: dict[str, str]
) -> None:  # fmt: skip
    wanted |= {column.key: "" for column in columns}
    for path in [path for path in made if path[: len(real)] == real]:
        del made[path]
    if old is not None:
        made[real] = None


# ---------------------------------------------------------------- lists
def _arranged(old: Any, before: list[str], after: list[str], make: Callable[[int], Any] | None = None) -> Any:
    """The list anew: lines that stay are its own items, in their order; others are new."""
    make = make or (lambda index: Words(after[index].replace(RETURN, "\n")))
    if not isinstance(old, list):
        return [make(index) for index in range(len(after))]
    kept = matched(before, after)
    return Items(tuple(kept[index] if index in kept else make(index) for index in range(len(after))))


def matched(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """New line → old line that it is: the same words, or in the place of one that went."""
    found: dict[int, int] = {}
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found |= dict(zip(range(k, m), range(i, j), strict=True))
    free = [i for i in range(len(before)) if i not in found.values()]
    for index, line in enumerate(after):
        # A line that was moved is still the same.
        if index not in found and (same := [i for i in free if before[i] == line]):
            found[index] = same[0]
            free.remove(same[0])
    return found


def _claims(old: Any, columns: Sequence[Column], wanted: Mapping[str, str], path: Path_) -> Edits:
    """Statements, a line each: a line that stays keeps what it rests on; a new one says that it rests on nothing."""
    lines = {column.locale: wanted[column.key].split("\n") if wanted[column.key] else [] for column in columns}
    source = columns[0].locale
    count = len(lines[source])
    if not count:
        return {path: None}
    words = [
        {
            locale: Words(own[i].replace(RETURN, "\n"))
            for locale, own in lines.items()
            if i < len(own) and own[i] not in ("", NONE)
        }
        for i in range(count)
    ]
    items = [item for item in old or () if isinstance(item, dict)]
    before = [one_line(tidy(item.get(source) or "")) for item in items]
    kept = matched(before, lines[source])
    if len(before) == count:
        # As many as before: a line that reads otherwise is the old one in better words.
        free = [i for i in range(count) if i not in kept.values()]
        kept |= dict(zip((i for i in range(count) if i not in kept), free, strict=True))
    made: dict[Path_, Any] = {}
    for index, item in kept.items():
        for locale in lines:
            was, now = tidy(items[item].get(locale) or ""), words[index].get(locale, "")
            if now != was:
                made[(*path, item, locale)] = now or None
    new = {i: {**words[i], "confidence": "memory"} for i in range(count) if i not in kept}
    if not isinstance(old, list):
        return {path: [new[i] for i in range(count)]}
    if [kept.get(i) for i in range(count)] != list(range(len(items))):
        made[path] = Items(tuple(kept[i] if i in kept else new[i] for i in range(count)))
    return made


# ---------------------------------------------------------------- sources
def _sources(old: Any, lines: Sequence[str]) -> Any:
    """Sources, a line each: `id | title | address | date`."""
    items = [item for item in old or () if isinstance(item, dict)]
    by_id = {item.get("id"): i for i, item in enumerate(items)}
    wanted: list[Any] = []
    for line in lines:
        source = source_of(line)
        index = by_id.get(source["id"])
        same = index is not None and {k: tidy(str(v)) for k, v in items[index].items()} == dict(source)
        wanted.append(index if same else source)
    return Items(tuple(wanted)) if isinstance(old, list) else wanted


def source_of(line: str) -> dict[str, str]:
    """A source as YAML data; what is missing is left out."""
    id_, *rest = [part.strip() for part in line.split("|")]
    url = next((part for part in rest if re.match(r"https?://", part)), "")
    dates = [part for part in rest[1:] if re.fullmatch(r"[0-9]{3,4}(-[0-9]{2}){0,2}(/[0-9-]+)?", part)]
    title = " | ".join(part for part in rest if part and part != url and part not in dates[-1:])
    date = {"date": Words(dates[-1])} if dates else {}
    return {"id": id_, **({"title": Words(title)} if title else {}), **({"url": url} if url else {}), **date}
