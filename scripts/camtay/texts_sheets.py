"""Sentences of `camtay sheet` and words in its spreadsheets, in Vietnamese and English."""

from __future__ import annotations

from camtay.texts_placements import TEXTS as PLACEMENTS

TEXTS: dict[str, dict[str, str]] = {
    **PLACEMENTS,
    # ------------------------------------------------------------ titles
    "sheet_alley": {"vi": "Kiệt", "en": "Alleys"},
    "sheet_speciality": {"vi": "Đặc sản", "en": "Specialities"},
    "sheet_procedure": {"vi": "Thủ tục một cửa", "en": "Procedures"},
    "sheet_contact": {"vi": "Liên hệ chung của trang (báo biển hỏng)", "en": "The site's contact (damaged signs)"},
    "sheet_contacts": {"vi": "Danh bạ", "en": "Contacts"},
    "sheet_placement": {"vi": "Biển", "en": "Signs"},
    "sheet_lists": {"vi": "Danh mục", "en": "Lists"},
    # ------------------------------------------------------------ columns
    "sheet_code": {"vi": "Mã QR (chỉ để xem)", "en": "QR code (for reading only)"},
    "sheet_code_hint": {
        "vi": "Máy tự điền. Mã mới cấp khi nhập bảng với --issue.",
        "en": "Filled in for you. New codes are issued by importing with --issue.",
    },
    "sheet_village": {"vi": "Thuộc làng, thôn", "en": "Village"},
    "sheet_office": {"vi": "Thuộc bộ phận một cửa", "en": "One-stop office"},
    "sheet_entry": {"vi": "Thuộc bài", "en": "Entry"},
    "sheet_owner_hint": {
        "vi": "Dòng mới: chọn trong danh sách. Dòng có sẵn: đừng đổi.",
        "en": "New rows: choose from the list. Don't change it in other rows.",
    },
    "sheet_section": {"vi": "Ghi ở đâu", "en": "Where it stands"},
    "sheet_section_hint": {
        "vi": "Dòng mới: chọn trong danh sách. Để trống là số gọi của bài.",
        "en": "New rows: choose from the list. Left empty, it is a number of the entry.",
    },
    "sheet_emergency": {"vi": "Số khẩn cấp dưới mọi trang quét", "en": "Emergency numbers below every scan page"},
    "sheet_phones": {"vi": "Số gọi của bài", "en": "Numbers of an entry"},
    "sheet_channels": {"vi": "Kênh chính thức của bài hướng dẫn", "en": "Official channels of a guide"},
    "sheet_site": {"vi": "(trang này, không thuộc bài nào)", "en": "(the site itself)"},
    "sheet_answers": {"vi": "Ai nghe, việc gì", "en": "Who answers, what for"},
    "sheet_answers_hint": {
        "vi": "Tên cơ quan hoặc việc gọi số này. Không ghi tên riêng của ai chưa đồng ý.",
        "en": "The office, or what one calls for. No private person's name without consent.",
    },
    # ------------------------------------------------------------ hints
    "sheet_choose": {"vi": "Chọn một mục trong danh sách.", "en": "Choose one of the list."},
    "sheet_day": {"vi": "Gõ ngày/tháng/năm, ví dụ 22/11/2026.", "en": "Type day/month/year, for example 22/11/2026."},
    "sheet_id_hint": {
        "vi": "Dòng có sẵn: đừng đổi, biển đã in dẫn về mã này. Dòng mới: để trống, máy tự đặt.",
        "en": "Don't change it: printed signs lead here. New rows: leave it empty, it is made for you.",
    },
    "sheet_id_fixed": {
        "vi": "Mã giữ mãi, không đổi được. Bấm Hủy (Cancel) để giữ mã cũ.",
        "en": "Ids are for ever. Press Cancel to keep the old one.",
    },
    "sheet_claims_hint": {
        "vi": "Mỗi ý một dòng (xuống dòng: Alt+Enter). Hai thứ tiếng phải cùng số dòng; dòng chưa dịch ghi –",
        "en": "One statement a line (new line: Alt+Enter). Both languages line by line; – where one is missing.",
    },
    "sheet_lines_hint": {
        "vi": "Mỗi điều một dòng (xuống dòng: Alt+Enter).",
        "en": "One a line (new line: Alt+Enter).",
    },
    "sheet_sources_hint": {
        "vi": "Mỗi nguồn một dòng: mã | tên nguồn | https://… | ngày",
        "en": "One source a line: id | title | https://… | date",
    },
    "sheet_ids_hint": {
        "vi": "Ghi mã, cách nhau bằng dấu phẩy. Nguồn mới ghi thẳng: Tên nguồn | https://…",
        "en": "Ids, with commas between. A new source in full: Name | https://…",
    },
    "sheet_places_hint": {
        "vi": "Chọn xã trong danh sách. Nhiều xã: gõ tên, cách nhau bằng dấu chấm phẩy.",
        "en": "Choose a commune. Several: type the names with semicolons between.",
    },
    "sheet_phone_hint": {
        "vi": "Ghi cả số 0 ở đầu. Số khẩn cấp: 113.",
        "en": "With the leading 0. Emergency numbers: 113.",
    },
    "sheet_required": {"vi": "Phải điền.", "en": "Must be filled in."},
    # ------------------------------------------------------------ commands
    "sheet_exported": {
        "vi": "{n} dòng trong {file}. Điền xong thì xem thử: camtay sheet import {file}",
        "en": "{n} rows in {file}. When it is filled in, try: camtay sheet import {file}",
    },
    "sheet_more": {"vi": "  … và {n} dòng nữa (xem hết: --all)", "en": "  … and {n} more (all of them: --all)"},
    "sheet_added_title": {"vi": "Thêm ({n}):", "en": "Added ({n}):"},
    "sheet_added": {"vi": "  + {cell}  {name}", "en": "  + {cell}  {name}"},
    "sheet_changed_title": {"vi": "Sửa ({n}):", "en": "Changed ({n}):"},
    "sheet_changed": {
        "vi": "  ~ {cell}  {name}: {field}: {before} → {after}",
        "en": "  ~ {cell}  {name}: {field}: {before} → {after}",
    },
    "sheet_refused_title": {
        "vi": "Chưa nhận ({n}), lý do và cách sửa ở dưới:",
        "en": "Refused ({n}), see below why and what to do:",
    },
    "sheet_refused": {"vi": "  × {cell}  {name}", "en": "  × {cell}  {name}"},
    "sheet_same": {"vi": "Giữ nguyên: {n} dòng.", "en": "Unchanged: {n} rows."},
    "sheet_kept": {
        "vi": "Không có trong bảng: {n} mục, giữ nguyên.",
        "en": "Not in this sheet: {n} items, kept as they are.",
    },
    "sheet_trial": {
        "vi": "Mới xem thử, chưa ghi gì. Đúng ý thì chạy lại với {way}.",
        "en": "A trial only, nothing is written. If it is right, run it again with {way}.",
    },
    "sheet_nothing": {
        "vi": "Bảng không có gì mới; không ghi gì.",
        "en": "The sheet has nothing new; nothing is written.",
    },
    "sheet_done": {
        "vi": "Đã ghi {files}: {changed} dòng sửa, {added} dòng thêm.",
        "en": "Written into {files}: {changed} rows changed, {added} added.",
    },
    "sheet_refused_all": {
        "vi": "Dừng lại vì {n} lỗi trong bảng; chưa ghi gì. Sửa các ô ấy rồi nhập lại.",
        "en": "Stopped by {n} errors in the sheet; nothing is written. Mend those cells and import it again.",
    },
    "sheet_no_codes": {
        "vi": "Bảng loại này không cần mã QR; bỏ --issue.",
        "en": "Sheets of this kind need no codes; leave out --issue.",
    },
}
