"""How texts are written: all of these are notes, none stops a build."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    # ------------------------------------------------------------ steps
    "style.step_long": said(
        "Bước này dài {count} tiếng; một bước nên có nhiều nhất {limit} tiếng.",
        "Bớt chữ, tách làm hai bước, hoặc chuyển phần giải thích xuống ghi chú (note).",
        "This step has {count} words; a step should have {limit} at most.",
        "Cut words, make two steps of it, or move the explanation into its note.",
    ),
    "style.step_verb": said(
        "Bước này bắt đầu bằng “{found}”, không phải bằng việc cần làm.",
        "Đưa việc cần làm lên đầu: “Bấm …”, “Mở …”. Nếu đã là động từ, ghi thêm vào verbs trong guides/style/vi.yml.",
        "This step begins with “{found}” and not with what to do.",
        "Begin with the action: “Press …”, “Open …”. If it is a verb, add it to verbs in guides/style/en.yml.",
        example="vi: Bấm nút Gọi.",
    ),
    "style.step_actions": said(
        "Bước này có vẻ gồm hai việc (việc thứ hai: “{found}”).",
        "Nếu đúng là hai việc thì tách làm hai bước.",
        "This step seems to hold two actions (the second: “{found}”).",
        "If they are two indeed, make two steps of it.",
        example="steps:\n  - vi: Mở Zalo.\n  - vi: Bấm nút Gọi.",
    ),
    # ------------------------------------------------------------ sentences
    "style.sentence_long": said(
        "Câu này dài {count} tiếng: “{found}…”; nên nhiều nhất {limit}.",
        "Tách thành hai câu.",
        "This sentence has {count} words: “{found}…”; {limit} at most is good.",
        "Make two sentences of it.",
    ),
    "style.average": said(
        "Câu trong bài này trung bình dài {average} tiếng, nên nhiều nhất {limit}. Câu dài {count} tiếng: “{found}…”.",
        "Tách những câu dài nhất thành hai.",
        "Sentences of this entry have {average} words on average; {limit} at most is good. One of {count}: “{found}…”.",
        "Make two of each of the longest ones.",
    ),
    "style.abbreviation": said(
        "Chữ viết tắt “{found}” chưa được giải thích trong bài này.",
        "Viết đủ chữ, thêm lời giải thích trong ngoặc “{found} (…)”, hoặc thêm từ này vào guides/glossary.yml.",
        "The abbreviation “{found}” is not explained in this entry.",
        "Write it out, explain it in brackets “{found} (…)”, or add it to guides/glossary.yml.",
        example="vi: Dùng NFC (chạm thẻ vào máy).",
    ),
    # ------------------------------------------------------------ marks
    "style.tone": said(
        "Dấu thanh đặt kiểu khác với cả trang: “{found}”.",
        "Viết “{good}”. Trong Unikey, tắt mục “Đặt dấu oà, uý”.",
        "The tone mark is placed otherwise than on the rest of the site: “{found}”.",
        "Write “{good}”.",
    ),
    "style.spaces": said(
        "Có hai dấu cách liền nhau: “{found}”.",
        "Chỉ để một: “{good}”.",
        "Two spaces stand together: “{found}”.",
        "Leave one: “{good}”.",
    ),
    "style.space_before": said(
        "Có dấu cách trước dấu câu: “{found}”.",
        "Viết liền: “{good}”.",
        "There is a space before a punctuation mark: “{found}”.",
        "Write “{good}”.",
    ),
    "style.space_after": said(
        "Thiếu dấu cách sau dấu câu: “{found}”.",
        "Viết “{good}”.",
        "A space is missing after a punctuation mark: “{found}”.",
        "Write “{good}”.",
    ),
    "style.quote": said(
        "Dấu nháy thẳng trong câu: “{found}”.",
        "Dùng nháy cong {good}.",
        "There is a straight quotation mark in the text: “{found}”.",
        "Use curly ones: {good}.",
        example="vi: Bấm nút “Gọi”.",
    ),
    "style.quotes_mixed": said(
        "Tệp này dùng cả hai kiểu dấu phẩy trên: ’ và thẳng ('), như trong “{found}”.",
        "Chọn một kiểu cho cả tệp.",
        "This file uses both apostrophes, ’ and the straight one ('), as in “{found}”.",
        "Use one of them in the whole file.",
    ),
    "style.ellipsis": said(
        "Ba dấu chấm rời: “{found}”.",
        "Dùng một ký tự ba chấm: “{good}”.",
        "Three full stops: “{found}”.",
        "Use the one character: “{good}”.",
    ),
    "style.number": said(
        "Số viết kiểu khác: “{found}”. Tiếng Việt dùng dấu chấm ngăn hàng nghìn, dấu phẩy cho số lẻ.",
        "Viết “{good}”.",
        "A number in another style: “{found}”. In English a comma parts thousands and a point the decimals.",
        "Write “{good}”.",
        example="vi: Giá 20.000 đồng.\nen: It costs 20,000 dong.",
    ),
    "style.unit": said(
        "Thiếu dấu cách giữa số và đơn vị: “{found}”.",
        "Viết “{good}”.",
        "A space is missing between number and unit: “{found}”.",
        "Write “{good}”.",
        example="vi: Đi 10 km.",
    ),
}
