"""Sheets out and in, for the command line: which kinds there are, and the codes of what was added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from camtay.ledger import FILE as LEDGER
from camtay.placements import register as registers
from camtay.sheets import book_in
from camtay.sheets.book_out import workbook
from camtay.sheets.contacts import contacts
from camtay.sheets.hung import placements
from camtay.sheets.kinds import alleys, procedures, specialities
from camtay.sheets.merge import Plan, Result, plan, write
from camtay.sheets.recognise import find
from camtay.sheets.rows import Reader
from camtay.sheets.table import Table, World

KINDS: dict[str, Callable[[World], Table]] = {
    "alley": alleys,
    "placement": placements,
    "speciality": specialities,
    "procedure": procedures,
    "contact": contacts,
}


def exported(kind: str, world: World) -> tuple[bytes, int]:
    """The workbook of a kind, and how many items it shows."""
    table = KINDS[kind](world)
    return workbook(table, world), len(table.items)


def planned(path: Path, world: World, kind: str = "") -> Plan:
    """What a filled-in workbook would change. Raises CamtayError where it can't be read or is not one of ours."""
    sheets = book_in.read(path)
    made = {name: (lambda build=build: build(world)) for name, build in KINDS.items()}
    found = find(path.name, sheets, made, world.locale, kind)
    reader = Reader(found, path.name, world.locale)
    rows = reader.rows()
    known = (
        registers.problems(world.root, world.project, world.day)
        if found.table.kind == "placement"
        else world.project.problems
    )
    return plan(world.root, found, rows, reader.problems, known)


def apply(world: World, made: Plan, issue: bool = False) -> list[tuple[str, str]]:
    """Write all files of a plan, with a code for every entry that it adds if these are asked for.

    Returns (code, entry) of each. Raises CamtayError, and then nothing is written."""
    issued: list[tuple[str, str]] = []
    also: dict[str, bytes] = {}
    ledger = world.project.ledger
    if issue and made.table.entry:
        for id_ in added_entries(world, made):
            ledger, code = ledger.issue(id_, world.day)
            issued.append((code, id_))
        if issued:
            ledger.keep_all(world.root)
            also[LEDGER] = ledger.text().encode()
    write(world.root, made, also)
    ledger.keep(world.root)
    return issued


def added_entries(world: World, made: Plan) -> Sequence[str]:
    """Ids of entries that a plan adds and that get a page now: no drafts, and no alleys of a village that is one."""
    entry, day = made.table.entry, world.day.isoformat()
    rows = [result.values for result in made.of("added")]
    out = [
        values
        for values in rows
        if values.get("status") != "draft"
        and (values.get("publish_from") or "") <= day
        and values.get("owner") not in world.project.drafts
    ]
    return [entry(values) for values in out] if entry else []


__all__ = ["KINDS", "Plan", "Result", "added_entries", "apply", "exported", "planned"]
