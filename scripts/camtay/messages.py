"""What problems say: code → locale → (what is wrong, what to do). Values in braces come from the problem.

Vietnamese first: the editors know Word and Zalo, not YAML, so each cure names what to type.
"""

from __future__ import annotations

Words = dict[str, tuple[str, str]]

LABELS: dict[str, dict[str, str]] = {
    "vi": {"error": "LỖI", "warning": "Lưu ý", "cure": "Cách sửa", "at": "ở"},
    "en": {"error": "ERROR", "warning": "Note", "cure": "Cure", "at": "at"},
}


def _m(vi: str, vi_cure: str, en: str, en_cure: str) -> Words:
    return {"vi": (vi, vi_cure), "en": (en, en_cure)}


MESSAGES: dict[str, Words] = {
    # ------------------------------------------------------------ files
    "project.missing": _m(
        "Không thấy thư mục “{folder}” trong “{root}”.",
        "Chạy lệnh trong thư mục của dự án, nơi có “guides” và “mkdocs.yml”, hoặc thêm --root ĐƯỜNG_DẪN.",
        "There is no folder “{folder}” in “{root}”.",
        "Run the command in the project's folder, where “guides” and “mkdocs.yml” are, or add --root PATH.",
    ),
    "file.unreadable": _m(
        "Không đọc được tệp ({reason}).",
        "Kiểm tra tệp còn đó không và bạn có quyền đọc không.",
        "The file can't be read ({reason}).",
        "Check that it is still there and that you may read it.",
    ),
    "file.write": _m(
        "Không ghi được tệp ({reason}); bản cũ vẫn còn nguyên.",
        "Dọn bớt ổ đĩa hoặc xin quyền ghi, rồi chạy lại.",
        "The file can't be written ({reason}); the old one is untouched.",
        "Free some disk space or get permission to write, then run again.",
    ),
    "file.outside": _m(
        "Tệp này là lối tắt dẫn ra ngoài thư mục nội dung.",
        "Chép hẳn tệp vào trong “guides” thay cho lối tắt.",
        "This file is a link that leads out of the content folder.",
        "Copy the file itself into “guides” instead of the link.",
    ),
    "file.conflict": _m(
        "Hai người cùng sửa tệp này và hai bản còn lẫn vào nhau (dấu <<<<<<< ======= >>>>>>>).",
        "Giữ phần đúng, xóa phần kia và cả ba dòng dấu, rồi lưu lại.",
        "Two people changed this file and both versions are still in it (<<<<<<< ======= >>>>>>>).",
        "Keep the right part, delete the other one and the three lines of marks, then save.",
    ),
    # ------------------------------------------------------------ YAML
    "yaml.size": _m(
        "Tệp nặng {size} MB; mỗi tệp nội dung được nhiều nhất {limit} MB.",
        "Có lẽ ảnh hoặc tệp khác bị dán nhầm vào; chỉ giữ phần chữ.",
        "The file has {size} MB; a content file may have {limit} MB at most.",
        "Perhaps a picture or another file was pasted into it; keep the text only.",
    ),
    "yaml.encoding": _m(
        "Tệp không lưu dạng UTF-8 (gặp {byte}).",
        "Mở tệp, chọn Lưu thành (Save As), ở ô Mã hóa (Encoding) chọn UTF-8 rồi lưu.",
        "The file is not saved as UTF-8 (found {byte}).",
        "Open it, choose Save As, set Encoding to UTF-8 and save.",
    ),
    "yaml.nfd": _m(
        "Chữ có dấu trong tệp ở dạng tách rời (NFD); máy tự ghép lại.",
        "Không phải làm gì; nên gõ bằng Unicode dựng sẵn (Unikey: bảng mã Unicode).",
        "Accented letters in this file are decomposed (NFD); they were composed.",
        "Nothing to do; better type with precomposed Unicode.",
    ),
    "yaml.control": _m(
        "Có ký tự điều khiển {character} mà mắt không thấy.",
        "Xóa dòng này và gõ lại bằng tay.",
        "There is a control character {character} that can't be seen.",
        "Delete this line and type it again.",
    ),
    "yaml.tab": _m(
        "Đầu dòng có phím Tab.",
        "Thay Tab bằng dấu cách: mỗi cấp thụt vào 2 dấu cách.",
        "The line begins with a tab.",
        "Use spaces instead: two for each level.",
    ),
    "yaml.indent": _m(
        "Đầu dòng có dấu cách lạ ({character}), thường do dán từ Word hoặc Zalo.",
        "Xóa khoảng trống đầu dòng và gõ lại bằng phím cách.",
        "The line begins with a strange space ({character}), often pasted from Word or Zalo.",
        "Delete the space at the beginning of the line and type it again.",
    ),
    "yaml.quote": _m(
        "Dấu nháy mở mà không đóng.",
        "Thêm dấu nháy đóng cùng loại ở cuối câu.",
        "A quotation mark is opened and never closed.",
        "Add the same mark at the end of the text.",
    ),
    "yaml.colon": _m(
        "Trong câu có dấu hai chấm và dấu cách (“: ”), máy tưởng là một trường mới.",
        'Đặt cả câu trong dấu nháy kép: "…".',
        "The text holds a colon and a space (“: ”), which reads as a new field.",
        'Put the whole text between double quotes: "…".',
    ),
    "yaml.nocolon": _m(
        "Dòng này thiếu dấu hai chấm sau tên trường.",
        "Viết “tên: nội dung”, có một dấu cách sau dấu hai chấm.",
        "This line has no colon after the field's name.",
        "Write “name: text”, with a space after the colon.",
    ),
    "yaml.start": _m(
        "Câu bắt đầu bằng một dấu đặc biệt (như @, %, `, |).",
        'Đặt cả câu trong dấu nháy kép: "…".',
        "The text begins with a special character (such as @, %, `, |).",
        'Put the whole text between double quotes: "…".',
    ),
    "yaml.level": _m(
        "Dòng này thụt vào không khớp với các dòng quanh nó.",
        "Cho các trường cùng cấp thẳng cột với nhau; cấp con thụt thêm 2 dấu cách.",
        "This line's indent does not fit the lines around it.",
        "Let fields of one level begin in the same column; children two spaces further in.",
    ),
    "yaml.syntax": _m(
        "Máy không hiểu cách viết ở đây ({detail}).",
        "So dòng này với một tệp mẫu; hay gặp: thiếu dấu nháy, sai thụt dòng.",
        "This can't be understood ({detail}).",
        "Compare with a sample file; often a quotation mark is missing or the indent is wrong.",
    ),
    "yaml.duplicate": _m(
        "Trường “{key}” viết hai lần (lần đầu ở dòng {first}); một trong hai sẽ mất.",
        "Gộp lại làm một hoặc xóa bớt một.",
        "The field “{key}” stands twice (first in line {first}); one of them would be lost.",
        "Join them or delete one.",
    ),
    "yaml.alias": _m(
        "Có dấu & hoặc * ở đầu (lối viết tắt của YAML), ở đây không dùng.",
        "Viết lại đủ nội dung; nếu là chữ thường thì đặt trong dấu nháy kép.",
        "There is a leading & or * (YAML anchors), which is not used here.",
        "Write the content in full; if it is plain text, put it between double quotes.",
    ),
    "yaml.tag": _m(
        "Có dấu ! ở đầu ({tag}), ở đây không dùng.",
        "Bỏ phần có dấu !; nếu là chữ thường thì đặt trong dấu nháy kép.",
        "There is a leading ! ({tag}), which is not used here.",
        "Remove it; if it is plain text, put it between double quotes.",
    ),
    "yaml.depth": _m(
        "Các cấp lồng vào nhau sâu quá {limit} tầng.",
        "Kiểm tra dấu ngoặc [ và {{ thừa, viết lại theo mẫu.",
        "Levels are nested more than {limit} deep.",
        "Look for superfluous brackets [ and {{, and follow the sample.",
    ),
    "yaml.documents": _m(
        "Tệp có dấu --- ở giữa, tức là hai bài trong một tệp.",
        "Mỗi bài để một tệp riêng.",
        "The file has --- in the middle: two documents in one file.",
        "Put each entry into a file of its own.",
    ),
    "yaml.key": _m(
        "Tên trường ở đây không phải là chữ.",
        "Viết “tên: nội dung”, không dùng dấu ? hoặc ngoặc làm tên.",
        "The name of a field is not a word here.",
        "Write “name: text”; don't use ? or brackets as a name.",
    ),
    # ------------------------------------------------------------ fields
    "kind.missing": _m(
        "Chưa ghi loại bài (kind).",
        "Thêm dòng “kind: …”, chọn một trong: {known}.",
        "The kind of the entry is missing.",
        "Add a line “kind: …” with one of: {known}.",
    ),
    "kind.unknown": _m(
        "Không có loại bài “{value}”.",
        "Có lẽ là “{nearest}”. Các loại: {known}.",
        "There is no kind “{value}”.",
        "Perhaps “{nearest}”. Kinds: {known}.",
    ),
    "field.missing": _m(
        "Thiếu trường “{name}”.",
        "Thêm dòng “{name}: …”.",
        "The field “{name}” is missing.",
        "Add a line “{name}: …”.",
    ),
    "field.unknown": _m(
        "Không có trường “{name}”.",
        "Có lẽ là “{nearest}”. Sửa lại tên trường.",
        "There is no field “{name}”.",
        "Perhaps “{nearest}”. Correct the name.",
    ),
    "field.unknown_far": _m(
        "Không có trường “{name}”.",
        "Xóa dòng này hoặc dùng một trong: {known}.",
        "There is no field “{name}”.",
        "Delete the line or use one of: {known}.",
    ),
    "field.choice": _m(
        "“{value}” không phải một lựa chọn ở đây.",
        "Có lẽ là “{nearest}”. Chọn một trong: {known}.",
        "“{value}” is not a choice here.",
        "Perhaps “{nearest}”. Choose one of: {known}.",
    ),
    "field.text": _m(
        "Chỗ này phải là chữ.",
        "Viết nội dung sau dấu hai chấm, trên cùng một dòng.",
        "This must be text.",
        "Write it after the colon, on the same line.",
    ),
    "field.list": _m(
        "Chỗ này phải là danh sách.",
        "Mỗi mục một dòng, bắt đầu bằng “- ”.",
        "This must be a list.",
        "One item a line, each beginning with “- ”.",
    ),
    "field.mapping": _m(
        "Chỗ này phải gồm các dòng “tên: nội dung”.",
        "Viết theo mẫu, mỗi trường một dòng.",
        "This must consist of lines “name: text”.",
        "Follow the sample, one field a line.",
    ),
    "field.empty": _m(
        "Chỗ này để trống.",
        "Thêm ít nhất một mục.",
        "This is empty.",
        "Add at least one item.",
    ),
    "field.other": _m(
        "Giá trị “{value}” không hợp lệ ({detail}).",
        "So với tệp mẫu rồi sửa lại.",
        "The value “{value}” is not valid ({detail}).",
        "Compare with a sample file and correct it.",
    ),
    "id.form": _m(
        "Mã “{value}” chỉ được có chữ thường không dấu, số và dấu gạch nối.",
        "Ví dụ: dia-dao-vinh-moc. Không có dấu cách, dấu gạch chéo, chữ có dấu.",
        "The id “{value}” may have lower-case letters without accents, digits and hyphens only.",
        "For example: dia-dao-vinh-moc. No spaces, slashes or accents.",
    ),
    "id.duplicate": _m(
        "Mã “{id}” đã dùng ở {other}.",
        "Đặt mã khác cho bài mới. Đừng đổi mã của bài cũ: biển đã in dẫn về nó.",
        "The id “{id}” is used in {other} already.",
        "Give the new entry another id. Don't change the old one: printed signs lead to it.",
    ),
    "slug.taken": _m(
        "Địa chỉ “{slug}” đã thuộc về bài “{other}”.",
        "Đổi “slug” hoặc bỏ nó khỏi “former_slugs”.",
        "The address “{slug}” belongs to the entry “{other}” already.",
        "Change “slug” or take it out of “former_slugs”.",
    ),
    # ------------------------------------------------------------ texts
    "text.shape": _m(
        "Câu này phải viết theo từng ngôn ngữ.",
        "Viết “vi: …” và “en: …” ở hai dòng thụt vào bên dưới.",
        "This text must be written for each locale.",
        "Write “vi: …” and “en: …” on two lines below, further in.",
    ),
    "text.words": _m(
        "Phần “{key}” phải là một câu chữ.",
        "Viết câu sau dấu hai chấm; nếu câu có “: ” thì đặt trong dấu nháy kép.",
        "“{key}” must be a text.",
        "Write it after the colon; between double quotes when it holds “: ”.",
    ),
    "text.source": _m(
        "Thiếu câu tiếng gốc ({locale}).",
        "Thêm dòng “{locale}: …”.",
        "The text of the source locale ({locale}) is missing.",
        "Add a line “{locale}: …”.",
    ),
    "text.locale": _m(
        "“{name}” không phải ngôn ngữ của trang này.",
        "Dùng một trong: {known}. Muốn thêm ngôn ngữ: thêm vào “locales” trong guides/site.yml.",
        "“{name}” is not a locale of this site.",
        "Use one of: {known}. To add a locale, add it to “locales” in guides/site.yml.",
    ),
    "text.translation": _m(
        "Chưa có bản dịch ({locale}); trang sẽ hiện tiếng gốc kèm lời báo.",
        "Thêm dòng “{locale}: …” khi có bản dịch.",
        "The translation ({locale}) is missing; the page shows another locale with a notice.",
        "Add a line “{locale}: …” when there is one.",
    ),
    "text.long": _m(
        "Câu dài {length} ký tự, quá {limit}.",
        "Rút ngắn còn {limit} ký tự; chi tiết đưa xuống phần dưới.",
        "The text has {length} characters, over {limit}.",
        "Shorten it to {limit}; move details further down.",
    ),
    "text.html": _m(
        "Trong câu có mã HTML ({found}); trang không nhận mã.",
        "Xóa phần trong ngoặc nhọn < >. Chữ đậm viết **như thế này**.",
        "The text holds HTML ({found}), which is not accepted.",
        "Delete what stands in < >. Bold text is written **like this**.",
    ),
    "text.link": _m(
        "Liên kết “{found}” không an toàn.",
        "Chỉ dùng địa chỉ bắt đầu bằng https://, http://, tel: hoặc mailto:.",
        "The link “{found}” is not safe.",
        "Use only addresses that begin with https://, http://, tel: or mailto:.",
    ),
    "text.hidden": _m(
        "Trong câu có ký tự ẩn (rộng bằng không); máy đã bỏ đi.",
        "Không phải làm gì; lần sau dán dạng “chỉ văn bản”.",
        "The text holds hidden characters of no width; they were taken out.",
        "Nothing to do; paste as “text only” next time.",
    ),
    "text.legacy": _m(
        "Câu này gõ bằng phông cũ {name} nên lên trang thành chữ rối (“{found}”).",
        "Dùng Unikey (Ctrl+Shift+F6) chuyển từ {name} sang Unicode rồi dán lại.",
        "This text was typed for a {name} font and would be garbled (“{found}”).",
        "Convert it from {name} to Unicode and paste it again.",
    ),
    # ------------------------------------------------------------ values
    "date.form": _m(
        "“{value}” không đúng cách ghi ngày.",
        "Ghi năm-tháng-ngày: {good}.",
        "“{value}” is not how a date is written here.",
        "Write year-month-day: {good}.",
    ),
    "date.impossible": _m(
        "Không có ngày “{value}” trong lịch.",
        "Xem lại ngày và tháng.",
        "There is no such day as “{value}”.",
        "Look at the day and the month again.",
    ),
    "date.partial": _m(
        "“{value}” không đúng cách ghi thời điểm.",
        "Ghi 1972, 1972-06, 1972-06-28, hoặc khoảng 1972-06-28/1972-09-16, trong dấu nháy kép.",
        "“{value}” is not how a time is written here.",
        "Write 1972, 1972-06, 1972-06-28 or a range 1972-06-28/1972-09-16, between double quotes.",
    ),
    "number.whole": _m(
        "“{value}” phải là số nguyên, không có dấu chấm, dấu phẩy hay chữ.",
        "Ghi: {good}.",
        "“{value}” must be a whole number without points, commas or letters.",
        "Write: {good}.",
    ),
    "number.decimal": _m(
        "“{value}” phải là số thập phân viết bằng dấu chấm.",
        "Ví dụ: 16.7530 (không viết 16,7530).",
        "“{value}” must be a number with a decimal point.",
        "For example: 16.7530 (not 16,7530).",
    ),
    "phone.form": _m(
        "“{value}” không phải số điện thoại dùng được.",
        'Ghi đủ số, có số 0 ở đầu, trong dấu nháy kép, ví dụ "0233 3852 xxx". {good}',
        "“{value}” is not a telephone number that works.",
        "Write all digits with the leading 0, between double quotes. {good}",
    ),
    "phone.source": _m(
        "Số {value} chưa ghi nguồn.",
        "Thêm “sources: [tên-nguồn]”. Số không có nguồn thì không đăng.",
        "The number {value} has no source.",
        "Add “sources: [source-id]”. A number without a source is not published.",
    ),
    "url.form": _m(
        "“{value}” không phải địa chỉ trang web.",
        "Chép nguyên địa chỉ, bắt đầu bằng https://.",
        "“{value}” is not a web address.",
        "Copy the whole address, beginning with https://.",
    ),
    "coordinates.swapped": _m(
        "Vĩ độ và kinh độ bị đổi chỗ (lat {lat}, lon {lon}).",
        "Ghi lat: {lon} và lon: {lat}.",
        "Latitude and longitude are swapped (lat {lat}, lon {lon}).",
        "Write lat: {lon} and lon: {lat}.",
    ),
    "coordinates.outside": _m(
        "Tọa độ này nằm ngoài Việt Nam (lat {lat}, lon {lon}).",
        "Lấy lại tọa độ trên bản đồ: lat khoảng 8–23, lon khoảng 102–118.",
        "These coordinates lie outside Vietnam (lat {lat}, lon {lon}).",
        "Take them from a map again: lat about 8–23, lon about 102–118.",
    ),
    "claim.unsure": _m(
        "“{name}” ghi là chưa chắc (unsure) mà trang không thể thiếu nó.",
        "Hỏi lại cho chắc, hoặc viết phần đã rõ và đưa phần chưa rõ vào “confirm”.",
        "“{name}” is marked unsure, and the page can't do without it.",
        "Find out, or state what is known and put the rest into “confirm”.",
    ),
    "source.unknown": _m(
        "Nguồn “{id}” chưa có trong danh sách “sources” của bài.",
        "Có lẽ là “{nearest}”; nếu không, thêm nguồn ấy vào cuối bài.",
        "The source “{id}” is not in the entry's list of sources.",
        "Perhaps “{nearest}”; otherwise add it to the list.",
    ),
    "source.twice": _m(
        "Hai nguồn cùng mã “{id}”.",
        "Đổi mã của một nguồn.",
        "Two sources have the id “{id}”.",
        "Change one of them.",
    ),
    # ------------------------------------------------------------ references
    "ref.entry": _m(
        "Không có bài nào mang mã “{name}”.",
        "Có lẽ là “{nearest}”. Sửa lại hoặc xóa dòng này.",
        "No entry has the id “{name}”.",
        "Perhaps “{nearest}”. Correct it or delete the line.",
    ),
    "ref.place": _m(
        "Không có xã, phường nào mang mã “{name}” trong guides/places.yml.",
        "Có lẽ là “{nearest}”.",
        "No commune has the id “{name}” in guides/places.yml.",
        "Perhaps “{nearest}”.",
    ),
    "ref.topic": _m(
        "Không có chủ đề “{name}” trong guides/site.yml.",
        "Có lẽ là “{nearest}”.",
        "There is no topic “{name}” in guides/site.yml.",
        "Perhaps “{nearest}”.",
    ),
    "ref.audience": _m(
        "Không có nhóm người đọc “{name}” trong guides/site.yml.",
        "Có lẽ là “{nearest}”.",
        "There is no audience “{name}” in guides/site.yml.",
        "Perhaps “{nearest}”.",
    ),
    # ------------------------------------------------------------ pictures
    "image.missing": _m(
        "Không thấy ảnh “{file}”.",
        "Chép ảnh vào thư mục guides và ghi đúng tên, kể cả chữ hoa chữ thường.",
        "There is no picture “{file}”.",
        "Copy it into the folder guides and write its name exactly, capitals too.",
    ),
    "image.outside": _m(
        "Ảnh “{file}” nằm ngoài thư mục guides.",
        "Chép ảnh vào trong guides; đường dẫn không có “..” và không bắt đầu bằng “/”.",
        "The picture “{file}” lies outside the folder guides.",
        "Copy it into guides; the path has no “..” and does not begin with “/”.",
    ),
    "image.unreadable": _m(
        "Tệp “{file}” không phải là ảnh hoặc đã hỏng.",
        "Mở ảnh bằng máy, lưu lại thành JPG hoặc PNG.",
        "The file “{file}” is no picture, or it is damaged.",
        "Open it and save it as JPG or PNG again.",
    ),
    "image.large": _m(
        "Ảnh “{file}” quá lớn (hơn {limit} triệu điểm ảnh hoặc 20 MB).",
        "Thu nhỏ ảnh xuống khoảng 2000 điểm ngang.",
        "The picture “{file}” is too large (over {limit} megapixels or 20 MB).",
        "Reduce it to about 2,000 pixels across.",
    ),
    "image.active": _m(
        "Hình “{file}” có mã chạy hoặc liên kết ra ngoài.",
        "Xuất lại hình dạng SVG thuần (Plain SVG), không có script.",
        "The drawing “{file}” holds scripts or outside links.",
        "Export it as plain SVG without scripts.",
    ),
    # ------------------------------------------------------------ site
    "site.base_url": _m(
        "“{value}” không phải địa chỉ trang hợp lệ.",
        "Ghi dạng https://ten-mien.vn/, có https, chữ thường, không có thư mục phía sau.",
        "“{value}” is not a valid site address.",
        "Write https://domain.example/: with https, in lower case, without a folder behind it.",
    ),
    "site.host": _m(
        "“{value}” không phải tên miền hợp lệ.",
        "Ghi tên miền chữ thường, không có https:// và dấu gạch chéo.",
        "“{value}” is not a valid host name.",
        "Write the host in lower case, without https:// and slashes.",
    ),
    "site.host_digits": _m(
        "Tên miền “{host}” có chữ số; vài máy ảnh điện thoại mở sai liên kết như vậy.",
        "Nếu chưa in biển, chọn tên miền không có chữ số.",
        "The host “{host}” has digits; some phone cameras open such links wrongly.",
        "If no sign has been printed yet, choose a host without digits.",
    ),
    "site.host_long": _m(
        "Tên miền “{host}” dài {length} ký tự; mã QR sẽ dày hơn, phải in to hơn.",
        "Nếu chưa in biển, chọn tên miền tối đa 19 ký tự.",
        "The host “{host}” has {length} characters; symbols get denser and must be printed larger.",
        "If no sign has been printed yet, choose a host of at most 19 characters.",
    ),
    "site.locale": _m(
        "“{value}” không phải mã ngôn ngữ.",
        "Ghi mã hai chữ, ví dụ vi, en, ko, lo.",
        "“{value}” is not a language tag.",
        "Write a tag such as vi, en, ko, lo.",
    ),
    "site.locale_twice": _m(
        "Một ngôn ngữ ghi hai lần.",
        "Xóa bớt một.",
        "A locale stands twice.",
        "Delete one.",
    ),
    # ------------------------------------------------------------ ledger and gate
    "ledger.line": _m(
        "Dòng này của sổ mã không đọc được: {text}",
        "Đừng sửa sổ bằng tay. Lấy lại bản trước: git checkout -- qr/ledger.jsonl",
        "This line of the ledger can't be read: {text}",
        "Don't edit the ledger by hand. Restore it: git checkout -- qr/ledger.jsonl",
    ),
    "ledger.conflict": _m(
        "Sổ mã còn dấu gộp dở (<<<<<<< ======= >>>>>>>).",
        "Giữ mọi dòng của cả hai bên, chỉ xóa ba dòng dấu; không xóa mã nào.",
        "The ledger has unresolved merge marks (<<<<<<< ======= >>>>>>>).",
        "Keep every line of both sides and delete the marks only; delete no code.",
    ),
    "ledger.code": _m(
        "Mã “{code}” sai chữ kiểm tra hoặc sai dạng.",
        "Đừng gõ mã bằng tay; lấy lại bản trước: git checkout -- qr/ledger.jsonl",
        "The code “{code}” has a wrong check letter or form.",
        "Don't type codes by hand; restore the ledger: git checkout -- qr/ledger.jsonl",
    ),
    "ledger.twice": _m(
        "Mã {code} có hai sự việc cùng số thứ tự {seq}: bị dùng lại hoặc sửa ở hai nơi.",
        "Quyết định bên nào đúng, rồi ghi bên kia thành số {expected} (retarget) kèm lý do.",
        "The code {code} has two events numbered {seq}: it was reused or changed in two places.",
        "Decide which is right and write the other one as number {expected} (retarget) with a reason.",
    ),
    "ledger.gap": _m(
        "Mã {code}: mất sự việc số {expected} (chỉ thấy số {seq}).",
        "Lấy lại dòng đã mất: git log -p -- qr/ledger.jsonl",
        "The code {code}: event number {expected} is lost (only {seq} is there).",
        "Restore the lost line: git log -p -- qr/ledger.jsonl",
    ),
    "ledger.lost": _m(
        "Sổ mã mất một dòng từng có: {line}",
        "Thêm lại đúng dòng ấy. Biển đã in vẫn treo ngoài đường.",
        "The ledger lost a line that it once had: {line}",
        "Put that line back. The sign still hangs outside.",
    ),
    "ledger.changed": _m(
        "Một dòng của sổ mã bị sửa. Trước: {line} Nay: {now}",
        "Trả lại dòng cũ. Muốn đổi đích, dùng: camtay qr retarget",
        "A line of the ledger was changed. Before: {line} Now: {now}",
        "Put the old line back. To change the target use: camtay qr retarget",
    ),
    "ledger.unknown": _m(
        "Sổ mã không có mã “{code}”.",
        "Xem các mã bằng: camtay qr list",
        "The ledger has no code “{code}”.",
        "See all codes with: camtay qr list",
    ),
    "ledger.reason": _m(
        "Chưa ghi lý do cho mã {code}.",
        'Thêm --reason "…" để người sau hiểu.',
        "There is no reason for the change of {code}.",
        'Add --reason "…" so that others understand.',
    ),
    "ledger.uncoded": _m(
        "Bài “{id}” chưa có mã QR.",
        "Cấp mã bằng: camtay qr issue --all",
        "The entry “{id}” has no code yet.",
        "Issue one with: camtay qr issue --all",
    ),
    "gate.target": _m(
        "Mã {code} đã cấp dẫn tới bài “{entry}” nay không còn.",
        'Khôi phục bài ấy, hoặc trỏ mã sang bài khác: camtay qr retarget {code} {nearest} --reason "…"',
        "The issued code {code} leads to the entry “{entry}”, which is gone.",
        'Restore the entry, or point the code elsewhere: camtay qr retarget {code} {nearest} --reason "…"',
    ),
    "gate.payload": _m(
        "Mã {code} đã in là {printed}, nay lại thành {today}.",
        "Biển không in lại được: giữ tên miền cũ bằng “sign_host: {host}” trong guides/site.yml.",
        "The code {code} was printed as {printed} and would be {today} now.",
        "Signs can't be recalled: keep the old host with “sign_host: {host}” in guides/site.yml.",
    ),
    "gate.page": _m(
        "Mã {code} (bài “{entry}”) không có trang quét trong bản dựng: {path}",
        "Báo cho người phụ trách kỹ thuật; bản cũ của trang vẫn giữ nguyên.",
        "The code {code} (entry “{entry}”) has no scan page in the build: {path}",
        "Tell the person who looks after the tool; the old site is untouched.",
    ),
    "scan.budget": _m(
        "Trang quét của “{entry}” nặng {size} byte sau khi nén (br), quá {limit}; phần dài nhất: {field}.",
        "Rút ngắn phần ấy, hoặc chuyển bớt sang bài liên quan.",
        "The scan page of “{entry}” has {size} bytes after brotli, over {limit}; the longest part: {field}.",
        "Shorten that part, or move some of it to a related entry.",
    ),
    "engine.failed": _m(
        "MkDocs không dựng được trang: {reason}",
        "Bản cũ trong site/ vẫn giữ nguyên. Đọc dòng báo lỗi phía trên.",
        "MkDocs could not build the site: {reason}",
        "The old site/ is untouched. Read the message above.",
    ),
    "engine.plugin": _m(
        "Tệp mkdocs.yml không bật phần “camtay”.",
        "Thêm vào mkdocs.yml: “plugins:” và dòng dưới “  - camtay”.",
        "mkdocs.yml does not switch the plugin “camtay” on.",
        "Add to mkdocs.yml: “plugins:” and below it “  - camtay”.",
    ),
    # ------------------------------------------------------------ signs
    "sign.host": _m(
        "Tên miền quá dài: mã QR cần {modules} ô mỗi cạnh, ô chỉ còn {module} mm (ít nhất {limit} mm).",
        "Dùng khổ biển lớn hơn hoặc tên miền ngắn hơn.",
        "The host is too long: the symbol needs {modules} modules a side, {module} mm each (at least {limit} mm).",
        "Use a larger sign or a shorter host.",
    ),
    "sign.text": _m(
        "Tên “{text}” không vừa biển {size}.",
        "Thêm tên ngắn “short” (tối đa 40 ký tự) cho bài này.",
        "The name “{text}” does not fit the {size} sign.",
        "Add a “short” name (at most 40 characters) to this entry.",
    ),
    "sign.typst": _m(
        "Mẫu biển không dựng được: {reason}",
        "Xem lại chỗ vừa sửa trong mẫu biển (tệp .typ).",
        "The sign's template can't be set: {reason}",
        "Look at what was last changed in the template (the .typ file).",
    ),
    "sign.proof": _m(
        "Trang {page} của {file}: máy đọc được {found}, lẽ ra phải là {expected}.",
        "Không in tệp này. Bản in cũ vẫn giữ nguyên; báo cho người phụ trách kỹ thuật.",
        "Page {page} of {file}: the reader saw {found} where {expected} should be.",
        "Don't print this file. The old ones are untouched; tell the person who looks after the tool.",
    ),
    "sign.symbol": _m(
        "Mã {code}: hình QR vẽ lại khác với bản đã in.",
        "Không in. Kiểm tra phiên bản thư viện qrcode; biển cũ vẫn đúng.",
        "The code {code}: the symbol drawn now differs from the printed one.",
        "Don't print. Check the version of the qrcode library; the old sign is right.",
    ),
    "sign.none": _m(
        "Không có biển nào để in với lựa chọn này.",
        "Cấp mã trước: camtay qr issue --all",
        "There is no sign to print for this choice.",
        "Issue codes first: camtay qr issue --all",
    ),
}
