"""Sentences of `camtay export booklet` and `camtay export zim`."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "exported_zim": {
        "vi": "Xong: {file} ({n} trang, {size} MB). Mở bằng ứng dụng Kiwix, không cần mạng.",
        "en": "Done: {file} ({n} pages, {size} MB). Open it in Kiwix; it needs no internet.",
    },
}
