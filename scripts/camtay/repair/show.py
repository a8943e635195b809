"""A difference that shows what can't be seen."""

from __future__ import annotations

import difflib
import re

from camtay.repair.record import Repaired
from camtay.text import HIDDEN_CHARACTERS

_ODD = re.compile(rf"{HIDDEN_CHARACTERS.pattern}|[\t\u00a0\u2000-\u200a\u202f\u3000\u0300-\u036f]")
_AT_END = re.compile(" +$")


def difference(name: str, repaired: Repaired) -> str:
    """A unified diff of the file; characters that look like nothing stand in it as `⟨U+00A0⟩`."""
    old, new = (
        [_seen(line) for line in text.removesuffix("\n").split("\n")] for text in (repaired.before, repaired.after)
    )
    lines = difflib.unified_diff(old, new, f"{name} (trước / before)", f"{name} (sau / after)", lineterm="", n=1)
    return "".join(f"{line}\n" for line in lines)


def _seen(line: str) -> str:
    line = _ODD.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", line)
    return _AT_END.sub(lambda found: "␣" * len(found[0]), line)
