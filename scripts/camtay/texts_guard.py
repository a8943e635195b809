"""Sentences of `camtay guard`."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "guard_seen": {
        "vi": "Đã xem {host}: {seen} trên {codes} mã, {pages} địa chỉ trang.",
        "en": "Looked at {host}: {seen} of {codes} codes, {pages} addresses of pages.",
    },
    "guard_days": {
        "vi": "Chứng thư còn {days} ngày (đến {date}).",
        "en": "The certificate is valid for {days} days (until {date}).",
    },
    "guard_well": {
        "vi": "Mã nào cũng mở đúng trang. {notes} lưu ý.",
        "en": "Every code opens its page. {notes} notes.",
    },
    "guard_bad": {
        "vi": "Có {n} lỗi; {codes} mã không mở đúng trang. Ai đứng trước biển ấy lúc này không đọc được gì.",
        "en": "{n} faults; {codes} codes don't open their page. Whoever stands at those signs now can read nothing.",
    },
    "guard_again": {
        "vi": "{n} địa chỉ phải hỏi lại mới mở được.",
        "en": "{n} addresses opened only when asked again.",
    },
    "guard_old": {
        "vi": "{n} lỗi hoặc lưu ý đã báo lần trước vẫn còn, từ {date}.",
        "en": "{n} faults or notes that were told before are still there, since {date}.",
    },
    "guard_mended": {"vi": "Đã hết lỗi: {address}", "en": "Mended: {address}"},
    "guard_same": {"vi": "Không có gì thay đổi so với lần trước.", "en": "Nothing has changed since the last time."},
    "guard_usage": {
        "vi": "“{value}” không phải địa chỉ một trang. Ghi như https://xa.example, không có gì sau tên miền.",
        "en": "“{value}” is not the address of a site. Write it like https://xa.example, with nothing behind the host.",
    },
    "guard_failed": {
        "vi": "Chưa xem được trang vì {n} lỗi trong nội dung ở đây.",
        "en": "The site was not looked at: {n} errors in the content here.",
    },
}
