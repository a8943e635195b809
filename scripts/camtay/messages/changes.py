"""Comparing with an earlier state."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "diff.git": said(
        "Không chạy được git: {reason}",
        "Cài git rồi chạy lại (Debian, Ubuntu: apt-get install git).",
        "git could not be run: {reason}",
        "Install git and try again (Debian, Ubuntu: apt-get install git).",
    ),
    "diff.repository": said(
        "Thư mục “{root}” không nằm trong kho git nào, nên không có bản cũ để so. ({reason})",
        "Chạy trong thư mục lấy về bằng git clone. Thư mục mới thì lưu bản đầu tiên: git init, git add, git commit.",
        "The folder “{root}” is in no git repository, so there is no earlier state. ({reason})",
        "Run this in a folder from git clone. In a new one save a first state: git init, git add, git commit.",
    ),
    "diff.empty": said(
        "Kho git này chưa lưu bản nào, nên không có gì để so.",
        "Lưu bản đầu tiên: git add -A, rồi git commit.",
        "This git repository has no saved state yet, so there is nothing to compare with.",
        "Save a first one: git add -A, then git commit.",
    ),
    "diff.revision": said(
        "Không có bản lưu nào tên là “{revision}”.",
        "Bỏ tên ấy đi để so với bản lưu gần nhất, hoặc xem các bản lưu: git log --oneline",
        "There is no saved state called “{revision}”.",
        "Leave the name out to compare with the last one, or list them: git log --oneline",
    ),
    "diff.absent": said(
        "Bản lưu “{revision}” (ngày {day}) chưa có thư mục guides của dự án này.",
        "Chọn một bản lưu muộn hơn; xem các bản lưu: git log --oneline -- guides",
        "The saved state “{revision}” (of {day}) does not have the folder guides of this project yet.",
        "Choose a later one; to list them: git log --oneline -- guides",
    ),
}
