"""`camtay check`: faults of the content, how it is written, and what is still to be confirmed."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

import click

from camtay.commands.app import App, day_of, pass_app
from camtay.errors import CamtayError

if TYPE_CHECKING:
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
@pass_app
def check(app: App, review: bool, style: bool, only: tuple[str, ...], strict: bool) -> None:
    """Kiểm tra nội dung, không dựng trang · validate without building."""
    from camtay import project as projects
    from camtay.errors import ordered
    from camtay.placements import register as registers
    from camtay.style import style_problems

    project, problems = projects.check(app.root)
    problems = ordered([*problems, *registers.problems(app.root, project, day_of(None))])
    app.problems(problems)
    errors = sum(p.severity == "error" for p in problems)
    if errors or project is None:
        app.say("check_failed", errors=errors, warnings=len(problems) - errors)
        sys.exit(1)
    with app.guard():
        if unknown := projects.unknown_entries(only, project.entries):
            raise CamtayError(unknown)
    if review:
        _review(app, project, only)
    warnings = list(problems)
    if style:
        files = {project.documents[id_][0].file for id_ in only}
        found = [p for p in style_problems(project) if not only or p.file in files]
        for problem in found:
            app.out.print(problem.format(app.locale), style="yellow", markup=False)
        app.say("style_done", n=len(found))
        warnings += found
    if strict and warnings:
        app.say("strict_failed", n=len(warnings))
        sys.exit(1)
    app.say("checked", entries=len(project.entries), codes=len(project.ledger.codes), warnings=len(warnings))


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
