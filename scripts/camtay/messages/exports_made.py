"""Booklets, and the site as one file."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "zim.site": said(
        "Chưa có trang đã dựng ({folder}/).",
        "Chạy trước: camtay build",
        "There is no built site yet ({folder}/).",
        "Run first: camtay build",
    ),
    "zim.missing": said(
        "Máy chưa có libzim, phần mềm ghi tệp cho Kiwix.",
        "Cài rồi chạy lại: {install}",
        "libzim, which writes files for Kiwix, is not installed.",
        "Install it and run again: {install}",
    ),
}
