"""Short codes: five random letters and a check letter, for ever on a steel plate.

The alphabet has no vowels, hardly a look-alike (8 and B, 6 and G: the check letter tells them apart) and no letter that
a Telex or VNI keyboard changes. Its size, 23, is prime, so that the check letter Σ(i+2)·value mod 23 catches every
single wrong letter and every swap of two.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Container

ALPHABET = "23456789BCFGHJKMNPQRTVX"
LENGTH = 6
LOOK_ALIKES = {
    "0": "QCG", "O": "QCG", "D": "QB", "1": "7TJ", "I": "7TJ", "L": "7TJ", "Z": "27", "S": "58", "A": "4R", "E": "3F",
    "U": "V", "W": "VM", "Y": "VX",
    "8": "B", "B": "8", "6": "G", "G": "6",
}  # fmt: skip
"""Letter read or typed → letters of a code that it may stand for, the likeliest first.

Every letter and digit outside the alphabet is a key. Inside it only the two pairs that dirt on a plate makes one are:
each further pair would offer a "did you mean" for more of the codes on false signs (one in 23 a pair and place)."""
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}

# Abbreviations used as insults or for sex, in Vietnamese (typed without vowels) and English.
RUDE = (
    "CC", "CT", "CMM", "CMN", "CHT", "CHMN", "NGC", "NGV", "VCH", "VKT", "BCH", "BVC", "GTM", "HTM",
    "KNN", "CNT", "CVNT", "CNK", "FCK", "FVCK", "FKN", "FK", "BTCH", "CXCK", "CCK", "NGR", "NGG", "FGT",
    "FGG", "KKK", "XXX", "PRN", "RPT", "HTTR", "69", "666", "H8R",
)  # fmt: skip


def check_letter(letters: str) -> str:
    """The check letter for `letters` (any number of them from `ALPHABET`)."""
    return ALPHABET[sum((i + 2) * _VALUE[letter] for i, letter in enumerate(letters)) % len(ALPHABET)]


def is_valid(code: str) -> bool:
    """Whether `code` has the right length, only letters of the alphabet and the right check letter."""
    return len(code) == LENGTH and all(c in _VALUE for c in code) and check_letter(code[:-1]) == code[-1]


def is_rude(code: str) -> bool:
    """Whether the code holds a word that nobody wants on the plate of a monument."""
    return any(word in code for word in RUDE)


def new(taken: Container[str], choose: Callable[[str], str] = secrets.choice) -> str:
    """A valid, polite code that is not in `taken`."""
    while True:
        letters = "".join(choose(ALPHABET) for _ in range(LENGTH - 1))
        code = letters + check_letter(letters)
        if code not in taken and not is_rude(code):
            return code


def tidy(typed: str) -> str:
    """What somebody typed, as a code: case, spaces and hyphens forgiven."""
    return "".join(c for c in typed.upper() if c.isalnum())
