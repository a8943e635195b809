"""Sentences of `camtay check` about style and review."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "style_done": {"vi": "Cách viết: {n} lưu ý.", "en": "Style: {n} notes."},
    "strict_failed": {
        "vi": "Dừng lại vì có {n} lưu ý và lệnh có --strict.",
        "en": "Stopped: there are {n} notes, and --strict was given.",
    },
    # ------------------------------------------------------------ check --review
    "review": {"vi": "{n} điều cần xác nhận tại địa phương.", "en": "{n} things to confirm locally."},
    "review_entry": {"vi": "{title} · {where} · {n} điều", "en": "{title} · {where} · {n}"},
    "review_common": {"vi": "Dùng chung", "en": "For the whole site"},
    "review_line": {"vi": "  dòng {line} · {where}{reason}: {text}", "en": "  line {line} · {where}{reason}: {text}"},
    "review_late": {"vi": "xem lại lần cuối {day}, trễ {n} ngày", "en": "last reviewed {day}, {n} days late"},
    "review_how": {"vi": "  {n:>4} {reason}. {cure}", "en": "  {n:>4} {reason}. {cure}"},
    "review_confirm": {"vi": "cần hỏi", "en": "to ask"},
    "review_overdue": {"vi": "quá hạn rà soát", "en": "overdue for a review"},
    "review_unsure": {"vi": "chưa chắc, không đăng", "en": "unsure, not published"},
    "review_unsourced": {"vi": "thiếu nguồn", "en": "no source"},
    "review_memory": {"vi": "hiểu biết chung", "en": "common knowledge"},
    "how_confirm": {
        "vi": "Hỏi người có trách nhiệm; sửa bài theo câu trả lời; xóa dòng này trong confirm.",
        "en": "Ask who is in charge, change the entry accordingly, and delete the line in confirm.",
    },
    "how_overdue": {
        "vi": "Đọc lại cả bài, sửa chỗ đã cũ, rồi ghi ngày hôm nay vào reviewed.",
        "en": "Read it all again, mend what is out of date, then write today's date into reviewed.",
    },
    "how_unsure": {
        "vi": "Tìm nguồn rồi thay confidence: unsure bằng sources, hoặc xóa hẳn câu.",
        "en": "Find a source and write sources in place of confidence: unsure, or delete the sentence.",
    },
    "how_unsourced": {
        "vi": "Ghi sources; chưa có nguồn thì ghi confidence: memory.",
        "en": "Add sources; where there is none, write confidence: memory.",
    },
    "how_memory": {
        "vi": "Hỏi hoặc làm thử trên máy thật. Đúng thì ghi nguồn vào sources và bỏ confidence: memory.",
        "en": "Ask, or try it on a real phone. If it is right, name the source in sources and drop confidence: memory.",
    },
}
