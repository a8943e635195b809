"""What Word, Zalo and old fonts do to a YAML file that is pasted from there."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "yaml.curly": said(
        "Dấu nháy cong (“ ”, ‘ ’) do Word hoặc điện thoại tự đổi; YAML chỉ hiểu dấu nháy thẳng.",
        'Gõ lại dấu nháy thẳng: "…". Máy sửa giúp được: chạy camtay fix.',
        "Curly quotation marks (“ ”, ‘ ’) come from Word or a phone; YAML knows straight ones only.",
        'Type straight ones: "…". It can be repaired for you: run camtay fix.',
    ),
    "yaml.bullet": said(
        "Mục này bắt đầu bằng dấu {mark} do Word tự đổi, không phải dấu gạch nối.",
        "Gõ lại dấu gạch nối và một dấu cách: “- ”. Máy sửa giúp được: chạy camtay fix.",
        "This item begins with {mark}, which Word puts in place of a hyphen.",
        "Type a hyphen and a space: “- ”. It can be repaired for you: run camtay fix.",
    ),
    "yaml.gap": said(
        "Sau dấu hai chấm là dấu cách lạ ({character}), thường do dán từ Word hoặc Zalo.",
        "Xóa khoảng trống sau dấu hai chấm và gõ lại bằng phím cách. Máy sửa giúp được: chạy camtay fix.",
        "The colon is followed by a strange space ({character}), often pasted from Word or Zalo.",
        "Delete the space behind the colon and type it again. It can be repaired for you: run camtay fix.",
    ),
    "fix.encoding": said(
        "Không chắc tệp này lưu bằng bảng mã nào, nên máy không dám đổi.",
        "Mở tệp bằng chương trình đã viết ra nó, chọn Lưu thành (Save As), ở ô Mã hóa (Encoding) chọn UTF-8 rồi lưu.",
        "It is not sure how the letters of this file are encoded, so nothing was changed.",
        "Open it with the program that wrote it, choose Save As, set Encoding to UTF-8 and save.",
    ),
}
