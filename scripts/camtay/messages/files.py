"""Files that can not be read, and YAML that can not be understood."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    # ------------------------------------------------------------ files
    "project.missing": said(
        "Không thấy thư mục “{folder}” trong “{root}”.",
        "Chạy lệnh trong thư mục của dự án, nơi có “guides” và “mkdocs.yml”, hoặc thêm --root ĐƯỜNG_DẪN.",
        "There is no folder “{folder}” in “{root}”.",
        "Run the command in the project's folder, where “guides” and “mkdocs.yml” are, or add --root PATH.",
    ),
    "file.unreadable": said(
        "Không đọc được tệp ({reason}).",
        "Kiểm tra tệp còn đó không và bạn có quyền đọc không.",
        "The file can't be read ({reason}).",
        "Check that it is still there and that you may read it.",
    ),
    "file.write": said(
        "Không ghi được tệp ({reason}); bản cũ vẫn còn nguyên.",
        "Dọn bớt ổ đĩa hoặc xin quyền ghi, rồi chạy lại.",
        "The file can't be written ({reason}); the old one is untouched.",
        "Free some disk space or get permission to write, then run again.",
    ),
    "project.busy": said(
        "Một lệnh camtay khác đang làm việc trong thư mục “{folder}” và chưa xong.",
        "Đợi lệnh ấy xong rồi chạy lại. Nếu nó bị treo thì tắt nó đi; không có gì bị mất.",
        "Another camtay command is at work in the folder “{folder}” and has not ended.",
        "Wait until it has ended, then run again. If it hangs, end it; nothing gets lost.",
    ),
    "file.outside": said(
        "Tệp này là lối tắt dẫn ra ngoài thư mục nội dung.",
        "Chép hẳn tệp vào trong “guides” thay cho lối tắt.",
        "This file is a link that leads out of the content folder.",
        "Copy the file itself into “guides” instead of the link.",
    ),
    "file.leads_out": said(
        "Tệp này là lối tắt dẫn ra ngoài thư mục của trang; nội dung ở đó sẽ bị đăng lên mạng.",
        "Xóa lối tắt. Nếu cần tệp ấy trên trang thì chép hẳn tệp vào.",
        "This file is a link that leads out of the project; what lies there would be published.",
        "Delete the link. If the site needs the file, copy the file itself.",
    ),
    "file.conflict": said(
        "Hai người cùng sửa chỗ này. Giữa dòng {first} và dòng {middle} là của “{ours}” "
        "(HEAD: bản trên máy này), giữa dòng {middle} và dòng {end} là của “{theirs}”.",
        "Giữ phần đúng, hoặc ghép hai phần. Rồi xóa ba dòng dấu <<<<<<< ======= >>>>>>> và lưu lại.",
        "Two people changed this place. What stands between lines {first} and {middle} is from “{ours}” (HEAD: "
        "the version on this computer), between lines {middle} and {end} from “{theirs}”.",
        "Keep the right part, or join both. Then delete the three lines <<<<<<< ======= >>>>>>> and save.",
    ),
    "file.conflict_mark": said(
        "Tệp còn sót dấu của hai bản bị lẫn vào nhau (<<<<<<< ======= >>>>>>>).",
        "Đọc lại đoạn này xem còn đủ và đúng không, xóa dòng dấu, rồi lưu lại.",
        "The file still has a mark of two versions that were mixed (<<<<<<< ======= >>>>>>>).",
        "Read this passage once more, delete the line with the mark, then save.",
    ),
    # ------------------------------------------------------------ YAML
    "yaml.size": said(
        "Tệp nặng {size} MB; mỗi tệp nội dung được nhiều nhất {limit} MB.",
        "Có lẽ ảnh hoặc tệp khác bị dán nhầm vào; chỉ giữ phần chữ.",
        "The file has {size} MB; a content file may have {limit} MB at most.",
        "Perhaps a picture or another file was pasted into it; keep the text only.",
    ),
    "yaml.encoding": said(
        "Tệp không lưu dạng UTF-8 (gặp {byte}).",
        "Chạy thử camtay fix; nếu máy không chắc thì mở tệp, chọn Lưu thành (Save As), Mã hóa (Encoding): UTF-8.",
        "The file is not saved as UTF-8 (found {byte}).",
        "Try camtay fix; where that is not sure, open the file, choose Save As, Encoding: UTF-8.",
    ),
    "yaml.nfd": said(
        "Chữ có dấu trong tệp ở dạng tách rời (NFD); máy tự ghép lại.",
        "Muốn gọn thì chạy camtay fix; nên gõ bằng Unicode dựng sẵn (Unikey: bảng mã Unicode).",
        "Accented letters in this file are decomposed (NFD); they were composed.",
        "For a tidy file run camtay fix; better type with precomposed Unicode.",
    ),
    "yaml.control": said(
        "Có ký tự điều khiển {character} mà mắt không thấy.",
        "Xóa dòng này và gõ lại bằng tay. Hoặc để máy sửa: camtay fix.",
        "There is a control character {character} that can't be seen.",
        "Delete this line and type it again. Or let it be repaired: camtay fix.",
    ),
    "yaml.tab": said(
        "Đầu dòng có phím Tab.",
        "Thay Tab bằng dấu cách: mỗi cấp thụt vào 2 dấu cách. Hoặc để máy sửa: camtay fix.",
        "The line begins with a tab.",
        "Use spaces instead: two for each level. Or let it be repaired: camtay fix.",
        example="title:\n  vi: Gọi điện thoại\n  en: Make a phone call",
    ),
    "yaml.indent": said(
        "Đầu dòng có dấu cách lạ ({character}), thường do dán từ Word hoặc Zalo.",
        "Xóa khoảng trống đầu dòng và gõ lại bằng phím cách. Hoặc để máy sửa: camtay fix.",
        "The line begins with a strange space ({character}), often pasted from Word or Zalo.",
        "Delete the space at the beginning of the line and type it again. Or let it be repaired: camtay fix.",
        example="title:\n  vi: Gọi điện thoại\n  en: Make a phone call",
    ),
    "yaml.quote": said(
        "Dấu nháy mở mà không đóng.",
        "Thêm dấu nháy đóng cùng loại ở cuối câu.",
        "A quotation mark is opened and never closed.",
        "Add the same mark at the end of the text.",
        example='vi: "Bấm nút Gọi."',
    ),
    "yaml.after_quote": said(
        "Sau dấu nháy đóng vẫn còn chữ.",
        'Bọc cả câu bằng loại nháy kia: \'"Nhà" của bạn\' hoặc "Ba\'s"; trong câu cũng có thể dùng nháy cong “ ”.',
        "Words follow a closing quotation mark.",
        'Put the whole text between marks of the other kind: \'"Home" of yours\' or "Ba\'s"; or use “ ” inside it.',
        example="vi: '\"Nhà\" của bạn'",
    ),
    "yaml.escape": said(
        "Trong dấu nháy kép, dấu \\ mở đầu một ký hiệu riêng, và ký hiệu này máy không biết.",
        "Viết \\\\ thay cho \\, hoặc đổi dấu nháy kép ở hai đầu câu thành dấu nháy đơn.",
        "Between double quotes a \\ begins a special sign, and this one is not known.",
        "Write \\\\ for \\, or put the text between single quotes.",
        example='vi: "Thư mục C:\\\\Anh"',
    ),
    "yaml.bracket": said(
        "Ngoặc [ hoặc {{ mở ở đây mà không đóng, hoặc bên trong thiếu dấu phẩy.",
        "Thêm ngoặc đóng ] hoặc }}. Nếu đây là một câu chữ thì đặt cả câu trong dấu nháy kép.",
        "A bracket [ or {{ is opened here and never closed, or a comma is missing inside.",
        "Add the closing ] or }}. If this is plain text, put it between double quotes.",
        example="audience: [everyone, elderly]",
    ),
    "yaml.colon": said(
        "Trong câu có dấu hai chấm và dấu cách (“: ”), máy tưởng là một trường mới.",
        'Đặt cả câu trong dấu nháy kép: "…".',
        "The text holds a colon and a space (“: ”), which reads as a new field.",
        'Put the whole text between double quotes: "…".',
        example='vi: "Chú ý: không bấm liên kết lạ."',
    ),
    "yaml.nocolon": said(
        "Dòng này thiếu dấu hai chấm sau tên trường.",
        "Viết “tên: nội dung”, có một dấu cách sau dấu hai chấm.",
        "This line has no colon after the field's name.",
        "Write “name: text”, with a space after the colon.",
        example="kind: guide",
    ),
    "yaml.start": said(
        "Câu bắt đầu bằng một dấu đặc biệt (như @, %, `, |, [, -).",
        'Đặt cả câu trong dấu nháy kép: "…".',
        "The text begins with a special character (such as @, %, `, |, [, -).",
        'Put the whole text between double quotes: "…".',
        example='vi: "@ là dấu a còng."',
    ),
    "yaml.level": said(
        "Dòng này thụt vào không khớp với các dòng quanh nó.",
        "Cho các trường cùng cấp thẳng cột với nhau; cấp con thụt thêm 2 dấu cách.",
        "This line's indent does not fit the lines around it.",
        "Let fields of one level begin in the same column; children two spaces further in.",
        example="title:\n  vi: Gọi điện thoại\n  en: Make a phone call",
    ),
    "yaml.syntax": said(
        "Máy không hiểu cách viết ở đây ({detail}).",
        "So dòng này với một tệp mẫu; hay gặp: thiếu dấu nháy, sai thụt dòng.",
        "This can't be understood ({detail}).",
        "Compare with a sample file; often a quotation mark is missing or the indent is wrong.",
        example="title:\n  vi: Gọi điện thoại\n  en: Make a phone call",
    ),
    "yaml.duplicate": said(
        "Trường “{key}” viết hai lần (lần đầu ở dòng {first}); một trong hai sẽ mất.",
        "Gộp lại làm một hoặc xóa bớt một.",
        "The field “{key}” stands twice (first in line {first}); one of them would be lost.",
        "Join them or delete one.",
        example="topic: safety\naudience: [everyone]",
    ),
    "yaml.alias": said(
        "Câu bắt đầu bằng dấu * hoặc &; ở đầu câu, dấu ấy có nghĩa riêng trong YAML.",
        'Đặt cả câu trong dấu nháy kép, ví dụ: "**Chú ý** khi đi". Nếu định viết tắt thì chép lại đủ nội dung.',
        "The text begins with * or &, which has a meaning of its own there (YAML anchors).",
        'Put the whole text between double quotes: "**Mind** the step". If an anchor was meant, write the content out.',
        example='vi: "**Chú ý** khi đi."',
    ),
    "yaml.tag": said(
        "Câu bắt đầu bằng dấu ! (“{tag}”); ở đầu câu, dấu ấy có nghĩa riêng trong YAML.",
        'Đặt cả câu trong dấu nháy kép: "! Chú ý". Nếu là lệnh như !!str thì xóa đi.',
        "The text begins with ! (“{tag}”), which has a meaning of its own there (YAML tags).",
        'Put the whole text between double quotes: "! Mind". If it is a tag such as !!str, delete it.',
        example='vi: "! Chú ý"',
    ),
    "yaml.depth": said(
        "Các cấp lồng vào nhau sâu quá {limit} tầng.",
        "Kiểm tra dấu ngoặc [ và {{ thừa, viết lại theo mẫu.",
        "Levels are nested more than {limit} deep.",
        "Look for superfluous brackets [ and {{, and follow the sample.",
    ),
    "yaml.documents": said(
        "Tệp có dấu --- ở giữa, tức là hai bài trong một tệp.",
        "Mỗi bài để một tệp riêng.",
        "The file has --- in the middle: two documents in one file.",
        "Put each entry into a file of its own.",
    ),
    "yaml.key": said(
        "Tên trường ở đây không phải là chữ.",
        "Viết “tên: nội dung”, không dùng dấu ? hoặc ngoặc làm tên.",
        "The name of a field is not a word here.",
        "Write “name: text”; don't use ? or brackets as a name.",
        example="kind: guide",
    ),
}
