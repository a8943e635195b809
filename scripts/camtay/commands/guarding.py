"""`camtay guard`: the published site, looked at from outside."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from camtay.commands.app import App, pass_app

if TYPE_CHECKING:
    from camtay.guard.memory import Change
    from camtay.guard.run import Round

_WHERE = re.compile(r"(?:https://)?([A-Za-z0-9.-]+(?::[0-9]{1,5})?)/?", re.IGNORECASE)


@click.command("guard")
@click.argument("address", required=False, metavar="[https://HOST]")
@click.option(
    "--rate",
    type=click.FloatRange(0.1, 100),
    default=5.0,
    show_default=True,
    help="Nhiều nhất bao nhiêu trang mỗi giây / pages a second at most.",
)
@click.option(
    "--parallel",
    type=click.IntRange(1, 32),
    default=4,
    show_default=True,
    help="Hỏi cùng lúc mấy trang / pages side by side.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.5, 300),
    default=15.0,
    show_default=True,
    help="Đợi một trang bao nhiêu giây / seconds for one page.",
)
@click.option(
    "--tries",
    type=click.IntRange(1, 10),
    default=3,
    show_default=True,
    help="Hỏi một trang mấy lần / how often one page is asked for.",
)
@click.option(
    "--minutes",
    type=click.FloatRange(0.1, 1440),
    default=60.0,
    show_default=True,
    help="Cả lượt lâu nhất bao nhiêu phút / minutes for the whole round.",
)
@click.option(
    "--sample",
    type=click.IntRange(1),
    default=None,
    metavar="N",
    help="Xem nhẹ: mỗi ngày N mã khác nhau, xoay vòng / N codes a day, in turn.",
)
@click.option(
    "--connect",
    default=None,
    metavar="HOST[:PORT]",
    help="Hỏi máy chủ này thay cho máy mà tên miền đang trỏ tới / ask this server in place of the domain's.",
)
@click.option("--since-last", is_flag=True, help="Chỉ báo điều mới so với lần trước / only what has changed.")
@click.option("--quiet", is_flag=True, help="Không có gì phải làm thì im lặng / say nothing when all is well.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Cho người đọc hay cho máy / for people or for programs.",
)
@pass_app
def guard(
    app: App, address: str | None, rate: float, parallel: int, timeout: float, tries: int, minutes: float,
    sample: int | None, connect: str | None, since_last: bool, quiet: bool, form: str,
) -> None:  # fmt: skip
    """Hỏi trang thật xem mã nào cũng còn mở đúng · ask the live site whether every code still opens.

    Không ghi địa chỉ thì xem tên miền in trên biển. Mã thoát: 0 mọi mã đều mở đúng (có thể kèm lưu ý); 1 có lỗi;
    2 gõ sai lệnh. Máy trung gian lấy ở biến https_proxy.

    Without an address the domain of the signs is looked at. Exit codes: 0 every code opens (there may be notes);
    1 something is wrong; 2 wrong command line. Proxies are taken from the environment.
    """
    from datetime import UTC, datetime

    from camtay.guard import memory, tell
    from camtay.guard.fetch import Limits, Web
    from camtay.guard.plan import plan
    from camtay.guard.run import look_round
    from camtay.project import load

    there = _connect(app, connect)
    if address is not None and not _WHERE.fullmatch(address):
        raise click.UsageError(app.text("guard_usage", value=address))
    now = datetime.now(UTC)
    with app.guard("guard_failed"):
        project = load(app.root)
        host = _WHERE.sub(r"\1", address).lower() if address else project.site.host
        planned = plan(project, host, now.date().toordinal(), sample or 0)
        limits = Limits(rate, parallel, timeout, tries, whole=minutes * 60)
        web = Web(planned.own, limits, there, host.split(":")[0])
        if form == "json" or quiet or not app.out.is_terminal:
            found = look_round(planned, web, project.site.host, now)
        else:
            with app.progress() as say:
                found = look_round(planned, web, project.site.host, now, say)
        change = memory.compare(app.root, found)
        memory.keep(app.root, found, change)
    bad = any(p.severity == "error" for p in found.problems)
    if form == "json":
        click.echo(tell.as_json(found, change, app.locale), nl=False)
    elif not (quiet and _nothing_to_say(change, bad, since_last)):
        _tell(app, found, change, since_last)
    sys.exit(int(bad))


def _nothing_to_say(change: Change, bad: bool, since_last: bool) -> bool:
    """Notes are told once; faults until they are mended, or once with `--since-last`."""
    return not change.new and not change.mended and (since_last or not bad)


def _tell(app: App, found: Round, change: Change, since_last: bool) -> None:
    told = [p for p in found.problems if p in change.new] if since_last else list(found.problems)
    app.problems(told, app.out)
    for _, address in change.mended:
        app.say("guard_mended", address=address)
    old = [day for p, day in change.since.items() if p not in change.new]
    if old:
        app.say("guard_old", n=len(old), date=min(old))
    if since_last and not told and not change.mended:
        app.say("guard_same")
    app.say(
        "guard_seen",
        host=found.plan.origin,
        seen=found.count("code"),
        codes=found.plan.codes,
        pages=found.count("address"),
    )
    if found.until:
        app.say("guard_days", days=found.days, date=found.until.date())
    if found.retried:
        app.say("guard_again", n=len(found.retried))
    errors = sum(p.severity == "error" for p in found.problems)
    if errors:
        app.say("guard_bad", n=errors, codes=found.bad_codes)
    else:
        app.say("guard_well", notes=len(found.problems))


def _connect(app: App, value: str | None) -> tuple[str, int] | None:
    if value is None:
        return None
    name, _, port = value.rpartition(":") if re.search(r":[0-9]{1,5}$", value) else (value, "", "443")
    if not re.fullmatch(r"[A-Za-z0-9.-]+", name) or not 0 < int(port) < 65536:
        raise click.BadParameter(value, param_hint="--connect")
    return name, int(port)
