"""A spreadsheet against the content: which row is which item, what changes, what is new, what is refused.

Rows are never taken as a wish to delete: an item that is missing from the sheet stays as it is. The whole project is
checked as it would be, before a byte of it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from camtay.errors import CamtayError, Problem, fail, ordered
from camtay.files import write_together
from camtay.sheets.columns import NONE, digest, prints, together
from camtay.sheets.drafts import drafts_of
from camtay.sheets.faults import identity, in_cell
from camtay.sheets.recognise import Found
from camtay.sheets.rows import Place, Row
from camtay.sheets.table import Item, Table, Values
from camtay.sheets.wish import Wish, key_of, match

Status = Literal["added", "changed", "same", "refused"]


@dataclass(frozen=True)
class Change:
    """One cell of an item that is there: its fixed form before and after."""

    key: str
    before: str
    after: str


@dataclass(frozen=True)
class Result:
    """What becomes of a row."""

    place: Place
    status: Status
    values: dict[str, str]
    """All of the item's values as they would be."""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What an import would do."""

    table: Table
    results: tuple[Result, ...]
    drafts: dict[str, bytes]
    """Content of each file that changes."""
    before: dict[str, bytes | None]
    """Content of the same files when they were read; None: there was none."""
    kept: int
    """How many items the sheet does not mention."""
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is refused."""
        return not any(problem.severity == "error" for problem in self.problems)

    def of(self, status: Status) -> tuple[Result, ...]:
        """Rows of which this becomes."""
        return tuple(result for result in self.results if result.status == status)


def plan(root: Path, found: Found, rows: Sequence[Row], told: Iterable[Problem], known: Iterable[Problem]) -> Plan:
    """What the rows of a sheet change. `told` are faults of cells found on reading, `known` the notes that the project
    has without the sheet."""
    table = found.table
    problems = [*found.problems, *told]
    taken = match(table, rows)
    wishes = [_wish(table, row, taken.get(row.place.number), problems) for row in rows]
    _refuse_twice(table, wishes, problems)
    for wish in wishes:
        _refuse_lines(table, wish, problems)
    wrong = {(p.line, p.path) for p in problems if p.severity == "error"}
    drafts, before = drafts_of(root, table, [wish for wish in wishes if not wish.conflict], problems)
    if drafts:
        items, after = table.check(drafts)
        old = {identity(problem) for problem in known}
        fresh = [in_cell(found, wishes, p) for p in after if p.severity == "error" or identity(p) not in old]
        # Notes on the content as a whole are for `camtay check`.
        problems += [p for p in fresh if p and (p.line, p.path) not in wrong]
        if items is not None and not any(p.severity == "error" for p in problems):
            _prove(table, wishes, items, problems)
    problems = ordered(problems)
    results = tuple(_result(table, wish, problems) for wish in wishes)
    return Plan(table, results, drafts, before, len(table.items) - len(taken), tuple(problems))


# ---------------------------------------------------------------- what a row asks for
def _wish(table: Table, row: Row, index: int | None, problems: list[Problem]) -> Wish:
    if index is None:
        empty = dict.fromkeys((column.key for column in table.columns if column.sort not in ("ref", "show")), "")
        return Wish(table, row, None, table.complete(empty | row.values))
    old = table.items[index]
    mine = {key: value for key, value in row.values.items() if key not in row.unread}
    wish = Wish(table, row, old, dict(old.values), base=old.base)
    if not row.ref:
        # Typed by hand: what is left empty was not looked at, and a name in it is what it was found by.
        called, owner = table.called(old.values), old.values.get("owner", "")
        wish.wanted |= {k: v for k, v in mine.items() if v and not table.called({"owner": owner, k: v}) & called}
        _refuse_moved(table, wish, problems)
        return wish
    wish.wanted |= _merged(table, wish, mine, problems)
    _refuse_moved(table, wish, problems)
    return wish


def _merged(table: Table, wish: Wish, mine: Values, problems: list[Problem]) -> Values:
    """Those cells of a row that it changes, where the content was perhaps changed since the export as well.

    What only one side changed is kept. What both changed, and not alike, is refused with both."""
    old, ref = wish.old, wish.row.ref
    assert old is not None  # noqa: S101 - narrowing: rows of items that are there
    assert ref is not None  # noqa: S101 - narrowing: rows that an export wrote
    before, after = (
        {key: values.get(key, "") for key in table.keys} for values in (old.values, {**old.values, **mine})
    )
    if digest(before, table.columns) == ref.digest or after == before:
        return mine
    if set(table.keys) <= set(mine) and digest(mine, table.columns) == ref.digest:
        return {}  # only the content was changed: the sheet's old values are no wish
    if len(ref.cells) != len(table.keys):
        wish.conflict = True
        problems.append(wish.row.place.problem("xlsx.conflict", table.keys[0], name=wish.name, file=old.file))
        return {}
    base = dict(zip(table.keys, ref.cells, strict=True))
    theirs, ours = (
        {key for key, print_ in zip(table.keys, prints(values, table.columns), strict=True) if print_ != base[key]}
        for values in (before, after)
    )
    taken: dict[str, str] = {}
    for group in together(table.columns):
        if not ours.intersection(group):
            continue
        if theirs.isdisjoint(group):
            taken |= {key: mine[key] for key in group if key in mine}
        elif wrong := [key for key in group if after[key] != before[key]]:
            wish.conflict = True
            problems += [_both(table, wish, key, before[key], after[key]) for key in wrong]
    return taken


def _both(table: Table, wish: Wish, key: str, theirs: str, ours: str) -> Problem:
    """A cell that two people changed."""
    place, column = wish.row.place, table.column(key)

    def shown(value: str) -> str:
        return column.shown(value, place.found.locale).replace("\n", " / ")[:120] or NONE

    words = {"name": wish.name, "heading": place.found.heading(key), "file": wish.file}
    return place.problem("xlsx.both", key, **words, ours=shown(ours), theirs=shown(theirs))


def _refuse_moved(table: Table, wish: Wish, problems: list[Problem]) -> None:
    """An id is for ever, and a row stays with its entry."""
    assert wish.old is not None  # noqa: S101 - narrowing: rows of items that are there
    place = wish.row.place
    for column in table.columns:
        before, after = wish.old.values.get(column.key, ""), wish.wanted.get(column.key, "")
        if before == after or not (column.sort == "owner" or column.path == ("id",)):
            continue
        code = "xlsx.moved" if column.sort == "owner" else "xlsx.id"
        if column.key not in wish.row.unread:
            shown = column.shown(before, place.found.locale)
            problems.append(place.problem(code, column.key, value=shown or before))
        wish.wanted[column.key] = before


def _refuse_twice(table: Table, wishes: Sequence[Wish], problems: list[Problem]) -> None:
    """Two rows for one item, or a new row with the name of an item that another row is."""
    if table.several:
        return
    there = {table.name(item.values) for item in table.items}
    first: dict[str, Wish] = {}
    called = {word: table.name(item.values) for item in table.items for word in table.called(item.values)}
    for wish in wishes:
        if wish.old is None and wish.row.unread:
            continue
        name = table.name(wish.wanted)
        if wish.old is None and not wish.row.values.get("id"):
            # Two of one name are told apart by nobody, unless somebody thought of an id for the second.
            name = next((called[word] for word in table.called(wish.wanted) if word in called), name)
        other = first.setdefault(name, wish)
        if name and (other is not wish or (wish.old is None and name in there)):
            at = other.row.place.cell(key_of(table)) if other is not wish else name
            problems.append(wish.row.place.problem("xlsx.row_twice", key_of(table), name=wish.name, other=at))
            wish.conflict = True


def _refuse_lines(table: Table, wish: Wish, problems: list[Problem]) -> None:
    """Statements of two languages stand on lines beside each other; what is missing at the end is not translated yet.

    Puts a dash on the lines that are missing."""
    lists = [column for column in table.columns if column.sort == "claims"]
    for path in dict.fromkeys(column.path for column in lists):
        first, *others = [column for column in lists if column.path == path]
        lines = wish.wanted[first.key].split("\n") if wish.wanted[first.key] else []
        old = wish.old.values.get(first.key, "").split("\n") if wish.old else []
        for column in others:
            own = wish.wanted[column.key].split("\n") if wish.wanted[column.key] else []
            said = [line for line in own if line != NONE]
            own = said if len(said) == len(lines) else own
            added = lines[: len(own)] == old[: len(own)]
            if len(own) > len(lines) or (0 < len(own) < len(lines) and not added):
                params = {"lines": len(own), "wanted": len(lines), "heading": wish.row.place.found.heading(first.key)}
                problems.append(wish.row.place.problem("xlsx.lines", column.key, **params))
                wish.wanted[column.key] = wish.old.values[column.key] if wish.old else ""
                continue
            own += [NONE] * (len(lines) - len(own) if own else 0)
            wish.wanted[column.key] = "\n".join(own)


def _prove(table: Table, wishes: Sequence[Wish], items: Sequence[Item], problems: list[Problem]) -> None:
    """What would be written must read back as it was meant."""
    by_place = {(item.file, item.base): item for item in items}
    for wish in wishes:
        item = by_place.get((wish.file, wish.base))
        wanted = {key: wish.wanted.get(key, "") for key in table.keys}
        read = {key: item.values.get(key, "") for key in table.keys} if item else {}
        if not wish.conflict and read != wanted:
            key = next((key for key in table.keys if read.get(key) != wanted[key]), table.keys[0])
            detail = f"{wanted[key][:30]} / {read.get(key, '')[:30]}"
            problems.append(wish.row.place.problem("xlsx.write", key, file=wish.file, detail=detail))


# ---------------------------------------------------------------- results
def _result(table: Table, wish: Wish, problems: Sequence[Problem]) -> Result:
    number, file = wish.row.place.number, wish.row.place.file
    wrong = any(p.severity == "error" and (p.file, p.line) == (file, number) for p in problems)
    old = wish.old.values if wish.old else dict.fromkeys(table.keys, "")
    changes = tuple(
        Change(key, old[key], wish.wanted[key]) for key in table.keys if old.get(key, "") != wish.wanted.get(key, "")
    )
    status: Status = "refused" if wrong else "added" if wish.old is None else "changed" if changes else "same"
    return Result(wish.row.place, status, wish.wanted, changes)


def write(root: Path, made: Plan, also: dict[str, bytes] | None = None) -> None:
    """All files in one go, or none. `also` are further files. Raises CamtayError where one was changed meanwhile."""
    changed = [
        file
        for file, before in made.before.items()
        if ((root / file).read_bytes() if (root / file).exists() else None) != before
    ]
    if changed:
        raise CamtayError(Problem("xlsx.meanwhile", file) for file in changed)
    files = {**made.drafts, **(also or {})}
    try:
        write_together({root / file: data for file, data in files.items()}, root)
    except OSError as error:
        raise fail("file.write", ", ".join(files), reason=error.strerror or error) from error
