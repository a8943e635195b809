"""Putting the site where visitors see it."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "publish.unbuilt": said(
        "Chưa có trang nào trong {site} để đưa lên mạng.",
        "Dựng trang trước: camtay build --compress, hoặc thêm --build vào lệnh này.",
        "There is no site in {site} to publish.",
        "Build it first: camtay build --compress, or add --build to this command.",
    ),
    "publish.lost": said(
        "Trang đang chạy trả lời {n} mã mà trang mới không có: {codes}. Biển mang các mã ấy sẽ hỏng.",
        "Lấy sổ mã mới nhất về (git pull) rồi dựng lại. Nếu đó chỉ là mã chạy thử thì đưa lên một thư mục trống.",
        "The live site answers {n} codes that the new one does not have: {codes}. Signs with them would be dead.",
        "Fetch the newest ledger (git pull) and build again. If these were only trials, publish to an empty folder.",
    ),
    "publish.rollback_lost": said(
        "Bản trước chưa có {n} mã đã in sau này: {codes}. Quay lại thì biển mang các mã ấy hỏng.",
        "Sửa lỗi rồi đưa bản mới lên. Nếu vẫn phải quay lại ngay thì thêm --anyway.",
        "The earlier release does not know {n} codes that were printed later: {codes}. Signs with them would be dead.",
        "Mend the fault and publish a new release. If you must go back at once, add --anyway.",
    ),
    "publish.no_earlier": said(
        "Không có bản nào trước bản đang chạy.",
        "Xem các bản đang giữ: camtay publish NƠI --list",
        "There is no release before the live one.",
        "See what is kept: camtay publish TARGET --list",
    ),
    "publish.no_release": said(
        "Không có bản nào tên là “{wanted}”. Đang giữ: {known}.",
        "Chọn một bản trong danh sách: camtay publish NƠI --list",
        "There is no release called “{wanted}”. Kept are: {known}.",
        "Choose one of the list: camtay publish TARGET --list",
    ),
    "publish.busy": said(
        "Có người khác đang đưa trang lên {place}.",
        "Chờ lệnh kia xong rồi chạy lại, hoặc chờ lâu hơn bằng --wait GIÂY.",
        "Somebody else is publishing to {place}.",
        "Wait until they are done and run again, or wait longer with --wait SECONDS.",
    ),
    "publish.foreign": said(
        "Thư mục {folder} có “{name}”, không phải trang do lệnh này đưa lên. Ghi vào đây có thể làm mất tệp khác.",
        "Chọn một thư mục trống hoặc một thư mục chưa có.",
        "The folder {folder} holds “{name}”, which this command did not put there. Other files might be lost.",
        "Choose an empty folder, or one that does not exist yet.",
    ),
    "publish.link": said(
        "Trang đã dựng có lối tắt hoặc tệp lạ: {path}. Nó có thể dẫn ra ngoài trang.",
        "Xóa thư mục site rồi dựng lại: camtay build --compress",
        "The built site holds a link or a special file: {path}. It may lead out of the site.",
        "Delete the folder site and build again: camtay build --compress",
    ),
    "publish.changed": said(
        "Trang trong {site} đổi trong lúc đang chép; bản chép bị bỏ, trang đang chạy vẫn nguyên.",
        "Chờ lệnh dựng trang xong rồi chạy lại.",
        "The site in {site} changed while it was copied; the copy was dropped, the live site is untouched.",
        "Wait until the build is done and run again.",
    ),
    "publish.exchange": said(
        "Ổ đĩa của {folder} không đổi chỗ hai thư mục được trong một bước, nên trang sẽ mất trong giây lát.",
        "Đưa lên một thư mục trống, rồi cho máy chủ trang đọc thư mục current trong đó.",
        "The disk of {folder} can't let two folders trade places in one step; the site would be gone for a moment.",
        "Publish to an empty folder and let the web server read the folder current in it.",
    ),
    "publish.write": said(
        "Không ghi được vào {place} ({reason}). Trang đang chạy vẫn nguyên.",
        "Dọn bớt ổ đĩa hoặc xin quyền ghi, rồi chạy lại.",
        "{place} can't be written ({reason}). The live site is untouched.",
        "Free some disk space or get permission to write, then run again.",
    ),
    "publish.send": said(
        "Chưa chép được trang lên {place} ({reason}). Trang đang chạy vẫn nguyên.",
        "Xem mạng, ổ đĩa của máy chủ và quyền ghi, rồi chạy lại: lệnh chép tiếp phần còn thiếu.",
        "The site could not be copied to {place} ({reason}). The live site is untouched.",
        "Look at the network, the server's disk and your rights, then run again: it goes on from there.",
    ),
    "publish.remote": said(
        "Máy chủ của {place} không làm được việc này ({reason}).",
        "Thử vào máy ấy bằng ssh. Máy cần có rsync và flock, và bạn cần quyền ghi vào thư mục.",
        "The server of {place} could not do this ({reason}).",
        "Try to reach it with ssh. It needs rsync and flock, and you need the right to write to the folder.",
    ),
    "publish.program": said(
        "Máy này không chạy được {program} ({reason}).",
        "Cài vào (Debian, Ubuntu: sudo apt install rsync openssh-client), rồi chạy lại.",
        "{program} can't be run on this computer ({reason}).",
        "Install it (Debian, Ubuntu: sudo apt install rsync openssh-client) and run again.",
    ),
    "publish.daemon": said(
        "Không đưa lên được {target}: nơi này chỉ nhận tệp, không đổi bản trong một bước được.",
        "Dùng địa chỉ ssh: TÊN@MÁY:/THƯ/MỤC",
        "{target} can't be used: it only takes files and can't switch the release in one step.",
        "Use an address for ssh: USER@HOST:/FOLDER",
    ),
    "publish.after": said(
        "Trang mới đã chạy, nhưng lệnh “{command}” sau đó không xong ({reason}).",
        "Sửa lệnh ấy rồi chạy lại camtay publish: trang không phải chép lại.",
        "The new site is live, but the command “{command}” after it failed ({reason}).",
        "Mend that command and run camtay publish again: nothing is copied twice.",
    ),
}
