"""Photos of hung signs."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "inspection.missing": said(
        "Không có tệp hoặc thư mục này.",
        "Xem lại tên; kéo thả ảnh vào cửa sổ lệnh là cách chắc nhất.",
        "There is no such file or folder.",
        "Check the name; dropping the photo onto the command window is the surest way.",
    ),
    "inspection.none": said(
        "Không có ảnh nào ở đây.",
        "Chỉ ra tệp ảnh hoặc thư mục có ảnh JPG, PNG hay WebP: camtay qr inspect THƯ_MỤC",
        "There are no photos here.",
        "Name photos or a folder with JPG, PNG or WebP files: camtay qr inspect FOLDER",
    ),
    "inspection.not_image": said(
        "Tệp này không phải ảnh JPG, PNG, WebP hay AVIF.",
        "Chọn đúng ảnh chụp biển; ảnh loại khác thì lưu lại thành JPG.",
        "This file is no JPG, PNG, WebP or AVIF picture.",
        "Choose the photo of the sign; save pictures of another sort as JPG.",
    ),
    "inspection.heic": said(
        "Ảnh HEIC của iPhone, máy này không đọc được.",
        "Lưu ảnh thành JPG. Để lần sau máy chụp luôn JPG: Cài đặt › Camera › Định dạng › Tương thích nhất.",
        "An iPhone's HEIC photo, which can't be read here.",
        "Save it as JPG; for the next time choose Settings › Camera › Formats › Most Compatible.",
    ),
    "inspection.broken": said(
        "Ảnh bị cụt hoặc hỏng.",
        "Chép lại ảnh từ điện thoại (tải về chưa hết cũng hay bị vậy).",
        "The picture is cut off or damaged.",
        "Copy it from the phone again (an unfinished download often ends like this).",
    ),
    "inspection.large": said(
        "Ảnh quá lớn: {size} triệu điểm ảnh, nhiều nhất {limit} triệu.",
        "Chụp lại ở cỡ thường (12 triệu điểm là đủ), hoặc thu nhỏ ảnh rồi chạy lại.",
        "The picture is too large: {size} megapixels, {limit} at most.",
        "Take it again in the ordinary size (12 megapixels are enough), or make it smaller.",
    ),
    "inspection.heavy": said(
        "Tệp nặng {size} MB, nhiều nhất {limit} MB.",
        "Lưu ảnh thành JPG cỡ thường rồi chạy lại.",
        "The file has {size} MB, {limit} MB at most.",
        "Save the picture as an ordinary JPG.",
    ),
    "inspection.many": said(
        "Có {n} ảnh, mỗi lần xem được {limit}; từ “{first}” trở đi chưa xem.",
        "Chạy lại cho từng thư mục nhỏ hơn.",
        "There are {n} photos and one run takes {limit}; none from “{first}” on was looked at.",
        "Run again for smaller folders.",
    ),
    "inspection.files": said(
        "Thư mục này có hơn {limit} tệp; phần còn lại chưa xem.",
        "Chỉ đúng thư mục chứa ảnh chụp biển.",
        "This folder has more than {limit} files; the rest was not looked at.",
        "Name the very folder with the photos of signs.",
    ),
    "inspection.expect": said(
        "Sổ mã không có mã “{code}”.",
        "Gõ lại mã in trên biển sau --expect, hoặc xem mọi mã bằng: camtay qr list",
        "The ledger has no code “{code}”.",
        "Type the code on the sign again after --expect, or see all codes with: camtay qr list",
    ),
    "inspection.overwrite": said(
        "Tệp báo cáo trùng với một ảnh cần xem.",
        "Đặt tên khác cho báo cáo, ví dụ --html kiem-tra.html",
        "The report would be written over one of the photos.",
        "Give the report another name, for example --html inspection.html",
    ),
}
