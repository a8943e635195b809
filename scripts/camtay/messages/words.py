"""The shape of a message."""

from __future__ import annotations

from collections.abc import Mapping


class Words(dict[str, tuple[str, str]]):
    """Locale → (what is wrong, what to do). Values in braces come from the problem.

    `allowed`: locale → what may stand there, one sentence without values; nothing where the cure says it already.
    `example`: lines of YAML, or of a command, that are right; the same in all locales."""

    allowed: Mapping[str, str]
    example: str


def said(
    vi: str, vi_cure: str, en: str, en_cure: str, *, allowed: tuple[str, str] | None = None, example: str = ""
) -> Words:
    """A message in both languages; `allowed` in Vietnamese and English."""
    words = Words(vi=(vi, vi_cure), en=(en, en_cure))
    words.allowed = dict(zip(("vi", "en"), allowed, strict=True)) if allowed else {}
    words.example = example
    return words
