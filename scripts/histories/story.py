"""Who takes part in a history, what is told to whom, and what is owed to them.

Owed is every event that a run of the tool has told somebody, and every one that a run was killed over but that a later
run or a commit has seen. Not owed is what only ever stood in the file: a code that a killed run wrote and told nobody
of, or that somebody invented, as long as nothing has read it before it was edited away by hand."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from camtay import files
from camtay import ledger as ledgers
from camtay.alone import alone
from camtay.errors import CamtayError
from camtay.ledger import FILE, Event

from .content import IDS, SITE, entry, events, sound
from .killing import FAULT, Killed, killing
from .model import Memory
from .real import Git

Truth = dict[str, tuple[Event, ...]]
"""Code → its pointing events (issue, retarget; `seq` 0), the last one in force; `CLASH` where two branches differ."""
CLASH = Event("", 0, "clash", "")
ASKED: list[Memory] = []
"""The git of the history that is being replayed."""


@dataclass
class Machine:
    """A working folder, what should be true in it, and what people at it were ever told."""

    root: Path
    truth: Truth = field(default_factory=dict)
    told: dict[str, set[Event]] = field(default_factory=dict)
    unsaid: set[Event] = field(default_factory=set)
    """Events (`seq` 0) that a killed run wrote, and that neither a later run nor git remembers yet."""


class Story:
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

    def tool(self, machine: Machine, act: Callable[[], None]) -> None:
        """A run of the tool, that may be refused, or killed at any write. What it did before is true.

        A run that ends well remembers the ledger as it then is, as every run that writes it or builds does."""
        before = events(machine.root)
        kill = self.chance.randrange(1, 40) if self.chance.random() < 0.25 else 0
        try:
            with killing(kill, self.chance.random()), alone(machine.root):
                act()
            machine.unsaid -= {replace(event, seq=0) for event in events(machine.root)}
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
            one = replace(event, seq=0)
            if loud:
                machine.told.setdefault(event.code, set()).add(one)
            else:
                machine.unsaid.add(one)
            machine.truth[event.code] = (*machine.truth.get(event.code, ()), one)

    def prints(self, machine: Machine, code: str) -> None:
        """What hangs outside is owed from now on, whoever has written it into the ledger."""
        if code not in machine.truth:
            own = sorted(event for event in events(machine.root) if event.code == code and event.entry)
            machine.truth[code] = tuple(replace(event, seq=0) for event in own)
            machine.told.setdefault(code, set()).update(machine.truth[code])

    # ------------------------------------------------------------ what is there
    def codes(self, machine: Machine) -> list[str]:
        return sorted({event.code for event in events(machine.root)})

    def saved_events(self, commit: int) -> set[Event]:
        """Events (`seq` 0) of the ledger in a commit."""
        text = (self.git.file(commit, FILE) or b"").decode("utf-8-sig", "replace")
        return {replace(ledgers.parse_line(row), seq=0) for row in text.split("\n") if sound(row)}

    def here(self, machine: Machine) -> list[str]:
        return sorted(path.stem for path in (machine.root / "guides").glob("bai-*.yml"))
