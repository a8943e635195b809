"""Sentences of `camtay audio`."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "audio_reads": {
        "vi": "Đọc đúng từng câu ở trên. Rồi ghi dòng sau vào bài, dưới “audio:”, “{locale}:”",
        "en": "Read exactly the lines above. Then write this line into the entry, below “audio:”, “{locale}:”",
    },
}
