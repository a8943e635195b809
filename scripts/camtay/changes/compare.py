"""Two states of a project → what a person has to know before the second one goes out, the gravest first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Literal

from camtay.changes import labels
from camtay.changes.leaves import Leaf, leaves
from camtay.changes.snapshot import Item, Snapshot
from camtay.changes.weight import SORTS, weights
from camtay.ledger import Event
from camtay.media import misplaced
from camtay.model.described import FILES
from camtay.model.entries import ORDER
from camtay.placements.record import Placement
from camtay.source import FOLDER
from camtay.yaml_file import Path_

State = Literal["added", "removed", "published", "withdrawn", "changed", "draft"]
"""`published` and `withdrawn`: from a draft and to one; `draft`: it was one and is one."""


@dataclass(frozen=True)
class Change:
    """A part that differs; `locale` is of a text. Values of the two states, None where there is none."""

    label: str
    locale: str
    before: str | None
    after: str | None
    sort: str


@dataclass(frozen=True)
class Shown:
    """A picture of a part: its files in the two states."""

    label: str
    before: Path | None
    after: Path | None


@dataclass(frozen=True)
class Address:
    """The address of a page, None where there is or was none; `leads_on`: the former one leads to the present one."""

    locale: str
    before: str | None
    after: str | None
    leads_on: bool = True


@dataclass(frozen=True)
class Touched:
    """An entry, or a file that belongs to no entry (`kind` is of `described.FILES`, or `words`, or `page`)."""

    id: str
    kind: str
    title: str
    file: str
    state: State
    changes: tuple[Change, ...] = ()
    pictures: tuple[Shown, ...] = ()
    pages: tuple[Address, ...] = ()
    """Pages on which something is different, in every locale that it concerns."""
    codes: tuple[str, ...] = ()
    """Codes that lead to it."""


@dataclass(frozen=True)
class Warned:
    """Something to look at: `what` is of `weight.SORTS`, or `removed`, `address`, `left`, `unread`, `lost`."""

    what: str
    id: str
    title: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Coded:
    """An event of a code, with the signs that carry it."""

    code: str
    what: str
    day: str
    reason: str
    entry: str
    title: str
    former: str
    """Title of the entry that it led to before."""
    signs: tuple[Placement, ...]
    printed: bool
    """Whether it was ever printed."""


@dataclass(frozen=True)
class Report:
    """Everything that differs. Empty: nothing does."""

    codes: tuple[Coded, ...]
    warnings: tuple[Warned, ...]
    touched: tuple[Touched, ...]
    printed: int
    """How many print runs of single codes were added to the ledger."""

    @property
    def empty(self) -> bool:
        return not (self.codes or self.warnings or self.touched or self.printed)


def compare(before: Snapshot, after: Snapshot, day: date, locale: str) -> Report:
    """What differs. Parts and titles are named in `locale`."""
    touched = [*_items(before, after, day, locale), *_commons(before, after, locale), *_pages(before, after)]
    codes, printed, lost = _codes(before, after, locale)
    warnings = [*lost, *(w for each in touched for w in _warnings(before, after, each, locale))]
    warnings += (Warned("unread", name, name, "", "", "") for name in after.unread)
    return Report(tuple(codes), tuple(sorted(warnings, key=_urgency)), tuple(sorted(touched, key=_place)), printed)


# ---------------------------------------------------------------- entries and files
def _items(before: Snapshot, after: Snapshot, day: date, locale: str) -> Iterator[Touched]:
    for id_ in dict.fromkeys((*after.items, *before.items)):
        was, now = before.items.get(id_), after.items.get(id_)
        item = now or was
        if item is None:
            continue
        differences = list(leaves(was.data if was else {}, now.data if now else {}))
        pictures = tuple(_pictures(before, after, was, now, locale))
        state = _state(was, now, day)
        if not (differences or pictures or state != "changed") or (state == "draft" and not differences):
            continue
        changes = tuple(_changes(item.kind, differences, locale)) if was and now else ()
        addresses = tuple(_addresses(before, after, item, differences, bool(pictures), day))
        codes = tuple(code.code for code in after.ledger.codes.values() if code.entry == id_)
        title = item.title(locale)
        yield Touched(id_, item.kind, title, item.file, state, changes, pictures, addresses, codes)


def _state(was: Item | None, now: Item | None, day: date) -> State:
    if was is None or now is None:
        item = now or was
        hidden = item is not None and item.begins > day
        return "draft" if hidden else "added" if now else "removed"
    out = was.begins <= day, now.begins <= day
    return {(True, True): "changed", (False, True): "published", (True, False): "withdrawn"}.get(out, "draft")  # type: ignore[return-value]


def _changes(kind: str, found: list[Leaf], locale: str) -> Iterator[Change]:
    for leaf in found:
        name, tag = labels.label(kind, leaf.path, locale)
        yield Change(name, tag, leaf.before, leaf.after, leaf.sort)


def _addresses(
    before: Snapshot, after: Snapshot, item: Item, found: list[Leaf], pictured: bool, day: date
) -> Iterator[Address]:
    """Pages of an entry that are there in one state only, have moved, or show something that differs."""
    old, new = before.addresses.get(item.id, {}), after.addresses.get(item.id, {})
    former = item.data.get("former_slugs")
    known = [former] if isinstance(former, str) else former if isinstance(former, list) else []
    tags = [loc.tag for loc in after.locales or before.locales]
    texts = {part for leaf in found for part in leaf.path if part in tags}
    for tag in dict.fromkeys((*tags, *old, *new)):
        a, b = old.get(tag), new.get(tag)
        if a and b and a != b:
            yield Address(tag, a, b, a.rstrip("/").rpartition("/")[2] in known)
        elif a is None and b is None:
            continue
        elif a is None or b is None or tag in texts or pictured or any(_of_all(leaf, tags) for leaf in found):
            yield Address(tag, a, b)


def _of_all(leaf: Leaf, tags: list[str]) -> bool:
    """Whether a value shows on the pages of every locale."""
    return not any(part in tags for part in leaf.path) and leaf.path[:1] not in (("confirm",), ("former_slugs",))


def _pictures(before: Snapshot, after: Snapshot, was: Item | None, now: Item | None, locale: str) -> Iterator[Shown]:
    old, new = dict(_files(was.data) if was else ()), dict(_files(now.data) if now else ())
    kind = (now or was).kind if now or was else ""  # type: ignore[union-attr]
    if _seen(before, old) == _seen(after, new):
        return
    for path in dict.fromkeys((*new, *old)):
        a, b = _file(before, old.get(path)), _file(after, new.get(path))
        if _hash(a) != _hash(b):
            yield Shown(labels.label(kind, path, locale)[0], a, b)


def _seen(state: Snapshot, files: dict[Path_, str]) -> list[str]:
    return [_hash(_file(state, name)) for name in files.values()]


def _files(data: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Pictures: records with a file and words for those who can't see it."""
    if isinstance(data, dict):
        if isinstance(data.get("file"), str) and "alt" in data:
            yield path, data["file"]
        for key, value in data.items():
            yield from _files(value, (*path, str(key)))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _files(value, (*path, index))


