"""The shape of a message."""

from __future__ import annotations

Words = dict[str, tuple[str, str]]
"""Locale → (what is wrong, what to do). Values in braces come from the problem."""


def said(vi: str, vi_cure: str, en: str, en_cure: str) -> Words:
    """A message in both languages."""
    return {"vi": (vi, vi_cure), "en": (en, en_cure)}
