"""`camtay init`: a new instance from questions or options."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from camtay.commands.app import App, date_option, day_of, pass_app

if TYPE_CHECKING:
    from camtay.init.answers import Unit

T = TypeVar("T")
_NAME, _HOST = "TÊN / NAME", "TÊN MIỀN / HOST"


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--province", default=None, metavar=_NAME, help="Tỉnh, thành phố / province, city.")
@click.option("--commune", default=None, metavar=_NAME, help="“xã …”, “phường …”; bỏ trống: cả tỉnh / commune.")
@click.option("--before", default=None, metavar=_NAME, help="Tên đầy đủ trước 7/2025, nếu đã đổi / former full name.")
@click.option("--domain", default=None, metavar=_HOST, help="Tên miền sẽ in trên biển / domain printed on signs.")
@click.option("--locales", default=None, metavar="vi,en", help="Ngôn ngữ, bản gốc đứng đầu / source locale first.")
@click.option("--yes", is_flag=True, help="Không hỏi gì / ask nothing.")
@date_option
@pass_app
def init_(
    app: App, folder: Path, province: str | None, commune: str | None, before: str | None, domain: str | None,
    locales: str | None, yes: bool, day: str | None,
) -> None:  # fmt: skip
    """Tạo trang mới cho một tỉnh hoặc xã trong thư mục trống · start a new instance in an empty folder."""
    from camtay import init
    from camtay.init.answers import COMMUNES

    if yes and (province is None or domain is None):
        raise click.UsageError(app.text("init_need"))
    ask = _asker(app, yes)
    today = day_of(day)
    answers = init.Answers(
        province=ask("--province", province, "", init.province),
        commune=ask("--commune", commune, "", lambda text: init.unit(text, COMMUNES) if text.strip() else _nothing()),
        before=ask("--before", before, "", init.former),
        domain=ask("--domain", domain, "", init.domain),
        locales=ask("--locales", locales, "vi,en", init.locales),
        day=today,
    )
    with app.guard("init_stopped"):
        ledger = init.create(folder.absolute(), answers)
    app.say("init_done", folder=folder, area=answers.now, n=len(ledger.codes))
    if answers.is_trial:
        app.say("init_trial", domain=answers.domain)
    app.say("init_next", folder=folder)


def _nothing() -> Unit | None:
    return None


def _asker(app: App, yes: bool) -> Callable[[str, str | None, str, Callable[[str], T]], T]:
    """A function that gives the checked answer: of the option, else of a question, asked again until it is sound."""
    from camtay import init

    questions = {
        "--province": "init_ask_province",
        "--commune": "init_ask_commune",
        "--before": "init_ask_before",
        "--domain": "init_ask_domain",
        "--locales": "init_ask_locales",
    }

    def ask(option: str, given: str | None, default: str, check: Callable[[str], T]) -> T:
        def checked(text: str) -> T:
            try:
                return check(text)
            except init.BadAnswerError as error:
                raise click.BadParameter(app.text(str(error), value=text.strip()), param_hint=option) from None

        if given is not None:
            return checked(given)
        if yes:
            return checked(default)
        required = option in ("--province", "--domain")
        answer: T = click.prompt(
            app.text(questions[option]),
            default=None if required else default,
            show_default=bool(default),
            value_proc=checked,
        )
        return answer

    return ask
