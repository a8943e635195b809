"""Fields, texts and values of an entry."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    # ------------------------------------------------------------ fields
    "kind.missing": said(
        "Chưa ghi loại bài (kind).",
        "Thêm dòng “kind: …”, chọn một trong: {known}.",
        "The kind of the entry is missing.",
        "Add a line “kind: …” with one of: {known}.",
    ),
    "kind.unknown": said(
        "Không có loại bài “{value}”.",
        "Có lẽ là “{nearest}”. Các loại: {known}.",
        "There is no kind “{value}”.",
        "Perhaps “{nearest}”. Kinds: {known}.",
    ),
    "field.missing": said(
        "Thiếu trường “{name}”.",
        "Thêm dòng “{name}: …”.",
        "The field “{name}” is missing.",
        "Add a line “{name}: …”.",
    ),
    "field.unknown": said(
        "Không có trường “{name}”.",
        "Có lẽ là “{nearest}”. Sửa lại tên trường.",
        "There is no field “{name}”.",
        "Perhaps “{nearest}”. Correct the name.",
    ),
    "field.unknown_far": said(
        "Không có trường “{name}”.",
        "Xóa dòng này hoặc dùng một trong: {known}.",
        "There is no field “{name}”.",
        "Delete the line or use one of: {known}.",
    ),
    "field.choice": said(
        "“{value}” không phải một lựa chọn ở đây.",
        "Có lẽ là “{nearest}”. Chọn một trong: {known}.",
        "“{value}” is not a choice here.",
        "Perhaps “{nearest}”. Choose one of: {known}.",
    ),
    "field.choice_far": said(
        "“{value}” không phải một lựa chọn ở đây.",
        "Chọn một trong: {known}.",
        "“{value}” is not a choice here.",
        "Choose one of: {known}.",
    ),
    "field.text": said(
        "Chỗ này phải là chữ.",
        "Viết nội dung sau dấu hai chấm, trên cùng một dòng.",
        "This must be text.",
        "Write it after the colon, on the same line.",
    ),
    "field.list": said(
        "Chỗ này phải là danh sách.",
        "Mỗi mục một dòng, bắt đầu bằng “- ”.",
        "This must be a list.",
        "One item a line, each beginning with “- ”.",
    ),
    "field.mapping": said(
        "Chỗ này phải gồm các dòng “tên: nội dung”.",
        "Viết theo mẫu, mỗi trường một dòng.",
        "This must consist of lines “name: text”.",
        "Follow the sample, one field a line.",
    ),
    "field.empty": said(
        "Chỗ này để trống.",
        "Thêm ít nhất một mục.",
        "This is empty.",
        "Add at least one item.",
    ),
    "field.other": said(
        "Giá trị “{value}” không hợp lệ ({detail}).",
        "So với tệp mẫu rồi sửa lại.",
        "The value “{value}” is not valid ({detail}).",
        "Compare with a sample file and correct it.",
    ),
    "id.form": said(
        "Mã “{value}” chỉ được có chữ thường không dấu, số và dấu gạch nối.",
        "Ví dụ: dia-dao-vinh-moc. Không có dấu cách, dấu gạch chéo, chữ có dấu.",
        "The id “{value}” may have lower-case letters without accents, digits and hyphens only.",
        "For example: dia-dao-vinh-moc. No spaces, slashes or accents.",
    ),
    "id.duplicate": said(
        "Mã “{id}” đã dùng ở {other}.",
        "Đặt mã khác cho bài mới. Đừng đổi mã của bài cũ: biển đã in dẫn về nó.",
        "The id “{id}” is used in {other} already.",
        "Give the new entry another id. Don't change the old one: printed signs lead to it.",
    ),
    "slug.taken": said(
        "Địa chỉ “{slug}” đã thuộc về bài “{other}”.",
        "Đổi “slug” hoặc bỏ nó khỏi “former_slugs”.",
        "The address “{slug}” belongs to the entry “{other}” already.",
        "Change “slug” or take it out of “former_slugs”.",
    ),
    # ------------------------------------------------------------ texts
    "text.shape": said(
        "Câu này phải viết theo từng ngôn ngữ.",
        "Viết “vi: …” và “en: …” ở hai dòng thụt vào bên dưới.",
        "This text must be written for each locale.",
        "Write “vi: …” and “en: …” on two lines below, further in.",
    ),
    "text.words": said(
        "Phần “{key}” phải là một câu chữ.",
        "Viết câu sau dấu hai chấm; nếu câu có “: ” thì đặt trong dấu nháy kép.",
        "“{key}” must be a text.",
        "Write it after the colon; between double quotes when it holds “: ”.",
    ),
    "text.source": said(
        "Thiếu câu tiếng gốc ({locale}).",
        "Thêm dòng “{locale}: …”.",
        "The text of the source locale ({locale}) is missing.",
        "Add a line “{locale}: …”.",
    ),
    "text.locale": said(
        "“{name}” không phải ngôn ngữ của trang này.",
        "Dùng một trong: {known}. Muốn thêm ngôn ngữ: thêm vào “locales” trong guides/site.yml.",
        "“{name}” is not a locale of this site.",
        "Use one of: {known}. To add a locale, add it to “locales” in guides/site.yml.",
    ),
    "text.translation": said(
        "Chưa có bản dịch ({locale}); trang sẽ hiện tiếng gốc kèm lời báo.",
        "Thêm dòng “{locale}: …” khi có bản dịch.",
        "The translation ({locale}) is missing; the page shows another locale with a notice.",
        "Add a line “{locale}: …” when there is one.",
    ),
    "text.translations": said(
        "Tệp này còn {n} chỗ chưa dịch ({locale}); trang sẽ hiện tiếng khác kèm lời báo.",
        "Xem từng chỗ: camtay l10n status --in {locale}. Gửi người dịch: camtay l10n export --locale {locale} --open",
        "{n} texts of this file are not translated ({locale}); the page shows another locale with a notice.",
        "See them: camtay l10n status --in {locale}. For translators: camtay l10n export --locale {locale} --open",
    ),
    "text.long": said(
        "Câu dài {length} ký tự, quá {limit}.",
        "Rút ngắn còn {limit} ký tự; chi tiết đưa xuống phần dưới.",
        "The text has {length} characters, over {limit}.",
        "Shorten it to {limit}; move details further down.",
    ),
    "text.html": said(
        "Trong câu có mã HTML ({found}); trang không nhận mã.",
        "Xóa phần trong ngoặc nhọn < >. Chữ đậm viết **như thế này**.",
        "The text holds HTML ({found}), which is not accepted.",
        "Delete what stands in < >. Bold text is written **like this**.",
    ),
    "text.link": said(
        "Liên kết “{found}” không an toàn.",
        "Chỉ dùng địa chỉ bắt đầu bằng https://, http://, tel: hoặc mailto:.",
        "The link “{found}” is not safe.",
        "Use only addresses that begin with https://, http://, tel: or mailto:.",
    ),
    "text.hidden": said(
        "Có ký tự ẩn mà mắt không thấy; máy đã bỏ đi.",
        "Muốn gọn thì chạy camtay fix; lần sau dán dạng “chỉ văn bản”.",
        "There are hidden characters, which can't be seen; they were taken out.",
        "For a tidy file run camtay fix; paste as “text only” next time.",
    ),
    "text.legacy": said(
        "Câu này gõ bằng phông cũ {name} nên lên trang thành chữ rối (“{found}”).",
        "Chạy camtay fix để xem máy đổi lại được gì, hoặc dùng Unikey (Ctrl+Shift+F6) chuyển sang Unicode rồi dán lại.",
        "This text was typed for a {name} font and would be garbled (“{found}”).",
        "Run camtay fix to see what it makes of it, or convert it to Unicode and paste it again.",
    ),
    # ------------------------------------------------------------ values
    "date.form": said(
        "“{value}” không đúng cách ghi ngày.",
        "Ghi năm-tháng-ngày: {good}.",
        "“{value}” is not how a date is written here.",
        "Write year-month-day: {good}.",
        example="reviewed: 2026-11-22",
    ),
    "date.impossible": said(
        "Không có ngày “{value}” trong lịch.",
        "Xem lại ngày và tháng.",
        "There is no such day as “{value}”.",
        "Look at the day and the month again.",
    ),
    "date.partial": said(
        "“{value}” không đúng cách ghi thời điểm.",
        "Ghi 1972, 1972-06, 1972-06-28, hoặc khoảng 1972-06-28/1972-09-16, trong dấu nháy kép.",
        "“{value}” is not how a time is written here.",
        "Write 1972, 1972-06, 1972-06-28 or a range 1972-06-28/1972-09-16, between double quotes.",
    ),
    "number.whole": said(
        "“{value}” phải là số nguyên, không có dấu chấm, dấu phẩy hay chữ.",
        "Ghi: {good}.",
        "“{value}” must be a whole number without points, commas or letters.",
        "Write: {good}.",
    ),
    "number.decimal": said(
        "“{value}” phải là số thập phân viết bằng dấu chấm.",
        "Ví dụ: 16.7530 (không viết 16,7530).",
        "“{value}” must be a number with a decimal point.",
        "For example: 16.7530 (not 16,7530).",
    ),
    "phone.form": said(
        "“{value}” không phải số điện thoại gọi được.",
        'Ghi đủ các chữ số, có số 0 ở đầu, trong dấu nháy kép, ví dụ "0912 345 678"; số khẩn cấp thì ghi "113".',
        "“{value}” is not a telephone number that can be called.",
        'Write all digits with the leading 0, between double quotes, for example "0912 345 678" or "113".',
    ),
    "phone.zero": said(
        "Số “{value}” mất số 0 ở đầu.",
        'Ghi: "{good}", trong dấu nháy kép.',
        "The number “{value}” has lost its leading 0.",
        'Write: "{good}", between double quotes.',
    ),
    "phone.source": said(
        "Số {value} chưa ghi nguồn.",
        "Thêm “sources: [tên-nguồn]”. Số không có nguồn thì không đăng.",
        "The number {value} has no source.",
        "Add “sources: [source-id]”. A number without a source is not published.",
    ),
    "phone.unsure": said(
        "Số {value} ghi là chưa chắc (unsure); người cần gấp có thể gọi nhầm.",
        "Gọi thử hoặc hỏi nơi quản lý rồi bỏ “confidence: unsure”; chưa hỏi được thì đưa số này vào “confirm”.",
        "The number {value} is marked unsure; somebody in need might dial it.",
        "Try it or ask, then remove “confidence: unsure”; until then put the number into “confirm”.",
    ),
    "url.form": said(
        "“{value}” không phải địa chỉ trang web.",
        "Chép nguyên địa chỉ, bắt đầu bằng https://.",
        "“{value}” is not a web address.",
        "Copy the whole address, beginning with https://.",
    ),
    "coordinates.missing": said(
        "“{entry}” chưa có tọa độ chắc chắn, nên trang quét không ghi được các nơi lân cận cách bao xa.",
        "Đến đó chép tọa độ trên điện thoại vào coordinates, kèm precision_m (200 trở xuống) và sources.",
        "“{entry}” has no sure coordinates, so its scan page can not say how far its neighbours are.",
        "Copy them there from a phone into coordinates, with precision_m (200 or less) and sources.",
    ),
    "coordinates.missing_alleys": said(
        "Làng “{entry}”: {n} trong {all} kiệt chưa có tọa độ chắc chắn, nên sơ đồ trên trang quét còn thiếu.",
        "Đứng ở đầu kiệt, chép tọa độ trên điện thoại vào coordinates của kiệt, kèm precision_m và sources.",
        "{n} of the {all} alleys of “{entry}” have no sure coordinates; the sketch on its scan page lacks them.",
        "Copy them from a phone at the entrance into coordinates of the alley, with precision_m and sources.",
    ),
    "coordinates.swapped": said(
        "Vĩ độ và kinh độ bị đổi chỗ (lat {lat}, lon {lon}).",
        "Ghi lat: {lon} và lon: {lat}.",
        "Latitude and longitude are swapped (lat {lat}, lon {lon}).",
        "Write lat: {lon} and lon: {lat}.",
    ),
    "coordinates.outside": said(
        "Tọa độ này nằm ngoài Việt Nam (lat {lat}, lon {lon}).",
        "Lấy lại tọa độ trên bản đồ: lat khoảng 8–23, lon khoảng 102–118.",
        "These coordinates lie outside Vietnam (lat {lat}, lon {lon}).",
        "Take them from a map again: lat about 8–23, lon about 102–118.",
    ),
    "claim.unsure": said(
        "“{name}” ghi là chưa chắc (unsure) mà trang không thể thiếu nó.",
        "Hỏi lại cho chắc, hoặc viết phần đã rõ và đưa phần chưa rõ vào “confirm”.",
        "“{name}” is marked unsure, and the page can't do without it.",
        "Find out, or state what is known and put the rest into “confirm”.",
    ),
    "source.unknown": said(
        "Nguồn “{id}” chưa có trong danh sách “sources” của bài.",
        "Có lẽ là “{nearest}”; nếu không, thêm nguồn ấy vào cuối bài.",
        "The source “{id}” is not in the entry's list of sources.",
        "Perhaps “{nearest}”; otherwise add it to the list.",
    ),
    "source.unknown_far": said(
        "Nguồn “{id}” chưa có trong danh sách “sources” của bài.",
        "Thêm nguồn ấy vào cuối bài, hoặc dùng một nguồn đã có: {known}",
        "The source “{id}” is not in the entry's list of sources.",
        "Add it to the list, or name one that is there: {known}",
    ),
    "source.twice": said(
        "Hai nguồn cùng mã “{id}”.",
        "Đổi mã của một nguồn.",
        "Two sources have the id “{id}”.",
        "Change one of them.",
    ),
}
