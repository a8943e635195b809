"""Sentences of `camtay handout`."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "handed_out": {"vi": "Xong: {file} ({pages} trang).", "en": "Done: {file} ({pages} pages)."},
}
