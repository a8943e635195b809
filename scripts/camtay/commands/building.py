"""`camtay build` and `camtay merge`: the site and the signs, in one go or in parts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from camtay.commands.app import App, pass_app

if TYPE_CHECKING:
    from camtay.unchanged import Told

COMPRESS = "Kèm tệp nén .br, .gz cho máy chủ / add compressed files for the host."
NO_SIGNS = "Chỉ dựng site/, biển để nguyên / only site/, signs stay as they are."


@click.command()
@click.option("--compress", is_flag=True, help=COMPRESS)
@click.option("--verify", is_flag=True, help="So với bản dựng lại từ đầu / compare with a build from nothing.")
@click.option("--no-signs", is_flag=True, help=NO_SIGNS)
@click.option("--shard", default="", metavar="I/N", help="Chỉ làm phần I trong N phần, để merge / only part I of N.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), default=None, help="Tệp của phần ấy / file of the part."
)
@click.option(
    "--dask", default="", metavar="tcp://…", help="Chia cho các máy của cụm Dask / spread over a Dask cluster."
)
@click.option("--shards", type=click.IntRange(0, 1000), default=0, help="Chia mấy phần / into how many parts.")
@pass_app
def build(
    app: App, compress: bool, verify: bool, no_signs: bool, shard: str, out: Path | None, dask: str, shards: int
) -> None:
    """Dựng site/ và qr/print/ · build site/ and qr/print/."""
    from camtay.unchanged import Record, options

    if (shard and (dask or compress or verify)) or (out and not shard) or (shards and not dask):
        raise click.UsageError(app.text("shard_alone"))
    if shard:
        _part(app, shard, out)
        return
    with app.guard(), app.alone():
        record = Record(app.root, options(compress, not no_signs))
        told = record.told()
        if told is None:
            from camtay.build import build as run  # MkDocs takes longer to load than to see that there is nothing to do
            from camtay.files import ROOM, scratch

            with app.progress() as say:
                if dask:
                    from camtay.spread import spread

                    with scratch(app.root / ROOM, "spread") as folder:
                        parts = list(spread(app.root, dask, shards, folder, say))
                        told = run(app.root, say, compress, not no_signs, parts)
                else:
                    told = run(app.root, say, compress, not no_signs, record=record)
        if verify:
            from camtay.build import verify as compare

            compare(app.root)
    _done(app, told)


def _part(app: App, words: str, out: Path | None) -> None:
    from camtay import shards
    from camtay.build import shard as run

    try:
        part = shards.parse(words)
    except ValueError:
        raise click.UsageError(app.text("shard_words", words=words)) from None
    target = out or Path(part.name)
    with app.guard():
        pages = run(app.root, part, target)
    app.say("shard", part=words, pages=pages, file=target)


@click.command()
@click.argument("parts", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--compress", is_flag=True, help=COMPRESS)
@click.option("--no-signs", is_flag=True, help=NO_SIGNS)
@pass_app
def merge(app: App, parts: tuple[Path, ...], compress: bool, no_signs: bool) -> None:
    """Ghép các phần của build --shard thành trang · join the parts of build --shard to a site.

    Phần nào thiếu, hỏng, hay làm từ nội dung cũ thì trang của nó được dựng lại ở đây.

    Pages of a part that is missing, broken or of an older content are made here."""
    from camtay.build import build as run

    with app.guard(), app.alone(), app.progress() as say:
        told = run(app.root, say, compress, not no_signs, parts)
    _done(app, told)


def _done(app: App, told: Told) -> None:
    app.problems(told.warnings)
    counts = {"pages": told.pages, "scans": told.scan_pages, "signs": told.signs, "warnings": len(told.warnings)}
    seconds = getattr(told, "seconds", None)
    if seconds is None:
        app.say("built_again", **counts)
    else:
        app.say("built", **counts, seconds=f"{seconds:.1f}")
    if told.largest:
        code, entry, size = told.largest
        app.say("largest", entry=entry, code=code, size=f"{size:,}".replace(",", " "))
    app.say("next")
