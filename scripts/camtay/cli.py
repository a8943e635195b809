"""The `camtay` command. Each command is a few lines over functions elsewhere.

Exit codes: 0 done; 1 the content has problems (all are listed); 2 the command line itself is wrong; 70 the program is;
130 stopped with Ctrl-C.
"""

from __future__ import annotations

from pathlib import Path

import click

from camtay import __version__
from camtay import ledger as ledgers
from camtay.alone import tidy_if_free
from camtay.catalogues import locales
from camtay.commands.app import App, date_option, day_of, pass_app
from camtay.commands.audio import audio
from camtay.commands.building import build, merge
from camtay.commands.carrying import booklet, zim
from camtay.commands.changes import diff
from camtay.commands.checking import check
from camtay.commands.counting import stats
from camtay.commands.examining import doctor
from camtay.commands.exporting import export
from camtay.commands.fixing import fix
from camtay.commands.guarding import guard
from camtay.commands.inspection import inspect_
from camtay.commands.l10n import l10n
from camtay.commands.links import links
from camtay.commands.placements import placements, round_, status
from camtay.commands.previewing import serve
from camtay.commands.printing import print_signs
from camtay.commands.publishing import publish
from camtay.commands.sheets import sheet
from camtay.commands.speaking import VARIABLE, Program
from camtay.commands.starting import init_
from camtay.commands.teaching import handout
from camtay.commands.writing import new, schema
from camtay.errors import CamtayError


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=".",
    help="Thư mục dự án / project folder.",
)
@click.option(
    "--locale",
    type=click.Choice(locales()),
    default="vi",
    envvar=VARIABLE,
    help="Ngôn ngữ thông báo / language of messages.",
)
@click.version_option(__version__, message="%(prog)s %(version)s", help="Cho biết phiên bản / show the version.")
@click.pass_context
def main(context: click.Context, root: Path, locale: str) -> None:
    """Cầm Tay: dựng trang và in biển QR từ thư mục guides/ · build the site and the signs from guides/."""
    context.obj = App(root.resolve(), locale)
    tidy_if_free(context.obj.root)


main.add_command(build)
main.add_command(merge)
main.add_command(serve)
main.add_command(publish)
main.add_command(diff)
main.add_command(check)
main.add_command(links)
main.add_command(guard)
main.add_command(doctor)
main.add_command(fix)
main.add_command(new)
main.add_command(schema)
main.add_command(audio)
main.add_command(l10n)


@main.group()
def qr() -> None:
    """Mã QR: cấp, in, đổi đích · codes: issue, print, retarget."""


@qr.command()
@click.argument("entries", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Mọi bài chưa có mã / every entry without a code.")
@click.option("--again", is_flag=True, help="Cấp thêm mã cho bài đã có / one more code for an entry that has one.")
@click.option("--reason", default="", help="Lý do / reason.")
@date_option
@pass_app
def issue(app: App, entries: tuple[str, ...], every: bool, again: bool, reason: str, day: str | None) -> None:
    """Cấp mã mới cho các bài · issue new codes for entries."""
    from camtay.across import unknown_entries
    from camtay.project import load

    if not entries and not every:
        raise click.UsageError(app.text("need_entries"))
    with app.guard(), app.alone():
        project = load(app.root)
        if unknown := unknown_entries(entries, project.entries, project.drafts):
            raise CamtayError(unknown)
        wanted = list(entries) or list(project.entries)
        wanted = [e for e in wanted if again or not project.ledger.of(e)]
        ledger = project.ledger
        issued = []
        for entry in wanted:
            ledger, code = ledger.issue(entry, day_of(day), reason)
            issued.append((code, entry))
        if issued:
            ledger.write(app.root)
    for code, entry in issued:
        app.out.print(f"{code}  {entry}", markup=False)
    app.say("issued", n=len(issued))


@qr.command("list")
@pass_app
def list_codes(app: App) -> None:
    """Liệt kê mọi mã đã cấp · list every code ever issued."""
    with app.guard():
        ledger = ledgers.read(app.root)
    for code in ledger.codes.values():
        state = "retired" if code.retired else "printed" if code.printed else "issued"
        app.out.print(f"{code.code}  {code.events[0].date}  {state:8}  {code.entry}", markup=False)
    app.say("listed", n=len(ledger.codes))


@qr.command()
@click.argument("code")
@click.argument("entry")
@click.option("--reason", required=True, help="Lý do / reason.")
@date_option
@pass_app
def retarget(app: App, code: str, entry: str, reason: str, day: str | None) -> None:
    """Cho một mã dẫn tới bài khác · let a code lead to another entry."""
    from camtay import source
    from camtay.across import unknown_entries
    from camtay.clock import print_day
    from camtay.schedule import hidden_on

    with app.guard(), app.alone():
        found = source.read(app.root)
        if unknown := unknown_entries([entry], found.entries, hidden_on(found, print_day())):
            raise CamtayError(unknown)
        ledgers.read(app.root).retarget(_tidy(code), entry, day_of(day), reason).write(app.root)
    app.say("retargeted", code=_tidy(code), entry=entry)


@qr.command()
@click.argument("code")
@click.option("--reason", required=True, help="Lý do / reason.")
@date_option
@pass_app
def retire(app: App, code: str, reason: str, day: str | None) -> None:
    """Thôi in một mã; mã vẫn dẫn đúng chỗ · print a code no more; it still resolves."""
    with app.guard(), app.alone():
        ledgers.read(app.root).retire(_tidy(code), day_of(day), reason).write(app.root)
    app.say("retired", code=_tidy(code))


main.add_command(init_)
main.add_command(handout)
main.add_command(export)
export.add_command(booklet)
export.add_command(zim)
main.add_command(sheet)
main.add_command(stats)
qr.add_command(print_signs)
qr.add_command(inspect_)
for _command in (round_, status, placements):
    qr.add_command(_command)


def _tidy(code: str) -> str:
    from camtay.codes import tidy

    return tidy(code)


if __name__ == "__main__":
    main()
