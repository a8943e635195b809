"""The whole build: content → site/ and qr/print/, both swapped in only when everything is proven."""

from __future__ import annotations

import gc
import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from camtay import addresses, again, hosting, media, memory, scan, shards, unchanged
from camtay.alone import alone
from camtay.blobs import Blobs
from camtay.clock import print_day
from camtay.errors import CamtayError, Problem, fail
from camtay.files import ROOM, new_folder, scratch
from camtay.kept import Kept, Watched, digest, settle
from camtay.pages import search
from camtay.project import Project, load
from camtay.unchanged import PRINTED, Told

if TYPE_CHECKING:
    from camtay.signs.document import Document

# MkDocs and what sets signs take longer to load than a build after an edit, which needs neither.
Say = Callable[[str], None]
SITE = unchanged.SITE


@dataclass(frozen=True)
class Summary(Told):
    """What a build made; `again` where nothing had changed since the last one."""

    seconds: float = 0.0
    again: bool = False


def build(
    root: Path,
    say: Say = lambda _: None,
    compressed: bool = False,
    signs: bool = True,
    parts: Sequence[Path] = (),
    record: unchanged.Record | None = None,
) -> Summary:
    """Build everything, alone in the project; `compressed` adds FILE.br and FILE.gz for hosts that serve these, without
    `signs` those in qr/print/ stay as they are. Pages are taken over from `parts` (see `shard`) where they have any.
    `record`: of these options, for who has seen that there is something to do.

    Raises CamtayError; then site/, qr/print/ and the ledger are as they were."""
    with alone(root):
        return _build(root, say, compressed, signs, parts, record)


def _build(
    root: Path,
    say: Say,
    compressed: bool,
    signs: bool,
    parts: Sequence[Path],
    record: unchanged.Record | None,
) -> Summary:
    start = time.monotonic()
    say("guides/")
    seen, record = record is not None, record or unchanged.Record(root, unchanged.options(compressed, signs))
    if told := None if seen else record.told():
        return Summary(**vars(told), seconds=time.monotonic() - start, again=True)
    told = None if parts else _edited(root, record, say, compressed, signs)
    told = told or _whole(root, record, say, compressed, signs, parts)
    return Summary(**vars(told), seconds=time.monotonic() - start)


def _edited(root: Path, record: unchanged.Record, say: Say, compressed: bool, signs: bool) -> Told | None:
    """Bring up to date what edits of entries changed; None where it takes a whole build."""
    try:
        with again.prepared(root, record, compressed) as work, ExitStack() as stack:
            if work is None:
                return None
            if printing := signs and work.words_changed:
                stack.enter_context(_fixed_date(work.project))
                printed = stack.enter_context(new_folder(root / PRINTED))
                _print(work.project, _documents(work.project), printed, say)
            work.settle()
            stack.close()
            work.remember(printing)
            return work.told
    except OSError as error:
        raise fail("file.write", SITE, reason=error.strerror or error) from error


def _documents(project: Project) -> list[Document]:
    """The signs of a build."""
    from camtay.signs.choice import build_documents

    return build_documents(project)


def _print(project: Project, documents: list[Document], printed: Path, say: Say) -> None:
    """Set and prove the signs of a build into a folder; what was printed first goes into the ledger."""
    from camtay.signs import run as runs

    ledger = project.ledger
    if documents:
        run = runs.make(project, documents, runs.Options(print_day(), project.day), printed, say)
        runs.keep_walks(project.root / runs.FOLDER, printed)
        ledger = run.ledger
    if ledger.events != project.ledger.events:
        ledger.write(project.root)
    ledger.keep(project.root)


def _whole(
    root: Path, record: unchanged.Record, say: Say, compressed: bool, signs: bool, parts: Sequence[Path]
) -> Told:
    project = load(root, wholes="packed")
    warnings = again.warnings(project)
    with ExitStack() as stack:
        stack.enter_context(_fixed_date(project))
        try:
            # Left in reverse order: the signs' folder is swapped first, the site's last.
            out = stack.enter_context(new_folder(root / SITE))
            printed = stack.enter_context(new_folder(root / PRINTED)) if signs else None
            say("MkDocs")
            kept = Kept.read(root, root / SITE)
            if parts:
                # On the same disk as the site, so that pages are linked and not copied.
                kept = shards.kept(root, parts, stack.enter_context(scratch(root / ROOM, "parts")))
            project = replace(project, entries=Watched(project.entries))
            made = _build_site(project, out, kept=kept)
            say("/Q/")
            if problems := scan.verify(project, out):
                raise CamtayError(problems)
            if compressed:
                hosting.compress(out)
            documents = _documents(project) if printed else []
            if printed:
                _print(project, documents, printed, say)
            addresses.record(root, project.addresses, project.entries.values())
            settle(root / SITE, out)
            Blobs(root / media.MADE).prune()
        except OSError as error:
            raise fail("file.write", SITE, reason=error.strerror or error) from error
    count = len(documents[0].signs) if documents else 0
    told = Told(made.count, len(project.ledger.codes), count, warnings, made.heaviest)
    with suppress(OSError):  # without memory the next build makes everything
        state = record.state(told)
        state.pages, state.entries = kept.new, again.remembered(project, dict.__iter__(project.entries))
        state.values |= {"searched": search.keys(project)}
        state.records = search.recorded(project, dict.__iter__(project.entries))
        state.values |= {"common": kept.common, "marks": made.marks, "sizes": made.sizes, "order": again.order(project)}
        # Frames of pages that were all taken over are as good as they were, if nothing in common has changed.
        state.frames = {**kept.frames_of(kept.common), **made.made.frames, **dict(made.theme.kept())}
        memory.write(root, state)
    return told


