"""Sentences of the commands for those who write in a text editor."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "check_alone": {
        "vi": "--format chỉ dành cho máy đọc: bỏ --review và --watch.",
        "en": "--format is for machines: leave out --review and --watch.",
    },
    "watching": {
        "vi": "Đang chờ: lưu tệp là kiểm tra lại ngay. Dừng: Ctrl+C.",
        "en": "Waiting: save a file and it is checked again. Stop: Ctrl+C.",
    },
    "watch_ended": {"vi": "Đã dừng.", "en": "Stopped."},
}
