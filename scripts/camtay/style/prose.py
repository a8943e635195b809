"""Words and sentences of a text, and how a step begins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from camtay.model.style import StyleWords

_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s)|\n\s*\n")
_TOKEN = re.compile(r"\S*[^\W_]\S*")
_OPENING = "\"'“‘«([*_ "


def count(text: str) -> int:
    """Words of a text: what spaces part and has a letter or a digit.

    A Vietnamese word is counted by its syllables, since that is what spaces part and what a slow reader spells
    out: `căn cước công dân` is four. The limits are thus stricter in Vietnamese than in English."""
    return len(_TOKEN.findall(text))


def sentences(text: str, stops: Iterable[str] = ()) -> list[str]:
    """The sentences of a text without markup. `stops` are words whose full stop ends none (`TP.`)."""
    found, start = [], 0
    for end in _END.finditer(text):
        before = text[start : end.end()].rstrip()
        after = text[end.end() :].lstrip()
        last = before.rpartition(" ")[2].lstrip(_OPENING)
        if end[0].strip() and (last in stops or after[:1].islower()):
            continue
        found.append(before)
        start = end.end()
    found.append(text[start:].strip())
    return [sentence.strip() for sentence in found if count(sentence)]


@dataclass(frozen=True)
class Openings:
    """What the words of a locale make of the beginning of a sentence."""

    verb: re.Pattern[str]
    """A verb, with what may stand before it."""
    second: re.Pattern[str]
    """A verb that makes a second action of the same sentence; group 1 is the verb."""
    negative: re.Pattern[str]
    """What may stand before a verb: such a second sentence is a warning, not an action."""


@lru_cache(maxsize=16)
def openings(words: StyleWords) -> Openings:
    verbs, before, joins = (_any_of(getattr(words, name)) for name in ("verbs", "before", "joins"))
    return Openings(
        verb=re.compile(rf"(?:{before}[ ,]+)*{verbs}(?!\w)"),
        second=re.compile(rf"(?:(?:[,;] )?(?<!\w){joins} |; ){verbs}(?!\w)"),
        negative=re.compile(rf"{before}(?!\w)"),
    )


def _any_of(phrases: tuple[str, ...]) -> str:
    """A group of the phrases, the longest first; of none, one that matches nothing."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return f"({'|'.join(map(re.escape, ordered))})" if ordered else "((?!))"


def begins_with_verb(text: str, words: StyleWords) -> bool:
    """Whether a step says at once what to do."""
    return bool(openings(words).verb.match(_start(text)))


def second_action(text: str, words: StyleWords) -> str:
    """The verb of a second action in a step, or nothing. `Đừng …` after the action is advice, not an action."""
    known = openings(words)
    first, *others = sentences(text, words.stops) or [""]
    for sentence in others:
        start = _start(sentence)
        if (found := known.verb.match(start)) and not known.negative.match(start):
            return found[0]
    if not begins_with_verb(first, words):
        return ""
    joined = known.second.search(_start(first))
    return joined[joined.lastindex or 0] if joined else ""


def _start(sentence: str) -> str:
    """In small letters, without marks in front."""
    return sentence.lstrip(_OPENING).lower()
