"""Sentences about drafts and days on which entries begin and end."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "drafts": {
        "vi": "{n} bản nháp, chỉ thấy khi xem thử: {names}",
        "en": "{n} drafts, seen in previews only: {names}",
    },
    "turn_begins": {
        "vi": "Từ ngày {day} mới đăng: {title} ({entry})",
        "en": "To be published on {day}: {title} ({entry})",
    },
    "turn_ends": {
        "vi": "Sau ngày {day} hết hiệu lực: {title} ({entry})",
        "en": "No longer valid after {day}: {title} ({entry})",
    },
    # ------------------------------------------------------------ camtay serve
    "serve_wait": {"vi": "Đang dựng bản xem thử…", "en": "Making the preview…"},
    "serve_ended": {"vi": "Đã dừng bản xem thử.", "en": "The preview has stopped."},
    "share_scan": {
        "vi": "Trên điện thoại cùng Wi-Fi: quét mã này, hoặc gõ {address}",
        "en": "On a phone in the same Wi-Fi: scan this, or type {address}",
    },
    "share_public": {
        "vi": "Ai ở cùng mạng cũng mở được bản xem thử này, thấy cả bản nháp. Xem xong thì dừng: bấm Ctrl+C.",
        "en": "Everybody in the same network can open this preview, drafts too. Stop it when you are done: Ctrl+C.",
    },
    "share_trouble": {
        "vi": "Điện thoại không mở được: xem hai máy đã cùng Wi-Fi chưa, và tường lửa có cho cổng {port} không.",
        "en": "If a phone can't open it: are both in the same Wi-Fi, and does the firewall let port {port} through?",
    },
    "share_nowhere": {
        "vi": "Máy này chưa nối vào mạng nào, nên điện thoại chưa xem được. Nối Wi-Fi rồi chạy lại.",
        "en": "This computer is in no network, so no phone can see the preview. Join a Wi-Fi and run this again.",
    },
}
