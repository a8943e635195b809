"""Sentences of the commands for those who write in a text editor."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "check_alone": {
        "vi": "--format chỉ dành cho máy đọc: bỏ --review và --watch.",
        "en": "--format is for machines: leave out --review and --watch.",
    },
    "watching": {
        "vi": "Đang chờ: lưu tệp là kiểm tra lại ngay. Dừng: Ctrl+C.",
        "en": "Waiting: save a file and it is checked again. Stop: Ctrl+C.",
    },
    "watch_ended": {"vi": "Đã dừng.", "en": "Stopped."},
    # ------------------------------------------------------------ camtay fix
    "fix_line": {"vi": "  dòng {line}: {what}", "en": "  line {line}: {what}"},
    "fix_more": {"vi": "  … và {n} chỗ nữa cùng loại.", "en": "  … and {n} more of this sort."},
    "fix_encoding": {"vi": "chữ lưu dạng {before} → {after}", "en": "letters saved as {before} → {after}"},
    "fix_bom": {"vi": "bỏ dấu BOM ở đầu tệp", "en": "no byte order mark"},
    "fix_ends": {"vi": "cách xuống dòng lẫn lộn → một kiểu", "en": "mixed line ends → one sort"},
    "fix_nfc": {"vi": "chữ có dấu tách rời (NFD) → chữ dựng sẵn", "en": "decomposed letters (NFD) → composed ones"},
    "fix_hidden": {"vi": "bỏ ký tự ẩn", "en": "no hidden characters"},
    "fix_space": {"vi": "dấu cách lạ hoặc Tab → dấu cách thường", "en": "odd spaces or tabs → plain spaces"},
    "fix_bullet": {"vi": "dấu đầu mục của Word → “- ”", "en": "Word's bullet → “- ”"},
    "fix_quotes": {"vi": "dấu nháy cong → dấu nháy thẳng", "en": "curly quotation marks → straight ones"},
    "fix_colon": {"vi": "câu có dấu riêng của YAML → đặt trong dấu nháy", "en": "text with signs of YAML → in quotes"},
    "fix_font": {"vi": "chữ phông cũ: {before} → {after}", "en": "text of an old font: {before} → {after}"},
    "fix_quote": {
        "vi": "{before} → {after}, kẻo chương trình khác tưởng là số, ngày hay đúng/sai",
        "en": "{before} → {after}, lest another program take it for a number, a date or true/false",
    },
    "fix_blank": {"vi": "bỏ khoảng trắng thừa", "en": "no superfluous space"},
    "fix_end": {"vi": "kết thúc tệp bằng đúng một dấu xuống dòng", "en": "one line end at the end of the file"},
    "fix_none": {"vi": "Không có gì cần sửa: {files} tệp.", "en": "Nothing to repair: {files} files."},
    "fix_found": {
        "vi": "Sửa được {n} chỗ trong {files} tệp. Chưa ghi gì. Xem kỹ ở trên, rồi chạy: {command}",
        "en": "{n} repairs in {files} files. Nothing is written yet. Read them, then run: {command}",
    },
    "fix_done": {
        "vi": "Đã sửa {n} chỗ trong {files} tệp. Tiếp theo: camtay check",
        "en": "{n} repairs in {files} files are done. Next: camtay check",
    },
    "fix_stopped": {
        "vi": "Có {n} tệp máy không sửa được; hãy sửa tay.",
        "en": "{n} files can't be repaired by the program; mend them by hand.",
    },
    "fix_hint": {
        "vi": "Máy tự sửa được một số chỗ. Xem trước: {command}",
        "en": "Some of this can be repaired for you. See first: {command}",
    },
    # ------------------------------------------------------------ camtay new, camtay schema
    "new_id": {
        "vi": "“{id}” không dùng được: chỉ chữ thường không dấu, số và gạch nối, ví dụ: dia-dao-vinh-moc",
        "en": "“{id}” can't be used: small letters without accents, digits and hyphens only, such as: dia-dao-vinh-moc",
    },
    "new_stopped": {"vi": "Dừng lại vì {n} lỗi. Chưa ghi gì.", "en": "Stopped by {n} errors. Nothing was written."},
    "new_done": {
        "vi": "Đã viết {file}. Mở ra, viết lại những chỗ ghi SỬA, rồi chạy: camtay check",
        "en": "Wrote {file}. Rewrite what says CHANGE in it, then run: camtay check",
    },
    "schema_done": {"vi": "Đã ghi {n} tệp vào {folder}.", "en": "Wrote {n} files to {folder}."},
    "schema_kept": {
        "vi": "Giữ nguyên {names} của bạn. Bản mẫu có trong sổ tay, chương Trình sửa văn bản.",
        "en": "Your own {names} was left as it is. The handbook's chapter on text editors shows the usual one.",
    },
}
