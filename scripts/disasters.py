"""Kills camtay at every moment, and at random ones, and looks at what is left.

PYTHONPATH=scripts python -m scripts.disasters                      build, print, import, publish: 200 moments each
PYTHONPATH=scripts python -m scripts.disasters --only print --count 20 --seed 3

A moment of the first sort is a change of the disk (a file opened for writing, a write, a rename, a folder made or
removed): the process kills itself right before it. Of the second sort are moments of time, drawn from how long the
command takes. After each kill site/, qr/print/, every YAML file, the ledger and what is published are the old ones or
the new ones, whole; nothing half-made can be seen; and the next run ends well, gives what a run without a kill gives,
and clears up.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import openpyxl
from scripts.histories.content import ENTRY

from camtay import files, ledger, publishing
from camtay.cli import main as camtay

SITE = """\
title: {vi: Cầm Tay Thử, en: Cầm Tay Test}
short: {vi: Cầm Tay Thử, en: Cầm Tay Test}
summary: {vi: Trang thử., en: A test site.}
area: {now: {vi: xã Thử, en: Thử commune}, before: {vi: xã Cũ, en: Cũ commune}}
base_url: https://thu.example/
topics: [{id: safety, title: {vi: An toàn, en: Safety}}]
audiences: [{id: everyone, title: {vi: Mọi người, en: Everyone}}]
"""
VILLAGE = """\
kind: village
id: lang-thu
title: {vi: Làng Thử, en: Thử village}
summary: {vi: Một làng nhỏ., en: A small village.}
reviewed: 2026-11-22
sources: [{id: s, title: Sổ tay}]
address: {before: {vi: xã Cũ, en: Cũ commune}, now: {vi: xã Thử, en: Thử commune}}
alleys:
  - id: lang-thu-kiet-1
    title: {vi: "Kiệt 1, Làng Thử", en: "Alley 1, Thử village"}
    short: {vi: Kiệt 1, en: Alley 1}
"""
MKDOCS = """\
site_name: Cầm Tay
theme: {name: material, language: vi, font: false, palette: {scheme: camtay, primary: camtay, accent: camtay}}
plugins: [camtay]
validation: {nav: {omitted_files: ignore}}
"""
COMMANDS = {
    "build": ["build"],
    "print": ["qr", "print", "--format", "pdf,svg"],
    "import": ["sheet", "import", "wish.xlsx", "--apply", "--issue"],
    "publish": ["publish", "www"],
}
ENV = {"SOURCE_DATE_EPOCH": "1795305600", "CAMTAY_WAIT": "60"}


# ---------------------------------------------------------------- a process that ends at a moment
@dataclass
class Moments:
    """Counts changes of the disk below a folder and ends this process at number `at`."""

    below: str
    at: int = 0
    seen: int = 0
    share: float = 0.5

    def step(self) -> None:
        """One more change is about to happen."""
        self.seen += 1
        if self.seen == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(self, event: str, args: tuple[Any, ...]) -> None:
        """An audit hook of Python."""
        if event == "open":
            path, mode, flags = args
            wanted = any(letter in str(mode) for letter in "wax+") or bool((flags or 0) & (os.O_WRONLY | os.O_RDWR))
        else:
            path, wanted = next(iter(args), ""), event in _CHANGES
        if wanted and isinstance(path, str | bytes | os.PathLike) and self.below in os.fsdecode(path):
            self.step()

    def start(self) -> None:
        """From now on, in this process."""
        sys.addaudithook(self.hook)
        real_exchange, real_fsync, real_fdopen = files.exchange, os.fsync, os.fdopen

        def exchange(one: Path, other: Path) -> None:
            self.step()
            real_exchange(one, other)

        def fsync(handle: int) -> None:
            self.step()
            real_fsync(handle)

        def fdopen(handle: int, *more: Any, **extra: Any) -> Any:
            return _Torn(real_fdopen(handle, *more, **extra), self)

        files.exchange, os.fsync, os.fdopen = exchange, fsync, fdopen  # type: ignore[assignment]
        publishing.local.exchange = exchange


_CHANGES = {"os.rename", "os.remove", "os.link", "os.symlink", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree"}


class _Torn:
    """A file of which a part is written before the process ends."""

    def __init__(self, file: Any, moments: Moments) -> None:
        self.file, self.moments = file, moments

    def __enter__(self) -> _Torn:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: Any) -> None:
        half = len(data) // 2
        self.file.write(data[:half])
        self.file.flush()
        self.moments.step()
        self.file.write(data[half:])

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def start(root: Path, words: list[str], moments: Moments | None = None) -> int:
    """A camtay command in a process of its own; its number. What it says goes into a file beside the project."""
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        os.environ.update(ENV)
        os.setpgid(0, 0)
        os.chdir(root)
        os.environ["TMPDIR"], tempfile.tempdir = str(meanwhile(root)), None
        with (root.parent / f"{root.name}.said").open("wb") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        if moments:
            moments.start()
        camtay(words)
    except SystemExit as error:
        code = int(error.code or 0)
    finally:
        if moments and not moments.at:
            (root.parent / f"{root.name}.seen").write_text(str(moments.seen))
        os._exit(code)
    return 0


def meanwhile(root: Path) -> Path:
    """Where runs have what they need only meanwhile."""
    folder = root.parent / "meanwhile"
    folder.mkdir(exist_ok=True)
    return folder


def ended(child: int) -> int:
    """Its exit code; minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# ---------------------------------------------------------------- what is there
