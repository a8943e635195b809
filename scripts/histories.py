"""Replays random histories of a project and asks after each whether a code that somebody was told has died.

python scripts/histories.py --count 10000 --seed 1            git as a model in memory: about 40 minutes of a processor
python scripts/histories.py --count 300 --seed 1 --git        the same with real git, in worktrees of one repository

A history is some twenty steps on two machines: issue, print, retarget, retire, import with codes, rename, delete,
bring back, commit, branch, merge, revert, throw away, edit the ledger by hand and wrongly, two runs at once, and a kill
at any write of any of them. What the tool tells people is written down beside it. In the end every such code leads to
the entry that it was last told to lead to, or the check refuses and names it; anything else is printed as a hole.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click

from camtay import addresses, files, project, source, urls
from camtay import ledger as ledgers
from camtay.alone import alone
from camtay.errors import CamtayError, Problem
from camtay.ledger import FILE, Event, Ledger

DAY = date(2026, 11, 22)
IDS = tuple(f"bai-{letter}" for letter in "abcde")
TRACKED = (FILE, addresses.FILE)
SITE = """\
title: {vi: Thử, en: Test}
short: {vi: Thử, en: Test}
summary: {vi: Trang thử., en: A test site.}
area: {now: {vi: xã Thử, en: Thử commune}, before: {vi: xã Cũ, en: Cũ commune}}
base_url: https://thu.example/
topics: [{id: safety, title: {vi: An toàn, en: Safety}}]
audiences: [{id: everyone, title: {vi: Mọi người, en: Everyone}}]
"""
ENTRY = """\
kind: guide
id: %s
title: {vi: Bài %s, en: Guide %s}
summary: {vi: Một bài., en: A guide.}
topic: safety
audience: [everyone]
reviewed: 2026-11-22
sources: [{id: s, title: Sổ tay}]
steps: [{vi: Bấm số., en: Dial., sources: [s]}]
"""
Truth = dict[str, tuple[Event, ...]]
"""Code → its pointing events (issue, retarget; `seq` 0), the last one in force; `CLASH` where two branches differ."""
CLASH = Event("", 0, "clash", "")


# ---------------------------------------------------------------- the content, read quickly
@cache
def _parsed(data: bytes) -> source.Source:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "guides").mkdir()
        (Path(folder) / "guides/site.yml").write_text(SITE, "utf-8")
        (Path(folder) / "guides/x.yml").write_bytes(data)
        return _read(Path(folder), None)


_read = source.read


def _source(root: Path, changed: object = None) -> source.Source:
    """What `source.read` gives, each file parsed once for all histories."""
    one = _parsed(entry(IDS[0]).encode())
    found = source.Source(site=one.site, site_document=one.site_document)
    for path in sorted((root / "guides").glob("bai-*.yml")):
        one = _parsed(path.read_bytes())
        found.entries.update(one.entries)
        found.documents.update(one.documents)
        found.problems += one.problems
    return found


# ---------------------------------------------------------------- a kill at any write
class Killed(BaseException):
    """The process is gone: nothing after this happens, no clean-up either."""


@dataclass
class Fault:
    """Counts what changes the disk; at number `at` the process dies, before it or, writing, after a part of it."""

    at: int = 0
    seen: int = 0
    dead: bool = False
    share: float = 0.0

    def step(self) -> None:
        """One more; raises Killed at the one that was chosen, and for ever after."""
        if self.at:
            self.seen += 1
            if self.dead or self.seen >= self.at:
                self.dead = True
                raise Killed


FAULT = Fault()
_CHANGES = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.chmod", "tempfile.mkstemp",
            "tempfile.mkdtemp", "shutil.rmtree", "ctypes.call_function"}  # fmt: skip


def _hook(event: str, _: tuple[Any, ...]) -> None:
    if FAULT.at and event in _CHANGES:
        FAULT.step()


class _Torn:
    """A file whose writing may stop after a part."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def __enter__(self) -> _Torn:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: bytes) -> None:
        try:
            FAULT.step()
        except Killed:
            self.file.write(data[: int(len(data) * FAULT.share)])
            raise
        self.file.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@contextmanager
def killing(at: int, share: float) -> Iterator[None]:
    """Die at the `at`-th change of the disk; 0 for never."""
    FAULT.at, FAULT.seen, FAULT.dead, FAULT.share = at, 0, False, share
    real = os.fdopen
    if at:
        os.fdopen = lambda handle, *more, **extra: _Torn(real(handle, *more, **extra))  # type: ignore[assignment]
    try:
        yield
    finally:
        os.fdopen = real
        FAULT.at = 0
        if FAULT.seen < at:
            FAULT.dead = False


