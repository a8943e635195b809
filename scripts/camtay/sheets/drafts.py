"""The files as they would be after an import."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from camtay import yaml_file
from camtay.errors import Problem
from camtay.model.fields import ID_PATTERN
from camtay.sheets.columns import at, source_line
from camtay.sheets.edits import edits_of
from camtay.sheets.table import Table, Target
from camtay.sheets.wish import Wish, empty_cell, key_of
from camtay.text import nfc
from camtay.yaml_edit import edited
from camtay.yaml_file import Path_

_BOM = b"\xef\xbb\xbf"


def drafts_of(
    root: Path, table: Table, wishes: Sequence[Wish], problems: list[Problem]
) -> tuple[dict[str, bytes], dict[str, bytes | None]]:
    before: dict[str, bytes | None] = {}
    edits: dict[str, dict[Path_, object]] = {}
    lengths: Counter[tuple[str, Path_]] = Counter()
    for item in table.items:
        if item.base and isinstance(item.base[-1], int):
            lengths[item.file, item.base[:-1]] = max(lengths[item.file, item.base[:-1]], item.base[-1] + 1)
    for wish in wishes:
        if wish.old is None and not _aim(root, table, wish, lengths, problems):
            continue
        empty = dict.fromkeys(table.keys, "")
        _refuse_elsewhere(table, wish, wish.old.values if wish.old else empty, problems)
        old, data = (wish.old.values, wish.old.data) if wish.old else (empty, {})
        own_sources = next(
            (
                column.key
                for column in table.columns
                if column.path == ("sources",) == wish.real(column.path) and not wish.base
            ),
            "",
        )
        if own_sources:
            _list_sources(wish, own_sources)
        made = dict(edits_of(table.columns, data, old, wish.wanted, wish.real))
        if wish.target:
            made |= {(key,): value for key, value in wish.target.data.items()}
        if made:
            own = edits.setdefault(wish.file, {})
            own |= {(*wish.base, *path): value for path, value in made.items()}
            for source in wish.row.sources.values() if not own_sources else ():
                own |= _new_source(root, wish.file, source, lengths)
    drafts = {}
    for file, own in edits.items():
        path = root / file
        raw = before[file] = path.read_bytes() if path.exists() else None
        drafts[file] = _redone(raw or b"", own, table.order)
    return drafts, before


def _aim(root: Path, table: Table, wish: Wish, lengths: Counter[tuple[str, Path_]], problems: list[Problem]) -> bool:
    """Where a new item goes; False where that can't be said."""
    owners = [column for column in table.columns if column.sort == "owner" and column.required]
    if missing := [column for column in owners if not wish.wanted.get(column.key)]:
        told = {problem.path for problem in problems if problem.line == wish.row.place.number}
        unsaid = (column.key for column in missing if wish.row.place.cell(column.key) not in told)
        problems += [empty_cell(wish.row.place, table, key) for key in unsaid]
        wish.conflict = True
        return False
    wish.target = target = table.target(wish.wanted)
    wish.base = target.base
    if target.sort == "list":
        wish.base = (*target.base, _count(root, target, lengths))
    elif target.sort == "file" and not (re.fullmatch(ID_PATTERN, wish.wanted["id"]) and len(wish.wanted["id"]) <= 80):
        # The id names the file, so no other one comes near the disk.
        problems.append(wish.row.place.problem("id.form", "id", value=wish.wanted["id"][:80]))
        wish.conflict = True
        return False
    elif target.sort == "file" and (root / target.file).exists():
        problems.append(wish.row.place.problem("xlsx.row_twice", key_of(table), name=wish.name, other=target.file))
        wish.conflict = True
        return False
    return True


def _count(root: Path, target: Target, lengths: Counter[tuple[str, Path_]]) -> int:
    """The place behind the last item of a list, counting those that were added before."""
    key = (target.file, target.base)
    there = at(_data_of(root, target.file), target.base)
    lengths[key] = max(lengths[key], len(there) if isinstance(there, list) else 0)
    lengths[key] += 1
    return lengths[key] - 1


def _data_of(root: Path, file: str) -> object:
    return yaml_file.read(root / file, file).data if (root / file).exists() else None


def _list_sources(wish: Wish, key: str) -> None:
    """New sources that a cell gave in full stand with the others, where the sheet shows those."""
    listed = {line.partition("|")[0].strip() for line in wish.wanted[key].split("\n")}
    new = [source_line(source) for id_, source in wish.row.sources.items() if id_ not in listed]
    wish.wanted[key] = "\n".join(filter(None, [wish.wanted[key], *new]))


def _new_source(
    root: Path, file: str, source: dict[str, str], lengths: Counter[tuple[str, Path_]]
) -> dict[Path_, object]:
    """A source that a cell gave in full, behind those of the file; one that is there already is not changed."""
    listed = at(_data_of(root, file), ("sources",))
    if any(isinstance(known, dict) and known.get("id") == source["id"] for known in listed or ()):
        return {}
    return {("sources", _count(root, Target(file, ("sources",)), lengths)): source}


def _refuse_elsewhere(table: Table, wish: Wish, old: dict[str, str], problems: list[Problem]) -> None:
    """Cells that a row of its sort can't have."""
    for column in table.columns:
        if column.path and wish.real(column.path) is None and wish.wanted[column.key] != old[column.key]:
            problems.append(
                wish.row.place.problem("xlsx.elsewhere", column.key, heading=wish.row.place.found.heading(column.key))
            )
            wish.wanted[column.key] = ""


def _redone(raw: bytes, edits: dict[Path_, object], order: Sequence[str]) -> bytes:
    """A file's bytes after edits; line ends and the mark of Windows stay."""
    text = raw.decode("utf-8-sig")
    after = edited(nfc(text.replace("\r\n", "\n")), edits, order)
    if "\r\n" in text:
        after = after.replace("\n", "\r\n")
    return (_BOM if raw.startswith(_BOM) else b"") + after.encode()
