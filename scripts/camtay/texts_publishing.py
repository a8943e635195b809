"""Sentences of `camtay publish`."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "publish_where": {
        "vi": "Ghi nơi đưa lên: camtay publish THƯ_MỤC, hoặc TÊN@MÁY:/THƯ/MỤC, hoặc đặt biến {variable}.",
        "en": "Say where to: camtay publish FOLDER, or USER@HOST:/FOLDER, or set the variable {variable}.",
    },
    "publish_one_thing": {
        "vi": "--list, --rollback và --build: mỗi lần một việc. --release và --anyway chỉ đi với --rollback.",
        "en": "--list, --rollback and --build: one at a time. --release and --anyway only go with --rollback.",
    },
    "published": {
        "vi": "Đã đưa lên: {place} nay là bản {release}. Quay lại bản trước: camtay publish NƠI --rollback",
        "en": "Published: {place} is now release {release}. To go back: camtay publish TARGET --rollback",
    },
    "published_already": {
        "vi": "{place} đã đúng là trang này rồi (bản {release}).",
        "en": "{place} is this very site already (release {release}).",
    },
    "rolled_back": {
        "vi": "Đã quay lại: {place} nay là bản {release}.",
        "en": "Gone back: {place} is now release {release}.",
    },
    "rolled_back_lost": {
        "vi": "{n} mã cấp sau bản này nay không có trang: {codes}.",
        "en": "{n} codes issued after it have no page now: {codes}.",
    },
    "publish_failed": {
        "vi": "Dừng lại vì {n} lỗi.",
        "en": "Stopped by {n} errors.",
    },
    "release_line": {
        "vi": "{sign} {release}  {day}  {codes} mã  {state}",
        "en": "{sign} {release}  {day}  {codes} codes  {state}",
    },
    "release_live": {"vi": "đang chạy", "en": "live"},
    "release_withdrawn": {"vi": "đã rút", "en": "withdrawn"},
    "release_kept": {"vi": "còn giữ", "en": "kept"},
    "releases": {
        "vi": "{n} bản ở {place}.",
        "en": "{n} releases at {place}.",
    },
}
