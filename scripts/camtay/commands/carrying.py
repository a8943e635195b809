"""`camtay export booklet` and `camtay export zim`: what one carries along, without internet."""

from __future__ import annotations

from pathlib import Path

import click

from camtay.commands.app import App, date_option, day_of, pass_app
from camtay.commands.exporting import FOLDER


@click.command()
@click.argument("name", metavar="ENTRY-OR-PLACE")
@click.option("--in", "tag", default=None, metavar="vi|en|…", help="Ngôn ngữ; bỏ trống: bản gốc / language.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Tệp PDF; bỏ trống: export/ / PDF file.",
)
@date_option
@pass_app
def booklet(app: App, name: str, tag: str | None, out: Path | None, day: str | None) -> None:
    """Sách nhỏ A5 của một lộ trình, một ngày đi, một xã hay một bài · A5 booklet of a path, route, commune or entry."""
    from camtay.handouts import booklet as shape
    from camtay.handouts.keep import keep
    from camtay.project import load

    with app.guard(), app.alone():
        project = load(app.root)
        made = shape.make(project, name, tag, day_of(day))
        target = out or app.root / FOLDER / made.name
        keep(project, target, made.pdf, made.ledger)
    app.say("exported_booklet", file=out or f"{FOLDER}/{made.name}", pages=shape.pages(made.pdf))


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Tệp ZIM; bỏ trống: export/TÊN.zim / ZIM file.",
)
@pass_app
def zim(app: App, out: Path | None) -> None:
    """Cả trang đã dựng thành một tệp cho Kiwix, đọc không cần mạng · the built site as one file for Kiwix."""
    from camtay.build import SITE
    from camtay.errors import fail
    from camtay.exports import zim as shape
    from camtay.files import scratch
    from camtay.project import load

    with app.guard():
        project = load(app.root)
        target = out or app.root / FOLDER / f"{shape.name(project)}.zim"
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with scratch(target.parent) as folder:
                made = folder / target.name
                n = shape.write(project, app.root / SITE, made)
                size = made.stat().st_size
                made.replace(target)
        except OSError as error:
            raise fail("file.write", target.name, reason=error.strerror or error) from error
        app.say("exported_zim", file=out or f"{FOLDER}/{target.name}", n=n, size=f"{size / 1e6:.1f}")
