"""`camtay doctor`: what is old or at risk."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from camtay.commands.app import App, day_of, pass_app

if TYPE_CHECKING:
    from camtay.errors import Problem
    from camtay.project import Project


@click.command("doctor")
@click.option(
    "--online", is_flag=True, help="Hỏi cả trang thật: còn chạy không, chứng thư còn hạn không / ask the live site too."
)
@click.option("--today", default=None, metavar="YYYY-MM-DD", help="Khám như thể hôm nay là ngày này / as on this day.")
@pass_app
def doctor(app: App, online: bool, today: str | None) -> None:
    """Khám: cái gì cũ, cái gì sắp hỏng · what is old or at risk.

    Mã thoát: 0 chưa có gì đe dọa mã đã in (có thể kèm lời khuyên); 1 có điều có thể làm chết mã đã in; 2 gõ sai lệnh.

    Exit codes: 0 nothing threatens printed codes (there may be advice); 1 something does; 2 wrong command line.
    """
    from camtay.doctor.examine import examine
    from camtay.doctor.machine import here
    from camtay.placements import register as registers
    from camtay.project import load

    day = _day(today)
    with app.guard("doctor_failed"):
        project = load(app.root)
        found = examine(project, registers.read(project, day), here(app.root), day)
        if online:
            found["live"] = _live(project)
    app.problems([p for problems in found.values() for p in problems], app.out, every=True)
    for area, problems in found.items():
        risks = sum(p.severity == "error" for p in problems)
        state = "doctor_risk" if risks else "doctor_advice" if problems else "doctor_good"
        app.say(state, area=app.text(f"doctor_{area}"), n=len(problems))
    risks = sum(p.severity == "error" for problems in found.values() for p in problems)
    app.say("doctor_bad" if risks else "doctor_well", n=risks, day=day.isoformat())
    sys.exit(int(risks > 0))


def _day(value: str | None) -> date:
    try:
        return day_of(value)
    except click.BadParameter as error:
        raise click.BadParameter(error.message, param_hint="--today") from None


def _live(project: Project) -> list[Problem]:
    """Whether the host answers, and its certificate: the first look of a guard."""
    from dataclasses import replace
    from datetime import UTC, datetime

    from camtay.guard.fetch import Web
    from camtay.guard.plan import plan
    from camtay.guard.run import look_round

    planned = plan(project, project.site.host, 0, 1)
    planned = replace(planned, looks=planned.looks[:1])
    return list(look_round(planned, Web(planned.own), project.site.host, datetime.now(UTC)).problems)
