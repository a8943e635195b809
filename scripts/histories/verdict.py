"""The end of a history: what a build would do now, and whether it may."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from camtay import project
from camtay.ledger import FILE

from .content import lenient
from .story import CLASH, Machine, Story


@dataclass
class Verdict:
    """How a history ended on one machine; `holes` says what must never be.

    `resolved`: every code leads where it should. `refused`: the build refuses, and names what is wrong. `told`: a code
    is on another branch only, and a warning names it. `unsaid`: something is gone that a killed run had written, told
    nobody of, and nothing has read before somebody edited it away."""

    state: str
    holes: list[str] = field(default_factory=list)


_UNREADABLE = {"ledger.line", "ledger.conflict", "file.unreadable", "ledger.code", "ledger.gap", "ledger.twice",
               "ledger.unissued", "ledger.reused"}  # fmt: skip
"""Faults of the file for which nothing beyond it is compared yet."""


def verdict(story: Story, machine: Machine) -> Verdict:
    """What a build on this machine would do now, and whether it may."""
    made, problems = project.check(machine.root)
    text = "\n".join(str(value) for p in problems for value in p.params.values())
    refused = [p for p in problems if p.severity == "error"]
    reach = [story.truths[tip] for tip in story.git.refs.values()]
    end = Verdict("refused" if refused else "resolved")
    unreadable = any(p.file == FILE and p.code in _UNREADABLE for p in refused)
    book = made.ledger if made else lenient(machine.root)
    entries = made.entries if made else story.here(machine)
    for code in sorted({*machine.truth, *machine.told}):
        owed = machine.truth.get(code, ())
        missing = machine.told.get(code, set()) - set(owed)
        here = book.codes.get(code)
        pointing = tuple(replace(event, seq=0) for event in here.events if event.entry) if here else ()
        points = pointing[-1].entry if pointing else ""
        led = CLASH not in owed and (not owed or (points in entries and points == owed[-1].entry))
        if led and not missing:
            continue
        firm = tuple(event for event in owed if event not in machine.unsaid)
        if len(firm) < len(owed) and CLASH not in owed and not missing and pointing[: len(firm)] == firm:
            end.state = "unsaid" if not refused else end.state
        elif not refused and led and all(any(e in there.get(code, ()) for there in reach) for e in missing):
            end.state = "told"
            if code not in text:
                end.holes.append(f"{code} is on another branch only, and nobody is told")
        elif not refused:
            end.holes.append(f"{code} should lead to {owed[-1:] or missing}, leads to {points!r}")
        elif code not in text and not unreadable:
            end.holes.append(f"refused without naming {code}: {[p.code for p in refused]}")
    return end
