"""`camtay new` and `camtay schema`: what somebody who writes in a text editor begins with."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from camtay.commands.app import App, date_option, day_of, pass_app
from camtay.errors import CamtayError, Problem, fail
from camtay.model.entries import KINDS
from camtay.model.fields import ID_PATTERN

if TYPE_CHECKING:
    from camtay.samples import Sample
    from camtay.source import Source


@click.command("new")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--id", "id_", required=True, metavar="ID", help="Mã bài, giữ mãi / id of the entry, for ever.")
@click.option("--title", default="", metavar="TÊN", help="Tên bài / title, in the source locale.")
@date_option
@pass_app
def new(app: App, kind: str, id_: str, title: str, day: str | None) -> None:
    """Viết một tệp mẫu đủ phần, đúng cách · write an example file to fill in."""
    from camtay.files import write_new
    from camtay.samples import Sample, text_of

    if not re.fullmatch(ID_PATTERN, id_):
        raise click.BadParameter(app.text("new_id", id=id_), param_hint="--id")
    with app.guard("new_stopped"):
        source = _source(app.root)
        name = _place(source, kind, id_)
        text = text_of(_sample(source, Sample(kind, id_, day_of(day), title=" ".join(title.split()))))
        try:
            write_new(app.root / name, text.encode())
        except FileExistsError:
            raise fail("new.exists", name) from None
        except OSError as error:
            raise fail("file.write", name, reason=error.strerror or error) from error
    app.say("new_done", file=name)


def _source(root: Path) -> Source:
    """What is there already. Raises CamtayError where `site.yml` can't be read."""
    from camtay import source as sources

    if not (root / sources.FOLDER).is_dir():
        raise fail("project.missing", folder=sources.FOLDER, root=root.name)
    source = sources.read(root)
    if source.site is None:
        raise CamtayError(p for p in source.problems if p.file == sources.SITE)
    return source


def _place(source: Source, kind: str, id_: str) -> str:
    """Name of the new file: beside the others of its kind. Raises CamtayError where the id is taken."""
    from camtay.samples import FOLDERS
    from camtay.source import FOLDER

    if id_ in source.entries:
        document, path = source.documents[id_]
        line = document.place((*path, "id"))[0]
        raise fail("new.taken", id=id_, other=f"{document.file}:{line}")
    if id_ in source.unread:
        raise fail("new.taken", id=id_, other=FOLDER)
    used = Counter(
        str(PurePosixPath(source.documents[e.id][0].file).parent) for e in source.entries.values() if e.kind == kind
    )
    folder = max(used, key=lambda name: (used[name], name)) if used else f"{FOLDER}/{FOLDERS[kind]}"
    return f"{folder}/{id_}.yml"


def _sample(source: Source, sample: Sample) -> Sample:
    """With what the instance has to offer. Raises CamtayError where it has too little."""
    from dataclasses import replace

    assert source.site  # noqa: S101 - `_source` saw to it
    site = source.site
    guides = tuple(sorted(e.id for e in source.entries.values() if e.kind == "guide"))[:2]
    problems = []
    if sample.kind == "guide" and not site.topics:
        problems.append(Problem("new.nothing", source.site_document.file, params={"field": "topics"}))
    if sample.kind in ("guide", "path") and not site.audiences:
        problems.append(Problem("new.nothing", source.site_document.file, params={"field": "audiences"}))
    if sample.kind == "path" and not guides:
        problems.append(Problem("new.no_guide"))
    if problems:
        raise CamtayError(problems)
    return replace(
        sample,
        locales=tuple(site.locales),
        topic=site.topics[0].id if site.topics else "",
        audience=site.audiences[0].id if site.audiences else "",
        guides=guides,
        area={"now": site.area.now.root, "before": site.area.before.root},
    )


@click.command("schema")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Chỉ ghi JSON Schema vào thư mục này / only the schemas, into this folder.",
)
@pass_app
def schema(app: App, out: Path | None) -> None:  # fmt: skip
    """Ghi JSON Schema và tệp cho VS Code · write JSON Schemas and files for VS Code."""
    from camtay import vscode
    from camtay.files import write_atomic

    kept = []
    with app.guard("new_stopped"):
        source = _source(app.root)
        assert source.site  # noqa: S101 - `_source` saw to it
        about = vscode.About.of(source.site, [place.id for place in source.places.items] if source.places else ())
        if out:
            found = {out / name: data for name, data in vscode.schema_files(about).items()}
        else:
            found = {app.root / name: data for name, data in vscode.files(about).items()}
        for path, data in found.items():
            own = not out and path.relative_to(app.root).as_posix() in vscode.OWN
            if own and path.exists() and path.read_bytes() != data:
                kept.append(path.name)
                continue
            try:
                write_atomic(path, data)
            except OSError as error:
                raise fail("file.write", str(path), reason=error.strerror or error) from error
    app.say("schema_done", n=len(found) - len(kept), folder=out or vscode.FOLDER)
    if kept:
        app.say("schema_kept", names=", ".join(kept))
