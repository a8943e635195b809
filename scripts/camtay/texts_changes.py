"""Sentences of `camtay diff` and of its report."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "diff_written": {
        "vi": "Đã ghi {file}. Mở bằng trình duyệt, gửi qua Zalo hay thư điện tử đều được.",
        "en": "Written: {file}. Open it in a browser, or send it by mail.",
    },
    "diff_no_chromium": {
        "vi": "Máy này không có Chromium nên báo cáo không có ảnh chụp trang. Ảnh trong bài vẫn có.",
        "en": "There is no Chromium on this computer, so the report has no screenshots. Pictures of entries are in it.",
    },
    "diff_shots_failed": {
        "vi": "Chưa chụp được trang ({reason}). Báo cáo không có ảnh chụp.",
        "en": "Pages could not be photographed ({reason}). The report has no screenshots.",
    },
    "diff_only_html": {
        "vi": "Ảnh chụp trang chỉ có trong bản HTML. Thêm --format html",
        "en": "Screenshots are in the HTML report only. Add --format html",
    },
    # ------------------------------------------------------------ the report
    "diff_title": {"vi": "Những gì đã đổi", "en": "What has changed"},
    "diff_since": {
        "vi": "So với bản lưu ngày {day}: “{subject}” ({name}).",
        "en": "Compared with the state saved on {day}: “{subject}” ({name}).",
    },
    "diff_nothing": {"vi": "Không có gì đổi.", "en": "Nothing has changed."},
    "diff_errors": {
        "vi": "Nội dung bây giờ đang có {n} lỗi, chưa đăng được. Xem bằng: camtay check",
        "en": "The present content has {n} errors and can't be published. To see them: camtay check",
    },
    "diff_sum": {
        "vi": "{codes} việc về mã QR · {warnings} chỗ cần xem kỹ · {entries} bài, tệp đổi · {pages} trang đổi",
        "en": "QR codes: {codes} · to look at closely: {warnings} · entries and files: {entries} · pages: {pages}",
    },
    "diff_codes": {"vi": "Mã QR", "en": "QR codes"},
    "diff_warnings": {"vi": "Cần xem kỹ trước khi đăng", "en": "Look at these closely before publishing"},
    "diff_entries": {"vi": "Từng bài", "en": "Entry by entry"},
    "diff_printed": {"vi": "Sổ mã ghi thêm {n} lần in biển.", "en": "The ledger has {n} more prints of signs."},
    "diff_code_issue": {"vi": "Mã mới {code} → {title}", "en": "New code {code} → {title}"},
    "diff_code_retarget": {
        "vi": "Mã {code} trước dẫn tới “{former}”, nay dẫn tới “{title}”",
        "en": "The code {code} led to “{former}” and leads to “{title}” now",
    },
    "diff_code_retire": {
        "vi": "Mã {code} ({title}) thôi in; quét vẫn ra trang",
        "en": "The code {code} ({title}) is printed no more; scanning it still works",
    },
    "diff_reason": {"vi": "Lý do: {reason}", "en": "Reason: {reason}"},
    "diff_signs": {"vi": "Biển: {signs}", "en": "Signs: {signs}"},
    "diff_no_signs": {
        "vi": "Mã này chưa in, chưa treo ở đâu.",
        "en": "This code was not printed and hangs nowhere.",
    },
    "diff_code_printed": {
        "vi": "Mã này đã in ra biển; sổ biển chưa ghi treo ở đâu.",
        "en": "This code was printed on a sign; where it hangs is not on record.",
    },
    "diff_leads": {"vi": "Mã dẫn tới bài này: {codes}.", "en": "Codes that lead here: {codes}."},
    "diff_hanging": {"vi": "{n} biển đang treo", "en": "{n} signs hang"},
    "diff_pages": {"vi": "Trang: {pages}", "en": "Pages: {pages}"},
    "diff_new_page": {"vi": "{page} (trang mới)", "en": "{page} (new)"},
    "diff_gone_page": {"vi": "{page} (không còn)", "en": "{page} (gone)"},
    "diff_moved_page": {"vi": "{before} → {after}", "en": "{before} → {after}"},
    "diff_every_page": {"vi": "Mọi trang có thể khác.", "en": "Every page may look different."},
    # ------------------------------------------------------------ states
    "diff_state_added": {"vi": "bài mới", "en": "new"},
    "diff_state_removed": {"vi": "đã xóa", "en": "removed"},
    "diff_state_published": {"vi": "từ bản nháp thành đăng", "en": "was a draft, is published"},
    "diff_state_withdrawn": {"vi": "đang đăng, thành bản nháp", "en": "was published, is a draft"},
    "diff_state_changed": {"vi": "sửa", "en": "changed"},
    "diff_state_draft": {"vi": "bản nháp, chưa đăng", "en": "draft, not published"},
    "diff_sort_added": {"vi": "thêm", "en": "added"},
    "diff_sort_removed": {"vi": "bỏ", "en": "taken out"},
    "diff_sort_changed": {"vi": "sửa", "en": "changed"},
    "diff_sort_moved": {"vi": "đổi chỗ: {before} → {after}", "en": "moved: {before} → {after}"},
    "diff_picture": {"vi": "Ảnh", "en": "Picture"},
    "diff_before": {"vi": "Trước", "en": "Before"},
    "diff_after": {"vi": "Nay", "en": "Now"},
    "diff_none": {"vi": "(không có)", "en": "(none)"},
    "diff_shot": {"vi": "Trang quét trên điện thoại", "en": "The scan page on a phone"},
    "diff_shot_alt": {"vi": "Trang quét của {title}", "en": "The scan page of {title}"},
    "diff_shot_more": {
        "vi": "Chỉ chụp {n} bài đầu.",
        "en": "Only the first {n} entries were photographed.",
    },
    # ------------------------------------------------------------ what to look at
    "diff_warn_lost": {
        "vi": "Sổ mã mất một dòng: {before}. Biển đã in vẫn treo ngoài đường.",
        "en": "The ledger lost a line: {before}. The printed sign still hangs outside.",
    },
    "diff_warn_unread": {
        "vi": "Không đọc được {title}, nên không so được tệp này.",
        "en": "{title} can't be read, so it was not compared.",
    },
    "diff_warn_host": {
        "vi": "Tên miền đổi: {before} → {after}. Mã đã in mang tên miền cũ.",
        "en": "The domain changed: {before} → {after}. Printed codes carry the old one.",
    },
    "diff_warn_removed": {"vi": "{title}: trang không còn nữa.", "en": "{title}: its page is gone."},
    "diff_warn_address": {
        "vi": "{title}: địa chỉ đổi {before} → {after}. Địa chỉ cũ tự dẫn sang nếu trang ấy đã từng được dựng.",
        "en": "{title}: the address changed, {before} → {after}. The old one leads on if that page was ever built.",
    },
    "diff_warn_phone": {
        "vi": "{title}, {label}: số gọi {before} → {after}",
        "en": "{title}, {label}: number {before} → {after}",
    },
    "diff_warn_contact": {
        "vi": "{title}, {label}: thư điện tử {before} → {after}",
        "en": "{title}, {label}: e-mail {before} → {after}",
    },
    "diff_warn_money": {
        "vi": "{title}, {label}: tiền {before} → {after}",
        "en": "{title}, {label}: money {before} → {after}",
    },
    "diff_warn_day": {
        "vi": "{title}, {label}: ngày, thời hạn {before} → {after}",
        "en": "{title}, {label}: day or term {before} → {after}",
    },
    "diff_warn_time": {"vi": "{title}, {label}: {before} → {after}", "en": "{title}, {label}: {before} → {after}"},
    "diff_warn_place": {
        "vi": "{title}, {label}: vị trí {before} → {after}",
        "en": "{title}, {label}: position {before} → {after}",
    },
    "diff_warn_link": {
        "vi": "{title}, {label}: đường dẫn {before} → {after}",
        "en": "{title}, {label}: link {before} → {after}",
    },
    "diff_warn_emblem": {
        "vi": "Hình hiệu trên mọi biển in mới: {before} → {after}",
        "en": "The emblem on all new signs: {before} → {after}",
    },
    "diff_warn_left": {
        "vi": "{title}, {label}: con số đổi trong bản {before}, bản {after} còn như cũ.",
        "en": "{title}, {label}: a figure changed in {before}, while {after} is as it was.",
    },
}
