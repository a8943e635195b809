"""Learning paths and day routes."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "course.guide": said(
        "“{name}” không phải bài hướng dẫn (loại của nó là “{kind}”).",
        "Một khóa chỉ gồm bài hướng dẫn (kind: guide). Đổi sang mã của một bài hướng dẫn, hoặc xóa mục này.",
        "“{name}” is not a guide (its kind is “{kind}”).",
        "A course consists of guides only (kind: guide). Write the id of a guide, or delete this item.",
        example="course:\n  - guide: goi-dien\n  - guide: nhan-tin",
    ),
    "course.twice": said(
        "Bài “{name}” có hai lần trong khóa.",
        "Xóa bớt một lần: mỗi bài chỉ học một lần.",
        "The guide “{name}” stands twice in the course.",
        "Delete one of them: each guide is learnt once.",
        example="course:\n  - guide: goi-dien\n  - guide: nhan-tin",
    ),
    "course.outside": said(
        "Câu hỏi nói về bài “{name}”, nhưng khóa không có bài này.",
        "Thêm bài vào “course”, hoặc ghi một bài có trong khóa: {known}",
        "The question is about the guide “{name}”, which is not part of the course.",
        "Add the guide to “course”, or name one that is in it: {known}",
    ),
    "question.count": said(
        "Phần tự kiểm tra có {n} câu hỏi.",
        "Ghi đúng 5 câu hỏi.",
        "The self-check has {n} questions.",
        "Write exactly five.",
    ),
    "question.wrong": said(
        "Câu hỏi này có {n} câu trả lời sai.",
        "Ghi 1, 2 hoặc 3 câu trả lời sai trong “wrong”; câu đúng ghi riêng ở “right”.",
        "This question has {n} wrong answers.",
        "Write one, two or three under “wrong”; the right one stands in “right”.",
        example='ask: {vi: Gọi công an số nào?, en: Which number is the police?}\nright: {vi: "113", en: "113"}\n'
        'wrong:\n  - {vi: "115", en: "115"}\n  - {vi: "114", en: "114"}',
    ),
    "question.same": said(
        "Hai câu trả lời giống hệt nhau: “{answer}”.",
        "Sửa lại một câu, để người học chỉ thấy một câu đúng.",
        "Two answers are the same: “{answer}”.",
        "Change one of them, so that only one is right.",
    ),
    "stop.what": said(
        "Điểm dừng phải có “entry” hoặc “title”, và chỉ một trong hai.",
        "Nơi đã có bài trên trang: ghi mã bài ở “entry” và xóa “title”. Nơi chưa có bài: chỉ ghi tên ở “title”.",
        "A stop needs either “entry” or “title”, and only one of them.",
        "For a place with a page here write its id as “entry” and no “title”; for any other place only a “title”.",
        example="stops:\n  - entry: gieng-co\n  - title: {vi: Chợ làng, en: Village market}",
    ),
}
