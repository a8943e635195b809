"""`camtay qr round`, `status` and `placements`: the life of a hung sign."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from camtay.commands.app import App, day_of, pass_app
from camtay.commands.sheets import export_to, import_from

if TYPE_CHECKING:
    from camtay.geo import Point
    from camtay.placements.status import Status
    from camtay.project import Project

STATES = ("planned", "hung", "damaged", "missing", "removed")
_SHOWN = 10
"""Signs of one sort that the terminal lists without `--all`."""


def _point(_: click.Context, __: click.Parameter, value: str | None) -> Point | None:
    """`16.7530,107.1860`: latitude and longitude in Vietnam."""
    if value is None:
        return None
    from pydantic import ValidationError

    from camtay.geo import Point
    from camtay.model.fields import Coordinates

    found = re.fullmatch(r"\s*(-?[0-9]{1,3}\.?[0-9]*)\s*,\s*(-?[0-9]{1,3}\.?[0-9]*)\s*", value)
    if not found:
        raise click.BadParameter(f"{value} (16.7530,107.1860)")
    lat, lon = float(found[1]), float(found[2])
    try:
        Coordinates(lat=lat, lon=lon)
    except ValidationError:
        raise click.BadParameter(f"{value} (16.7530,107.1860)") from None
    return Point(lat, lon)


@click.command("round")
@click.option("--commune", required=True, metavar="ID", help="Mã xã trong guides/places.yml / id of a commune.")
@click.option(
    "--state",
    "states",
    type=click.Choice(STATES),
    multiple=True,
    help="Chỉ biển ở tình trạng này, ghi được nhiều lần; bỏ trống: trừ biển đã tháo / only signs in this state.",
)
@click.option(
    "--start", callback=_point, default=None, metavar="LAT,LON", help="Nơi xuất phát / where the walk begins."
)
@pass_app
def round_(app: App, commune: str, states: tuple[str, ...], start: Point | None) -> None:
    """Phiếu đi kiểm biển của một xã: sơ đồ, danh sách, GPX · a walk to look after a commune's signs."""
    from camtay.errors import fail
    from camtay.files import new_folder
    from camtay.placements import register as registers
    from camtay.placements import rounds
    from camtay.placements.record import State
    from camtay.project import load

    day = day_of(None)
    with app.guard(), app.alone():
        project = load(app.root)
        register = registers.read(project, day)
        wanted = [State(state) for state in states] or rounds.STATES
        made = rounds.plan(project, register, commune, wanted, start)
        files = rounds.files(project, made, app.locale, day)
        target = f"{rounds.FOLDER}/round-{commune}"
        try:
            with new_folder(app.root / target) as folder:
                for name, data in files.items():
                    (folder / name).write_bytes(data)
        except OSError as error:
            raise fail("file.write", target, reason=error.strerror or error) from error
    app.problems(register.problems)
    app.say("round_done", n=len(made.stops), length=rounds.length(made.metres, app.locale), folder=target)
    if made.unplaced:
        app.say("round_unplaced", n=made.unplaced)


@click.command("status")
@click.option(
    "--days",
    type=click.IntRange(1, 3650),
    default=180,
    show_default=True,
    help="Quá bao nhiêu ngày chưa kiểm là quá hạn / days after which a sign is overdue.",
)
@click.option("--all", "every", is_flag=True, help="Liệt kê hết / list all of them.")
@click.option("--json", "as_json", is_flag=True, help="Cho chương trình khác / for other programs.")
@pass_app
def status(app: App, days: int, every: bool, as_json: bool) -> None:
    """Biển đang treo, hỏng, mất, quá hạn kiểm · signs that hang, are damaged, missing or overdue."""
    from camtay.placements import register as registers
    from camtay.placements import status as statuses
    from camtay.project import load

    day = day_of(None)
    with app.guard():
        project = load(app.root)
        register = registers.read(project, day)
    found = statuses.status(project, register, day, days)
    app.problems(register.problems)
    if as_json:
        click.echo(json.dumps(statuses.as_json(project, found, app.locale), ensure_ascii=False, indent=2))
    else:
        _print_status(app, project, found, every)
        if not register.placements:
            app.say("status_none")


def _print_status(app: App, project: Project, found: Status, every: bool) -> None:
    """A table of counts, then one of each sort that somebody has to do something about."""
    from rich.table import Table
    from rich.text import Text

    from camtay.placements.record import State
    from camtay.placements.rounds import name_of, numbers, where_of

    sorts = {app.text(f"state_{state}"): len(signs) for state, signs in found.by_state.items()}
    lists = {
        app.text("status_overdue", days=found.days): found.overdue,
        app.text("state_damaged"): found.by_state[State.DAMAGED],
        app.text("state_missing"): found.by_state[State.MISSING],
        app.text("status_retired"): found.retired,
        app.text("state_planned"): found.by_state[State.PLANNED],
    }
    rows = {
        title: [
            (
                h.placement.code,
                name_of(h.entry, app.locale),
                where_of(h, app.locale),
                numbers(h.placement.seen_on) if h.placement.seen_on else "–",
            )
            for h in signs
        ]
        for title, signs in lists.items()
    }
    rows[app.text("status_unplaced")] = [
        (code.code, name_of(project.entries[code.entry], app.locale), "–", "–") for code in found.unplaced
    ]
    counts = Table(title=app.text("status_title", date=numbers(found.day)), title_justify="left", box=None)
    counts.add_column(app.text("field_state"))
    counts.add_column(app.text("status_count"), justify="right")
    for title, n in sorts.items():
        counts.add_row(title, str(n), style=None if n else "dim")
    counts.add_row()
    for title, signs in rows.items():
        if title not in sorts:
            counts.add_row(title, str(len(signs)), style=None if signs else "dim")
    app.out.print(counts)
    for title, signs in rows.items():
        if not signs:
            continue
        table = Table(title=f"\n{title[:1].upper()}{title[1:]}", title_justify="left", title_style="bold", box=None)
        for key in ("status_code", "status_name", "status_where", "status_seen"):
            table.add_column(app.text(key), no_wrap=key in ("status_code", "status_seen"), overflow="fold")
        for row in signs if every else signs[:_SHOWN]:
            table.add_row(*map(Text, row))
        app.out.print(table)
        if len(signs) > _SHOWN and not every:
            app.say("status_more", n=len(signs) - _SHOWN)


@click.group("placements")
def placements() -> None:
    """Sổ biển đã treo dưới dạng bảng tính · the list of hung signs as a spreadsheet."""


@placements.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có / replace the file.")
@pass_app
def export(app: App, file: Path, force: bool) -> None:
    """Như camtay sheet export --kind placement · the same as that."""
    export_to(app, "placement", file, force)


@placements.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ đổi gì / only show what would change.")
@pass_app
def import_(app: App, file: Path, dry_run: bool) -> None:
    """Như camtay sheet import --apply · the same as that."""
    import_from(app, file, not dry_run, kind="placement", way="camtay qr placements import")