def _file(state: Snapshot, name: str | None) -> Path | None:
    if name is None or misplaced(state.root / FOLDER, name):
        return None
    return state.root / FOLDER / name


def _hash(path: Path | None) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path else ""


def _commons(before: Snapshot, after: Snapshot, locale: str) -> Iterator[Touched]:
    """The site, communes, glossary and words: files that every page may use."""
    for name in dict.fromkeys((*after.commons, *before.commons)):
        was, now = before.commons.get(name), after.commons.get(name)
        found = list(leaves(was or {}, now or {}))
        if not found:
            continue
        kind = next((kind for kind, (file, _) in FILES.items() if file == name), "words")
        state: State = "changed" if was and now else "added" if now else "removed"
        yield Touched(name, kind, name, name, state, tuple(_changes(kind, found, locale)))


def _pages(before: Snapshot, after: Snapshot) -> Iterator[Touched]:
    """Hand-written pages, paragraph by paragraph."""
    for name in dict.fromkeys((*after.pages, *before.pages)):
        was, now = before.pages.get(name), after.pages.get(name)
        if was == now:
            continue
        state: State = "added" if was is None else "removed" if now is None else "changed"
        changes = tuple(_paragraphs(was, now)) if was is not None and now is not None else ()
        yield Touched(name, "page", _heading(now or was or "", name), name, state, changes)


