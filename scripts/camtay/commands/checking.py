"""`camtay check`: faults of the content, how it is written, and what is still to be confirmed."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING

import click

from camtay.annotations import FORMATS, prefix
from camtay.commands import fixing, watching
from camtay.commands.app import App, day_of, pass_app
from camtay.errors import CamtayError, Problem

if TYPE_CHECKING:
    from camtay.library import Wholes
    from camtay.project import Project

_REASONS = {
    "confirm": ("review_confirm", "how_confirm"),
    "overdue": ("review_overdue", "how_overdue"),
    "unsure": ("review_unsure", "how_unsure"),
    "unsourced": ("review_unsourced", "how_unsourced"),
    "memory": ("review_memory", "how_memory"),
}
"""Reason of a question → its name, and what to do about it."""


@click.command()
@click.option("--review", is_flag=True, help="Liệt kê điều cần xác nhận tại địa phương / what to confirm locally.")
@click.option("--style", is_flag=True, help="Xem cách viết: câu ngắn, bước rõ, dấu đúng / how the texts are written.")
@click.option("--entry", "only", multiple=True, metavar="ID", help="Chỉ bài này, ghi được nhiều lần / this entry only.")
@click.option("--strict", is_flag=True, help="Có lưu ý cũng coi là lỗi / notes count as errors.")
@click.option("--watch", is_flag=True, help="Lưu tệp là kiểm tra lại, đến khi bấm Ctrl+C / again after each change.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    help="Cho máy đọc: ghi chú trên yêu cầu hợp nhất, JSON / annotations of a pull request, JSON.",
)
@pass_app
def check(
    app: App, review: bool, style: bool, only: tuple[str, ...], strict: bool, watch: bool, form: str
) -> None:  # fmt: skip
    """Kiểm tra nội dung, không dựng trang · validate without building."""
    if form != "text":
        if review or watch:
            raise click.UsageError(app.text("check_alone"))
        sys.exit(_report(app, form, style, only, strict))
    if not watch:
        sys.exit(_tell(app, review, style, only, strict))

    def again() -> None:
        app.out.clear()
        with suppress(SystemExit):
            _tell(app, review, style, only, strict)
        app.say("watching")

    watching.watch(app.root, again)
    app.say("watch_ended")


def _tell(app: App, review: bool, style: bool, only: tuple[str, ...], strict: bool) -> int:
    """Check and tell people; the exit code."""
    project, problems = _problems(app, "packed" if review else "left")
    app.problems(problems)
    fixing.hint(app, problems)
    errors = sum(p.severity == "error" for p in problems)
    if errors or project is None:
        app.say("check_failed", errors=errors, warnings=len(problems) - errors)
        return 1
    with app.guard():
        _refuse_unknown(project, only)
    if review:
        _review(app, project, only)
    _calendar(app, project)
    warnings = list(problems)
    if style:
        found = _style(project, only)
        app.problems(found, app.out, every=True)
        app.say("style_done", n=len(found))
        warnings += found
    if strict and warnings:
        app.say("strict_failed", n=len(warnings))
        return 1
    shown = len(project.entries) - len(project.drafts)
    app.say("checked", entries=shown, codes=len(project.ledger.codes), warnings=len(warnings))
    return 0


def _report(app: App, form: str, style: bool, only: tuple[str, ...], strict: bool) -> int:
    """Check and tell a machine: its format and nothing else; the exit code."""
    from camtay.errors import ordered

    project, problems = _problems(app)
    if project is not None:
        try:
            _refuse_unknown(project, only)
            problems = ordered([*problems, *(_style(project, only) if style else ())])
        except CamtayError as error:
            problems = [*problems, *error.problems]
    click.echo(FORMATS[form](problems, app.locale, prefix(app.root)), nl=False)
    return int(project is None or any(strict or p.severity == "error" for p in problems))


def _problems(app: App, wholes: Wholes = "left") -> tuple[Project | None, list[Problem]]:
    """What every check looks at; `wholes`: see `source.read`. A check alone asks for no whole record."""
    from camtay import project as projects
    from camtay.errors import ordered
    from camtay.placements import register as registers

    project, problems = projects.check(app.root, drafts=True, wholes=wholes)
    return project, ordered([*problems, *registers.problems(app.root, project, day_of(None))])


def _refuse_unknown(project: Project, only: tuple[str, ...]) -> None:
    from camtay.across import unknown_entries

    if unknown := unknown_entries(only, project.entries):
        raise CamtayError(unknown)


def _style(project: Project, only: tuple[str, ...]) -> list[Problem]:
    from camtay.style import style_problems

    files = {project.documents[id_][0].file for id_ in only}
    return [p for p in style_problems(project) if not only or p.file in files]


def _calendar(app: App, project: Project) -> None:
    """Drafts, and what begins or ends soon."""
    from babel.dates import format_date

    from camtay.review import turns

    if project.drafts:
        app.say("drafts", n=len(project.drafts), names=", ".join(sorted(project.drafts)))
    for turn in turns(project):
        title = project.entries[turn.entry].title.in_(app.locale).text
        day = format_date(turn.day, "d/M/y" if app.locale == "vi" else "d MMMM y", locale=app.locale)
        app.say(f"turn_{turn.what}", day=day, title=title, entry=turn.entry)


def _review(app: App, project: Project, only: tuple[str, ...]) -> None:
    """Entry by entry, the most urgent first; then how many there are of each sort, and what to do about them."""
    from camtay.review import questions

    locale = next((loc for loc in project.locales if loc.tag == app.locale), None)
    found = [q for q in questions(project, locale) if not only or q.entry in only]
    for (file, entry), group in groupby(found, key=lambda q: (q.file, q.entry)):
        asked = list(group)
        title = project.entries[entry].title.in_(app.locale).text if entry else app.text("review_common")
        where = f"{entry} · {file}" if entry else file
        app.out.print(app.text("review_entry", title=title, where=where, n=len(asked)), style="bold", markup=False)
        for question in asked:
            where = f"{question.part} ({question.path}) · " if question.part else f"{question.path} · "
            if question.reason == "confirm":
                where = ""
            reason = app.text(_REASONS[question.reason][0])
            text = app.text("review_late", day=question.text, n=question.days) if question.days else question.text
            app.say("review_line", line=question.line, where=where, reason=reason, text=text)
    app.say("review", n=len(found))
    counted = Counter(question.reason for question in found)
    for reason, (name, cure) in _REASONS.items():
        if counted[reason]:
            app.say("review_how", n=counted[reason], reason=app.text(name), cure=app.text(cure))
