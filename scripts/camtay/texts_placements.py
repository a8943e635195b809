"""Sentences of the commands for hung signs, and the words on their papers, in Vietnamese and English."""

from __future__ import annotations

from camtay.catalogues import said

TEXTS: dict[str, dict[str, str]] = {
    # ------------------------------------------------------------ values
    "state_planned": {"vi": "dự định treo", "en": "planned"},
    "state_hung": {"vi": "đang treo", "en": "hung"},
    "state_damaged": {"vi": "hỏng", "en": "damaged"},
    "state_missing": {"vi": "mất", "en": "missing"},
    "state_removed": {"vi": "đã tháo", "en": "removed"},
    "surface_wall": {"vi": "tường", "en": "wall"},
    "surface_post": {"vi": "cột, trụ", "en": "post"},
    "surface_gate": {"vi": "cổng", "en": "gate"},
    "surface_stone": {"vi": "bia đá", "en": "stone"},
    "surface_counter": {"vi": "mặt quầy", "en": "counter"},
    "surface_other": {"vi": "khác", "en": "other"},
    "material_steel": {"vi": "thép không gỉ", "en": "steel"},
    "material_acrylic": {"vi": "mica", "en": "acrylic"},
    "material_paper": {"vi": "giấy", "en": "paper"},
    "material_sticker": {"vi": "nhãn dán", "en": "sticker"},
    "material_other": {"vi": "khác", "en": "other"},
    # ------------------------------------------------------------ fields
    "field_code": {"vi": "Mã", "en": "Code"},
    "field_name": {"vi": "Tên (chỉ để xem)", "en": "Name (for reading only)"},
    "field_commune": {"vi": "Xã, phường", "en": "Commune"},
    "field_lat": {"vi": "Vĩ độ", "en": "Latitude"},
    "field_lon": {"vi": "Kinh độ", "en": "Longitude"},
    "field_surface": {"vi": "Treo trên", "en": "Surface"},
    "field_material": {"vi": "Chất liệu", "en": "Material"},
    "field_size": {"vi": "Cỡ biển", "en": "Size"},
    "field_hung_on": {"vi": "Ngày treo", "en": "Hung on"},
    "field_team": {"vi": "Nhóm treo", "en": "Team"},
    "field_photo": {"vi": "Ảnh", "en": "Photo"},
    "field_inspected_on": {"vi": "Ngày kiểm", "en": "Inspected on"},
    "field_state": {"vi": "Tình trạng", "en": "State"},
    "field_note": {"vi": "Chỗ treo, ghi chú", "en": "Where, note"},
    # ------------------------------------------------------------ round
    "round_done": {
        "vi": "{n} biển, đi khoảng {length}: {folder}/ (round.pdf để in, round.gpx và round.geojson cho điện thoại).",
        "en": "{n} signs, about {length}: {folder}/ (round.pdf to print, round.gpx and round.geojson for phones).",
    },
    "round_unplaced": {
        "vi": "{n} biển chưa có tọa độ, xếp cuối danh sách.",
        "en": "{n} signs have no coordinates and stand at the end of the list.",
    },
    "round_title": {"vi": "Đi kiểm biển – {commune}", "en": "Sign round – {commune}"},
    "round_count": {"vi": "{n} biển", "en": "{n} signs"},
    "round_walk": {"vi": "đi khoảng {length} (đường chim bay)", "en": "about {length} as the crow flies"},
    "round_from": {
        "vi": "xuất phát {start}, cách biển số 1 {length}",
        "en": "from {start}, {length} to sign 1",
    },
    "round_date": {"vi": "in ngày {date}", "en": "made on {date}"},
    "round_intro": {
        "vi": "Đi theo thứ tự số. Ở mỗi biển: nhìn, lau sạch, quét thử bằng điện thoại; trang mở ra phải có đúng mã và "
        "tên. Có nhãn lạ dán đè thì chụp ảnh rồi bóc ra. Đánh dấu vào ô.",
        "en": "Follow the numbers. At each sign: look, wipe it clean, scan it with a phone; the page must show the "
        "same code and name. If a strange sticker covers it, take a photo and peel it off. Tick the boxes.",
    },
    "round_map": {
        "vi": "Sơ đồ theo tọa độ các biển, không phải bản đồ.",
        "en": "A sketch from the signs' own coordinates, not a map.",
    },
    "round_map_alt": {
        "vi": "Sơ đồ vị trí các biển số {first} đến {last}, hướng bắc ở trên.",
        "en": "Sketch of where signs {first} to {last} hang, north is up.",
    },
    "round_map_part": {"vi": "Biển {first}–{last}", "en": "Signs {first}–{last}"},
    "round_north": {"vi": "Bắc", "en": "North"},
    "round_number": {"vi": "Số", "en": "No."},
    "round_code": {"vi": "Mã", "en": "Code"},
    "round_name": {"vi": "Tên trên biển", "en": "Name on the sign"},
    "round_where": {"vi": "Chỗ treo", "en": "Where"},
    "round_surface": {"vi": "Treo trên", "en": "Surface"},
    "round_there": {"vi": "Còn", "en": "There"},
    "round_damaged": {"vi": "Hỏng", "en": "Broken"},
    "round_missing": {"vi": "Mất", "en": "Gone"},
    "round_scans": {"vi": "Quét được", "en": "Scans"},
    "round_hop": {"vi": "đi {length}", "en": "walk {length}"},
    "round_last": {"vi": "lần trước: {state}, {date}", "en": "last time: {state}, {date}"},
    "round_no_point": {"vi": "chưa có tọa độ", "en": "no coordinates"},
    "round_remarks": {"vi": "Ghi chú thêm", "en": "Remarks"},
    "round_who": {"vi": "Người đi kiểm (ký, ghi tên)", "en": "Inspected by (name, signature)"},
    "round_when": {"vi": "Ngày kiểm", "en": "Date"},
    "round_after": {
        "vi": "Xong thì ghi lại: camtay qr placements export, điền cột Tình trạng và Ngày kiểm, rồi import.",
        "en": "Afterwards: camtay qr placements export, fill in State and Inspected on, then import.",
    },
    # ------------------------------------------------------------ status
    "status_title": {"vi": "Biển ngoài đường, tính đến {date}", "en": "Signs outside, as of {date}"},
    "status_count": {"vi": "Số biển", "en": "Signs"},
    "status_overdue": {"vi": "quá hạn kiểm ({days} ngày)", "en": "overdue for inspection ({days} days)"},
    "status_unplaced": {"vi": "mã đã cấp, chưa treo đâu", "en": "codes issued that hang nowhere"},
    "status_retired": {"vi": "còn treo mã đã thôi dùng", "en": "hung with a retired code"},
    "status_code": {"vi": "Mã", "en": "Code"},
    "status_name": {"vi": "Tên", "en": "Name"},
    "status_where": {"vi": "Chỗ treo", "en": "Where"},
    "status_seen": {"vi": "Thấy lần cuối", "en": "Last seen"},
    "status_more": {"vi": "… và {n} nữa (xem hết: --all)", "en": "… and {n} more (all of them: --all)"},
    "status_none": {
        "vi": "Chưa ghi tấm biển nào. Ghi vào qr/placements.yml, hoặc: camtay qr placements export bien.xlsx",
        "en": "No sign is recorded yet. Write into qr/placements.yml, or: camtay qr placements export signs.xlsx",
    },
}


def word(key: str, locale: str, **values: object) -> str:
    """One of these texts; in English where the locale has none of its own."""
    return said(TEXTS[key], locale, key).format(**values)
