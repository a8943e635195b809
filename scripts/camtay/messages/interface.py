"""An instance's own words of the interface (`guides/ui/LOCALE.yml`)."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "word.untranslated": said(
        "Chữ của nút và tiêu đề chưa dịch hết sang “{tag}” (thiếu {n} trong {all}), trang tạm dùng tiếng Anh: {keys}",
        "Gửi người dịch: camtay l10n export --interface --locale {tag}. Nhận về: camtay l10n import TỆP --apply",
        "The words of the interface are not all translated into “{tag}” ({n} of {all}); English stands in: {keys}",
        "For translators: camtay l10n export --interface --locale {tag}. Back again: camtay l10n import FILE --apply",
    ),
    "word.locale": said(
        "Tệp này không dùng đến: trang không có ngôn ngữ “{tag}” (đang có: {locales}).",
        "Đổi tên tệp thành mã một ngôn ngữ của trang, hoặc thêm “{tag}” vào “locales” trong guides/site.yml.",
        "This file is of no use: the site has no locale “{tag}” (there are: {locales}).",
        "Name the file after a locale of the site, or add “{tag}” to “locales” in guides/site.yml.",
    ),
    "word.unknown": said(
        "Giao diện không có chữ nào mang khóa “{key}”.",
        "Có lẽ là “{nearest}”. Sửa lại hoặc xóa dòng này.",
        "The interface has no word under the key “{key}”.",
        "Perhaps “{nearest}”. Correct it or delete the line.",
    ),
    "word.unknown_far": said(
        "Giao diện không có chữ nào mang khóa “{key}”.",
        "Sửa lại hoặc xóa dòng này. Các khóa gần nhất: {known}",
        "The interface has no word under the key “{key}”.",
        "Correct it or delete the line. The nearest keys: {known}",
    ),
    "word.path": said(
        "“{value}” không dùng làm một phần địa chỉ trang được.",
        "Chỉ dùng chữ thường không dấu, chữ số và dấu gạch nối, ví dụ: huong-dan",
        "“{value}” can't be part of an address.",
        "Use small letters without accents, digits and hyphens only, for example: guides",
        allowed=("chữ thường không dấu, số, dấu gạch nối", "small letters without accents, digits, hyphens"),
        example="path.guide: huong-dan",
    ),
    "word.missing": said(
        "Câu này thiếu chỗ điền {{{name}}}.",
        "Viết lại cho có đủ, ví dụ: {sample}",
        "This text lacks the placeholder {{{name}}}.",
        "Write it with all of them, for example: {sample}",
        example="guide.step: Bước {n}",
    ),
    "word.extra": said(
        "Câu này có chỗ điền {{{name}}} mà máy không có gì để điền vào.",
        "Chỉ dùng: {known}. Ví dụ: {sample}",
        "Nothing can be filled in for the placeholder {{{name}}} in this text.",
        "Use only: {known}. For example: {sample}",
        example="guide.step: Bước {n}",
    ),
    "word.plain": said(
        "Câu này có chỗ điền {{{name}}}, mà máy không điền gì vào câu này.",
        "Bỏ dấu ngoặc nhọn và chữ bên trong.",
        "This text has the placeholder {{{name}}}, and nothing is filled into this text.",
        "Delete the braces and what is between them.",
    ),
    "word.brace": said(
        "Dấu ngoặc nhọn trong câu này mở mà không đóng, hoặc đóng mà không mở.",
        "Viết mỗi chỗ điền giữa hai dấu ngoặc nhọn, ví dụ: {sample}",
        "The braces in this text are opened and not closed, or closed and not opened.",
        "Put each placeholder between two braces, for example: {sample}",
    ),
}
