"""Problems of the files as they would be, told at the cells that they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from camtay.errors import Problem
from camtay.sheets.recognise import Found
from camtay.sheets.table import Table
from camtay.sheets.wish import Wish, empty_cell, key_of
from camtay.yaml_file import Path_


def identity(problem: Problem) -> tuple[object, ...]:
    """A problem whatever line it stands on."""
    return problem.code, problem.file, problem.path, tuple(sorted(problem.params.items()))


_WORDS = {
    "field.missing": "xlsx.empty",
    "field.empty": "xlsx.empty",
    "text.source": "xlsx.empty",
    "text.shape": "xlsx.empty",
    "date.form": "xlsx.date",
    "number.decimal": "xlsx.number",
    "phone.form": "xlsx.phone",
    "phone.source": "xlsx.phone_source",
    "placement.no_date": "xlsx.no_date",
    "text.translation": "xlsx.translation",
    "ledger.uncoded": "xlsx.uncoded",
}
"""Problems whose cure speaks of YAML, and what they are called in a sheet."""


def in_cell(found: Found, wishes: Sequence[Wish], problem: Problem) -> Problem | None:
    """A problem of a file at the cell that it is about; an error that is about none as it is."""
    path = path_of(problem.path)
    own = [w for w in wishes if w.file == problem.file and path[: len(w.base)] == w.base and not w.conflict]
    new = [w for w in wishes if w.target and w.file == problem.file and w.base[: len(path)] == path and path]
    giving = [w for w in wishes if w.row.sources and w.file == problem.file]
    if not own and giving and path[:1] == ("sources",):
        wish = giving[0]
        cells = (c.key for c in found.table.columns if c.sort == "ids" and set(wish.row.sources) & _ids(wish, c.key))
        return wish.row.place.problem("xlsx.source", next(cells, ""))
    if not own and (not new or problem.severity == "warning"):
        return problem if problem.severity == "error" else None
    wish = max(own, key=lambda w: len(w.base)) if own else new[0]
    rest = path[len(wish.base) :] if own else ()
    if problem.code == "text.source":
        rest = (*rest, problem.params["locale"])
    key = _column_at(found.table, wish, rest)
    params = dict(problem.params)
    if problem.code == "date.impossible":
        params["value"] = "/".join(reversed(params["value"].split("-")))
    code = _WORDS.get(problem.code, problem.code)
    if code == "xlsx.empty":
        return empty_cell(wish.row.place, found.table, key)
    return replace(wish.row.place.problem(code, key, problem.severity), params=params)


def _ids(wish: Wish, key: str) -> set[str]:
    return set(wish.wanted.get(key, "").split(","))


def _column_at(table: Table, wish: Wish, rest: Path_) -> str:
    """The column that a path inside an item is about."""
    best: tuple[int, str] = (-1, key_of(table))
    for column in table.columns:
        path = wish.real(column.path) if column.path else None
        if path is None:
            continue
        common = next((i for i, pair in enumerate(zip(path, rest, strict=False)) if pair[0] != pair[1]), None)
        if common is not None or not rest:
            continue
        score = 2 * min(len(path), len(rest)) + (bool(column.locale) and column.locale == rest[-1])
        if score > best[0]:
            best = score, column.key
    return best[1]


def path_of(text: str) -> Path_:
    """`steps[2].vi` → `("steps", 2, "vi")`."""
    parts = re.findall(r"\[([0-9]+)\]|([^.\[\]]+)", text)
    return tuple(int(number) if number else word for number, word in parts)
