"""A new instance that can not be made."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "init.taken": said(
        "Thư mục này đã có tệp ({names}).",
        "Chọn một thư mục mới hoặc thư mục trống; không tệp nào bị ghi đè.",
        "This folder is not empty ({names}).",
        "Choose a new or an empty folder; no file was overwritten.",
    ),
    "init.file": said(
        "Đây là một tệp, không phải thư mục.",
        "Gõ tên một thư mục mới.",
        "This is a file, not a folder.",
        "Name a new folder.",
    ),
    "init.write": said(
        "Không ghi được vào đây ({reason}).",
        "Chọn chỗ khác mà bạn có quyền ghi, ví dụ trong thư mục của bạn; kiểm tra ổ đĩa còn chỗ.",
        "This place can't be written to ({reason}).",
        "Choose another one where you may write, such as your own folder; check that the disk has room.",
    ),
}
