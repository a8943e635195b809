"""Booklets, and the site as one file."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "booklet.unknown": said(
        "Không có bài hay xã nào tên “{name}”.",
        "Ghi mã của một bài (id) hoặc của một xã trong places.yml. Gần giống: {known}",
        "There is no entry and no commune “{name}”.",
        "Give the id of an entry, or of a commune in places.yml. Alike: {known}",
    ),
    "booklet.locale": said(
        "Trang này không có ngôn ngữ “{name}”.",
        "Dùng --in với một trong: {known}.",
        "This site has no locale “{name}”.",
        "Use --in with one of: {known}.",
    ),
    "booklet.empty": said(
        "Chưa có bài nào về “{name}”, nên không có gì để đóng thành sách.",
        "Ghi place: {name} trong các bài của xã này rồi chạy lại.",
        "There is no entry about “{name}” yet, so there is nothing to make a booklet of.",
        "Write place: {name} in the entries of this commune and run again.",
    ),
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
