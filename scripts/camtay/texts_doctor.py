"""Sentences of `camtay doctor`."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "doctor_domain": {"vi": "Tên miền", "en": "Domain"},
    "doctor_copies": {"vi": "Bản sao nội dung và sổ mã", "en": "Copies of content and ledger"},
    "doctor_engine": {"vi": "Chương trình", "en": "Program"},
    "doctor_reviews": {"vi": "Rà soát bài", "en": "Reviews"},
    "doctor_signs": {"vi": "Biển ngoài đường", "en": "Signs outside"},
    "doctor_contact": {"vi": "Nơi nhận tin báo", "en": "Whom to tell"},
    "doctor_live": {"vi": "Trang đang chạy", "en": "The live site"},
    "doctor_good": {"vi": "{area}: tốt.", "en": "{area}: well."},
    "doctor_risk": {"vi": "{area}: NGUY, {n} điều.", "en": "{area}: AT RISK ({n})."},
    "doctor_advice": {"vi": "{area}: {n} điều nên làm.", "en": "{area}: to be done ({n})."},
    "doctor_well": {
        "vi": "Chưa có gì đe dọa các mã đã in. Khám ngày {day}.",
        "en": "Nothing threatens the printed codes. Examined for {day}.",
    },
    "doctor_bad": {
        "vi": "Có {n} điều có thể làm chết mã đã in. Làm những điều ấy trước. Khám ngày {day}.",
        "en": "Printed codes can die of what is marked as an error ({n}): see to that first. Examined for {day}.",
    },
    "doctor_failed": {
        "vi": "Chưa khám được vì nội dung có {n} lỗi.",
        "en": "Not examined: the content has {n} errors.",
    },
}
