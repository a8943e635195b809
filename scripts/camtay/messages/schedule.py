"""Drafts, days on which entries begin and end, and comparing with an earlier state."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "draft.coded": said(
        "Bài “{id}” đã có mã {code}, nên không thể là bản nháp: biển đã in sẽ dẫn vào chỗ trống.",
        "Xóa dòng “{field}”. Bài đã cũ thì ghi “valid_until: 2026-12-31”; trang vẫn mở, và nói rõ là hết hiệu lực.",
        "The entry “{id}” has the code {code}, so it can't be a draft: the printed sign would lead nowhere.",
        "Delete the line “{field}”. For an old entry write “valid_until: 2026-12-31”: its page stays and says so.",
        example="valid_until: 2026-12-31",
    ),
    "draft.reference": said(
        "Bài này đăng rồi mà dẫn tới bài “{name}” còn là bản nháp.",
        "Đăng bài ấy (xóa dòng “status: draft”), hoặc xóa dòng này.",
        "This page is published and leads to the entry “{name}”, which is a draft.",
        "Publish that entry (delete its line “status: draft”), or delete this line.",
    ),
    "draft.later": said(
        "Bài này dẫn tới bài “{name}”, mà bài ấy đến ngày {day} mới đăng.",
        "Cho bài ấy đăng sớm hơn (“publish_from”), hoặc xóa dòng này, hôm ấy thêm lại.",
        "This page leads to the entry “{name}”, which is not published before {day}.",
        "Publish that entry earlier (“publish_from”), or delete this line and add it again on that day.",
    ),
    "draft.command": said(
        "Bài “{name}” còn là bản nháp: chưa có trang, nên chưa cấp mã và chưa in được.",
        "Đăng bài trước: xóa dòng “status: draft”, hoặc đợi tới ngày “publish_from”. Xem thử bằng: camtay serve",
        "The entry “{name}” is a draft: it has no page yet, so there can be no code and no print.",
        "Publish it first: delete “status: draft”, or wait for the day in “publish_from”. To look at it: camtay serve",
    ),
    "serve.address": said(
        "Không mở được bản xem thử tại {address}: {reason}",
        "Có lẽ một bản xem thử khác đang chạy. Tắt bản ấy (Ctrl+C), hoặc dùng cổng khác: "
        "camtay serve --address 127.0.0.1:8001",
        "The preview can't be opened at {address}: {reason}",
        "Perhaps another preview is running. Stop it (Ctrl+C), or use another port: "
        "camtay serve --address 127.0.0.1:8001",
        example="camtay serve --address 127.0.0.1:8001",
    ),
    "schedule.order": said(
        "Ngày hết hiệu lực {last} đứng trước ngày đăng {first}.",
        "Sửa lại “valid_until” hoặc “publish_from”.",
        "The last day, {last}, comes before the first one, {first}.",
        "Correct “valid_until” or “publish_from”.",
        example="publish_from: 2026-11-22\nvalid_until: 2026-12-31",
    ),
    "schedule.successor": said(
        "Có bài thay thế “{name}” mà không có ngày hết hiệu lực.",
        "Thêm ngày cuối cùng bài này còn đúng, ví dụ “valid_until: 2026-12-31”, hoặc xóa dòng này.",
        "There is a successor, “{name}”, but no last day.",
        "Add the last day on which this entry holds, such as “valid_until: 2026-12-31”, or delete this line.",
        example="valid_until: 2026-12-31\nsuccessor: bai-moi",
    ),
    "schedule.circle": said(
        "Bài thay thế “{name}” lại dẫn trở về chính bài này.",
        "Ghi bài mới nhất vào “successor”, hoặc xóa dòng này.",
        "The successor “{name}” leads back to this entry.",
        "Name the newest entry in “successor”, or delete this line.",
    ),
}
