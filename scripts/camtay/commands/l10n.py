"""`camtay l10n`: what is translated, what is behind, and files for translators."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from camtay.commands.app import App, date_option, day_of, pass_app
from camtay.errors import CamtayError, fail

if TYPE_CHECKING:
    from camtay.project import Project
    from camtay.translation import Translated


@click.group()
def l10n() -> None:
    """Bản dịch: thiếu gì, cũ chỗ nào, gửi người dịch · translations."""


_in = click.option(
    "--in", "--locale", "tag", default=None, metavar="en|lo|…", help="Chỉ ngôn ngữ này / this locale only."
)


@l10n.command()
@click.argument("entries", nargs=-1)
@_in
@pass_app
def status(app: App, entries: tuple[str, ...], tag: str | None) -> None:
    """Từng chỗ thiếu, cũ hay do máy dịch · every field that is missing, stale or a machine's."""
    from camtay import translation
    from camtay.l10n.status import counts, states
    from camtay.project import load
    from camtay.translation import State

    with app.guard():
        project = load(app.root)
        tags = _tags(project, tag)
        found = states(project, tags)
        _known(entries, found)
    wanted = [one for one in found if not entries or one.unit.owner in entries]
    for locale in tags:
        own = [one for one in wanted if one.locale == locale]
        open_ = [one for one in own if one.state not in (State.OK, State.UNTRACKED)]
        for owner, group in groupby(open_, key=lambda one: one.unit.owner):
            _tell_entry(app, owner, locale, list(group), sum(one.unit.owner == owner for one in own))
        n = counts(own)
        app.say("l10n_counts", locale=locale, all=len(own), **{state.value: n[state] for state in State})
    if not (app.root / translation.FILE).exists():
        app.say("l10n_no_lock", file=translation.FILE)


def _tell_entry(app: App, owner: str, locale: str, group: Sequence[Translated], texts: int) -> None:
    """An entry's open texts; one that has no translation at all is told in a line."""
    from camtay.translation import State

    unit = group[0].unit
    head = {"entry": owner, "file": unit.document.file, "locale": locale}
    if len(group) == texts and all(one.state is State.MISSING for one in group):
        app.say("l10n_nothing", n=texts, **head)
        return
    app.out.print(app.text("l10n_entry", n=len(group), **head), style="bold", markup=False)
    for one in group:
        words = one.unit.source.replace("\n", " ")
        app.say(
            "l10n_line",
            line=one.unit.line,
            part=one.unit.key,
            state=app.text(f"l10n_{one.state.value}"),
            text=words if len(words) <= 60 else f"{words[:59]}…",
        )


@l10n.command()
@click.argument("entries", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Mọi chỗ chưa theo dõi / every text that is not tracked yet.")
@_in
@click.option("--machine", is_flag=True, help="Do máy dịch, báo cho người đọc / by a machine: readers are told.")
@date_option
@pass_app
def accept(app: App, entries: tuple[str, ...], every: bool, tag: str | None, machine: bool, day: str | None) -> None:
    """Ghi nhận bản dịch đã khớp bản gốc · record that translations agree with their originals."""
    from camtay import translation
    from camtay.l10n.status import Choice, accept, counts, states
    from camtay.project import load
    from camtay.translation import State

    if bool(entries) == every:
        raise click.UsageError(app.text("l10n_need"))
    with app.guard(), app.alone():
        project = load(app.root)
        tags = _tags(project, tag)
        _known([name.partition("/")[0] for name in entries], states(project))
        new = accept(project, Choice(entries, tags, machine), day_of(day))
        stale = counts(states(project))[State.STALE]
    app.say("l10n_accepted", n=new, file=translation.FILE)
    if stale and every:
        app.say("l10n_still", n=stale)


@l10n.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--in", "--locale", "tag", required=True, metavar="en|lo|…", help="Dịch sang tiếng gì / into which locale."
)
@click.option("--open", "open_only", is_flag=True, help="Chỉ chỗ chưa xong / only what needs somebody.")
@click.option("--interface", is_flag=True, help="Chữ của nút và tiêu đề / the words of the interface.")
@pass_app
def export(app: App, file: Path | None, tag: str, open_only: bool, interface: bool) -> None:
    """Tệp PO cho người dịch (Poedit, Weblate) · a PO file for translators."""
    from camtay.files import write_atomic
    from camtay.l10n import po_out
    from camtay.project import load

    with app.guard():
        project = load(app.root)
        (known,) = _tags(project, tag)
        locale = next(one for one in project.locales if one.tag == known)
        text = po_out.words(project, locale) if interface else po_out.content(project, locale, open_only)
        target = file or Path(f"{tag}-interface.po" if interface else f"{tag}.po")
        try:
            write_atomic(target, text.encode())
        except OSError as error:
            raise fail("file.write", target.name, reason=error.strerror or error) from error
    app.say("l10n_exported", n=text.count("\nmsgctxt "), file=target)


@l10n.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_in
@click.option("--apply", "write", is_flag=True, help="Ghi vào guides/ / write into guides/.")
@click.option("--machine", is_flag=True, help="Do máy dịch, báo cho người đọc / by a machine: readers are told.")
@date_option
@pass_app
def import_(app: App, file: Path, tag: str | None, write: bool, machine: bool, day: str | None) -> None:
    """Nhận tệp PO về: xem trước, --apply mới ghi · read a PO file: a preview, written with --apply."""
    from camtay.l10n import apply, po_in
    from camtay.project import load

    with app.guard("l10n_refused"), app.alone() if write else nullcontext():
        project = load(app.root)
        found = po_in.preview(project, file, tag)
        files = apply.apply(project, found, day_of(day), machine) if write else len(apply.prepared(project, found))
    app.problems(found.notes)
    for change in found.changes:
        app.say("l10n_change", name=change.name, row=change.row)
        if change.before:
            app.out.print(f"  - {change.before}", style="red", markup=False)
        app.out.print(f"  + {change.after}", style="green", markup=False)
    new = sum(not change.before for change in found.changes)
    app.say(
        "l10n_summary",
        locale=found.locale,
        new=new,
        changed=len(found.changes) - new,
        confirmed=len(found.confirmed),
        unchanged=found.unchanged,
        fuzzy=found.fuzzy,
        empty=found.empty,
    )
    if write:
        app.say("l10n_written", n=files)
    elif found.changes or found.confirmed:
        app.say("l10n_apply", n=files)


def _tags(project: Project, tag: str | None) -> tuple[str, ...]:
    """The locales that a command is about. Raises CamtayError for one that the site has not, or the source's."""
    known = tuple(locale.tag for locale in project.locales[1:])
    if tag is None:
        return known
    if tag == project.source_locale.tag:
        raise fail("translation.source", name=tag, known=", ".join(known) or "…")
    if tag not in known:
        raise fail("translation.locale", name=tag, known=", ".join(known) or "…")
    return (tag,)


def _known(names: Sequence[str], found: Sequence[Translated]) -> None:
    """Raises CamtayError for names of entries that there are not."""
    from camtay.across import unknown_entries

    if unknown := unknown_entries(names, {one.unit.owner: None for one in found}):
        raise CamtayError(unknown)
