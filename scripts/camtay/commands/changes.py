"""`camtay diff`: what changed, for a person who decides."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from camtay.commands.app import App, pass_app
from camtay.errors import fail

PAGE = "thay-doi.html"


@click.command("diff")
@click.argument("revision", metavar="[REV]", default="HEAD")
@click.option(
    "--format", "form", type=click.Choice(["md", "html"]), default="md", help="Văn bản hay trang để xem / text or page."
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), default=None, help=f"Tệp ({PAGE}) / file ({PAGE})."
)
@click.option("--pictures", is_flag=True, help="Kèm ảnh chụp trang trước và nay / screenshots of before and after.")
@pass_app
def diff(app: App, revision: str, form: str, out: Path | None, pictures: bool) -> None:
    """Đã đổi những gì từ bản lưu REV, bỏ trống: bản gần nhất · what changed since REV, by default the last commit."""
    from camtay.changes import html, markdown, shots
    from camtay.changes.compare import compare
    from camtay.changes.history import earlier
    from camtay.changes.snapshot import read
    from camtay.changes.tell import Teller
    from camtay.clock import print_day
    from camtay.project import check

    if pictures and form != "html":
        raise click.UsageError(app.text("diff_only_html"))
    day = print_day()
    with app.guard(), earlier(app.root, revision) as (folder, commit):
        before, now = read(folder, day), read(app.root, day)
        errors = sum(problem.severity == "error" for problem in check(app.root)[1])
        say = Teller(app.locale, compare(before, now, day, app.locale), commit, now, errors)
        if form == "md":
            text = markdown.render(say)
        else:
            taken = shots.Shots()
            if pictures:
                taken = shots.take(say.report, folder, app.root)
            text = html.render(say, taken)
            if taken.missing:
                app.say(taken.missing, reason=taken.reason)
        target = out or (app.root / PAGE if form == "html" else None)
        if target is None:
            sys.stdout.write(text)
            return
        try:
            target.write_text(text, "utf-8")
        except OSError as error:
            raise fail("file.write", target.name, reason=error.strerror or error) from error
    app.say("diff_written", file=target)
