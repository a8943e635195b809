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
    ),
    "placement.order": said(
        "Ngày kiểm ({inspected}) trước ngày treo ({hung}).",
        "Xem lại hai ngày; hay gặp: nhầm ngày với tháng hoặc nhầm năm.",
        "The inspection ({inspected}) is before the day of hanging ({hung}).",
        "Look at both dates; often day and month, or the year, are mixed up.",
    ),
    "placement.planned": said(
        "Biển {code} còn ghi “dự định treo” (planned) mà ngày treo {hung} đã qua.",
        "Đã treo rồi thì ghi state: hung; chưa treo thì sửa ngày.",
        "The sign {code} is still planned, but its day of hanging {hung} has passed.",
        "If it hangs, write state: hung; if not, change the date.",
    ),
    "placement.future": said(
        "Ngày {date} còn ở phía trước (hôm nay là {today}).",
        "Xem lại năm và tháng.",
        "The day {date} has not come yet (today is {today}).",
        "Look at the year and the month again.",
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
    ),
    "placement.photo_missing": said(
        "Không thấy ảnh “{file}”.",
        "Chép ảnh vào thư mục qr (cạnh placements.yml) và ghi đúng tên, kể cả chữ hoa chữ thường.",
        "There is no photo “{file}”.",
        "Copy it into the folder qr (beside placements.yml) and write its name exactly, capitals too.",
    ),
    "placement.photo_outside": said(
        "Ảnh “{file}” nằm ngoài thư mục qr.",
        "Chép ảnh vào trong qr; đường dẫn không có “..” và không bắt đầu bằng “/”.",
        "The photo “{file}” lies outside the folder qr.",
        "Copy it into qr; the path has no “..” and does not begin with “/”.",
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
    "placement.write": said(
        "Ghi vào qr/placements.yml thì đọc lại ra khác ({detail}); tệp vẫn giữ nguyên.",
        "Sửa tay chỗ ấy trong qr/placements.yml, và báo cho người phụ trách kỹ thuật.",
        "What would be written into qr/placements.yml reads back differently ({detail}); the file is untouched.",
        "Change that place in qr/placements.yml by hand, and tell the person who looks after the tool.",
    ),
    # ------------------------------------------------------------ spreadsheets
    "xlsx.exists": said(
        "Đã có tệp này; có thể người khác đang điền dở.",
        "Đặt tên khác, hoặc thêm --force để ghi đè.",
        "This file exists already; perhaps somebody is filling it in.",
        "Choose another name, or add --force to replace it.",
    ),
    "xlsx.kind": said(
        "Tệp này không phải bảng tính Excel (.xlsx).",
        "Mở bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As), kiểu Excel Workbook (*.xlsx).",
        "This is no Excel workbook (.xlsx).",
        "Open it in Excel or LibreOffice, choose Save As and the type Excel Workbook (*.xlsx).",
    ),
    "xlsx.old": said(
        "Tệp có mật khẩu hoặc là kiểu Excel cũ (.xls).",
        "Bỏ mật khẩu, rồi Lưu thành kiểu Excel Workbook (*.xlsx).",
        "The file has a password or is of the old Excel type (.xls).",
        "Take the password off, then save it as Excel Workbook (*.xlsx).",
    ),
    "xlsx.macro": said(
        "Tệp có macro; bảng có macro không được nhận.",
        "Lưu thành kiểu Excel Workbook (*.xlsx), không phải *.xlsm; macro sẽ bị bỏ.",
        "The file holds macros, which are not accepted.",
        "Save it as Excel Workbook (*.xlsx), not *.xlsm; that leaves the macros out.",
    ),
    "xlsx.large": said(
        "Tệp quá lớn (mở ra {size} MB).",
        "Chép riêng các dòng cần nhập sang bảng vừa xuất bằng: camtay qr placements export",
        "The file is too large (unpacked {size} MB).",
        "Copy the rows that matter into a fresh sheet made with: camtay qr placements export",
    ),
    "xlsx.rows": said(
        "Bảng có dòng ghi ở sau dòng {limit}.",
        "Xóa các dòng trống ở giữa, hoặc chia thành nhiều bảng.",
        "There are filled rows below row {limit}.",
        "Delete the empty rows between, or split the sheet.",
    ),
    "xlsx.damaged": said(
        "Không đọc được tệp ({reason}).",
        "Mở bằng Excel rồi Lưu thành tệp mới. Nếu tệp gửi từ nơi lạ thì đừng dùng.",
        "The file can't be read ({reason}).",
        "Open it in Excel and save it as a new file. Don't use it if a stranger sent it.",
    ),
    "xlsx.keys": said(
        "Không thấy hàng ẩn đầu bảng (code, lat, lon, state …) nên không biết cột nào là gì.",
        "Xuất lại bảng bằng camtay qr placements export và chép nội dung sang; đừng xóa hàng 1 đang ẩn.",
        "The hidden row at the top (code, lat, lon, state …) is gone, so the columns can't be told apart.",
        "Make the sheet again with camtay qr placements export and copy the rows; don't delete the hidden row 1.",
    ),
    "xlsx.twice": said(
        "Hai cột cùng là “{key}”.",
        "Xóa một cột (khi chép cột, hàng ẩn cũng chép theo).",
        "Two columns are both “{key}”.",
        "Delete one (a copied column takes the hidden row along).",
    ),
    "xlsx.formula": said(
        "Ô này là công thức ({value}).",
        "Chép ô, rồi dán lại chỉ giá trị (Paste Special, Values).",
        "This cell is a formula ({value}).",
        "Copy it and paste the value only (Paste Special, Values).",
    ),
    "xlsx.error": said(
        "Ô này báo lỗi {value}.",
        "Gõ lại giá trị đúng, hoặc để trống.",
        "This cell shows the error {value}.",
        "Type the right value, or leave it empty.",
    ),
    "xlsx.comma": said(
        "Tọa độ “{value}” dùng dấu phẩy; máy hiểu là {good}.",
        "Không phải làm gì nếu đúng; lần sau gõ dấu chấm.",
        "The coordinate “{value}” has a decimal comma; it was read as {good}.",
        "Nothing to do if that is right; type a point next time.",
    ),
    "xlsx.pair": said(
        "Ô vĩ độ có cả hai số “{value}”; máy tách thành {good}.",
        "Không phải làm gì nếu đúng.",
        "The cell of the latitude holds both numbers “{value}”; they were read as {good}.",
        "Nothing to do if that is right.",
    ),
    "xlsx.date": said(
        "“{value}” không phải ngày.",
        "Gõ ngày/tháng/năm, ví dụ 22/11/2026.",
        "“{value}” is not a date.",
        "Type day/month/year, for example 22/11/2026.",
    ),
    "xlsx.empty": said(
        "Ô này để trống mà không thể thiếu.",
        "Điền ô này. Dòng không dùng thì xóa cả dòng.",
        "This cell is empty and can't be.",
        "Fill it in. Delete the whole row if it is not used.",
    ),
    "xlsx.no_date": said(
        "Biển {code} đã treo mà ô ngày treo còn trống.",
        "Điền ngày treo; nếu chưa treo thì chọn tình trạng “dự định treo”.",
        "The sign {code} hangs, and the cell with the day of hanging is empty.",
        "Fill in that day; if it does not hang yet, choose the state “planned”.",
    ),
    "xlsx.number": said(
        "“{value}” không phải tọa độ viết bằng độ thập phân.",
        "Gõ như 16.7530 (vĩ độ) và 107.1860 (kinh độ), chép từ bản đồ trên điện thoại.",
        "“{value}” is not a coordinate in decimal degrees.",
        "Type it like 16.7530 (latitude) and 107.1860 (longitude), copied from a map on the phone.",
    ),
    "xlsx.conflict": said(
        "Biển {code}: bảng này và qr/placements.yml đều đã sửa từ khi xuất bảng.",
        "Xuất bảng mới bằng camtay qr placements export, điền lại dòng này, rồi nhập.",
        "The sign {code} was changed both in this sheet and in qr/placements.yml since the export.",
        "Make a new sheet with camtay qr placements export, fill this row in again, and import that.",
    ),
}
