"""Hung signs: the list of placements, rounds and spreadsheets."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    # ------------------------------------------------------------ placements.yml
    "placement.code": said(
        "Sổ mã không có mã “{code}”.",
        "Có lẽ là “{nearest}”. Xem lại chữ trên biển, hoặc xem mọi mã bằng: camtay qr list",
        "The ledger has no code “{code}”.",
        "Perhaps “{nearest}”. Look at the sign again, or see all codes with: camtay qr list",
    ),
    "placement.code_far": said(
        "Sổ mã không có mã “{code}”.",
        "Xem lại chữ trên biển, hoặc xem mọi mã bằng: camtay qr list",
        "The ledger has no code “{code}”.",
        "Look at the sign again, or see all codes with: camtay qr list",
    ),
    "placement.twice": said(
        "Biển {code} ở đúng chỗ này đã ghi ở {other}.",
        "Gộp lại làm một. Tấm thứ hai thì ghi tọa độ hoặc ghi chú (note) khác; tấm đã tháo thì ghi state: removed.",
        "The sign {code} at this very place stands in {other} already.",
        "Join them. If it is a second sign, give it other coordinates or another note; an old one is state: removed.",
    ),
    "placement.no_date": said(
        "Biển {code} ghi là “{state}” mà chưa có ngày treo.",
        "Thêm ngày treo (hung_on), ví dụ hung_on: 2026-11-22. Nếu chưa treo, ghi state: planned.",
        "The sign {code} is “{state}”, and there is no day on which it was hung.",
        "Add that day (hung_on), for example hung_on: 2026-11-22. If it does not hang yet, write state: planned.",
        example="state: hung\nhung_on: 2026-11-22",
    ),
    "placement.order": said(
        "Ngày kiểm ({inspected}) trước ngày treo ({hung}).",
        "Xem lại hai ngày; hay gặp: nhầm ngày với tháng hoặc nhầm năm.",
        "The inspection ({inspected}) is before the day of hanging ({hung}).",
        "Look at both dates; often day and month, or the year, are mixed up.",
        example="hung_on: 2026-09-02\ninspected_on: 2026-11-22",
    ),
    "placement.planned": said(
        "Biển {code} còn ghi “dự định treo” (planned) mà ngày treo {hung} đã qua.",
        "Đã treo rồi thì ghi state: hung; chưa treo thì sửa ngày.",
        "The sign {code} is still planned, but its day of hanging {hung} has passed.",
        "If it hangs, write state: hung; if not, change the date.",
        example="state: hung\nhung_on: 2026-09-02",
    ),
    "placement.future": said(
        "Ngày {date} còn ở phía trước (hôm nay là {today}).",
        "Xem lại năm và tháng.",
        "The day {date} has not come yet (today is {today}).",
        "Look at the year and the month again.",
        example="inspected_on: 2026-11-22",
    ),
    "placement.retired": said(
        "Mã {code} đã thôi dùng từ {date} ({reason}) mà biển vẫn ghi “{state}”.",
        "Thay biển rồi ghi state: removed. Quét mã cũ vẫn ra đúng trang.",
        "The code {code} was retired on {date} ({reason}), and its sign is still “{state}”.",
        "Replace the sign, then write state: removed. The old code still resolves.",
    ),
    "placement.commune": said(
        "Chưa biết biển {code} ở xã nào: bài “{entry}” thuộc {known}.",
        "Thêm dòng “commune: …” (mã xã trong guides/places.yml), nếu không sẽ sót khi đi kiểm.",
        "It is not known in which commune the sign {code} hangs: the entry “{entry}” belongs to {known}.",
        "Add a line “commune: …” (an id of guides/places.yml), or rounds will miss it.",
        example="commune: dong-son",
    ),
    "placement.photo_missing": said(
        "Không thấy ảnh “{file}”.",
        "Chép ảnh vào thư mục qr (cạnh placements.yml) và ghi đúng tên, kể cả chữ hoa chữ thường.",
        "There is no photo “{file}”.",
        "Copy it into the folder qr (beside placements.yml) and write its name exactly, capitals too.",
        example="photo: anh/bien-cho.jpg",
    ),
    "placement.photo_outside": said(
        "Ảnh “{file}” nằm ngoài thư mục qr.",
        "Chép ảnh vào trong qr; đường dẫn không có “..” và không bắt đầu bằng “/”.",
        "The photo “{file}” lies outside the folder qr.",
        "Copy it into qr; the path has no “..” and does not begin with “/”.",
        example="photo: anh/bien-cho.jpg",
    ),
    "placement.photo_unreadable": said(
        "Tệp “{file}” không phải là ảnh hoặc đã hỏng.",
        "Mở ảnh bằng máy, lưu lại thành JPG hoặc PNG (iPhone: ảnh HEIC cũng phải đổi).",
        "The file “{file}” is no picture, or it is damaged.",
        "Open it and save it as JPG or PNG (HEIC photos of an iPhone too).",
    ),
    "placement.photo_large": said(
        "Ảnh “{file}” quá lớn (hơn {limit} triệu điểm ảnh hoặc 20 MB).",
        "Thu nhỏ ảnh xuống khoảng 2000 điểm ngang.",
        "The photo “{file}” is too large (over {limit} megapixels or 20 MB).",
        "Reduce it to about 2,000 pixels across.",
    ),
    # ------------------------------------------------------------ rounds
    "placement.none": said(
        "Không có biển nào để đi kiểm ở “{commune}”.",
        "Ghi biển vào qr/placements.yml trước. Nơi đã có biển: {known}.",
        "There is no sign to look after in “{commune}”.",
        "Write it into qr/placements.yml first. Communes with signs: {known}.",
    ),
    "placement.glyph": said(
        "Phông chữ của phiếu không có “{found}” nên không in được.",
        "Xóa hình vui hoặc chữ lạ ấy, viết bằng chữ thường.",
        "The font of the round's paper lacks “{found}”.",
        "Delete the emoji or strange character and write it in words.",
    ),
    "placement.typst": said(
        "Mẫu phiếu đi kiểm không dựng được: {reason}",
        "Xem lại chỗ vừa sửa trong mẫu (tệp round.typ).",
        "The template of rounds can't be set: {reason}",
        "Look at what was last changed in it (the file round.typ).",
    ),
}
