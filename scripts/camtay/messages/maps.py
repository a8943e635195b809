"""Coordinates, routes and the pictures that are made from them."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "spot.shared": said(
        "“{entry}” có đúng tọa độ của “{other}” (lat {lat}, lon {lon}): hai biển không thể treo cùng một chỗ.",
        "Đến từng biển đo lại. Chỉ biết chắc chỗ một biển thì xóa coordinates của biển kia.",
        "“{entry}” has the very coordinates of “{other}” (lat {lat}, lon {lon}): two signs can not hang in one spot.",
        "Measure again at each sign. If you are sure of one only, delete the coordinates of the other.",
        example="coordinates:\n  lat: 16.7530\n  lon: 107.1860",
    ),
    "card.title": said(
        "Tiêu đề của “{entry}” dài {n} chữ cái, ảnh hiện kèm đường dẫn không đủ chỗ.",
        "Rút tiêu đề còn khoảng {limit} chữ cái, hoặc thêm “short” là tên ngắn.",
        "The title of “{entry}” has {n} letters, which the picture shown with its link has no room for.",
        "Shorten it to about {limit} letters, or add a short name as “short”.",
    ),
    "route.short": said(
        "Lộ trình này có {n} điểm dừng.",
        "Thêm điểm dừng cho đủ ít nhất hai. Chỉ có một nơi thì viết bài về nơi đó, không viết lộ trình.",
        "This route has {n} stop(s).",
        "Add stops until there are two at least. For a single place write its own entry instead of a route.",
    ),
}
