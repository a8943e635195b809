"""`camtay publish`: the built site to where visitors see it, and back."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from camtay.commands.app import App, pass_app
from camtay.errors import CamtayError

if TYPE_CHECKING:
    from camtay.publishing.run import Listed

VARIABLE = "CAMTAY_PUBLISH"


@click.command()
@click.argument("target", required=False, envvar=VARIABLE)
@click.option("--build", "first", is_flag=True, help="Dựng trang trước, kèm tệp nén / build first, compressed.")
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Trang đã dựng; bỏ trống: site/ / the built site.",
)
@click.option("--rollback", is_flag=True, help="Quay lại bản trước / go back to the release before.")
@click.option("--release", default="", metavar="N", help="Quay lại đúng bản này / go back to this release.")
@click.option("--anyway", is_flag=True, help="Quay lại dù có mã đã in bị mất / go back even if printed codes are lost.")
@click.option("--list", "show", is_flag=True, help="Liệt kê các bản đang giữ / list the releases that are kept.")
@click.option(
    "--keep", type=click.IntRange(min=2), default=5, show_default=True, help="Giữ mấy bản / how many releases stay."
)
@click.option(
    "--after", default="", metavar="LỆNH", help="Chạy tại nơi ấy khi xong, như nạp lại nginx / run there afterwards."
)
@click.option("--ssh", default="ssh", envvar="RSYNC_RSH", metavar="LỆNH", help="Lệnh ssh / ssh command: ssh -p 2222")
@click.option("--wait", default=60.0, show_default=True, metavar="GIÂY", help="Chờ người khác / wait for others.")
@pass_app
def publish(
    app: App,
    target: str | None,
    first: bool,
    site: Path | None,
    rollback: bool,
    release: str,
    anyway: bool,
    show: bool,
    keep: int,
    after: str,
    ssh: str,
    wait: float,
) -> None:
    """Đưa trang lên mạng, đổi cả trang một lần · publish the site, swapped in whole.

    NƠI là một thư mục của máy này, hoặc TÊN@MÁY:/THƯ/MỤC (ssh và rsync), hoặc biến CAMTAY_PUBLISH. Máy chủ trang
    đọc thư mục current trong đó.

    TARGET is a folder of this computer, or USER@HOST:/FOLDER (ssh and rsync), or the variable CAMTAY_PUBLISH. The web
    server reads the folder current in it.
    """
    from camtay import ledger as ledgers
    from camtay import publishing
    from camtay.project import load

    if not target:
        raise click.UsageError(app.text("publish_where", variable=VARIABLE))
    if rollback + show + first > 1 or ((release or anyway) and not rollback):
        raise click.UsageError(app.text("publish_one_thing"))
    # Whoever publishes reads the site for as long as that takes: no build may put another in its place meanwhile.
    with app.guard("publish_failed"), nullcontext() if rollback or show else app.alone():
        place = publishing.place(target, ssh, new=not (rollback or show))
        if show:
            _list(app, publishing.listing(place, wait), place.root)
            return
        if rollback:
            ledger = None
            with suppress(CamtayError):  # the way back has to be there when the content is in disorder
                ledger = ledgers.read(app.root)
            done = publishing.roll_back(place, ledger, release, anyway, wait, after)
            if done.lost:
                app.say("rolled_back_lost", n=len(done.lost), codes=", ".join(done.lost))
            app.say("rolled_back", place=place.root, release=done.release)
            return
        if first:
            from camtay.build import build

            with app.progress() as say:
                app.problems(build(app.root, say, compressed=True).warnings)
        done = publishing.publish(load(app.root), site or app.root / "site", place, keep, wait, after)
    app.say("published" if done.fresh else "published_already", place=place.root, release=done.release)


def _list(app: App, found: list[Listed], place: str) -> None:
    for one in found:
        state = "live" if one.live else "withdrawn" if one.release.withdrawn else "kept"
        day = datetime.fromtimestamp(one.made).astimezone()  # the clock of whoever reads the list
        app.say(
            "release_line",
            sign="*" if one.live else " ",
            release=str(one.release).partition(".")[0],
            day=day.strftime("%d/%m/%Y %H:%M" if app.locale == "vi" else "%Y-%m-%d %H:%M"),
            codes=one.codes,
            state=app.text(f"release_{state}"),
        )
    app.say("releases", n=len(found), place=place)
