"""Signs and their proof."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "sign.host": said(
        "Tên miền quá dài: mã QR cần {modules} ô mỗi cạnh, ô chỉ còn {module} mm (ít nhất {limit} mm).",
        "Dùng khổ biển lớn hơn hoặc tên miền ngắn hơn.",
        "The host is too long: the symbol needs {modules} modules a side, {module} mm each (at least {limit} mm).",
        "Use a larger sign or a shorter host.",
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
    "sign.symbol": said(
        "Mã {code}: hình QR vẽ lại khác với bản đã in.",
        "Không in. Kiểm tra phiên bản thư viện qrcode; biển cũ vẫn đúng.",
        "The code {code}: the symbol drawn now differs from the printed one.",
        "Don't print. Check the version of the qrcode library; the old sign is right.",
    ),
    "sign.none": said(
        "Không có biển nào để in với lựa chọn này.",
        "Cấp mã trước: camtay qr issue --all",
        "There is no sign to print for this choice.",
        "Issue codes first: camtay qr issue --all",
    ),
}
