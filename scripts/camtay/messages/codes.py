"""The ledger, the gate and the build."""

from __future__ import annotations

from camtay.messages.words import Words, said

# What was issued since the last commit stands in the broken file only, and signs of it may hang already: it is kept.
_RESTORE = (
    "Chép tệp sổ ra chỗ khác để giữ các mã vừa cấp, lấy lại bản đã lưu (git checkout -- qr/ledger.jsonl), "
    "rồi thêm các dòng mới cấp vào cuối.",
    "Copy the ledger elsewhere to keep codes issued since, restore the saved one (git checkout -- qr/ledger.jsonl), "
    "then add the lines of those codes at its end.",
)

MESSAGES: dict[str, Words] = {
    "ledger.line": said(
        "Dòng này của sổ mã không đọc được: {text}",
        f"Đừng sửa sổ bằng tay. {_RESTORE[0]}",
        "This line of the ledger can't be read: {text}",
        f"Don't edit the ledger by hand. {_RESTORE[1]}",
    ),
    "ledger.conflict": said(
        "Sổ mã còn dấu gộp dở (<<<<<<< ======= >>>>>>>).",
        "Giữ mọi dòng của cả hai bên, chỉ xóa ba dòng dấu; không xóa mã nào.",
        "The ledger has unresolved merge marks (<<<<<<< ======= >>>>>>>).",
        "Keep every line of both sides and delete the marks only; delete no code.",
    ),
    "ledger.code": said(
        "Mã “{code}” sai chữ kiểm tra hoặc sai dạng.",
        f"Đừng gõ mã bằng tay. {_RESTORE[0]}",
        "The code “{code}” has a wrong check letter or form.",
        f"Don't type codes by hand. {_RESTORE[1]}",
    ),
    "ledger.twice": said(
        "Mã {code} có hai sự việc cùng số thứ tự {seq}: bị dùng lại hoặc sửa ở hai nơi.",
        "Quyết định bên nào đúng, rồi ghi bên kia thành số {expected}; lý do ghi vào “reason”.",
        "The code {code} has two events numbered {seq}: it was reused or changed in two places.",
        "Decide which is right and write the other one as number {expected}, the reason in “reason”.",
    ),
    "ledger.reused": said(
        "Mã {code} được cấp lần thứ hai (sự việc số {seq}); một mã không bao giờ dùng lại.",
        f"{_RESTORE[0]} Muốn đổi đích, dùng: camtay qr retarget {{code}}",
        "The code {code} is issued a second time (event {seq}); a code is never reused.",
        f"{_RESTORE[1]} To change the target use: camtay qr retarget {{code}}",
    ),
    "ledger.unissued": said(
        "Mã {code} có sự việc “{event}” mà chưa từng được cấp.",
        "Lấy lại dòng cấp mã đã mất: git log -p -- qr/ledger.jsonl",
        "The code {code} has an event “{event}” but was never issued.",
        "Restore the lost line that issued it: git log -p -- qr/ledger.jsonl",
    ),
    "ledger.gap": said(
        "Mã {code}: mất sự việc số {expected} (chỉ thấy số {seq}).",
        "Lấy lại dòng đã mất: git log -p -- qr/ledger.jsonl",
        "The code {code}: event number {expected} is lost (only {seq} is there).",
        "Restore the lost line: git log -p -- qr/ledger.jsonl",
    ),
    "ledger.lost": said(
        "Sổ mã mất một dòng từng có: {line}",
        "Thêm lại đúng dòng ấy. Biển đã in vẫn treo ngoài đường.",
        "The ledger lost a line that it once had: {line}",
        "Put that line back. The sign still hangs outside.",
    ),
    "ledger.changed": said(
        "Một dòng của sổ mã bị sửa. Trước: {line} Nay: {now}",
        "Trả lại dòng cũ. Muốn đổi đích, dùng: camtay qr retarget",
        "A line of the ledger was changed. Before: {line} Now: {now}",
        "Put the old line back. To change the target use: camtay qr retarget",
    ),
    "ledger.elsewhere": said(
        "Mã {code}: một dòng của sổ chỉ có ở nhánh khác, nhánh này chưa có: {line}",
        "Gộp nhánh ấy vào đây trước khi đưa trang lên; trước đó đừng treo biển có mã này.",
        "The code {code}: a line of the ledger is on another branch only, this one lacks it: {line}",
        "Merge that branch before the site goes out; until then don't hang a sign with this code.",
    ),
    "ledger.shallow": said(
        "Kho git ở đây chỉ có một phần lịch sử, nên không biết sổ mã đã mất dòng nào chưa.",
        "Lấy đủ lịch sử: git fetch --unshallow. Trong GitHub Actions ghi “fetch-depth: 0” dưới actions/checkout.",
        "This git repository has only a part of its history, so nobody can tell whether the ledger lost a line.",
        "Fetch all of it: git fetch --unshallow. In GitHub Actions write “fetch-depth: 0” below actions/checkout.",
    ),
    "ledger.history": said(
        "Git không cho đọc lịch sử của sổ mã: {reason}",
        'Nếu thư mục này của người dùng khác thì chạy: git config --global --add safe.directory "{folder}"',
        "Git does not let the ledger's history be read: {reason}",
        'If the folder belongs to another user, run: git config --global --add safe.directory "{folder}"',
    ),
    "ledger.nogit": said(
        "Máy này không có git, nên không so được sổ mã với các bản đã lưu.",
        "Cài git (Debian: apt-get install git) rồi chạy lại.",
        "There is no git on this computer: the ledger can't be compared with what was saved.",
        "Install git (Debian: apt-get install git), then run again.",
    ),
    "ledger.unknown": said(
        "Sổ mã không có mã “{code}”.",
        "Xem các mã bằng: camtay qr list",
        "The ledger has no code “{code}”.",
        "See all codes with: camtay qr list",
        example="camtay qr list",
    ),
    "ledger.reason": said(
        "Chưa ghi lý do cho mã {code}.",
        'Thêm --reason "…" để người sau hiểu.',
        "There is no reason for the change of {code}.",
        'Add --reason "…" so that others understand.',
    ),
    "ledger.uncoded": said(
        "Bài “{id}” chưa có mã QR.",
        "Cấp mã bằng: camtay qr issue --all",
        "The entry “{id}” has no code yet.",
        "Issue one with: camtay qr issue --all",
        example="camtay qr issue --all",
    ),
    "gate.target": said(
        "Mã {code} đã cấp dẫn tới bài “{entry}” nay không còn.",
        'Khôi phục bài ấy, hoặc trỏ mã sang bài khác: camtay qr retarget {code} {nearest} --reason "…"',
        "The issued code {code} leads to the entry “{entry}”, which is gone.",
        'Restore the entry, or point the code elsewhere: camtay qr retarget {code} {nearest} --reason "…"',
    ),
    "gate.payload": said(
        "Mã {code} đã in là {printed}, nay lại thành {today}.",
        "Biển không in lại được: giữ tên miền cũ bằng “sign_host: {host}” trong guides/site.yml.",
        "The code {code} was printed as {printed} and would be {today} now.",
        "Signs can't be recalled: keep the old host with “sign_host: {host}” in guides/site.yml.",
    ),
    "gate.page": said(
        "Mã {code} (bài “{entry}”) không có trang quét trong bản dựng: {path}",
        "Báo cho người phụ trách kỹ thuật; bản cũ của trang vẫn giữ nguyên.",
        "The code {code} (entry “{entry}”) has no scan page in the build: {path}",
        "Tell the person who looks after the tool; the old site is untouched.",
    ),
    "scan.budget": said(
        "Trang quét của “{entry}” nặng {size} byte sau khi nén, quá {limit}; phần dài nhất: {field}.",
        "Rút ngắn phần ấy, hoặc chuyển bớt sang bài liên quan.",
        "The scan page of “{entry}” has {size} bytes after compression, over {limit}; the longest part: {field}.",
        "Shorten that part, or move some of it to a related entry.",
    ),
    "engine.failed": said(
        "MkDocs không dựng được trang: {reason}",
        "Bản cũ trong site/ vẫn giữ nguyên. Đọc dòng báo lỗi phía trên.",
        "MkDocs could not build the site: {reason}",
        "The old site/ is untouched. Read the message above.",
    ),
    "build.differs": said(
        "Tệp {path} không giống bản dựng lại từ đầu.",
        "Xóa thư mục .cache/ rồi chạy lại: camtay build. Nếu chưa ai sửa site/ bằng tay thì hãy báo lỗi.",
        "The file {path} is not what a build from nothing makes.",
        "Delete the folder .cache/ and run: camtay build. If nobody has edited site/ by hand, please report this.",
    ),
    "engine.plugin": said(
        "Tệp mkdocs.yml không bật phần “camtay”.",
        "Thêm vào mkdocs.yml: “plugins:” và dòng dưới “  - camtay”.",
        "mkdocs.yml does not switch the plugin “camtay” on.",
        "Add to mkdocs.yml: “plugins:” and below it “  - camtay”.",
        example="plugins:\n  - camtay",
    ),
}