def _heading(text: str, name: str) -> str:
    return next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), name)


def _paragraphs(was: str, now: str) -> Iterator[Change]:
    old, new = ([part.strip() for part in text.split("\n\n") if part.strip()] for text in (was, now))
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            before, after = "\n".join(old[a:b]) or None, "\n".join(new[c:d]) or None
            yield Change("", "", before, after, "changed" if before and after else "added" if after else "removed")


# ---------------------------------------------------------------- codes
def _codes(before: Snapshot, after: Snapshot, locale: str) -> tuple[list[Coded], int, list[Warned]]:
    """Events that were added; how many of them are prints; lines that the ledger has lost."""
    old, new = set(before.ledger.events), set(after.ledger.events)
    found = []
    for event in sorted(new - old):
        if event.event == "print":
            continue
        entry = event.entry or after.ledger.codes[event.code].entry
        former = _led_to(before, event)
        title, was = (_title(after, before, id_, locale) for id_ in (entry, former))
        signs = after.signs.get(event.code, ())
        what, printed = event.event, after.ledger.codes[event.code].printed is not None
        found.append(
            Coded(event.code, what, event.date, event.reason, entry, title, was if former else "", signs, printed)
        )
    rank = {"retarget": 0, "retire": 1, "issue": 2}
    found.sort(key=lambda one: (rank[one.what], one.code, one.day))
    prints = sum(event.event == "print" for event in new - old)
    lost = [Warned("lost", event.code, event.code, "", event.line(), "") for event in sorted(old - new)]
    return found, prints, lost


def _led_to(before: Snapshot, event: Event) -> str:
    code = before.ledger.codes.get(event.code)
    return code.entry if code and event.event == "retarget" else ""


def _title(after: Snapshot, before: Snapshot, id_: str, locale: str) -> str:
    item = after.items.get(id_) or before.items.get(id_)
    return item.title(locale) if item else id_


# ---------------------------------------------------------------- what matters
def _warnings(before: Snapshot, after: Snapshot, one: Touched, locale: str) -> Iterator[Warned]:
    def warn(what: str, label: str = "", was: str = "", now: str = "") -> Warned:
        return Warned(what, one.id, one.title, label, was, now)

    if one.state in ("removed", "withdrawn") and one.kind != "page":
        yield warn("removed")
    for address in one.pages:
        if address.before and address.after and not address.leads_on:
            yield warn("address", address.locale, f"/{address.before}", f"/{address.after}")
    if one.state != "changed" or one.kind in ("page", "words"):
        return
    was, now = _data(before, one), _data(after, one)
    found = list(leaves(was, now))
    changed = {leaf.path for leaf in found}
    told: set[tuple[str, str]] = set()
    for leaf in found:
        name, tag = labels.label(one.kind, leaf.path, locale)
        for weight in weights(leaf):
            if (name, weight.sort) not in told:  # the same figure in the next locale is the same news
                told.add((name, weight.sort))
                yield warn(weight.sort, name, weight.before, weight.after)
            if tag and leaf.before and leaf.after:
                yield from (
                    warn("left", name, tag, other.tag)
                    for other in after.locales
                    if (*leaf.path[:-1], other.tag) not in changed and _at(now, (*leaf.path[:-1], other.tag))
                )


def _at(data: Any, path: Path_) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _data(state: Snapshot, one: Touched) -> Any:
    item = state.items.get(one.id)
    return item.data if item else state.commons.get(one.id, {})


def _urgency(one: Warned) -> tuple[int, str, str, str]:
    order = ("lost", "unread", "host", "removed", "address", *SORTS, "left")
    return order.index(one.what), one.title, one.label, one.before


def _place(one: Touched) -> tuple[int, int, str]:
    """Entries of printed codes first, then in the order of menus, files of the whole site last."""
    kinds = (*ORDER, *FILES, "words", "page")
    return 0 if one.codes else 1, kinds.index(one.kind), one.title
