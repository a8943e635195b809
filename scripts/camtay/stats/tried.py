"""Codes that somebody asked for and nobody issued: slips of the finger, and what else it may be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice, product

from camtay import codes

LENGTHS = range(4, 9)
"""Letters of what may be meant as a code. Anything else (a path of a scanner, a telephone number) is not shown."""
MANY = 40
"""Codes that a report lists."""
_READINGS = 200


@dataclass(frozen=True)
class Tried:
    """A code that was asked for. `nearest` are issued codes, the likeliest first.

    `sound`: its check letter is right, as it is of one in 23 by chance: a false sign, or a ledger that lost a line."""

    code: str
    times: int
    nearest: tuple[str, ...]
    sound: bool


def tried(found: Mapping[str, int], issued: Collection[str]) -> tuple[list[Tried], int]:
    """What to list, most often tried first, and how many tries are left out: not like a code, or too many."""
    known = frozenset(issued)
    listed = [
        Tried(code, times, nearest(code, known), codes.is_valid(code))
        for code, times in found.items()
        if len(code) in LENGTHS and code.isascii() and code.isalnum()
    ]
    listed.sort(key=lambda one: (not one.sound, -one.times, not one.nearest, one.code))
    return listed[:MANY], sum(found.values()) - sum(one.times for one in listed[:MANY])


def nearest(code: str, issued: frozenset[str]) -> tuple[str, ...]:
    """Issued codes that may be meant, at most three: letters taken for others first, then one slip of the finger."""
    choices = [letter if letter in codes.ALPHABET else codes.LOOK_ALIKES.get(letter, "") for letter in code]
    read = ("".join(letters) for letters in islice(product(*choices), _READINGS))
    found = dict.fromkeys(one for one in read if one in issued)
    for at, letter in enumerate(code):
        for other in codes.LOOK_ALIKES.get(letter, ""):
            found |= dict.fromkeys({code[:at] + other + code[at + 1 :]} & issued)
    found |= dict.fromkeys(sorted(_slips(code) & issued))
    return tuple(found)[:3]


def _slips(code: str) -> set[str]:
    """What becomes of a code when one letter is another, two are swapped, one is missing or one too many is there."""
    made = {code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(len(code) - 1)}
    made |= {code[:i] + code[i + 1 :] for i in range(len(code))}
    for letter in codes.ALPHABET:
        made |= {code[:i] + letter + code[i + 1 :] for i in range(len(code))}
        made |= {code[:i] + letter + code[i:] for i in range(len(code) + 1)}
    return made
