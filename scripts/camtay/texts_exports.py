"""Sentences of `camtay export`."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "exported": {"vi": "Xong: {file} ({n} di tích).", "en": "Done: {file} ({n} monuments)."},
    "exported_nothing": {
        "vi": "Chưa có bài di tích nào (kind: heritage), nên không ghi tệp.",
        "en": "There is no monument (kind: heritage) yet, so nothing was written.",
    },
    "exported_site": {"vi": "Xong: {file} ({n} bài).", "en": "Done: {file} ({n} entries)."},
    "exported_pages": {"vi": "Xong: {file} ({n} tệp).", "en": "Done: {file} ({n} files)."},
    "exported_usb": {
        "vi": "Xong: {file} ({n} MB). Giải nén vào USB, rồi đọc tệp {readme}.",
        "en": "Done: {file} ({n} MB). Unpack it on the stick, then read {readme}.",
    },
    "usb_readme": {
        "vi": "{title}\n\n1. Giải nén hết tệp này vào USB hoặc vào máy.\n2. Mở tệp index.html.\n"
        "3. Biết mã trên biển: vào thư mục Q, mở tệp có tên là mã ấy.\n\n"
        "Xem được khi không có mạng, tìm cũng được. Ô tìm không hiện thì xem danh sách từ A đến Y.\n"
        "Bản mới nhất ở {address}",
        "en": "{title}\n\n1. Unpack this whole zip on the stick or on the computer.\n2. Open the file index.html.\n"
        "3. If you know the code of a sign: open the file of that name in the folder Q.\n\n"
        "It needs no internet, not even to search. Where the search field does not show, use the list from A to Z.\n"
        "The newest version is at {address}",
    },
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
