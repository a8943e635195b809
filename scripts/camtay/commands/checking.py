"""`camtay check`: faults of the content, how it is written, and what is still to be confirmed."""

from __future__ import annotations

import sys

import click

from camtay.commands.app import App, day_of, pass_app


@click.command()
@click.option("--review", is_flag=True, help="Liệt kê điều cần xác nhận tại địa phương / what to confirm locally.")
@click.option("--style", is_flag=True, help="Xem cách viết: câu ngắn, bước rõ, dấu đúng / how the texts are written.")
@click.option("--strict", is_flag=True, help="Có lưu ý cũng coi là lỗi / notes count as errors.")
@pass_app
def check(app: App, review: bool, style: bool, strict: bool) -> None:
    """Kiểm tra nội dung, không dựng trang · validate without building."""
    from camtay import project as projects
    from camtay.errors import ordered
    from camtay.placements import register as registers
    from camtay.review import questions
    from camtay.style import style_problems

    project, problems = projects.check(app.root)
    problems = ordered([*problems, *registers.problems(app.root, project, day_of(None))])
    app.problems(problems)
    errors = sum(p.severity == "error" for p in problems)
    if errors or project is None:
        app.say("check_failed", errors=errors, warnings=len(problems) - errors)
        sys.exit(1)
    if review:
        for question in questions(project):
            reason = app.text(f"review_{question.reason}")
            app.out.print(
                f"{question.file}:{question.line}: {question.entry} · {reason}: {question.text}", markup=False
            )
        app.say("review", n=len(questions(project)))
    warnings = list(problems)
    if style:
        found = style_problems(project)
        for problem in found:
            app.out.print(problem.format(app.locale), style="yellow", markup=False)
        app.say("style_done", n=len(found))
        warnings += found
    if strict and warnings:
        app.say("strict_failed", n=len(warnings))
        sys.exit(1)
    app.say("checked", entries=len(project.entries), codes=len(project.ledger.codes), warnings=len(warnings))
