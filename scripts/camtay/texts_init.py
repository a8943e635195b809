"""Sentences of `camtay init`."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "init_ask_province": {
        "vi": "Tỉnh hoặc thành phố nào (ví dụ: Phú Thọ; thành phố Huế)",
        "en": "Which province or city (such as: Phú Thọ; thành phố Huế)",
    },
    "init_ask_commune": {
        "vi": "Xã, phường hoặc đặc khu nào (ví dụ: xã Phùng Nguyên). Cả tỉnh thì bấm Enter",
        "en": "Which commune, ward or special zone (such as: xã Phùng Nguyên). Enter for the whole province",
    },
    "init_ask_before": {
        "vi": "Tên đầy đủ trước tháng 7/2025 (ví dụ: xã Sơn Vi, huyện Lâm Thao, tỉnh Phú Thọ). Không đổi thì bấm Enter",
        "en": "Full name until June 2025 (such as: xã Sơn Vi, huyện Lâm Thao, tỉnh Phú Thọ). Enter if it is the same",
    },
    "init_ask_domain": {
        "vi": "Tên miền của trang. Tên này in trên biển, phải gia hạn mãi. Dùng thử thì gõ: thu.example",
        "en": "Domain of the site. It is printed on signs and must be renewed for ever. For a trial type: thu.example",
    },
    "init_ask_locales": {
        "vi": "Ngôn ngữ, bản gốc đứng đầu",
        "en": "Languages, the source first",
    },
    "init_need": {
        "vi": "Với --yes phải có --province và --domain.",
        "en": "With --yes, --province and --domain are needed.",
    },
    "init_no_type": {
        "vi": "“{value}” chưa nói là xã, phường hay đặc khu. Viết cả chữ ấy, ví dụ: xã Phùng Nguyên.",
        "en": "“{value}” does not say what it is. Write the word too, such as: xã Phùng Nguyên, phường …, đặc khu ….",
    },
    "init_bad_name": {
        "vi": "“{value}” không dùng làm tên được: chỉ chữ, số, dấu cách, gạch nối; tên riêng nhiều nhất 30 ký tự.",
        "en": "“{value}” can't be a name: letters, digits, spaces and hyphens only; 30 characters at most.",
    },
    "init_bad_domain": {
        "vi": "“{value}” không phải tên miền. Viết như: sonvi.vn (không dấu, không dấu cách, không có phần sau dấu /).",
        "en": "“{value}” is no domain. Write it like: sonvi.vn (no accents, no spaces, nothing after a slash).",
    },
    "init_bad_locales": {
        "vi": "“{value}” không phải danh sách ngôn ngữ. Viết mã cách nhau bằng dấu phẩy, ví dụ: vi,en",
        "en": "“{value}” is no list of languages. Write their codes with commas between, such as: vi,en",
    },
    "init_first_locale": {
        "vi": "“{value}”: ngôn ngữ đầu tiên phải là vi hoặc en, vì bài mẫu viết bằng hai thứ tiếng ấy.",
        "en": "“{value}”: the first language must be vi or en, in which the samples are written.",
    },
    "init_stopped": {
        "vi": "Dừng lại vì {n} lỗi. Chưa tạo gì cả.",
        "en": "Stopped by {n} errors. Nothing was made.",
    },
    "init_done": {
        "vi": "Đã tạo trang cho {area} trong {folder}: 3 bài mẫu, {n} mã đã cấp. Đọc README.md để biết cách thay.",
        "en": "Made an instance for {area} in {folder}: 3 samples, {n} codes issued. README.md tells how to go on.",
    },
    "init_trial": {
        "vi": "{domain} chỉ để dùng thử. Trước khi in biển, tạo lại bằng tên miền thật: mã in đi theo tên miền.",
        "en": "{domain} is for a trial only. Before printing signs, start again with the real domain.",
    },
    "init_next": {
        "vi": "Tiếp theo: cd {folder} && camtay build",
        "en": "Next: cd {folder} && camtay build",
    },
}