def shape(path: Path) -> str:
    """One hash of a folder or file with all that is in it; empty where there is none."""
    if not path.exists():
        return ""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    parts = [f"{p.relative_to(path)} {shape(p) if p.is_file() else ''}" for p in sorted(path.rglob("*"))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


PARTS: dict[str, Callable[[Path], str]] = {
    "site": lambda root: shape(root / "site"),
    "qr/print": lambda root: shape(root / "qr/print"),
    "guides": lambda root: shape(root / "guides"),
    "www": lambda root: shape(root / "www/current"),
}


def visible(root: Path) -> set[str]:
    """Names that people see."""
    found = {p.name for p in root.iterdir() if not p.name.startswith(".")}
    return found | {f"qr/{p.name}" for p in (root / "qr").iterdir() if not p.name.startswith(".")}


def leftovers(root: Path) -> list[str]:
    """What a killed run left and the next one should have cleared up."""
    hidden = [p for p in root.rglob(".*") if ".cache/camtay/signs" not in p.as_posix()]
    left = [p for p in hidden if any(word in p.name for word in (".new-", ".old-", ".camtay-", ".set.", "incoming"))]
    return sorted(p.relative_to(root).as_posix() for p in left if p.name != ".camtay-release")


@dataclass
class World:
    """A project before a command and after it."""

    command: str
    before: Path
    after: Path
    moments: int
    seconds: float
    old: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)


def must(root: Path, words: list[str], moments: Moments | None = None) -> None:
    """A run that has to end well."""
    if code := ended(start(root, words, moments)):
        said = (root.parent / f"{root.name}.said").read_text("utf-8", "replace")
        raise RuntimeError(f"{words}: {code}\n{said}")


def world(command: str, room: Path) -> World:
    """A small project in which the command has been run once, and that has changed since."""
    root = room / "before"
    texts = {"guides/site.yml": SITE, "mkdocs.yml": MKDOCS, "docs/.overrides/README.md": "", "guides/lang.yml": VILLAGE}
    for name, text in {**texts, "guides/a.yml": ENTRY % (("bai-a",) * 3)}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    must(root, ["qr", "issue", "--all"])
    if command != "import":
        must(root, ["build"])
    if command == "publish":
        must(root, ["publish", "www"])
    (root / "guides/b.yml").write_text(ENTRY % (("bai-b",) * 3), "utf-8")
    must(root, ["qr", "issue", "--all"])
    if command == "publish":
        must(root, ["build"])
    if command == "import":
        must(root, ["sheet", "export", "--kind", "alley", "wish.xlsx"])
        book = openpyxl.load_workbook(root / "wish.xlsx")
        page = book.worksheets[0]
        filled = next(row for row in range(page.max_row, 0, -1) if page.cell(row, 1).value)
        for column in range(1, page.max_column + 1):
            text = page.cell(filled, column).value
            page.cell(filled + 1, column).value = text.replace("1", "2") if isinstance(text, str) else text
        book.save(root / "wish.xlsx")
    after = room / "after"
    shutil.copytree(root, after, symlinks=True)
    counter = Moments(str(after))
    began = time.monotonic()
    must(after, COMMANDS[command], counter)
    seconds = time.monotonic() - began
    made = World(command, root, after, int((room / "after.seen").read_text()), seconds)
    made.old, made.new = ({name: of(folder) for name, of in PARTS.items()} for folder in (root, after))
    return made


