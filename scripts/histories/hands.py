"""Files that people change by hand, some of which they should not."""

from __future__ import annotations

import json
from contextlib import suppress

from camtay import ledger as ledgers
from camtay.errors import CamtayError
from camtay.ledger import FILE

from .content import IDS, entry
from .runs import Runs
from .story import Machine

HANDS = ("line gone", "code gone", "other entry", "other code", "numbers swapped", "twice", "shuffled", "cut off",
         "empty", "file gone", "windows", "words")  # fmt: skip


class Hands(Runs):
    """Entries come, go and change their ids; the ledger is edited, and should not have been."""

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
                        move = self.mover(machine, code.code, new)
                        self.tool(machine, move)

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
