"""The words by which people search."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "synonym.twice": said(
        "Cách gọi “{word}” đã có ở dòng {line}.",
        "Xóa bớt một chỗ. Từ dẫn đến nhiều bài thì ghi các bài ấy vào cùng một nhóm.",
        "The word “{word}” stands in line {line} already.",
        "Delete one of the two. A word for several entries has them all in one group.",
    ),
}
