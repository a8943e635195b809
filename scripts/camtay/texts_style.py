"""Sentences of `camtay check` about style and review."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "style_done": {"vi": "Cách viết: {n} lưu ý.", "en": "Style: {n} notes."},
    "strict_failed": {
        "vi": "Dừng lại vì có {n} lưu ý và lệnh có --strict.",
        "en": "Stopped: there are {n} notes, and --strict was given.",
    },
}
