"""Handouts for a class."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "lesson.kind": said(
        "“{name}” là bài loại “{kind}”, không in thành tài liệu lớp học được.",
        "Chọn một bài hướng dẫn (guide) hoặc một lộ trình học (path). Cần in biển thì dùng: camtay qr print",
        "“{name}” is of the kind “{kind}”, of which there is no handout.",
        "Choose a guide or a learning path (path). For a sign use: camtay qr print",
    ),
    "lesson.locale": said(
        "Trang này không có ngôn ngữ “{name}”.",
        "Dùng --locale với một trong: {known}.",
        "This site has no locale “{name}”.",
        "Use --locale with one of: {known}.",
    ),
    "lesson.text": said(
        "Câu này quá dài cho một trang chiếu chữ to: “{text}”.",
        "Viết ngắn lại, hoặc tách thành hai câu, hai bước.",
        "This text is too long for a slide in large type: “{text}”.",
        "Shorten it, or make two sentences or steps of it.",
    ),
}
