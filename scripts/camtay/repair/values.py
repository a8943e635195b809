"""Values one by one: text typed for old fonts, and words that other readers of YAML take for something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from camtay.locales import is_tag
from camtay.model.described import FILES, Described, describe, kinds
from camtay.repair.meaning import Scalar, scalars
from camtay.repair.record import Repair
from camtay.text import OLD_FONTS, from_legacy, legacy_encoding

# ---------------------------------------------------------------- old fonts
_BEYOND_LATIN = re.compile("[\u0100-\u01b0\u1ea0-\u1ef9]")
"""Letters that only Vietnamese in Unicode has."""


def old_fonts(text: str) -> tuple[str, list[Repair]]:
    """Texts typed in TCVN3 or VNI, in Unicode.

    A text is changed when it shows by itself what it is; where two do and no text of the file is Unicode already,
    also those that could be either (`phè` is `phố`)."""
    vietnamese = [scalar for scalar in scalars(text) if _may_be_vietnamese(scalar)]
    shown = {scalar.path: legacy_encoding(scalar.value) for scalar in vietnamese}
    names = [name for name in shown.values() if name]
    pure = not any(_BEYOND_LATIN.search(scalar.value) for scalar in vietnamese)
    whole = names[0] if pure and len(names) > 1 and len(set(names)) == 1 else ""

    def change(scalar: Scalar, written: str) -> str | None:
        name = whole or shown[scalar.path]
        if not name or (not whole and _could_be_another(scalar.value, name)):
            return None
        return from_legacy(written, name)

    return _replaced(text, vietnamese, change, "font", whole or (names[0] if names else ""))


def _could_be_another(words: str, name: str) -> bool:
    """Whether the words would make sense in another old encoding as well."""
    return any(from_legacy(words, other) is not None for other in OLD_FONTS if other != name)


def _may_be_vietnamese(scalar: Scalar) -> bool:
    key = next((part for part in reversed(scalar.path) if isinstance(part, str)), "")
    return not scalar.value.isascii() and (key == "vi" or not is_tag(key))


# ---------------------------------------------------------------- quotes
_CORE = re.compile(
    r"null|Null|NULL|true|True|TRUE|false|False|FALSE"
    r"|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
"""What YAML 1.2 does not take for text (core schema, section 10.3.2)."""
_LETTERS = re.compile("[yYnN]")
"""What YAML 1.1 calls yes and no, though few readers do."""
_OURS = {"true", "false", "null", "~", ""}
"""What this project's reader gives a type, too."""
_NO_TEXT = {"whole", "decimal", "day"}
"""Forms of numbers and of the days that are written plainly everywhere."""


def misread(words: str) -> bool:
    """Whether a reader of YAML 1.1 or 1.2 takes the plain words for a number, a truth, a date or a time of day."""
    if words in _OURS:
        return False
    tag = Resolver().resolve(ScalarNode, words, (True, False))  # type: ignore[no-untyped-call] # as types-pyyaml has it
    return tag != "tag:yaml.org,2002:str" or bool(_CORE.fullmatch(words) or _LETTERS.fullmatch(words))


def quoted(text: str) -> tuple[str, list[Repair]]:
    """Words that would be misread, in double quotes; not where the model has a number or a day."""
    plain = [scalar for scalar in scalars(text) if not scalar.style and scalar.path and not _is_number(scalar)]

    def change(scalar: Scalar, written: str) -> str | None:
        return f'"{written}"' if written == scalar.value and misread(written) else None

    return _replaced(text, plain, change, "quote")


def _is_number(scalar: Scalar) -> bool:
    names = [part for part in scalar.path if isinstance(part, str)]
    return bool(names) and (names[-1] in _numbers() or "review_days" in names)


@cache
def _numbers() -> frozenset[str]:
    """Names of fields that are numbers or days in some record."""
    found: set[str] = set()

    def walk(record: Described) -> None:
        for field in record.fields:
            if field.form.name in _NO_TEXT:
                found.add(field.name)
            if field.record:
                walk(field.record)

    for record in (*kinds().values(), *(describe(model) for _, model in FILES.values())):
        walk(record)
    return frozenset(found - set(kinds()) - {"alley"})  # `review_days` has a field for each kind


# ---------------------------------------------------------------- both
def _replaced(
    text: str, found: list[Scalar], change: Callable[[Scalar, str], str | None], sort: str, name: str = ""
) -> tuple[str, list[Repair]]:
    """The text with the written form of some scalars changed."""
    repairs: list[Repair] = []
    parts: list[str] = []
    done = 0
    for scalar in found:
        written = text[scalar.start : scalar.end]
        made = change(scalar, written)
        if made is None or made == written:
            continue
        parts += [text[done : scalar.start], made]
        done = scalar.end
        repairs.append(Repair(scalar.first + 1, sort, _short(written), _short(made)))
    return "".join([*parts, text[done:]]), repairs


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
