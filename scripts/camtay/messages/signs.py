"""Signs and their proof."""

from __future__ import annotations

from camtay.messages.words import Words, said

_SMALL = (
    "Tem của tờ “{sheet}” quá nhỏ: ô trắng rộng nhất {room} mm, mã QR của trang cần {field} mm "
    "({modules} ô mỗi cạnh và viền trắng, mỗi ô từ {limit} mm điện thoại mới quét chắc).",
    "The stickers of “{sheet}” are too small: a white square of {room} mm at most, and the symbol needs {field} mm "
    "({modules} modules a side and the quiet zone, {limit} mm each for phones to read it).",
)

MESSAGES: dict[str, Words] = {
    "sign.font": said(
        "Máy này không có phông chữ “{family}” cho ngôn ngữ “{locale}”.",
        "Cài gói {package}, hoặc chép {file} vào {folder}/ để máy nào cũng in giống nhau.",
        "This machine has no font “{family}” for the locale “{locale}”.",
        "Install the package {package}, or copy {file} into {folder}/ so that every machine prints alike.",
    ),
    "sign.script": said(
        "Biển chưa in được chữ của ngôn ngữ “{locale}” (loại chữ {script}).",
        "In biển bằng hai ngôn ngữ khác của trang: --locales vi,en",
        "Signs can't be set in the script of the locale “{locale}” ({script}).",
        "Print signs in two other locales of the site: --locales vi,en",
    ),
    "sign.text": said(
        "Tên “{text}” không vừa biển {size}.",
        "Thêm tên ngắn “short” (tối đa 40 ký tự) cho bài này.",
        "The name “{text}” does not fit the {size} sign.",
        "Add a “short” name (at most 40 characters) to this entry.",
    ),
    "sign.typst": said(
        "Mẫu biển không dựng được: {reason}",
        "Xem lại chỗ vừa sửa trong mẫu biển (tệp .typ).",
        "The sign's template can't be set: {reason}",
        "Look at what was last changed in the template (the .typ file).",
    ),
    "sign.proof": said(
        "Trang {page} của {file}: máy đọc được {found}, lẽ ra phải là {expected}.",
        "Không in tệp này. Bản in cũ vẫn giữ nguyên; báo cho người phụ trách kỹ thuật.",
        "Page {page} of {file}: the reader saw {found} where {expected} should be.",
        "Don't print this file. The old ones are untouched; tell the person who looks after the tool.",
    ),
    "sign.pages": said(
        "Tệp {file} có {found} trang, lẽ ra phải là {expected}.",
        "Không in tệp này. Bản in cũ vẫn giữ nguyên; báo cho người phụ trách kỹ thuật.",
        "{file} has {found} pages where {expected} should be.",
        "Don't print this file. The old ones are untouched; tell the person who looks after the tool.",
    ),
    "sign.symbol": said(
        "Mã {code}: hình QR vẽ lại khác với bản đã in.",
        "Không in. Kiểm tra phiên bản thư viện qrcode; biển cũ vẫn đúng.",
        "The code {code}: the symbol drawn now differs from the printed one.",
        "Don't print. Check the version of the qrcode library; the old sign is right.",
    ),
    "sign.worker": said(
        "Máy tính đã tự dừng một phần việc khi đang vẽ biển, thường vì hết bộ nhớ.",
        "Đóng bớt chương trình khác rồi chạy lại, hoặc in ít một: camtay qr print --place … Biển cũ vẫn giữ nguyên.",
        "The computer ended a process that was drawing signs, most often for lack of memory.",
        "Close other programs and run it again, or print fewer at a time: camtay qr print --place … Old ones stay.",
    ),
    "sign.none": said(
        "Không có biển nào để in với lựa chọn này.",
        "Cấp mã trước: camtay qr issue --all",
        "There is no sign to print for this choice.",
        "Issue codes first: camtay qr issue --all",
        example="camtay qr issue --all",
    ),
    "sign.fine": said(
        "Mã QR quá dày cho loại biển này: {modules} ô mỗi cạnh, ô chỉ còn {module} mm, phải từ {limit} mm.",
        "Chọn loại biển hoặc tem có chỗ cho ô trắng rộng ít nhất {field} mm (xem --sign, --sheet).",
        "The symbol is too dense for this sign: {modules} modules a side, {module} mm each, at least {limit} mm.",
        "Choose a sign or sticker with room for a white square of at least {field} mm (see --sign, --sheet).",
    ),
    "sign.distance": said(
        "Đọc từ {distance} m cần ô trắng rộng {need} mm, biển này chỉ có chỗ cho {room} mm.",
        "Biển này đọc được từ xa nhất {most} m; muốn xa hơn, chọn biển lớn hơn.",
        "Reading from {distance} m needs a white square of {need} mm; this sign has room for {room} mm.",
        "This sign can be read from {most} m at most; choose a larger one for more.",
    ),
    "sign.kind": said(
        "Loại biển “{format}” không dùng cho bài loại “{kind}”.",
        "poster-a4 và poster-a3 dành cho danh mục một cửa (procedures), handout dành cho bài hướng dẫn (guide).",
        "The sign “{format}” is not for entries of the kind “{kind}”.",
        "poster-a4 and poster-a3 are for procedure lists, handout is for guides.",
    ),
    "sign.weak": said(
        "Mã {payload} không qua phép thử “{trial}” ({reason}).",
        "Đừng in. Giữ mã đen trên nền trắng, chừa trắng 4 ô, không thêm hình; đã sửa mẫu biển thì trả lại như cũ.",
        "The symbol {payload} failed the trial “{trial}” ({reason}).",
        "Don't print. Keep it black on white with four blank modules and nothing in it; undo changes of the template.",
    ),
    "sign.material": said(
        "Không khắc thẳng mã lên kim loại để trần ({material}): đo thử chỉ đọc được 37–52 %.",
        'Sơn trắng mờ nền rồi in đen, hoặc khắc sâu và tô đen trên nền trắng: --material "thép sơn trắng".',
        "No symbol straight on bare metal ({material}): only 37–52 % were read when measured.",
        'Paint the ground matt white and print black, or fill the engraving: --material "white-painted steel".',
    ),
    "sign.emblem_text": said(
        "Huy hiệu “{file}” có chữ chưa đổi thành nét; trên biển sẽ mất chữ ấy.",
        "Mở bằng Inkscape, chọn hết, dùng lệnh Path, Object to Path (đổi chữ thành nét), rồi lưu lại.",
        "The emblem “{file}” holds text that is not turned into outlines; it will be missing on signs.",
        "Open it in Inkscape, select all, use Path, Object to Path, and save it.",
    ),
    "sign.emblem": said(
        "Huy hiệu “{file}” không vẽ lại được bằng đường nét; tệp SVG, DXF cho thợ khắc sẽ thiếu nó (PDF, PNG thì có).",
        "Xin bản SVG của huy hiệu chỉ có mảng màu đặc: không ảnh chụp, không chuyển màu, chữ đã đổi thành nét.",
        "The emblem “{file}” can't be drawn as outlines; SVG and DXF files for engravers lack it (PDF, PNG have it).",
        "Ask for the emblem as SVG of plain areas: no photo, no gradient, text turned into outlines.",
    ),
    "sheet.unknown": said(
        "Không có tờ tem “{name}” trong qr/sheets.yml.",
        "Dùng --sheet với một trong: {nearest}.",
        "There is no sheet “{name}” in qr/sheets.yml.",
        "Use --sheet with one of: {nearest}.",
        example="camtay qr print --sheet a4-3x7",
    ),
    "sheet.fit": said(
        "Các ô tem tràn ra ngoài giấy: cần {right} × {bottom} mm, giấy chỉ {width} × {height} mm.",
        "Giảm số cột, số hàng, lề hoặc cỡ ô.",
        "The cells do not fit the paper: {right} × {bottom} mm on {width} × {height} mm.",
        "Reduce columns, rows, margins or the size of cells.",
        example="paper: {width: 210, height: 297}\ncolumns: 2\nrows: 4\ncell: {width: 96, height: 66}",
    ),
    "sheet.fine": said(
        _SMALL[0],
        "Dùng tờ tem to hơn: --sheet với một trong: {sheets}.",
        _SMALL[1],
        "Use a sheet of larger stickers: --sheet with one of: {sheets}.",
    ),
    "sheet.fine_all": said(
        _SMALL[0],
        "Thêm vào qr/sheets.yml một tờ có tem cao và rộng từ {field} mm, rồi in bằng tờ ấy.",
        _SMALL[1],
        "Add a sheet to qr/sheets.yml whose stickers are {field} mm high and wide or more, and print on that.",
        example="sheets:\n  - id: a4-2x4\n    paper: {width: 210, height: 297}\n    columns: 2\n    rows: 4\n"
        "    margin: {top: 12.5, left: 7}\n    cell: {width: 96, height: 66}",
    ),
    "sheet.fine_host": said(
        _SMALL[0],
        "Dùng tờ tem to hơn (--sheet {sheets}). Nếu chưa in biển nào: chọn tên miền ngắn hơn, mã sẽ thưa hơn.",
        _SMALL[1],
        "Use a sheet of larger stickers (--sheet {sheets}). As long as no sign is printed, a shorter host helps too.",
    ),
    "sheet.start": said(
        "Không có ô thứ {start} trên tờ tem này (tờ có {cells} ô).",
        "Dùng --start từ 1 đến {cells}.",
        "There is no cell {start} on this sheet (it has {cells}).",
        "Use --start from 1 to {cells}.",
    ),
}
