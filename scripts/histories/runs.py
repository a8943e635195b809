"""Runs of the tool."""

from __future__ import annotations

from collections.abc import Callable

from camtay import addresses, files, project, urls
from camtay import ledger as ledgers
from camtay.ledger import FILE

from .content import DAY, IDS, entry
from .story import Machine, Story


class Runs(Story):
    """Each takes the project, acts on it as the commands do, and may be killed meanwhile."""

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
            chosen = self.chance.sample(prints, min(len(prints), 2))
            made.ledger.record_prints(DAY, chosen).write(machine.root)
            for code, *_ in chosen:
                self.prints(machine, code)

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

    def mover(self, machine: Machine, code: str, to: str) -> Callable[[], None]:
        """Lets a code lead to another entry, because that one was renamed or is gone."""
        return lambda: ledgers.read(machine.root).retarget(code, to, DAY, "Đổi tên.").write(machine.root)