# ---------------------------------------------------------------- git: a model, and the real one
def union(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """What git's union merge makes of a text: both sides' changes, ours before theirs where they meet."""
    a, b, c = (text.splitlines(keepends=True) for text in (base, ours, theirs))
    one = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    two = SequenceMatcher(None, a, c, autojunk=False).get_matching_blocks()
    kept_b = {m.a + n: m.b + n for m in one for n in range(m.size)}
    kept_c = {m.a + n: m.b + n for m in two for n in range(m.size)}
    out: list[bytes] = []
    at_a = at_b = at_c = 0
    for line in [*sorted(kept_b.keys() & kept_c.keys()), len(a)]:
        end_b, end_c = kept_b.get(line, len(b)), kept_c.get(line, len(c))
        old, left, right = a[at_a:line], b[at_b:end_b], c[at_c:end_c]
        if left in (old, right):
            out += right
        elif right == old:
            out += left
        else:
            out += left + right
        out += a[line : line + 1]
        at_a, at_b, at_c = line + 1, end_b + 1, end_c + 1
    return b"".join(out)


@dataclass
class Commit:
    """A state of all files, with every line that the ledger ever had up to here."""

    parents: tuple[int, ...]
    tree: dict[str, bytes]
    lines: dict[str, None]
    versions: tuple[bytes, ...]


class Memory:
    """As much of git as histories need. Branches are names of commits; a machine's working folder is on the disk."""

    def __init__(self, roots: list[Path]) -> None:
        self.commits: list[Commit] = []
        self.refs: dict[str, int] = {}
        self.head: dict[Path, str] = {}
        self.roots = roots

    def start(self) -> int:
        for number, root in enumerate(self.roots):
            self.head[root] = f"m{number}"
        first = self._add((), snapshot(self.roots[0]))
        for number, root in enumerate(self.roots):
            self.refs[f"m{number}"] = first
            lay(root, self.commits[first].tree)
        return first

    def _add(self, parents: tuple[int, ...], tree: dict[str, bytes]) -> int:
        lines: dict[str, None] = {}
        versions: dict[bytes, None] = {}
        for parent in parents:
            lines.update(self.commits[parent].lines)
            versions.update(dict.fromkeys(self.commits[parent].versions))
        text = tree.get(FILE, b"")
        versions[text] = None
        rows = (row.strip("\ufeff \r") for row in text.decode("utf-8", "replace").split("\n"))
        lines.update(dict.fromkeys(row for row in rows if row.startswith("{")))
        self.commits.append(Commit(parents, tree, lines, tuple(versions)))
        return len(self.commits) - 1

    def tip(self, root: Path) -> int:
        return self.refs[self.head[root]]

    def commit(self, root: Path) -> int:
        self.refs[self.head[root]] = self._add((self.tip(root),), snapshot(root))
        return self.tip(root)

    def switch(self, root: Path, name: str) -> None:
        self.refs.setdefault(name, self.tip(root))
        self.head[root] = name
        self.discard(root)

    def discard(self, root: Path) -> None:
        lay(root, self.commits[self.tip(root)].tree)

    def drop(self, name: str) -> None:
        del self.refs[name]

    def reset(self, root: Path, commit: int) -> None:
        self.refs[self.head[root]] = commit
        self.discard(root)

    def merge(self, root: Path, other: str) -> int:
        mine, theirs = self.tip(root), self.refs[other]
        above = self._above(mine)
        if theirs in above:
            return mine
        if mine in self._above(theirs):
            self.reset(root, theirs)
            return theirs
        base = max(above & self._above(theirs))
        tree = self._three(base, mine, theirs)
        self.refs[self.head[root]] = self._add((mine, theirs), tree)
        self.discard(root)
        return self.tip(root)

    def revert(self, root: Path, commit: int) -> int:
        """Undo what a commit did, as a new commit."""
        if not self.commits[commit].parents:
            return self.tip(root)
        tree = self._three(commit, self.tip(root), self.commits[commit].parents[0])
        self.refs[self.head[root]] = self._add((self.tip(root),), tree)
        self.discard(root)
        return self.tip(root)

    def _three(self, base: int, mine: int, theirs: int) -> dict[str, bytes]:
        a, b, c = (self.commits[n].tree for n in (base, mine, theirs))
        tree = {}
        for name in {*a, *b, *c}:
            old, left, right = a.get(name), b.get(name), c.get(name)
            if left == right or right == old:
                made = left
            elif left == old:
                made = right
            elif name in TRACKED and left is not None and right is not None:
                made = union(old or b"", left, right)
            else:
                made = left if left is not None else right  # people keep one of the two
            if made is not None:
                tree[name] = made
        return tree

    def file(self, commit: int, name: str) -> bytes | None:
        return self.commits[commit].tree.get(name)

    def past(self, root: Path) -> list[int]:
        return sorted(self._above(self.tip(root)))

    def _above(self, commit: int) -> set[int]:
        found, todo = set(), [commit]
        while todo:
            if (one := todo.pop()) not in found:
                found.add(one)
                todo += self.commits[one].parents
        return found

    # what the ledger asks git for
    def committed(self, root: Path) -> list[str]:
        return list(self.commits[self.tip(root)].lines)

    def elsewhere(self, root: Path) -> set[str]:
        return {line for tip in self.refs.values() for line in self.commits[tip].lines}

    def versions(self, root: Path) -> list[str]:
        return [text.decode("utf-8", "replace") for text in self.commits[self.tip(root)].versions]


class Git(Memory):
    """The same with real git: each machine is a worktree of one repository."""

    def __init__(self, roots: list[Path]) -> None:
        super().__init__(roots)
        self.names: list[str] = []

    def run(self, root: Path, *words: str, check: bool = True) -> str:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, env=_GIT, check=False)
        if check and done.returncode:
            raise RuntimeError(f"git {words}: {done.stdout}{done.stderr}")
        return done.stdout

    def start(self) -> int:
        first = self.roots[0]
        (first / ".gitattributes").write_text(f"{FILE} merge=union text eol=lf\n{addresses.FILE} merge=union\n")
        self.run(first, "init", "-q", "-b", "m0")
        self.run(first, "config", "core.autocrlf", "false")
        self.head[first] = "m0"
        made = self.commit(first)
        for number, root in enumerate(self.roots[1:], 1):
            shutil.rmtree(root)
            self.run(first, "worktree", "add", "-q", "-b", f"m{number}", str(root))
            self.head[root] = f"m{number}"
            self.refs[f"m{number}"] = made
        return made

    def _known(self, root: Path) -> int:
        name = self.run(root, "rev-parse", "HEAD").strip()
        if name not in self.names:
            self.names.append(name)
        self.refs[self.head[root]] = self.names.index(name)
        return self.names.index(name)

    def commit(self, root: Path) -> int:
        self.run(root, "add", "-A")
        self.run(root, "commit", "-q", "--allow-empty", "-m", "x")
        return self._known(root)

    def switch(self, root: Path, name: str) -> None:
        new = name not in self.refs
        self.discard(root)
        self.run(root, "checkout", "-q", *(["-b"] if new else []), name)
        self.head[root] = name
        self._known(root)

    def discard(self, root: Path) -> None:
        self.run(root, "reset", "-q", "--hard")
        self.run(root, "clean", "-qfd")

    def drop(self, name: str) -> None:
        self.run(self.roots[0], "branch", "-q", "-D", name)
        del self.refs[name]

    def reset(self, root: Path, commit: int) -> None:
        self.run(root, "reset", "-q", "--hard", self.names[commit])
        self._known(root)

    def merge(self, root: Path, other: str) -> int:
        return self._resolved(root, "merge", "-q", "--no-edit", other)

    def revert(self, root: Path, commit: int) -> int:
        parents = self.run(root, "rev-list", "--parents", "-n1", self.names[commit]).split()[1:]
        if not parents:
            return self._known(root)
        return self._resolved(root, "revert", "--no-edit", *(["-m1"] if len(parents) > 1 else []), self.names[commit])

    def _resolved(self, root: Path, *words: str) -> int:
        self.run(root, *words, check=False)
        for line in self.run(root, "status", "--porcelain").splitlines():
            state, name = line[:2], line[3:]
            if state in ("AA", "UU"):
                self.run(root, "checkout", "--ours", "--", name)
        self.run(root, "add", "-A")
        self.run(root, "commit", "-q", "--allow-empty", "-m", "x", check=False)
        self.run(root, words[0], "--abort", check=False)
        return self._known(root)

    def file(self, commit: int, name: str) -> bytes | None:
        done = subprocess.run(["git", "-C", str(self.roots[0]), "show", f"{self.names[commit]}:{name}"],
                              capture_output=True, env=_GIT, check=False)  # fmt: skip
        return done.stdout if done.returncode == 0 else None

    def past(self, root: Path) -> list[int]:
        found = self.run(root, "rev-list", "HEAD").split()
        return [self.names.index(name) for name in reversed(found) if name in self.names]


