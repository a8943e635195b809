"""Sentences of `camtay export booklet` and `camtay export zim`."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "exported_booklet": {
        "vi": "Xong: {file} ({pages} trang A5). In hai mặt kiểu sách (booklet), gấp đôi, ghim giữa gáy.",
        "en": "Done: {file} ({pages} A5 pages). Print it as a booklet on both sides, fold it, staple it in the fold.",
    },
    "exported_zim": {
        "vi": "Xong: {file} ({n} trang, {size} MB). Mở bằng ứng dụng Kiwix, không cần mạng.",
        "en": "Done: {file} ({n} pages, {size} MB). Open it in Kiwix; it needs no internet.",
    },
}
