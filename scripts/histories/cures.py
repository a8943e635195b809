"""Doing as one is told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from camtay import project
from camtay.errors import Problem
from camtay.ledger import FILE, Event

from .content import events, sound
from .hands import Hands
from .story import CLASH, Machine


class Cures(Hands):
    """What a problem tells to do is done, as somebody does it who does not understand it."""

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
                self.tool(machine, self.mover(machine, params["code"], self.chance.choice(here)))
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
        for code in self.codes(machine):
            self.put_back(machine, code)

    def put_back(self, machine: Machine, code: str) -> None:
        """Where all that was ever told of a code stands in the ledger again, that is true again, in its order."""
        if code not in machine.truth and code not in machine.told:
            return  # somebody invented it
        own = sorted((e for e in events(machine.root) if e.code == code and e.entry), key=lambda e: e.seq)
        told = {*machine.truth.get(code, ())} - {CLASH}
        if told <= {replace(e, seq=0) for e in own} and len({e.seq for e in own}) == len(own):
            machine.truth[code] = tuple(dict.fromkeys(replace(e, seq=0) for e in own))

    def settle(self, machine: Machine, rows: list[str], params: Any) -> None:
        """Two branches changed a code: one of the two comes first, all the others after it."""
        own = [row for row in rows if f'"code":"{params["code"]}"' in row and sound(row)]
        rest = [row for row in rows if row not in own]
        found = sorted({Event(**json.loads(row)) for row in own})
        self.chance.shuffle(found)
        found.sort(key=lambda event: event.seq)
        if [e.event for e in found].count("issue") > 1:
            return  # two signs with one code: nobody can settle that
        text = [replace(event, seq=n).line() for n, event in enumerate(found, 1)]
        (machine.root / FILE).write_text("".join(f"{row}\n" for row in [*rest, *text]), "utf-8")
        pointing = tuple(replace(e, seq=0) for e in found if e.event in ("issue", "retarget"))
        both = machine.truth.get(params["code"], ())
        if set(pointing) >= {e for e in both if e != CLASH}:
            machine.truth[params["code"]] = pointing
