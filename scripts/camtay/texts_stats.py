"""Sentences of `camtay stats` and of its report."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "stats_written": {
        "vi": "Đã ghi vào {folder}/: {files}. Mở tệp .html bằng trình duyệt; in ra giấy cũng được.",
        "en": "Written to {folder}/: {files}. Open the .html file in a browser; it prints well too.",
    },
    # ------------------------------------------------------------ the report
    "stats_title": {"vi": "Lượt quét mã trên biển", "en": "Scans of the signs"},
    "stats_period": {"vi": "Từ {first} đến {last}", "en": "{first} to {last}"},
    "stats_summary": {
        "vi": "Trong {days} ngày có {scans} lượt quét, mỗi ngày khoảng {a_day} lượt. "
        "{scanned} trong {hanging} mã biển có người quét.",
        "en": "{scans} scans in {days} days, about {a_day} a day. {scanned} of {hanging} codes on signs were scanned.",
    },
    "stats_tile_scans": {"vi": "lượt quét", "en": "scans"},
    "stats_tile_day": {"vi": "lượt mỗi ngày", "en": "scans a day"},
    "stats_tile_visitors": {"vi": "máy mỗi ngày", "en": "phones a day"},
    "stats_tile_signs": {"vi": "mã biển có người quét", "en": "codes scanned"},
    "stats_of": {"vi": "{n} / {all}", "en": "{n} / {all}"},
    "stats_gaps": {
        "vi": "Không có nhật ký của {n} ngày: {days}. Những ngày ấy không được tính.",
        "en": "There is no log of {n} days: {days}. They are not counted.",
    },
    "stats_todo": {"vi": "Việc cần đi xem", "en": "What to look at"},
    "stats_unregistered": {
        "vi": "Sổ biển còn trống nên báo cáo chưa ghi được chỗ treo từng tấm. Ghi sổ bằng: camtay qr placements export",
        "en": "The register of signs is empty, so that the report can't say where each hangs. To fill it in: "
        "camtay qr placements export",
    },
    "stats_nothing_todo": {
        "vi": "Không có biển nào cần đi xem.",
        "en": "No sign needs to be looked at.",
    },
    "stats_silent": {"vi": "Biển bỗng im lặng", "en": "Signs that have fallen silent"},
    "stats_silent_why": {
        "vi": "Trước vẫn có người quét đều, rồi thôi hẳn, lâu hơn mức tình cờ. Biển có thể đã mất, bị che, bị dán đè. "
        "Đến xem trước tiên.",
        "en": "People scanned them regularly, then not at all, for longer than chance explains. The sign may be gone, "
        "hidden or pasted over. Go there first.",
    },
    "stats_silent_line": {
        "vi": "Lượt cuối ngày {last}. Đã {days} ngày không ai quét; theo nhịp trước phải có khoảng {expected} lượt.",
        "en": "Last scan on {last}. Nobody for {days} days; at its usual rhythm there would be about {expected} scans.",
    },
    "stats_never": {"vi": "Biển chưa ai quét", "en": "Signs that nobody has scanned"},
    "stats_never_why": {
        "vi": "Cả kỳ không có lượt nào. Xem biển còn đó không, có khuất, có tối, có cao quá không.",
        "en": "Not one scan in all these days. See whether they are there, and not hidden, dark or too high.",
    },
    "stats_faults": {"vi": "Mã đúng mà máy chủ báo lỗi", "en": "Codes that the server failed to answer"},
    "stats_faults_why": {
        "vi": "Biển không hỏng. Người phụ trách máy chủ phải sửa ngay.",
        "en": "The signs are sound. Whoever runs the server has to mend this at once.",
    },
    "stats_faults_line": {"vi": "Lỗi {status}, {n} lần", "en": "Error {status}, {n} times"},
    "stats_tried": {"vi": "Mã lạ có người thử", "en": "Unknown codes that were tried"},
    "stats_tried_why": {
        "vi": "Mã không có trong sổ. Phần lớn do gõ nhầm một chữ. Nhiều người nhầm cùng một mã thì chữ trên biển ấy "
        "khó đọc: đến xem.",
        "en": "Codes that are not in the ledger, mostly one letter typed wrong. If many people slip on the same code, "
        "the letters on that sign are hard to read: go and look.",
    },
    "stats_tried_meant": {"vi": "Có lẽ là {codes}", "en": "Perhaps {codes}"},
    "stats_tried_sound": {
        "vi": "Chữ kiểm tra đúng mà sổ không có: xem có biển giả, hay sổ mã thiếu dòng.",
        "en": "Its check letter is right, yet the ledger has no such code: look for a false sign, or a lost line.",
    },
    "stats_tried_none": {"vi": "Không giống mã nào", "en": "Like none of the codes"},
    "stats_tried_more": {"vi": "Còn {n} lần thử khác, không giống mã.", "en": "{n} further tries were unlike a code."},
    "stats_by_day": {"vi": "Theo ngày", "en": "By day"},
    "stats_by_hour": {"vi": "Theo giờ trong ngày", "en": "By hour of the day"},
    "stats_signs": {"vi": "Theo biển", "en": "By sign"},
    "stats_devices": {"vi": "Máy và ứng dụng", "en": "Devices and apps"},
    "stats_locales": {"vi": "Ngôn ngữ", "en": "Languages"},
    "stats_day": {"vi": "Ngày", "en": "Day"},
    "stats_hour": {"vi": "Giờ", "en": "Hour"},
    "stats_hours": {"vi": "{n} giờ", "en": "{n}:00"},
    "stats_scans": {"vi": "Lượt quét", "en": "Scans"},
    "stats_visitors": {"vi": "Số máy", "en": "Phones"},
    "stats_code": {"vi": "Mã", "en": "Code"},
    "stats_name": {"vi": "Biển", "en": "Sign"},
    "stats_where": {"vi": "Chỗ treo", "en": "Where it hangs"},
    "stats_times": {"vi": "Số lần", "en": "Times"},
    "stats_share": {"vi": "Phần", "en": "Share"},
    "stats_place_unknown": {"vi": "sổ biển chưa ghi chỗ treo", "en": "where it hangs is not on record"},
    "stats_retired": {"vi": "mã đã thôi in", "en": "printed no more"},
    "stats_numbers": {"vi": "Xem số liệu", "en": "See the numbers"},
    "stats_weekend": {"vi": "thứ Bảy, Chủ nhật", "en": "Saturday, Sunday"},
    "stats_weekday": {"vi": "ngày thường", "en": "Monday to Friday"},
    "stats_few": {"vi": "dưới {n} lượt, không ghi rõ", "en": "fewer than {n}, not told exactly"},
    "stats_busiest_day": {"vi": "Nhiều nhất: {day}, {n} lượt.", "en": "Busiest: {day}, {n} scans."},
    "stats_busiest_hour": {"vi": "Nhiều nhất: {hour}, {n} lượt.", "en": "Busiest: {hour}, {n} scans."},
    "stats_chart_day": {
        "vi": "Biểu đồ cột: lượt quét từng ngày, từ {first} đến {last}. Số liệu ở bảng bên dưới.",
        "en": "Column chart: scans of each day from {first} to {last}. The table below has the numbers.",
    },
    "stats_chart_hour": {
        "vi": "Biểu đồ cột: lượt quét theo giờ, từ 0 đến 23 giờ. Số liệu ở bảng bên dưới.",
        "en": "Column chart: scans by hour, from 0 to 23. The table below has the numbers.",
    },
    "stats_device_phone": {"vi": "Điện thoại", "en": "Telephone"},
    "stats_device_tablet": {"vi": "Máy tính bảng", "en": "Tablet"},
    "stats_device_computer": {"vi": "Máy tính", "en": "Computer"},
    "stats_device_unknown": {"vi": "Không rõ", "en": "Unknown"},
    "stats_program_browser": {"vi": "Trình duyệt của máy", "en": "The phone’s browser"},
    "stats_program_zalo": {"vi": "Trong Zalo", "en": "Inside Zalo"},
    "stats_program_facebook": {"vi": "Trong Facebook, Messenger", "en": "Inside Facebook, Messenger"},
    "stats_program_other_app": {"vi": "Trong ứng dụng khác", "en": "Inside another app"},
    "stats_program_unknown": {"vi": "Không rõ", "en": "Unknown"},
    "stats_device": {"vi": "Loại máy", "en": "Device"},
    "stats_program": {"vi": "Mở bằng", "en": "Opened with"},
    "stats_old": {
        "vi": "Android đời rất cũ: ít nhất {n} lượt. Trang phải chạy được trên những máy này.",
        "en": "Very old Android: at least {n} scans. Pages have to work on these phones.",
    },
    "stats_locale": {"vi": "Ngôn ngữ", "en": "Language"},
    "stats_opened_in": {"vi": "Trang mở ra bằng", "en": "The page opened in"},
    "stats_read_on": {"vi": "Đọc tiếp trang đầy đủ bằng", "en": "Read on, on the full page, in"},
    "stats_locales_why": {
        "vi": "Trang quét có sẵn mọi ngôn ngữ, điện thoại tự chọn: máy chủ không biết ai đọc bằng tiếng gì. Chỉ biết "
        "khi người ấy bấm sang trang đầy đủ.",
        "en": "A scan page holds its languages together and the phone chooses: the server does not know who reads "
        "which. It is known only of those who go on to the full page.",
    },
    "stats_opened_why": {
        "vi": "“Trang mở ra bằng” tính theo ngôn ngữ cài trong điện thoại, khi máy chủ có ghi lại.",
        "en": "“The page opened in” follows the languages set in the phone, where the server keeps them.",
    },
    "stats_doubts": {
        "vi": "Trang kiểm biển nghi giả (/Q/) được mở {n} lần.",
        "en": "The page for people who doubt a sign (/Q/) was opened {n} times.",
    },
    "stats_how": {"vi": "Đếm thế nào", "en": "How this was counted"},
    "stats_privacy": {
        "vi": "Không theo dõi ai: báo cáo tính từ nhật ký sẵn có của máy chủ, không lưu địa chỉ máy nào. Số máy mỗi "
        "ngày tính bằng mã băm riêng của ngày ấy, chỉ nằm trong bộ nhớ, đếm xong là mất. Số từ 1 đến {most} không "
        "ghi rõ, để không ai đoán ra ai; khi cần, một số lớn hơn cũng ghi thành khoảng để "
        "khỏi tính ngược ra. Không có bảng nào ghép một biển với giờ quét hay loại máy.",
        "en": "Nobody is followed: the numbers come from the log that the server keeps anyway, and no address is "
        "stored. Phones a day are counted by hashes of that day alone, which are gone when the count ends. "
        "Numbers from 1 to {most} are not told, so that nobody can be found in them, and now and then "
        "a larger one with them, so that they can't be worked out. No table joins a "
        "sign with an hour or a device.",
    },
    "stats_one_scan": {
        "vi": "Một lượt là một lần trang của mã hiện ra trên máy. Quét lại trong vài phút, hoặc khi không có mạng, "
        "thì máy chủ không thấy và không đếm. Mở từ đường dẫn gửi qua Zalo thường không phân biệt được với quét.",
        "en": "A scan is one time that the page of a code appears on a phone. A second scan within minutes, or without "
        "a signal, does not reach the server and is not counted. A link opened from a Zalo message usually looks "
        "like a scan.",
    },
    "stats_limits": {
        "vi": "Máy Android mới giấu đời máy, iPad tự xưng là máy tính: hai loại này thực tế nhiều hơn số ghi. Số máy "
        "mỗi ngày không phải số người: một nhà chung mạng có thể tính là một, một người hai máy tính là hai.",
        "en": "New Android phones hide their model and iPads call themselves computers: there are more of both than "
        "told here. Phones a day are not people: a household behind one address may count as one, a person with two "
        "phones counts as two.",
    },
    "stats_unnamed": {
        "vi": "Nhật ký này không ghi tên chương trình, nên máy tự động cũng bị tính là người. "
        "Đổi sang kiểu `combined`.",
        "en": "This log does not name programs, so that machines are counted as people. Change it to `combined`.",
    },
    "stats_few_people": {
        "vi": "Ít hơn {n} lượt hoặc chưa đủ {days} ngày: chưa chia theo giờ, loại máy, ngôn ngữ.",
        "en": "Fewer than {n} scans or {days} days: not yet told by hour, device and language.",
    },
    "stats_left_out": {"vi": "Không tính là lượt quét", "en": "Not counted as scans"},
    "stats_reason": {"vi": "Lý do", "en": "Reason"},
    "stats_requests": {"vi": "Số lần", "en": "Requests"},
    "stats_out_bots": {"vi": "máy tìm kiếm, chương trình tự động", "en": "search engines and programs"},
    "stats_out_previews": {
        "vi": "Zalo, Facebook tự xem trước đường dẫn",
        "en": "previews by Zalo, Facebook and others",
    },
    "stats_out_monitors": {"vi": "máy canh trang", "en": "what watches over the site"},
    "stats_out_methods": {"vi": "chỉ hỏi, không mở trang", "en": "asked, but did not open the page"},
    "stats_out_prefetches": {"vi": "trình duyệt tải sẵn", "en": "fetched beforehand by the browser"},
    "stats_out_inside": {"vi": "mở từ trang khác của ta", "en": "opened from another page of ours"},
    "stats_out_links": {"vi": "bấm đường dẫn ở trang khác", "en": "a link clicked on another site"},
    "stats_out_redirects": {"vi": "được dẫn sang địa chỉ đúng", "en": "led on to the right address"},
    "stats_out_interrupted": {"vi": "bỏ giữa chừng vì mạng chậm", "en": "given up before the page came"},
    "stats_out_errors": {"vi": "máy chủ báo lỗi", "en": "the server failed"},
    "stats_out_unknown": {"vi": "mã không có trong sổ", "en": "no such code"},
    "stats_lines": {
        "vi": "Nhật ký có {lines} dòng, {damaged} dòng hỏng bỏ qua; {asked} dòng hỏi trang của mã.",
        "en": "The logs have {lines} lines, {damaged} of them damaged; {asked} asked for the page of a code.",
    },
    "stats_all_signs": {"vi": "Xem đủ {n} mã", "en": "See all {n} codes"},
    "stats_more": {"vi": "… và {n} nữa, có đủ trong tệp.", "en": "… and {n} more, all in the files."},
    "stats_made": {"vi": "Lập ngày {day}", "en": "Made on {day}"},
}