_WHO = {f"GIT_{who}_{what}": "t@t.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
_GIT = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **_WHO}


def snapshot(root: Path) -> dict[str, bytes]:
    """Tracked files of a working folder."""
    names = [*TRACKED, *(f"guides/{path.name}" for path in (root / "guides").glob("*.yml"))]
    return {name: (root / name).read_bytes() for name in names if (root / name).exists()}


def lay(root: Path, tree: dict[str, bytes]) -> None:
    """Make a working folder's tracked files what they are in `tree`."""
    for name in snapshot(root):
        if name not in tree:
            (root / name).unlink()
    for name, data in tree.items():
        if not (root / name).exists() or (root / name).read_bytes() != data:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)


# ---------------------------------------------------------------- a history
@dataclass
class Machine:
    """A working folder, what should be true in it, and what people at it were ever told."""

    root: Path
    truth: Truth = field(default_factory=dict)
    told: dict[str, set[Event]] = field(default_factory=dict)


@dataclass
class Verdict:
    """How a history ended on one machine: resolved, refused or told; `holes` says what must never be."""

    state: str
    holes: list[str] = field(default_factory=list)


class History:
    """One random history; the same seed gives the same one."""

    def __init__(self, seed: int, room: Path, real: bool = False) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - repeatable chance
        self.done: list[str] = []
        self.machines = [Machine(room / "m0"), Machine(room / "m1")]
        root = self.machines[0].root
        for name, text in {"guides/site.yml": SITE, **{f"guides/{i}.yml": entry(i) for i in IDS[:3]}}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        (self.machines[1].root / "guides").mkdir(parents=True)
        self.git: Memory = (Git if real else Memory)([machine.root for machine in self.machines])
        ASKED[:] = [self.git]
        first = self.git.start()
        self.truths: dict[int, Truth] = {first: {}}
        self.saved: dict[int, set[Event]] = {first: set()}
        self.spare = 0
        self.stale: tuple[Machine, Ledger] | None = None

    # what may happen
    def run(self, steps: int) -> None:
        names = [name for name, weight in WEIGHTS.items() for _ in range(weight)]
        for _ in range(steps):
            machine = self.chance.choice(self.machines)
            name = self.chance.choice(names)
            self.done.append(f"{machine.root.name}.{name}")
            getattr(self, f"do_{name}")(machine)

    def tool(self, machine: Machine, act: Callable[[], None]) -> None:
        """A run of the tool, that may be refused, or killed at any write. What it did before is true."""
        before = events(machine.root)
        kill = self.chance.randrange(1, 40) if self.chance.random() < 0.25 else 0
        try:
            with killing(kill, self.chance.random()), alone(machine.root):
                act()
        except CamtayError as error:
            self.done[-1] += f"({next((p.code for p in error.problems if p.severity == 'error'), '')})"
        except Killed:
            self.done[-1] += f"(killed at {kill})"
        if FAULT.dead:
            files.tidy(machine.root)
        for event in sorted(events(machine.root) - before):
            self.tell(machine, event, loud=not FAULT.dead)

    def tell(self, machine: Machine, event: Event, loud: bool) -> None:
        """From now on this is so, and people know, unless the run was killed before it could say so."""
        if event.event in ("issue", "retarget"):
            bare = replace(event, seq=0)
            if loud:
                machine.told.setdefault(event.code, set()).add(bare)
            machine.truth[event.code] = (*machine.truth.get(event.code, ()), bare)

    def codes(self, machine: Machine) -> list[str]:
        return sorted({event.code for event in events(machine.root)})

    def here(self, machine: Machine) -> list[str]:
        return sorted(path.stem for path in (machine.root / "guides").glob("bai-*.yml"))

    def do_issue(self, machine: Machine) -> None:
        def act() -> None:
            made = project.load(machine.root)
            if made.entries:
                wanted = self.chance.choice(sorted(made.entries))
                made.ledger.issue(wanted, DAY, "", self.chance.choice)[0].write(machine.root)

        self.tool(machine, act)

    def do_print(self, machine: Machine) -> None:
        def act() -> None:
            made = project.load(machine.root)
            prints = [(c, urls.payload(made.site, c), "H", 3, 0, "ab" * 32) for c in made.ledger.codes]
            book = made.ledger.record_prints(DAY, self.chance.sample(prints, min(len(prints), 2)))
            book.write(machine.root)

        self.tool(machine, act)

    def do_build(self, machine: Machine) -> None:
        def act() -> None:
            made = project.load(machine.root)
            made.ledger.keep(machine.root)
            addresses.record(machine.root, made.addresses, made.entries.values())

        self.tool(machine, act)

    def do_retarget(self, machine: Machine) -> None:
        codes, here = self.codes(machine), self.here(machine)
        if codes and here:
            code, to = self.chance.choice(codes), self.chance.choice(here)
            reason = f"Lý do {self.chance.randrange(4)}."
            self.tool(machine, lambda: ledgers.read(machine.root).retarget(code, to, DAY, reason).write(machine.root))

    def do_retire(self, machine: Machine) -> None:
        if codes := self.codes(machine):
            code = self.chance.choice(codes)
            self.tool(machine, lambda: ledgers.read(machine.root).retire(code, DAY, "Biển gỉ.").write(machine.root))

    def do_import(self, machine: Machine) -> None:
        """A sheet adds two entries, each with a code."""
        new = [name for name in IDS if name not in self.here(machine)][:2]

        def act() -> None:
            book = project.load(machine.root).ledger
            for name in new:
                book = book.issue(name, DAY, "", self.chance.choice)[0]
            book.keep_all(machine.root)
            made = {machine.root / f"guides/{name}.yml": entry(name).encode() for name in new}
            files.write_together({**made, machine.root / FILE: book.text().encode()}, machine.root)
            book.keep(machine.root)

        if new:
            self.tool(machine, act)

    def do_at_once(self, machine: Machine) -> None:
        """Two runs that do not see each other (a disk without locks): both read, then both write."""

        def act() -> None:
            book = project.load(machine.root).ledger
            wanted = self.chance.choice(self.here(machine))
            book.issue(wanted, DAY, "", self.chance.choice)[0].write(machine.root)
            book.issue(wanted, DAY, "", self.chance.choice)[0].write(machine.root)

        self.tool(machine, act)

    # files by hand
    def do_rename(self, machine: Machine) -> None:
        """An entry gets another id; whoever is careful lets it replace the old one and its codes follow."""
        here, free = self.here(machine), [name for name in IDS if name not in self.here(machine)]
        if not (here and free):
            return
        old, new = self.chance.choice(here), self.chance.choice(free)
        careful = self.chance.random() < 0.5
        (machine.root / f"guides/{old}.yml").unlink()
        text = entry(new) + (f"replaces: [{old}]\n" if careful else "")
        (machine.root / f"guides/{new}.yml").write_text(text, "utf-8")
        if careful:
            with suppress(CamtayError):
                for code in ledgers.read(machine.root).codes.values():
                    if code.entry == old:
                        self.done.append("follow")
                        move = self._mover(machine, code.code, new)
                        self.tool(machine, move)

    def _mover(self, machine: Machine, code: str, to: str) -> Callable[[], None]:
        return lambda: ledgers.read(machine.root).retarget(code, to, DAY, "Đổi tên.").write(machine.root)

    def do_delete(self, machine: Machine) -> None:
        if here := self.here(machine):
            (machine.root / f"guides/{self.chance.choice(here)}.yml").unlink()

    def do_add(self, machine: Machine) -> None:
        if free := [name for name in IDS if name not in self.here(machine)]:
            name = self.chance.choice(free)
            (machine.root / f"guides/{name}.yml").write_text(entry(name), "utf-8")

    def do_hand(self, machine: Machine) -> None:
        """Somebody edits the ledger, and should not have."""
        path = machine.root / FILE
        text = path.read_text("utf-8") if path.exists() else ""
        rows = text.splitlines()
        if not rows:
            return
        at = self.chance.randrange(len(rows))
        what = self.chance.choice(HANDS)
        self.done[-1] += f"({what})"
        event = json.loads(rows[at]) if rows[at].startswith("{") and rows[at].endswith("}") else {}
        code, lines = event.get("code"), [row for row in rows if event.get("code", "?") not in row]
        if what == "line gone":
            del rows[at]
        elif what == "code gone":
            rows = lines
        elif what == "other entry" and "entry" in event:
            rows[at] = json.dumps(
                {**event, "entry": self.chance.choice(IDS)}, separators=(",", ":"), ensure_ascii=False
            )
        elif what == "other code":
            rows[at] = rows[at].replace(str(code), self.chance.choice(("29G275", "2BKN4G", "29G276")))
        elif what == "numbers swapped":
            own = [i for i, row in enumerate(rows) if f'"{code}"' in row and '"retarget"' in row]
            if len(own) > 1:
                a, b = self.chance.sample(own, 2)
                one, two = json.loads(rows[a]), json.loads(rows[b])
                one["seq"], two["seq"] = two["seq"], one["seq"]
                rows[a], rows[b] = (json.dumps(x, separators=(",", ":"), ensure_ascii=False) for x in (one, two))
        elif what == "twice":
            rows.append(rows[at])
        elif what == "shuffled":
            self.chance.shuffle(rows)
        elif what == "cut off":
            path.write_text(text[: self.chance.randrange(len(text))], "utf-8")
            return
        elif what == "empty":
            rows = []
        elif what == "file gone":
            path.unlink()
            return
        elif what == "windows":
            path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
            return
        elif what == "words":
            rows.insert(at, "ghi chú của tôi")
        path.write_text("".join(f"{row}\n" for row in rows), "utf-8")

    # git
    def save(self, machine: Machine, commit: int, parents: Iterable[int], truth: Truth) -> None:
        """Remember what is true of a commit: what nobody ever committed, others can't know."""
        text = (self.git.file(commit, FILE) or b"").decode("utf-8-sig", "replace")
        here = {replace(ledgers.parse_line(row), seq=0) for row in text.split("\n") if sound(row)}
        self.saved[commit] = here.union(*(self.saved[parent] for parent in parents))
        known = {code: tuple(e for e in told if e in self.saved[commit] or e == CLASH) for code, told in truth.items()}
        self.truths[commit] = {code: told for code, told in known.items() if told}

    def known(self, machine: Machine, commit: int) -> None:
        machine.truth = dict(self.truths[commit])

    def do_commit(self, machine: Machine) -> None:
        before = self.git.tip(machine.root)
        self.save(machine, self.git.commit(machine.root), [before], machine.truth)

    def do_discard(self, machine: Machine) -> None:
        self.git.discard(machine.root)
        self.known(machine, self.git.tip(machine.root))

    def do_branch(self, machine: Machine) -> None:
        """Go to another branch of one's own, or begin one."""
        mine = [name for name in self.git.refs if name.startswith(machine.root.name)]
        self.spare += 1
        name = self.chance.choice([*mine, f"{machine.root.name}-{self.spare}"])
        if self.chance.random() < 0.7:
            self.do_commit(machine)
        self.git.switch(machine.root, name)
        self.known(machine, self.git.tip(machine.root))

    def do_drop(self, machine: Machine) -> None:
        """Delete a branch, merged or not."""
        own = self.git.head[machine.root]
        names = [n for n in self.git.refs if n.startswith(machine.root.name) and n not in (own, machine.root.name)]
        if names:
            self.git.drop(self.chance.choice(names))

    def do_merge(self, machine: Machine) -> None:
        self.do_commit(machine)
        others = sorted(name for name in self.git.refs if name != self.git.head[machine.root])
        if not others:
            return
        other = self.chance.choice(others)
        theirs = self.truths[self.git.refs[other]]
        before = self.git.tip(machine.root)
        after = self.git.merge(machine.root, other)
        if after in self.truths:
            self.known(machine, after)
        elif after != before:
            mine = self.truths[before]
            both = {code: joined(mine.get(code, ()), theirs.get(code, ())) for code in {*mine, *theirs}}
            self.save(machine, after, [before, self.git.refs[other]], both)
            machine.truth = both

    def do_revert(self, machine: Machine) -> None:
        """Undo a commit. What it told people stays true: the sign hangs."""
        self.do_commit(machine)
        past = self.git.past(machine.root)
        before = self.git.tip(machine.root)
        self.save(machine, self.git.revert(machine.root, self.chance.choice(past)), [before], machine.truth)

    def do_reset(self, machine: Machine) -> None:
        commit = self.chance.choice(self.git.past(machine.root))
        self.git.reset(machine.root, commit)
        self.known(machine, commit)
        for code in self.codes(machine):  # git leaves a ledger alone that was never committed
            self.put_back(machine, code)

    def do_restore(self, machine: Machine) -> None:
        """One file as it was some time ago."""
        past = self.git.past(machine.root)
        name = self.chance.choice([*TRACKED, *(f"guides/{name}.yml" for name in IDS)])
        data = self.git.file(self.chance.choice(past), name)
        if data is not None:
            (machine.root / name).parent.mkdir(exist_ok=True)
            (machine.root / name).write_bytes(data)

    # doing as one is told
    def do_cure(self, machine: Machine) -> None:
        """Up to six times: check, and do what the problems say."""
        for _ in range(6):
            errors = [p for p in project.check(machine.root)[1] if p.severity == "error"]
            if not errors:
                return
            for problem in errors:
                self.cure(machine, problem)

    def cure(self, machine: Machine, problem: Problem) -> None:
        path, params = machine.root / FILE, problem.params
        rows = path.read_text("utf-8").splitlines() if path.exists() else []
        if problem.code == "ledger.lost":
            rows.append(params["line"])
        elif problem.code == "ledger.changed":
            rows = [params["line"] if row == params["now"] else row for row in rows]
        elif problem.code == "gate.target":
            if here := self.here(machine):
                self.tool(machine, self._mover(machine, params["code"], self.chance.choice(here)))
            return
        elif problem.code == "ledger.twice":
            self.settle(machine, rows, params)
            return
        elif problem.code in ("ledger.line", "ledger.code", "ledger.reused"):
            saved = (self.git.file(self.git.tip(machine.root), FILE) or b"").decode("utf-8", "replace").splitlines()
            rows = list(dict.fromkeys([*saved, *(row for row in rows if sound(row))]))
        elif problem.code.startswith("replaces") and (name := params.get("entry")):
            for guide in (machine.root / "guides").glob("bai-*.yml"):
                guide.write_text(guide.read_text("utf-8").replace(f"replaces: [{name}]\n", ""), "utf-8")
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"{row}\n" for row in rows), "utf-8")
        for code in {event.code for event in events(machine.root)}:
            self.put_back(machine, code)

    def put_back(self, machine: Machine, code: str) -> None:
        """Where all that was ever told of a code stands in the ledger again, that is true again, in its order."""
        own = sorted((e for e in events(machine.root) if e.code == code and e.entry), key=lambda e: e.seq)
        told = {*machine.truth.get(code, ())} - {CLASH}
        if told <= {replace(e, seq=0) for e in own} and len({e.seq for e in own}) == len(own):
            machine.truth[code] = tuple(dict.fromkeys(replace(e, seq=0) for e in own))

    def settle(self, machine: Machine, rows: list[str], params: Any) -> None:
        """Two branches changed a code: one of the two comes first, all the others after it."""
        own = [row for row in rows if f'"code":"{params["code"]}"' in row and sound(row)]
        rest = [row for row in rows if row not in own]
        found = sorted({Event(**json.loads(row)) for row in own}, key=lambda e: (e.seq, self.chance.random()))
        if [e.event for e in found].count("issue") > 1:
            return  # two signs with one code: nobody can settle that
        text = [replace(event, seq=n).line() for n, event in enumerate(found, 1)]
        (machine.root / FILE).write_text("".join(f"{row}\n" for row in [*rest, *text]), "utf-8")
        pointing = tuple(replace(e, seq=0) for e in found if e.event in ("issue", "retarget"))
        both = machine.truth.get(params["code"], ())
        if set(pointing) >= {e for e in both if e != CLASH}:
            machine.truth[params["code"]] = pointing

    # ------------------------------------------------------------ the end
    def verdict(self, machine: Machine) -> Verdict:
        """What a build on this machine would do now, and whether it may."""
        made, problems = project.check(machine.root)
        text = "\n".join(str(value) for p in problems for value in p.params.values())
        refused = [p for p in problems if p.severity == "error"]
        reach = [self.truths[tip] for tip in self.git.refs.values()]
        end = Verdict("refused" if refused else "resolved")
        unreadable = any(p.file == FILE and p.code in _UNREADABLE for p in refused)
        book = made.ledger if made else _lenient(machine.root)
        for code in sorted({*machine.truth, *machine.told}):
            owed = machine.truth.get(code, ())
            missing = machine.told.get(code, set()) - set(owed)
            away = missing and all(any(e in t.get(code, ()) for t in reach) for e in missing)
            here = book.codes.get(code)
            points = next((event.entry for event in reversed(here.events) if event.entry), "") if here else ""
            lives = points in (made.entries if made else self.here(machine))
            right = CLASH not in owed and (not owed or (lives and points == owed[-1].entry)) and not missing
            if right:
                continue
            if not refused and away and CLASH not in owed and (not owed or (lives and points == owed[-1].entry)):
                end.state = "told"
                if code not in text:
                    end.holes.append(f"{code} is on another branch only, and nobody is told")
            elif not refused:
                end.holes.append(f"{code} should lead to {owed[-1:] or missing}, leads to {points!r}")
            elif code not in text and not unreadable:
                end.holes.append(f"refused without naming {code}: {[p.code for p in refused]}")
        return end


