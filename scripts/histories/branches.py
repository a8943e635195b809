"""What people do with git."""

from __future__ import annotations

from collections.abc import Iterable

from camtay.ledger import Event

from .content import IDS, TRACKED
from .cures import Cures
from .story import CLASH, Machine, Truth


class Branches(Cures):
    """Two machines share one repository; each has branches of its own."""

    def save(self, machine: Machine, commit: int, parents: Iterable[int], truth: Truth) -> None:
        """Remember what is true of a commit: what nobody ever committed, others can't know."""
        here = self.saved_events(commit)
        machine.unsaid -= here
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


def joined(ours: tuple[Event, ...], theirs: tuple[Event, ...]) -> tuple[Event, ...]:
    """What is true of a code after a merge: the longer story where one continues the other, else a clash."""
    if ours[: len(theirs)] == theirs:
        return ours
    if theirs[: len(ours)] == ours:
        return theirs
    return (*ours, *(event for event in theirs if event not in ours), CLASH)
