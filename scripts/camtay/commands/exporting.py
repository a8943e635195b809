"""`camtay export`: the content in the shapes of others."""

from __future__ import annotations

from pathlib import Path

import click

from camtay.commands.app import App, pass_app
from camtay.commands.speaking import Commands

FOLDER = "export"
out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Thư mục ghi tệp; bỏ trống: export/ / folder for the files.",
)


_LATER = Commands({"booklet": "camtay.commands.carrying:booklet", "zim": "camtay.commands.carrying:zim"})


@click.group(commands=_LATER)
def export() -> None:
    """Ghi nội dung thành tệp cho nơi khác dùng · the content as files for others."""


@export.command("dublin-core")
@out_option
@pass_app
def dublin_core(app: App, out: Path | None) -> None:
    """Di tích cho kho dữ liệu di sản (CSV Dublin Core) · monuments for a heritage catalogue."""
    from camtay.exports import dublin_core as shape
    from camtay.project import load

    with app.guard():
        project = load(app.root)
        _write(app, out, {shape.NAME: shape.csv_file(project)}, len(shape.table(project)))


@export.command()
@out_option
@pass_app
def wikidata(app: App, out: Path | None) -> None:
    """Bản nháp mục Wikidata, có người kiểm tra mới gửi · drafts of Wikidata items, for a person to check."""
    from camtay.exports import wikidata as shape
    from camtay.project import load

    with app.guard():
        project = load(app.root)
        draft = shape.statements(project)
        files = {shape.NAME: draft.encode(), shape.LIST: shape.check_list(project, app.locale).encode()}
        if _write(app, out, files if draft else {}, draft.count("CREATE\n")):
            app.say("exported_check", file=f"{out or FOLDER}/{shape.LIST}")


@export.command("json")
@out_option
@pass_app
def whole(app: App, out: Path | None) -> None:
    """Cả trang trong một tệp JSON · the whole site as one JSON file."""
    from camtay.exports import whole as shape
    from camtay.project import load

    with app.guard():
        project = load(app.root)
        target = _target(app, out, shape.NAME)
        _put(target, shape.json_file(project))
        app.say("exported_site", file=f"{out or FOLDER}/{shape.NAME}", n=len(project.entries))


@export.command()
@out_option
@pass_app
def markdown(app: App, out: Path | None) -> None:
    """Mọi bài thành tệp Markdown, mỗi thứ tiếng một tệp · every entry as Markdown, a file in each language."""
    from camtay.errors import fail
    from camtay.exports import plain as shape
    from camtay.files import new_folder
    from camtay.project import load

    with app.guard():
        files = shape.files(load(app.root))
        target, told = _target(app, out, shape.FOLDER), f"{out or FOLDER}/{shape.FOLDER}/"
        try:
            # The folder is replaced as a whole: an entry that is gone leaves no file behind.
            strange = [path for path in sorted(target.rglob("*")) if path.is_file() and path.suffix != ".md"]
            if strange:
                raise fail("export.foreign", shape.FOLDER, folder=told, name=strange[0].relative_to(target).as_posix())
            with new_folder(target) as fresh:
                for name, data in files.items():
                    path = fresh / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(data)
        except OSError as error:
            raise fail("file.write", shape.FOLDER, reason=error.strerror or error) from error
        app.say("exported_pages", file=told, n=len(files))


@export.command()
@out_option
@pass_app
def usb(app: App, out: Path | None) -> None:
    """Trang đã dựng, xem được từ USB không cần mạng (zip) · the built site for a USB stick."""
    from camtay.build import SITE
    from camtay.errors import fail
    from camtay.exports import usb as shape
    from camtay.project import load

    with app.guard():
        project = load(app.root)
        folder = app.root / SITE
        if not (folder / "index.html").is_file():
            raise fail("export.unbuilt", SITE, folder=f"{SITE}/")
        try:
            data = shape.zip_file(project, folder)
        except OSError as error:
            raise fail("file.unreadable", SITE, reason=error.strerror or error) from error
        _put(_target(app, out, shape.NAME), data)
        size = f"{len(data) / 1_000_000:.1f}"
        app.say("exported_usb", file=f"{out or FOLDER}/{shape.NAME}", n=size, readme=shape.README)


def _target(app: App, out: Path | None, name: str) -> Path:
    return (out or app.root / FOLDER) / name


def _put(target: Path, data: bytes) -> None:
    """Write a whole file or nothing. Raises CamtayError."""
    from camtay.errors import fail
    from camtay.files import write_atomic

    try:
        write_atomic(target, data)
    except OSError as error:
        raise fail("file.write", target.name, reason=error.strerror or error) from error


def _write(app: App, out: Path | None, files: dict[str, bytes], n: int) -> bool:
    """Write the files that are not empty and say so; whether there were any. Raises CamtayError."""
    wanted = {name: data for name, data in files.items() if data}
    for name, data in wanted.items():
        _put(_target(app, out, name), data)
    if wanted:
        app.say("exported", file=f"{out or FOLDER}/{next(iter(wanted))}", n=n)
    else:
        app.say("exported_nothing")
    return bool(wanted)
