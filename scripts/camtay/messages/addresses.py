"""Addresses that pages had before."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "address.line": said(
        "Dòng này không phải địa chỉ của một trang: {line}",
        "Đừng sửa tay tệp này. Lấy lại bản cũ của nó; máy tự ghi thêm mỗi khi dựng trang.",
        "This line is no address of a page: {line}",
        "Don't edit this file by hand. Bring its former version back; each build adds to it by itself.",
    ),
    "address.gone": said(
        "Bài “{entry}” từng có trang nay không còn, mà chưa có bài nào thay.",
        "Ghi “replaces: [{entry}]” vào bài thay nó. Không có bài thay thì khôi phục bài cũ và thêm “valid_until: …”.",
        "The entry “{entry}” had a page and is gone, and no other one takes its place.",
        "Write “replaces: [{entry}]” into the one that does. Is there none, restore it and add “valid_until: …”.",
        example="replaces: [{entry}]",
    ),
    "address.taken": said(
        "Địa chỉ “{slug}” từng là của bài “{other}”; ai mở liên kết cũ sẽ lạc.",
        "Đặt “slug” khác cho bài này.",
        "The address “{slug}” was that of the entry “{other}”: old links to it would go astray.",
        "Give this entry another “slug”.",
    ),
    "replaces.there": said(
        "Bài “{entry}” vẫn còn, nên chưa thể có bài thay.",
        "Bỏ “{entry}” khỏi “replaces”, hoặc xóa bài cũ.",
        "The entry “{entry}” is still there, so that nothing can take its place.",
        "Take “{entry}” out of “replaces”, or delete the old entry.",
    ),
    "replaces.twice": said(
        "Bài “{entry}” đã có bài “{other}” thay rồi.",
        "Chỉ ghi “{entry}” ở “replaces” của một bài.",
        "The entry “{entry}” is replaced by “{other}” already.",
        "Name “{entry}” in the “replaces” of one entry only.",
    ),
}
