"""The `camtay` command. Each command is a few lines over functions elsewhere.

Exit codes: 0 done; 1 the content has problems (all are listed); 2 the command line itself is wrong; 70 the program is;
130 stopped with Ctrl-C.
"""

from __future__ import annotations

from pathlib import Path

import click

from camtay import __version__
from camtay.alone import tidy_if_free
from camtay.catalogues import locales
from camtay.commands.app import App, date_option, day_of, pass_app
from camtay.commands.speaking import VARIABLE, Commands, Program
from camtay.errors import CamtayError

_ALL = Commands(
    {
        "audio": "camtay.commands.audio:audio",
        "build": "camtay.commands.building:build",
        "check": "camtay.commands.checking:check",
        "diff": "camtay.commands.changes:diff",
        "doctor": "camtay.commands.examining:doctor",
        "export": "camtay.commands.exporting:export",
        "fix": "camtay.commands.fixing:fix",
        "guard": "camtay.commands.guarding:guard",
        "handout": "camtay.commands.teaching:handout",
        "init": "camtay.commands.starting:init_",
        "l10n": "camtay.commands.l10n:l10n",
        "links": "camtay.commands.links:links",
        "merge": "camtay.commands.building:merge",
        "new": "camtay.commands.writing:new",
        "publish": "camtay.commands.publishing:publish",
        "schema": "camtay.commands.writing:schema",
        "serve": "camtay.commands.previewing:serve",
        "sheet": "camtay.commands.sheets:sheet",
        "stats": "camtay.commands.counting:stats",
    }
)
_CODES = Commands(
    {
        "inspect": "camtay.commands.inspection:inspect_",
        "placements": "camtay.commands.placements:placements",
        "print": "camtay.commands.printing:print_signs",
        "round": "camtay.commands.placements:round_",
        "status": "camtay.commands.placements:status",
    }
)


@click.group(cls=Program, commands=_ALL, context_settings={"help_option_names": ["-h", "--help"]})
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


@main.group(commands=_CODES)
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
    from camtay import ledger as ledgers

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
    from camtay import ledger as ledgers
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
    from camtay import ledger as ledgers

    with app.guard(), app.alone():
        ledgers.read(app.root).retire(_tidy(code), day_of(day), reason).write(app.root)
    app.say("retired", code=_tidy(code))


def _tidy(code: str) -> str:
    from camtay.codes import tidy

    return tidy(code)


if __name__ == "__main__":
    main()
