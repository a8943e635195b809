"""Links and addresses that are not what they seem."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "link.host": said(
        "Tên miền trong “{found}” dễ bị đọc nhầm thành tên miền khác.",
        "Mở đúng trang ấy trong trình duyệt, chép lại địa chỉ từ thanh địa chỉ. Không ghi tên nào trước dấu @.",
        "The host in “{found}” can be taken for another one.",
        "Open the page that is meant in a browser and copy its address from there. No name may stand before an @.",
        example="vi: Xem [Cổng dịch vụ công](https://dichvucong.gov.vn).",
    ),
    "link.other": said(
        "Chữ của liên kết ghi “{label}” nhưng bấm vào lại tới “{found}”.",
        "Ghi hai chỗ giống nhau, hoặc đổi chữ thành tên của nơi ấy.",
        "The words of the link say “{label}”, but it leads to “{found}”.",
        "Make both the same, or let the words be the name of the place.",
        example="vi: Gọi [113](tel:113) hoặc xem [dichvucong.gov.vn](https://dichvucong.gov.vn).",
    ),
    "link.dial": said(
        "Liên kết “{found}” bấm nhiều hơn một số điện thoại.",
        "Sau “tel:” chỉ ghi số, ví dụ tel:113, hoặc mã ngắn như tel:*101%23. Mã dài có thể chuyển cuộc gọi đi.",
        "The link “{found}” dials more than a number.",
        "After “tel:” write a number (tel:113) or a short code (tel:*101%23). Longer codes can divert calls.",
        example="vi: Gọi [113](tel:113).",
    ),
}
