"""`camtay handout`: papers and slides for a class."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from camtay.commands.app import App, date_option, day_of, pass_app

if TYPE_CHECKING:
    from camtay.handouts.make import Paper


@click.command()
@click.argument("entry")
@click.option(
    "--paper",
    type=click.Choice(("a4", "slides")),
    default="a4",
    show_default=True,
    help="Giấy A4 chữ to, hay trang chiếu 16:9 / A4 in large print, or 16:9 slides.",
)
@click.option("--locale", "tag", default=None, metavar="vi|en|…", help="Ngôn ngữ; bỏ trống: bản gốc / language.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Tệp PDF; bỏ trống: qr/handouts/ / PDF file.",
)
@date_option
@pass_app
def handout(app: App, entry: str, paper: Paper, tag: str | None, out: Path | None, day: str | None) -> None:
    """Tài liệu chữ to cho lớp học, từ bài hướng dẫn hoặc lộ trình · large-print handout of a guide or path."""
    import pypdfium2

    from camtay.handouts.keep import keep
    from camtay.handouts.make import FOLDER, make
    from camtay.project import load

    with app.guard(), app.alone():
        project = load(app.root)
        made = make(project, entry, paper, tag, day_of(day))
        target = out or app.root / FOLDER / made.name
        keep(project, target, made.pdf, made.ledger)
    pages = len(pypdfium2.PdfDocument(made.pdf))
    app.say("handed_out", file=target if out else f"{FOLDER}/{made.name}", pages=pages)
