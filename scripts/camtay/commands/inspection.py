"""`camtay qr inspect`: photos of hung signs, and whether somebody pasted something over them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from camtay.commands.app import App, date_option, day_of, pass_app

if TYPE_CHECKING:
    from rich.table import Table

    from camtay.inspection.run import Inspection

SUSPICIOUS = 3
"""Exit code when a photo is anything but genuine; 1 is for files that can't be looked at, 2 for the command line."""
_COLOURS = {"alarm": "bold white on red", "suspicious": "bold yellow", "unreadable": "bold", "genuine": "bold green"}


@click.command("inspect")
@click.argument("photos", nargs=-1, required=True, metavar="PHOTO…", type=click.Path(path_type=Path))
@click.option("--expect", default="", metavar="CODE", help="Mã của biển lẽ ra có trong ảnh / the sign to be seen.")
@click.option("--json", "json_file", default=None, metavar="FILE", help="Ghi JSON vào tệp, hoặc - / write JSON, or -.")
@click.option(
    "--html",
    "html_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help="Ghi báo cáo một tệp, in được / write a report in one file that prints well.",
)
@date_option
@pass_app
def inspect_(
    app: App, photos: tuple[Path, ...], expect: str, json_file: str | None, html_file: Path | None, day: str | None
) -> None:
    """Kiểm tra biển qua ảnh: mã thật, mã giả, tem dán đè · find pasted and forged codes on photos of signs.

    Ảnh hoặc thư mục ảnh JPG, PNG, WebP. Mã thoát: 0 mọi ảnh đều là biển thật; 3 có ảnh đáng ngờ hoặc không đọc được mã;
    1 có tệp không xem được (và không ảnh nào đáng ngờ); 2 gõ sai lệnh.

    Photos or folders of them. Exit codes: 0 all genuine; 3 something is suspicious or unreadable; 1 some file can't be
    looked at (and nothing is suspicious); 2 wrong command line. Nothing is opened, uploaded or sent.
    """
    from camtay.codes import tidy
    from camtay.errors import CamtayError, Problem, fail
    from camtay.inspection.photo import collect, shown
    from camtay.inspection.report import Speaker, as_html, as_json
    from camtay.inspection.run import inspect
    from camtay.inspection.verdict import Verdict, register
    from camtay.project import load

    today = day_of(day)
    with app.guard():
        project = load(app.root)
        known = register(project, app.locale)
        code = tidy(expect)
        if expect and code not in known.codes:
            raise fail("inspection.expect", code=expect)
        files, problems = collect(photos)
        _keep_photos(files, json_file, html_file)
        if not files:
            raise CamtayError(problems or [Problem("inspection.none", shown(photos[0]))])
        if app.out.is_terminal and json_file != "-":
            with app.progress() as say:
                done, broken = inspect(files, known, code, html_file is not None, say)
        else:
            done, broken = inspect(files, known, code, html_file is not None)
        problems += broken
        written = {}
        if json_file:
            written[json_file] = as_json(done, problems, app.locale, code)
        if html_file:
            written[str(html_file)] = as_html(project, known, done, problems, today, code)
        for name, text in written.items():
            _write(name, text)
    # With the JSON on the standard output, people read on the other one.
    screen = app.err if json_file == "-" else app.out
    screen.print(table(app, done), soft_wrap=False)
    app.problems(problems)
    screen.print(Speaker(app.locale).summary(done), markup=False)
    for name in written:
        if name != "-":
            screen.print(app.text("inspect_written", file=name), markup=False)
    if problems:
        app.err.print(app.text("inspect_failed_files", n=len(problems)), style="bold red", markup=False)
    if any(inspection.verdict is not Verdict.GENUINE for inspection in done):
        sys.exit(SUSPICIOUS)
    sys.exit(1 if problems else 0)


def _keep_photos(files: Sequence[Path], *outputs: str | Path | None) -> None:
    """Refuse to write over a photo. Raises CamtayError."""
    from camtay.errors import fail

    photos = {file.resolve() for file in files}
    named = [Path(name) for name in outputs if name not in (None, "-") and name is not None]
    for name in named:
        if name.resolve() in photos:
            raise fail("inspection.overwrite", str(name))
    if len({name.resolve() for name in named}) < len(named):
        raise click.BadParameter(str(named[0]), param_hint="--json, --html")


def _write(name: str, text: str) -> None:
    """Into a file in one step, or to the standard output for `-`. Raises CamtayError."""
    from camtay.errors import fail
    from camtay.files import write_atomic

    if name == "-":
        click.echo(text, nl=False)
        return
    try:
        write_atomic(Path(name), text.encode())
    except OSError as error:
        raise fail("file.write", name, reason=error.strerror or error) from error


def table(app: App, done: Sequence[Inspection]) -> Table:
    """Photos, worst first: verdict, what the photo as a whole shows, and every symbol that is not as it should be."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from camtay.inspection.address import visible
    from camtay.inspection.photo import shown
    from camtay.inspection.report import Speaker
    from camtay.inspection.verdict import Status

    speaker = Speaker(app.locale)
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    made.add_column(app.text("inspect_column_photo"), overflow="fold", max_width=28)
    made.add_column(app.text("inspect_column_verdict"), no_wrap=True)
    made.add_column(app.text("inspect_column_found"), overflow="fold")
    for inspection in done:
        verdict = inspection.verdict.name.lower()
        cell = Text()
        for note in inspection.reasons:
            cell.append(f"{speaker.note(note)}\n", style="bold")
        for finding in inspection.findings:
            genuine = finding.status is Status.GENUINE
            cell.append("✓ " if genuine else "✗ ", style="green" if genuine else "red")
            cell.append(speaker.text(f"status_{finding.status}"), style="green" if genuine else "red")
            if sign := speaker.sign(finding):
                cell.append(f" · {sign}")
            if notes := speaker.notes(finding):
                cell.append(f"\n{notes}")
            if not genuine:
                cell.append(f"\n{visible(finding.symbol.text, 120)}", style="dim")
            cell.append("\n")
        cell.rstrip()
        label = Text(f" {speaker.text(f'verdict_{verdict}')} ", style=_COLOURS[verdict])
        made.add_row(Text(shown(inspection.name)), label, cell, end_section=True)
    return made
