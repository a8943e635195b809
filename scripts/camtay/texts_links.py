"""Sentences of `camtay links`."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "links_inside": {
        "vi": "{pages} trang, {links} liên kết bên trong: {faults} chỗ không dẫn tới đâu.",
        "en": "{pages} pages, {links} links inside: {faults} lead nowhere.",
    },
    "links_outside": {
        "vi": "{n} địa chỉ bên ngoài: {gone} không còn, {silent} chưa mở được.",
        "en": "{n} addresses outside: {gone} are gone, {silent} could not be opened.",
    },
    "links_asking": {
        "vi": "Đang hỏi {n} địa chỉ bên ngoài, mỗi máy chủ một lượt…",
        "en": "Asking {n} addresses outside, one at a time to a host…",
    },
}