def verify(root: Path) -> None:
    """Compare `site/` with what a build without memory makes. Raises CamtayError with every file that differs."""
    project = load(root, wholes="packed")
    with _fixed_date(project), scratch(root / ROOM, "verify") as folder, media.anew():
        out = folder / SITE
        out.mkdir()
        _build_site(project, out)
        made, there = _bytes(out), _bytes(root / SITE)
    packed = {f"{name}{ending}" for name in made for ending in (".br", ".gz")}  # of `--compress`
    names = sorted(name for name in (made.keys() | there.keys()) - packed if made.get(name) != there.get(name))
    if names:
        paths = [f"{SITE}/{name}" for name in names]
        raise CamtayError(Problem("build.differs", path, params={"path": path}) for path in paths)


def _bytes(folder: Path) -> dict[str, str]:
    """A hash of every file."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): digest(path.read_bytes()) for path in files}


def shard(root: Path, part: shards.Shard, target: Path) -> int:
    """Make a part of the site, for `build` to join (`parts`), and write it into a file; how many pages it has.

    Raises CamtayError, OSError."""
    project = load(root, wholes="packed")
    project = replace(project, entries=Watched(project.entries))
    with _fixed_date(project), scratch(root / ROOM, "shard") as folder:
        out = folder / SITE
        out.mkdir()
        made = _build_site(project, out, kept=Kept(root, root / SITE), part=part).made
        if made.problems:
            raise CamtayError(made.problems)
        shards.pack(made.kept, out, target)
    return len(made.kept)


def build_site(project: Project, out: Path, strict: bool = True) -> int:
    """Run MkDocs into `out`; the number of pages. Raises CamtayError with what MkDocs complained about."""
    count: int = _build_site(project, out, strict).count
    return count


def _build_site(
    project: Project, out: Path, strict: bool = True, kept: Kept | None = None, part: shards.Shard | None = None
) -> Any:
    """The plugin that has made the site."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    complaints = _Complaints()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(complaints)
    try:
        config = load_config(config_file=str(project.root / "mkdocs.yml"), site_dir=str(out), strict=strict)
        plugin: Any = config.plugins.get("camtay")
        if plugin is None:
            raise fail("engine.plugin", "mkdocs.yml")
        # MkDocs keeps plugins for the life of a process: this one may have served a preview before.
        if plugin.project is not None:
            gc.unfreeze()  # see `quiet`: what the builds before have left
            gc.collect()
        plugin.project, plugin.serving, plugin.kept, plugin.shard = project, False, kept, part
        # While this process is about its lists, which no other one can help with.
        plugin.ahead = None if part else media.Ahead(project.root, media.names(dict.values(project.entries)))
        with suppress(shards.PartMade):
            mkdocs_build(config)
        return plugin
    except SystemExit as error:  # MkDocs' Abort
        raise fail("engine.failed", reason="; ".join(complaints.texts) or error) from error
    finally:
        logger.removeHandler(complaints)


def serve(root: Path, address: str, ready: Callable[[], None] = lambda: None) -> None:
    """Preview with live reload; calls `ready` once it answers, returns when it is stopped.

    Raises CamtayError for a project that can't be read, or an address that can't be used."""
    from mkdocs.commands.serve import serve as mkdocs_serve

    load(root, drafts=True)
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    server = logging.getLogger("mkdocs.livereload")
    told = _Told("Serving on", ready)
    server.addFilter(told)
    try:
        mkdocs_serve(config_file=str(root / "mkdocs.yml"), dev_addr=address, livereload=True)
    except OSError as error:
        raise fail("serve.address", address=address, reason=error.strerror or error) from error
    finally:
        server.removeFilter(told)


class _Told(logging.Filter):
    """Calls back in place of a message: MkDocs has no other word for the moment at which its server answers."""

    def __init__(self, beginning: str, call: Callable[[], None]) -> None:
        super().__init__()
        self.beginning, self.call = beginning, call

    def filter(self, record: logging.LogRecord) -> bool:
        if self.beginning not in record.getMessage():
            return True
        self.call()
        return False


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage().strip())


@contextmanager
def _fixed_date(project: Project) -> Iterator[None]:
    """Let MkDocs stamp its files with a date of the content, so that the same content gives the same bytes."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        yield
        return
    newest = max((entry.reviewed for entry in project.entries.values()), default=None)
    moment = (
        datetime(newest.year, newest.month, newest.day, 12, tzinfo=UTC) if newest else datetime(2026, 1, 1, tzinfo=UTC)
    )
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]


__all__ = ["Summary", "build", "build_site", "serve"]
