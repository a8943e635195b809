"""Files from translators."""

from __future__ import annotations

from camtay.messages.words import Words, said

_EXPORT = "camtay l10n export"

MESSAGES: dict[str, Words] = {
    "po.syntax": said(
        "Tệp này không phải tệp PO, hoặc đã hỏng.",
        "Mở bằng Poedit xem báo lỗi gì, hoặc nhờ người dịch gửi lại tệp .po.",
        "This is no PO file, or it is damaged.",
        "Open it in Poedit to see what is wrong, or ask the translator to send the .po file again.",
    ),
    "po.large": said(
        "Tệp nặng quá {limit} MB.",
        f"Tệp bản dịch chỉ vài MB. Kiểm tra có gửi nhầm tệp không: {_EXPORT}",
        "The file is over {limit} MB.",
        f"A file of translations has a few MB. Perhaps it is the wrong file: {_EXPORT}",
    ),
    "po.encoding": said(
        "Tệp không ở bảng mã UTF-8.",
        "Mở bằng Poedit, chọn bảng mã UTF-8 trong phần thuộc tính, rồi lưu lại.",
        "The file is not in UTF-8.",
        "Open it in Poedit, choose the charset UTF-8 in its properties, and save it.",
    ),
    "po.other": said(
        "Tệp này của trang khác ({site}); đây là trang {host}.",
        "Chọn đúng tệp của trang này, hoặc chạy lệnh trong thư mục của trang kia.",
        "This file belongs to another site ({site}); this is {host}.",
        "Choose the file of this site, or run the command in the folder of the other one.",
    ),
    "po.foreign": said(
        "Trong tệp không có câu nào của trang {host}.",
        f"Chọn đúng tệp đã xuất từ đây: {_EXPORT}",
        "None of the texts in the file is one of {host}.",
        f"Choose a file that came from here: {_EXPORT}",
    ),
    "po.language": said(
        "Tệp không ghi ngôn ngữ (dòng `Language:`).",
        "Ghi thêm vào lệnh: --locale en",
        "The file does not name its language (header “Language:”).",
        "Add it to the command: --locale en",
    ),
    "po.locale": said(
        "Tệp ghi ngôn ngữ “{said}”, còn lệnh ghi “{wanted}”.",
        "Xem lại tệp; nếu tệp đúng thì bỏ --locale khỏi lệnh.",
        "The file says that its language is “{said}”, the command says “{wanted}”.",
        "Look at the file; if it is the right one, leave --locale out.",
    ),
    "po.twice": said(
        "Câu “{name}” có hai lần trong tệp (lần đầu ở dòng {first}).",
        "Giữ lại một lần.",
        "“{name}” is in the file twice (first in line {first}).",
        "Keep one of them.",
    ),
    "po.unknown": said(
        "Trang không có câu “{name}”, nên bỏ qua.",
        f"Có thể câu đã bị xóa. Câu gần giống: {{nearest}}. Xuất tệp mới để dịch tiếp: {_EXPORT}",
        "The site has no text “{name}”, so it is left out.",
        f"It may have been deleted. The most alike: {{nearest}}. Go on with a fresh file: {_EXPORT}",
    ),
    "po.outdated": said(
        "Bản gốc của “{name}” đã sửa từ khi xuất tệp, nên bỏ qua bản dịch này.",
        f"Xuất tệp mới rồi dịch lại câu ấy: {_EXPORT} --open",
        "The original of “{name}” has changed since the file was made, so this translation is left out.",
        f"Make a fresh file and translate that text again: {_EXPORT} --open",
    ),
    "po.empty": said(
        "Câu “{name}” đánh dấu cần xem lại (fuzzy) mà chưa có chữ nào, nên bỏ qua.",
        "Dịch câu ấy và bỏ dấu fuzzy, hoặc để trống không có dấu.",
        "“{name}” is marked fuzzy but holds no words, so it is left out.",
        "Translate it and take the mark away, or leave it empty without the mark.",
    ),
    "po.marks": said(
        "Trong bản dịch có dấu {mark} lẻ, không thành cặp.",
        "Viết dấu như bản gốc: {source}",
        "The translation holds a single {mark} that is not closed.",
        "Use the marks as the original does: {source}",
    ),
    "po.links": said(
        "Địa chỉ trong bản dịch ({found}) khác bản gốc ({wanted}).",
        "Chép nguyên địa chỉ trong ngoặc (…) từ bản gốc.",
        "The addresses in the translation ({found}) differ from those of the original ({wanted}).",
        "Copy what stands in (…) from the original.",
    ),
    "po.write": said(
        "Không ghi được bản dịch vào tệp mà giữ nguyên phần còn lại.",
        "Chưa có gì thay đổi. Sửa tay tệp ấy, và báo cho người phát triển.",
        "The translations can't be written into the file without touching other parts of it.",
        "Nothing was changed. Edit that file by hand and tell the developers.",
    ),
}
