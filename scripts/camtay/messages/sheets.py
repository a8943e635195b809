"""What is wrong with a spreadsheet: (what, cure) in Vietnamese and English."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
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
        "Chép riêng các dòng cần nhập sang bảng vừa xuất bằng: camtay sheet export",
        "The file is too large (unpacked {size} MB).",
        "Copy the rows that matter into a fresh sheet made with: camtay sheet export",
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
        "Không nhận ra bảng này: hàng ẩn đầu bảng đã mất, tên cột cũng không giống bảng nào.",
        "Xuất lại bảng bằng camtay sheet export và chép nội dung sang; đừng xóa hàng 1 đang ẩn, đừng đổi tên cột.",
        "This sheet is not known: the hidden row at its top is gone and its headings are like those of no sheet.",
        "Make the sheet again with camtay sheet export and copy the rows; keep the hidden row 1 and the headings.",
    ),
    "xlsx.column": said(
        "Không có cột nào tên “{value}”.",
        "Có lẽ là “{nearest}”: sửa lại tên cột cho đúng. Các cột có thể có: {known}.",
        "There is no column called “{value}”.",
        "Perhaps “{nearest}”: correct the heading. Columns may be: {known}.",
    ),
    "xlsx.column_own": said(
        "Cột “{value}” không có trong bảng này nên được bỏ qua.",
        "Không phải làm gì nếu là cột ghi riêng. Các cột được đọc: {known}.",
        "The column “{value}” is not one of this sheet's and is left out.",
        "Nothing to do if it is your own. Columns that are read: {known}.",
    ),
    "xlsx.no_column": said(
        "Bảng thiếu cột “{heading}” mà dòng này cần.",
        "Thêm cột ấy (đặt đúng tên), hoặc xuất bảng mới bằng camtay sheet export.",
        "The sheet lacks the column “{heading}”, which this row needs.",
        "Add it with this very heading, or make a new sheet with camtay sheet export.",
    ),
    "xlsx.merged": said(
        "Các ô này đã gộp làm một nên không biết nội dung thuộc dòng nào.",
        "Chọn ô ấy, bấm Merge & Center (Gộp và căn giữa) lần nữa để tách ra, rồi điền từng ô.",
        "These cells are merged, so nobody can tell which row the content belongs to.",
        "Select the cell, press Merge & Center once more to split it, then fill in each cell.",
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
        "“{name}”: dòng này và tệp {file} đều đã sửa từ khi xuất bảng. Người khác vừa sửa cùng chỗ.",
        "Xuất bảng mới bằng camtay sheet export, điền lại dòng này, rồi nhập.",
        "“{name}” was changed both in this row and in {file} since the export: somebody else was at work too.",
        "Make a new sheet with camtay sheet export, fill this row in again, and import that.",
    ),
    "xlsx.both": said(
        "“{name}”, {heading}: hai người cùng sửa. Trong bảng: “{ours}”. Trong tệp {file}: “{theirs}”.",
        "Hỏi người kia. Lấy bản trong tệp thì gõ y như thế vào ô. Lấy bản trong bảng thì xuất bảng mới, điền lại ô.",
        "“{name}”, {heading}: two people changed this cell. The sheet has “{ours}”, the file {file} has “{theirs}”.",
        "Ask that person. To keep what the file has, type exactly that into the cell. To keep what the sheet has, "
        "export a new sheet and fill in this cell again.",
    ),
    "xlsx.meanwhile": said(
        "Tệp vừa có người sửa trong lúc nhập bảng; chưa ghi gì.",
        "Chạy lại lệnh camtay sheet import để xem thay đổi so với bản mới.",
        "The file was changed by somebody while the sheet was read; nothing is written.",
        "Run camtay sheet import once more to see the changes against the new state.",
    ),
    "xlsx.write": said(
        "Ghi dòng này vào {file} thì đọc lại ra khác ({detail}); chưa ghi gì.",
        "Sửa tay chỗ ấy trong {file}, và báo cho người phụ trách kỹ thuật.",
        "What this row would write into {file} reads back differently ({detail}); nothing is written.",
        "Change that place in {file} by hand, and tell the person who looks after the tool.",
    ),
    "xlsx.id": said(
        "Mã “{value}” đã bị đổi. Mã giữ mãi: biển đã in dẫn về mã này.",
        "Ghi lại mã cũ “{value}”. Muốn thêm mục mới thì điền vào một dòng trống ở cuối bảng.",
        "The id “{value}” was changed. Ids are for ever: printed signs lead to them.",
        "Put “{value}” back. To add something, fill in an empty row at the end.",
    ),
    "xlsx.moved": said(
        "Dòng này đang thuộc “{value}”; bảng không chuyển được sang chỗ khác.",
        "Chọn lại “{value}”. Cần chuyển thật thì nhờ người phụ trách kỹ thuật sửa trong tệp.",
        "This row belongs to “{value}”; a sheet can't move it elsewhere.",
        "Choose “{value}” again. If it must move, ask the person who looks after the tool.",
    ),
    "xlsx.row_twice": said(
        "“{name}” đã có ở {other}: hai dòng cho cùng một mục.",
        "Giữ một dòng. Nếu là mục khác thì đặt tên hoặc mã khác.",
        "“{name}” is at {other} already: two rows for one thing.",
        "Keep one of them. If it is something else, give it another name or id.",
    ),
    "xlsx.lines": said(
        "Ô này có {lines} dòng, còn cột “{heading}” có {wanted} dòng. Dòng nào phải ứng với dòng ấy.",
        "Viết đủ {wanted} dòng. Dòng chưa dịch thì ghi một dấu “–”.",
        "This cell has {lines} lines, and the column “{heading}” has {wanted}. They must match line by line.",
        "Write {wanted} lines. On a line that is not translated yet, put a dash “–”.",
    ),
    "xlsx.elsewhere": said(
        "Dòng loại này không có “{heading}”.",
        "Xóa ô này; ghi vào dòng đúng loại.",
        "A row of this sort has no “{heading}”.",
        "Empty this cell; write it into a row of the right sort.",
    ),
    "xlsx.zero": said(
        "Bảng tính đã làm mất số 0 ở đầu “{value}”; máy hiểu là {good}.",
        "Không phải làm gì nếu đúng. Lần sau để ô kiểu Văn bản (Text) rồi mới gõ.",
        "The spreadsheet took the leading 0 off “{value}”; it was read as {good}.",
        "Nothing to do if that is right. Next time set the cell's format to Text before you type.",
    ),
    "xlsx.phone": said(
        "“{value}” không phải số điện thoại gọi được.",
        "Ghi đủ các chữ số, kể cả số 0 ở đầu; số khẩn cấp thì ghi 113.",
        "“{value}” is not a telephone number that can be called.",
        "Write all digits with the leading 0; an emergency number as 113.",
    ),
    "xlsx.phone_source": said(
        "Số {value} chưa ghi nguồn ở cột “Dựa vào nguồn”.",
        "Ghi mã của nguồn, hoặc thêm nguồn mới ngay trong ô: Tên nguồn | https://… Số không có nguồn thì không đăng.",
        "The number {value} has no source in the column “Rests on”.",
        "Write the id of a source, or a new one right in the cell: Name | https://… Without one it is not published.",
    ),
    "xlsx.source": said(
        "Nguồn ghi thẳng trong ô này chưa đủ hoặc chưa đúng.",
        "Ghi tên nguồn, một dấu |, rồi đường dẫn: Tên nguồn | https://… Nguồn đã có trong bài thì chỉ ghi mã.",
        "The source that is given in this cell is incomplete or malformed.",
        "Write its name, a | and its address: Name | https://… For one that the entry lists already, its id.",
    ),
    "xlsx.translation": said(
        "Chưa có bản dịch ({locale}) ở cột bên cạnh; trang sẽ hiện tiếng gốc kèm lời báo.",
        "Điền cột ấy khi có bản dịch.",
        "The translation ({locale}) in the next column is missing; the page shows another locale with a notice.",
        "Fill that column in when there is one.",
    ),
    "xlsx.uncoded": said(
        "Mục mới “{id}” chưa có mã QR.",
        "Nhập bảng với --apply --issue để cấp mã luôn, hoặc cấp sau: camtay qr issue {id}",
        "The new entry “{id}” has no code yet.",
        "Import the sheet with --apply --issue, or issue one later: camtay qr issue {id}",
    ),
}
