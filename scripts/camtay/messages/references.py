"""What one entry says of another, of pictures and of the site."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    # ------------------------------------------------------------ references
    "ref.entry": said(
        "Không có bài nào mang mã “{name}”.",
        "Có lẽ là “{nearest}”. Sửa lại hoặc xóa dòng này.",
        "No entry has the id “{name}”.",
        "Perhaps “{nearest}”. Correct it or delete the line.",
        example="related:\n  - goi-dien",
    ),
    "ref.entry_far": said(
        "Không có bài nào mang mã “{name}”.",
        "Sửa lại hoặc xóa dòng này. Các mã gần nhất: {known}",
        "No entry has the id “{name}”.",
        "Correct it or delete the line. The nearest ids: {known}",
        example="related:\n  - goi-dien",
    ),
    "ref.named": said(
        "Không có bài nào mang mã “{name}”.",
        "Có lẽ là “{nearest}”. Gõ lại lệnh với mã đúng.",
        "No entry has the id “{name}”.",
        "Perhaps “{nearest}”. Type the command again with the right id.",
        example="camtay qr issue goi-dien",
    ),
    "ref.named_far": said(
        "Không có bài nào mang mã “{name}”.",
        "Gõ lại lệnh với mã đúng. Các mã gần nhất: {known}",
        "No entry has the id “{name}”.",
        "Type the command again with the right id. The nearest ids: {known}",
        example="camtay qr issue goi-dien",
    ),
    "ref.place": said(
        "Không có xã, phường nào mang mã “{name}” trong guides/places.yml.",
        "Có lẽ là “{nearest}”.",
        "No commune has the id “{name}” in guides/places.yml.",
        "Perhaps “{nearest}”.",
        example="place: dong-son",
    ),
    "ref.place_far": said(
        "Không có xã, phường nào mang mã “{name}” trong guides/places.yml.",
        "Thêm vào guides/places.yml, hoặc dùng mã đã có: {known}",
        "No commune has the id “{name}” in guides/places.yml.",
        "Add it there, or use an id that is known: {known}",
        example="place: dong-son",
    ),
    "ref.topic": said(
        "Không có chủ đề “{name}” trong guides/site.yml.",
        "Có lẽ là “{nearest}”.",
        "There is no topic “{name}” in guides/site.yml.",
        "Perhaps “{nearest}”.",
        example="topic: safety",
    ),
    "ref.topic_far": said(
        "Không có chủ đề “{name}” trong guides/site.yml.",
        "Thêm vào “topics”, hoặc dùng chủ đề đã có: {known}",
        "There is no topic “{name}” in guides/site.yml.",
        "Add it to “topics”, or use one that is known: {known}",
        example="topics:\n  - id: safety\n    title: {vi: An toàn, en: Safety}",
    ),
    "ref.audience": said(
        "Không có nhóm người đọc “{name}” trong guides/site.yml.",
        "Có lẽ là “{nearest}”.",
        "There is no audience “{name}” in guides/site.yml.",
        "Perhaps “{nearest}”.",
        example="audience: [everyone]",
    ),
    "ref.audience_far": said(
        "Không có nhóm người đọc “{name}” trong guides/site.yml.",
        "Thêm vào “audiences”, hoặc dùng nhóm đã có: {known}",
        "There is no audience “{name}” in guides/site.yml.",
        "Add it to “audiences”, or use one that is known: {known}",
        example="audiences:\n  - id: everyone\n    title: {vi: Mọi người, en: Everyone}",
    ),
    # ------------------------------------------------------------ pictures
    "image.missing": said(
        "Không thấy ảnh “{file}”.",
        "Chép ảnh vào thư mục guides và ghi đúng tên, kể cả chữ hoa chữ thường.",
        "There is no picture “{file}”.",
        "Copy it into the folder guides and write its name exactly, capitals too.",
        example="picture:\n  file: anh/gieng-co.jpg\n  alt: {vi: Giếng nước cổ xây đá., en: An old stone well.}",
    ),
    "image.outside": said(
        "Ảnh “{file}” nằm ngoài thư mục guides.",
        "Chép ảnh vào trong guides; đường dẫn không có “..” và không bắt đầu bằng “/”.",
        "The picture “{file}” lies outside the folder guides.",
        "Copy it into guides; the path has no “..” and does not begin with “/”.",
        example="file: anh/gieng-co.jpg",
    ),
    "image.unreadable": said(
        "Tệp “{file}” không phải là ảnh hoặc đã hỏng.",
        "Mở ảnh bằng máy, lưu lại thành JPG hoặc PNG.",
        "The file “{file}” is no picture, or it is damaged.",
        "Open it and save it as JPG or PNG again.",
        allowed=("JPG, PNG, WebP, GIF, SVG", "JPG, PNG, WebP, GIF, SVG"),
    ),
    "image.large": said(
        "Ảnh “{file}” quá lớn (hơn {limit} triệu điểm ảnh hoặc 20 MB).",
        "Thu nhỏ ảnh xuống khoảng 2000 điểm ngang.",
        "The picture “{file}” is too large (over {limit} megapixels or 20 MB).",
        "Reduce it to about 2,000 pixels across.",
    ),
    "image.drawing": said(
        "Hình vẽ “{file}” quá nặng (hơn {limit} kB).",
        "Mở bằng Inkscape rồi lưu dạng SVG tối ưu (Optimized SVG); nếu trong hình có ảnh chụp thì lưu thành PNG.",
        "The drawing “{file}” is too heavy (over {limit} kB).",
        "Open it in Inkscape and save it as Optimized SVG; if there is a photo in it, save it as PNG.",
    ),
    "image.active": said(
        "Hình “{file}” có mã chạy hoặc liên kết ra ngoài.",
        "Xuất lại hình dạng SVG thuần (Plain SVG), không có script.",
        "The drawing “{file}” holds scripts or outside links.",
        "Export it as plain SVG without scripts.",
    ),
    # ------------------------------------------------------------ site
    "site.base_url": said(
        "“{value}” không phải địa chỉ trang hợp lệ.",
        "Ghi dạng https://ten-mien.vn/, có https, chữ thường, không có thư mục phía sau.",
        "“{value}” is not a valid site address.",
        "Write https://domain.example/: with https, in lower case, without a folder behind it.",
        allowed=(
            "https://, tên miền chữ thường, một dấu / ở cuối",
            "https://, a host in small letters, one slash at the end",
        ),
        example="base_url: https://xa.example/",
    ),
    "site.host": said(
        "“{value}” không phải tên miền hợp lệ.",
        "Ghi tên miền chữ thường, không có https:// và dấu gạch chéo.",
        "“{value}” is not a valid host name.",
        "Write the host in lower case, without https:// and slashes.",
        allowed=("chữ thường a–z, số, dấu gạch nối và dấu chấm", "small letters a–z, digits, hyphens and points"),
        example="sign_host: xa.example",
    ),
    "site.host_digits": said(
        "Tên miền “{host}” có chữ số; vài máy ảnh điện thoại mở sai liên kết như vậy.",
        "Nếu chưa in biển, chọn tên miền không có chữ số.",
        "The host “{host}” has digits; some phone cameras open such links wrongly.",
        "If no sign has been printed yet, choose a host without digits.",
        example="base_url: https://xa.example/",
    ),
    "site.host_long": said(
        "Tên miền “{host}” dài {length} ký tự; mã QR sẽ dày hơn, phải in to hơn.",
        "Nếu chưa in biển, chọn tên miền tối đa 28 ký tự.",
        "The host “{host}” has {length} characters; symbols get denser and must be printed larger.",
        "If no sign has been printed yet, choose a host of at most 28 characters.",
        example="base_url: https://xa.example/",
    ),
    "site.locale": said(
        "“{value}” không phải mã ngôn ngữ.",
        "Ghi mã hai chữ, ví dụ vi, en, ko, lo.",
        "“{value}” is not a language tag.",
        "Write a tag such as vi, en, ko, lo.",
        example="locales: [vi, en, lo]",
    ),
    "site.locale_twice": said(
        "Một ngôn ngữ ghi hai lần.",
        "Xóa bớt một.",
        "A locale stands twice.",
        "Delete one.",
        example="locales: [vi, en]",
    ),
}
