"""`camtay stats`: how often signs are scanned, from the log of the web server."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from camtay.commands.app import App, day_of, pass_app
from camtay.commands.exporting import FOLDER

if TYPE_CHECKING:
    from camtay.stats.report import Report
    from camtay.stats.words import Speaker

FOLDER_NAME = "luot-quet"
_SHOWN = 10
"""Signs of one sort that the terminal lists."""


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(value, context, parameter) from None


@click.command("stats")
@click.argument("logs", nargs=-1, required=True, metavar="LOG…", type=click.Path(path_type=Path))
@click.option("--since", callback=_day, metavar="YYYY-MM-DD", help="Từ ngày này / from this day on.")
@click.option("--until", callback=_day, metavar="YYYY-MM-DD", help="Đến hết ngày này / up to and with this day.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Thư mục; bỏ trống: export/luot-quet / folder.",
)
@pass_app
def stats(app: App, logs: tuple[Path, ...], since: date | None, until: date | None, out: Path | None) -> None:
    """Đếm lượt quét từ nhật ký máy chủ, không theo dõi ai · count scans from the server's log, following nobody."""
    from camtay.errors import fail
    from camtay.files import write_together
    from camtay.placements import register as registers
    from camtay.project import load
    from camtay.stats import html, tables
    from camtay.stats.report import report
    from camtay.stats.run import count
    from camtay.stats.words import Speaker

    day = day_of(None)
    folder = out or app.root / FOLDER / FOLDER_NAME
    with app.guard():
        project = load(app.root)
        register = registers.read(project, day)
        found = report(project, register, count(project, logs, since, until), app.locale)
        files = tables.files(found, html.as_html(project, found, app.locale, day))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_together({folder / name: data for name, data in files.items()}, folder)
        except OSError as error:
            raise fail("file.write", folder.name, reason=error.strerror or error) from error
    _print(app, Speaker(app.locale), found)
    app.say("stats_written", folder=out or f"{FOLDER}/{FOLDER_NAME}", files=", ".join(files))


def _print(app: App, say: Speaker, found: Report) -> None:
    """What one wants to know at once."""
    from rich.table import Table
    from rich.text import Text

    def table(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]], right: int = -1) -> None:
        if not rows:
            return
        made = Table(title=f"\n{title} ({len(rows)})", title_justify="left", title_style="bold", box=None)
        for n, key in enumerate(head):
            made.add_column(say.text(key), justify="right" if n == right else "left", no_wrap=n in (0, right))
        for row in rows[:_SHOWN]:
            made.add_row(*map(Text, row))
        app.out.print(made)
        if len(rows) > _SHOWN:
            app.say("stats_more", n=len(rows) - _SHOWN)

    app.out.print(say.text("period", first=say.day(found.first), last=say.day(found.last)), markup=False)
    app.out.print(say.summary(found), markup=False)
    if found.gaps:
        app.out.print(say.text("gaps", n=len(found.gaps), days=say.days(found.gaps)), style="yellow", markup=False)
    if found.unnamed_programs:
        app.out.print(say.text("unnamed"), style="yellow", markup=False)
    scanned = [
        (s.code, s.name, say.place(s, found.registered), say.shown(s.scans)) for s in found.signs if s.scans.high
    ]
    table(say.text("signs"), ("code", "name", "where", "scans"), scanned, right=3)
    faults = [(f.sign.code, f.sign.name, str(f.status), say.number(f.times)) for f in found.faults]
    table(say.text("faults"), ("code", "name", "reason", "times"), faults, right=3)
    gaps = [
        (s.code, s.name, say.text("silent_line", last=say.day(g.last), days=g.days, expected=say.number(g.expected)))
        for s, g in found.silent
    ]
    table(say.text("silent"), ("code", "name", "reason"), gaps)
    table(
        say.text("never"),
        ("code", "name", "where"),
        [(s.code, s.name, say.place(s, found.registered)) for s in found.never],
    )
    meant = [(t.code, ", ".join(t.nearest) or "–") for t in found.tried]
    table(say.text("tried"), ("code", "name"), meant)
    lines = {"lines": found.lines, "damaged": found.damaged, "asked": found.asked}
    app.out.print("\n" + say.text("lines", **{k: say.number(n) for k, n in lines.items()}), style="dim", markup=False)
