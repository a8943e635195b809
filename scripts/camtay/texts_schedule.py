"""Sentences about drafts and days on which entries begin and end."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "drafts": {
        "vi": "{n} bản nháp, chỉ thấy khi xem thử: {names}",
        "en": "{n} drafts, seen in previews only: {names}",
    },
    "turn_begins": {"vi": "Ngày {day} tự đăng: {title} ({entry})", "en": "Published on {day}: {title} ({entry})"},
    "turn_ends": {
        "vi": "Sau ngày {day} hết hiệu lực: {title} ({entry})",
        "en": "No longer valid after {day}: {title} ({entry})",
    },
}
