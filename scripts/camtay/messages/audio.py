"""Recorded voices."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "audio.shape": said(
        "Bản ghi âm chưa ghi đủ.",
        "Dưới “audio:” ghi “vi:”, rồi ba dòng thụt vào: “file: …”, “licence: …”, “reader: …”.",
        "The recording is not described in full.",
        "Below “audio:” write “vi:”, then three lines further in: “file: …”, “licence: …”, “reader: …”.",
    ),
    "audio.licence": said(
        "Bản ghi âm chưa ghi giấy phép (licence).",
        "Hỏi người đọc có đồng ý cho đăng không, rồi thêm dòng “licence: …”, ví dụ “licence: CC BY 4.0”.",
        "The recording has no licence.",
        "Ask the reader for consent to publish, then add a line “licence: …”, for example “licence: CC BY 4.0”.",
        example="audio:\n  vi:\n    file: tieng/goi-dien-vi.mp3\n    licence: CC BY 4.0",
    ),
    "audio.missing": said(
        "Không có tệp ghi âm “{file}”.",
        "Chép tệp vào thư mục guides/ và ghi đúng tên, tính từ thư mục ấy.",
        "There is no sound file “{file}”.",
        "Copy it into the folder guides/ and write its name as seen from there.",
        example="file: tieng/goi-dien-vi.mp3",
    ),
    "audio.outside": said(
        "Tệp ghi âm “{file}” nằm ngoài thư mục guides/.",
        "Chép tệp vào guides/ và ghi tên không có “..” hay dấu / ở đầu.",
        "The sound file “{file}” lies outside the folder guides/.",
        "Copy it into guides/ and write its name without “..” or a leading slash.",
        example="file: tieng/goi-dien-vi.mp3",
    ),
    "audio.large": said(
        "Tệp ghi âm “{file}” nặng quá {limit} MB; sóng yếu không tải nổi.",
        "Chuyển sang MP3 một kênh (mono) 32 kbit/s, hoặc đọc ngắn lại. Cách làm: docs/so-tay/nghe.md",
        "The sound file “{file}” is over {limit} MB: too much for a weak signal.",
        "Convert it to MP3, mono, 32 kbit/s, or read less. How: docs/so-tay/nghe.md",
    ),
    "audio.format": said(
        "Tệp “{file}” không phải bản ghi âm mà điện thoại nào cũng mở được.",
        "Chuyển sang MP3 (đổi đuôi tên tệp thì chưa đủ). Cách làm: docs/so-tay/nghe.md",
        "The file “{file}” is no recording that every phone can play.",
        "Convert it to MP3 (another ending of its name is not enough). How: docs/so-tay/nghe.md",
    ),
    "audio.rate": said(
        "Bản ghi âm “{file}” nặng {size} kB ({rate} kbit/s); giọng nói chỉ cần 32.",
        "Nên chuyển sang MP3 một kênh (mono) 32 kbit/s để người dùng sóng yếu nghe được.",
        "The recording “{file}” takes {size} kB ({rate} kbit/s); speech needs no more than 32.",
        "Convert it to MP3, mono, 32 kbit/s, for people with a weak signal.",
    ),
    "audio.unread": said(
        "Bản ghi âm chưa cho biết nó đọc câu chữ nào, nên trang chưa phát.",
        "Xem câu chữ: camtay audio text {entry} --in {locale}. Nếu bản ghi đọc đúng, thêm dòng “reads: {today}”.",
        "The recording does not say which text it reads, so the page does not offer it.",
        "See the text: camtay audio text {entry} --in {locale}. If that is what is read, add “reads: {today}”.",
    ),
    "audio.stale": said(
        "Bài đã sửa sau khi ghi âm, nên trang tạm ẩn bản ghi.",
        "Ghi âm lại theo: camtay audio text {entry} --in {locale}; rồi sửa thành “reads: {today}”.",
        "The text has changed since it was recorded, so the page hides the recording.",
        "Record it again from: camtay audio text {entry} --in {locale}; then write “reads: {today}”.",
    ),
}
