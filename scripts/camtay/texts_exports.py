"""Sentences of `camtay export`."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "exported": {"vi": "Xong: {file} ({n} di tích).", "en": "Done: {file} ({n} monuments)."},
    "exported_nothing": {
        "vi": "Chưa có bài di tích nào (kind: heritage), nên không ghi tệp.",
        "en": "There is no monument (kind: heritage) yet, so nothing was written.",
    },
    "exported_site": {"vi": "Xong: {file} ({n} bài).", "en": "Done: {file} ({n} entries)."},
    "exported_check": {
        "vi": "Đọc {file} trước: mục nào đã có trên Wikidata thì xóa khỏi bản nháp.",
        "en": "Read {file} first: delete from the draft what Wikidata already has.",
    },
    "wikidata_title": {"vi": "Kiểm tra trước khi gửi lên Wikidata", "en": "To check before anything goes to Wikidata"},
    "wikidata_how": {
        "vi": "Bấm từng đường dẫn. Nếu di tích đã có mục trên Wikidata thì xóa phần của nó trong bản nháp, từ dòng "
        "CREATE đến trước dòng CREATE sau. Sau khi gửi, tự thêm vào từng mục: là loại gì (P31), thuộc xã nào (P131), "
        "xếp hạng gì (P1435).",
        "en": "Open each link. Where Wikidata already has an item for the monument, delete its part of the draft, from "
        "its line CREATE to before the next one. Afterwards add to each item by hand: what it is (P31), in which unit "
        "it lies (P131), what it is ranked as (P1435).",
    },
}