_UNREADABLE = {"ledger.line", "ledger.conflict", "file.unreadable", "ledger.code", "ledger.gap", "ledger.twice",
               "ledger.unissued", "ledger.reused"}  # fmt: skip
"""Faults of the file for which nothing beyond it is compared yet."""
HANDS = ("line gone", "code gone", "other entry", "other code", "numbers swapped", "twice", "shuffled", "cut off",
         "empty", "file gone", "windows", "words")  # fmt: skip
WEIGHTS = {
    "issue": 6, "print": 3, "build": 3, "retarget": 4, "retire": 1, "import": 2, "at_once": 1, "rename": 2, "delete": 1,
    "add": 1, "hand": 2, "commit": 4, "discard": 1, "branch": 2, "drop": 1, "merge": 4, "revert": 1, "reset": 1,
    "restore": 1, "cure": 6,
}  # fmt: skip


def joined(ours: tuple[Event, ...], theirs: tuple[Event, ...]) -> tuple[Event, ...]:
    """What is true of a code after a merge: the longer story where one continues the other, else a clash."""
    if ours[: len(theirs)] == theirs:
        return ours
    if theirs[: len(ours)] == ours:
        return theirs
    return (*ours, *(event for event in theirs if event not in ours), CLASH)


def entry(name: str) -> str:
    return ENTRY % (name, name, name)


