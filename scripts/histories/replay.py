"""Replays histories, many in a process."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from camtay import ledger as ledgers
from camtay import project, source

from .branches import Branches
from .content import quick_source
from .killing import hook
from .story import ASKED
from .verdict import verdict

WEIGHTS = {
    "issue": 6, "print": 3, "build": 3, "retarget": 4, "retire": 1, "import": 2, "at_once": 1, "rename": 2, "delete": 1,
    "add": 1, "hand": 2, "commit": 4, "discard": 1, "branch": 2, "drop": 1, "merge": 4, "revert": 1, "reset": 1,
    "restore": 1, "cure": 6,
}  # fmt: skip


class History(Branches):
    """All that may happen, in a random order."""

    def run(self, steps: int) -> None:
        names = [name for name, weight in WEIGHTS.items() for _ in range(weight)]
        for _ in range(steps):
            machine = self.chance.choice(self.machines)
            name = self.chance.choice(names)
            self.done.append(f"{machine.root.name}.{name}")
            getattr(self, f"do_{name}")(machine)


def ask(memory: bool) -> None:
    """Read each file of the content once for all histories, leave out checks that are not about codes and, with
    `memory`, let the tool ask the model instead of git. Not undone: for a process of its own."""
    source.read = quick_source
    for name in ("unsure_problems", "card_problems", "picture_problems", "audio_problems", "course_problems",
                 "shared_spots", "missing_spots", "synonym_problems"):  # fmt: skip
        getattr(project, name)  # a check that is called otherwise now must not be forgotten here
        setattr(project, name, lambda *_: [])
    project.interface.untranslated = lambda *_: []
    project.publishable = lambda record: record  # type: ignore[assignment]
    if memory:
        for name in ("committed", "elsewhere", "versions"):
            setattr(ledgers.remembered, name, lambda root, name=name: getattr(ASKED[0], name)(root))
        ledgers.remembered._own_file = lambda root: root / "qr/.codes.jsonl"


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
                end = verdict(history, machine)
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
    # Compiled modules are written when they are first needed: a change of the disk that depends on what ran before.
    sys.dont_write_bytecode = True
    sys.addaudithook(hook)
    ask(memory)
