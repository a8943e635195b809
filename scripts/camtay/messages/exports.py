"""The content in the shapes of others."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "export.unbuilt": said(
        "Chưa có trang nào trong {folder} để chép sang USB.",
        "Dựng trang trước: camtay build",
        "There are no pages in {folder} to copy to a USB stick.",
        "Build the site first: camtay build",
    ),
    "export.foreign": said(
        "Thư mục {folder} có tệp không phải do lệnh này ghi: {name}. Ghi đè là mất tệp ấy.",
        "Chuyển tệp ấy đi nơi khác, hoặc chọn thư mục khác bằng --out.",
        "The folder {folder} holds a file that this command did not write: {name}. It would be lost.",
        "Move that file elsewhere, or choose another folder with --out.",
    ),
}
