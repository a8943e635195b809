"""`camtay qr print`: signs of any kind, in any format, proven."""

from __future__ import annotations

import re

import click

from camtay.commands.app import App, date_option, day_of, pass_app
from camtay.model.entries import ORDER

SIGNS = ("a6", "gate", "plaque", "plaque-a5", "alley", "poster-a4", "poster-a3", "table-card", "stickers", "handout")
_BARE = re.compile(r"(?i)\b(bare|raw|brushed|inox|steel|thép|nhôm|đồng|kim loại|metal)\b")
_PAINTED = re.compile(r"(?i)(paint|white|enamel|print|sơn|trắng|men|in phủ|nền)")


def _metres(_: click.Context, __: click.Parameter, value: str | None) -> float | None:
    """`3m`, `1.5 m`, `80cm` → millimetres."""
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]+(?:[.,][0-9]+)?)\s*(m|cm|mm)?", value.strip())
    if not found or float(found[1].replace(",", ".")) <= 0:
        raise click.BadParameter(f"{value} (3m, 80cm)")
    return float(found[1].replace(",", ".")) * {"m": 1000, "cm": 10, "mm": 1, None: 1000}[found[2]]


@click.command("print")
@click.option("--kind", default=None, help="Chỉ một loại bài / only one kind of entry.")
@click.option("--place", default=None, help="Chỉ một xã, làng hoặc bài / only one commune, village or entry.")
@click.option(
    "--sign", "name", type=click.Choice(SIGNS), default=None, help="Loại biển; bỏ trống: theo loại bài / kind of sign."
)
@click.option("--sheet", default=None, help="Tờ tem trong qr/sheets.yml / sheet of stickers.")
@click.option(
    "--start",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Ô tem đầu tiên còn trống / first free sticker.",
)
@click.option(
    "--copies", type=click.IntRange(1, 1000), default=1, show_default=True, help="Số bản mỗi biển / copies of each."
)
@click.option("--distance", callback=_metres, default=None, help="Đọc từ xa bao nhiêu, ví dụ 3m / reading distance.")
@click.option("--format", "formats", default="pdf", show_default=True, help="pdf, svg, dxf, png.")
@click.option("--dpi", type=click.IntRange(150, 1200), default=300, show_default=True, help="Cho PNG / for PNG.")
@click.option("--bleed", is_flag=True, help="Chừa xén 3 mm / 3 mm of bleed.")
@click.option("--marks", is_flag=True, help="Dấu cắt / crop marks.")
@click.option("--locales", default=None, metavar="vi,lo", help="Hai ngôn ngữ trên biển / the two languages of a sign.")
@click.option("--material", default="", help="Vật liệu ghi trên phiếu đặt biển / material for the job sheet.")
@date_option
@pass_app
def print_signs(
    app: App, kind: str | None, place: str | None, name: str | None, sheet: str | None, start: int, copies: int,
    distance: float | None, formats: str, dpi: int, bleed: bool, marks: bool, locales: str | None, material: str,
    day: str | None,
) -> None:  # fmt: skip
    """In biển vào qr/print/, quét thử từng mã · typeset signs into qr/print/ and prove every symbol."""
    from camtay.clock import print_day
    from camtay.errors import fail
    from camtay.files import new_folder
    from camtay.project import load
    from camtay.signs import emblem
    from camtay.signs import run as runs
    from camtay.signs.choice import documents

    wanted = tuple(formats.split(","))
    if kind is not None and kind not in ORDER:
        raise click.BadParameter(f"{kind} ({', '.join(ORDER)})", param_hint="--kind")
    if not set(wanted) <= set(runs.FORMATS):
        raise click.BadParameter(formats, param_hint="--format")
    name = "stickers" if sheet else name
    if name == "stickers" and not sheet:
        raise click.UsageError(app.text("need_sheet"))
    if sheet is None and start != 1:
        raise click.UsageError(app.text("need_sheet"))
    with app.guard(), app.alone(), app.progress() as say:
        if _BARE.search(material) and not _PAINTED.search(material):
            raise fail("sign.material", material=material)
        project = load(app.root, wholes="left")
        if locales:
            project = project.carrying([tag.strip() for tag in locales.split(",")])
        made = documents(
            project, kind, place, name, sheet=sheet, start=start, copies=copies, distance=distance,
            bleed=3.0 if bleed else 0.0, marks=marks,
        )  # fmt: skip
        # Files carry a day of the content, as a build's do: printed again tomorrow they have the same bytes.
        newest = max((entry.reviewed for entry in project.entries.values()), default=None)
        stamp = day_of(day) if day else print_day(newest)
        options = runs.Options(stamp, day_of(day), wanted, dpi, copies, material)
        with new_folder(app.root / runs.FOLDER) as folder:
            run = runs.make(project, made, options, folder, say)
            runs.keep_walks(app.root / runs.FOLDER, folder)
            if run.ledger.events != project.ledger.events:
                run.ledger.write(app.root)
    if {"svg", "dxf"} & set(wanted):
        app.problems(emblem.problems(project))
    app.say("printed", n=len(run.signs))