def kill(made: World, room: Path, at: int = 0, wait: float = 0.0, again: bool = True) -> tuple[str, list[str]]:
    """One kill, and what is wrong afterwards; with `again` the command is run once more, to its end."""
    root = room / "now"
    shutil.copytree(made.before, root, symlinks=True)
    child = start(root, COMMANDS[made.command], Moments(str(root), at) if at else None)
    if not at:
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
    code = ended(child)
    now = {name: of(root) for name, of in PARTS.items()}
    faults = [
        f"{name} is neither the old nor the new one{'' if now[name] else ': there is none'}"
        for name in ("site", "qr/print", "www")
        if now[name] not in (made.old[name], made.new[name])
    ]
    faults += [
        f"guides/{path.name} is half"
        for path in sorted((root / "guides").glob("*.yml"))
        if shape(path) not in (shape(made.before / "guides" / path.name), shape(made.after / "guides" / path.name))
    ]
    try:
        if lost := set(ledger.read(made.before).events) - set(ledger.read(root).events):
            faults.append(f"the ledger lost {lost}")
    except Exception as error:
        faults.append(f"the ledger: {error!r}")
    if strange := visible(root) - visible(made.before) - visible(made.after):
        faults.append(f"can be seen: {strange}")
    # The next run of any command finishes what was put down whole; a sheet that is in already is not taken twice.
    done = made.command == "import" and PARTS["guides"](root) == made.new["guides"]
    code_then = ended(start(root, ["check"]))
    whole = PARTS["guides"](root)
    if whole not in (made.old["guides"], made.new["guides"]):
        faults.append("after the next run guides are half old, half new")
    if not code_then and again and not (done or (made.command == "import" and whole == made.new["guides"])):
        code_then = ended(start(root, COMMANDS[made.command]))
    if code_then:
        said = (room / "now.said").read_text("utf-8", "replace")
        faults.append(f"the next run ends with {code_then}: {said[-300:]}")
    elif again:
        then = {name: of(root) for name, of in PARTS.items()}
        faults += [
            f"after the next run {name} is not what it should be" for name in then if then[name] != made.new[name]
        ]
    wanted = {len(ledger.read(folder).codes) for folder in ((made.after,) if again else (made.before, made.after))}
    if len(ledger.read(root).codes) not in wanted:
        faults.append(f"{len(ledger.read(root).codes)} codes instead of {wanted}")
    # Folders for what is needed only meanwhile are cleared up by the next run that needs one.
    scratch = [path.name for path in meanwhile(root).glob(".camtay.*")] if again and made.command == "print" else []
    # What is half copied to where the site is published is cleared up by the next run that publishes.
    left = [name for name in leftovers(root) if again or not name.startswith("www/")] + scratch
    if left:
        faults.append(f"left: {left}")
    shutil.rmtree(root)
    return "killed" if code == -signal.SIGKILL else "had ended", faults


@click.command()
@click.option("--only", type=click.Choice(sorted(COMMANDS)), multiple=True)
@click.option("--count", default=200, show_default=True, help="Moments of each command, half of each sort.")
@click.option("--seed", default=1, show_default=True)
@click.option("--again", default=8, show_default=True, help="After each so many kills the command is run to its end.")
def main(only: tuple[str, ...], count: int, seed: int, again: int) -> None:
    """Kill each command at many moments; exit code 1 if something is found."""
    chance = random.Random(seed)  # noqa: S311 - repeatable chance
    found = 0
    for command in only or COMMANDS:
        n = count // 2
        with tempfile.TemporaryDirectory() as folder:
            room = Path(folder)
            made = world(command, room)
            places = list(range(1, made.moments + 1))
            places = sorted(chance.sample(places, n)) if len(places) > n else places
            ends: Counter[str] = Counter()
            plan = [(at, 0.0) for at in places] + [(0, chance.uniform(0, made.seconds)) for _ in range(n)]
            for number, (at, wait) in enumerate(plan):
                end, faults = kill(made, room, at, wait, number % again == 0)
                ends[f"{'at a change' if at else 'at a time'}: {end}"] += 1
                for fault in faults:
                    print(f"{command} killed at {at or f'{wait:.3f} s'} of {made.moments}: {fault}")
                found += bool(faults)
            told = ", ".join(f"{what} {n}" for what, n in sorted(ends.items()))
            print(
                f"{command}: {len(plan)} moments ({made.moments} changes, {made.seconds:.1f} s), seed {seed}: {told}; "
                f"{-(-len(plan) // again)} run to the end again",
                flush=True,
            )
    print(f"{found} moments with something wrong")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
