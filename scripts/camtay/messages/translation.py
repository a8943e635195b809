"""Translations: what the lock of hashes knows of them."""

from __future__ import annotations

from camtay.messages.words import Words, said

_ANEW = "camtay l10n accept --all"

MESSAGES: dict[str, Words] = {
    "translation.stale": said(
        "Bản dịch “{locale}” của “{entry}” có {n} chỗ chưa theo kịp bản gốc: {where}.",
        "Sửa bản dịch cho khớp. Nếu đã khớp sẵn, ghi nhận bằng: camtay l10n accept {entry}",
        "The “{locale}” translation of “{entry}” is behind its original ({n}): {where}.",
        "Bring the translation up to date. If it still says the same, confirm it: camtay l10n accept {entry}",
    ),
    "translation.locale": said(
        "Trang không có ngôn ngữ “{name}”.",
        "Chọn một trong: {known}; hoặc thêm vào dòng “locales:” của guides/site.yml.",
        "The site has no locale “{name}”.",
        "Choose one of: {known}; or add it to “locales:” in guides/site.yml.",
    ),
    "translation.source": said(
        "“{name}” là ngôn ngữ gốc, không phải bản dịch.",
        "Chọn một trong: {known}.",
        "“{name}” is the language of the originals, no translation.",
        "Choose one of: {known}.",
    ),
    "translation.unreadable": said(
        "Không đọc được sổ theo dõi bản dịch: {reason}.",
        f"Xóa tệp ấy rồi lập lại: {_ANEW}",
        "The lock of translations can't be read: {reason}.",
        f"Delete the file and make it anew: {_ANEW}",
    ),
    "translation.line": said(
        "Sổ theo dõi bản dịch có dòng hỏng: {text}",
        f"Để nguyên, rồi chạy: {_ANEW} (lệnh này bỏ dòng hỏng và sắp lại sổ).",
        "A line of the lock of translations is damaged: {text}",
        f"Leave it and run: {_ANEW} (this drops it and sorts the file).",
    ),
    "translation.conflict": said(
        "Sổ theo dõi bản dịch còn dấu của hai bản chưa gộp xong.",
        f"Để nguyên, rồi chạy: {_ANEW} (lệnh này giữ dòng của cả hai bên).",
        "The lock of translations still has the marks of an unfinished merge.",
        f"Leave it and run: {_ANEW} (this keeps the lines of both sides).",
    ),
}
