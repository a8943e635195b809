"""Beginning a file, and what an example file still asks for."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "text.sample": said(
        "Chỗ này còn chữ của tệp mẫu (“{found}”).",
        "Viết nội dung thật thay cho cả câu, kể cả chữ SỬA; không cần thì xóa mục này.",
        "Words of the example file are still here (“{found}”).",
        "Write the real text in place of all of it, with the word CHANGE; or delete this part.",
    ),
    "new.taken": said(
        "Mã “{id}” đã có ở {other}.",
        "Đặt mã khác cho bài mới.",
        "The id “{id}” is used in {other} already.",
        "Give the new entry another id.",
    ),
    "new.exists": said(
        "Đã có tệp này; không tệp nào bị ghi đè.",
        "Mở tệp đó mà sửa, hoặc đặt mã khác cho bài mới.",
        "This file is there already; no file was overwritten.",
        "Change that file, or give the new entry another id.",
    ),
    "new.nothing": said(
        "Trong guides/site.yml chưa có “{field}” để bài mới chọn.",
        "Thêm ít nhất một mục vào “{field}” rồi chạy lại.",
        "guides/site.yml has no “{field}” yet for the new entry to choose from.",
        "Add at least one item to “{field}” and run again.",
    ),
    "new.no_guide": said(
        "Chưa có bài hướng dẫn nào, nên chưa lập được lộ trình học.",
        "Viết bài hướng dẫn trước: camtay new guide --id …",
        "There is no guide yet, so there is nothing to put into a learning path.",
        "Write a guide first: camtay new guide --id …",
    ),
}
