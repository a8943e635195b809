"""`camtay sheet`: content as spreadsheets, and back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from camtay.commands.app import App, day_of, pass_app

if TYPE_CHECKING:
    from camtay.sheets.merge import Plan, Result
    from camtay.sheets.table import World

KINDS = ("alley", "placement", "speciality", "procedure", "contact")
_SHOWN = 40
"""Lines of one sort that the terminal lists without `--all`."""


def _world(app: App, within: str = "") -> World:
    from camtay.project import load
    from camtay.sheets.table import World

    return World(app.root, load(app.root, drafts=True), app.locale, day_of(None), within)


@click.group()
def sheet() -> None:
    """Nội dung dưới dạng bảng Excel · content as Excel sheets."""


@sheet.command("export")
@click.option("--kind", type=click.Choice(KINDS), required=True, help="Bảng nào / which sheet.")
@click.option(
    "--place", default="", metavar="ID", help="Chỉ của một làng, một bài hay một xã / of one entry or commune."
)
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có / replace the file.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@pass_app
def export(app: App, kind: str, place: str, force: bool, file: Path | None) -> None:
    """Xuất ra bảng Excel để điền · write an Excel sheet to fill in."""
    export_to(app, kind, file or Path(f"{kind}.xlsx"), force, place)


def export_to(app: App, kind: str, file: Path, force: bool, place: str = "") -> None:
    """Write the sheet of a kind, and say so."""
    from camtay.across import unknown_entries
    from camtay.errors import CamtayError, fail
    from camtay.files import write_atomic
    from camtay.sheets.run import exported

    if file.suffix.lower() != ".xlsx":
        raise click.BadParameter(f"{file.name} (.xlsx)", param_hint="FILE")
    with app.guard():
        if file.exists() and not force:
            raise fail("xlsx.exists", file.name)
        world = _world(app, place)
        known = {**world.project.entries, **world.project.places}
        if place and (unknown := unknown_entries([place], known)):
            raise CamtayError(unknown)
        data, n = exported(kind, world)
        try:
            write_atomic(file, data)
        except OSError as error:
            raise fail("file.write", file.name, reason=error.strerror or error) from error
    app.say("sheet_exported", n=n, file=file)


@sheet.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--apply", "wanted", is_flag=True, help="Ghi thật, không chỉ xem thử / write it, not only show it.")
@click.option("--issue", is_flag=True, help="Cấp mã QR cho mục mới thêm / issue codes for what is added.")
@click.option("--kind", type=click.Choice(KINDS), default=None, help="Bảng nào, khi máy không nhận ra / which sheet.")
@click.option("--all", "every", is_flag=True, help="Liệt kê hết / list all of them.")
@pass_app
def import_(app: App, file: Path, wanted: bool, issue: bool, kind: str | None, every: bool) -> None:
    """Xem bảng đã điền sẽ đổi gì; ghi vào nội dung với --apply · take a filled-in sheet back."""
    import_from(app, file, wanted, issue, kind or "", every)


def import_from(
    app: App, file: Path, wanted: bool, issue: bool = False, kind: str = "", every: bool = False, way: str = "--apply"
) -> None:
    """Show what a sheet changes; write it if that is wanted and nothing is refused. `way` is how to want it."""
    with app.guard(), app.alone() if wanted else nullcontext():
        _import(app, file, wanted, issue, kind, every, way)


def _import(app: App, file: Path, wanted: bool, issue: bool, kind: str, every: bool, way: str) -> None:
    from camtay.sheets.run import apply, planned

    world = _world(app)
    made = planned(file, world, kind)
    _preview(app, made, every)
    app.problems([problem for problem in made.problems if not (issue and problem.code == "xlsx.uncoded")])
    if not made.sound:
        errors = sum(problem.severity == "error" for problem in made.problems)
        app.err.print(app.text("sheet_refused_all", n=errors), style="bold red", markup=False)
        sys.exit(1)
    added, changed = made.of("added"), made.of("changed")
    if not added and not changed:
        app.say("sheet_nothing")
    elif not wanted:
        app.say("sheet_trial", way=way)
    else:
        issued = apply(world, made, issue)
        app.say("sheet_done", files=", ".join(made.drafts), changed=len(changed), added=len(added))
        for code, entry in issued:
            app.out.print(f"{code}  {entry}", markup=False)
        if issued:
            app.say("issued", n=len(issued))
    if issue and made.table.entry is None:
        app.say("sheet_no_codes")


def _preview(app: App, made: Plan, every: bool) -> None:
    """Added, changed with old and new, refused; and how many stay as they are."""
    table = made.table

    def name(result: Result) -> str:
        return table.caption(result.values) or table.name(result.values)

    def cell(result: Result, key: str = "") -> str:
        return result.place.cell(key)

    def lines(key: str, found: Sequence[tuple[Result, dict[str, str]]]) -> None:
        shown = found if every else found[:_SHOWN]
        for result, values in shown:
            app.say(key, cell=cell(result, values.pop("key", "")), name=name(result), **values)
        if len(found) > len(shown):
            app.say("sheet_more", n=len(found) - len(shown))

    if added := made.of("added"):
        app.say("sheet_added_title", n=len(added))
        lines("sheet_added", [(result, {}) for result in added])
    if changed := made.of("changed"):
        app.say("sheet_changed_title", n=len(changed))
        lines("sheet_changed", [(r, values) for r in changed for values in _changes(app, made, r)])
    if refused := made.of("refused"):
        app.say("sheet_refused_title", n=len(refused))
        lines("sheet_refused", [(result, {}) for result in refused])
    app.say("sheet_same", n=len(made.of("same")))
    if made.kept:
        app.say("sheet_kept", n=made.kept)


def _changes(app: App, made: Plan, result: Result) -> list[dict[str, str]]:
    """Heading, old and new of each changed cell."""
    found = []
    for change in result.changes:
        column = made.table.column(change.key)
        before, after = (
            column.shown(value, app.locale).replace("\n", " / ") or "–" for value in (change.before, change.after)
        )
        found.append({"key": change.key, "field": column.heading(app.locale), "before": before, "after": after})
    return found