def sound(row: str) -> bool:
    """Whether a line could be of the ledger."""
    try:
        ledgers.parse_line(row)
    except (ValueError, TypeError, RecursionError):
        return False
    return True


def events(root: Path) -> set[Event]:
    """Events of a ledger, whatever else is in it."""
    path = root / FILE
    rows = path.read_bytes().decode("utf-8-sig", "replace").split("\n") if path.exists() else []
    return {ledgers.parse_line(row) for row in rows if sound(row)}


def _lenient(root: Path) -> Ledger:
    return Ledger(events(root))


def ask(memory: bool) -> None:
    """Read each file of the content once for all histories, leave out checks that are not about codes and, with
    `memory`, let the tool ask the model instead of git. Not undone: for a process of its own."""
    source.read = _source
    for name in ("unsure_problems", "card_problems", "picture_problems", "audio_problems", "course_problems",
                 "shared_spots", "missing_spots", "synonym_problems"):  # fmt: skip
        setattr(project, name, lambda *_: [])
    project.interface.untranslated = lambda *_: []
    project.publishable = lambda record: record  # type: ignore[assignment]
    if memory:
        for name in ("committed", "elsewhere", "versions"):
            setattr(ledgers.remembered, name, lambda root, name=name: getattr(ASKED[0], name)(root))
        ledgers.remembered._own_file = lambda root: root / "qr/.codes.jsonl"


