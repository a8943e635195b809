"""How many visitors a day, from hashes that live only in memory.

Each day has a key of its own, drawn at random when the count begins and never written: the same telephone is another
hash tomorrow, and after the run nobody can tell from a hash whose it was. Beyond `EXACT` hashes a day is held as a
HyperLogLog sketch (Flajolet et al. 2007), whose error is about 0.8 %.
"""

from __future__ import annotations

import hashlib
import math
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

EXACT = 500_000
"""Hashes kept in all days together before the fullest day becomes a sketch: some 50 MB."""
_BITS = 14
_REGISTERS = 1 << _BITS
_REST = 64 - _BITS


def new_secret() -> bytes:
    """What the keys of all days of one run are made from."""
    return secrets.token_bytes(32)


Key = Callable[[bytes], bytes]
"""An address and program → 8 bytes that mean nothing under the key of another day."""


def day_key(secret: bytes, day: int) -> Key:
    """What hashes the visitors of a day (ordinal)."""
    keyed = hashlib.blake2b(key=hashlib.blake2b(day.to_bytes(4, "big"), key=secret).digest(), digest_size=8)

    def mark(who: bytes) -> bytes:
        made = keyed.copy()
        made.update(who)
        return made.digest()

    return mark


@dataclass
class Sketch:
    """Registers of a HyperLogLog: 16 kB, however many there were."""

    registers: bytearray = field(default_factory=lambda: bytearray(_REGISTERS))

    def add(self, mark: bytes) -> None:
        value = int.from_bytes(mark, "big")
        at, rest = value >> _REST, value & ((1 << _REST) - 1)
        rank = _REST - rest.bit_length() + 1
        if rank > self.registers[at]:
            self.registers[at] = rank

    def merge(self, other: Sketch) -> None:
        self.registers = bytearray(map(max, self.registers, other.registers))

    def count(self) -> int:
        """About how many different values were added."""
        zeros = self.registers.count(0)
        raw = 0.7213 / (1 + 1.079 / _REGISTERS) * _REGISTERS**2 / sum(2.0**-rank for rank in self.registers)
        if raw <= 2.5 * _REGISTERS and zeros:
            raw = _REGISTERS * math.log(_REGISTERS / zeros)
        return round(raw)


class Visitors:
    """Different visitors of each day (ordinal → hashes). Hashes of several logs add up only under one secret."""

    def __init__(self, exact: int = EXACT) -> None:
        self.limit = exact
        self.days: dict[int, set[bytes] | Sketch] = {}

    def of(self, day: int) -> set[bytes] | Sketch:
        """What takes the hashes of a day. To be asked for again after `settle`."""
        found = self.days.get(day)
        if found is None:
            found = self.days[day] = set()
        return found

    def settle(self) -> None:
        """Turn the fullest days into sketches while too much is held."""
        sets = {day: held for day, held in self.days.items() if isinstance(held, set)}
        held = sum(map(len, sets.values()))
        for day, fullest in sorted(sets.items(), key=lambda item: (-len(item[1]), item[0])):
            if held <= self.limit:
                break
            self.days[day] = _sketch(fullest)
            held -= len(fullest)

    def merge(self, other: Visitors) -> None:
        """Add those of another log, hashed under the same secret."""
        for day, theirs in other.days.items():
            own = self.of(day)
            if isinstance(own, set) and isinstance(theirs, set):
                own |= theirs
                continue
            sketch = _sketch(own) if isinstance(own, set) else own
            sketch.merge(_sketch(theirs) if isinstance(theirs, set) else theirs)
            self.days[day] = sketch
        self.settle()

    def counts(self) -> dict[int, int]:
        """Day → how many."""
        return {d: held.count() if isinstance(held, Sketch) else len(held) for d, held in sorted(self.days.items())}


def _sketch(values: Iterable[bytes]) -> Sketch:
    made = Sketch()
    for value in values:
        made.add(value)
    return made
