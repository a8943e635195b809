"""`camtay fix`: what Word, Zalo and old fonts did to a file is shown, and undone on request."""

from __future__ import annotations

import errno
import os
import shlex
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from camtay.commands.app import App, pass_app
from camtay.errors import CamtayError, Problem, fail

if TYPE_CHECKING:
    from camtay.repair import Repair, Repaired

SHOWN = 5
"""Repairs of one sort and file that are told one by one; the difference has them all."""
_SORTS = {
    "encoding": "fix_encoding",
    "bom": "fix_bom",
    "ends": "fix_ends",
    "nfc": "fix_nfc",
    "hidden": "fix_hidden",
    "space": "fix_space",
    "bullet": "fix_bullet",
    "quotes": "fix_quotes",
    "colon": "fix_colon",
    "font": "fix_font",
    "quote": "fix_quote",
    "blank": "fix_blank",
    "end": "fix_end",
}
"""Sort of repair → what it does."""


_SHOWN_BY_NOTES = {"yaml.nfd", "yaml.curly", "text.hidden"}
"""Notes, not errors, of what can be repaired."""


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--apply", is_flag=True, help="Ghi vào tệp / write the files.")
@pass_app
def fix(app: App, files: tuple[Path, ...], apply: bool) -> None:
    """Sửa chỗ dán từ Word, Zalo, phông cũ; xem trước đã · repair what was pasted; shows it first."""
    from camtay.files import write_atomic
    from camtay.repair import difference

    total = changed = 0
    paths = _paths(app.root, files)
    with app.guard("fix_stopped"), app.alone() if apply else nullcontext():
        found, problems = _repaired(app.root, paths)
        for path, name, repaired in found:
            total, changed = total + len(repaired.repairs), changed + 1
            app.out.print(name, style="bold", markup=False)
            _tell(app, repaired.repairs)
            app.out.print(difference(name, repaired), markup=False)
            if apply:
                try:
                    write_atomic(path, repaired.data)
                except OSError as error:
                    raise fail("file.write", name, reason=error.strerror or error) from error
    if total and apply:
        app.say("fix_done", n=total, files=changed)
    elif total:
        app.say("fix_found", n=total, files=changed, command=command(map(str, files), "--apply"))
    elif not problems:
        app.say("fix_none", files=len(paths))
    with app.guard("fix_stopped"):
        if problems:
            raise CamtayError(problems)


def command(files: Iterable[str], *options: str) -> str:
    """The command as one types it."""
    return shlex.join(["camtay", "fix", *files, *options])


def _paths(root: Path, files: tuple[Path, ...]) -> list[Path]:
    """The files that are named, those in named folders, or all content."""
    from camtay.source import FOLDER, files_in

    if not files:
        return [path for path, _ in files_in(root / FOLDER, root, [])]
    found: list[Path] = []
    for file in files:
        inside = sorted(path for path in file.rglob("*") if path.suffix.lower() in (".yml", ".yaml"))
        found += inside if file.is_dir() else [file]
    return list(dict.fromkeys(path.absolute() for path in found))


def _repaired(root: Path, paths: list[Path]) -> tuple[list[tuple[Path, str, Repaired]], list[Problem]]:
    """What would change, file by file, and files that can't be read."""
    from camtay.repair import repair

    found: list[tuple[Path, str, Repaired]] = []
    problems: list[Problem] = []
    for path in paths:
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        raw = _read(path, name)
        if isinstance(raw, Problem):
            problems.append(raw)
            continue
        repaired = repair(raw)
        if repaired is None:
            problems.append(Problem("fix.encoding", name))
        elif repaired.repairs:
            found.append((path.resolve(), name, repaired))
    return found, problems


def _read(path: Path, name: str) -> bytes | Problem:
    """What is in a file of a size that content has."""
    from camtay.yaml_file import MAX_BYTES

    try:
        size = path.stat().st_size
        if path.is_file() and size > MAX_BYTES:
            params = {"size": f"{size / 1e6:.1f}", "limit": f"{MAX_BYTES / 1e6:.0f}"}
            return Problem("yaml.size", name, params=params)
        if not path.is_file():  # a pipe might never end
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return path.read_bytes()
    except OSError as error:
        return Problem("file.unreadable", name, params={"reason": str(error.strerror or error)})


def _tell(app: App, repairs: tuple[Repair, ...]) -> None:
    sorts: dict[str, list[Repair]] = {}
    for one in repairs:
        sorts.setdefault(one.sort, []).append(one)
    for sort, alike in sorts.items():
        shown = alike[: SHOWN if alike[0].before else 1]
        for one in shown:
            what = app.text(_SORTS[sort], before=one.before, after=one.after)
            app.say("fix_line", line=one.line, what=what)
        if len(alike) > len(shown):
            app.say("fix_more", n=len(alike) - len(shown))


def hint(app: App, problems: list[Problem]) -> None:
    """After a check: the files with problems of which `camtay fix` can repair something."""
    suspects = (p for p in problems if p.code.startswith(("yaml.", "text.")))
    names = sorted({p.file for p in suspects if p.severity == "error" or p.code in _SHOWN_BY_NOTES})
    if not names:
        return
    from camtay.repair import repair

    found = []
    for name in names:
        raw = _read(app.root / name, name)
        if isinstance(raw, bytes) and (repaired := repair(raw)) and repaired.repairs:
            found.append(name)
    if found:
        app.say("fix_hint", command=command(found if len(found) <= SHOWN else ()))