ASKED: list[Memory] = []
"""The git of the history that is being replayed."""


def replay(seeds: Iterable[int], real: bool = False, steps: int = 22) -> tuple[Counter[str], list[str]]:
    """Run a history for each seed: how they ended, and every hole with the story that led to it."""
    ends: Counter[str] = Counter()
    holes = []
    base = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - nothing of it lasts
    with tempfile.TemporaryDirectory(dir=base) as folder:
        for seed in seeds:
            room = Path(folder) / str(seed)
            history = History(seed, room, real)
            history.run(steps)
            for machine in history.machines:
                end = history.verdict(machine)
                ends[end.state] += 1
                holes += [
                    f"seed {seed} {machine.root.name}: {hole}\n    {' '.join(history.done)}" for hole in end.holes
                ]
            shutil.rmtree(room)
    return ends, holes


def part(seeds: range, real: bool, steps: int) -> tuple[Counter[str], list[str]]:
    """`replay` in a process of its own."""
    _begin(not real)
    return replay(seeds, real, steps)


@cache
def _begin(memory: bool) -> None:
    sys.addaudithook(_hook)
    ask(memory)


@click.command()
@click.option("--count", default=10_000, show_default=True)
@click.option("--seed", default=1, show_default=True, help="Of the first history; the next has the next number.")
@click.option("--git", "real", is_flag=True, help="Real git instead of a model of it.")
@click.option("--steps", default=22, show_default=True)
def main(count: int, seed: int, real: bool, steps: int) -> None:
    """Replay random histories; exit code 1 if one has a hole."""
    began = time.monotonic()
    ends: Counter[str] = Counter()
    holes: list[str] = []
    parts = [range(first, min(first + 100, seed + count)) for first in range(seed, seed + count, 100)]
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), max_tasks_per_child=None) as pool:
        for some, found in pool.map(part, parts, repeat(real), repeat(steps)):
            ends += some
            holes += found
    for hole in holes[:20]:
        print(hole)
    took = time.monotonic() - began
    told = ", ".join(f"{state} {n}" for state, n in sorted(ends.items()))
    last = seed + count - 1
    print(f"{count} histories of {steps} steps, seeds {seed} to {last}, {took:.0f} s: {told}; holes {len(holes)}")
    sys.exit(bool(holes))


if __name__ == "__main__":
    main()
