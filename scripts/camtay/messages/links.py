"""Links of the built site."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "link.dead": said(
        "Liên kết {to} không dẫn tới đâu (có ở {n} chỗ).",
        "Sửa địa chỉ trong bài; gần giống nhất là {nearest}.",
        "The link {to} leads nowhere (in {n} places).",
        "Correct the address in the entry; the nearest one is {nearest}.",
    ),
    "link.anchor": said(
        "Liên kết {to} dẫn tới một mục không có trong trang ấy (có ở {n} chỗ).",
        "Mở trang ấy, bấm vào mục cần dẫn tới, rồi chép phần sau dấu # trên thanh địa chỉ.",
        "The link {to} leads to a part that its page does not have (in {n} places).",
        "Open that page, go to the part, and copy what stands behind # in the address bar.",
    ),
    "link.alternate": said(
        "Trang nói bản {tag} của nó ở {to}, mà trang ấy không dẫn ngược lại.",
        "Đây thường là lỗi của mẫu trang trong docs/.overrides; dựng lại với mẫu gốc để so.",
        "The page says that its {tag} version is at {to}, which does not lead back.",
        "Usually a template in docs/.overrides is at fault; build with the original one and compare.",
    ),
    "link.outside": said(
        "Trang ngoài {to} không còn (trả lời: {state}; có ở {n} trang).",
        "Tìm địa chỉ mới của nguồn ấy, hoặc thay bằng nguồn khác.",
        "The outside page {to} is gone (answer: {state}; named on {n} pages).",
        "Find its new address, or name another source.",
    ),
    "link.silent": said(
        "Trang ngoài {to} lúc này chưa mở được (trả lời: {state}; có ở {n} trang).",
        "Mở thử bằng trình duyệt; nếu vẫn không được thì vài hôm nữa kiểm tra lại.",
        "The outside page {to} could not be opened just now (answer: {state}; named on {n} pages).",
        "Try it in a browser; if that fails too, check again in a few days.",
    ),
    "link.unbuilt": said(
        "Chưa có trang nào trong {folder} để kiểm tra.",
        "Dựng trang trước: camtay build",
        "There are no pages in {folder} to check.",
        "Build the site first: camtay build",
    ),
}
