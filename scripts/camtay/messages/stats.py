"""Logs of a web server, and the count of scans."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "stats.unreadable": said(
        "Không đọc được tệp {name}: {reason}.",
        "Xem lại tên tệp và quyền đọc. Nhật ký của máy chủ thường cần quyền quản trị: chép ra chỗ khác rồi đếm.",
        "The file {name} can't be read: {reason}.",
        "Look at its name and who may read it. Logs of a server are often for its administrator only: copy them first.",
    ),
    "stats.folder": said(
        "{name} là thư mục, không phải tệp nhật ký.",
        "Ghi tên các tệp ở trong, ví dụ: {name}/access.log*",
        "{name} is a folder, not a log.",
        "Name the files in it, for example: {name}/access.log*",
    ),
    "stats.packed": said(
        "Tệp {name} nén kiểu {form}. Lệnh này chỉ đọc tệp thường và tệp gzip (.gz).",
        "Giải nén tệp ấy trước.",
        "The file {name} is packed with {form}. This command reads plain files and gzip (.gz) only.",
        "Unpack it first.",
    ),
    "stats.gzip": said(
        "Tệp nén {name} bị hỏng: {reason}.",
        "Chép lại tệp từ máy chủ. Không có bản lành thì lấy phần đọc được: gzip -dc {name} > cuu.log",
        "The packed file {name} is damaged: {reason}.",
        "Copy it from the server again. If there is no sound copy, save what can be read: gzip -dc {name} > saved.log",
    ),
    "stats.cut": said(
        "Tệp nén {name} bị cụt, thiếu phần cuối.",
        "Chép lại tệp từ máy chủ. Không có bản lành thì lấy phần đọc được: gzip -dc {name} > cuu.log",
        "The packed file {name} breaks off before its end.",
        "Copy it from the server again. If there is no sound copy, save what can be read: gzip -dc {name} > saved.log",
    ),
    "stats.bomb": said(
        "Tệp {name} giải nén ra gấp {ratio} lần. Nhật ký thật không phình quá {limit} lần: tệp này có ý phá máy.",
        "Bỏ tệp ấy ra khỏi lệnh và xem nó từ đâu đến.",
        "The file {name} unpacks to {ratio} times its size. No real log grows over {limit} times: it is made to harm.",
        "Leave it out, and find out where it came from.",
    ),
    "stats.twice": said(
        "Tệp {name} mở đầu y như tệp {other}: cùng một nhật ký, đếm cả hai là đếm trùng.",
        "Bỏ một trong hai tệp ra khỏi lệnh.",
        "The file {name} begins like {other}: it is the same log, and would be counted twice.",
        "Leave one of the two out.",
    ),
    "stats.no_log": said(
        "Không có dòng nhật ký nào đọc được trong {n} dòng.",
        "Kiểm lại có đúng tệp access.log không. Đọc được nhật ký của nginx, Apache và Caddy (JSON).",
        "Not one of {n} lines is a line of an access log.",
        "See whether this is the right file. Logs of nginx, Apache and Caddy (JSON) can be read.",
    ),
    "stats.period": said(
        "Ngày đầu {since} đứng sau ngày cuối {until}.",
        "Đổi chỗ hai ngày.",
        "The first day {since} comes after the last day {until}.",
        "Exchange the two days.",
    ),
    "stats.empty": said(
        "Nhật ký không có dòng nào trong những ngày được hỏi.",
        "Đổi --since, --until, hoặc đưa thêm tệp nhật ký của những ngày ấy.",
        "The logs hold nothing of the days that were asked for.",
        "Change --since and --until, or add the logs of those days.",
    ),
}
