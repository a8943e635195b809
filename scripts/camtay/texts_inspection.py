"""Sentences of `camtay qr inspect` and of its report, in Vietnamese and English."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    # ------------------------------------------------------------ what a photo shows
    "inspect_verdict_alarm": {"vi": "BÁO ĐỘNG", "en": "ALARM"},
    "inspect_verdict_suspicious": {"vi": "Đáng ngờ", "en": "Suspicious"},
    "inspect_verdict_unreadable": {"vi": "Không đọc được", "en": "Unreadable"},
    "inspect_verdict_genuine": {"vi": "Biển thật", "en": "Genuine"},
    "inspect_do_alarm": {
        "vi": "Đừng mở mã, đừng chuyển tiền. Giữ ảnh này làm chứng, che mã lạ lại, "
        "báo Công an xã và người phụ trách biển.",
        "en": "Don't open the code, don't send money. Keep this photo as evidence, cover the strange code, "
        "and tell the commune police and whoever looks after the signs.",
    },
    "inspect_do_suspicious": {
        "vi": "Đến tận nơi xem lại biển: tên miền và mã in bằng chữ có khớp với bảng này không.",
        "en": "Go and look at the sign: do the host and the code in letters agree with this table?",
    },
    "inspect_do_unreadable": {
        "vi": "Lau biển rồi chụp lại: đứng gần, thẳng mặt biển, đủ sáng, không lóa. Vẫn không đọc được thì thay biển.",
        "en": "Wipe the sign and take another photo: near, straight, in good light, without glare. "
        "If it still can't be read, replace the sign.",
    },
    # ------------------------------------------------------------ what a symbol is
    "inspect_status_payment": {"vi": "Mã chuyển tiền", "en": "Payment code"},
    "inspect_status_lookalike": {"vi": "Giả địa chỉ của ta", "en": "Look-alike address"},
    "inspect_status_foreign": {"vi": "Địa chỉ lạ", "en": "Foreign address"},
    "inspect_status_not_link": {"vi": "Không phải đường dẫn", "en": "Not a link"},
    "inspect_status_unknown": {"vi": "Mã chưa từng cấp", "en": "Code never issued"},
    "inspect_status_altered": {"vi": "Địa chỉ bị sửa", "en": "Altered address"},
    "inspect_status_wrong_place": {"vi": "Sai chỗ", "en": "Wrong place"},
    "inspect_status_retired": {"vi": "Mã đã thôi dùng", "en": "Retired code"},
    "inspect_status_genuine": {"vi": "Mã thật", "en": "Genuine code"},
    "inspect_payment_to": {
        "vi": "Đòi chuyển tiền vào tài khoản {account} (ngân hàng số {bank}).",
        "en": "Asks for money to account {account} (bank number {bank}).",
    },
    "inspect_payment_plain": {"vi": "Đòi chuyển tiền.", "en": "Asks for money."},
    "inspect_lookalike_user": {
        "vi": "Tên {ours} chỉ đứng trước dấu @ để đánh lừa; thật ra mở {host}.",
        "en": "The name {ours} only stands before an @ to mislead; it really opens {host}.",
    },
    "inspect_lookalike_letters": {
        "vi": "{host} trông giống {ours} nhưng viết bằng chữ khác.",
        "en": "{host} looks like {ours} but is written with other letters.",
    },
    "inspect_lookalike_near": {
        "vi": "{host} chỉ khác {ours} một, hai chữ.",
        "en": "{host} differs from {ours} in a letter or two.",
    },
    "inspect_lookalike_inside": {
        "vi": "{host} mượn cả tên {ours} nhưng là nơi khác.",
        "en": "{host} borrows the whole name {ours} but is another place.",
    },
    "inspect_lookalike_ending": {
        "vi": "{host} mượn tên của {ours}, chỉ đổi đuôi hoặc thêm chữ.",
        "en": "{host} borrows the name of {ours} with another ending or more words.",
    },
    "inspect_lookalike_path": {
        "vi": "Mở {host}; tên {ours} hoặc mã của ta chỉ đứng sau dấu gạch chéo.",
        "en": "Opens {host}; the name {ours} or a code of ours only stands behind the slash.",
    },
    "inspect_foreign": {"vi": "Mở {host}, không phải {ours}.", "en": "Opens {host}, not {ours}."},
    "inspect_not_link_acts": {
        "vi": "Không mở trang mà bắt điện thoại làm việc khác ({scheme}).",
        "en": "Opens no page but makes the phone do something else ({scheme}).",
    },
    "inspect_not_link_words": {"vi": "Chỉ là chữ, không mở trang nào.", "en": "Plain words that open nothing."},
    "inspect_unknown_valid": {
        "vi": "Đúng dạng nhưng sổ mã không có: làm giả, hoặc sổ mã trên máy này chưa cập nhật.",
        "en": "Well formed but not in the ledger: forged, or the ledger on this machine is out of date.",
    },
    "inspect_unknown_check": {
        "vi": "Sai chữ kiểm tra: gõ nhầm hoặc làm giả.",
        "en": "Wrong check letter: mistyped or forged.",
    },
    "inspect_unknown_form": {
        "vi": "Không có dạng của mã ta: gõ nhầm hoặc làm giả.",
        "en": "Not the form of our codes: mistyped or forged.",
    },
    "inspect_altered_known": {
        "vi": "Không phải đúng địa chỉ in trên biển ({expected}).",
        "en": "Not exactly the address on the sign ({expected}).",
    },
    "inspect_altered_page": {
        "vi": "Mở một trang khác của {ours}, không phải địa chỉ của biển nào.",
        "en": "Opens some other page of {ours}, not the address of a sign.",
    },
    "inspect_wrong_place": {
        "vi": "Chụp cách chỗ treo {distance}: biển bị dời đi, hoặc ai đó chép mã.",
        "en": "Taken {distance} from where it hangs: the sign was moved, or somebody copied the code.",
    },
    "inspect_retired": {
        "vi": "Thôi dùng từ {date} ({reason}). Tháo biển này xuống.",
        "en": "Retired on {date} ({reason}). Take this sign down.",
    },
    "inspect_copy": {
        "vi": "Dẫn đúng trang, nhưng hình QR không phải hình ta đã in: ai đó làm bản sao.",
        "en": "Leads to the right page, but the symbol is not the one we printed: somebody made a copy.",
    },
    # ------------------------------------------------------------ what they add up to
    "inspect_alarm_payment": {
        "vi": "Có mã chuyển tiền dán trên biển. Biển của ta không bao giờ đòi tiền.",
        "en": "There is a payment code on the sign. Our signs never ask for money.",
    },
    "inspect_alarm_lookalike": {
        "vi": "Có mã giả địa chỉ của ta: cố ý lừa người quét.",
        "en": "A code imitates our address: it is meant to deceive.",
    },
    "inspect_alarm_pasted": {
        "vi": "Mã lạ dán đè lên một mã khác; góc của mã bên dưới còn thấy được.",
        "en": "A strange code is pasted over another one, whose corners still show.",
    },
    "inspect_alarm_beside": {
        "vi": "Mã lạ nằm cạnh mã thật: có thể ai đó dán thêm tem lên biển.",
        "en": "A strange code is beside a genuine one: somebody may have pasted a sticker on the sign.",
    },
    "inspect_alarm_covered": {
        "vi": "Chụp đúng chỗ treo biển {signs} mà chỉ thấy mã lạ: biển bị dán đè hoặc bị thay.",
        "en": "Taken where the sign {signs} hangs, and only a strange code is seen: it was pasted over or replaced.",
    },
    "inspect_alarm_expected": {
        "vi": "Lẽ ra là biển {code} ({name}) mà chỉ thấy mã lạ: biển bị dán đè hoặc bị thay.",
        "en": "It should be the sign {code} ({name}), and only a strange code is seen: it was pasted over or replaced.",
    },
    "inspect_pasted_own": {
        "vi": "Mã của ta dán đè lên một mã khác. Ai dán, và vì sao?",
        "en": "A code of ours is pasted over another one. By whom, and why?",
    },
    "inspect_alone": {
        "vi": "Trong ảnh không có mã nào của ta. Nếu đây là biển của ta thì biển đã bị dán đè hoặc bị thay.",
        "en": "No code of ours is in the photo. If this is a sign of ours, it was pasted over or replaced.",
    },
    "inspect_unread": {
        "vi": "Còn {n} mã khác trong ảnh không đọc được. Chụp lại gần hơn.",
        "en": "{n} more codes in the photo can't be read. Take a photo from nearer.",
    },
    "inspect_other_sign": {
        "vi": "Đây là biển {found}, không phải biển {code}.",
        "en": "This is the sign {found}, not {code}.",
    },
    "inspect_missing": {"vi": "Không thấy mã {code} ({name}).", "en": "The code {code} ({name}) is not seen."},
    "inspect_none": {
        "vi": "Máy không tìm thấy mã QR nào: không có, hoặc xa quá, mờ quá.",
        "en": "No QR code was found: there is none, or it is too far away or too blurred.",
    },
    "inspect_none_damaged": {
        "vi": "Có mã QR trong ảnh nhưng hỏng, lóa hoặc mờ quá, không đọc được.",
        "en": "There is a QR code in the photo, but too damaged, glaring or blurred to be read.",
    },
    # ------------------------------------------------------------ the table and the report
    "inspect_column_photo": {"vi": "Ảnh", "en": "Photo"},
    "inspect_column_verdict": {"vi": "Kết luận", "en": "Verdict"},
    "inspect_column_found": {"vi": "Thấy gì", "en": "What is seen"},
    "inspect_summary": {
        "vi": "{n} ảnh: {alarm} báo động, {suspicious} đáng ngờ, {unreadable} không đọc được, {genuine} biển thật.",
        "en": "{n} photos: {alarm} alarm, {suspicious} suspicious, {unreadable} unreadable, {genuine} genuine.",
    },
    "inspect_failed_files": {
        "vi": "{n} lỗi: có ảnh không xem được (liệt kê ở trên).",
        "en": "{n} errors: some photos could not be looked at (listed above).",
    },
    "inspect_written": {"vi": "Đã ghi {file}", "en": "Written: {file}"},
    "inspect_title": {"vi": "Kiểm tra biển qua ảnh", "en": "Inspection of signs by photo"},
    "inspect_line": {"vi": "{n} ảnh · {day}", "en": "{n} photos · {day}"},
    "inspect_expected": {"vi": "Biển cần thấy: {code} ({name})", "en": "Sign to be seen: {code} ({name})"},
    "inspect_taken": {"vi": "Chụp {moment}", "en": "Taken {moment}"},
    "inspect_to_do": {"vi": "Cần làm", "en": "To do"},
    "inspect_text": {"vi": "Chữ trong mã", "en": "Text in the code"},
    "inspect_alt": {"vi": "Ảnh {file}, các mã được khoanh: {found}", "en": "Photo {file}, codes outlined: {found}"},
    "inspect_alt_none": {"vi": "Ảnh {file}, không có mã nào đọc được", "en": "Photo {file}, no code could be read"},
    "inspect_problems": {"vi": "Tệp không xem được", "en": "Files that could not be looked at"},
    "inspect_key": {
        "vi": "Khung xanh: mã thật. Khung đỏ: mã đáng ngờ. Khung vàng có dấu hỏi: mã không đọc được. "
        "Số ở khung là số trong danh sách.",
        "en": "Green frame: genuine. Red frame: suspicious. Amber frame with a question mark: unreadable. "
        "The number at a frame is the one in the list.",
    },
    "inspect_privacy": {
        "vi": "Máy không mở mã nào, không gửi gì đi đâu; báo cáo không ghi tọa độ nơi chụp. "
        "Đừng gõ lại các địa chỉ lạ.",
        "en": "No code was opened and nothing was sent anywhere; the report holds no position of a photo. "
        "Don't type the strange addresses.",
    },
}
